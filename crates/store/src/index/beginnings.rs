//! Which calls' texts have a word with a given short beginning. The first keys typed ask this, and
//! nearly every call answers yes: the answer is kept as bits, which cost the same however many match.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::texts::{Phrase, TextOf};
use crate::Error;

/// Characters of the longest beginning that is kept.
const LONGEST_CHARS: usize = 2;
/// Rows whose bits stand together. One more text writes the bits of its part anew, a question looks
/// up every part.
const SEQS_OF_A_PART: u16 = 4_096;
const WORDS: usize = SEQS_OF_A_PART as usize / 64;
const BYTES: usize = WORDS * 8;
/// A damaged file must not ask for more memory than any row number can.
const MOST_PARTS: u32 = u32::MAX / SEQS_OF_A_PART as u32 + 1;

/// The beginning that is all that a phrase asks for, if it is kept.
pub(super) fn only_beginning<'a>(Phrase { tokens, prefix }: Phrase<'a>) -> Option<&'a str> {
    match tokens {
        [only] if prefix && only.chars().count() <= LONGEST_CHARS => Some(only),
        _ => None,
    }
}

/// The rows with a word that begins so, as bits over their `seq`.
pub(super) fn rows_with(connection: &Connection, beginning: &str) -> Result<Vec<u64>, Error> {
    let parts: u32 = connection
        .prepare_cached("SELECT coalesce(max(part) + 1, 0) FROM beginnings")?
        .query_row([], |row| row.get(0))?;
    let mut of_part = connection
        .prepare_cached("SELECT seqs FROM beginnings WHERE part = ? AND beginning = ?")?;
    let parts = parts.min(MOST_PARTS);
    let mut words = vec![0; parts as usize * WORDS];
    for (part, bits) in (0..parts).zip(words.chunks_exact_mut(WORDS)) {
        let kept = of_part.query_row(params![part, beginning], |row| row.get::<_, Vec<u8>>(0));
        if let Some(bytes) = kept.optional()? {
            read_bits(&bytes, bits);
        }
    }
    Ok(words)
}

/// Notes the beginnings of these texts' words in place of those that were noted of the same rows.
pub(super) fn put(transaction: &Transaction<'_>, texts: &[TextOf]) -> Result<(), Error> {
    // Of a row that comes twice the last text holds.
    let by_seq: BTreeMap<u32, &TextOf> = texts.iter().map(|text| (text.seq, text)).collect();
    let in_order: Vec<&TextOf> = by_seq.into_values().collect();
    let part_of = |text: &TextOf| text.seq / u32::from(SEQS_OF_A_PART);
    for texts in in_order.chunk_by(|one, next| part_of(one) == part_of(next)) {
        let Some(number) = texts.first().map(|text| part_of(text)) else { continue };
        let mut part = Part::read(transaction, number)?;
        part.forget(texts);
        texts.iter().for_each(|text| part.add(text));
        part.write(transaction)?;
    }
    Ok(())
}

/// All beginnings of the words of neighbouring rows.
struct Part {
    number: u32,
    rows: HashMap<String, Rows>,
}

struct Rows {
    bits: [u64; WORDS],
    changed: bool,
}

impl Default for Rows {
    fn default() -> Self {
        Self { bits: [0; WORDS], changed: false }
    }
}

impl Part {
    fn read(transaction: &Transaction<'_>, number: u32) -> Result<Self, Error> {
        let mut statement =
            transaction.prepare_cached("SELECT beginning, seqs FROM beginnings WHERE part = ?")?;
        let kept = statement.query_map([number], |row| {
            let mut rows = Rows::default();
            read_bits(&row.get::<_, Vec<u8>>(1)?, &mut rows.bits);
            Ok((row.get(0)?, rows))
        })?;
        Ok(Self { number, rows: kept.collect::<Result<_, _>>()? })
    }

    fn forget(&mut self, texts: &[&TextOf]) {
        let mut forgotten = [0; WORDS];
        texts.iter().for_each(|text| insert(&mut forgotten, text.seq % u32::from(SEQS_OF_A_PART)));
        for Rows { bits, changed } in self.rows.values_mut() {
            for (word, forgotten) in bits.iter_mut().zip(&forgotten) {
                *changed |= *word & forgotten != 0;
                *word &= !forgotten;
            }
        }
    }

    fn add(&mut self, text: &TextOf) {
        let tokens = text.summary.split(' ').chain(text.review.split(' '));
        for beginning in tokens.flat_map(beginnings) {
            // Nearly all are known: only a new one costs a copy of its text.
            let rows = match self.rows.get_mut(beginning) {
                Some(rows) => rows,
                None => self.rows.entry(beginning.to_owned()).or_default(),
            };
            insert(&mut rows.bits, text.seq % u32::from(SEQS_OF_A_PART));
            rows.changed = true;
        }
    }

    fn write(&self, transaction: &Transaction<'_>) -> Result<(), Error> {
        let mut keep =
            transaction.prepare_cached("INSERT OR REPLACE INTO beginnings VALUES (?, ?, ?)")?;
        let mut forget = transaction
            .prepare_cached("DELETE FROM beginnings WHERE part = ? AND beginning = ?")?;
        for (beginning, rows) in self.rows.iter().filter(|(_, rows)| rows.changed) {
            let bytes = written(&rows.bits);
            if bytes.is_empty() {
                forget.execute(params![self.number, beginning])?;
            } else {
                keep.execute(params![self.number, beginning, bytes])?;
            }
        }
        Ok(())
    }
}

/// `r` and `re` of `refund`.
fn beginnings(token: &str) -> impl Iterator<Item = &str> {
    let ends = token.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_CHARS);
    ends.filter_map(|end| token.get(..end))
}

fn insert(bits: &mut [u64], place: u32) {
    if let Some(word) = bits.get_mut(place as usize / 64) {
        *word |= 1 << (place % 64);
    }
}

/// The places in the part that are set, two bytes each, where that is shorter than all the bits.
fn written(bits: &[u64; WORDS]) -> Vec<u8> {
    let count: u32 = bits.iter().map(|word| word.count_ones()).sum();
    if count as usize * 2 >= BYTES {
        return bits.iter().flat_map(|word| word.to_le_bytes()).collect();
    }
    let is_set = |place: &u16| bits[usize::from(*place) / 64] >> (place % 64) & 1 == 1;
    (0..SEQS_OF_A_PART).filter(is_set).flat_map(u16::to_le_bytes).collect()
}

/// Adds what [`written`] has written.
fn read_bits(bytes: &[u8], bits: &mut [u64]) {
    if bytes.len() == BYTES {
        let (words, _) = bytes.as_chunks::<8>();
        bits.iter_mut().zip(words).for_each(|(word, bytes)| *word |= u64::from_le_bytes(*bytes));
        return;
    }
    let (places, _) = bytes.as_chunks::<2>();
    places.iter().for_each(|place| insert(bits, u16::from_le_bytes(*place).into()));
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::{Followed, Index, IndexPart, Mark};

    const WORDS_OF_TEXTS: [&str; 9] =
        ["refund", "return", "r", "re", "late", "退", "ελληνικα", "7", "\u{fffc}"];
    const ASKED: [&str; 8] = ["r", "re", "l", "x", "退", "ε", "ελ", "7"];

    fn new_index() -> (tempfile::TempDir, Index) {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(&dir.path().join("index.db")).unwrap();
        (dir, index)
    }

    fn put(index: &Index, texts: &[TextOf], part: IndexPart) {
        let followed =
            Followed { history: "h".into(), mark: Mark::default(), last_id: String::new() };
        index.put_texts(texts, part, &followed).unwrap();
    }

    fn found(index: &Index, beginning: &str) -> Vec<u32> {
        let tokens = [beginning.to_owned()];
        let phrase = Phrase { tokens: &tokens, prefix: true };
        assert_eq!(only_beginning(phrase), Some(beginning));
        let words = index.matching(phrase).unwrap();
        let is_set = |seq: &u32| words[*seq as usize / 64] >> (seq % 64) & 1 == 1;
        (0..words.len() as u32 * 64).filter(is_set).collect()
    }

    /// What the full-text index itself says, which finds beginnings as well, only more slowly.
    fn by_full_text(index: &Index, beginning: &str) -> Vec<u32> {
        let ask = |snapshot: &Connection| {
            let sql = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid";
            let mut statement = snapshot.prepare(sql)?;
            let rows = statement.query_map([format!("\"{beginning}\" *")], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        index.database.read(ask).unwrap()
    }

    /// Rows at the ends of parts, and some between them.
    fn text() -> impl Strategy<Value = TextOf> {
        let seq = prop_oneof![select(vec![0, 1, 4_095, 4_096, 12_287, 12_288]), 5_000..5_008_u32];
        let words = || vec(select(&WORDS_OF_TEXTS[..]), 0..4).prop_map(|words| words.join(" "));
        (seq, words(), words()).prop_map(|(seq, summary, review)| TextOf { seq, summary, review })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn short_beginnings_are_those_of_the_texts_as_they_are_now(
            batches in vec(vec(text(), 1..8), 1..5),
        ) {
            let (_dir, index) = new_index();
            for texts in &batches {
                put(&index, texts, IndexPart::Texts);
            }
            for beginning in ASKED {
                prop_assert_eq!(found(&index, beginning), by_full_text(&index, beginning));
            }
        }
    }

    #[test]
    fn beginnings_follow_texts_and_notes_that_are_replaced_and_forgotten() {
        let (_dir, index) = new_index();
        let texts = |summary: &str| -> Vec<TextOf> {
            let text = |seq| TextOf { seq, summary: summary.into(), review: String::new() };
            (0..5_000).map(text).collect()
        };
        put(&index, &texts("refund"), IndexPart::Texts);
        assert_eq!(found(&index, "re").len(), 5_000);
        let noted = TextOf { seq: 70, summary: "refund".into(), review: "late".into() };
        put(&index, &[noted], IndexPart::Reviews);
        assert_eq!((found(&index, "l"), found(&index, "r").len()), (vec![70], 5_000));
        put(&index, &texts("order")[70..4_990], IndexPart::Texts);
        assert_eq!(found(&index, "l"), [0; 0]);
        assert_eq!(found(&index, "re"), (0..70).chain(4_990..5_000).collect::<Vec<_>>());
        assert_eq!(found(&index, "o").len(), 4_920);
        index.forget_texts().unwrap();
        assert_eq!((found(&index, "o"), found(&index, "r")), (Vec::new(), Vec::new()));
    }

    #[test]
    fn few_rows_are_written_in_less_than_all_bits_and_both_are_read_alike() {
        for step in [1, 2, 15, 16, 17, 4_095, 4_096] {
            let mut bits = [0; WORDS];
            (0..SEQS_OF_A_PART).step_by(step).for_each(|place| insert(&mut bits, place.into()));
            let bytes = written(&bits);
            assert_eq!(bytes.len(), BYTES.min(2 * usize::from(SEQS_OF_A_PART).div_ceil(step)));
            let mut again = [0; WORDS];
            read_bits(&bytes, &mut again);
            assert_eq!(again, bits, "every {step}");
        }
    }
}
