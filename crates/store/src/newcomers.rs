//! Calls in the order in which they came here, for whoever tells a person of new ones.

use offhook_model::Instant;
use rusqlite::{OptionalExtension, Row};

use crate::{Cache, Error};

/// A call as far as it decides whether a person is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// The row's number in the cache: a call that came later has a higher one.
    pub seq: i64,
    /// When the call was created.
    pub created_at: Instant,
    /// As the server wrote it.
    pub sentiment: Option<String>,
    /// Whether nothing in it is expected to change any more.
    pub settled: bool,
    /// Whether the server was found to list it no longer.
    pub removed: bool,
}

const NEWCOMER: &str = "SELECT seq, created_at_us, sentiment, settled, presence = 2 FROM calls";

impl Cache {
    /// The calls that came after the row `after`, behind those of `waiting` that are still here.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn newcomers(&self, after: i64, waiting: &[i64]) -> Result<Vec<Newcomer>, Error> {
        self.read(|snapshot| {
            let mut found = Vec::new();
            let mut one = snapshot.prepare_cached(&format!("{NEWCOMER} WHERE seq = ?"))?;
            for seq in waiting {
                found.extend(one.query_row([seq], newcomer).optional()?);
            }
            let mut later =
                snapshot.prepare_cached(&format!("{NEWCOMER} WHERE seq > ? ORDER BY seq"))?;
            for row in later.query_map([after], newcomer)? {
                found.push(row?);
            }
            Ok(found)
        })
    }
}

fn newcomer(row: &Row<'_>) -> rusqlite::Result<Newcomer> {
    Ok(Newcomer {
        seq: row.get(0)?,
        created_at: Instant::from_us(row.get(1)?),
        sentiment: row.get(2)?,
        settled: row.get(3)?,
        removed: row.get(4)?,
    })
}
