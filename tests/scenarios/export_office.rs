//! LibreOffice opens a workbook of ours: each cell equal once it has converted it, no formula, phones
//! still text, dates real.
//!
//! Ignored in a plain run, because LibreOffice is 300 MB of packages that nothing else needs. Where
//! `soffice` is installed (Debian: `libreoffice-calc`):
//! `cargo test -p offhook-tests --test scenarios libreoffice -- --ignored`

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::export_forms::{CLOCK_CHANGES, FIELDS, TIMES, as_cell, export, synced};
use crate::support::{Desk, python};

/// Its own flat XML: every cell as `[type, value, formula]`; dates and numbers in their exact form.
const READ_CELLS: &str = "
import json, sys
import xml.etree.ElementTree as tree
def name(space, tag):
    return '{urn:oasis:names:tc:opendocument:xmlns:' + space + ':1.0}' + tag
def words(node):
    text = node.text or ''
    for child in node:
        if child.tag == name('text', 's'):
            text += ' ' * int(child.get(name('text', 'c'), '1'))
        elif child.tag == name('text', 'tab'):
            text += '\\t'
        elif child.tag == name('text', 'line-break'):
            text += '\\n'
        else:
            text += words(child)
        text += child.tail or ''
    return text
def cell(node):
    kind = node.get(name('office', 'value-type'))
    value = {'float': 'value', 'date': 'date-value', 'boolean': 'boolean-value'}.get(kind)
    if kind is None:
        content = None
    elif value:
        content = node.get(name('office', value))
    else:
        content = '\\n'.join(words(line) for line in node.findall(name('text', 'p')))
    return [kind, content, node.get(name('table', 'formula'))]
sheets = []
for table in tree.parse(sys.argv[1]).iter(name('table', 'table')):
    rows = []
    for row in table.iter(name('table', 'table-row')):
        if int(row.get(name('table', 'number-rows-repeated'), '1')) > 1:
            continue
        cells = []
        for node in row:
            repeated = int(node.get(name('table', 'number-columns-repeated'), '1'))
            cells += [cell(node)] * min(repeated, 50)
        if any(one[0] for one in cells):
            rows.append(cells)
    sheets.append(rows)
print(json.dumps(sheets))";

/// Converts with LibreOffice, which gets a home of its own.
fn converted(desk: &Desk, file: &Path, to: &str, name: &str) -> PathBuf {
    let profile = format!("-env:UserInstallation=file://{}", desk.path("office").display());
    let folder = desk.path("");
    let status = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .args([&folder, file])
        .stdout(Stdio::null())
        .status()
        .expect("soffice starts");
    assert!(status.success());
    desk.path(name)
}

/// Rows by the call's id, which stands in their first cell.
fn by_id(rows: &[Value], id: impl Fn(&Value) -> String) -> HashMap<String, &Value> {
    rows.iter().map(|row| (id(row), row)).collect()
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_finds_every_cell_equal_no_formula_phones_as_text_and_real_dates() {
    let (remote, desk) = synced();
    let (file, _) = export(&desk, "calls.xlsx", &["--timezone", "Europe/Berlin"]);
    let sheets = python(READ_CELLS, &converted(&desk, &file, "fods", "calls.fods"));
    let rows = sheets[0].as_array().unwrap();
    let theirs = remote.calls();
    assert_eq!(rows.len(), theirs.len() + 1);
    let rows = by_id(&rows[1..], |row| row[0][1].as_str().unwrap().to_owned());
    for call in &theirs {
        let row = rows[call["id"].as_str().unwrap()];
        for (cell, field) in row.as_array().unwrap().iter().zip(FIELDS) {
            let (kind, value, sent) = (&cell[0], &cell[1], &call[field]);
            assert_eq!(cell[2], Value::Null, "a formula in {field} of {call}");
            if TIMES.contains(&field) && sent.is_string() && sent != "soon" {
                assert_eq!(kind, "date", "{field} of {call}");
            } else if sent.is_number() {
                assert_eq!(kind, "float", "{field} of {call}");
                assert_eq!(value.as_str().unwrap().parse::<f64>().unwrap(), sent.as_f64().unwrap());
            } else {
                let expected = as_cell(field, sent);
                assert_eq!(*kind, if expected.is_null() { Value::Null } else { json!("string") });
                assert_eq!(*value, expected, "{field} of {call}");
            }
        }
    }
    for (number, (_, shown)) in CLOCK_CHANGES.iter().enumerate() {
        let cell = &rows[&format!("clock-{number}")][9];
        let read = cell[1].as_str().unwrap();
        assert_eq!(&read[..19], &shown[..19], "{cell}");
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_makes_a_csv_of_the_workbook_with_every_cell_equal() {
    let (remote, desk) = synced();
    let (file, _) = export(&desk, "calls.xlsx", &[]);
    // Comma, double quotes, UTF-8, from the first line, cells as they are shown.
    let to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let program = "import csv, json, sys\n\
         csv.field_size_limit(10 ** 6)\n\
         print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))))";
    let read = python(program, &converted(&desk, &file, to, "calls.csv"));
    let rows = read.as_array().unwrap();
    let theirs = remote.calls();
    assert_eq!(rows.len(), theirs.len() + 1);
    let rows = by_id(&rows[1..], |row| row[0].as_str().unwrap().to_owned());
    for call in &theirs {
        let row = rows[call["id"].as_str().unwrap()];
        for (cell, field) in row.as_array().unwrap().iter().zip(FIELDS) {
            let cell = cell.as_str().unwrap();
            let expected = match as_cell(field, &call[field]) {
                Value::Null => String::new(),
                Value::String(time) if TIMES.contains(&field) && time != "soon" => {
                    time[..19].replace('T', " ")
                }
                Value::String(text) => text,
                other => other.to_string(),
            };
            assert_eq!(cell, expected, "{field} of {call}");
        }
    }
}
