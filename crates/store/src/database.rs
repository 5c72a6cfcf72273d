//! One database file: a connection that writes, and as many as needed that read.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::open::{self, Kind};
use crate::{Error, Health};

/// Readers never wait for the writer.
#[derive(Debug)]
pub(crate) struct Database {
    path: PathBuf,
    readers: Readers,
    /// Closed last (fields are dropped in this order): only a connection that writes can move
    /// what is left in the WAL into the database and remove it.
    writer: Arc<Mutex<Connection>>,
}

/// Whom reading goes through.
#[derive(Debug)]
enum Readers {
    /// Whichever connection is idle: each read sees what was committed before it.
    Idle(Mutex<Vec<Connection>>),
    /// One whose transaction is open already: every read sees the same.
    Still(Mutex<Connection>),
}

impl Database {
    /// Opens the file at `path`, creating and migrating it where needed.
    pub(crate) fn open(kind: &Kind, path: &Path) -> Result<Self, Error> {
        Ok(Self {
            path: path.to_owned(),
            readers: Readers::Idle(Mutex::default()),
            writer: Arc::new(Mutex::new(open::writer(kind, path)?)),
        })
    }

    /// The same file, read as it is now by whoever reads through what is given. The transaction
    /// ends when that is dropped.
    pub(crate) fn still(&self) -> Result<Self, Error> {
        let connection = open::reader(&self.path)?;
        // `BEGIN` alone takes no snapshot; the first read does.
        connection.execute_batch("BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1;")?;
        Ok(Self {
            path: self.path.clone(),
            readers: Readers::Still(Mutex::new(connection)),
            writer: Arc::clone(&self.writer),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` on one snapshot.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match &self.readers {
            Readers::Idle(_) => self.with_reader(|connection| work(&*connection.transaction()?)),
            Readers::Still(connection) => work(&unpoisoned(connection)),
        }
    }

    /// Runs `work` on a connection that reads, for what must not be inside a transaction.
    pub(crate) fn with_reader<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let idle_readers = match &self.readers {
            Readers::Idle(idle_readers) => idle_readers,
            Readers::Still(_) => return work(&mut open::reader(&self.path)?),
        };
        let idle = unpoisoned(idle_readers).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => open::reader(&self.path)?,
        };
        let result = work(&mut connection);
        unpoisoned(idle_readers).push(connection);
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
