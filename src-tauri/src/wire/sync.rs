//! What the window is told of syncs and of checks against the server.

use offhook_model::Code;
use serde::Serialize;
use ts_rs::TS;

use super::ErrorBody;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SyncPhase {
    FirstPage,
    Walking,
    Comparing,
    Confirming,
    Sweeping,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WaitingFor {
    RateLimit,
    Retry,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct SyncProgress {
    #[ts(inline)]
    pub(crate) phase: SyncPhase,
    pub(crate) requests: u64,
    pub(crate) local_total: u64,
    pub(crate) remote_total: Option<u64>,
    pub(crate) back_to: Option<String>,
    pub(crate) waiting_until: Option<String>,
    #[ts(inline)]
    pub(crate) waiting_for: Option<WaitingFor>,
    pub(crate) eta_s: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct SyncReport {
    pub(crate) complete: bool,
    pub(crate) inserted: u64,
    pub(crate) updated: u64,
    pub(crate) removed: u64,
    pub(crate) unchanged: u64,
    pub(crate) requests: u64,
    pub(crate) retries: u64,
    pub(crate) remote_total: Option<u64>,
    pub(crate) local_total: u64,
    pub(crate) verified_back_to: Option<String>,
    pub(crate) elapsed_ms: u64,
    pub(crate) warnings: Vec<SyncWarning>,
}

/// What a person should know of a sync, for the page's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum SyncWarning {
    Unreadable {
        rows: u64,
    },
    CountsMore {
        calls: u64,
    },
    CountsFewer {
        calls: u64,
    },
    NoTotal,
    KeptChanging,
    StoppedAsAsked {
        requests: u64,
    },
    Contradictory {
        requests: u64,
    },
    /// As another version wrote it, in English.
    Other {
        sentence: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct SyncStatus {
    pub(crate) running: bool,
    pub(crate) progress: Option<SyncProgress>,
    pub(crate) complete: bool,
    pub(crate) calls: u64,
    pub(crate) complete_back_to: Option<String>,
    pub(crate) last_verified_at: Option<String>,
    pub(crate) last_report: Option<SyncReport>,
    pub(crate) last_error: Option<ErrorBody>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct SyncRun {
    pub(crate) started_at: String,
    pub(crate) ended_at: Option<String>,
    pub(crate) outcome: String,
    // What a failure was, where it is one of the codes; `message` says it in English.
    #[ts(type = "Code | null")]
    pub(crate) code: Option<Code>,
    pub(crate) message: Option<String>,
    pub(crate) inserted: u64,
    pub(crate) updated: u64,
    pub(crate) removed: u64,
    pub(crate) requests: u64,
    pub(crate) retries: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct VerifyReport {
    pub(crate) agrees: bool,
    pub(crate) remote_total: Option<u64>,
    pub(crate) local_total: u64,
    pub(crate) requests: u64,
    pub(crate) differences: Vec<Difference>,
}

/// Where the server and the cache differ, for the page's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Difference {
    Totals { remote: u64, local: u64 },
    UnstoredStatus,
    NotHere { id: String },
    Changed { id: String },
    NotThere { id: String },
    Further { count: u64 },
}
