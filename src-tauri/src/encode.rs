//! What the engine says, in the words of the wire.

use offhook_engine as engine;
use offhook_engine::{Error, Phase, RemoteError, StoreError};
use offhook_model::Code;

use crate::wire;

impl From<Error> for wire::ErrorBody {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<&Error> for wire::ErrorBody {
    fn from(error: &Error) -> Self {
        let code = error.code();
        let (message, detail) = (sentence(&message(error)), detail(error));
        Self { code, message, retryable: code.is_retryable(), detail }
    }
}

/// What the window's own words are made of, where the code alone does not tell enough.
fn detail(error: &Error) -> Option<wire::ErrorDetail> {
    use wire::{ErrorDetail as Detail, Refusal};
    let refused = |what| Some(Detail::Refused { what });
    match error {
        Error::ExportExists { .. } => Some(Detail::FileExists),
        &Error::RemovalsRefused { missing, cached } => {
            Some(Detail::MissingCalls { missing, cached })
        }
        Error::File { path, .. } => Some(Detail::Unusable { path: path.display().to_string() }),
        Error::InvalidFilter(invalid) => {
            invalid.field().map(|name| Detail::Field { name: name.to_owned() })
        }
        Error::Refused { what, .. } => refused((*what).into()),
        Error::InvalidSetting(_) => refused(Refusal::Other),
        Error::NotConnected(_) => refused(Refusal::NotConnected),
        Error::NoToken { .. } => refused(Refusal::NoToken),
        Error::KeychainRefused { .. } => refused(Refusal::Keychain),
        Error::Store(error) => store_detail(error),
        Error::Remote(RemoteError::Server { status, .. }) => {
            Some(Detail::Status { status: *status })
        }
        Error::Remote(RemoteError::RateLimited { retry_after }) => {
            retry_after.map(|wait| Detail::Wait { seconds: wait.as_secs() })
        }
        _ => None,
    }
}

fn store_detail(error: &StoreError) -> Option<wire::ErrorDetail> {
    use wire::{ErrorDetail as Detail, Refusal};
    let text = |path: &std::path::Path| path.display().to_string();
    Some(match error {
        StoreError::NotWritable { path, .. } => Detail::Unusable { path: text(path) },
        StoreError::TooNew { path } | StoreError::ReviewTooNew { path } => {
            Detail::TooNew { path: text(path) }
        }
        StoreError::ReviewDamaged { path, restorable, .. } => {
            Detail::ReviewDamaged { path: text(path), backup: restorable.clone() }
        }
        StoreError::InvalidReview(_) => Detail::Refused { what: Refusal::Label },
        StoreError::ReviewFile(_) => Detail::Refused { what: Refusal::ReviewFile },
        StoreError::Backup(_) | StoreError::Restore(_) => Detail::Refused { what: Refusal::Backup },
        _ => return None,
    })
}

impl From<engine::Refused> for wire::Refusal {
    fn from(refused: engine::Refused) -> Self {
        match refused {
            engine::Refused::Endpoint => Self::Endpoint,
            engine::Refused::TokenOfOtherAddress => Self::TokenOfOtherAddress,
            engine::Refused::Token => Self::Token,
            engine::Refused::RateLimit => Self::RateLimit,
            engine::Refused::ProfileName => Self::ProfileName,
            engine::Refused::ProfileTaken => Self::ProfileTaken,
            engine::Refused::ProfileGone => Self::ProfileGone,
            engine::Refused::Comparison => Self::Comparison,
            engine::Refused::LoginEntry => Self::LoginEntry,
        }
    }
}

impl wire::ErrorBody {
    /// A defect or a broken system: nothing that a person did.
    pub(crate) fn internal(reason: impl std::fmt::Display) -> Self {
        Self { code: Code::Internal, message: reason.to_string(), retryable: false, detail: None }
    }
}

/// With a capital letter and a full stop: errors are written to follow a colon in a terminal.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map_or_else(String::new, |letter| letter.to_uppercase().collect());
    let stop = if text.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    first + letters.as_str() + stop
}

/// The engine's own words, but for those that name flags of the command line as the way out.
fn message(error: &Error) -> String {
    match error {
        Error::NotConnected(_) => "No account is connected yet. Connect your account first.".into(),
        Error::ExportExists { path } => {
            format!("{} exists already; choose another name, or replace it", path.display())
        }
        Error::NoToken { .. } => {
            "There is no token for this account here. Enter it again to go on syncing.".into()
        }
        Error::KeychainRefused { reason, .. } => {
            format!("The system keychain cannot keep the token ({reason}).")
        }
        Error::AccountMismatch { cached } => format!(
            "This token shows none of the {cached} calls kept here, so it belongs to another \
             account. Nothing was changed."
        ),
        Error::RemovalsRefused { missing, cached } => format!(
            "The server no longer lists {missing} of the {cached} calls kept here. Nothing was \
             removed."
        ),
        other => other.without_commands().unwrap_or_else(|| other.to_string()),
    }
}

impl wire::ProfileEntry {
    /// `own` is the name of the person's profile that is open.
    pub(crate) fn of(summary: engine::ProfileSummary, own: &str) -> Self {
        Self {
            current: summary.name == own,
            name: summary.name,
            endpoint: summary.endpoint,
            calls: summary.calls,
            last_sync_at: summary.last_sync_at,
            problem: summary.code.map(|code| wire::ErrorBody {
                code,
                message: sentence(&summary.problem.unwrap_or_default()),
                retryable: code.is_retryable(),
                detail: None,
            }),
        }
    }
}

impl From<engine::Removal> for wire::ProfileRemoval {
    fn from(removal: engine::Removal) -> Self {
        Self {
            directory: removal.directory,
            calls: removal.calls,
            reviewed_calls: removal.reviewed_calls,
            token_kept: removal.token_kept.into(),
        }
    }
}

impl From<engine::TokenKept> for wire::TokenKept {
    fn from(kept: engine::TokenKept) -> Self {
        match kept {
            engine::TokenKept::Keychain => Self::Keychain,
            engine::TokenKept::File => Self::File,
            engine::TokenKept::Session => Self::Session,
            engine::TokenKept::Environment => Self::Environment,
            engine::TokenKept::None => Self::None,
        }
    }
}

impl From<engine::Agent> for wire::Agent {
    fn from(agent: engine::Agent) -> Self {
        Self {
            agent_id: agent.agent_id,
            name: agent.name,
            server_name: agent.server_name,
            calls: agent.calls,
        }
    }
}

/// One call with what happened to it and what is kept of it.
pub(crate) fn call_detail(
    detail: engine::CallDetail,
    review: Result<engine::CallReview, Error>,
) -> wire::CallDetail {
    let change = |change: engine::CallChange| wire::CallChange {
        noticed_at: change.noticed_at,
        field: change.field,
        old: change.old,
        new: change.new,
    };
    let (review, review_error) = match review {
        Ok(kept) => (Some(review_of(kept)), None),
        Err(error) => (None, Some(error.into())),
    };
    let mut phones = engine::Phones::default();
    phones.add_of_call(detail.call.get());
    wire::CallDetail {
        phones,
        call: detail.call,
        changes: detail.changes.into_iter().map(change).collect(),
        removed_at: detail.removed_at,
        review,
        review_error,
    }
}

fn review_of(kept: engine::CallReview) -> wire::Review {
    wire::Review {
        starred: kept.starred,
        reviewed_at: kept.reviewed_at,
        tags: kept.tags,
        note: kept.note,
        note_changed_at: kept.note_changed_at,
    }
}

/// Saved views in their order.
pub(crate) fn views(views: Vec<engine::SavedView>) -> Vec<wire::View> {
    let view = |view: engine::SavedView| wire::View {
        id: view.id,
        name: view.name,
        request: view.request,
    };
    views.into_iter().map(view).collect()
}

impl From<engine::ImportReport> for wire::ReviewImport {
    fn from(report: engine::ImportReport) -> Self {
        Self {
            calls: report.calls,
            starred: report.starred,
            reviewed: report.reviewed,
            tagged: report.tagged,
            notes: report.notes_added + report.notes_merged,
            views: report.views_added + report.views_replaced,
            aliases: report.aliases,
            backup: report.backup,
        }
    }
}

impl wire::ReviewBackup {
    pub(crate) fn of(backup: engine::ReviewBackup, holds: Option<engine::BackupHolds>) -> Self {
        Self {
            made_at: backup.made_at.unwrap_or(backup.made),
            before_restore: backup.before_restore,
            before_import: backup.before_import,
            bytes: backup.bytes,
            calls: holds.map(|holds| holds.calls),
            notes: holds.map(|holds| holds.notes),
            name: backup.name,
        }
    }
}

impl From<engine::UndoNote> for wire::UndoNote {
    fn from(note: engine::UndoNote) -> Self {
        let what = match note.what {
            engine::ChangeKind::Starred => wire::ReviewChange::Starred,
            engine::ChangeKind::Unstarred => wire::ReviewChange::Unstarred,
            engine::ChangeKind::Reviewed => wire::ReviewChange::Reviewed,
            engine::ChangeKind::Unreviewed => wire::ReviewChange::Unreviewed,
            engine::ChangeKind::Tagged => wire::ReviewChange::Tagged,
            engine::ChangeKind::Untagged => wire::ReviewChange::Untagged,
        };
        Self { what, calls: note.calls, tag: note.tag }
    }
}

impl From<&engine::SyncProgress> for wire::SyncProgress {
    fn from(progress: &engine::SyncProgress) -> Self {
        let phase = match progress.phase {
            Phase::FirstPage => wire::SyncPhase::FirstPage,
            Phase::Walking => wire::SyncPhase::Walking,
            Phase::Comparing => wire::SyncPhase::Comparing,
            Phase::Confirming => wire::SyncPhase::Confirming,
            Phase::Sweeping => wire::SyncPhase::Sweeping,
        };
        let waiting_for = progress.waiting_for.map(|reason| match reason {
            engine::WaitingFor::RateLimit => wire::WaitingFor::RateLimit,
            engine::WaitingFor::Retry => wire::WaitingFor::Retry,
        });
        Self {
            phase,
            requests: progress.requests,
            local_total: progress.local_total,
            remote_total: progress.remote_total,
            back_to: progress.back_to.clone(),
            waiting_until: progress.waiting_until.clone(),
            waiting_for,
            eta_s: progress.eta_s,
        }
    }
}

impl From<engine::SyncReport> for wire::SyncReport {
    fn from(report: engine::SyncReport) -> Self {
        Self {
            complete: report.complete,
            inserted: report.inserted,
            updated: report.updated,
            removed: report.removed,
            unchanged: report.unchanged,
            requests: report.requests,
            retries: report.retries,
            remote_total: report.remote_total,
            local_total: report.local_total,
            verified_back_to: report.verified_back_to,
            elapsed_ms: report.elapsed_ms,
            warnings: report.warnings,
        }
    }
}

impl From<engine::VerifyReport> for wire::VerifyReport {
    fn from(report: engine::VerifyReport) -> Self {
        Self {
            agrees: report.agrees,
            remote_total: report.remote_total,
            local_total: report.local_total,
            requests: report.requests.into(),
            differences: report.differences,
        }
    }
}

/// One line of the log. A run that never ended was interrupted, unless it `is_running` now.
pub(crate) fn sync_run(run: engine::SyncRun, is_running: bool) -> wire::SyncRun {
    let report = run.report.unwrap_or_default();
    let outcome = match run.outcome.as_str() {
        "running" if is_running => "running",
        "running" => "interrupted",
        "done" if report.complete => "complete",
        "done" => "partial",
        "cancelled" => "cancelled",
        _ => "failed",
    };
    wire::SyncRun {
        started_at: run.started_at,
        ended_at: run.ended_at,
        outcome: outcome.to_owned(),
        code: Code::ALL.into_iter().find(|code| code.as_str() == run.outcome),
        message: run.message.map(|message| sentence(&message)),
        inserted: report.inserted,
        updated: report.updated,
        removed: report.removed,
        requests: report.requests,
        retries: report.retries,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_in_the_window_speaks_of_flags() {
        let errors = [
            Error::NotConnected("default".into()),
            Error::NoToken { profile: "default".into(), reason: "use --token-stdin".into() },
            Error::KeychainRefused { profile: "default".into(), reason: "locked".into() },
            Error::AccountMismatch { cached: 7 },
            Error::RemovalsRefused { missing: 60, cached: 100 },
            Error::Busy,
            Error::Cancelled,
            Error::ExportExists { path: "calls.csv".into() },
        ];
        for error in errors {
            let body = wire::ErrorBody::from(error);
            assert!(!body.message.contains("--"), "{}", body.message);
        }
    }

    #[test]
    fn that_a_file_exists_is_told_apart_from_any_other_failure_of_an_export() {
        let path = std::path::PathBuf::from("calls that exists.csv");
        let exists = wire::ErrorBody::from(Error::ExportExists { path: path.clone() });
        assert_eq!(exists.code, Code::ExportFailed);
        assert_eq!(exists.detail, Some(wire::ErrorDetail::FileExists));
        let other = wire::ErrorBody::from(Error::Export { path, reason: "no".into() });
        assert_eq!((other.code, other.detail), (Code::ExportFailed, None));
    }

    #[test]
    fn how_many_calls_are_missing_is_told_as_numbers_for_every_language() {
        let refused =
            wire::ErrorBody::from(Error::RemovalsRefused { missing: 2_380, cached: 2_400 });
        let detail = serde_json::to_value(refused.detail).unwrap();
        let numbers = serde_json::json!({ "missing": 2_380, "cached": 2_400 });
        assert_eq!(detail, serde_json::json!({ "missing_calls": numbers }));
    }

    #[test]
    fn what_the_windows_own_words_need_is_told_beside_the_message() {
        let told =
            |error: Error| serde_json::to_value(wire::ErrorBody::from(error).detail).unwrap();
        let refused = |what: &str| serde_json::json!({ "refused": { "what": what } });
        let reason = String::new;
        let path = std::path::PathBuf::from("review.db");
        assert_eq!(
            told(Error::File { path: path.clone(), reason: reason() }),
            serde_json::json!({ "unusable": { "path": "review.db" } })
        );
        assert_eq!(
            told(StoreError::ReviewDamaged { path, reason: reason(), restorable: None }.into()),
            serde_json::json!({ "review_damaged": { "path": "review.db", "backup": null } })
        );
        assert_eq!(
            told(RemoteError::Server { status: 503, detail: reason() }.into()),
            serde_json::json!({ "status": { "status": 503 } })
        );
        let wait = Some(std::time::Duration::from_secs(90));
        assert_eq!(
            told(RemoteError::RateLimited { retry_after: wait }.into()),
            serde_json::json!({ "wait": { "seconds": 90 } })
        );
        let raw = offhook_model::RawFilter { limit: 0.into(), ..Default::default() };
        assert_eq!(
            told(raw.resolve().unwrap_err().into()),
            serde_json::json!({ "field": { "name": "limit" } })
        );
        assert_eq!(
            told("a b".parse::<engine::ProfileName>().unwrap_err()),
            refused("profile_name")
        );
        assert_eq!(told("5".parse::<engine::RateLimit>().unwrap_err()), refused("rate_limit"));
        assert_eq!(told(Error::InvalidSetting(reason())), refused("other"));
        assert_eq!(told(StoreError::InvalidReview(reason()).into()), refused("label"));
        assert_eq!(told(StoreError::ReviewFile(reason()).into()), refused("review_file"));
        assert_eq!(told(StoreError::Restore(reason()).into()), refused("backup"));
        assert_eq!(told(Error::Busy), serde_json::Value::Null);
    }

    #[test]
    fn review_data_that_cannot_be_read_is_told_apart_from_a_call_without_any() {
        let detail = || engine::CallDetail {
            call: serde_json::value::to_raw_value(&serde_json::json!({ "id": "a" })).unwrap(),
            changes: Vec::new(),
            removed_at: None,
        };
        let bare = call_detail(detail(), Ok(engine::CallReview::default()));
        assert_eq!(bare.review.map(|review| review.note).as_deref(), Some(""));
        assert_eq!(bare.review_error, None);
        let unread = call_detail(detail(), Err(Error::Busy));
        assert_eq!(unread.review, None);
        assert_eq!(unread.review_error.map(|error| error.code), Some(Code::Busy));
    }

    #[test]
    fn messages_are_whole_sentences() {
        assert_eq!(sentence("limit must be 1; ask again"), "Limit must be 1; ask again.");
        assert_eq!(sentence("Nothing was changed."), "Nothing was changed.");
    }

    #[test]
    fn a_run_that_never_ended_reads_as_interrupted_unless_it_runs_now() {
        let run = |outcome: &str| engine::SyncRun {
            started_at: "2026-01-01T00:00:00Z".into(),
            ended_at: None,
            outcome: outcome.into(),
            message: None,
            report: None,
        };
        assert_eq!(sync_run(run("running"), true).outcome, "running");
        assert_eq!(sync_run(run("running"), false).outcome, "interrupted");
        assert_eq!(sync_run(run("done"), false).outcome, "partial");
        assert_eq!(sync_run(run("offline"), false).outcome, "failed");
        assert_eq!(sync_run(run("offline"), false).code, Some(Code::Offline));
        assert_eq!(sync_run(run("done"), false).code, None);
    }
}
