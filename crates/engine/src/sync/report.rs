//! What a sync did.

use serde::{Deserialize, Serialize};

use super::warning::SyncWarning;

/// The counts of one sync run; also what `offhook sync --json` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SyncReport {
    /// Every call that the server lists is in the cache, and that is proven.
    pub complete: bool,
    /// Calls not seen before.
    pub inserted: u64,
    /// Calls that changed, or came back.
    pub updated: u64,
    /// Calls that the server no longer lists.
    pub removed: u64,
    /// Calls read again and found as they were.
    pub unchanged: u64,
    /// Requests sent, retries included.
    pub requests: u64,
    /// Requests sent again after a failure.
    pub retries: u64,
    /// Calls the server counts; `None` when it gives no count.
    pub remote_total: Option<u64>,
    /// Calls listed from the cache.
    pub local_total: u64,
    /// Every call since then is here, RFC 3339; the oldest call's time when all are.
    pub verified_back_to: Option<String>,
    /// How long it took.
    pub elapsed_ms: u64,
    /// What a person should know.
    pub warnings: Vec<SyncWarning>,
}
