//! What the sync asks of the cache to decide what to ask the server next.

use offhook_model::Instant;
use rusqlite::params;

use crate::one_call::unsigned;
use crate::{Cache, Error};

impl Cache {
    /// Rows in `(after, until]` that the server is believed to list: calls not missed by a read,
    /// and rows set aside as unreadable.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn believed_listed(&self, after: Instant, until: Instant) -> Result<u64, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT (SELECT count(*) FROM calls
                         WHERE created_at_us > ?1 AND created_at_us <= ?2)
                      - (SELECT count(*) FROM calls
                         WHERE created_at_us > ?1 AND created_at_us <= ?2 AND presence > 0)
                      + (SELECT count(*) FROM unreadable_rows
                         WHERE created_at_us > ?1 AND created_at_us <= ?2)",
            )?;
            Ok(statement
                .query_row(params![after.as_us(), until.as_us()], |row| unsigned(row, 0))?)
        })
    }

    /// Calls that are not removed.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn listed(&self) -> Result<u64, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT (SELECT count(*) FROM calls)
                      - (SELECT count(*) FROM calls WHERE presence > 0 AND presence = 2)",
            )?;
            Ok(statement.query_row([], |row| unsigned(row, 0))?)
        })
    }

    /// Calls that are removed.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn removed(&self) -> Result<u64, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot
                .prepare_cached("SELECT count(*) FROM calls WHERE presence > 0 AND presence = 2")?;
            Ok(statement.query_row([], |row| unsigned(row, 0))?)
        })
    }

    /// `created_at` of listed calls in `(after, until]`, newest first, `skip` left out, at most
    /// `take`.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn created_at_within(
        &self,
        after: Instant,
        until: Instant,
        skip: u64,
        take: u32,
    ) -> Result<Vec<Instant>, Error> {
        let skip = i64::try_from(skip).unwrap_or(i64::MAX);
        self.instants(
            "SELECT created_at_us FROM calls
             WHERE created_at_us > ? AND created_at_us <= ? AND presence = 0
             ORDER BY created_at_us DESC LIMIT ? OFFSET ?",
            params![after.as_us(), until.as_us(), take, skip],
        )
    }

    /// `created_at` of calls that one complete read has missed and none has confirmed as removed,
    /// newest first.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn missed_once(&self) -> Result<Vec<Instant>, Error> {
        self.instants(
            "SELECT created_at_us FROM calls
             WHERE presence > 0 AND presence = 1 ORDER BY created_at_us DESC",
            [],
        )
    }

    /// Unsettled calls created after `since`, newest first: when created, when last read.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn unsettled(&self, since: Instant) -> Result<Vec<(Instant, Instant)>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT created_at_us, read_at_us FROM calls
                 WHERE settled = 0 AND presence = 0 AND created_at_us > ?
                 ORDER BY created_at_us DESC",
            )?;
            let rows = statement.query_map([since.as_us()], |row| {
                Ok((Instant::from_us(row.get(0)?), Instant::from_us(row.get(1)?)))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// `created_at` of the oldest and the newest call that is not removed.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn span(&self) -> Result<Option<(Instant, Instant)>, Error> {
        let end = |order: &str| {
            let sql = format!(
                "SELECT created_at_us FROM calls WHERE presence < 2
                 ORDER BY created_at_us {order} LIMIT 1"
            );
            self.instants(&sql, []).map(|found| found.first().copied())
        };
        Ok(end("ASC")?.zip(end("DESC")?))
    }

    fn instants(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Instant>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(sql)?;
            let rows = statement.query_map(values, |row| row.get(0).map(Instant::from_us))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}
