//! Exports in every form, read back by openpyxl, pyarrow and Python's json: each cell equal, no
//! formula anywhere, phones still text, times as clocks show them.

use std::path::PathBuf;

use offhook_demo_remote::DemoRemote;
use offhook_engine::{CsvFor, ExportFormat, ExportOptions};
use offhook_model::{Filter, RawFilter};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::support::{Desk, ShiftedClock, assert_same_calls, python, settled, start};

pub(crate) const FIELDS: [&str; 13] = [
    "id",
    "agent_id",
    "from_number",
    "to_number",
    "direction",
    "status",
    "duration",
    "sentiment",
    "call_summary",
    "created_at",
    "agent_name",
    "started_at",
    "ended_at",
];
pub(crate) const TIMES: [&str; 3] = ["created_at", "started_at", "ended_at"];
/// More than a cell of a spreadsheet holds.
const LONG: usize = 40_000;

/// Texts that a careless writer or reader would break, or a spreadsheet would run, with what a
/// cell of a spreadsheet shows for them.
const DELICATE: [(&str, &str); 16] = [
    ("=1+1", "=1+1"),
    ("+16045551234", "+16045551234"),
    ("-2+3+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"),
    ("@SUM(A1:A9)", "@SUM(A1:A9)"),
    ("\t=1", "\t=1"),
    ("a, \"b\", c", "a, \"b\", c"),
    ("two\nlines\r\nand three", "two\nlines\nand three"),
    ("  spaces  ", "  spaces  "),
    ("Söndag été 📞", "Söndag été 📞"),
    ("\u{202e}turned", "\u{202e}turned"),
    ("שלום مرحبا", "שלום مرحبا"),
    ("007", "007"),
    ("1E5", "1E5"),
    ("nul\0 and escape\u{1b}[2J", "nul\u{fffd} and escape\u{fffd}[2J"),
    ("<b>&amp;</b> ]]>", "<b>&amp;</b> ]]>"),
    ("https://example.com/?a=1", "https://example.com/?a=1"),
];

/// Either side of both changes of the clock in Berlin in 2026, with what a clock showed there.
pub(crate) const CLOCK_CHANGES: [(&str, &str); 4] = [
    ("2026-03-29T00:59:59+00:00", "2026-03-29T01:59:59"),
    ("2026-03-29T01:00:00.5+00:00", "2026-03-29T03:00:00.500000"),
    ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59"),
    ("2026-10-25T01:00:00+00:00", "2026-10-25T02:00:00"),
];

fn call(id: &str, text: &str, created_at: &str) -> Value {
    json!({
        "id": id, "agent_id": text, "from_number": text, "to_number": null,
        "direction": "inbound", "status": "completed", "duration": 61, "sentiment": null,
        "call_summary": text, "created_at": created_at, "agent_name": text,
        "started_at": created_at, "ended_at": null,
    })
}

pub(crate) fn synced() -> (DemoRemote, Desk) {
    let remote = start(settled(300));
    for (number, (text, _)) in DELICATE.iter().enumerate() {
        let id = format!("delicate-{number:02}");
        remote.insert(call(&id, text, "2026-01-04T08:00:00+00:00"));
    }
    for (number, (time, _)) in CLOCK_CHANGES.iter().enumerate() {
        remote.insert(call(&format!("clock-{number}"), "", time));
    }
    let mut odd = call("odd", &"ä".repeat(LONG), "2026-01-05T08:00:00+00:00");
    odd["duration"] = json!(12.5);
    odd["started_at"] = json!("soon");
    odd["cost"] = json!(0.25);
    remote.insert(odd);
    let desk = Desk::connected_to(&remote);
    desk.sync();
    (remote, desk)
}

/// Exports and says what was said.
pub(crate) fn export(desk: &Desk, name: &str, flags: &[&str]) -> (PathBuf, String) {
    let file = desk.path(name);
    let format = name.rsplit('.').next().unwrap();
    let base = ["export", "--format", format, "--output", file.to_str().unwrap()];
    let done = desk.run(&[&base[..], flags].concat()).assert_code(0);
    assert!(done.stdout.is_empty(), "{done:?}");
    (file, done.stderr)
}

/// Every sheet with its rows of cells, each `[type, value, number format]`, and its look.
const READ_WORKBOOK: &str = "
import datetime, json, sys, zipfile
import openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def shown(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        value = value.isoformat()
    return [cell.data_type, value, cell.number_format]
names = zipfile.ZipFile(sys.argv[1])
xml = b''.join(names.read(n) for n in names.namelist() if 'worksheets/' in n)
print(json.dumps({
    'formulas': xml.count(b'<f>') + xml.count(b'<f '),
    'sheets': [{
        'name': sheet.title, 'frozen': sheet.freeze_panes, 'filter': sheet.auto_filter.ref,
        'width': sheet.column_dimensions['I'].width,
        'rows': [[shown(cell) for cell in row] for row in sheet.iter_rows()],
    } for sheet in book.worksheets],
}))";

/// What a spreadsheet's cell holds for a field, apart from times.
pub(crate) fn as_cell(field: &str, value: &Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() => Value::Null,
        Value::String(text) if text.chars().count() == LONG => {
            format!("{}… [cut]", "ä".repeat(32_767 - 7)).into()
        }
        Value::String(text) => {
            let shown = DELICATE.iter().find(|(plain, _)| plain == text);
            shown.map_or(text.as_str(), |(_, shown)| shown).into()
        }
        Value::Number(_) => {
            assert_eq!(field, "duration");
            value.clone()
        }
        other => other.clone(),
    }
}

#[test]
fn a_workbook_holds_every_cell_with_dates_numbers_and_texts_and_no_formula() {
    let (remote, desk) = synced();
    let (file, said) = export(&desk, "calls.xlsx", &["--timezone", "Europe/Berlin"]);
    assert!(said.contains("cells were too long"), "{said}");
    assert!(!desk.path("calls.xlsx.manifest.json").exists(), "its manifest is a sheet");
    let book = python(READ_WORKBOOK, &file);
    assert_eq!(book["formulas"], 0);
    let [calls, about] = book["sheets"].as_array().unwrap().as_slice() else { panic!("{book}") };
    assert_eq!((&calls["name"], &about["name"]), (&json!("Calls"), &json!("About this export")));
    let theirs = remote.calls();
    assert_eq!(calls["frozen"], "A2");
    assert_eq!(calls["filter"], format!("A1:M{}", theirs.len() + 1));
    assert!(calls["width"].as_f64().unwrap() > 40.0);

    let rows = calls["rows"].as_array().unwrap();
    let heading: Vec<&str> =
        rows[0].as_array().unwrap().iter().map(|cell| cell[1].as_str().unwrap()).collect();
    let named = FIELDS.map(|field| match TIMES.contains(&field) {
        true => format!("{field} (Europe/Berlin)"),
        false => field.to_owned(),
    });
    assert_eq!(heading, named);
    assert_eq!(rows.len(), theirs.len() + 1);
    for (row, call) in rows[1..].iter().zip(&theirs) {
        for (cell, field) in row.as_array().unwrap().iter().zip(FIELDS) {
            let (kind, value) = (cell[0].as_str().unwrap(), &cell[1]);
            assert_ne!(kind, "f", "{call}");
            let sent = &call[field];
            if TIMES.contains(&field) && sent.is_string() && sent != "soon" {
                assert_eq!(kind, "d", "{field} is a date: {cell}");
                assert_eq!(cell[2], "yyyy\\-mm\\-dd\\ hh:mm:ss".replace('\\', ""));
                continue;
            }
            assert_eq!(*value, as_cell(field, sent), "{field} of {call}");
            let number = sent.is_number();
            assert_eq!(kind, if number || value.is_null() { "n" } else { "s" }, "{field}: {cell}");
        }
    }
}

#[test]
fn times_in_a_workbook_are_those_of_the_clock_across_its_changes() {
    let (_remote, desk) = synced();
    let columns = ["--timezone", "europe/berlin", "--columns", "id,created_at"];
    let (file, _) = export(&desk, "calls.xlsx", &columns);
    let book = python(READ_WORKBOOK, &file);
    let rows = book["sheets"][0]["rows"].as_array().unwrap();
    for (number, (_, shown)) in CLOCK_CHANGES.iter().enumerate() {
        let id = format!("clock-{number}");
        let row = rows.iter().find(|row| row[0][1] == id).unwrap();
        assert_eq!(row[1][1], *shown, "{row}");
    }
}

#[test]
fn the_last_sheet_says_what_the_workbook_is() {
    let (_remote, desk) = synced();
    let flags = ["--direction", "inbound", "--timezone", "America/Vancouver"];
    let (file, _) = export(&desk, "calls.xlsx", &flags);
    let book = python(READ_WORKBOOK, &file);
    let rows = book["sheets"][1]["rows"].as_array().unwrap();
    let fact = |name: &str| {
        let row = rows.iter().find(|row| row[0][1].as_str().unwrap().starts_with(name)).unwrap();
        row[1][1].as_str().unwrap().to_owned()
    };
    assert_eq!(fact("Filter"), "Inbound calls");
    assert_eq!(fact("Filter as a request"), r#"{"direction":"inbound"}"#);
    assert_eq!(fact("Time zone"), "America/Vancouver");
    assert_eq!(fact("The cache was complete"), "yes");
    assert_eq!(fact("Cells cut"), "4", "the long text stands in four columns");
    let calls = book["sheets"][0]["rows"].as_array().unwrap().len() - 1;
    assert_eq!(fact("Calls"), calls.to_string());
    assert!(fact("Made by").starts_with("Offhook "));
}

#[test]
fn csv_for_excel_cuts_what_a_cell_cannot_hold_and_counts_it_and_for_machines_nothing() {
    let (_remote, desk) = synced();
    let program = "import csv, json, sys\n\
         rows = csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8-sig'))\n\
         print(json.dumps([row['call_summary'] for row in rows if row['id'] == 'odd']))";
    let manifest = |name: &str| -> Value {
        let text = std::fs::read_to_string(desk.path(&format!("{name}.manifest.json"))).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let (file, said) = export(&desk, "excel.csv", &[]);
    assert!(said.contains("cells were too long"), "{said}");
    assert_eq!(python(program, &file), json!([format!("{}… [cut]", "ä".repeat(32_767 - 7))]));
    assert_eq!(manifest("excel.csv")["altered"]["cells_cut"], 4);
    let (file, _) = export(&desk, "machines.csv", &["--csv-for", "machines"]);
    assert_eq!(python(program, &file), json!(["ä".repeat(LONG)]));
    assert_eq!(manifest("machines.csv")["altered"]["cells_cut"], 0);
}

#[test]
fn the_days_of_the_search_text_are_those_of_the_person_whatever_the_times_are_written_in() {
    let (_remote, desk) = synced();
    let profile = desk.profile();
    // In UTC already the 29th, in Vancouver still the 28th.
    let filter = RawFilter { query: "on:2026-03-28".into(), ..RawFilter::default() };
    let filter = filter.resolve().unwrap();
    for (zone, is_that_day) in [("UTC", false), ("America/Vancouver", true)] {
        let options = ExportOptions {
            days_in: Some(zone.parse().unwrap()),
            ..ExportOptions::new(ExportFormat::Ndjson)
        };
        let mut lines = Vec::new();
        let (clock, cancel) = (ShiftedClock::default(), CancellationToken::new());
        let name = std::path::Path::new("lines");
        profile
            .export_to(&filter, &options, &mut lines, name, &clock, &cancel, &mut |_| {})
            .unwrap();
        let text = String::from_utf8(lines).unwrap();
        assert_eq!(text.contains("\"clock-0\""), is_that_day, "{zone}");
    }
}

#[test]
fn a_selection_is_named_in_the_manifest_of_every_form() {
    let (_remote, desk) = synced();
    let profile = desk.profile();
    let ids = ["delicate-03", "odd", "of-no-call"].map(str::to_owned);
    let forms = [
        ("s.csv", ExportFormat::Csv(CsvFor::Excel)),
        ("s.json", ExportFormat::Json),
        ("s.ndjson", ExportFormat::Ndjson),
        ("s.parquet", ExportFormat::Parquet),
        ("s.xlsx", ExportFormat::Xlsx),
    ];
    // printf 'delicate-03\nodd\nof-no-call\n' | sha256sum
    let hash = "26876f958fecf619ebd4b98d7a545e4d42b356e912cec58c59609f12ef3c0bff";
    for (name, format) in forms {
        let options = ExportOptions {
            selection: Some(ids.clone().into()),
            filter_in_words: "3 selected calls".to_owned(),
            ..ExportOptions::new(format)
        };
        let (file, cancel) = (desk.path(name), CancellationToken::new());
        let written = profile
            .export(
                &Filter::everything(),
                &options,
                &file,
                &ShiftedClock::default(),
                &cancel,
                &mut |_| {},
            )
            .unwrap();
        assert_eq!(written.rows, 2, "{name}");
        if format == ExportFormat::Xlsx {
            let book = python(READ_WORKBOOK, &file);
            let about = book["sheets"][1]["rows"].to_string();
            assert!(about.contains("Selected by hand") && about.contains(hash), "{about}");
            assert!(about.contains("3 selected calls"), "{about}");
            continue;
        }
        let text = std::fs::read_to_string(desk.path(&format!("{name}.manifest.json"))).unwrap();
        let manifest: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(manifest["selection"], json!({"calls": 3, "ids_sha256": hash}), "{name}");
        assert_eq!(manifest["rows"], 2);
        assert_eq!(manifest["filter"]["in_words"], "3 selected calls");
    }
}

#[test]
fn json_has_the_apis_shape_and_every_field_of_every_call() {
    let (remote, desk) = synced();
    let (file, _) = export(&desk, "calls.json", &[]);
    let read = python("import json, sys; print(json.dumps(json.load(open(sys.argv[1]))))", &file);
    assert_same_calls(read["calls"].as_array().unwrap(), &remote.calls());
    assert_eq!(read["total"], remote.calls().len());
    assert_eq!(read["has_more"], false);
    assert_eq!(read.as_object().unwrap().len(), 3);
}

/// The schema in pyarrow's words, and the rows with times as the server writes them in UTC.
const READ_PARQUET: &str = "
import json, sys
import pyarrow.parquet
table = pyarrow.parquet.read_table(sys.argv[1])
print(json.dumps({
    'schema': {field.name: str(field.type) for field in table.schema},
    'rows': table.to_pylist(),
}, default=lambda time: time.isoformat()))";

fn instant(time: &Value) -> Option<i64> {
    let text = time.as_str()?;
    let time = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(time.timestamp_micros())
}

#[test]
fn parquet_has_typed_columns_and_loses_nothing() {
    let (remote, desk) = synced();
    let (file, said) = export(&desk, "calls.parquet", &[]);
    assert!(said.contains("2 values do not fit"), "{said}");
    let read = python(READ_PARQUET, &file);
    let schema = &read["schema"];
    for field in FIELDS.into_iter().chain(["other_fields"]) {
        let expected = match field {
            "duration" => "int64",
            time if TIMES.contains(&time) => "timestamp[us, tz=UTC]",
            _ => "string",
        };
        assert_eq!(schema[field], expected, "{field}");
    }
    let rows = read["rows"].as_array().unwrap();
    let theirs = remote.calls();
    assert_eq!(rows.len(), theirs.len());
    for (row, call) in rows.iter().zip(&theirs) {
        let is_odd = call["id"] == "odd";
        for field in FIELDS {
            if TIMES.contains(&field) {
                assert_eq!(instant(&row[field]), instant(&call[field]), "{field} of {call}");
            } else if !(is_odd && field == "duration") {
                assert_eq!(row[field], call[field], "{field} of {call}");
            }
        }
        let others = row["other_fields"].as_str();
        assert_eq!(others.is_some(), is_odd);
        if is_odd {
            assert_eq!(row["duration"], 12);
            let others: Value = serde_json::from_str(others.unwrap()).unwrap();
            assert_eq!(others, json!({"duration": 12.5, "started_at": "soon", "cost": 0.25}));
        }
    }
}

#[test]
fn an_empty_result_is_a_readable_file_in_every_form() {
    let (_remote, desk) = synced();
    let none = ["--phone-number", "+0"];
    let book = python(READ_WORKBOOK, &export(&desk, "none.xlsx", &none).0);
    assert_eq!(book["sheets"][0]["rows"].as_array().unwrap().len(), 1);
    let table = python(READ_PARQUET, &export(&desk, "none.parquet", &none).0);
    assert_eq!((&table["rows"], &table["schema"]["duration"]), (&json!([]), &json!("int64")));
    let (json_file, _) = export(&desk, "none.json", &none);
    let read: Value = serde_json::from_slice(&std::fs::read(json_file).unwrap()).unwrap();
    assert_eq!(read, json!({"calls": [], "total": 0, "has_more": false}));
    let (lines, _) = export(&desk, "none.ndjson", &none);
    assert_eq!(std::fs::read(lines).unwrap(), b"");
}

#[test]
fn the_review_comes_on_request_in_every_form() {
    let (_remote, desk) = synced();
    let flags = ["--columns", "id,duration", "--with-review"];
    let book = python(READ_WORKBOOK, &export(&desk, "r.xlsx", &flags).0);
    let heading = &book["sheets"][0]["rows"][0];
    assert_eq!(heading.as_array().unwrap().len(), 6);
    assert_eq!((&heading[2][1], &heading[5][1]), (&json!("starred"), &json!("note")));
    let table = python(READ_PARQUET, &export(&desk, "r.parquet", &flags).0);
    assert_eq!(table["schema"]["starred"], "bool");
    assert_eq!(table["rows"][0].as_object().unwrap().len(), 6);
    let lines = std::fs::read_to_string(export(&desk, "r.ndjson", &["--with-review"]).0).unwrap();
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["review"]["starred"], false);
}

#[test]
fn the_manifest_beside_a_file_names_its_calls_its_age_its_coverage_and_its_hash() {
    let (_remote, desk) = synced();
    let flags = ["--status", "failed", "--status", "busy", "--csv-for", "machines"];
    for name in ["calls.csv", "calls.json", "calls.ndjson", "calls.parquet"] {
        let (file, said) = export(&desk, name, &flags);
        let manifest = desk.path(&format!("{name}.manifest.json"));
        assert!(said.contains(manifest.to_str().unwrap()), "{said}");
        let text = std::fs::read_to_string(&manifest).unwrap();
        let manifest: Value = serde_json::from_str(&text).unwrap();
        let hash = python(
            "import hashlib, json, sys\n\
             print(json.dumps(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest()))",
            &file,
        );
        assert_eq!(manifest["sha256"], hash, "{name}");
        assert_eq!(manifest["file"], name);
        assert_eq!(manifest["filter"]["in_words"], "Failed or busy calls");
        assert_eq!(manifest["filter"]["request"], json!({"statuses": ["failed", "busy"]}));
        assert_eq!(manifest["coverage"]["complete"], true);
        assert!(manifest["coverage"]["last_verified_at"].is_string(), "{text}");
        assert_eq!(manifest["time_zone"], "UTC");
        assert_eq!(manifest["columns"], json!(FIELDS));
        assert!(instant(&manifest["as_of"]).is_some(), "{text}");
        let request = manifest["filter"]["request"].to_string();
        let same = desk.run(&["list", "--json", "--request", &request]).assert_code(0).json();
        assert_eq!(manifest["rows"], same["total"], "the request gives the same calls");
        assert_eq!(manifest.get("selection"), None);
    }
}
