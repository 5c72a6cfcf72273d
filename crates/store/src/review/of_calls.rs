//! What is kept of calls: of one, of a page, of all.

use offhook_model::Instant;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::{Review, revision};
use crate::Error;

/// What a list shows of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CallMarks {
    /// The call.
    #[serde(skip)]
    pub call_id: String,
    /// Whether it carries a star.
    pub starred: bool,
    /// Whether it is marked as reviewed.
    pub reviewed: bool,
    /// Whether there is a note on it.
    pub noted: bool,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
}

/// Everything that is kept of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallReview {
    /// Since when it carries a star.
    pub starred_at: Option<Instant>,
    /// Since when it is marked as reviewed.
    pub reviewed_at: Option<Instant>,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// The note on it.
    pub note: Option<NoteOnCall>,
}

/// A note on a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteOnCall {
    /// Its text, never empty.
    pub text: String,
    /// When it was last changed.
    pub changed_at: Instant,
}

/// All ids of which anything is kept, in order.
pub(super) const ALL_IDS: &str = "SELECT call_id FROM marks UNION SELECT call_id FROM call_tags
     UNION SELECT call_id FROM notes ORDER BY call_id";

/// The columns of [`CallMarks`] for the call `ids.call_id`. A tag holds no control character, so
/// one can stand between tags.
const MARKS: &str = "EXISTS (SELECT 1 FROM marks WHERE call_id = ids.call_id AND mark = 'starred'),
     EXISTS (SELECT 1 FROM marks WHERE call_id = ids.call_id AND mark = 'reviewed'),
     EXISTS (SELECT 1 FROM notes WHERE call_id = ids.call_id),
     (SELECT group_concat(tag, char(31) ORDER BY key) FROM call_tags JOIN tags ON seq = tag_seq
      WHERE call_id = ids.call_id)";

impl Review {
    /// Hands the marks of every call that carries any to `visit`, by id, from one snapshot, and
    /// gives that snapshot's revision.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn marks_all(&self, mut visit: impl FnMut(CallMarks)) -> Result<u64, Error> {
        self.read(|snapshot| {
            let sql = format!("SELECT call_id, {MARKS} FROM ({ALL_IDS}) AS ids");
            let mut statement = snapshot.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                visit(marks(row)?);
            }
            revision::present(snapshot)
        })
    }

    /// The marks of these calls, in this order, from one snapshot.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn of(&self, ids: &[impl AsRef<str>]) -> Result<Vec<CallMarks>, Error> {
        self.read(|snapshot| {
            let sql = format!("SELECT call_id, {MARKS} FROM (SELECT ? AS call_id) AS ids");
            let mut statement = snapshot.prepare_cached(&sql)?;
            let each = ids.iter().map(|id| statement.query_row([id.as_ref()], marks));
            Ok(each.collect::<Result<_, _>>()?)
        })
    }

    /// The notes on these calls, in this order, from one snapshot; `None` where there is none.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn notes_of(&self, ids: &[impl AsRef<str>]) -> Result<Vec<Option<String>>, Error> {
        self.read(|snapshot| {
            let mut statement =
                snapshot.prepare_cached("SELECT text FROM notes WHERE call_id = ?")?;
            let each = ids
                .iter()
                .map(|id| statement.query_row([id.as_ref()], |row| row.get(0)).optional());
            Ok(each.collect::<Result<_, _>>()?)
        })
    }

    /// Everything that is kept of a call; nothing at all for one that was never touched.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn detail(&self, id: &str) -> Result<CallReview, Error> {
        self.read(|snapshot| detail(snapshot, id))
    }
}

/// All ids of which anything is kept, in order.
pub(super) fn all_ids(snapshot: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = snapshot.prepare_cached(ALL_IDS)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn detail(snapshot: &Connection, id: &str) -> Result<CallReview, Error> {
    let mut statement = snapshot.prepare_cached(
        "SELECT (SELECT marked_at_us FROM marks WHERE call_id = ?1 AND mark = 'starred'),
                (SELECT marked_at_us FROM marks WHERE call_id = ?1 AND mark = 'reviewed'),
                (SELECT group_concat(tag, char(31) ORDER BY key) FROM call_tags
                 JOIN tags ON seq = tag_seq WHERE call_id = ?1)",
    )?;
    let call = statement.query_row([id], |row| {
        Ok(CallReview {
            starred_at: row.get::<_, Option<i64>>(0)?.map(Instant::from_us),
            reviewed_at: row.get::<_, Option<i64>>(1)?.map(Instant::from_us),
            tags: tags(row, 2)?,
            note: None,
        })
    })?;
    let mut statement =
        snapshot.prepare_cached("SELECT text, changed_at_us FROM notes WHERE call_id = ?")?;
    let note = statement.query_row([id], note_row).optional()?;
    Ok(CallReview { note, ..call })
}

/// Reads a note from `text, changed_at_us`.
pub(super) fn note_row(row: &Row<'_>) -> rusqlite::Result<NoteOnCall> {
    Ok(NoteOnCall { text: row.get(0)?, changed_at: Instant::from_us(row.get(1)?) })
}

fn marks(row: &Row<'_>) -> rusqlite::Result<CallMarks> {
    Ok(CallMarks {
        call_id: row.get(0)?,
        starred: row.get(1)?,
        reviewed: row.get(2)?,
        noted: row.get(3)?,
        tags: tags(row, 4)?,
    })
}

fn tags(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let joined: Option<String> = row.get(column)?;
    Ok(joined.map_or(Vec::new(), |tags| tags.split('\u{1f}').map(str::to_owned).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn a_page_has_one_entry_for_each_call_and_all_marks_come_once_by_id() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        let now = Instant::from_us(1);
        review.set_starred(&ids(&["c"]), true, now).unwrap();
        review.set_reviewed(&ids(&["c", "b"]), true, now).unwrap();
        review.add_tag(&ids(&["c"]), "Zebra", now).unwrap();
        review.add_tag(&ids(&["c"]), "ant", now).unwrap();
        review.set_note("a", "x", now).unwrap();
        let c = CallMarks {
            call_id: "c".to_owned(),
            starred: true,
            reviewed: true,
            noted: false,
            tags: ids(&["ant", "Zebra"]),
        };
        let nothing = CallMarks { call_id: "?".to_owned(), ..CallMarks::default() };
        let page = review.of(&["?", "c", "a"]).unwrap();
        assert_eq!(page[..2], [nothing, c.clone()]);
        assert!(page[2].noted && !page[2].starred);
        let mut all = Vec::new();
        let revision = review.marks_all(|marks| all.push(marks)).unwrap();
        assert_eq!(revision, review.revision().unwrap());
        let in_order: Vec<&str> = all.iter().map(|marks| marks.call_id.as_str()).collect();
        assert_eq!(in_order, ["a", "b", "c"]);
        assert_eq!(all[2], c);
    }
}
