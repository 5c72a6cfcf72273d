//! `offhook list`

use std::io::{self, IsTerminal};

use offhook_engine::{CallList, Error, Profile};
use offhook_model::{InvalidFilter, RawFilter};
use serde_json::Value;

use crate::args::ListArgs;
use crate::filters::number;
use crate::output::{self, terminal_safe};

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
    if args.json {
        return output::print(&serde_json::to_string(&list).unwrap_or_default());
    }
    output::print(&table(&list, io::stdout().is_terminal()))
}

fn from_body(body: &str) -> Result<RawFilter, Error> {
    let value: Value = serde_json::from_str(body)
        .map_err(|error| InvalidFilter::new(format!("--request is not JSON: {error}")))?;
    Ok(RawFilter::from_body(value)?)
}

const COLUMNS: [(&str, &str, usize); 8] = [
    ("TIME", "created_at", 20),
    ("DIRECTION", "direction", 9),
    ("FROM", "from_number", 16),
    ("TO", "to_number", 16),
    ("AGENT", "agent_name", 16),
    ("STATUS", "status", 11),
    ("LENGTH", "duration", 7),
    ("SENTIMENT", "sentiment", 9),
];

/// A table for people; summaries are cut on a terminal so that a call stays one line.
fn table(list: &CallList, on_terminal: bool) -> String {
    let head = COLUMNS.iter().map(|(title, _, width)| format!("{title:width$}"));
    let mut lines = vec![format!("{}  SUMMARY", head.collect::<Vec<_>>().join("  "))];
    for call in &list.calls {
        let fields: Value = serde_json::from_str(call.get()).unwrap_or_default();
        let cells = COLUMNS.iter().map(|(_, field, width)| {
            let text = clip(&shown(&fields, field), *width);
            if *field == "duration" { format!("{text:>width$}") } else { format!("{text:width$}") }
        });
        let summary = shown(&fields, "call_summary");
        let summary = if on_terminal { clip(&summary, 60) } else { summary };
        lines.push(format!("{}  {summary}", cells.collect::<Vec<_>>().join("  ")));
    }
    let more = if list.has_more { "; use --offset for more" } else { "" };
    lines.push(format!("{} of {} calls{more}", list.calls.len(), list.total));
    lines.join("\n")
}

fn shown(call: &Value, field: &str) -> String {
    let text = |name: &str| call.get(name).and_then(Value::as_str);
    match field {
        "duration" => call.get("duration").and_then(Value::as_i64).map_or("-".into(), minutes),
        "created_at" => text("created_at").unwrap_or("-").chars().take(19).collect(),
        "agent_name" => {
            terminal_safe(text("agent_name").or_else(|| text("agent_id")).unwrap_or("-"))
        }
        other => terminal_safe(text(other).unwrap_or("-")),
    }
}

fn minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds.rem_euclid(60))
}

fn clip(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
