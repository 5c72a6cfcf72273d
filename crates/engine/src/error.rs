//! Everything a use case can refuse, with its code and a message for the person at the desk.

use std::path::PathBuf;

use offhook_model::{Code, InvalidFilter};
use thiserror::Error;

/// Why a use case did not succeed.
#[derive(Debug, Error)]
pub enum Error {
    /// A filter that cannot be used.
    #[error(transparent)]
    InvalidFilter(#[from] InvalidFilter),
    /// A setting or name that cannot be used.
    #[error("{0}")]
    InvalidSetting(String),
    /// A setting or name that cannot be used, of a kind that can be told in other words.
    #[error("{reason}")]
    Refused {
        /// What it is.
        what: Refused,
        /// Why not, for a person.
        reason: String,
    },
    /// No endpoint was ever set for the profile.
    #[error(
        "profile \"{0}\" is not connected to an account; run: offhook connect --endpoint URL --token-stdin"
    )]
    NotConnected(String),
    /// No token can be found.
    #[error("no token for profile \"{profile}\": {reason}")]
    NoToken {
        /// The profile's name.
        profile: String,
        /// Why not, and what to do.
        reason: String,
    },
    /// The system keychain is missing, locked or full: another place is to be chosen.
    #[error(
        "the system keychain cannot keep the token of profile \"{profile}\" ({reason}). Choose: --token-store file keeps it in a file that only you can read, and every program you run; --token-store session stores nothing, and each command is given the token by OFFHOOK_TOKEN or --token-stdin"
    )]
    KeychainRefused {
        /// The profile's name.
        profile: String,
        /// The keychain's words.
        reason: String,
    },
    /// The server refused or could not be reached.
    #[error(transparent)]
    Remote(#[from] offhook_remote::Error),
    /// The cache or the review data refused.
    #[error(transparent)]
    Store(#[from] offhook_store::Error),
    /// Another process syncs this profile.
    #[error("another sync of this profile is running; wait for it, or stop it there")]
    Busy,
    /// The token's account shares nothing with the cache.
    #[error(
        "this token shows none of the {cached} calls in this profile, so it belongs to another account; nothing was changed. Use a profile of its own for that account (--profile NAME), or connect this one with its old account's token"
    )]
    AccountMismatch {
        /// Calls in the cache.
        cached: u64,
    },
    /// Too many calls would be removed without a person's word.
    #[error(
        "the server no longer lists {missing} of the {cached} calls in this profile, which is more than Offhook removes by itself; nothing was removed. If they were deleted on purpose, sync again with --accept-removals"
    )]
    RemovalsRefused {
        /// Calls that would be removed, at least.
        missing: u64,
        /// Calls in the cache.
        cached: u64,
    },
    /// The person stopped it.
    #[error("stopped; everything fetched so far is kept, and the next sync goes on from there")]
    Cancelled,
    /// A file or folder of ours cannot be read or written.
    #[error("{path} cannot be used ({reason}); check that you own it and may write there", path = path.display())]
    File {
        /// What was to be used.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// An export could not be written; the old file, if any, is whole.
    #[error("the export to {path} failed: {reason}", path = path.display())]
    Export {
        /// Where it was to go.
        path: PathBuf,
        /// What went wrong and what to do.
        reason: String,
    },
    /// An export was to go where a file is, and nobody said that it may be replaced.
    #[error(
        "the export to {path} failed: the file exists; choose another name, or allow it with --overwrite",
        path = path.display()
    )]
    ExportExists {
        /// The file.
        path: PathBuf,
    },
    /// No room was left for an export; the old file, if any, is whole.
    #[error(
        "the export to {path} failed: the disk is full; free some space and try again. An older file there is as it was",
        path = path.display()
    )]
    ExportDiskFull {
        /// Where it was to go.
        path: PathBuf,
    },
    /// A mistake of ours.
    #[error("Offhook made a mistake ({0}); nothing was changed. Please report it with these words")]
    Defect(String),
    /// The person stopped an export.
    #[error("the export was stopped; nothing was written, and an older file is as it was")]
    ExportStopped,
}

/// What a person gave that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The address of an account.
    Endpoint,
    /// No token beside an address that is new.
    TokenOfOtherAddress,
    /// A token with characters that none has.
    Token,
    /// A request limit.
    RateLimit,
    /// A profile's name.
    ProfileName,
    /// A profile's name that another has.
    ProfileTaken,
    /// A profile that is not there.
    ProfileGone,
    /// A filter that the server cannot be asked with.
    Comparison,
    /// The system's entry for what is opened at login.
    LoginEntry,
}

impl Error {
    /// The words for somebody who has no command line at hand, where the usual ones name a command
    /// as the way out of trouble with review data.
    #[must_use]
    pub fn without_commands(&self) -> Option<String> {
        match self {
            Self::Store(offhook_store::Error::ReviewDamaged { path, reason, restorable }) => {
                let way_out = match restorable {
                    Some(_) => "restore a backup",
                    None => "there is no backup; move the file away to begin with an empty one",
                };
                let path = path.display();
                Some(format!("{path} is damaged ({reason}) and was left untouched: {way_out}"))
            }
            Self::Store(offhook_store::Error::Restore(why)) => Some(why.clone()),
            _ => None,
        }
    }

    /// The code of the closed list.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::InvalidFilter(_)
            | Self::InvalidSetting(_)
            | Self::Refused { .. }
            | Self::NotConnected(_) => Code::InvalidFilter,
            Self::NoToken { .. } | Self::KeychainRefused { .. } => Code::Unauthorized,
            Self::Remote(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Busy => Code::Busy,
            Self::AccountMismatch { .. } => Code::AccountMismatch,
            Self::RemovalsRefused { .. } => Code::RemovalsRefused,
            Self::Cancelled | Self::ExportStopped => Code::Cancelled,
            Self::File { .. } | Self::Defect(_) => Code::Internal,
            Self::Export { .. } | Self::ExportExists { .. } => Code::ExportFailed,
            Self::ExportDiskFull { .. } => Code::DiskFull,
        }
    }
}
