//! What can go wrong with the cache, in words for the person at the desk.

use std::path::PathBuf;

use offhook_model::Code;
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the cache could not be read or written.
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
    /// No room is left.
    #[error("the disk is full; free some space and try again, nothing was lost")]
    DiskFull,
    /// Another process held the database for too long.
    #[error("the cache is in use by another process; try again in a moment")]
    Busy,
    /// Anything else SQLite reports.
    #[error("the cache reported: {0}")]
    Other(String),
}

impl Error {
    /// The code of the closed list.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::TooNew { .. } | Self::Damaged(_) => Code::CacheDamaged,
            Self::DiskFull => Code::DiskFull,
            Self::Busy => Code::Busy,
            Self::NotWritable { .. } | Self::Other(_) => Code::Internal,
        }
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
