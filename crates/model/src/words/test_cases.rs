//! Filters to be said, for the tables of both languages.

use crate::words::{Reading, in_words_read};
use crate::{Filter, Language, Query, ZoneCalendar};
use chrono_tz::Tz;

fn names(id: &str) -> Option<String> {
    match id {
        "s" => Some("Sarah".to_owned()),
        "t" => Some("Tom Lee".to_owned()),
        _ => None,
    }
}

/// What the query text is said to ask, on 4 March 2026 in Berlin.
pub(super) fn said(text: &str, language: Language) -> String {
    said_read(text, language, Reading::default())
}

/// The same with times as they are written in another country.
pub(super) fn said_read(text: &str, language: Language, reading: Reading) -> String {
    let calendar = ZoneCalendar::new(Tz::Europe__Berlin, "2026-03-04".parse().unwrap());
    let query = Query::parse(text, &calendar);
    in_words_read(&Filter::everything(), &query, &names, language, reading, &calendar)
}
