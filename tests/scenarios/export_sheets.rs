//! More calls than one sheet of a workbook holds, at the real limit.
//!
//! Ignored in a plain run, because it takes minutes:
//! `cargo test --release -p offhook-tests --test scenarios a_sheet_is_full -- --ignored`

use offhook_engine::{ExportFormat, ExportOptions};
use offhook_model::{Call, Filter, Instant};
use offhook_store::{Cache, PageToCommit};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::support::{Desk, ShiftedClock, python};

/// Rows of a sheet, the heading included. (Microsoft, "Excel specifications and limits".)
const SHEET_ROWS: usize = 1_048_576;
const MORE: usize = 4;
const CALLS: usize = SHEET_ROWS - 1 + MORE;
const PAGE: usize = 1_000;

fn filled() -> Desk {
    let desk = Desk::new();
    drop(desk.profile());
    let cache = Cache::open(&desk.cache_file()).unwrap();
    for first in (0..CALLS).step_by(PAGE) {
        let call = |number: usize| {
            let created_at = Instant::from_us(1_750_000_000_000_000 - number as i64 * 1_000_000);
            let text = format!(r#"{{"id":"{number}","created_at":"{created_at}"}}"#);
            Call::read(&text).unwrap()
        };
        let calls: Vec<Call> = (first..CALLS.min(first + PAGE)).map(call).collect();
        let page = PageToCommit::of(&calls, Instant::from_us(1));
        cache.commit_page(&page).unwrap();
    }
    desk
}

#[test]
#[ignore = "takes minutes"]
fn a_sheet_is_full_at_its_real_last_row_and_the_next_goes_on_with_a_heading_of_its_own() {
    let desk = filled();
    let file = desk.path("calls.xlsx");
    let options =
        ExportOptions { columns: vec!["id".to_owned()], ..ExportOptions::new(ExportFormat::Xlsx) };
    let (clock, cancel) = (ShiftedClock::default(), CancellationToken::new());
    let everything = Filter::everything();
    let written =
        desk.profile().export(&everything, &options, &file, &clock, &cancel, &mut |_| {}).unwrap();
    assert_eq!(written.rows, CALLS as u64);
    let program = "import json, sys\n\
         import openpyxl\n\
         book = openpyxl.load_workbook(sys.argv[1], read_only=True)\n\
         def ends(sheet):\n\
         \x20   rows = [row[0] for row in sheet.iter_rows(values_only=True)]\n\
         \x20   return [sheet.title, len(rows), len(set(rows)), rows[0], rows[1], rows[-1]]\n\
         print(json.dumps([ends(sheet) for sheet in book.worksheets[:-1]]))";
    let last = (SHEET_ROWS - 2).to_string();
    let (next, end) = ((SHEET_ROWS - 1).to_string(), (CALLS - 1).to_string());
    assert_eq!(
        python(program, &file),
        json!([
            ["Calls", SHEET_ROWS, SHEET_ROWS, "id", "0", last],
            ["Calls 2", MORE + 1, MORE + 1, "id", next, end],
        ])
    );
}
