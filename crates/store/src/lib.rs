//! The SQLite files: every line of SQL of the product, and nothing that decides.
//!
//! [`Cache`] holds what can be read again from the server, [`Review`] what a person added to it.
//! Rows go in a page at a time, in one transaction with the coverage that the page proves
//! ([`Cache::commit_page`]); lists come out with their exact total from one snapshot
//! ([`Cache::list`]).

mod cache;
mod changes;
mod coverage;
mod database;
mod error;
mod filter_sql;
mod health;
mod list;
mod local;
mod open;
mod page_commit;
mod review;
mod runs;
mod settled;
mod state;

pub use cache::Cache;
pub use changes::CallChange;
pub use error::Error;
pub use health::Health;
pub use list::{AgentRow, CallRow, Listing};
pub use page_commit::{Committed, PageToCommit, SetAside};
pub use review::{
    AgentAlias, Backup, BackupKind, CallMarks, CallReview, ChangeKind, ImportReport,
    MAX_NOTE_BYTES, MAX_TAG_CHARACTERS, NoteOnCall, Review, TagCount, TouchedCalls, UndoNote, View,
};
pub use runs::RunRow;
pub use state::StateKey;
