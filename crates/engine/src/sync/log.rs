//! The log of sync runs, and what is known of completeness between them.

use offhook_model::{Instant, Stretch};
use offhook_store::StateKey;
use serde::Serialize;

use super::lock;
use super::plan::coverage::Coverage;
use super::report::SyncReport;
use crate::{Error, Profile};

/// One logged run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyncRun {
    /// When it began, RFC 3339.
    pub started_at: String,
    /// When it ended, RFC 3339; `None` while it runs, or when it was killed.
    pub ended_at: Option<String>,
    /// `running`, `interrupted`, `done` or an error code.
    pub outcome: String,
    /// Why it ended as it did, in words.
    pub message: Option<String>,
    /// What it did.
    pub report: Option<SyncReport>,
}

impl Profile {
    /// The latest sync runs, newest first.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read.
    pub fn sync_log(&self, at_most: u32) -> Result<Vec<SyncRun>, Error> {
        let runs = self.cache.runs(at_most)?;
        let run = |row: offhook_store::RunRow| SyncRun {
            started_at: row.started_at.to_string(),
            ended_at: row.ended_at.and_then(Instant::to_rfc3339),
            outcome: row.outcome,
            message: row.message,
            report: row.report.and_then(|json| serde_json::from_str(&json).ok()),
        };
        let mut runs: Vec<SyncRun> = runs.into_iter().map(run).collect();
        let unfinished = |run: &SyncRun| run.outcome == "running";
        if runs.iter().any(unfinished) && !lock::is_held(self.dir()) {
            // Whoever began it was killed: what it had committed is kept.
            runs.iter_mut()
                .filter(|run| unfinished(run))
                .for_each(|run| "interrupted".clone_into(&mut run.outcome));
        }
        Ok(runs)
    }

    /// Every call since then is in the cache, RFC 3339; the oldest call's time when all are.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read.
    pub fn complete_back_to(&self) -> Result<Option<String>, Error> {
        let edge = complete_down_to(self.cache.coverage()?, self.cache.span()?);
        Ok(edge.and_then(Instant::to_rfc3339))
    }

    pub(crate) fn state_instant(&self, key: StateKey) -> Result<Option<Instant>, Error> {
        let text = self.cache.state(key)?;
        Ok(text.and_then(|text| text.parse().ok()).map(Instant::from_us))
    }
}

/// Going down from the newest call, where completeness ends; the oldest call when it does not.
pub(super) fn complete_down_to(
    stretches: Vec<Stretch>,
    span: Option<(Instant, Instant)>,
) -> Option<Instant> {
    let (oldest, newest) = span?;
    let coverage = Coverage::new(stretches);
    let top = coverage.stretches().first().map_or(newest, |stretch| stretch.until);
    match coverage.first_gap(top) {
        None => Some(oldest),
        Some(edge) if edge == top => None,
        Some(edge) => Some(edge),
    }
}
