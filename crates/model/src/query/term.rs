//! One term of a query: where it stands, what it asks.

use super::Problem;
use crate::{Hours, Instant, Weekdays};

/// One term of a query text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// First byte in the query text.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
    /// The field it names; `None` for words.
    pub field: Option<Field>,
    /// The field's value, or the words, as typed: without minus and quotes.
    pub value: String,
    /// What it asks.
    pub kind: Kind,
    /// Only calls without it match. Words only: a field cannot be excluded.
    pub negated: bool,
    /// Why it is not what it seems to be.
    pub problem: Option<Problem>,
}

/// What a term asks of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The text has these tokens, one right after the other.
    Words {
        /// Folded as by [`crate::fold::tokens`]; none when there was no letter or digit.
        tokens: Vec<String>,
        /// The beginning of the last token is enough.
        prefix: bool,
    },
    /// A number contains `digits`, or the text has the tokens, the last one at least begun.
    Digits {
        /// ASCII digits, at least one.
        digits: String,
        /// The same as typed, folded; none when only numbers are to be searched.
        tokens: Vec<String>,
    },
    /// The agent's name has the words of [`Term::value`].
    Agent,
    /// Nothing itself: what follows holds on top of what stands before.
    And,
    /// Nothing yet: the field's value, or the rest of it, is still to be typed.
    NoValue,
    /// The field is exactly this.
    Exact(String),
    /// The number's digits begin with these.
    Beginning(String),
    /// `created_at` is not before `from` and not after `to`.
    Between {
        /// Inclusive.
        from: Option<Instant>,
        /// Inclusive.
        to: Option<Instant>,
    },
    /// Local clocks showed one of these hours.
    Hours(Hours),
    /// It was one of these days of the week.
    Weekdays(Weekdays),
    /// The duration is within these bounds.
    Lasting {
        /// Seconds, inclusive.
        min_s: Option<i64>,
        /// Seconds, inclusive.
        max_s: Option<i64>,
    },
    /// The call is so marked.
    Marked(Mark),
}

/// What `is:` and `has:` ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `is:starred`
    Starred,
    /// `is:unstarred`
    Unstarred,
    /// `is:reviewed`
    Reviewed,
    /// `is:unreviewed`
    Unreviewed,
    /// `is:removed`: no longer on the server.
    Removed,
    /// `is:missed`: not answered, busy, failed or canceled.
    Missed,
    /// `is:nothing`: no call is. How a filter that contradicts itself is written.
    Nothing,
    /// `has:note`
    Noted,
    /// `has:no-note`
    Unnoted,
    /// `has:status`, `has:agent`, `has:sentiment`
    With(Part),
    /// `has:no-status`, `has:no-agent`, `has:no-sentiment`
    Without(Part),
}

/// What a call may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How it ended.
    Status,
    /// Who spoke.
    Agent,
    /// How it went.
    Sentiment,
}

impl Mark {
    const WORDS: [(Field, &'static str, Self); 15] = [
        (Field::Is, "starred", Self::Starred),
        (Field::Is, "unstarred", Self::Unstarred),
        (Field::Is, "reviewed", Self::Reviewed),
        (Field::Is, "unreviewed", Self::Unreviewed),
        (Field::Is, "removed", Self::Removed),
        (Field::Is, "missed", Self::Missed),
        (Field::Is, "nothing", Self::Nothing),
        (Field::Has, "note", Self::Noted),
        (Field::Has, "no-note", Self::Unnoted),
        (Field::Has, "status", Self::With(Part::Status)),
        (Field::Has, "no-status", Self::Without(Part::Status)),
        (Field::Has, "agent", Self::With(Part::Agent)),
        (Field::Has, "no-agent", Self::Without(Part::Agent)),
        (Field::Has, "sentiment", Self::With(Part::Sentiment)),
        (Field::Has, "no-sentiment", Self::Without(Part::Sentiment)),
    ];

    /// The words that `field` takes.
    pub(super) fn words_of(field: Field) -> impl Iterator<Item = &'static str> {
        Self::WORDS.iter().filter(move |row| row.0 == field).map(|row| row.1)
    }

    pub(super) fn from_words(field: Field, word: &str) -> Option<Self> {
        let mut words = Self::WORDS.iter();
        words.find(|row| row.0 == field && row.1.eq_ignore_ascii_case(word)).map(|row| row.2)
    }
}

/// The fields of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `status:`
    Status,
    /// `direction:`
    Direction,
    /// `sentiment:`
    Sentiment,
    /// `agent:`, by name.
    Agent,
    /// `agent-id:`
    AgentId,
    /// `from:`, the caller's number.
    From,
    /// `to:`, the called number.
    To,
    /// `number:`, digits of either number.
    Number,
    /// `phone:`, either number exactly.
    Phone,
    /// `after:`, inclusive.
    After,
    /// `before:`, exclusive.
    Before,
    /// `until:`, inclusive.
    Until,
    /// `on:`
    On,
    /// `hour:`
    Hour,
    /// `weekday:`
    Weekday,
    /// `duration:`
    Duration,
    /// `is:`
    Is,
    /// `has:`
    Has,
    /// `tag:`
    Tag,
}

impl Field {
    /// Every field, for completion.
    pub const ALL: [Self; 19] = [
        Self::Status,
        Self::Direction,
        Self::Sentiment,
        Self::Agent,
        Self::AgentId,
        Self::From,
        Self::To,
        Self::Number,
        Self::Phone,
        Self::After,
        Self::Before,
        Self::Until,
        Self::On,
        Self::Hour,
        Self::Weekday,
        Self::Duration,
        Self::Is,
        Self::Has,
        Self::Tag,
    ];

    /// As written before the colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Direction => "direction",
            Self::Sentiment => "sentiment",
            Self::Agent => "agent",
            Self::AgentId => "agent-id",
            Self::From => "from",
            Self::To => "to",
            Self::Number => "number",
            Self::Phone => "phone",
            Self::After => "after",
            Self::Before => "before",
            Self::Until => "until",
            Self::On => "on",
            Self::Hour => "hour",
            Self::Weekday => "weekday",
            Self::Duration => "duration",
            Self::Is => "is",
            Self::Has => "has",
            Self::Tag => "tag",
        }
    }

    /// The field of this name, in either case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }
}

impl Term {
    /// Whether the term is for the text search; one without a letter or digit asks nothing.
    pub(super) fn is_searched(&self) -> bool {
        match &self.kind {
            Kind::Words { tokens, .. } => !tokens.is_empty(),
            kind => matches!(kind, Kind::Digits { .. }),
        }
    }
}
