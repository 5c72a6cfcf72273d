//! What a person is shown while a sync runs.

use serde::Serialize;

use super::plan::Why;

/// What the sync is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Reading the newest calls.
    FirstPage,
    /// Walking back in time through calls never read.
    Walking,
    /// Finding out where the server's count and ours differ.
    Comparing,
    /// Reading once more what one read has missed.
    Confirming,
    /// Reading again what may have changed.
    Sweeping,
}

impl Phase {
    pub(super) const fn of(why: Why) -> Self {
        match why {
            Why::Head => Self::FirstPage,
            Why::Order | Why::Walk | Why::Tie | Why::Window => Self::Walking,
            Why::Compare => Self::Comparing,
            Why::Confirm => Self::Confirming,
            Why::Settle | Why::Sweep => Self::Sweeping,
        }
    }
}

/// Why the sync waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// The server's request limit, or our own count of it.
    RateLimit,
    /// A short pause after a failed request.
    Retry,
}

/// How far a running sync is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SyncProgress {
    /// What it is doing.
    pub phase: Phase,
    /// Requests sent so far.
    pub requests: u64,
    /// Calls in the cache.
    pub local_total: u64,
    /// Calls the server counts.
    pub remote_total: Option<u64>,
    /// Everything since then is here, RFC 3339.
    pub back_to: Option<String>,
    /// When it goes on, RFC 3339; `None` while it does not wait.
    pub waiting_until: Option<String>,
    /// What it waits for.
    pub waiting_for: Option<WaitingFor>,
    /// Seconds left, roughly; `None` when not known.
    pub eta_s: Option<u64>,
}
