//! The use cases of Offhook: sync, list, export, verify, review, profiles. No SQL and no HTTP of its own;
//! the command line and the window are thin skins over this crate.
//!
//! ```no_run
//! use offhook_engine::{Home, Profile, ProfileName};
//! use offhook_model::RawFilter;
//!
//! # fn main() -> Result<(), offhook_engine::Error> {
//! let home = Home::resolve(None)?;
//! let profile = Profile::open(&home, &ProfileName::default())?;
//! let page = profile.list_calls(&RawFilter { status: "failed".into(), ..RawFilter::default() })?;
//! println!("{} failed calls", page.total);
//! # Ok(())
//! # }
//! ```

mod calls;
mod clock;
mod diagnostics;
mod doctor;
mod error;
mod export;
mod home;
mod insights;
mod news;
mod phones;
mod profile;
mod profiles;
mod query;
mod review;
mod settings;
mod standing;
mod sync;
mod tokens;
mod verify;

pub use calls::{Agent, CallChange, CallDetail, CallList};
pub use clock::{Clock, SystemClock};
pub use doctor::{Check, CheckState, Diagnosis, Doctor};
pub use error::{Error, Refused};
pub use export::{
    Altered, CALL_COLUMNS, CsvFor, ExportFormat, ExportOptions, ExportProgress, ExportReport,
    FileInTheMaking, Manifest, REVIEW_COLUMNS, Review, ReviewOf, TimeZone, manifest_path,
    save_beside_others,
};
pub use home::{Home, ProfileName};
pub use insights::{
    AgentFigures, CallSums, InsightOptions, InsightSpan, InsightTotals, InsightUnit, Insights,
    NumberFigures, PreviousPeriod, Series, Share, TimeSeries,
};
pub use news::{NegativeCall, NegativeCalls};
pub use offhook_remote::{
    Client, DEFAULT_ENDPOINT, Endpoint, Error as RemoteError, Page, PageRequest, Timeouts, Token,
};
pub use offhook_store::{
    BackupHolds, CallMarks, ChangeKind, Error as StoreError, ImportReport, MAX_NOTE_BYTES,
    MAX_TAG_CHARACTERS, TagCount, UndoNote,
};
pub use phones::Phones;
pub use profile::{Profile, Status};
pub use profiles::{ProfileSummary, Removal};
pub use query::{
    BucketUnit, Facet, FacetValue, FoundElsewhere, FoundText, Histogram, QueryAnswer, QueryOptions,
    QueryTerm, ShownMarks, Span, local_calendar, zone_calendar,
};
pub use review::{CallReview, ReviewBackup, SavedView};
pub use settings::{RateLimit, Settings};
pub use standing::Standing;
pub use sync::{
    Backoff, Phase, Source, SyncFailure, SyncOptions, SyncProgress, SyncReport, SyncRun,
    SyncWarning, WaitingFor,
};
pub use tokens::{TOKEN_VARIABLE, TokenKept, TokenStore};
pub use verify::{Difference, VerifyReport};
