//! Where a text has what a query looks for, and whether it has it at all.

use std::ops::Range;

use crate::fold::{self, Token};
use crate::query::{Kind, Term};

/// Byte ranges of the text that the terms look for: ascending, none touching another. Negated
/// terms and terms that are no words mark nothing.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Query, ZoneCalendar, highlight::highlights};
/// let calendar = ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
/// let query = Query::parse("deliv -refund", &calendar);
/// assert_eq!(highlights("The delivery: no refund", query.words()), [4..12]);
/// ```
pub fn highlights<'q>(text: &str, terms: impl IntoIterator<Item = &'q Term>) -> Vec<Range<usize>> {
    let in_text: Vec<Token<'_>> = fold::tokens(text).collect();
    let shown = terms.into_iter().filter(|term| !term.negated);
    apart(shown.flat_map(|term| occurrences(&in_text, term)).collect())
}

/// The same bytes, ascending, none touching another.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, kept| {
        let touching = next.start <= kept.end;
        if touching {
            kept.end = kept.end.max(next.end);
        }
        touching
    });
    ranges
}

/// Whether the text has what the term looks for, its negation aside. This is the meaning of the
/// full-text search, told the slow way; a term that is no words, or has none, is never found.
#[must_use]
pub fn matches(text: &str, term: &Term) -> bool {
    let in_text: Vec<Token<'_>> = fold::tokens(text).collect();
    occurrences(&in_text, term).next().is_some()
}

/// Whether a call with these texts (summary, note) and numbers passes the term, negation included.
/// A term that is no words asks nothing of them and passes.
#[must_use]
pub fn passes(term: &Term, texts: &[&str], numbers: &[&str]) -> bool {
    let wanted_digits = match &term.kind {
        Kind::Words { tokens, .. } if !tokens.is_empty() => None,
        Kind::Digits { digits, .. } => Some(digits.as_str()),
        _ => return true,
    };
    let in_texts = texts.iter().any(|text| matches(text, term));
    let in_numbers = wanted_digits
        .is_some_and(|digits| numbers.iter().any(|number| digits_of(number).contains(digits)));
    (in_texts || in_numbers) != term.negated
}

/// Byte ranges of a phone number that hold the digits that the terms look for, whatever stands
/// between them; as [`highlights`] for texts.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Query, ZoneCalendar, highlight::number_highlights};
/// let calendar = ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
/// let query = Query::parse("604555", &calendar);
/// assert_eq!(number_highlights("+1 (604) 555-1234", query.words()), [4..12]);
/// ```
pub fn number_highlights<'q>(
    number: &str,
    terms: impl IntoIterator<Item = &'q Term>,
) -> Vec<Range<usize>> {
    let digits = digits_of(number);
    let at: Vec<usize> =
        number.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let wanted =
        terms.into_iter().filter(|term| !term.negated).filter_map(|term| match &term.kind {
            Kind::Digits { digits, .. } if !digits.is_empty() => Some(digits.as_str()),
            _ => None,
        });
    let found = wanted.flat_map(|wanted| {
        let starts = (0..digits.len()).filter(|start| digits[*start..].starts_with(wanted));
        let last = wanted.len() - 1;
        starts
            .filter_map(|start| Some(*at.get(start)?..*at.get(start + last)? + 1))
            .collect::<Vec<_>>()
    });
    apart(found.collect())
}

fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// The same ranges counted in UTF-16 units, as a browser counts. The ranges must be ascending and
/// must not overlap; an end inside a character or behind the text moves to the next boundary.
#[must_use]
pub fn utf16_ranges(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut boundaries = text.char_indices();
    let mut units = 0;
    let mut behind = 0;
    let mut units_at = |byte: usize| {
        while behind < byte {
            let Some((at, c)) = boundaries.next() else { break };
            units += c.len_utf16();
            behind = at + c.len_utf8();
        }
        units
    };
    ranges.iter().map(|range| units_at(range.start)..units_at(range.end)).collect()
}

fn occurrences<'a>(
    in_text: &'a [Token<'_>],
    term: &'a Term,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let (wanted, prefix): (&[String], bool) = match &term.kind {
        Kind::Words { tokens, prefix } => (tokens, *prefix),
        Kind::Digits { tokens, .. } => (tokens, true),
        _ => (&[], false),
    };
    // A window of no tokens does not exist; looking for nothing finds nothing.
    let windows = in_text.windows(wanted.len().max(1)).filter(move |_| !wanted.is_empty());
    windows.filter(move |window| is_sequence(window, wanted, prefix)).filter_map(|window| {
        let (first, last) = window.first().zip(window.last())?;
        Some(first.start..last.end)
    })
}

fn is_sequence(window: &[Token<'_>], wanted: &[String], prefix: bool) -> bool {
    let last = wanted.len().saturating_sub(1);
    window.iter().zip(wanted).enumerate().all(|(index, (token, wanted))| {
        let begun = prefix && index == last && token.folded.starts_with(wanted.as_str());
        begun || token.folded == *wanted
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Query, ZoneCalendar};

    fn query(text: &str) -> Query {
        Query::parse(text, &ZoneCalendar::new(chrono::Utc, "2026-03-04".parse().unwrap()))
    }

    fn marked<'t>(text: &'t str, searched: &str) -> Vec<&'t str> {
        let ranges = highlights(text, query(searched).words());
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_by_their_beginning_and_phrases_to_the_letter_are_marked() {
        let text = "Delivery was late; the customer’s e-mail re Größe is unanswered.";
        let cases: [(&str, &[&str]); 10] = [
            ("deliv", &["Delivery"]),
            ("\"deliv\"", &[]),
            ("\"was late\"", &["was late"]),
            ("\"late was\"", &[]),
            ("e-ma", &["e-mail"]),
            ("custom-s", &[]),
            ("GROSSE", &["Größe"]),
            ("late \"was late\" the", &["was late", "the"]),
            ("-late status:failed", &[]),
            ("", &[]),
        ];
        for (searched, expected) in cases {
            assert_eq!(marked(text, searched), expected, "{searched}");
        }
    }

    #[test]
    fn a_script_without_spaces_is_found_inside_a_sentence() {
        assert_eq!(marked("客户要求退款。", "退款"), ["退款"]);
        assert_eq!(marked("客户要求退款。", "款退"), [""; 0]);
    }

    #[test]
    fn digits_are_found_in_numbers_and_in_texts() {
        let term = &query("(604) 555").terms[0];
        assert!(passes(term, &[], &["+1 (604) 555-1234"]));
        assert!(passes(term, &["call 604 5551234 back"], &["anonymous"]));
        assert!(!passes(term, &["604"], &["+4930"]));
        let negated = &query("-555").terms[0];
        assert!(!passes(negated, &[""], &["+16045551234"]));
        assert!(passes(negated, &["refund"], &["+4930"]));
        assert!(!passes(&query("number:604").terms[0], &["604"], &["+4930"]));
    }

    #[test]
    fn digits_are_marked_in_a_number_however_it_is_written() {
        let marked = |number: &'static str, searched: &str| -> Vec<&str> {
            let ranges = number_highlights(number, query(searched).words());
            ranges.into_iter().map(|range| &number[range]).collect()
        };
        assert_eq!(marked("+1 (604) 555-1234", "(604) 555"), ["604) 555"]);
        assert_eq!(marked("+16045551234", "604 ; 1234"), ["604", "1234"]);
        assert_eq!(marked("+16045551234", "555 ; 5551"), ["5551"]);
        assert_eq!(marked("+555 55", "555"), ["555 55"], "each place where they begin");
        assert_eq!(marked("+49 ６04", "number:604"), [""; 0]);
        assert_eq!(marked("+16045551234", "-604 refund from:1604"), [""; 0]);
        assert_eq!(marked("", "604"), [""; 0]);
    }

    #[test]
    fn ranges_are_counted_as_a_browser_counts() {
        let text = "👍 über 退款";
        let ranges = highlights(text, query("über 退").words());
        assert_eq!(ranges, [5..10, 11..14]);
        assert_eq!(utf16_ranges(text, &ranges), [3..7, 8..9]);
        assert_eq!(utf16_ranges("é", &[1..99, 99..100]), [1..1, 1..1]);
    }

    proptest::proptest! {
        #[test]
        fn highlights_are_apart_on_boundaries_and_there_exactly_when_something_matches(
            text in "[a-c éß退👍.-]{0,20}", searched in "[a-c éß退👍\".-]{0,8}",
        ) {
            let query = query(&searched);
            let ranges = highlights(&text, query.words());
            let found = query.words().any(|term| !term.negated && matches(&text, term));
            proptest::prop_assert_eq!(found, !ranges.is_empty());
            proptest::prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()));
            proptest::prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
            let utf16: Vec<u16> = text.encode_utf16().collect();
            for (bytes, units) in ranges.iter().zip(utf16_ranges(&text, &ranges)) {
                let cut = String::from_utf16(&utf16[units]).unwrap();
                proptest::prop_assert_eq!(&text[bytes.clone()], cut);
            }
        }
    }
}
