//! The stretch of a text around the first place that has what a query looks for.

use std::ops::Range;

use crate::highlight::highlights;
use crate::query::Term;

/// A part of a text, on one line or several, with `…` where something was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// At most some 300 characters.
    pub text: String,
    /// Where it has what is looked for, in bytes: never empty, ascending, none touching another.
    pub found: Vec<Range<usize>>,
}

/// Characters before the first place, as many as a reader needs to see what it is about.
const BEFORE: usize = 30;
/// Characters from the first place on.
const AFTER: usize = 240;

/// The text from a little before the first place on; `None` where it has nothing of it.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Query, ZoneCalendar, excerpt::excerpt};
/// let calendar = ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
/// let query = Query::parse("creme", &calendar);
/// let found = excerpt("One Crème brûlée, please", query.words()).unwrap();
/// assert_eq!(&found.text[found.found[0].clone()], "Crème");
/// ```
pub fn excerpt<'q>(text: &str, terms: impl IntoIterator<Item = &'q Term>) -> Option<Excerpt> {
    let ranges = highlights(text, terms);
    let first = ranges.first()?.start;
    let start = word_start(text, first);
    let end = text.get(first..)?.char_indices().nth(AFTER).map_or(text.len(), |(at, _)| first + at);
    let mut shown = String::new();
    if start > 0 {
        shown.push('…');
    }
    let lead = shown.len();
    shown.push_str(text.get(start..end)?);
    if end < text.len() {
        shown.push('…');
    }
    let within = ranges.into_iter().filter(|range| range.start < end);
    let moved = |range: Range<usize>| range.start - start + lead..range.end.min(end) - start + lead;
    Some(Excerpt { text: shown, found: within.map(moved).collect() })
}

/// Where the first word begins that is near enough to the place; the place itself in a word
/// without an end.
fn word_start(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    let Some((near, _)) = before.char_indices().rev().nth(BEFORE) else { return 0 };
    let space = text.get(near..place).and_then(|near| near.find(char::is_whitespace));
    space.map_or(near, |space| near + space).min(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Query, ZoneCalendar};

    fn shown(text: &str, searched: &str) -> Option<(String, Vec<String>)> {
        let calendar = ZoneCalendar::new(chrono::Utc, "2026-03-04".parse().unwrap());
        let found = excerpt(text, Query::parse(searched, &calendar).words())?;
        let words = found.found.iter().map(|range| found.text[range.clone()].to_owned());
        Some((found.text.clone(), words.collect()))
    }

    #[test]
    fn a_short_text_is_shown_whole_with_every_place() {
        let (text, words) = shown("Größe: 4, größer: 5", "grosse").unwrap();
        assert_eq!(
            (text.as_str(), words),
            ("Größe: 4, größer: 5", vec!["Größe".into(), "größer".into()])
        );
        assert_eq!(shown("nothing of it", "refund"), None);
        assert_eq!(shown("", "refund"), None);
    }

    #[test]
    fn a_long_text_is_cut_at_a_word_before_the_first_place_and_far_behind_it() {
        let text = format!("{} refund, then {} refund", "word ".repeat(500), "退".repeat(500));
        let (shown, words) = shown(&text, "refund").unwrap();
        assert!(shown.starts_with("… word word ") && shown.ends_with("退…"), "{shown}");
        assert_eq!((words, shown.chars().count() < 300), (vec!["refund".to_owned()], true));
    }

    proptest::proptest! {
        #[test]
        fn there_is_an_excerpt_exactly_where_there_is_a_highlight(
            before in "[a-c é退👍 \n]{0,80}", behind in "[a-c é退👍 ]{0,400}", searched in "[a-c é退]{1,3}",
        ) {
            let text = format!("{before}{behind}");
            let calendar = ZoneCalendar::new(chrono::Utc, "2026-03-04".parse().unwrap());
            let query = Query::parse(&searched, &calendar);
            let all = highlights(&text, query.words());
            let found = excerpt(&text, query.words());
            proptest::prop_assert_eq!(found.is_some(), !all.is_empty());
            if let Some(found) = found {
                let first = &found.text[found.found[0].clone()];
                proptest::prop_assert!(text[all[0].clone()].starts_with(first));
            }
        }
    }
}
