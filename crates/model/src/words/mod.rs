//! A filter said as a sentence, in English or German.
//!
//! `facts` decides what is to be said; the module of each language decides how.

mod de;
mod en;
mod facts;

#[cfg(test)]
mod de_tests;
#[cfg(test)]
mod en_tests;
#[cfg(test)]
mod test_cases;

use crate::{Calendar, Filter, Query};
use facts::Facts;

/// The languages that sentences are made in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// `en`
    #[default]
    English,
    /// `de`
    German,
}

impl Language {
    /// The language of a tag such as `de` or `de-AT`; English where it is none of ours.
    ///
    /// ```
    /// use offhook_model::Language;
    /// assert_eq!(Language::from_tag("de-AT"), Language::German);
    /// assert_eq!(Language::from_tag("fr"), Language::English);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { Self::German } else { Self::English }
    }
}

/// How times are written, which is a matter of the country. German is written in one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// `2:00 PM` and not `14:00`.
    pub twelve_hours: bool,
    /// `July 1, 2026` and not `1 July 2026`.
    pub month_first: bool,
}

/// Which calls the filter and the query ask for, as a sentence with a capital letter and without a
/// full stop. `names` knows the agents' names by id; days and times are those of the calendar.
///
/// The query's fields are put into the filter here: it may be given before or after
/// [`Query::narrow`], but before the query's agent names are turned into ids, which would be said
/// twice.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Filter, Language, Query, ZoneCalendar, words::in_words};
/// let calendar = ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
/// let query = Query::parse("refund status:failed after:2026-03-01", &calendar);
/// let say = |language| in_words(&Filter::everything(), &query, &|_| None, language, &calendar);
/// assert_eq!(say(Language::English), "Failed calls since 1 March 2026, mentioning “refund”");
/// assert_eq!(
///     say(Language::German),
///     "Fehlgeschlagene Anrufe seit 1. März 2026, in denen „refund“ vorkommt"
/// );
/// ```
#[must_use]
pub fn in_words(
    filter: &Filter,
    query: &Query,
    names: &dyn Fn(&str) -> Option<String>,
    language: Language,
    calendar: &dyn Calendar,
) -> String {
    in_words_read(filter, query, names, language, Reading::default(), calendar)
}

/// As [`in_words`], with times as a country writes them.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Filter, Language, Query, ZoneCalendar};
/// use offhook_model::words::{Reading, in_words_read};
/// let calendar = ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
/// let query = Query::parse("after:2026-03-01T14:30", &calendar);
/// let american = Reading { twelve_hours: true, month_first: true };
/// let filter = Filter::everything();
/// assert_eq!(
///     in_words_read(&filter, &query, &|_| None, Language::English, american, &calendar),
///     "Calls since March 1, 2026 at 2:30\u{202f}PM"
/// );
/// ```
#[must_use]
pub fn in_words_read(
    filter: &Filter,
    query: &Query,
    names: &dyn Fn(&str) -> Option<String>,
    language: Language,
    reading: Reading,
    calendar: &dyn Calendar,
) -> String {
    let facts = Facts::of(filter, query, names, calendar);
    let sentence = match language {
        Language::English => en::sentence(&facts, reading),
        Language::German => de::sentence(&facts),
    };
    capitalised(&sentence)
}

/// That so many calls were picked by hand, in the manner of [`in_words`].
///
/// ```
/// use offhook_model::{Language, words::selected_in_words};
/// assert_eq!(selected_in_words(1, Language::English), "1 selected call");
/// assert_eq!(selected_in_words(12, Language::German), "12 ausgewählte Anrufe");
/// ```
#[must_use]
pub fn selected_in_words(count: usize, language: Language) -> String {
    let words = match (language, count) {
        (Language::English, 1) => "selected call",
        (Language::English, _) => "selected calls",
        (Language::German, 1) => "ausgewählter Anruf",
        (Language::German, _) => "ausgewählte Anrufe",
    };
    format!("{count} {words}")
}

/// Begins with `head`; what is attached follows it directly, each clause after a comma. A first
/// clause with nothing attached before it needs none.
fn joined(head: String, attached: &[String], clauses: &[String]) -> String {
    let mut sentence = head;
    for part in attached {
        sentence.push(' ');
        sentence.push_str(part);
    }
    for (index, clause) in clauses.iter().enumerate() {
        let direct = index == 0 && attached.is_empty();
        sentence.push_str(if direct { " " } else { ", " });
        sentence.push_str(clause);
    }
    sentence
}

/// `a`, `a or b`, `a, b or c`; of more than three, two and the number of the others.
fn listed(items: &[String], conjunction: &str, others: impl Fn(usize) -> String) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] if init.len() < 3 => format!("{} {conjunction} {last}", init.join(", ")),
        [first, second, rest @ ..] => format!("{first}, {second} {}", others(rest.len())),
    }
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// On one line, and cut where it would fill the screen; `longest` in characters.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.chars().count() <= longest {
        return plain;
    }
    plain.chars().take(longest).chain(['…']).collect()
}
