//! `offhook list`

use offhook_engine::{CallList, Error, Profile};
use offhook_model::{InvalidFilter, RawFilter};
use serde_json::Value;

use crate::args::ListArgs;
use crate::filters::{number, without_one};
use crate::output::{self, terminal_safe};
use crate::table::{Column, cut, table};

pub(super) fn run(profile: &Profile, args: ListArgs) -> Result<(), Error> {
    let raw = match args.request {
        Some(body) => from_body(&body)?,
        None => RawFilter {
            limit: number(args.limit),
            offset: number(args.offset),
            ..args.filters.resolve(profile)?
        },
    };
    super::index_texts_for(profile, &raw.resolve()?)?;
    let list = profile.list_calls(&raw)?;
    if let Some(hint) = list.hint {
        output::say(&format!("Note: {hint}."));
    }
    if let Some(problem) = &list.review_problem {
        output::say(&format!("Note: stars, tags, notes and names were left out: {problem}."));
    }
    if args.json {
        return output::print_json(&serde_json::to_string(&list).unwrap_or_default());
    }
    output::print(&shown(&list, output::terminal_width()))?;
    if list.total == 0 && list.hint.is_none() {
        output::say(&how_to_widen(profile, &raw)?);
    }
    Ok(())
}

fn from_body(body: &str) -> Result<RawFilter, Error> {
    let value: Value = serde_json::from_str(body)
        .map_err(|error| InvalidFilter::new(format!("--request is not JSON: {error}")))?;
    Ok(RawFilter::from_body(value)?)
}

/// What can be left out of a filter that matches nothing, and what is found then.
fn how_to_widen(profile: &Profile, raw: &RawFilter) -> Result<String, Error> {
    let found = |raw: &RawFilter| Ok::<u64, Error>(profile.list_calls(raw)?.total);
    let mut ways = Vec::new();
    for (name, wider) in without_one(raw)? {
        let count = found(&wider)?;
        if count > 0 {
            ways.push(format!("without {name}: {count}"));
        }
    }
    let all = found(&RawFilter { limit: 1.into(), ..RawFilter::default() })?;
    Ok(match (all, ways.is_empty()) {
        (0, _) => "There are no calls here yet; \"offhook sync\" fetches them.".to_owned(),
        (_, false) => format!("No call matches all of these filters. Calls {}.", ways.join(", ")),
        (all, true) => format!(
            "No call matches, whichever filter is left out; without any there are {all} calls."
        ),
    })
}

/// `left_out`: a caller's number says more than the one that was called, which is mostly one's own.
const COLUMNS: [(Column, &str); 8] = [
    (column("TIME", 19, None), "created_at"),
    (column("DIRECTION", 9, Some(3)), "direction"),
    (column("FROM", 16, None), "from_number"),
    (column("TO", 16, Some(1)), "to_number"),
    (column("AGENT", 16, Some(5)), "agent_name"),
    (column("STATUS", 11, None), "status"),
    (Column { at_right: true, ..column("LENGTH", 7, Some(2)) }, "duration"),
    (column("SENTIMENT", 9, Some(4)), "sentiment"),
];

const fn column(title: &'static str, widest: usize, left_out: Option<u8>) -> Column {
    Column { title, widest, at_right: false, left_out }
}

/// The calls as a table, a line each; whole summaries where there is no terminal.
fn shown(list: &CallList, room: Option<usize>) -> String {
    let row = |call: &serde_json::value::RawValue| {
        let fields: Value = serde_json::from_str(call.get()).unwrap_or_default();
        let cells = COLUMNS.iter().map(|(_, field)| cell(&fields, field)).collect();
        (cells, cell(&fields, "call_summary"))
    };
    let rows: Vec<(Vec<String>, String)> = list.calls.iter().map(|call| row(call)).collect();
    let columns = COLUMNS.map(|(column, _)| column);
    let mut table = table(&columns, "SUMMARY", &rows, room);
    let more = if list.has_more { "; use --offset for more" } else { "" };
    let narrow = if table.left_out.is_empty() {
        String::new()
    } else {
        format!("; no room for {}", table.left_out.join(", "))
    };
    let foot = format!("{} of {} calls{more}{narrow}", list.calls.len(), list.total);
    table.lines.push(room.map_or_else(|| foot.clone(), |room| cut(&foot, room)));
    table.lines.join("\n")
}

fn cell(call: &Value, field: &str) -> String {
    let text = |name: &str| call.get(name).and_then(Value::as_str);
    match field {
        "duration" => call.get("duration").and_then(Value::as_i64).map_or("-".into(), minutes),
        "created_at" => {
            terminal_safe(&text("created_at").unwrap_or("-").chars().take(19).collect::<String>())
        }
        "agent_name" => {
            terminal_safe(text("agent_name").or_else(|| text("agent_id")).unwrap_or("-"))
        }
        other => terminal_safe(text(other).unwrap_or("-")),
    }
}

fn minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds.rem_euclid(60))
}
