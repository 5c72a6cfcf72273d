//! The cache file of one account.

use std::path::Path;

use rusqlite::Transaction;

use crate::database::Database;
use crate::{Error, Health, open};

/// The cached calls of one account. Share it behind an `Arc`; readers never wait for the writer.
#[derive(Debug)]
pub struct Cache {
    database: Database,
}

impl Cache {
    /// Opens the cache at `path`, creating and migrating it where needed.
    ///
    /// # Errors
    /// [`Error::NotWritable`], [`Error::TooNew`], [`Error::Damaged`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self { database: Database::open(&open::CACHE, path)? })
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
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.database.read(work)
    }

    /// Runs `work` in one transaction that is committed when it succeeds and undone when not.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.database.write(work)
    }
}
