//! Hours and days of the week as `hour:` and `weekday:` take them, and how they are written.

use super::term::Kind;
use crate::{Hours, Weekdays};

/// By their number from Monday. The first two letters are enough.
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const FEWEST_LETTERS: usize = 2;

/// `14`, `9-17`, `22-5`: from the first hour's beginning to the last one's end.
pub(super) fn hours(value: &str) -> Option<Kind> {
    let (first, last) = value.split_once('-').unwrap_or((value, value));
    Some(Kind::Hours(Hours::between(hour(first)?, hour(last)?)))
}

fn hour(text: &str) -> Option<u8> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|hour| is_number && *hour < 24)
}

/// `mon`, `monday`, `mon-fri`, `sat-mon`, `weekend`.
pub(super) fn weekdays(value: &str) -> Option<Kind> {
    let word = value.to_ascii_lowercase();
    if word == "weekend" {
        return Some(Kind::Weekdays(Weekdays::between(5, 6)));
    }
    let (first, last) = word.split_once('-').unwrap_or((&word, &word));
    Some(Kind::Weekdays(Weekdays::between(weekday(first)?, weekday(last)?)))
}

fn weekday(word: &str) -> Option<u8> {
    let is_day = |day: &&str| word.len() >= FEWEST_LETTERS && day.starts_with(word);
    (0..).zip(&DAYS).find(|(_, day)| is_day(day)).map(|(number, _)| number)
}

/// The terms that stand for these sets.
pub(super) fn terms(hours: Hours, weekdays: Weekdays) -> Vec<String> {
    let hour = |(first, last): (u8, u8)| {
        if first == last { format!("hour:{first}") } else { format!("hour:{first}-{last}") }
    };
    let short = |day: u8| DAYS.get(usize::from(day)).and_then(|day| day.get(..3)).unwrap_or("");
    let weekday = |(first, last): (u8, u8)| {
        if first == last {
            return format!("weekday:{}", short(first));
        }
        format!("weekday:{}-{}", short(first), short(last))
    };
    let hours = hours.runs().into_iter().map(hour);
    weekdays.runs().into_iter().map(weekday).chain(hours).collect()
}
