//! Tags: short words on calls. Two spellings that differ in case alone are the same tag.

use offhook_model::Instant;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::revision::Change;
use super::undo::{Applied, ChangeKind, UndoNote};
use super::{Review, labels};
use crate::Error;

/// A tag and how many calls carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagCount {
    /// As it was first written.
    pub tag: String,
    /// Calls that carry it, at least one.
    pub calls: u64,
}

impl Review {
    /// Puts a tag on calls, in one transaction that can be undone. It keeps the spelling in which
    /// it was first given.
    ///
    /// # Errors
    /// [`Error::InvalidReview`] for a text that is no tag; [`Error`] when nothing was written.
    pub fn add_tag(&self, ids: &[String], tag: &str, now: Instant) -> Result<UndoNote, Error> {
        let tag = labels::checked("a tag", tag)?;
        self.change_calls(ChangeKind::Tagged, Some(tag), ids, now, |change, id| {
            put_on(change, id, tag, now)
        })
    }

    /// Takes a tag off calls, in one transaction that can be undone.
    ///
    /// # Errors
    /// [`Error::InvalidReview`] for a text that is no tag; [`Error`] when nothing was written.
    pub fn remove_tag(&self, ids: &[String], tag: &str, now: Instant) -> Result<UndoNote, Error> {
        let tag = labels::checked("a tag", tag)?;
        self.change_calls(ChangeKind::Untagged, Some(tag), ids, now, |change, id| {
            take_off(change, id, tag, None)
        })
    }

    /// All tags, those on most calls first.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn tags(&self) -> Result<Vec<TagCount>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT tag, count(*) AS calls FROM tags JOIN call_tags ON tag_seq = seq
                 GROUP BY seq ORDER BY calls DESC, key",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(TagCount { tag: row.get(0)?, calls: crate::one_call::unsigned(row, 1)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// What two spellings of one tag have in common.
fn key(tag: &str) -> String {
    tag.to_lowercase()
}

/// The spelling under which a tag is known.
pub(super) fn known_spelling(change: &Change<'_>, tag: &str) -> Result<Option<String>, Error> {
    let mut statement = change.transaction.prepare_cached("SELECT tag FROM tags WHERE key = ?")?;
    Ok(statement.query_row([key(tag)], |row| row.get(0)).optional()?)
}

/// Puts a tag on a call that does not carry it; `None` when it does.
pub(super) fn put_on(
    change: &Change<'_>,
    id: &str,
    tag: &str,
    at: Instant,
) -> Result<Option<Applied>, Error> {
    let key = key(tag);
    change
        .transaction
        .prepare_cached("INSERT INTO tags (key, tag) VALUES (?, ?) ON CONFLICT DO NOTHING")?
        .execute([key.as_str(), tag])?;
    let inserted = change
        .transaction
        .prepare_cached(
            "INSERT INTO call_tags SELECT ?, seq, ? FROM tags WHERE key = ?
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![id, at.as_us(), key])?;
    Ok((inserted > 0).then_some(Applied { was: None }))
}

/// Takes a tag off, when it stands there and (if `only_since` is given) since exactly then.
pub(super) fn take_off(
    change: &Change<'_>,
    id: &str,
    tag: &str,
    only_since: Option<Instant>,
) -> Result<Option<Applied>, Error> {
    let was: Option<i64> = change
        .transaction
        .prepare_cached(
            "DELETE FROM call_tags
             WHERE call_id = ?1 AND tag_seq = (SELECT seq FROM tags WHERE key = ?2)
             AND (?3 IS NULL OR tagged_at_us = ?3) RETURNING tagged_at_us",
        )?
        .query_row(params![id, key(tag), only_since.map(Instant::as_us)], |row| row.get(0))
        .optional()?;
    Ok(was.map(|us| Applied { was: Some(Instant::from_us(us)) }))
}

/// Forgets a tag that no call carries any more, and with it the spelling it was first given in.
pub(super) fn forget_if_unused(change: &Change<'_>, tag: &str) -> Result<(), Error> {
    change
        .transaction
        .prepare_cached(
            "DELETE FROM tags WHERE key = ?
             AND NOT EXISTS (SELECT 1 FROM call_tags WHERE tag_seq = tags.seq)",
        )?
        .execute([key(tag)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn spellings_of_one_tag_are_one_and_the_first_is_shown() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        let now = Instant::from_us(7);
        let note = review.add_tag(&ids(&["a"]), " Überprüfen ", now).unwrap();
        assert_eq!((note.tag.as_deref(), note.calls), (Some("Überprüfen"), 1));
        let note = review.add_tag(&ids(&["a", "b"]), "ÜBERPRÜFEN", now).unwrap();
        assert_eq!((note.tag.as_deref(), note.calls), (Some("Überprüfen"), 1));
        review.add_tag(&ids(&["a"]), "x", now).unwrap();
        let tags = review.tags().unwrap();
        let shown: Vec<_> = tags.iter().map(|tag| (tag.tag.as_str(), tag.calls)).collect();
        assert_eq!(shown, [("Überprüfen", 2), ("x", 1)]);
        review.remove_tag(&ids(&["a", "b"]), "überprüfen", now).unwrap();
        review.add_tag(&ids(&["b"]), "überPRÜFEN", now).unwrap();
        assert_eq!(review.tags().unwrap()[1].tag, "überPRÜFEN", "nobody used the old one");
    }

    #[test]
    fn a_text_that_is_no_tag_is_refused_and_nothing_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        for bad in ["", "  ", "two\nlines", &"x".repeat(101)] {
            let refused = review.add_tag(&ids(&["a"]), bad, Instant::from_us(1));
            assert!(matches!(refused, Err(Error::InvalidReview(_))), "{bad:?}");
        }
        assert!(review.tags().unwrap().is_empty());
        assert_eq!(review.revision().unwrap(), 0);
    }
}
