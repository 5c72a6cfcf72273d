//! The closed list of error codes: what a script or the window may branch on.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What kind of thing went wrong, in words that stay the same across releases.
///
/// ```
/// use offhook_model::Code;
/// assert_eq!(Code::RateLimited.to_string(), "rate_limited");
/// assert!(Code::RateLimited.is_retryable());
/// assert!(!Code::Unauthorized.is_retryable());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The person's own input cannot be used: a filter, a flag, a setting.
    InvalidFilter,
    /// The server does not accept the token.
    Unauthorized,
    /// The server cannot be reached.
    Offline,
    /// The server asks for a pause that is longer than we wait by ourselves.
    RateLimited,
    /// The server answers, but with an error of its own.
    ServerError,
    /// The answer is not what a list-calls endpoint sends.
    BadResponse,
    /// Another sync holds the profile.
    Busy,
    /// The calls offered belong to another account than those in the cache.
    AccountMismatch,
    /// So many calls would be removed that a person has to agree first.
    RemovalsRefused,
    /// No room is left on the disk.
    DiskFull,
    /// The cache cannot be read, or was written by a newer version.
    CacheDamaged,
    /// An export could not be written.
    ExportFailed,
    /// The person stopped it.
    Cancelled,
    /// Anything else; always a defect or a broken system.
    Internal,
}

impl Code {
    /// Every code, in the order of the documentation.
    pub const ALL: [Self; 14] = [
        Self::InvalidFilter,
        Self::Unauthorized,
        Self::Offline,
        Self::RateLimited,
        Self::ServerError,
        Self::BadResponse,
        Self::Busy,
        Self::AccountMismatch,
        Self::RemovalsRefused,
        Self::DiskFull,
        Self::CacheDamaged,
        Self::ExportFailed,
        Self::Cancelled,
        Self::Internal,
    ];

    /// The code as it stands in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidFilter => "invalid_filter",
            Self::Unauthorized => "unauthorized",
            Self::Offline => "offline",
            Self::RateLimited => "rate_limited",
            Self::ServerError => "server_error",
            Self::BadResponse => "bad_response",
            Self::Busy => "busy",
            Self::AccountMismatch => "account_mismatch",
            Self::RemovalsRefused => "removals_refused",
            Self::DiskFull => "disk_full",
            Self::CacheDamaged => "cache_damaged",
            Self::ExportFailed => "export_failed",
            Self::Cancelled => "cancelled",
            Self::Internal => "internal",
        }
    }

    /// Whether the same request may succeed later without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::Offline | Self::RateLimited | Self::ServerError | Self::BadResponse | Self::Busy
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_the_same_in_json_and_in_text() {
        for code in Code::ALL {
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(json, format!("\"{code}\""));
        }
    }
}
