//! The full-text index: which calls' texts hold a word, a beginning of one, or words in sequence.

use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::{Connection, params};

use super::{Followed, Index, IndexPart, beginnings, note_followed};
use crate::Error;

/// The texts of one call, cut into tokens that are joined by single spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextOf {
    /// The call's row in the cache.
    pub seq: u32,
    /// What the call was about.
    pub summary: String,
    /// Notes and tags.
    pub review: String,
}

/// What to look for in the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// Tokens that follow each other, folded as the index's own.
    pub tokens: &'a [String],
    /// Whether the last token may go on.
    pub prefix: bool,
}

impl Index {
    /// Takes in the texts of calls, in place of what was there of them, and notes how far `part`
    /// has come with that.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be written.
    pub fn put_texts(
        &self,
        texts: &[TextOf],
        part: IndexPart,
        followed: &Followed,
    ) -> Result<(), Error> {
        self.database.write(|transaction| {
            let mut insert = transaction.prepare_cached(
                "INSERT OR REPLACE INTO texts (rowid, summary, review) VALUES (?, ?, ?)",
            )?;
            for TextOf { seq, summary, review } in texts {
                insert.execute(params![seq, summary, review])?;
            }
            beginnings::put(transaction, texts)?;
            note_followed(transaction, part, followed)
        })
    }

    /// Forgets all texts.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be written.
    pub fn forget_texts(&self) -> Result<(), Error> {
        self.database.write(|transaction| {
            transaction.execute_batch(
                "INSERT INTO texts (texts) VALUES ('delete-all');
                 DELETE FROM beginnings;
                 DELETE FROM followed WHERE part IN ('texts', 'reviews');",
            )?;
            Ok(())
        })
    }

    /// The calls whose texts hold `phrase`, as a bit set over their `seq`: bit `n % 64` of word
    /// `n / 64`.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be read.
    pub fn matching(&self, phrase: Phrase<'_>) -> Result<Vec<u64>, Error> {
        if let Some(beginning) = beginnings::only_beginning(phrase) {
            return self.database.read(|snapshot| beginnings::rows_with(snapshot, beginning));
        }
        let Some(question) = question(phrase) else { return Ok(Vec::new()) };
        self.database.with_reader(|connection| {
            let mut statement = match connection.prepare_cached(COLLECT) {
                Ok(statement) => statement,
                // A connection's first question: it does not know the function yet.
                Err(_) => {
                    add_function(connection)?;
                    connection.prepare_cached(COLLECT)?
                }
            };
            let bytes = statement.query_row([question], |row| row.get::<_, Vec<u8>>(0))?;
            let (words, _) = bytes.as_chunks::<8>();
            Ok(words.iter().map(|word| u64::from_le_bytes(*word)).collect())
        })
    }

    /// Does a part of the work that makes searches quick after many texts came in: the pieces that
    /// the index has grown by become one. Says whether nothing of it is left.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be written.
    pub fn merge_texts(&self) -> Result<bool, Error> {
        if self.pieces()? < PIECES_TO_MERGE {
            return Ok(true);
        }
        self.database.write(|transaction| {
            transaction
                .prepare_cached("INSERT INTO texts (texts, rank) VALUES ('merge', ?)")?
                .execute([-PAGES_AT_ONCE])?;
            Ok(())
        })?;
        Ok(self.pieces()? < PIECES_TO_MERGE)
    }

    /// B-trees that a search has to look into.
    fn pieces(&self) -> Result<i64, Error> {
        self.database.read(|snapshot| {
            let mut statement =
                snapshot.prepare_cached("SELECT count(DISTINCT segid) FROM texts_idx")?;
            Ok(statement.query_row([], |row| row.get(0))?)
        })
    }
}

const COLLECT: &str = "SELECT seq_set(rowid) FROM texts WHERE texts MATCH ?";

/// Pieces from which on merging pays: a sync a day grows a few a year.
const PIECES_TO_MERGE: i64 = 8;
/// Pages of 4 KiB merged in one transaction: some 50 ms, for which a question may have to wait.
const PAGES_AT_ONCE: i64 = 1_000;

/// Tokens hold letters and digits only, so that nothing in them means anything to FTS5.
fn question(Phrase { tokens, prefix }: Phrase<'_>) -> Option<String> {
    if tokens.is_empty() {
        return None;
    }
    let star = if prefix { " *" } else { "" };
    Some(format!("\"{}\"{star}", tokens.join(" ")))
}

/// Gathers row numbers within SQLite, which is several times as fast as handing each out.
fn add_function(connection: &Connection) -> Result<(), Error> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_aggregate_function("seq_set", 1, flags, SeqSet)?;
    Ok(())
}

struct SeqSet;

impl Aggregate<Vec<u64>, Vec<u8>> for SeqSet {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Vec<u64>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, words: &mut Vec<u64>) -> rusqlite::Result<()> {
        let seq: u32 = context.get(0)?;
        let place = seq as usize / 64;
        if place >= words.len() {
            words.resize(place + 1, 0);
        }
        words[place] |= 1 << (seq % 64);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, words: Option<Vec<u64>>) -> rusqlite::Result<Vec<u8>> {
        Ok(words.unwrap_or_default().iter().flat_map(|word| word.to_le_bytes()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mark;

    fn text(seq: u32, summary: &str, review: &str) -> TextOf {
        TextOf { seq, summary: summary.to_owned(), review: review.to_owned() }
    }

    fn seqs(index: &Index, words: &str, prefix: bool) -> Vec<usize> {
        let tokens: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let words = index.matching(Phrase { tokens: &tokens, prefix }).unwrap();
        (0..words.len() * 64).filter(|seq| words[seq / 64] >> (seq % 64) & 1 == 1).collect()
    }

    #[test]
    fn many_small_pieces_are_merged_step_by_step_and_everything_is_still_found() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(&dir.path().join("index.db")).unwrap();
        let followed =
            Followed { history: "h".into(), mark: Mark::default(), last_id: String::new() };
        index.database.write(|all| Ok(all.execute_batch(UNMERGED)?)).unwrap();
        for seq in 1..=20 {
            index.put_texts(&[text(seq, "refund", "")], IndexPart::Texts, &followed).unwrap();
        }
        assert_eq!(index.pieces().unwrap(), 20);
        while !index.merge_texts().unwrap() {}
        assert!(index.pieces().unwrap() < 2);
        assert_eq!(seqs(&index, "refund", false).len(), 20);
    }

    /// Keeps FTS5 from merging by itself, as it does after every few transactions.
    const UNMERGED: &str = "INSERT INTO texts (texts, rank) VALUES ('automerge', 0);
        INSERT INTO texts (texts, rank) VALUES ('crisismerge', 100);";

    #[test]
    fn words_beginnings_and_sequences_are_found_and_replaced_texts_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(&dir.path().join("index.db")).unwrap();
        let followed =
            Followed { history: "h".into(), mark: Mark::default(), last_id: String::new() };
        let texts = [
            text(1, "refund for late delivery", ""),
            text(70, "late again", "refund"),
            text(200, "退 款", ""),
        ];
        index.put_texts(&texts, IndexPart::Texts, &followed).unwrap();
        assert_eq!(seqs(&index, "refund", false), [1, 70]);
        assert_eq!(seqs(&index, "deliv", true), [1]);
        assert_eq!(seqs(&index, "deliv", false), [0; 0]);
        assert_eq!(seqs(&index, "late deliv", true), [1]);
        assert_eq!(seqs(&index, "退 款", false), [200]);
        assert_eq!(seqs(&index, "r", true), [1, 70]);
        assert_eq!(seqs(&index, "la", true), [1, 70]);
        index.put_texts(&[text(1, "nothing", "")], IndexPart::Texts, &followed).unwrap();
        assert_eq!(seqs(&index, "refund", false), [70]);
        assert_eq!(index.followed(IndexPart::Texts).unwrap(), Some(followed));
        index.forget_texts().unwrap();
        assert_eq!(seqs(&index, "refund", false), [0; 0]);
    }
}
