//! One database file: a connection that writes, and as many as needed that read.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::open::{self, Kind};
use crate::{Error, Health};

/// Readers never wait for the writer.
#[derive(Debug)]
pub(crate) struct Database {
    path: PathBuf,
    idle_readers: Mutex<Vec<Connection>>,
    /// Closed last (fields are dropped in this order): only a connection that writes can move
    /// what is left in the WAL into the database and remove it.
    writer: Mutex<Connection>,
}

impl Database {
    /// Opens the file at `path`, creating and migrating it where needed.
    pub(crate) fn open(kind: &Kind, path: &Path) -> Result<Self, Error> {
        Ok(Self {
            path: path.to_owned(),
            idle_readers: Mutex::default(),
            writer: Mutex::new(open::writer(kind, path)?),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` on one snapshot.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.with_reader(|connection| work(&connection.transaction()?))
    }

    /// Runs `work` on a connection that reads, for what must not be inside a transaction.
    pub(crate) fn with_reader<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let idle = unpoisoned(&self.idle_readers).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => open::reader(&self.path)?,
        };
        let result = work(&mut connection);
        unpoisoned(&self.idle_readers).push(connection);
        result
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

    /// Reads the whole file for damage.
    pub(crate) fn health(&self) -> Result<Health, Error> {
        self.with_reader(|connection| open::health(connection))
    }
}

/// A panic elsewhere leaves a connection as usable as before: its transaction was rolled back.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
