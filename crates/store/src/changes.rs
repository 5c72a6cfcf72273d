//! The small history of each call: which field changed, from what to what, noticed when.

use offhook_model::Instant;
use rusqlite::{Transaction, params};
use serde_json::{Map, Value};

use crate::{Cache, Error, by_id};

/// Changes kept for one call; the oldest go first.
const KEPT_PER_CALL: u32 = 50;

/// One field of one call that the server changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallChange {
    /// When a sync noticed it.
    pub noticed_at: Instant,
    /// The field's name in the call's document.
    pub field: String,
    /// Its value before, as JSON; `None` when the field was not there.
    pub old: Option<String>,
    /// Its value after, as JSON; `None` when the field is gone.
    pub new: Option<String>,
}

impl Cache {
    /// What changed in a call since it was first read, newest first.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn changes(&self, call_id: &str) -> Result<Vec<CallChange>, Error> {
        self.read(|snapshot| {
            let seq = by_id::seq_of(snapshot, call_id)?;
            let mut statement = snapshot.prepare_cached(
                "SELECT noticed_at_us, field, old, new FROM call_changes
                 WHERE call_seq = ? ORDER BY noticed_at_us DESC, seq",
            )?;
            let rows = statement.query_map([seq], |row| {
                Ok(CallChange {
                    noticed_at: Instant::from_us(row.get(0)?),
                    field: row.get(1)?,
                    old: row.get(2)?,
                    new: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Notes every field in which `old` and `new` differ.
pub(crate) fn note(
    transaction: &Transaction<'_>,
    call_seq: i64,
    old: &str,
    new: &str,
    now: Instant,
) -> Result<(), Error> {
    let (old, new) = (fields(old), fields(new));
    let gone = old.keys().filter(|field| !new.contains_key(*field));
    let mut insert = transaction.prepare_cached(
        "INSERT INTO call_changes (call_seq, noticed_at_us, field, old, new) VALUES (?, ?, ?, ?, ?)",
    )?;
    for field in new.keys().chain(gone) {
        let (before, after) = (old.get(field), new.get(field));
        if before != after {
            let (before, after) = (before.map(Value::to_string), after.map(Value::to_string));
            insert.execute(params![call_seq, now.as_us(), field, before, after])?;
        }
    }
    transaction
        .prepare_cached(
            "DELETE FROM call_changes WHERE call_seq = ?1 AND seq NOT IN
               (SELECT seq FROM call_changes WHERE call_seq = ?1 ORDER BY seq DESC LIMIT ?2)",
        )?
        .execute(params![call_seq, KEPT_PER_CALL])?;
    Ok(())
}

/// Documents are objects by construction; anything else has no fields to compare.
fn fields(document: &str) -> Map<String, Value> {
    serde_json::from_str(document).unwrap_or_default()
}
