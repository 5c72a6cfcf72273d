//! The value of a field, read as what the field asks.

use super::term::{Field, Kind, Mark};
use super::{dates, duration, weekly};
use crate::{Calendar, DIRECTIONS, STATUSES, fold};

/// What the service says of how a call went; other words may come.
const SENTIMENTS: [&str; 3] = ["positive", "neutral", "negative"];

/// What `field:value` asks; `None` where the value is none of the field's. `value` is not empty.
pub(super) fn read(
    field: Field,
    value: &str,
    quoted: bool,
    calendar: &dyn Calendar,
) -> Option<Kind> {
    match field {
        Field::Status => known_word(&STATUSES, value, quoted).map(Kind::Exact),
        Field::Direction => known_word(&DIRECTIONS, value, quoted).map(Kind::Exact),
        Field::Sentiment | Field::AgentId | Field::Phone | Field::Tag => {
            Some(Kind::Exact(value.to_owned()))
        }
        Field::Agent => fold::tokens(value).next().map(|_| Kind::Agent),
        Field::From | Field::To => some_digits(value).map(Kind::Beginning),
        Field::Number => {
            some_digits(value).map(|digits| Kind::Digits { digits, tokens: Vec::new() })
        }
        Field::After | Field::Before | Field::Until | Field::On => {
            dates::read(field, value, calendar)
        }
        Field::Hour => weekly::hours(value),
        Field::Weekday => weekly::weekdays(value),
        Field::Duration => duration::read(value),
        Field::Is | Field::Has => Mark::from_words(field, value).map(Kind::Marked),
    }
}

/// Whether the value is the beginning of a word that the field takes, so that it is still being
/// typed.
pub(super) fn is_begun(field: Field, value: &str) -> bool {
    const IN_BRITISH: &str = "cancelled";
    let begins = |word: &str| {
        let beginning = word.get(..value.len());
        value.len() < word.len() && beginning.is_some_and(|it| it.eq_ignore_ascii_case(value))
    };
    match field {
        Field::Status => STATUSES.into_iter().chain([IN_BRITISH]).any(begins),
        Field::Direction => DIRECTIONS.into_iter().any(begins),
        Field::Sentiment => SENTIMENTS.into_iter().any(begins),
        Field::Is | Field::Has => Mark::words_of(field).any(begins),
        _ => false,
    }
}

/// Bare words must be known, or half of one would hide every call while it is being typed. Quotes
/// reach a word that we do not know.
fn known_word(known: &[&str], value: &str, quoted: bool) -> Option<String> {
    if quoted {
        return Some(value.to_owned());
    }
    let american = if value.eq_ignore_ascii_case("cancelled") { "canceled" } else { value };
    known.iter().find(|word| word.eq_ignore_ascii_case(american)).map(|word| (*word).to_owned())
}

fn some_digits(value: &str) -> Option<String> {
    Some(digits_of(value)).filter(|digits| !digits.is_empty())
}

/// The ASCII digits of a text, in order.
pub(super) fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
