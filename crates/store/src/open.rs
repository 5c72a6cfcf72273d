//! Opens a database file: private to its owner, migrated, in WAL mode.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::{Error, Health};

/// Append-only: a migration that was released is never edited.
const CACHE_MIGRATIONS: [&str; 3] = [
    include_str!("../../../migrations/cache/0001_calls.sql"),
    include_str!("../../../migrations/cache/0002_sync.sql"),
    include_str!("../../../migrations/cache/0003_timeline.sql"),
];

/// Append-only as well.
const REVIEW_MIGRATIONS: [&str; 1] = [include_str!("../../../migrations/review/0001_review.sql")];
/// Append-only as well.
const INDEX_MIGRATIONS: [&str; 3] = [
    include_str!("../../../migrations/index/0001_index.sql"),
    include_str!("../../../migrations/index/0002_texts_apart.sql"),
    include_str!("../../../migrations/index/0003_beginnings.sql"),
];

/// What a kind of database file is made of, and what it needs of the disk.
pub(crate) struct Kind {
    migrations: &'static [&'static str],
    /// How much a power cut may cost.
    synchronous: &'static str,
    /// Pages that the WAL gathers before they are moved into the database.
    pages_between_checkpoints: u32,
}

/// The cache can be read again from the server, so a power cut may cost the last page. Checkpoints
/// are made beside the writer; it makes one itself only when they fall far behind.
pub(crate) const CACHE: Kind = Kind {
    migrations: &CACHE_MIGRATIONS,
    synchronous: "normal",
    pages_between_checkpoints: 32_000,
};

/// A person's own work: what was said to be saved is on the disk.
pub(crate) const REVIEW: Kind =
    Kind { migrations: &REVIEW_MIGRATIONS, synchronous: "full", pages_between_checkpoints: 1_000 };

/// Everything in it is derived from the other two, and made anew when it is lost.
pub(crate) const INDEX: Kind =
    Kind { migrations: &INDEX_MIGRATIONS, synchronous: "normal", pages_between_checkpoints: 8_000 };

/// How long to wait for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const BUSY_PAUSE: Duration = Duration::from_millis(10);
/// Memory for pages of a connection that writes, in KiB where negative: a walk writes at the ends
/// of its trees, so more would only be filled, not used again.
const WRITER_CACHE: i64 = -8_192;
/// Statements of one connection kept prepared.
const PREPARED_STATEMENTS: usize = 64;

/// Opens `path` for writing, creating and migrating it where needed.
pub(crate) fn writer(kind: &Kind, path: &Path) -> Result<Connection, Error> {
    create_private(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)
        .map_err(|error| not_writable(path, &error.to_string()))?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    refuse_newer(kind, &connection, path)?;
    let began = Instant::now();
    // SQLite does not wait where two who wait would wait for one another, as for the first to switch a
    // new file to WAL.
    while let Err(error) = prepare(kind, &mut connection, path) {
        if !matches!(error, Error::Busy) || began.elapsed() > BUSY_TIMEOUT {
            return Err(error);
        }
        thread::sleep(BUSY_PAUSE);
    }
    // Only now: a migration that makes a table anew must not take along what refers to the old one.
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Opens an existing, migrated database for reading.
pub(crate) fn reader(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    connection.pragma_update(None, "cache_size", -16_384)?;
    Ok(connection)
}

/// Opens an existing, migrated database for work that changes no content.
pub(crate) fn beside_the_writer(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

fn configure(kind: &Kind, connection: &Connection) -> Result<(), Error> {
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", kind.synchronous)?;
    connection.pragma_update(None, "wal_autocheckpoint", kind.pages_between_checkpoints)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", WRITER_CACHE)?;
    // What does not fit into that memory is sorted on the disk: an index over all ids grows with
    // the account, and the memory of a sync must not.
    connection.pragma_update(None, "temp_store", "file")?;
    Ok(())
}

/// A file from the future is refused before anything is written to it.
fn refuse_newer(kind: &Kind, connection: &Connection, path: &Path) -> Result<(), Error> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if usize::try_from(version).is_ok_and(|version| version <= kind.migrations.len()) {
        return Ok(());
    }
    Err(Error::TooNew { path: path.to_owned() })
}

/// Reads the whole file for damage.
pub(crate) fn health(connection: &Connection) -> Result<Health, Error> {
    let mut statement = connection.prepare("PRAGMA quick_check(20)")?;
    let found = statement.query_map([], |row| row.get(0))?;
    let problems = found.collect::<Result<Vec<String>, _>>()?;
    Ok(Health {
        version: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
        problems: problems.into_iter().filter(|line| line != "ok").collect(),
    })
}

fn prepare(kind: &Kind, connection: &mut Connection, path: &Path) -> Result<(), Error> {
    configure(kind, connection)?;
    migrate(kind, connection).map_err(|error| migration_failed(error, path))
}

/// Another process may open the same new file at this moment. Which migrations are missing is looked
/// up before each one's own transaction, so that one of the two finds its table made already: it
/// looks again.
fn migrate(kind: &Kind, connection: &mut Connection) -> Result<(), rusqlite_migration::Error> {
    let mut outcome = migrations(kind).to_latest(connection);
    for _ in kind.migrations {
        if outcome.is_ok() {
            break;
        }
        outcome = migrations(kind).to_latest(connection);
    }
    outcome
}

fn migrations(kind: &Kind) -> Migrations<'static> {
    Migrations::new(kind.migrations.iter().copied().map(M::up).collect())
}

fn migration_failed(error: rusqlite_migration::Error, path: &Path) -> Error {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => match Error::from(err) {
            Error::Other(reason) => not_writable(path, &reason),
            known => known,
        },
        other => Error::Damaged(other.to_string()),
    }
}

fn not_writable(path: &Path, reason: &str) -> Error {
    Error::NotWritable { path: path.to_owned(), reason: reason.to_owned() }
}

/// Creates the file with mode 0600, so that SQLite's own files beside it inherit the mode.
fn create_private(path: &Path) -> Result<(), Error> {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| not_writable(path, &error.to_string()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_valid() {
        migrations(&CACHE).validate().unwrap();
        migrations(&INDEX).validate().unwrap();
        migrations(&REVIEW).validate().unwrap();
    }

    #[test]
    fn many_may_open_the_same_new_file_at_once() {
        for kind in [&CACHE, &REVIEW, &INDEX].into_iter().cycle().take(30) {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("new.db");
            let start = std::sync::Barrier::new(6);
            std::thread::scope(|scope| {
                for _ in 0..6 {
                    scope.spawn(|| {
                        start.wait();
                        drop(writer(kind, &path).unwrap());
                    });
                }
            });
        }
    }

    #[test]
    fn a_newer_database_is_refused_and_left_untouched() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cache.db");
        let newer = Connection::open(&path).unwrap();
        newer.pragma_update(None, "user_version", 999).unwrap();
        drop(newer);
        let before = fs::read(&path).unwrap();
        assert!(matches!(writer(&CACHE, &path), Err(Error::TooNew { .. })));
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_no_database_is_called_damaged() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cache.db");
        fs::write(&path, "not a database at all, but long enough to be read as a header").unwrap();
        assert!(matches!(writer(&CACHE, &path), Err(Error::Damaged(_))));
    }

    #[cfg(unix)]
    #[test]
    fn every_file_is_private_to_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let connection = writer(&CACHE, &dir.path().join("cache.db")).unwrap();
        connection.execute("INSERT INTO requests VALUES (1)", []).unwrap();
        for entry in fs::read_dir(dir.path()).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{:?}", entry.path());
        }
    }
}
