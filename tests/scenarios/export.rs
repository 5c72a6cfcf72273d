//! Exports: every field as the server sent it, read back by another language's own readers.

use std::fs;
use std::path::Path;

use offhook_demo_remote::DemoRemote;
use serde_json::{Map, Value, json};

use crate::support::{DOCUMENTED, Desk, assert_same_calls, id, python, settled, start};

/// The fields that come back beside the documented ones.
const OBSERVED: [&str; 3] = ["agent_name", "started_at", "ended_at"];

/// Texts that a careless writer or reader would break, or a spreadsheet would run.
const DELICATE: [&str; 14] = [
    "=1+1",
    "+16045551234",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1",
    "\r\n=1",
    "a, \"b\", c",
    "two\nlines\r\nand three",
    "  spaces  ",
    "Söndag été 📞",
    "\u{202e}turned",
    "007",
    "nul\0 and escape\u{1b}[2J",
    "_x0041_ &amp; <b>",
];

fn synced() -> (DemoRemote, Desk) {
    let remote = start(settled(400));
    for (number, text) in DELICATE.iter().enumerate() {
        remote.insert(json!({
            "id": format!("delicate-{number}"), "agent_id": text, "from_number": text,
            "to_number": null, "direction": "inbound", "status": "completed", "duration": 0,
            "sentiment": "", "call_summary": text, "created_at": "2026-03-04T08:00:00.5+00:00",
            "agent_name": text, "started_at": null, "ended_at": null,
        }));
    }
    let desk = Desk::connected_to(&remote);
    desk.sync();
    (remote, desk)
}

fn export(desk: &Desk, path: &Path, flags: &[&str]) {
    let output = ["export", "--output", path.to_str().unwrap()];
    let done = desk.run(&[&output, flags].concat()).assert_code(0);
    assert!(done.stdout.is_empty(), "words go to stderr: {done:?}");
    assert!(done.stderr.contains(path.to_str().unwrap()), "{done:?}");
}

/// The file's rows as Python's csv module reads them, each an object of texts.
fn csv_rows(file: &Path, encoding: &str) -> Vec<Value> {
    let program = format!(
        "import csv, json, sys\n\
         rows = csv.DictReader(open(sys.argv[1], newline='', encoding='{encoding}'))\n\
         print(json.dumps(list(rows)))"
    );
    python(&program, file).as_array().unwrap().clone()
}

/// A call as a CSV can hold it: nothing for null, a text as it is, a number in its JSON form.
fn as_texts(call: &Value, fields: &[&str]) -> Value {
    let text = |field: &&str| match &call[*field] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let cells: Map<String, Value> =
        fields.iter().map(|field| ((*field).to_owned(), text(field).into())).collect();
    cells.into()
}

/// A time to the second in UTC, and no NUL; the apostrophe aside.
fn as_excel_has_it(field: &str, text: &str) -> String {
    match field {
        "created_at" | "started_at" | "ended_at" => {
            text.chars().take(19).collect::<String>().replace('T', " ")
        }
        _ => text.replace('\0', "\u{fffd}"),
    }
}

fn all_fields() -> Vec<&'static str> {
    DOCUMENTED.into_iter().chain(OBSERVED).collect()
}

#[test]
fn ndjson_holds_every_call_with_every_field_in_the_lists_order() {
    let (remote, desk) = synced();
    let file = desk.path("calls.ndjson");
    export(&desk, &file, &["--format", "ndjson"]);
    let program = "import json, sys\n\
         print(json.dumps([json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]))";
    let read = python(program, &file);
    assert_same_calls(read.as_array().unwrap(), &remote.calls());
    let first = fs::read_to_string(&file).unwrap().lines().next().unwrap().to_owned();
    let fields: Map<String, Value> = serde_json::from_str(&first).unwrap();
    assert_eq!(fields.keys().map(String::as_str).collect::<Vec<_>>(), all_fields());
}

#[test]
fn csv_for_machines_gives_every_value_back_as_the_server_sent_it() {
    let (remote, desk) = synced();
    let file = desk.path("calls.csv");
    export(&desk, &file, &["--format", "csv", "--csv-for", "machines"]);
    let expected: Vec<Value> =
        remote.calls().iter().map(|call| as_texts(call, &all_fields())).collect();
    assert_same_calls(&csv_rows(&file, "utf-8"), &expected);
    assert!(fs::read(&file).unwrap().starts_with(b"id,agent_id,"), "no byte-order mark");
}

#[test]
fn csv_for_excel_runs_no_formula_and_changes_nothing_else() {
    let (remote, desk) = synced();
    let file = desk.path("calls.csv");
    export(&desk, &file, &["--format", "csv"]);
    let head = fs::read_to_string(&file).unwrap().lines().next().unwrap().to_owned();
    assert!(head.starts_with("\u{feff}id,") && head.contains(",created_at (UTC),"), "{head}");
    let rows = csv_rows(&file, "utf-8-sig");
    let theirs = remote.calls();
    assert_eq!(rows.len(), theirs.len());
    let mut made_harmless = 0;
    for (row, call) in rows.iter().zip(&theirs) {
        let plain = as_texts(call, &all_fields());
        for (field, cell) in row.as_object().unwrap() {
            let field = field.trim_end_matches(" (UTC)");
            let (cell, plain) = (cell.as_str().unwrap(), plain[field].as_str().unwrap());
            let plain = as_excel_has_it(field, plain);
            let runs = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            assert!(!runs(cell), "a spreadsheet would run {cell:?}");
            if cell != plain {
                assert!(runs(&plain) && cell == format!("'{plain}"), "{plain:?} became {cell:?}");
                made_harmless += 1;
            }
        }
    }
    assert!(made_harmless > 400, "numbers in E.164 alone are more: {made_harmless}");
}

#[test]
fn a_filter_an_order_and_columns_are_kept() {
    let (remote, desk) = synced();
    let file = desk.path("failed.csv");
    let flags = ["--format", "csv", "--csv-for", "machines", "--direction", "outbound"];
    let columns = ["--columns", "created_at,id,duration", "--sort", "created_at"];
    export(&desk, &file, &[&flags[..], &columns].concat());
    let mut expected: Vec<Value> = remote.calls();
    expected.retain(|call| call["direction"] == "outbound");
    let rows = csv_rows(&file, "utf-8");
    assert_eq!(rows.len(), expected.len());
    assert!(fs::read(&file).unwrap().starts_with(b"created_at,id,duration\r\n"));
    let oldest = expected.last().unwrap();
    assert_eq!(rows[0], as_texts(oldest, &["created_at", "id", "duration"]));
    let same: std::collections::HashSet<&str> = expected.iter().map(id).collect();
    assert!(rows.iter().all(|row| same.contains(id(row))));
}

#[test]
fn a_file_that_exists_is_kept_unless_it_may_be_overwritten() {
    let (_remote, desk) = synced();
    let file = desk.path("kept.csv");
    fs::write(&file, "mine").unwrap();
    let path = file.to_str().unwrap();
    let refused = desk.run(&["export", "--format", "csv", "--output", path]).assert_code(1);
    assert!(refused.stderr.contains(path) && refused.stderr.contains("--overwrite"), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    export(&desk, &file, &["--format", "csv", "--overwrite"]);
    assert_eq!(csv_rows(&file, "utf-8-sig").len(), 400 + DELICATE.len());
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_nothing_is_left_there() {
    let (_remote, desk) = synced();
    let file = desk.path("a file");
    fs::write(&file, "mine").unwrap();
    for path in [file.join("calls.csv"), desk.path("no folder/calls.csv"), "/proc/calls.csv".into()]
    {
        let path = path.to_str().unwrap();
        let refused = desk.run(&["export", "--format", "csv", "--output", path]).assert_code(1);
        assert!(refused.stderr.contains(path), "{refused:?}");
        assert!(!Path::new(path).exists());
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn an_unknown_column_or_filter_word_is_exit_2_and_writes_no_file() {
    let (_remote, desk) = synced();
    let file = desk.path("none.csv");
    let path = file.to_str().unwrap();
    let base = ["export", "--format", "csv", "--output", path];
    let column = desk.run(&[&base[..], &["--columns", "id,mood"]].concat()).assert_code(2);
    assert!(column.stderr.contains("\"mood\"") && column.stderr.contains("call_summary"));
    let zone = desk.run(&[&base[..], &["--timezone", "Berlin"]].concat()).assert_code(2);
    assert!(zone.stderr.contains("\"Berlin\"") && zone.stderr.contains("Europe/Berlin"));
    desk.run(&[&base[..], &["--status", "done"]].concat()).assert_code(2);
    assert!(!file.exists());
}

#[test]
fn an_empty_result_is_a_file_with_its_head_alone() {
    let (_remote, desk) = synced();
    let file = desk.path("empty.csv");
    export(&desk, &file, &["--format", "csv", "--csv-for", "machines", "--phone-number", "+0"]);
    let head = format!("{}\r\n", all_fields().join(","));
    assert_eq!(fs::read_to_string(&file).unwrap(), head);
}

#[test]
fn standard_output_that_closes_early_is_no_failure() {
    let (_remote, desk) = synced();
    let mut child = desk.spawn(&["list", "--limit", "100"]);
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
