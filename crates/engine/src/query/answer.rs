//! What a list asks for and gets: the page with all that stands around it.

use std::sync::Arc;

use offhook_model::words::Reading;
use offhook_model::{Calendar, Language};
use serde::Serialize;
use serde_json::value::RawValue;

use super::histogram::Histogram;
use crate::{Error, Phones};

/// What the window wants to know beside the page.
#[derive(Clone, Copy)]
pub struct QueryOptions<'a> {
    /// Whether facets are wanted.
    pub facets: bool,
    /// Whether the histogram is wanted.
    pub histogram: bool,
    /// The days of the person who asks.
    pub calendar: &'a dyn Calendar,
    /// The language of sentences.
    pub language: Language,
    /// How times are written in them.
    pub reading: Reading,
}

/// Everything a list shows, from one snapshot.
#[derive(Clone, Debug, Serialize)]
pub struct QueryAnswer {
    /// The page's calls: every field as the server sent it.
    pub calls: Vec<Box<RawValue>>,
    /// Calls that match, on all pages.
    pub total: u64,
    /// Whether calls follow after this page.
    pub has_more: bool,
    /// What each call is marked with.
    pub marks: Vec<ShownMarks>,
    /// Where each call's summary has what was searched for, in UTF-16 units.
    pub highlights: Vec<Vec<Span>>,
    /// Where the name that a list shows for each call's agent has it: the alias given here, else
    /// the name that came with the call.
    pub agent_highlights: Vec<Vec<Span>>,
    /// Where each call has it elsewhere.
    pub elsewhere: Vec<FoundElsewhere>,
    /// How people read the numbers of the calls, of the filter and of the search text.
    pub phones: Phones,
    /// The filter as a sentence.
    pub in_words: String,
    /// The search text, term by term.
    pub terms: Vec<QueryTerm>,
    /// The facets, where they were asked for.
    pub facets: Option<Vec<Facet>>,
    /// The histogram, where it was asked for and there are calls.
    pub histogram: Option<Histogram>,
    /// Whether every text that there is has been searched.
    pub ready: bool,
    /// Why nothing can match, where the filter contradicts itself.
    #[serde(skip)]
    pub hint: Option<&'static str>,
    /// Why marks, tags, notes or aliases are left out, where the review data cannot be read.
    #[serde(skip)]
    pub review_problem: Option<Arc<Error>>,
}

/// What a call is marked with, as a list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ShownMarks {
    /// It has a star.
    pub starred: bool,
    /// It was reviewed.
    pub reviewed: bool,
    /// It has a note.
    pub noted: bool,
    /// Its tags.
    pub tags: Vec<String>,
}

/// Where a call has what was searched for, but for its summary and its agent's name in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FoundElsewhere {
    /// In the caller's number as the server sent it.
    pub from: Vec<Span>,
    /// In the called number, likewise.
    pub to: Vec<Span>,
    /// The tags that have it, the first few.
    pub tags: Vec<FoundText>,
    /// The note, around the first place that has it.
    pub note: Option<FoundText>,
    /// The name that the server has for the agent, where the list shows another one.
    pub agent: Option<FoundText>,
}

/// A text with the places that have what was searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundText {
    /// The text.
    pub text: String,
    /// Never empty.
    pub found: Vec<Span>,
}

/// A stretch of a text, in UTF-16 units as a browser counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The first unit.
    pub start: usize,
    /// The unit behind the last.
    pub end: usize,
}

/// One term of a search text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryTerm {
    /// As typed.
    pub text: String,
    /// Its first UTF-16 unit in the search text.
    pub start: usize,
    /// The unit behind its last.
    pub end: usize,
    /// The field it names; `None` for words.
    pub field: Option<&'static str>,
    /// The field's value, or the words.
    pub value: String,
    /// Only calls without it match.
    pub negated: bool,
    /// Why it is searched as words although it looks like a field, or asks nothing yet although it
    /// names one.
    pub problem: Option<String>,
}

/// The values of one field with their counts, each under all the other filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// `direction`, `status`, `agent`, `sentiment`, `duration`, `starred`, `reviewed` or `tag`.
    pub field: &'static str,
    /// Most calls first, but for durations, which come in order.
    pub values: Vec<FacetValue>,
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// As the filter takes it.
    pub value: String,
    /// What a person calls it, where that differs.
    pub label: Option<String>,
    /// Calls that have it.
    pub count: u64,
}
