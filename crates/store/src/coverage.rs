//! The coverage ledger: which stretches of time are complete in the cache, verified when.

use offhook_model::{Instant, Stretch};
use rusqlite::{Connection, Transaction, params};

use crate::{Cache, Error};

impl Cache {
    /// The complete stretches, newest first; they do not overlap.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn coverage(&self) -> Result<Vec<Stretch>, Error> {
        self.read(all)
    }
}

fn all(snapshot: &Connection) -> Result<Vec<Stretch>, Error> {
    let mut statement = snapshot.prepare_cached(
        "SELECT after_us, until_us, verified_at_us FROM coverage ORDER BY until_us DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Stretch {
            after: Instant::from_us(row.get(0)?),
            until: Instant::from_us(row.get(1)?),
            verified_at: Instant::from_us(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes the ledger hold exactly `stretches`, touching only what differs.
pub(crate) fn replace(transaction: &Transaction<'_>, stretches: &[Stretch]) -> Result<(), Error> {
    let stored = all(transaction)?;
    let mut delete = transaction.prepare_cached("DELETE FROM coverage WHERE after_us = ?")?;
    for stretch in stored.iter().filter(|stretch| !stretches.contains(stretch)) {
        delete.execute([stretch.after.as_us()])?;
    }
    let mut insert = transaction.prepare_cached("INSERT INTO coverage VALUES (?, ?, ?)")?;
    for stretch in stretches.iter().filter(|stretch| !stored.contains(stretch)) {
        insert.execute(params![
            stretch.after.as_us(),
            stretch.until.as_us(),
            stretch.verified_at.as_us()
        ])?;
    }
    Ok(())
}
