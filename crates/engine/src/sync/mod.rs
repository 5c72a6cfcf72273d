//! Sync: the loop that asks what the plan says, commits what comes back, and knows when to stop.

mod account;
mod digest;
mod fetch;
mod guard;
mod journal;
mod lock;
mod log;
mod pace;
mod plan;
mod progress;
mod report;
mod run;
mod source;
mod steady;
mod verdict;
mod warning;

#[cfg(test)]
mod model_server;
#[cfg(test)]
mod model_tests;

pub use fetch::Backoff;
pub(crate) use journal::FILES as JOURNAL_FILES;
pub(crate) use lock::SyncLock;
pub use log::SyncRun;
pub use progress::{Phase, SyncProgress, WaitingFor};
pub use report::SyncReport;
pub use run::{SyncFailure, SyncOptions};
pub use source::Source;
pub use warning::SyncWarning;
