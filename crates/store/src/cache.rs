//! The cache file of one account.

use std::path::Path;

use rusqlite::{Connection, Transaction};

use crate::checkpoints::Checkpoints;
use crate::database::Database;
use crate::{Error, Health, open};

/// The cached calls of one account. Share it behind an `Arc`; readers never wait for the writer.
#[derive(Debug)]
pub struct Cache {
    database: Database,
    checkpoints: Checkpoints,
}

impl Cache {
    /// Opens the cache at `path`, creating and migrating it where needed.
    ///
    /// # Errors
    /// [`Error::NotWritable`], [`Error::TooNew`], [`Error::Damaged`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let database = Database::open(&open::CACHE, path)?;
        Ok(Self { database, checkpoints: Checkpoints::default() })
    }

    /// The same cache, which stays as it is now for whoever reads through what is given, whatever
    /// is written meanwhile. One thread at a time reads through it.
    ///
    /// While it lives, what is written gathers in the WAL: drop it as soon as all was read.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn still(&self) -> Result<Self, Error> {
        Ok(Self { database: self.database.still()?, checkpoints: Checkpoints::default() })
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.database.path()
    }

    /// Reads the whole file for damage: about a second for each gigabyte.
    ///
    /// # Errors
    /// [`Error`] when it is too damaged to be read at all.
    pub fn health(&self) -> Result<Health, Error> {
        self.database.health()
    }

    /// Runs `work` on one snapshot of the cache.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.database.read(work)
    }

    /// Told how many calls were written: moves what has gathered in the WAL into the database on a
    /// thread of its own, so that a long walk does not stop for it.
    pub(crate) fn checkpoint_meanwhile(&self, written: u64) {
        self.checkpoints.written(written, self.database.path());
    }

    /// Runs `work` in one transaction that is committed when it succeeds and undone when not.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.database.write(work)
    }
}
