//! The rows of a page as a list shows them: documents, marks, and where the words were found.

use std::ops::{ControlFlow, Range};

use offhook_model::Query;
use offhook_model::highlight::{highlights, utf16_ranges};
use offhook_timeline::MarksOf;
use serde_json::Value;
use serde_json::value::RawValue;

use super::answer::{FoundElsewhere, ShownMarks, Span};
use super::asked::Asked;
use super::elsewhere::{self, Looked};
use super::readable::Readable;
use crate::{Error, Phones, Profile};

/// The page's rows as they are read.
#[derive(Default)]
pub(super) struct Page {
    pub(super) calls: Vec<Box<RawValue>>,
    pub(super) marks: Vec<ShownMarks>,
    pub(super) highlights: Vec<Vec<Span>>,
    pub(super) agent_highlights: Vec<Vec<Span>>,
    pub(super) elsewhere: Vec<FoundElsewhere>,
    /// Empty where nothing is searched for.
    ids: Vec<String>,
    pub(super) phones: Phones,
}

impl Page {
    /// Reads these rows, and where each has what is searched for.
    pub(super) fn read(
        profile: &Profile,
        seqs: &[u32],
        asked: &Asked,
        review: &mut Readable,
    ) -> Result<Self, Error> {
        let mut page = Self::default();
        profile.cache.visit_rows(seqs, |seq, document| {
            page.add(seq, document, asked);
            ControlFlow::Continue(())
        })?;
        if page.ids.is_empty() {
            return Ok(page);
        }
        let ids: Vec<&str> = page.noted().into_iter().map(|(_, id)| id).collect();
        let notes = review.read(|review| match review {
            Some(review) => Ok(review.notes_of(&ids)?),
            None => Ok(Vec::new()),
        })?;
        elsewhere::look_into_notes(&mut page, notes, &asked.query);
        Ok(page)
    }

    fn add(&mut self, seq: u32, document: &str, asked: &Asked) {
        let Ok(call) = RawValue::from_string(document.to_owned()) else { return };
        self.calls.push(call);
        self.phones.add_of_call(document);
        let marks = asked.marks.as_ref().map_or_else(MarksOf::default, |marks| marks.get(seq));
        self.look_into(document, &marks.tags, asked);
        self.marks.push(ShownMarks {
            starred: marks.starred,
            reviewed: marks.reviewed,
            noted: marks.noted,
            tags: marks.tags,
        });
    }

    /// Finds where the call has what is searched for.
    fn look_into(&mut self, document: &str, tags: &[String], asked: &Asked) {
        if asked.query.words().next().is_none() {
            self.highlights.push(Vec::new());
            self.agent_highlights.push(Vec::new());
            self.elsewhere.push(FoundElsewhere::default());
            return;
        }
        let call: Value = serde_json::from_str(document).unwrap_or_default();
        let text = |field: &str| call.get(field).and_then(Value::as_str).unwrap_or_default();
        let agent_id = text("agent_id");
        let agent = asked.names.alias(agent_id).unwrap_or(text("agent_name"));
        self.highlights.push(spans_in(text("call_summary"), &asked.query));
        self.agent_highlights.push(spans_in(agent, &asked.query));
        let (from, to) = (text("from_number"), text("to_number"));
        self.elsewhere.push(elsewhere::of(&Looked { from, to, agent_id, agent, tags }, asked));
        self.ids.push(text("id").to_owned());
    }

    /// The ids of calls with a note, and where each is on the page.
    pub(super) fn noted(&self) -> Vec<(usize, &str)> {
        let ids = self.ids.iter().map(String::as_str).enumerate();
        ids.zip(&self.marks).filter(|(_, marks)| marks.noted).map(|(placed, _)| placed).collect()
    }
}

/// Where a text has what is searched for.
pub(super) fn spans_in(text: &str, query: &Query) -> Vec<Span> {
    spans(text, &highlights(text, query.words()))
}

/// Ranges of bytes as a browser counts them.
pub(super) fn spans(text: &str, ranges: &[Range<usize>]) -> Vec<Span> {
    let span = |Range { start, end }| Span { start, end };
    utf16_ranges(text, ranges).into_iter().map(span).collect()
}
