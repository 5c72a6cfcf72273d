//! How a page gets into the cache: at once, or behind the walk while it goes on.

use std::mem;
use std::sync::Arc;
use std::time::Duration;

use offhook_model::Call;
use offhook_remote::Page;
use offhook_store::{Cache, Committed, Error as StoreError, PageToCommit, SetAside, StateKey};
use tokio::task::JoinHandle;
use tokio::time::Instant as Monotonic;

use super::Run;
use crate::Error;
use crate::sync::digest::{facts, set_aside};
use crate::sync::journal::{WalkedPage, commit_each};
use crate::sync::plan::facts::Facts;
use crate::sync::plan::{Ask, Proven, Why};
use crate::sync::progress::Phase;
use crate::sync::source::Source;

/// Pages that are worth a transaction by themselves: each transaction writes the ends of the same
/// trees again, and wakes another thread.
const PAGES_AT_ONCE: usize = 8;
/// So much text is worth one as well, for it waits in memory.
const BYTES_AT_ONCE: usize = 2 * 1024 * 1024;
/// Fewer pages are committed with the first that comes this long after the last transaction began:
/// where a server takes its time, that is each page at once.
const LONGEST_WAIT: Duration = Duration::from_millis(20);

/// Pages of a walk on their way into the cache; all of them are in the journal.
pub(super) struct Behind {
    /// Fetched, and not being committed yet.
    waiting: Vec<WalkedPage>,
    committing: Option<JoinHandle<Outcome>>,
    begun_at: Monotonic,
    /// Pages are in the journal alone: the next sync takes them in.
    pub(super) is_left: bool,
}

/// What became of pages of a walk. They are given back, so that their many small texts are freed by the
/// thread that made them: freed elsewhere, they make both threads wait for one another's allocator.
#[derive(Default)]
struct Outcome {
    /// Of each page that is in the cache now.
    committed: Vec<Committed>,
    /// Why the page after those is not, if one is not.
    problem: Option<StoreError>,
    _pages: Vec<WalkedPage>,
}

impl Behind {
    pub(super) fn new() -> Self {
        let begun_at = Monotonic::now();
        Self { waiting: Vec::new(), committing: None, begun_at, is_left: false }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.committing.is_none()
    }

    fn is_full(&self) -> bool {
        self.waiting.len() >= PAGES_AT_ONCE
            || self.waiting.iter().map(WalkedPage::bytes).sum::<usize>() >= BYTES_AT_ONCE
    }

    /// Whether the thread that commits has nothing to do.
    fn is_free(&self) -> bool {
        self.committing.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Whether what waits has waited long enough, or is about to.
    fn is_due(&self, walk_pauses: bool) -> bool {
        self.is_free() && (walk_pauses || self.begun_at.elapsed() >= LONGEST_WAIT)
    }
}

impl<S: Source> Run<'_, S> {
    /// Commits a page with what it proves and weighs its counts, or leaves that to be done behind a
    /// walk that goes on.
    pub(super) async fn take_in(&mut self, ask: &Ask, page: Page) -> Result<(), Error> {
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
            return self
                .commit_behind(WalkedPage {
                    calls: page.calls,
                    complete: proven.complete,
                    coverage_before,
                    coverage: self.plan.coverage().to_vec(),
                    now: self.clock.now(),
                })
                .await;
        }
        self.settle().await?;
        let committed = self.commit_now(ask, &page.calls, &set_aside, &proven)?;
        if self.plan.is_unsorted() != was_unsorted {
            let word = self.plan.is_unsorted().then_some("unsorted");
            self.cache.set_state(StateKey::Order, word)?;
        }
        self.add_up(committed);
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
        committed.map_err(|problem| self.explained(problem))
    }

    /// Writes the page to the journal and hands it on with others; waits only where too many do.
    async fn commit_behind(&mut self, page: WalkedPage) -> Result<(), Error> {
        self.journal.write(&page)?;
        self.behind.waiting.push(page);
        let walk_pauses = self.fetcher.has_to_wait();
        if self.behind.is_full() || self.behind.is_due(walk_pauses) {
            self.join().await?;
            self.begin_commit();
        }
        Ok(())
    }

    /// Everything that waits, in one transaction, on a thread of its own.
    fn begin_commit(&mut self) {
        let most_missed = self.most_missed();
        let pages = mem::take(&mut self.behind.waiting);
        self.journal.turn();
        let cache = Arc::clone(self.cache);
        let work = move || commit(&cache, pages, most_missed);
        self.behind.committing = Some(tokio::task::spawn_blocking(work));
        self.behind.begun_at = Monotonic::now();
    }

    /// Waits until every page is in the cache.
    pub(super) async fn settle(&mut self) -> Result<(), Error> {
        self.join().await?;
        if self.behind.waiting.is_empty() {
            return Ok(());
        }
        self.begin_commit();
        self.join().await
    }

    /// Waits for the pages that are being committed, if there are any.
    async fn join(&mut self) -> Result<(), Error> {
        let Some(committing) = self.behind.committing.take() else { return Ok(()) };
        let outcome = committing.await.unwrap_or_else(|error| Outcome {
            problem: Some(StoreError::Other(error.to_string())),
            ..Outcome::default()
        });
        for committed in outcome.committed {
            self.add_up(committed);
            self.plan.count_changes(changes_of(committed));
        }
        self.tell(Phase::of(Why::Walk));
        outcome.problem.map_or(Ok(()), |problem| self.stop_behind(problem))
    }

    /// A page is not in the cache, so none that came after it may get there: the ledger would tell
    /// of the one that is missing.
    fn stop_behind(&mut self, problem: StoreError) -> Result<(), Error> {
        self.behind.waiting.clear();
        self.behind.is_left = !matches!(problem, StoreError::TooManyMissed(_));
        Err(self.explained(problem))
    }

    /// Weighs the counts of a page against the cache it is now in.
    fn weigh(&mut self, ask: &Ask, mut facts: Facts, committed: Committed) -> Result<(), Error> {
        facts.changes = changes_of(committed);
        self.plan.judge(ask, &facts, &**self.cache)?;
        self.tell(Phase::of(ask.why));
        Ok(())
    }

    fn add_up(&mut self, committed: Committed) {
        self.report.inserted += committed.inserted;
        self.report.updated += committed.updated;
        self.report.unchanged += committed.unchanged;
        self.report.removed += committed.removed;
        self.local_total =
            (self.local_total + committed.inserted).saturating_sub(committed.removed);
        self.missed = (self.missed + committed.missed).saturating_sub(committed.removed);
    }

    /// How many calls may be marked as missed by what is committed next.
    fn most_missed(&self) -> u64 {
        self.guard.allowed().saturating_sub(self.missed + self.report.removed)
    }

    /// A page that proves too much missing is the server's fault, and a question to the person.
    fn explained(&self, problem: StoreError) -> Error {
        match problem {
            StoreError::TooManyMissed(missed) => {
                self.guard.refusal(missed + self.missed + self.report.removed)
            }
            problem => problem.into(),
        }
    }
}

const fn changes_of(committed: Committed) -> u64 {
    committed.inserted + committed.updated + committed.missed
}

/// All pages in one transaction; where one is not believed, those before it all the same.
fn commit(cache: &Cache, pages: Vec<WalkedPage>, most_missed: u64) -> Outcome {
    let together: Vec<_> = pages.iter().map(|page| page.to_commit(most_missed)).collect();
    let (committed, problem) = match cache.commit_pages(&together) {
        Ok(committed) => (committed, None),
        Err(StoreError::TooManyMissed(_)) => commit_each(cache, &pages, most_missed),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    Outcome { committed, problem, _pages: pages }
}

#[cfg(test)]
mod tests {
    use offhook_model::{Instant, Stretch};

    use super::*;

    const NOW: Instant = Instant::from_us(1_800_000_000_000_000);

    fn call(id: &str, second: u32) -> Call {
        let row = format!(r#"{{"id":"{id}","created_at":"2026-01-01T00:00:{second:02}Z"}}"#);
        Call::read(&row).unwrap()
    }

    fn ledger(after: Instant) -> Vec<Stretch> {
        vec![Stretch { after, until: Instant::MAX, verified_at: NOW }]
    }

    /// A page that is complete from its one call up to the second given.
    fn page(id: &str, second: u32, until: u32) -> WalkedPage {
        let calls = vec![call(id, second)];
        let after = calls[0].created_at.plus_us(-1);
        WalkedPage {
            complete: Some((after, call("-", until).created_at)),
            calls,
            coverage_before: Vec::new(),
            coverage: ledger(after),
            now: NOW,
        }
    }

    #[test]
    fn of_pages_of_which_one_is_not_believed_those_before_it_are_in_the_cache_and_none_after() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::open(&dir.path().join("cache.db")).unwrap();
        let old: Vec<Call> = (1..50).map(|second| call(&format!("old {second}"), second)).collect();
        cache.commit_page(&PageToCommit::of(&old, NOW)).unwrap();
        // The first two miss one call each, the third twenty.
        let pages =
            || vec![page("a", 49, 50), page("b", 48, 48), page("c", 27, 47), page("d", 25, 26)];
        let outcome = commit(&cache, pages(), 2);
        let missed: Vec<u64> = outcome.committed.iter().map(|changed| changed.missed).collect();
        assert_eq!(missed, [1, 1]);
        assert!(matches!(outcome.problem, Some(StoreError::TooManyMissed(_))));
        assert_eq!(cache.coverage().unwrap(), pages()[1].coverage);
        assert!(cache.call("b").unwrap().is_some() && cache.call("c").unwrap().is_none());
        assert!(cache.call("d").unwrap().is_none());
    }

    #[test]
    fn what_pages_of_one_transaction_miss_is_added_up() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::open(&dir.path().join("cache.db")).unwrap();
        let old: Vec<Call> = (1..50).map(|second| call(&format!("old {second}"), second)).collect();
        cache.commit_page(&PageToCommit::of(&old, NOW)).unwrap();
        let pages = (0..3).map(|step| page(&format!("new {step}"), 49 - step, 49 - step)).collect();
        let outcome = commit(&cache, pages, 2);
        assert_eq!(outcome.committed.len(), 2, "three calls missed, where two are believed");
        assert!(matches!(outcome.problem, Some(StoreError::TooManyMissed(_))));
    }
}
