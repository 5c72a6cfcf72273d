//! What crosses to the window: every payload of a command or an event, as JSON and as TypeScript.
//!
//! `ui/src/ipc/bindings.ts` is rendered from these types (`cargo xtask bindings`). All date-times
//! are RFC 3339 text in UTC.

mod errors;
mod sync;

use offhook_engine::Phones;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use ts_rs::TS;

pub(crate) use errors::{ErrorBody, ErrorDetail, Refusal};
pub(crate) use sync::{
    Difference, SyncPhase, SyncProgress, SyncReport, SyncRun, SyncStatus, SyncWarning,
    VerifyReport, WaitingFor,
};

/// What the window wants to know beside the page. `zone` is an IANA name, `language` a tag.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
pub(crate) struct QueryOptions {
    pub(crate) facets: bool,
    pub(crate) histogram: bool,
    pub(crate) zone: String,
    pub(crate) language: String,
    #[ts(optional, inline)]
    pub(crate) reading: Option<Reading>,
}

/// How the page writes times: `2:00 PM`, `July 1, 2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
pub(crate) struct Reading {
    pub(crate) twelve_hours: bool,
    pub(crate) month_first: bool,
}

impl From<Reading> for offhook_model::words::Reading {
    fn from(Reading { twelve_hours, month_first }: Reading) -> Self {
        Self { twelve_hours, month_first }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InsightUnit {
    Day,
    Week,
    Month,
}

impl From<InsightUnit> for offhook_engine::InsightUnit {
    fn from(unit: InsightUnit) -> Self {
        match unit {
            InsightUnit::Day => Self::Day,
            InsightUnit::Week => Self::Week,
            InsightUnit::Month => Self::Month,
        }
    }
}

/// `zone` is an IANA name; `unit` null: one that fits the span.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
pub(crate) struct InsightOptions {
    pub(crate) zone: String,
    #[ts(inline)]
    pub(crate) unit: Option<InsightUnit>,
}

/// A chart as a file. `name` is the wanted file name, its ending included.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
pub(crate) struct Picture {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// `name` is the alias where there is one.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct Agent {
    pub(crate) agent_id: String,
    pub(crate) name: Option<String>,
    pub(crate) server_name: Option<String>,
    pub(crate) calls: u64,
}

/// Where the token of a profile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenKept {
    Keychain,
    File,
    Session,
    Environment,
    None,
}

/// `endpoint` null and `sample` false: the first run.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ProfileInfo {
    pub(crate) name: String,
    pub(crate) endpoint: Option<String>,
    pub(crate) default_endpoint: String,
    pub(crate) token_kept: TokenKept,
    /// Where it was chosen to be kept; `token_kept` is where it is now.
    pub(crate) token_choice: TokenKept,
    pub(crate) sample: bool,
    pub(crate) calls: u64,
    pub(crate) data_dir: String,
    pub(crate) rate_limit: String,
    pub(crate) refresh_interval_min: u32,
}

/// One of the profiles there are. `calls` is null where `problem` says why.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ProfileEntry {
    pub(crate) name: String,
    pub(crate) current: bool,
    pub(crate) endpoint: Option<String>,
    pub(crate) calls: Option<u64>,
    pub(crate) last_sync_at: Option<String>,
    pub(crate) problem: Option<ErrorBody>,
}

/// What goes, or went, with a profile. `token_kept` is where its token is.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ProfileRemoval {
    pub(crate) directory: String,
    pub(crate) calls: Option<u64>,
    pub(crate) reviewed_calls: Option<u64>,
    pub(crate) token_kept: TokenKept,
}

/// `rate_limit` is `auto`, `none` or `N/min,M/h`; `refresh_interval_min` 0 means never.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
pub(crate) struct Settings {
    pub(crate) endpoint: String,
    pub(crate) rate_limit: String,
    pub(crate) refresh_interval_min: u32,
}

/// How Offhook behaves among other programs. `at_login` is null where the system does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct DesktopManners {
    pub(crate) notify_negative: bool,
    pub(crate) tray: bool,
    /// Whether the tray's icon can be seen now.
    pub(crate) tray_seen: bool,
    pub(crate) at_login: Option<bool>,
}

/// How a person wants it to behave; what is null stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct DesktopWish {
    pub(crate) notify_negative: Option<bool>,
    pub(crate) tray: Option<bool>,
    pub(crate) at_login: Option<bool>,
}

/// The colours of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

/// What the page says about the program's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ClosingAnswer {
    /// From now on it can be asked.
    Listening,
    /// Everything is saved, or need not be.
    Close,
    /// The person is asked.
    Deciding,
    Stay,
}

/// Where a person wants a token to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenPlace {
    Keychain,
    Session,
    File,
}

/// An empty `token` stands for the one that is stored. `place` is looked at when it is kept.
#[derive(Clone, PartialEq, Deserialize, TS)]
pub(crate) struct Connection {
    pub(crate) endpoint: String,
    pub(crate) token: String,
    pub(crate) place: TokenPlace,
}

/// `keychain_problem` says why the keychain did not take the token; then nothing was kept, and the
/// person has to choose another place.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct Connected {
    pub(crate) profile: ProfileInfo,
    pub(crate) keychain_problem: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ConnectionReport {
    pub(crate) calls: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct CallChange {
    pub(crate) noticed_at: String,
    pub(crate) field: String,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

/// `call` is the server's own text, passed through unread.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct CallDetail {
    #[ts(type = "Call")]
    pub(crate) call: Box<RawValue>,
    pub(crate) changes: Vec<CallChange>,
    pub(crate) removed_at: Option<String>,
    /// Null where it cannot be read, for which `review_error` has the reason.
    pub(crate) review: Option<Review>,
    pub(crate) review_error: Option<ErrorBody>,
    /// How people read its numbers, by what the server writes.
    #[ts(type = "Phones")]
    pub(crate) phones: Phones,
}

/// What a person has kept of a call.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct Review {
    pub(crate) starred: bool,
    pub(crate) reviewed_at: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) note: String,
    pub(crate) note_changed_at: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReviewChange {
    Starred,
    Unstarred,
    Reviewed,
    Unreviewed,
    Tagged,
    Untagged,
}

/// What an import of review data brought: how many were not here before, or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct ReviewImport {
    /// Calls in the file.
    pub(crate) calls: u64,
    pub(crate) starred: u64,
    pub(crate) reviewed: u64,
    pub(crate) tagged: u64,
    pub(crate) notes: u64,
    pub(crate) views: u64,
    /// Names of agents.
    pub(crate) aliases: u64,
    /// The backup of what was here before, by its name.
    pub(crate) backup: Option<String>,
}

/// A backup of the review data. `made_at` is a day where no more is known; `calls` and `notes`, of
/// how many it holds any, are null where it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct ReviewBackup {
    pub(crate) name: String,
    pub(crate) made_at: String,
    pub(crate) before_restore: bool,
    pub(crate) before_import: bool,
    pub(crate) bytes: u64,
    pub(crate) calls: Option<u64>,
    pub(crate) notes: Option<u64>,
}

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct UndoNote {
    #[ts(inline)]
    pub(crate) what: ReviewChange,
    pub(crate) calls: u64,
    pub(crate) tag: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct TagCount {
    pub(crate) tag: String,
    pub(crate) calls: u64,
}

/// A filter with a name; `request` is the body of a list request.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct View {
    pub(crate) id: String,
    pub(crate) name: String,
    #[ts(type = "ListRequest")]
    pub(crate) request: Box<RawValue>,
}

/// A view to be saved; a new one has no `id` yet.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
pub(crate) struct ViewDraft {
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    #[ts(type = "ListRequest")]
    pub(crate) request: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExportForm {
    Xlsx,
    CsvExcel,
    CsvMachines,
    Json,
    Ndjson,
    Parquet,
}

/// What to write where. `columns` empty: all of a call's; `ids` null: every call of the filter.
/// `zone` is that of the times in the file, `days_in` that of the days in the filter.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
pub(crate) struct ExportOrder {
    #[ts(inline)]
    pub(crate) form: ExportForm,
    pub(crate) path: String,
    pub(crate) overwrite: bool,
    pub(crate) columns: Vec<String>,
    pub(crate) with_review: bool,
    pub(crate) zone: String,
    pub(crate) days_in: String,
    pub(crate) language: String,
    pub(crate) ids: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Paper {
    A4,
    Letter,
}

/// What the laid-out page is printed on; `path` null: whatever is chosen in the system's dialog.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
pub(crate) struct PrintOrder {
    #[ts(inline)]
    pub(crate) paper: Paper,
    pub(crate) landscape: bool,
    pub(crate) path: Option<String>,
    pub(crate) overwrite: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ExportProgress {
    pub(crate) rows: u64,
    pub(crate) total: u64,
    pub(crate) eta_s: Option<u64>,
    pub(crate) finishing: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ExportDone {
    pub(crate) path: String,
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    pub(crate) cells_cut: u64,
    pub(crate) cells_with_unwritable_characters: u64,
}
