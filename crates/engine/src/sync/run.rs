//! One sync run, from the first request to the report.

mod committing;

use std::sync::Arc;

use offhook_model::Instant;
use offhook_remote::{Page, PageRequest};
use offhook_store::{Cache, StateKey};
use thiserror::Error as ThisError;
use tokio_util::sync::CancellationToken;

use self::committing::Behind;
use super::account;
use super::fetch::{Backoff, Fetcher};
use super::guard::RemovalGuard;
use super::journal::Journal;
use super::lock::SyncLock;
use super::pace::{HOUR_US, Pace};
use super::plan::{Ask, Plan, Start, Step, Why};
use super::progress::{Phase, SyncProgress, WaitingFor};
use super::report::SyncReport;
use super::source::Source;
use super::steady::SteadyTime;
use super::warning::SyncWarning;
use crate::{Clock, Error, Profile};

/// Calls asked for at once: the most the contract allows.
const PAGE_LIMIT: u32 = 100;
/// Requests beyond what any plan needs; only a server that contradicts itself comes here.
const RUNAWAY_REQUESTS: u64 = 500;

/// How to sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncOptions {
    /// Read everything again, whatever the ledger says.
    pub full: bool,
    /// Stop after so many requests; the next sync goes on.
    pub max_requests: Option<u64>,
    /// Removals are right, however many.
    pub accept_removals: bool,
    /// Pauses after failed requests.
    pub backoff: Backoff,
    /// Calls asked for at once, 1 to 100.
    pub page_limit: u32,
    /// Spare requests that a quiet run spends on re-reading what was verified longest ago.
    pub sweep_requests: u32,
}

impl Default for SyncOptions {
    fn default() -> Self {
        Self {
            full: false,
            max_requests: None,
            accept_removals: false,
            backoff: Backoff::default(),
            page_limit: PAGE_LIMIT,
            sweep_requests: 1,
        }
    }
}

/// A sync that did not end well: why, and what it did before.
#[derive(Debug, ThisError)]
#[error("{error}")]
pub struct SyncFailure {
    /// Why it ended.
    #[source]
    pub error: Error,
    /// What it did up to then; all of it is kept.
    pub report: Box<SyncReport>,
}

impl Profile {
    /// Brings the cache up to date with the server. `observe` is told of every step.
    ///
    /// Each page is one transaction: stopping or dying at any moment loses at most the page that
    /// was being fetched, and the next sync goes on from there.
    ///
    /// # Errors
    /// [`SyncFailure`] with the reason and what was done before.
    pub async fn sync<S: Source>(
        &self,
        source: &S,
        options: SyncOptions,
        clock: &dyn Clock,
        cancel: &CancellationToken,
        observe: &mut (dyn FnMut(&SyncProgress) + Send),
    ) -> Result<SyncReport, SyncFailure> {
        let early = |error| SyncFailure { error, report: Box::default() };
        let _lock = SyncLock::take(self.dir()).map_err(early)?;
        let mut journal = Journal::of(self.dir());
        let most_missed = || most_missed(&self.cache, options.accept_removals);
        journal.replay(&self.cache, most_missed).map_err(early)?;
        self.tidy().map_err(early)?;
        let started_at = clock.now();
        let run_number = self.cache.begin_run(started_at).map_err(|e| early(e.into()))?;
        let mut run =
            Run::new(self, journal, source, options, clock, cancel, observe).map_err(early)?;
        let outcome = run.work().await;
        let outcome = run.finish(outcome);
        let (word, message, report) = match &outcome {
            Ok(report) => ("done".to_owned(), None, report),
            Err(failure) => {
                let message = Some(failure.error.to_string());
                (failure.error.code().to_string(), message, &*failure.report)
            }
        };
        let json = serde_json::to_string(report).unwrap_or_default();
        let logged = self.cache.end_run(run_number, clock.now(), &word, message.as_deref(), &json);
        match (outcome, logged) {
            (Ok(report), Err(error)) => {
                Err(SyncFailure { error: error.into(), report: Box::new(report) })
            }
            (outcome, _) => outcome,
        }
    }
}

/// How many calls may be missed before anything was read, beside those that are missed already.
fn most_missed(cache: &Cache, accepted: bool) -> Result<u64, Error> {
    let allowed = RemovalGuard::new(cache.listed()?, accepted).allowed();
    Ok(allowed.saturating_sub(cache.missed_once()?.len() as u64))
}

/// One run at work.
pub(super) struct Run<'a, S> {
    pub(super) cache: &'a Arc<Cache>,
    journal: Journal,
    behind: Behind,
    pub(super) clock: &'a dyn Clock,
    options: SyncOptions,
    pub(super) plan: Plan,
    pub(super) fetcher: Fetcher<'a, S>,
    guard: RemovalGuard,
    pub(super) report: SyncReport,
    local_total: u64,
    missed: u64,
    account_checked: bool,
    observe: &'a mut (dyn FnMut(&SyncProgress) + Send),
}

impl<'a, S: Source> Run<'a, S> {
    fn new(
        profile: &'a Profile,
        journal: Journal,
        source: &'a S,
        options: SyncOptions,
        clock: &'a dyn Clock,
        cancel: &'a CancellationToken,
        observe: &'a mut (dyn FnMut(&SyncProgress) + Send),
    ) -> Result<Self, Error> {
        let cache = &profile.cache;
        let now = clock.now();
        let local_total = cache.listed()?;
        let settings = profile.settings()?;
        let sent = cache.requests_since(now.plus_us(-HOUR_US))?;
        let pace = Pace::new(settings.rate_limit, source.is_loopback(), sent);
        let known_offset = cache.state(StateKey::TotalOffset)?.and_then(|text| text.parse().ok());
        let start = Start {
            page_limit: options.page_limit,
            now,
            coverage: if options.full { Vec::new() } else { cache.coverage()? },
            unsorted: cache.state(StateKey::Order)?.is_some(),
            known_offset,
            sweep_asks: options.sweep_requests,
        };
        Ok(Self {
            cache,
            journal,
            behind: Behind::new(),
            clock,
            options,
            plan: Plan::new(start),
            fetcher: Fetcher {
                source,
                cache,
                clock,
                cancel,
                backoff: options.backoff,
                pace,
                time: SteadyTime::beginning_at(now),
                requests: 0,
                retries: 0,
            },
            guard: RemovalGuard::new(local_total, options.accept_removals),
            report: SyncReport::default(),
            local_total,
            missed: cache.missed_once()?.len() as u64,
            account_checked: false,
            observe,
        })
    }

    async fn work(&mut self) -> Result<(), Error> {
        let read = self.read_pages().await;
        // What was fetched gets into the cache, whatever has happened meanwhile.
        let settled = self.settle().await;
        if !self.behind.is_left {
            self.journal.clear()?;
        }
        read.and(settled)
    }

    async fn read_pages(&mut self) -> Result<(), Error> {
        while let Step::Ask(ask) = self.next_step().await? {
            if self.is_out_of_requests() {
                break;
            }
            if ask.why == Why::Confirm {
                self.guard.check(self.missed + self.report.removed)?;
            }
            let page = self.fetch(&ask).await?;
            self.take_in(&ask, page).await?;
        }
        Ok(())
    }

    /// Waits for what is being committed only where the next step depends on it.
    async fn next_step(&mut self) -> Result<Step, Error> {
        if !self.behind.is_empty()
            && let Some(ask) = self.plan.next_walk()
        {
            return Ok(Step::Ask(ask));
        }
        self.settle().await?;
        Ok(self.plan.next(&**self.cache)?)
    }

    /// Stops at the person's own bound, and where a server contradicts itself without end.
    fn is_out_of_requests(&mut self) -> bool {
        let sent = self.fetcher.requests;
        let calls = self.report.remote_total.unwrap_or(0).max(self.local_total);
        let runaway = RUNAWAY_REQUESTS + 20 * calls / u64::from(self.options.page_limit);
        let asked_to_stop = self.options.max_requests.is_some_and(|most| sent >= most);
        if asked_to_stop {
            self.report.warnings.push(SyncWarning::StoppedAsAsked(sent));
        } else if sent >= runaway {
            self.report.warnings.push(SyncWarning::Contradictory(sent));
        }
        asked_to_stop || sent >= runaway
    }

    async fn fetch(&mut self, ask: &Ask) -> Result<Page, Error> {
        self.tell(Phase::of(ask.why));
        let request = PageRequest {
            limit: self.options.page_limit,
            offset: ask.offset,
            from: ask.from,
            to: ask.to,
            ..PageRequest::default()
        };
        let template = self.progress(Phase::of(ask.why));
        let observe = &mut *self.observe;
        let mut on_wait = |wait: Option<(Instant, WaitingFor)>, requests: u64| {
            observe(&SyncProgress {
                requests,
                waiting_until: wait.and_then(|(until, _)| until.to_rfc3339()),
                waiting_for: wait.map(|(_, why)| why),
                ..template.clone()
            });
        };
        let page = self.fetcher.page(&request, &mut on_wait).await?;
        if !self.account_checked {
            let source = self.fetcher.source;
            let sent = account::check(self.cache, source, &page, self.options.page_limit).await?;
            self.fetcher.requests += u64::from(sent);
            self.account_checked = true;
        }
        Ok(page)
    }

    fn tell(&mut self, phase: Phase) {
        let progress = self.progress(phase);
        (self.observe)(&progress);
    }

    fn progress(&self, phase: Phase) -> SyncProgress {
        let coverage = self.plan.coverage();
        let lowest = coverage.first().map(|stretch| stretch.after);
        SyncProgress {
            phase,
            requests: self.fetcher.requests,
            local_total: self.local_total,
            remote_total: self.report.remote_total,
            back_to: lowest.and_then(Instant::to_rfc3339),
            waiting_until: None,
            waiting_for: None,
            eta_s: self.eta_s(),
        }
    }

    /// What is left, at the pace so far.
    fn eta_s(&self) -> Option<u64> {
        const REQUESTS_BEFORE_GUESSING: u64 = 3;
        let left = self.report.remote_total?.saturating_sub(self.local_total);
        let sent = self.fetcher.requests;
        if left == 0 || sent < REQUESTS_BEFORE_GUESSING {
            return None;
        }
        let elapsed_us = self.fetcher.time.elapsed_us(self.clock.now());
        let requests_left = left / u64::from(self.options.page_limit) + 1;
        Some(elapsed_us / sent * requests_left / 1_000_000)
    }
}
