//! The log of sync runs, and the times of requests that the server's limits count.

use offhook_model::Instant;
use rusqlite::{Row, params};

use crate::{Cache, Error};

/// Runs kept; the oldest go first.
const KEPT_RUNS: u32 = 200;

/// One sync run as logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// When it began.
    pub started_at: Instant,
    /// When it ended; `None` while it runs, or when it was killed.
    pub ended_at: Option<Instant>,
    /// `running`, `done` or an error code.
    pub outcome: String,
    /// Why it ended as it did, in words.
    pub message: Option<String>,
    /// Its counts as the JSON they were logged with.
    pub report: Option<String>,
}

impl Cache {
    /// Logs the start of a run and returns its number.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be written.
    pub fn begin_run(&self, now: Instant) -> Result<i64, Error> {
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO sync_runs (started_at_us, outcome) VALUES (?, 'running')",
                )?
                .execute([now.as_us()])?;
            let run = transaction.last_insert_rowid();
            transaction
                .prepare_cached("DELETE FROM sync_runs WHERE seq <= ? - ?")?
                .execute(params![run, KEPT_RUNS])?;
            Ok(run)
        })
    }

    /// Logs how a run ended.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be written.
    pub fn end_run(
        &self,
        run: i64,
        now: Instant,
        outcome: &str,
        message: Option<&str>,
        report: &str,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "UPDATE sync_runs SET ended_at_us = ?, outcome = ?, message = ?, report = ?
                     WHERE seq = ?",
                )?
                .execute(params![now.as_us(), outcome, message, report, run])?;
            Ok(())
        })
    }

    /// The latest runs, newest first.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn runs(&self, at_most: u32) -> Result<Vec<RunRow>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT started_at_us, ended_at_us, outcome, message, report
                 FROM sync_runs ORDER BY seq DESC LIMIT ?",
            )?;
            let rows = statement.query_map([at_most], run_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Notes that a request is being sent, and forgets those sent before `forget_before`.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be written.
    pub fn note_request(&self, now: Instant, forget_before: Instant) -> Result<(), Error> {
        self.write(|transaction| {
            transaction
                .prepare_cached("INSERT INTO requests VALUES (?)")?
                .execute([now.as_us()])?;
            transaction
                .prepare_cached("DELETE FROM requests WHERE sent_at_us < ?")?
                .execute([forget_before.as_us()])?;
            Ok(())
        })
    }

    /// When requests were sent since `since`, oldest first.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn requests_since(&self, since: Instant) -> Result<Vec<Instant>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT sent_at_us FROM requests WHERE sent_at_us >= ? ORDER BY sent_at_us",
            )?;
            let rows =
                statement.query_map([since.as_us()], |row| row.get(0).map(Instant::from_us))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn run_row(row: &Row<'_>) -> rusqlite::Result<RunRow> {
    Ok(RunRow {
        started_at: Instant::from_us(row.get(0)?),
        ended_at: row.get::<_, Option<i64>>(1)?.map(Instant::from_us),
        outcome: row.get(2)?,
        message: row.get(3)?,
        report: row.get(4)?,
    })
}
