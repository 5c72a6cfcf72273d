//! One call by its id, and what agents are called.

use offhook_model::Instant;
use rusqlite::{OptionalExtension, Row};

use crate::{Cache, Error, by_id};

/// One cached call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRow {
    /// Every field as the server sent it.
    pub document: String,
    /// When it was found to be removed on the server.
    pub removed_at: Option<Instant>,
}

impl Cache {
    /// One call by id, removed or not.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn call(&self, id: &str) -> Result<Option<CallRow>, Error> {
        self.read(|snapshot| {
            let Some(seq) = by_id::seq_of(snapshot, id)? else { return Ok(None) };
            let mut statement = snapshot
                .prepare_cached("SELECT document, removed_at_us FROM calls WHERE seq = ?")?;
            let row = statement
                .query_row([seq], |row| {
                    Ok(CallRow {
                        document: row.get(0)?,
                        removed_at: row.get::<_, Option<i64>>(1)?.map(Instant::from_us),
                    })
                })
                .optional()?;
            Ok(row)
        })
    }

    /// The agents that occurred in any page, with the latest name seen of each.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn agent_names(&self) -> Result<Vec<(String, Option<String>)>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached("SELECT agent_id, name FROM agents")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Counts are never negative; SQLite's integers can be.
pub(crate) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|count| u64::try_from(count).unwrap_or(0))
}
