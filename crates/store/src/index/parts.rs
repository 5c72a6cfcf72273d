//! The timeline's columns as bytes, so that a profile opens without reading every call.

use rusqlite::params;

use super::{Followed, Index, IndexPart, note_followed};
use crate::Error;

impl Index {
    /// Keeps the timeline's parts in place of the old ones.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be written.
    pub fn save_timeline(&self, parts: &[Vec<u8>], followed: &Followed) -> Result<(), Error> {
        self.database.write(|transaction| {
            transaction.execute("DELETE FROM timeline_parts", [])?;
            let mut insert =
                transaction.prepare_cached("INSERT INTO timeline_parts VALUES (?, ?)")?;
            for (number, bytes) in (0_i64..).zip(parts) {
                insert.execute(params![number, bytes])?;
            }
            note_followed(transaction, IndexPart::Timeline, followed)
        })
    }

    /// The timeline's parts as they were saved last.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be read.
    pub fn timeline(&self) -> Result<Vec<Vec<u8>>, Error> {
        self.database.read(|snapshot| {
            let mut statement =
                snapshot.prepare_cached("SELECT bytes FROM timeline_parts ORDER BY number")?;
            let parts = statement.query_map([], |row| row.get(0))?;
            Ok(parts.collect::<Result<_, _>>()?)
        })
    }
}
