//! Bulk changes and how they are taken back: the latest first, one after the other, also after a
//! restart. A change remembers only the calls that it really changed.

use offhook_model::Instant;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::marks::Mark;
use super::revision::Change;
use super::{Review, labels, marks, tags};
use crate::Error;

/// Changes that can be taken back; the oldest go first.
const KEPT_CHANGES: u32 = 100;

/// What a bulk change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Calls were starred.
    Starred,
    /// Stars were taken off.
    Unstarred,
    /// Calls were marked as reviewed.
    Reviewed,
    /// Review marks were taken off.
    Unreviewed,
    /// A tag was put on calls.
    Tagged,
    /// A tag was taken off calls.
    Untagged,
}

/// What was changed and can be taken back, or was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UndoNote {
    /// What the change did.
    pub what: ChangeKind,
    /// Calls that really changed; with none there is nothing to take back.
    pub calls: u64,
    /// The tag, as it is spelled, where the change was about one.
    pub tag: Option<String>,
}

/// What a change found where it changed something.
pub(super) struct Applied {
    /// Since when the mark or tag stood there before.
    pub(super) was: Option<Instant>,
}

impl ChangeKind {
    const ALL: [Self; 6] = [
        Self::Starred,
        Self::Unstarred,
        Self::Reviewed,
        Self::Unreviewed,
        Self::Tagged,
        Self::Untagged,
    ];

    /// As it stands in the database and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Starred => "starred",
            Self::Unstarred => "unstarred",
            Self::Reviewed => "reviewed",
            Self::Unreviewed => "unreviewed",
            Self::Tagged => "tagged",
            Self::Untagged => "untagged",
        }
    }
}

impl Review {
    /// Takes the latest bulk change back and forgets it; `None` when there is none. What was
    /// changed anew since then stays.
    ///
    /// # Errors
    /// [`Error`] when nothing was written.
    pub fn undo(&self) -> Result<Option<UndoNote>, Error> {
        self.write(|change| {
            let Some(latest) = latest(change)? else { return Ok(None) };
            let mut calls = 0;
            for (id, was) in changed_calls(change, latest.seq)? {
                if take_back(change, &latest, &id, was)? {
                    change.touch(&id)?;
                    calls += 1;
                }
            }
            if let Some(tag) = &latest.tag {
                tags::forget_if_unused(change, tag)?;
            }
            change.transaction.execute("DELETE FROM changes WHERE seq = ?", [latest.seq])?;
            Ok(Some(UndoNote { what: latest.kind, calls, tag: latest.tag }))
        })
    }

    /// Runs `apply` for every call in one transaction and remembers where it changed something.
    pub(super) fn change_calls(
        &self,
        kind: ChangeKind,
        tag: Option<&str>,
        ids: &[String],
        now: Instant,
        apply: impl Fn(&Change<'_>, &str) -> Result<Option<Applied>, Error>,
    ) -> Result<UndoNote, Error> {
        ids.iter().try_for_each(|id| labels::check_call_id(id))?;
        self.write(|change| {
            let tag = match tag {
                Some(tag) => Some(tags::known_spelling(change, tag)?.unwrap_or(tag.to_owned())),
                None => None,
            };
            let mut log = None;
            let mut calls = 0;
            for id in ids {
                let Some(applied) = apply(change, id)? else { continue };
                let seq = match log {
                    Some(seq) => seq,
                    None => *log.insert(begin(change, kind, tag.as_deref(), now)?),
                };
                remember(change, seq, id, applied.was)?;
                change.touch(id)?;
                calls += 1;
            }
            if let Some(tag) = &tag {
                tags::forget_if_unused(change, tag)?;
            }
            Ok(UndoNote { what: kind, calls, tag })
        })
    }
}

fn begin(
    change: &Change<'_>,
    kind: ChangeKind,
    tag: Option<&str>,
    now: Instant,
) -> Result<i64, Error> {
    let transaction = change.transaction;
    transaction
        .prepare_cached("INSERT INTO changes (kind, tag, changed_at_us) VALUES (?, ?, ?)")?
        .execute(params![kind.as_str(), tag, now.as_us()])?;
    let seq = transaction.last_insert_rowid();
    transaction
        .prepare_cached(
            "DELETE FROM changes WHERE seq NOT IN
               (SELECT seq FROM changes ORDER BY seq DESC LIMIT ?)",
        )?
        .execute([KEPT_CHANGES])?;
    Ok(seq)
}

/// A call that was taken off and put on again within one list counts with what it had first.
fn remember(change: &Change<'_>, seq: i64, id: &str, was: Option<Instant>) -> Result<(), Error> {
    change
        .transaction
        .prepare_cached("INSERT INTO changed_calls VALUES (?, ?, ?) ON CONFLICT DO NOTHING")?
        .execute(params![seq, id, was.map(Instant::as_us)])?;
    Ok(())
}

struct Logged {
    seq: i64,
    kind: ChangeKind,
    tag: Option<String>,
    at: Instant,
}

fn latest(change: &Change<'_>) -> Result<Option<Logged>, Error> {
    let row: Option<(i64, String, Option<String>, i64)> = change
        .transaction
        .prepare_cached(
            "SELECT seq, kind, tag, changed_at_us FROM changes ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((seq, word, tag, at_us)) = row else { return Ok(None) };
    let kind = ChangeKind::ALL.into_iter().find(|kind| kind.as_str() == word);
    let kind = kind.ok_or_else(|| Error::Damaged(format!("a change of the kind \"{word}\"")))?;
    Ok(Some(Logged { seq, kind, tag, at: Instant::from_us(at_us) }))
}

fn changed_calls(change: &Change<'_>, seq: i64) -> Result<Vec<(String, Option<Instant>)>, Error> {
    let mut statement = change
        .transaction
        .prepare_cached("SELECT call_id, was_us FROM changed_calls WHERE change_seq = ?")?;
    let rows = statement.query_map([seq], |row| {
        Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(Instant::from_us)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Gives one call what it had before, unless somebody has given it something newer.
fn take_back(
    change: &Change<'_>,
    latest: &Logged,
    id: &str,
    was: Option<Instant>,
) -> Result<bool, Error> {
    let tag = latest.tag.as_deref().unwrap_or_default();
    let was = was.unwrap_or(latest.at);
    let since = Some(latest.at);
    let applied = match latest.kind {
        ChangeKind::Starred => marks::take_off(change, id, Mark::Starred, since),
        ChangeKind::Unstarred => marks::put_on(change, id, Mark::Starred, was),
        ChangeKind::Reviewed => marks::take_off(change, id, Mark::Reviewed, since),
        ChangeKind::Unreviewed => marks::put_on(change, id, Mark::Reviewed, was),
        ChangeKind::Tagged => tags::take_off(change, id, tag, since),
        ChangeKind::Untagged => tags::put_on(change, id, tag, was),
    };
    Ok(applied?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened() -> (tempfile::TempDir, Review) {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        (dir, review)
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn at(us: i64) -> Instant {
        Instant::from_us(us)
    }

    #[test]
    fn only_what_really_changed_is_taken_back_also_after_a_restart() {
        let (dir, review) = opened();
        review.set_starred(&ids(&["a"]), true, at(1)).unwrap();
        let note = review.set_starred(&ids(&["a", "b", "b"]), true, at(2)).unwrap();
        assert_eq!(note, UndoNote { what: ChangeKind::Starred, calls: 1, tag: None });
        drop(review);
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        assert_eq!(review.undo().unwrap(), Some(note));
        assert_eq!(review.detail("a").unwrap().starred_at, Some(at(1)));
        assert_eq!(review.detail("b").unwrap().starred_at, None);
        assert_eq!(review.undo().unwrap().map(|note| note.calls), Some(1));
        assert_eq!(review.detail("a").unwrap().starred_at, None);
        assert_eq!(review.undo().unwrap(), None);
    }

    #[test]
    fn what_was_taken_off_comes_back_with_its_time_and_spelling() {
        let (_dir, review) = opened();
        review.set_reviewed(&ids(&["a"]), true, at(5)).unwrap();
        review.add_tag(&ids(&["a"]), "Refund", at(6)).unwrap();
        review.set_reviewed(&ids(&["a", "b"]), false, at(7)).unwrap();
        review.remove_tag(&ids(&["a", "b"]), "REFUND", at(8)).unwrap();
        assert!(review.tags().unwrap().is_empty());
        let note = review.undo().unwrap().unwrap();
        assert_eq!((note.what, note.tag.as_deref()), (ChangeKind::Untagged, Some("Refund")));
        assert_eq!(review.undo().unwrap().unwrap().what, ChangeKind::Unreviewed);
        let call = review.detail("a").unwrap();
        assert_eq!((call.reviewed_at, call.tags), (Some(at(5)), ids(&["Refund"])));
    }

    #[test]
    fn untagging_twice_is_undone_once_and_a_change_of_nothing_is_not_remembered() {
        let (_dir, review) = opened();
        review.add_tag(&ids(&["a", "b"]), "x", at(1)).unwrap();
        assert_eq!(review.remove_tag(&ids(&["a"]), "x", at(2)).unwrap().calls, 1);
        assert_eq!(review.remove_tag(&ids(&["a", "b"]), "x", at(3)).unwrap().calls, 1);
        assert_eq!(review.remove_tag(&ids(&["a", "b"]), "x", at(4)).unwrap().calls, 0);
        review.undo().unwrap();
        let tags = |id: &str| review.detail(id).unwrap().tags.len();
        assert_eq!((tags("a"), tags("b")), (0, 1));
        review.undo().unwrap();
        assert_eq!((tags("a"), tags("b")), (1, 1));
    }

    #[test]
    fn the_last_hundred_changes_can_be_undone() {
        let (_dir, review) = opened();
        for round in 0..103 {
            review.set_starred(&ids(&["a"]), round % 2 == 0, at(round)).unwrap();
        }
        let undone = std::iter::from_fn(|| review.undo().unwrap()).count();
        assert_eq!(undone, 100);
        assert_eq!(review.detail("a").unwrap().starred_at, Some(at(2)));
    }
}
