//! The manager's own work: stars, review marks, tags, notes, saved views, agent aliases.
//!
//! Kept apart from the cache and keyed by the server's call id, so that it outlives a rebuilt
//! cache, a removed call and a restored backup. Every change grows a revision
//! ([`Review::revision`]), by which another window or process notices it cheaply.

mod aliases;
mod backup;
mod labels;
mod marks;
#[cfg(test)]
mod model_tests;
mod notes;
mod of_calls;
mod restore;
mod revision;
mod tags;
mod transfer;
mod undo;
mod views;

use std::path::Path;

use rusqlite::Connection;

pub use aliases::AgentAlias;
pub use backup::{Backup, BackupHolds, BackupKind};
pub use labels::MAX_TAG_CHARACTERS;
pub use notes::MAX_NOTE_BYTES;
pub use of_calls::{CallMarks, CallReview, NoteOnCall};
pub use revision::TouchedCalls;
pub use tags::TagCount;
pub use transfer::ImportReport;
pub use undo::{ChangeKind, UndoNote};
pub use views::View;

use crate::database::Database;
use crate::{Error, Health, open};
use revision::Change;

/// The review data of one account. Share it behind an `Arc`; readers never wait for the writer.
#[derive(Debug)]
pub struct Review {
    database: Database,
}

impl Review {
    /// Opens the review data at `path`, creating and migrating it where needed. Its backups lie
    /// in the folder `backups` beside it.
    ///
    /// # Errors
    /// [`Error::NotWritable`], [`Error::ReviewTooNew`], [`Error::ReviewDamaged`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        match Database::open(&open::REVIEW, path) {
            Ok(database) => Ok(Self { database }),
            Err(error) => Err(explained(error, path)),
        }
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.database.path()
    }

    /// The same review data, which stays as it is now for whoever reads through what is given,
    /// whatever is written meanwhile. One thread at a time reads through it.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn still(&self) -> Result<Self, Error> {
        let database = self.database.still().map_err(|error| explained(error, self.path()))?;
        Ok(Self { database })
    }

    /// Reads the whole file for damage.
    ///
    /// # Errors
    /// [`Error`] when it is too damaged to be read at all.
    pub fn health(&self) -> Result<Health, Error> {
        self.database.health().map_err(|error| explained(error, self.path()))
    }

    /// Runs `work` on one snapshot.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.database.read(work).map_err(|error| explained(error, self.path()))
    }

    /// Runs `work` in one transaction that is committed when it succeeds and undone when not. The
    /// revision grows when `work` changed anything.
    fn write<T>(&self, work: impl FnOnce(&Change<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let written = self.database.write(|transaction| {
            let change = Change::begin(transaction)?;
            let result = work(&change)?;
            change.end()?;
            Ok(result)
        });
        written.map_err(|error| explained(error, self.path()))
    }
}

/// What is said about a cache does not hold for what cannot be fetched again.
fn explained(error: Error, path: &Path) -> Error {
    match error {
        Error::Damaged(reason) => Error::ReviewDamaged {
            path: path.to_owned(),
            reason,
            restorable: backup::newest(path).map(|backup| backup.name),
        },
        Error::TooNew { path } => Error::ReviewTooNew { path },
        other => other,
    }
}
