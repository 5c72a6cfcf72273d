//! How a page gets into the cache: at once, or while the next one of a walk is on its way.

use std::sync::Arc;

use offhook_model::Call;
use offhook_remote::Page;
use offhook_store::{Committed, PageToCommit, SetAside, StateKey};
use tokio::task::JoinHandle;

use super::Run;
use crate::Error;
use crate::sync::digest::{facts, set_aside};
use crate::sync::journal::WalkedPage;
use crate::sync::plan::facts::Facts;
use crate::sync::plan::{Ask, Proven, Why};
use crate::sync::progress::Phase;
use crate::sync::source::Source;

/// A page on its way into the cache, and what is to be weighed once it is there.
pub(super) struct Committing {
    ask: Ask,
    facts: Facts,
    /// Gives the page back, so that its many small texts are freed by the thread that made them:
    /// freed elsewhere, they make both threads wait for one another's allocator.
    commit: JoinHandle<(WalkedPage, Result<Committed, offhook_store::Error>)>,
}

impl<S: Source> Run<'_, S> {
    /// Commits a page with what it proves, then weighs its counts: at once, or while the next page
    /// of a walk is being fetched.
    pub(super) fn take_in(&mut self, ask: &Ask, page: Page) -> Result<(), Error> {
        if ask.why == Why::Head {
            self.report.remote_total = page.total;
        }
        let set_aside = set_aside(&page);
        let facts = facts(&page, &set_aside);
        let was_unsorted = self.plan.is_unsorted();
        let coverage_before = self.plan.coverage().to_vec();
        let proven = self.plan.read(ask, &facts);
        let walks_on = ask.why == Why::Walk && self.plan.next_walk().is_some();
        if walks_on && set_aside.is_empty() && proven.also_listed.is_empty() {
            let page = WalkedPage {
                calls: page.calls,
                complete: proven.complete,
                most_missed: self.most_missed(),
                coverage_before,
                coverage: self.plan.coverage().to_vec(),
                now: self.clock.now(),
            };
            return self.commit_meanwhile(*ask, facts, page);
        }
        let committed = self.commit_now(ask, &page.calls, &set_aside, &proven)?;
        if self.plan.is_unsorted() != was_unsorted {
            let word = self.plan.is_unsorted().then_some("unsorted");
            self.cache.set_state(StateKey::Order, word)?;
        }
        self.weigh(ask, facts, committed)
    }

    fn commit_now(
        &mut self,
        ask: &Ask,
        calls: &[Call],
        set_aside: &[SetAside],
        proven: &Proven,
    ) -> Result<Committed, Error> {
        self.journal.clear()?;
        let committed = self.cache.commit_page(&PageToCommit {
            calls,
            set_aside,
            also_listed: &proven.also_listed,
            complete: proven.complete,
            most_missed: self.most_missed(),
            confirms_removals: ask.why == Why::Confirm,
            coverage: self.plan.coverage(),
            now: self.clock.now(),
        });
        self.believed(committed)
    }

    fn commit_meanwhile(&mut self, ask: Ask, facts: Facts, page: WalkedPage) -> Result<(), Error> {
        self.journal.write(&page)?;
        let cache = Arc::clone(self.cache);
        let commit = tokio::task::spawn_blocking(move || {
            let committed = page.commit(&cache);
            (page, committed)
        });
        self.committing = Some(Committing { ask, facts, commit });
        Ok(())
    }

    /// Waits for the page that is being committed, if there is one.
    pub(super) async fn settle(&mut self) -> Result<(), Error> {
        let Some(Committing { ask, facts, commit }) = self.committing.take() else {
            return Ok(());
        };
        let (_, committed) =
            commit.await.map_err(|error| offhook_store::Error::Other(error.to_string()))?;
        let committed = self.believed(committed)?;
        self.weigh(&ask, facts, committed)
    }

    /// Adds up what a page changed, and weighs its counts against the cache it is now in.
    fn weigh(&mut self, ask: &Ask, mut facts: Facts, committed: Committed) -> Result<(), Error> {
        self.report.inserted += committed.inserted;
        self.report.updated += committed.updated;
        self.report.unchanged += committed.unchanged;
        self.report.removed += committed.removed;
        self.local_total =
            (self.local_total + committed.inserted).saturating_sub(committed.removed);
        self.missed = (self.missed + committed.missed).saturating_sub(committed.removed);
        facts.changes = committed.inserted + committed.updated + committed.missed;
        self.plan.judge(ask, &facts, &**self.cache)?;
        self.tell(Phase::of(ask.why));
        Ok(())
    }

    /// How many calls the next page may mark as missed.
    fn most_missed(&self) -> u64 {
        self.guard.allowed().saturating_sub(self.missed + self.report.removed)
    }

    /// What a page changed; one that proves too much missing is forgotten, and the run refuses.
    fn believed(
        &mut self,
        committed: Result<Committed, offhook_store::Error>,
    ) -> Result<Committed, Error> {
        match committed {
            Err(offhook_store::Error::TooManyMissed(missed)) => {
                self.journal.clear()?;
                Err(self.guard.refusal(missed + self.missed + self.report.removed))
            }
            committed => Ok(committed?),
        }
    }
}
