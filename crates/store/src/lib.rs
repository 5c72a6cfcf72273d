//! The SQLite files: every line of SQL of the product, and nothing that decides.
//!
//! [`Cache`] holds what can be read again from the server, [`Index`] what is derived from it,
//! [`Review`] what a person added.
//! Rows go in a page at a time, in one transaction with the coverage that the page proves
//! ([`Cache::commit_page`]); lists come out with their exact total from one snapshot
//! ([`Cache::list`]).

mod by_id;
mod cache;
mod changes;
mod checkpoints;
mod coverage;
mod database;
mod error;
mod health;
mod index;
mod local;
mod missed;
mod newcomers;
mod one_call;
mod open;
mod page_commit;
mod review;
mod rows;
mod runs;
mod settled;
mod state;
mod touched;

pub use cache::Cache;
pub use changes::CallChange;
pub use error::Error;
pub use health::Health;
pub use index::{Followed, Index, IndexPart, Phrase, TextOf};
pub use newcomers::Newcomer;
pub use one_call::CallRow;
pub use page_commit::{Committed, PageToCommit, SetAside};
pub use review::{
    AgentAlias, Backup, BackupHolds, BackupKind, CallMarks, CallReview, ChangeKind, ImportReport,
    MAX_NOTE_BYTES, MAX_TAG_CHARACTERS, NoteOnCall, Review, TagCount, TouchedCalls, UndoNote, View,
};
pub use rows::SummaryOf;
pub use runs::RunRow;
pub use state::StateKey;
pub use touched::{Entry, Mark, Since};
