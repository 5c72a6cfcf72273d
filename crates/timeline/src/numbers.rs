//! Phone numbers, each kept once: their texts one after the other, and a code for each.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use memchr::memmem;

use crate::{SeqSet, TOP_NUMBERS};

/// Stands behind every text, so that no search runs from one number into the next.
const SEPARATOR: u8 = b'\n';

/// Every number that occurs; code 0 stands for no number at all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    /// All texts, each with a separator behind it.
    pub(crate) texts: Vec<u8>,
    /// Where each text's separator stands.
    pub(crate) ends: Vec<u32>,
    /// Numbers whose digits are not in one piece, with their digits alone.
    spelled: Vec<(u32, Vec<u8>)>,
    codes: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Numbers {
    /// The code of a number, new where it was never seen.
    pub(crate) fn code(&mut self, number: Option<&str>) -> u32 {
        let Some(text) = number else { return 0 };
        if let Some(code) = self.find(text) {
            return code;
        }
        self.push(text.as_bytes())
    }

    /// The code of a number that may occur.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text.as_bytes());
        let same = |code: &u32| self.text(*code) == text.as_bytes();
        self.codes.find(hash, same).copied()
    }

    /// Codes there are, that of no number included.
    pub(crate) fn codes(&self) -> usize {
        self.ends.len() + 1
    }

    fn text(&self, code: u32) -> &[u8] {
        let Some(place) = (code as usize).checked_sub(1) else { return &[] };
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1);
        &self.texts[start..self.ends[place] as usize]
    }

    fn push(&mut self, text: &[u8]) -> u32 {
        self.texts.extend_from_slice(text);
        // Four gigabytes of distinct numbers are beyond any account.
        self.ends.push(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(SEPARATOR);
        let code = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.note(code);
        code
    }

    /// Makes a number that is in the texts already findable.
    fn note(&mut self, code: u32) {
        let text = self.text(code);
        let hash = self.hasher.hash_one(text);
        if let Some(digits) = spelled_digits(text) {
            self.spelled.push((code, digits));
        }
        let Self { texts, ends, codes, hasher, .. } = self;
        let hash_of = |code: &u32| {
            let place = *code as usize - 1;
            let start = place.checked_sub(1).map_or(0, |before| ends[before] as usize + 1);
            hasher.hash_one(&texts[start..ends[place] as usize])
        };
        codes.insert_unique(hash, code, hash_of);
    }

    /// From texts and ends as they were kept. `None` when they cannot be each other's.
    pub(crate) fn from_parts(texts: Vec<u8>, ends: Vec<u32>) -> Option<Self> {
        let ascending = ends.is_sorted_by(|a, b| a < b);
        let whole = ends.last().map_or(0, |end| *end as usize + 1) == texts.len();
        if !ascending || !whole {
            return None;
        }
        let count = u32::try_from(ends.len()).ok()?;
        let codes = HashTable::with_capacity(ends.len());
        let mut numbers = Self { texts, ends, codes, ..Self::default() };
        (1..=count).for_each(|code| numbers.note(code));
        Some(numbers)
    }

    /// The numbers with the greatest counts by code, greatest first, then in the order of their
    /// texts. No number and an empty one are none.
    pub(crate) fn most_frequent(&self, counts: &[u32]) -> Vec<(String, u64)> {
        let mut top: Vec<(u32, &[u8])> = Vec::with_capacity(TOP_NUMBERS + 1);
        let mut least = 0;
        for (code, count) in (0_u32..).zip(counts) {
            if *count == 0 || *count < least {
                continue;
            }
            let text = self.text(code);
            let stands_before = |(other, text_of_other): &(u32, &[u8])| {
                other > count || (other == count && *text_of_other < text)
            };
            let place = top.partition_point(stands_before);
            if place < TOP_NUMBERS && !text.is_empty() {
                top.insert(place, (*count, text));
                top.truncate(TOP_NUMBERS);
                least = if top.len() == TOP_NUMBERS { top[TOP_NUMBERS - 1].0 } else { 0 };
            }
        }
        let shown = |text| String::from_utf8_lossy(text).into_owned();
        top.into_iter().map(|(count, text)| (shown(text), count.into())).collect()
    }

    /// The codes of numbers that contain `digits`, whatever stands between their own.
    pub(crate) fn containing(&self, digits: &[u8]) -> SeqSet {
        let mut found = SeqSet::default();
        for at in memmem::find_iter(&self.texts, digits) {
            let place = self.ends.partition_point(|end| (*end as usize) < at + digits.len());
            found.insert(u32::try_from(place + 1).unwrap_or(u32::MAX));
        }
        let spelled = self.spelled.iter();
        spelled
            .filter(|(_, spelled)| memmem::find(spelled, digits).is_some())
            .for_each(|(code, _)| found.insert(*code));
        found
    }

    /// The codes of numbers whose digits begin with `digits`.
    pub(crate) fn beginning_with(&self, digits: &[u8]) -> SeqSet {
        let mut found = SeqSet::default();
        let mut start = 0;
        for (code, end) in (1..).zip(&self.ends) {
            let text = &self.texts[start..*end as usize];
            start = *end as usize + 1;
            let first = text.iter().position(u8::is_ascii_digit).unwrap_or(text.len());
            if text[first..].starts_with(digits) {
                found.insert(code);
            }
        }
        let spelled = self.spelled.iter();
        spelled
            .filter(|(_, spelled)| spelled.starts_with(digits))
            .for_each(|(code, _)| found.insert(*code));
        found
    }

    pub(crate) fn bytes(&self) -> usize {
        let spelled: usize = self.spelled.iter().map(|(_, digits)| digits.capacity() + 32).sum();
        self.texts.capacity() + 4 * self.ends.capacity() + self.codes.capacity() * 5 + spelled
    }
}

/// The digits of a text in which something stands between them.
fn spelled_digits(text: &[u8]) -> Option<Vec<u8>> {
    let first = text.iter().position(u8::is_ascii_digit)?;
    let last = text.iter().rposition(u8::is_ascii_digit)?;
    let run = &text[first..=last];
    let in_one_piece = run.iter().all(u8::is_ascii_digit);
    (!in_one_piece).then(|| run.iter().copied().filter(u8::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(texts: &[&str]) -> Numbers {
        let mut numbers = Numbers::default();
        texts.iter().for_each(|text| {
            numbers.code(Some(text));
        });
        numbers
    }

    fn codes(set: &SeqSet) -> Vec<u32> {
        (0..100).filter(|code| set.contains(*code)).collect()
    }

    #[test]
    fn digits_are_found_however_the_number_is_written() {
        let numbers = numbers(&["+16045551234", "+1 (604) 555-1234", "anonymous", "sip:604@x", ""]);
        assert_eq!(codes(&numbers.containing(b"6045551234")), [1, 2]);
        assert_eq!(codes(&numbers.containing(b"604")), [1, 2, 4]);
        assert_eq!(codes(&numbers.beginning_with(b"1604")), [1, 2]);
        assert_eq!(codes(&numbers.beginning_with(b"604")), [4]);
    }

    #[test]
    fn no_match_runs_from_one_number_into_the_next() {
        let numbers = numbers(&["+112", "345", "1\n2"]);
        assert_eq!(codes(&numbers.containing(b"2345")), [0; 0]);
        assert_eq!(codes(&numbers.containing(b"12")), [1, 3]);
    }

    #[test]
    fn a_number_keeps_its_code_and_parts_give_the_same_numbers_back() {
        let mut numbers = numbers(&["a", "b"]);
        assert_eq!((numbers.code(Some("a")), numbers.code(Some("b"))), (1, 2));
        assert_eq!((numbers.code(Some("")), numbers.code(None)), (3, 0));
        let again = Numbers::from_parts(numbers.texts.clone(), numbers.ends.clone()).unwrap();
        assert_eq!(again.find("b"), Some(2));
        assert_eq!(again.find(""), Some(3));
        assert_eq!(again.find("c"), None);
        assert!(Numbers::from_parts(numbers.texts, vec![9]).is_none());
    }
}
