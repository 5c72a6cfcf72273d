//! Rows by their number, for whatever has found out by itself which calls it wants.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, params};

use crate::{Cache, Error, StateKey, by_id};

/// A call's summary with the number of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryOf {
    /// The call's row.
    pub seq: u32,
    /// What the call was about; empty for none.
    pub summary: String,
}

impl Cache {
    /// What tells this cache file from one that was made anew in its place.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read, or written the first time.
    pub fn history(&self) -> Result<String, Error> {
        if let Some(history) = self.state(StateKey::History)? {
            return Ok(history);
        }
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO sync_state VALUES (?, lower(hex(randomblob(16))))",
                )?
                .execute([StateKey::History.as_str()])?;
            Ok(())
        })?;
        Ok(self.state(StateKey::History)?.unwrap_or_default())
    }

    /// The id of the call in a row; `None` when there is no such row.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn id_at(&self, seq: i64) -> Result<Option<String>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached("SELECT id FROM calls WHERE seq = ?")?;
            Ok(statement.query_row([seq], |row| row.get(0)).optional()?)
        })
    }

    /// The rows of these calls, in this order; `None` for one that is not in the cache. Quickest
    /// where the ids are in order, for then neighbours are found on one page of the index.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn seqs_of(&self, ids: &[impl AsRef<str>]) -> Result<Vec<Option<u32>>, Error> {
        const FEW: usize = 4;
        self.read(|snapshot| {
            if ids.len() > FEW && !by_id::has_index(snapshot)? {
                let wanted = ids.iter().map(|id| id.as_ref().to_owned()).collect();
                let found: HashMap<_, _> = among(snapshot, 0, &wanted)?.into_iter().collect();
                return Ok(ids.iter().map(|id| found.get(id.as_ref()).copied()).collect());
            }
            let mut look_ups = by_id::look_ups(snapshot)?;
            let seq_of = |id: &_| by_id::look_up(&mut look_ups, AsRef::as_ref(id));
            let seqs = ids.iter().map(seq_of);
            seqs.map(|seq| Ok(seq?.and_then(|seq| u32::try_from(seq).ok()))).collect()
        })
    }

    /// Those of these ids that stand in rows after `seq`.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn seqs_after(&self, seq: i64, ids: &HashSet<String>) -> Result<Vec<(String, u32)>, Error> {
        self.read(|snapshot| among(snapshot, seq, ids))
    }

    /// Hands the documents of these rows to `visit`, in the same order, from one snapshot. A row
    /// that is gone is passed over; `visit` may stop early.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn visit_rows(
        &self,
        seqs: &[u32],
        mut visit: impl FnMut(u32, &str) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        self.read(|snapshot| {
            let mut statement =
                snapshot.prepare_cached("SELECT document FROM calls WHERE seq = ?")?;
            for seq in seqs {
                let mut rows = statement.query([seq])?;
                let Some(row) = rows.next()? else { continue };
                let document = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
                if visit(*seq, document).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// The summaries of the rows after `seq`, in order, at most `most`.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn summaries_after(&self, seq: i64, most: u32) -> Result<Vec<SummaryOf>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT seq, coalesce(document ->> '$.call_summary', '') FROM calls
                 WHERE seq > ? ORDER BY seq LIMIT ?",
            )?;
            let rows = statement.query_map(params![seq, most], |row| {
                Ok(SummaryOf { seq: row.get(0)?, summary: row.get(1)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The summaries of these rows; a row that is gone is left out.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn summaries_of(&self, seqs: &[u32]) -> Result<Vec<SummaryOf>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT coalesce(document ->> '$.call_summary', '') FROM calls WHERE seq = ?",
            )?;
            let mut found = Vec::with_capacity(seqs.len());
            for seq in seqs {
                let summary = statement.query_row([seq], |row| row.get(0)).optional()?;
                found.extend(summary.map(|summary| SummaryOf { seq: *seq, summary }));
            }
            Ok(found)
        })
    }

    /// The rows of calls that changed after `revision`, each once, and how far the log reaches;
    /// `None` when it no longer reaches back so far.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn rows_changed_since(&self, revision: i64) -> Result<Option<(Vec<u32>, i64)>, Error> {
        self.read(|snapshot| {
            let newest = crate::touched::newest_revision(snapshot)?;
            if revision > newest || newest - revision > crate::touched::KEPT {
                return Ok(None);
            }
            let mut statement = snapshot.prepare_cached(
                "SELECT DISTINCT seq FROM calls WHERE created_at_us IN
                   (SELECT created_at_us FROM touched_instants WHERE revision > ?)",
            )?;
            let rows = statement.query_map([revision], |row| row.get(0))?;
            Ok(Some((rows.collect::<Result<_, _>>()?, newest)))
        })
    }
}

/// Goes through all rows after `seq` once.
fn among(
    snapshot: &Connection,
    seq: i64,
    ids: &HashSet<String>,
) -> Result<Vec<(String, u32)>, Error> {
    let mut statement = snapshot.prepare_cached("SELECT id, seq FROM calls WHERE seq > ?")?;
    let mut rows = statement.query([seq])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if ids.contains(id) {
            found.push((id.to_owned(), row.get(1)?));
        }
    }
    Ok(found)
}
