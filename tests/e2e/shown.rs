//! What the table should show for a call: our own plain reading of the stand-in's row.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use offhook_tests::eyes::ShownRow;
use serde_json::Value;

/// What a cell shows when there is nothing to show.
const NOTHING: &str = "—";

/// The rows of a table that lists these calls.
pub(crate) fn rows<'a>(calls: impl IntoIterator<Item = &'a Value>) -> Vec<ShownRow> {
    calls.into_iter().map(row).collect()
}

fn row(call: &Value) -> ShownRow {
    let text = |field: &str| call[field].as_str().filter(|text| !text.is_empty());
    let or_nothing = |text: Option<&str>| text.unwrap_or(NOTHING).to_owned();
    let cells = [
        ("time", time(text("created_at").unwrap_or_default())),
        ("direction", text("direction").map_or_else(|| NOTHING.to_owned(), capitalised)),
        ("from", or_nothing(text("from_number"))),
        ("to", or_nothing(text("to_number"))),
        ("agent", or_nothing(text("agent_name").or_else(|| text("agent_id")))),
        ("status", text("status").map_or_else(|| NOTHING.to_owned(), capitalised)),
        ("duration", call["duration"].as_u64().map_or_else(|| NOTHING.to_owned(), duration)),
        ("sentiment", text("sentiment").map_or_else(|| NOTHING.to_owned(), capitalised)),
        ("summary", text("call_summary").map_or_else(|| NOTHING.to_owned(), one_line)),
    ];
    let cells: BTreeMap<_, _> =
        cells.into_iter().map(|(column, text)| (column.to_owned(), text)).collect();
    ShownRow { id: text("id").unwrap_or_default().to_owned(), cells }
}

/// `no-answer` as "No answer".
fn capitalised(word: &str) -> String {
    let words = word.to_lowercase().replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>())
        + letters.as_str()
}

/// Seconds as `m:ss`, or `h:mm:ss` from an hour on.
fn duration(duration_s: u64) -> String {
    let (hours, minutes, seconds) = (duration_s / 3600, duration_s / 60 % 60, duration_s % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// "Mon 23 Nov, 10:31", with the year instead of the weekday when it is another one.
fn time(created_at: &str) -> String {
    let instant: DateTime<Utc> = created_at.parse().expect("the stand-in writes instants");
    let pattern =
        if instant.year() == Utc::now().year() { "%a %-d %b, %H:%M" } else { "%-d %b %Y, %H:%M" };
    // British English has four letters for this month, and only for this one.
    instant.format(pattern).to_string().replace(" Sep", " Sept")
}

/// White space as single spaces, and not more than fits into a cell.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 280;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}
