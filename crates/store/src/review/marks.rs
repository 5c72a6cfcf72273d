//! Stars and review marks: on a call or not, and since when.

use offhook_model::Instant;
use rusqlite::{OptionalExtension, params};

use super::Review;
use super::revision::Change;
use super::undo::{Applied, ChangeKind, UndoNote};
use crate::Error;

/// The two marks that a call can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Starred,
    Reviewed,
}

impl Mark {
    /// As it stands in the database.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Starred => "starred",
            Self::Reviewed => "reviewed",
        }
    }
}

impl Review {
    /// Stars calls, or takes their stars off, in one transaction that can be undone.
    ///
    /// # Errors
    /// [`Error`] when nothing was written.
    pub fn set_starred(&self, ids: &[String], on: bool, now: Instant) -> Result<UndoNote, Error> {
        let kind = if on { ChangeKind::Starred } else { ChangeKind::Unstarred };
        self.change_calls(kind, None, ids, now, |change, id| set(change, id, kind, now))
    }

    /// Marks calls as reviewed, or as not, in one transaction that can be undone.
    ///
    /// # Errors
    /// [`Error`] when nothing was written.
    pub fn set_reviewed(&self, ids: &[String], on: bool, now: Instant) -> Result<UndoNote, Error> {
        let kind = if on { ChangeKind::Reviewed } else { ChangeKind::Unreviewed };
        self.change_calls(kind, None, ids, now, |change, id| set(change, id, kind, now))
    }
}

fn set(
    change: &Change<'_>,
    id: &str,
    kind: ChangeKind,
    now: Instant,
) -> Result<Option<Applied>, Error> {
    match kind {
        ChangeKind::Starred => put_on(change, id, Mark::Starred, now),
        ChangeKind::Reviewed => put_on(change, id, Mark::Reviewed, now),
        ChangeKind::Unstarred => take_off(change, id, Mark::Starred, None),
        ChangeKind::Unreviewed => take_off(change, id, Mark::Reviewed, None),
        ChangeKind::Tagged | ChangeKind::Untagged => Ok(None),
    }
}

/// Puts a mark on a call that does not carry it; `None` when it does.
pub(super) fn put_on(
    change: &Change<'_>,
    id: &str,
    mark: Mark,
    at: Instant,
) -> Result<Option<Applied>, Error> {
    let inserted = change
        .transaction
        .prepare_cached("INSERT INTO marks VALUES (?, ?, ?) ON CONFLICT DO NOTHING")?
        .execute(params![id, mark.as_str(), at.as_us()])?;
    Ok((inserted > 0).then_some(Applied { was: None }))
}

/// Takes a mark off, when it stands there and (if `only_since` is given) since exactly then.
pub(super) fn take_off(
    change: &Change<'_>,
    id: &str,
    mark: Mark,
    only_since: Option<Instant>,
) -> Result<Option<Applied>, Error> {
    let was: Option<i64> = change
        .transaction
        .prepare_cached(
            "DELETE FROM marks WHERE call_id = ?1 AND mark = ?2
             AND (?3 IS NULL OR marked_at_us = ?3) RETURNING marked_at_us",
        )?
        .query_row(params![id, mark.as_str(), only_since.map(Instant::as_us)], |row| row.get(0))
        .optional()?;
    Ok(was.map(|us| Applied { was: Some(Instant::from_us(us)) }))
}
