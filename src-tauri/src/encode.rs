//! What the engine says, in the words of the wire.

mod errors;
mod sync;

use offhook_engine as engine;
use offhook_engine::Error;

use self::errors::sentence;
pub(crate) use self::sync::sync_run;
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

#[cfg(test)]
mod tests {
    use offhook_model::Code;

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
}
