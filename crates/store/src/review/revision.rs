//! The revision: a number that grows with every change, and which calls were touched since when.

use std::cell::Cell;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Review;
use crate::Error;

/// Touched calls remembered; beyond them, whoever fell behind reads everything.
const KEPT_TOUCHED: u32 = 10_000;

/// The calls touched since a revision, and the revision that this answer brings one up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedCalls {
    /// The present revision.
    pub revision: u64,
    /// Their ids, each once, in no order that means anything.
    pub call_ids: Vec<String>,
}

impl Review {
    /// A number that is greater after every change by anybody. One row is read.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn revision(&self) -> Result<u64, Error> {
        self.read(|snapshot| Ok(stored(snapshot)?.revision))
    }

    /// The calls whose marks, tags or notes changed after `revision`; `None` when that is too long
    /// ago to be known, or was never a revision of this file: then read everything.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn changed_since(&self, revision: u64) -> Result<Option<TouchedCalls>, Error> {
        self.read(|snapshot| {
            let stored = stored(snapshot)?;
            if revision < stored.log_begins_at || revision > stored.revision {
                return Ok(None);
            }
            let mut statement =
                snapshot.prepare_cached("SELECT call_id FROM touched_calls WHERE revision > ?")?;
            let rows = statement.query_map([as_stored(revision)], |row| row.get(0))?;
            let call_ids = rows.collect::<Result<_, _>>()?;
            Ok(Some(TouchedCalls { revision: stored.revision, call_ids }))
        })
    }
}

struct Stored {
    revision: u64,
    log_begins_at: u64,
}

fn stored(snapshot: &Connection) -> Result<Stored, Error> {
    let mut statement = snapshot.prepare_cached("SELECT revision, log_begins_at FROM revision")?;
    Ok(statement.query_row([], |row| {
        Ok(Stored {
            revision: crate::one_call::unsigned(row, 0)?,
            log_begins_at: crate::one_call::unsigned(row, 1)?,
        })
    })?)
}

/// The present revision, in a transaction that is open already.
pub(super) fn present(snapshot: &Connection) -> Result<u64, Error> {
    Ok(stored(snapshot)?.revision)
}

/// Moves the revision to `revision`, and lets everybody read everything anew.
pub(super) fn jump_to(transaction: &Transaction<'_>, revision: u64) -> Result<(), Error> {
    transaction
        .execute("UPDATE revision SET revision = ?1, log_begins_at = ?1", [as_stored(revision)])?;
    transaction.execute("DELETE FROM touched_calls", [])?;
    Ok(())
}

fn as_stored(revision: u64) -> i64 {
    i64::try_from(revision).unwrap_or(i64::MAX)
}

/// A transaction that notes what it touches.
pub(super) struct Change<'a> {
    pub(super) transaction: &'a Transaction<'a>,
    revision: i64,
    changed: Cell<bool>,
}

impl<'a> Change<'a> {
    pub(super) fn begin(transaction: &'a Transaction<'a>) -> Result<Self, Error> {
        let revision = as_stored(present(transaction)?).saturating_add(1);
        Ok(Self { transaction, revision, changed: Cell::new(false) })
    }

    /// Notes that something changed.
    pub(super) fn note(&self) {
        self.changed.set(true);
    }

    /// Notes that what is kept of a call changed.
    pub(super) fn touch(&self, call_id: &str) -> Result<(), Error> {
        self.note();
        self.transaction
            .prepare_cached(
                "INSERT INTO touched_calls VALUES (?1, ?2)
                 ON CONFLICT (call_id) DO UPDATE SET revision = ?2",
            )?
            .execute(params![call_id, self.revision])?;
        Ok(())
    }

    /// Stores the new revision, where anything changed.
    pub(super) fn end(self) -> Result<(), Error> {
        if !self.changed.get() {
            return Ok(());
        }
        self.transaction
            .prepare_cached("UPDATE revision SET revision = ?")?
            .execute([self.revision])?;
        self.forget_the_oldest()
    }

    /// Whole revisions are forgotten, so that what is remembered of one is all of it.
    fn forget_the_oldest(&self) -> Result<(), Error> {
        let last_forgotten: Option<i64> = self
            .transaction
            .prepare_cached(
                "SELECT revision FROM touched_calls ORDER BY revision DESC LIMIT 1 OFFSET ?",
            )?
            .query_row([KEPT_TOUCHED], |row| row.get(0))
            .optional()?;
        let Some(revision) = last_forgotten else { return Ok(()) };
        self.transaction
            .prepare_cached("DELETE FROM touched_calls WHERE revision <= ?")?
            .execute([revision])?;
        self.transaction
            .prepare_cached("UPDATE revision SET log_begins_at = ?")?
            .execute([revision])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use offhook_model::Instant;

    use super::*;

    fn now() -> Instant {
        Instant::from_us(1)
    }

    fn ids(range: std::ops::Range<u32>) -> Vec<String> {
        range.map(|number| format!("call {number}")).collect()
    }

    fn opened() -> (tempfile::TempDir, Review) {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        (dir, review)
    }

    #[test]
    fn another_handle_sees_the_revision_grow_and_which_calls_were_touched() {
        let (dir, review) = opened();
        let other = Review::open(&dir.path().join("review.db")).unwrap();
        assert_eq!(other.revision().unwrap(), 0);
        review.set_starred(&ids(0..3), true, now()).unwrap();
        review.set_note("call 9", "a word", now()).unwrap();
        assert_eq!(other.revision().unwrap(), 2);
        let mut touched = other.changed_since(0).unwrap().unwrap();
        touched.call_ids.sort();
        assert_eq!(touched.call_ids, ["call 0", "call 1", "call 2", "call 9"]);
        assert_eq!(touched.revision, 2);
        assert_eq!(other.changed_since(1).unwrap().unwrap().call_ids, ["call 9"]);
        assert!(other.changed_since(2).unwrap().unwrap().call_ids.is_empty());
    }

    #[test]
    fn what_changes_nothing_leaves_the_revision_alone() {
        let (_dir, review) = opened();
        review.set_starred(&ids(0..3), true, now()).unwrap();
        review.set_starred(&ids(0..3), true, now()).unwrap();
        review.set_note("call 1", "", now()).unwrap();
        review.remove_tag(&ids(0..3), "never given", now()).unwrap();
        assert_eq!(review.revision().unwrap(), 1);
    }

    #[test]
    fn who_fell_too_far_behind_reads_everything() {
        let (_dir, review) = opened();
        review.set_starred(&ids(0..5), true, now()).unwrap();
        review.set_reviewed(&ids(0..9_998), true, now()).unwrap();
        assert_eq!(review.changed_since(0).unwrap().unwrap().call_ids.len(), 9_998);
        review.set_starred(&ids(20_000..20_003), true, now()).unwrap();
        assert_eq!(review.changed_since(0).unwrap(), None);
        assert_eq!(review.changed_since(1).unwrap(), None);
        assert_eq!(review.changed_since(2).unwrap().unwrap().call_ids.len(), 3);
        assert_eq!(review.changed_since(99).unwrap(), None, "not a revision of this file");
    }
}
