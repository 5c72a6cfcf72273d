//! What can go wrong with the databases, in words for the person at the desk.

use std::path::PathBuf;

use offhook_model::Code;
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a database could not be read or written.
#[derive(Debug, Error)]
pub enum Error {
    /// The folder or file cannot be created or opened.
    #[error("{path} cannot be opened or written ({reason}); check that you own it and may write there", path = path.display())]
    NotWritable {
        /// What was to be opened.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The file was written by a newer version.
    #[error("{path} was written by a newer version of Offhook; it was left untouched: update Offhook to open it", path = path.display())]
    TooNew {
        /// The database file.
        path: PathBuf,
    },
    /// The file is no database, or a broken one.
    #[error(
        "the cache is damaged ({0}); everything in it can be fetched again: move cache.db away and sync"
    )]
    Damaged(String),
    /// The review data is no database, or a broken one.
    #[error(
        "your review data in {path} is damaged ({reason}); it was left untouched: {way_out}",
        path = path.display(),
        way_out = way_out(restorable.as_deref())
    )]
    ReviewDamaged {
        /// The database file.
        path: PathBuf,
        /// What was found.
        reason: String,
        /// The newest backup there is, by its name.
        restorable: Option<String>,
    },
    /// The review data was written by a newer version.
    #[error("{path} was written by a newer version of Offhook; it was left untouched: update Offhook to open it", path = path.display())]
    ReviewTooNew {
        /// The database file.
        path: PathBuf,
    },
    /// A tag, note, view or alias that cannot be kept.
    #[error("{0}")]
    InvalidReview(String),
    /// A file of review data that cannot be taken in; nothing was changed.
    #[error("{0}")]
    ReviewFile(String),
    /// A backup cannot be made.
    #[error("{0}")]
    Backup(String),
    /// There is no such backup, or it cannot be put back.
    #[error("{0}; see the others with: offhook review backups")]
    Restore(String),
    /// A page proves more calls missing than may be marked; nothing of it was taken in.
    #[error("{0} calls are no longer listed, more than may be removed without asking")]
    TooManyMissed(u64),
    /// What was to be exported could not be written.
    #[error("{0}")]
    Write(String),
    /// No room is left.
    #[error("the disk is full; free some space and try again, nothing was lost")]
    DiskFull,
    /// Another process held the database for too long.
    #[error("the data is in use by another process; try again in a moment")]
    Busy,
    /// Anything else SQLite reports.
    #[error("the database reported: {0}")]
    Other(String),
}

impl Error {
    /// The code of the closed list.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::TooNew { .. } | Self::Damaged(_) => Code::CacheDamaged,
            Self::TooManyMissed(_) => Code::RemovalsRefused,
            Self::DiskFull => Code::DiskFull,
            Self::Busy => Code::Busy,
            Self::InvalidReview(_) | Self::ReviewFile(_) | Self::Backup(_) | Self::Restore(_) => {
                Code::InvalidFilter
            }
            Self::Write(_) => Code::ExportFailed,
            // Not `cache_damaged`: what that stands for is rebuilt from the server, and this is not.
            Self::ReviewDamaged { .. } | Self::ReviewTooNew { .. } => Code::Internal,
            Self::NotWritable { .. } | Self::Other(_) => Code::Internal,
        }
    }
}

fn way_out(restorable: Option<&str>) -> String {
    match restorable {
        Some(name) => format!("put the newest backup back with: offhook review restore {name}"),
        None => "there is no backup; move the file away to begin with an empty one".to_owned(),
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Other(error.to_string()),
        }
    }
}
