//! What the engine says, in the words of the wire.

mod errors;

use offhook_engine as engine;
use offhook_engine::{Error, Phase};
use offhook_model::Code;

use self::errors::sentence;
use crate::wire;

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
            warnings: report.warnings.into_iter().map(wire::SyncWarning::from).collect(),
        }
    }
}

impl From<engine::SyncWarning> for wire::SyncWarning {
    fn from(warning: engine::SyncWarning) -> Self {
        use engine::SyncWarning as Known;
        match warning {
            Known::Unreadable(rows) => Self::Unreadable { rows },
            Known::CountsMore(calls) => Self::CountsMore { calls },
            Known::CountsFewer(calls) => Self::CountsFewer { calls },
            Known::NoTotal => Self::NoTotal,
            Known::KeptChanging => Self::KeptChanging,
            Known::StoppedAsAsked(requests) => Self::StoppedAsAsked { requests },
            Known::Contradictory(requests) => Self::Contradictory { requests },
            Known::Other(sentence) => Self::Other { sentence },
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
            differences: report.differences.into_iter().map(wire::Difference::from).collect(),
        }
    }
}

impl From<engine::Difference> for wire::Difference {
    fn from(difference: engine::Difference) -> Self {
        use engine::Difference as Known;
        match difference {
            Known::Totals { remote, local } => Self::Totals { remote, local },
            Known::UnstoredStatus => Self::UnstoredStatus,
            Known::NotHere(id) => Self::NotHere { id },
            Known::Changed(id) => Self::Changed { id },
            Known::NotThere(id) => Self::NotThere { id },
            Known::Further(count) => Self::Further { count },
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
