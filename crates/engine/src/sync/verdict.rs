//! The end of a run: what was proven, what was not, and what the next run must know.

use offhook_model::Instant;
use offhook_store::StateKey;

use super::log::complete_down_to;
use super::plan::Proof;
use super::report::SyncReport;
use super::run::{Run, SyncFailure};
use super::source::Source;
use super::warning::SyncWarning;
use crate::Error;

impl<S: Source> Run<'_, S> {
    /// Sums the run up, however it ended.
    pub(super) fn finish(&mut self, outcome: Result<(), Error>) -> Result<SyncReport, SyncFailure> {
        let settled = outcome.and_then(|()| self.remember_proof());
        let mut report = std::mem::take(&mut self.report);
        report.requests = self.fetcher.requests;
        report.retries = self.fetcher.retries;
        report.elapsed_ms = self.fetcher.time.elapsed_us(self.clock.now()) / 1_000;
        let summed_up = self.sum_up(&mut report);
        match settled.and(summed_up) {
            Ok(()) => Ok(report),
            Err(error) => {
                report.complete = false;
                Err(SyncFailure { error, report: Box::new(report) })
            }
        }
    }

    fn sum_up(&self, report: &mut SyncReport) -> Result<(), Error> {
        report.local_total = self.cache.listed()?;
        let edge = complete_down_to(self.cache.coverage()?, self.cache.span()?);
        report.verified_back_to = edge.and_then(Instant::to_rfc3339);
        if let Some(total) = report.remote_total {
            self.cache.set_state(StateKey::RemoteTotal, Some(&total.to_string()))?;
        }
        Ok(())
    }

    /// Says whether the cache is proven complete, and if not, why.
    fn remember_proof(&mut self) -> Result<(), Error> {
        let unreadable = self.cache.set_aside_count()?;
        if unreadable > 0 {
            self.report.warnings.push(SyncWarning::Unreadable(unreadable));
        }
        let covered = self.plan.is_covered(&**self.cache)?;
        match self.plan.proof() {
            Proof::Whole if covered => {
                self.report.complete = unreadable == 0;
                self.cache.set_state(StateKey::TotalOffset, None)?;
                let now = self.clock.now().as_us().to_string();
                self.cache.set_state(StateKey::VerifiedAt, Some(&now))?;
            }
            Proof::Impossible { offset: Some(offset) } if offset != 0 => {
                self.cache.set_state(StateKey::TotalOffset, Some(&offset.to_string()))?;
                self.report.warnings.push(SyncWarning::of_offset(offset));
            }
            Proof::Impossible { .. } => self.report.warnings.push(SyncWarning::NoTotal),
            Proof::Open | Proof::Whole if self.report.warnings.is_empty() => {
                self.report.warnings.push(SyncWarning::KeptChanging);
            }
            Proof::Open | Proof::Whole => {}
        }
        Ok(())
    }
}
