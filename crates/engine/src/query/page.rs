//! The rows of a page as a list shows them: documents, marks, and where the words were found.

use std::ops::Range;

use offhook_model::Query;
use offhook_model::highlight::{highlights, utf16_ranges};
use offhook_timeline::MarksOf;
use serde_json::value::RawValue;

use super::answer::{ShownMarks, Span};
use super::asked::Asked;
use crate::Phones;

/// The page's rows as they are read.
#[derive(Default)]
pub(super) struct Page {
    pub(super) calls: Vec<Box<RawValue>>,
    pub(super) marks: Vec<ShownMarks>,
    pub(super) highlights: Vec<Vec<Span>>,
    pub(super) agent_highlights: Vec<Vec<Span>>,
    pub(super) phones: Phones,
}

impl Page {
    pub(super) fn add(&mut self, seq: u32, document: &str, asked: &Asked) {
        let Ok(call) = RawValue::from_string(document.to_owned()) else { return };
        let [summary, agent] = found_in(document, asked);
        self.highlights.push(summary);
        self.agent_highlights.push(agent);
        self.calls.push(call);
        self.phones.add_of_call(document);
        let marks = asked.marks.as_ref().map_or_else(MarksOf::default, |marks| marks.get(seq));
        self.marks.push(ShownMarks {
            starred: marks.starred,
            reviewed: marks.reviewed,
            noted: marks.noted,
            tags: marks.tags,
        });
    }
}

/// Where the summary, and where the agent's name, have what is searched for.
fn found_in(document: &str, asked: &Asked) -> [Vec<Span>; 2] {
    if asked.query.words().next().is_none() {
        return Default::default();
    }
    let call: serde_json::Value = serde_json::from_str(document).unwrap_or_default();
    let text =
        |field: &str| call.get(field).and_then(serde_json::Value::as_str).unwrap_or_default();
    let agent = asked.names.alias(text("agent_id")).unwrap_or(text("agent_name"));
    [text("call_summary"), agent].map(|text| spans(text, &asked.query))
}

fn spans(text: &str, query: &Query) -> Vec<Span> {
    let ranges = utf16_ranges(text, &highlights(text, query.words()));
    ranges.into_iter().map(|Range { start, end }| Span { start, end }).collect()
}
