//! A filter that has been checked: every part of it can be used as it stands.

use thiserror::Error;

use crate::{Hours, Instant, Weekdays};

/// Calls returned when no limit is given, as on the server.
pub const DEFAULT_LIMIT: u32 = 50;
/// Most calls returned at once, and most ever asked of the server.
pub const MAX_LIMIT: u32 = 100;
/// The documented directions.
pub const DIRECTIONS: [&str; 2] = ["inbound", "outbound"];
/// The documented statuses, then those observed on calls that are still alive.
pub const STATUSES: [&str; 9] = [
    "completed",
    "busy",
    "no-answer",
    "failed",
    "canceled",
    "initiated",
    "ringing",
    "in-progress",
    "voicemail",
];

/// Which calls, in which order, which page. Made by [`crate::RawFilter::resolve`].
///
/// Fields combine with AND, the entries of one list with OR; an empty list is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Most calls on the page, 1 to [`MAX_LIMIT`].
    pub limit: u32,
    /// Calls to skip before the page.
    pub offset: u64,
    /// Exact direction words.
    pub direction: Vec<String>,
    /// Exact status words.
    pub status: Vec<String>,
    /// Exact status words, on top of `status`.
    pub statuses: Vec<String>,
    /// Exact agent ids.
    pub agent_id: Vec<String>,
    /// Exact agent ids, on top of `agent_id`.
    pub agent_ids: Vec<String>,
    /// Earliest `created_at`, inclusive.
    pub from: Option<Instant>,
    /// Latest `created_at`, inclusive.
    pub to: Option<Instant>,
    /// Exact numbers, on either side of the call.
    pub phone_number: Vec<String>,
    /// Further lists of numbers, each on top of `phone_number`: a call has two.
    pub also_phone_number: Vec<Vec<String>>,
    /// Sentiments, case aside.
    pub sentiment: Vec<String>,
    /// Shortest duration in seconds, inclusive; calls without a duration do not match.
    pub min_duration_s: Option<i64>,
    /// Longest duration in seconds, inclusive; calls without a duration do not match.
    pub max_duration_s: Option<i64>,
    /// `false`: calls the server lists; `true`: only those it no longer does.
    pub removed: bool,
    /// Search text in the small query language, as typed; empty is no search.
    pub query: String,
    /// Digits that the caller's number begins with, in any spelling (`1604`).
    pub from_digits: Vec<String>,
    /// Digits that the called number begins with.
    pub to_digits: Vec<String>,
    /// `true`: starred calls only; `false`: only those that are not.
    pub starred: Option<bool>,
    /// `true`: calls marked as reviewed only; `false`: only those that are not.
    pub reviewed: Option<bool>,
    /// Calls that carry any of these tags.
    pub tags: Vec<String>,
    /// Further lists of tags, each on top of `tags`: a call may carry many.
    pub also_tags: Vec<Vec<String>>,
    /// `true`: calls with a note only; `false`: only those without one.
    pub noted: Option<bool>,
    /// `true`: calls with a status only; `false`: only those without one.
    pub with_status: Option<bool>,
    /// The same of the agent.
    pub with_agent: Option<bool>,
    /// The same of the sentiment.
    pub with_sentiment: Option<bool>,
    /// Hours that local clocks showed when the call was made.
    pub hours: Hours,
    /// Days of the week that it was then.
    pub weekdays: Weekdays,
    /// Two parts of the filter exclude each other, so that no call can match.
    pub nothing: bool,
    /// Order of the calls; ties are broken by id, ascending.
    pub sort: Sort,
}

impl Filter {
    /// Every list of exact numbers that asks anything; a call must pass each of them.
    pub fn phone_number_lists(&self) -> impl Iterator<Item = &[String]> {
        asking(&self.phone_number, &self.also_phone_number)
    }

    /// Every list of tags that asks anything; a call must pass each of them.
    pub fn tag_lists(&self) -> impl Iterator<Item = &[String]> {
        asking(&self.tags, &self.also_tags)
    }

    /// No filter, first page.
    #[must_use]
    pub const fn everything() -> Self {
        Self {
            limit: DEFAULT_LIMIT,
            offset: 0,
            direction: Vec::new(),
            status: Vec::new(),
            statuses: Vec::new(),
            agent_id: Vec::new(),
            agent_ids: Vec::new(),
            from: None,
            to: None,
            phone_number: Vec::new(),
            also_phone_number: Vec::new(),
            sentiment: Vec::new(),
            min_duration_s: None,
            max_duration_s: None,
            removed: false,
            query: String::new(),
            from_digits: Vec::new(),
            to_digits: Vec::new(),
            starred: None,
            reviewed: None,
            tags: Vec::new(),
            also_tags: Vec::new(),
            noted: None,
            with_status: None,
            with_agent: None,
            with_sentiment: None,
            hours: Hours::EMPTY,
            weekdays: Weekdays::EMPTY,
            nothing: false,
            sort: Sort::Newest,
        }
    }

    /// Whether every call that the server lists matches, whatever the page and order.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        let page_aside =
            Self { limit: DEFAULT_LIMIT, offset: 0, sort: Sort::Newest, ..self.clone() };
        page_aside == Self::everything()
    }

    /// Why nothing can match, where the filter contradicts itself. Not an error: the answer is an
    /// empty page, and this is the hint beside it.
    #[must_use]
    pub fn contradiction(&self) -> Option<&'static str> {
        if self.from.zip(self.to).is_some_and(|(from, to)| from > to) {
            return Some("nothing can match: from_date is after to_date");
        }
        let durations = self.min_duration_s.zip(self.max_duration_s);
        if durations.is_some_and(|(shortest, longest)| shortest > longest) {
            return Some("nothing can match: min_duration is greater than max_duration");
        }
        None
    }
}

/// The orders a list can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// `-created_at`: newest first, the server's order.
    #[default]
    Newest,
    /// `created_at`: oldest first.
    Oldest,
    /// `-duration`: longest first, calls without a duration last.
    Longest,
    /// `duration`: shortest first, calls without a duration last.
    Shortest,
}

impl Sort {
    /// Reads the words of the `sort` field.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "-created_at" => Some(Self::Newest),
            "created_at" => Some(Self::Oldest),
            "-duration" => Some(Self::Longest),
            "duration" => Some(Self::Shortest),
            _ => None,
        }
    }
}

/// A filter that cannot be used; the message names the field and its bounds.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct InvalidFilter {
    field: Option<String>,
    message: String,
}

impl InvalidFilter {
    /// A refusal with its message.
    #[must_use]
    pub const fn new(message: String) -> Self {
        Self { field: None, message }
    }

    /// The same for one field, which the message names as well.
    pub(crate) fn of(field: &str, message: String) -> Self {
        Self { field: Some(field.to_owned()), message }
    }

    /// The field that cannot be used, as it is written in a request; `None` where it is no field.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }
}
fn asking<'a>(
    first: &'a [String],
    further: &'a [Vec<String>],
) -> impl Iterator<Item = &'a [String]> {
    let lists = std::iter::once(first).chain(further.iter().map(Vec::as_slice));
    lists.filter(|list| !list.is_empty())
}
