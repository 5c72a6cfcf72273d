//! Syncs and checks against the server, in the words of the wire.

use offhook_engine as engine;
use offhook_engine::Phase;
use offhook_model::Code;

use super::errors::sentence;
use crate::wire;

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
