//! One cache file: a connection that writes, and as many as needed that read.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::checkpoints::Checkpoints;
use crate::{Error, open};

/// The cached calls of one account. Share it behind an `Arc`; readers never wait for the writer.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    idle_readers: Mutex<Vec<Connection>>,
    checkpoints: Checkpoints,
    /// Closed last (fields are dropped in this order): only a connection that writes can move
    /// what is left in the WAL into the database and remove it.
    writer: Mutex<Connection>,
}

impl Cache {
    /// Opens the cache at `path`, creating and migrating it where needed.
    ///
    /// # Errors
    /// [`Error::NotWritable`], [`Error::TooNew`], [`Error::Damaged`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self {
            path: path.to_owned(),
            idle_readers: Mutex::default(),
            checkpoints: Checkpoints::default(),
            writer: Mutex::new(open::writer(path)?),
        })
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` on one snapshot of the cache.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let idle = unpoisoned(&self.idle_readers).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => open::reader(&self.path)?,
        };
        let snapshot = connection.transaction()?;
        let result = work(&snapshot);
        drop(snapshot);
        unpoisoned(&self.idle_readers).push(connection);
        result
    }

    /// Told how many calls were written: moves what has gathered in the WAL into the database on a
    /// thread of its own, so that a long walk does not stop for it.
    pub(crate) fn checkpoint_meanwhile(&self, written: u64) {
        self.checkpoints.written(written, &self.path);
    }

    /// Runs `work` in one transaction that is committed when it succeeds and undone when not.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut connection = unpoisoned(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}

/// A panic elsewhere leaves a connection as usable as before: its transaction was rolled back.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
