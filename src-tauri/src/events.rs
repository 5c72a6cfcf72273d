//! What the window is told without asking, and how often.

use std::sync::Arc;
use std::time::{Duration, Instant};

use offhook_engine::NegativeCalls;
use offhook_model::Language;

use crate::wire::{ExportProgress, SyncProgress, SyncStatus};

/// Progress is for eyes: ten times a second is smooth.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);
/// A changed list is read again by the window, which costs it a query.
const CALLS_EVERY: Duration = Duration::from_millis(250);

/// One piece of news.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// `sync-progress`
    Progress(SyncProgress),
    /// `sync-finished`
    Finished(Box<SyncStatus>),
    /// `calls-changed`
    CallsChanged,
    /// `review-changed`
    ReviewChanged,
    /// `export-progress`
    ExportProgress(ExportProgress),
    /// For the system to tell; the page sees them anyway.
    NegativeCalls(NegativeCalls),
    /// The page speaks this language from now on.
    Language(Language),
}

/// Whoever listens: the window, or a test.
pub(crate) type Announce = Arc<dyn Fn(Event) + Send + Sync>;

/// Thins out a running sync's news to what is worth hearing.
pub(crate) struct Reporter {
    announce: Announce,
    last_progress: Option<Instant>,
    last_calls: Option<Instant>,
    local_total: u64,
    was_waiting: bool,
}

impl Reporter {
    /// Starts with `local_total` calls in the cache.
    pub(crate) fn new(announce: Announce, local_total: u64) -> Self {
        Self { announce, last_progress: None, last_calls: None, local_total, was_waiting: false }
    }

    /// Takes in one step of the sync. A wait that begins or ends is always told.
    pub(crate) fn step(&mut self, progress: SyncProgress, now: Instant) {
        let is_waiting = progress.waiting_until.is_some();
        if progress.local_total != self.local_total && is_due(self.last_calls, CALLS_EVERY, now) {
            self.local_total = progress.local_total;
            self.last_calls = Some(now);
            (self.announce)(Event::CallsChanged);
        }
        if is_waiting != self.was_waiting || is_due(self.last_progress, PROGRESS_EVERY, now) {
            self.was_waiting = is_waiting;
            self.last_progress = Some(now);
            (self.announce)(Event::Progress(progress));
        }
    }
}

fn is_due(last: Option<Instant>, every: Duration, now: Instant) -> bool {
    last.is_none_or(|last| now.duration_since(last) >= every)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::wire::{SyncPhase, WaitingFor};

    fn progress(local_total: u64, waiting: bool) -> SyncProgress {
        SyncProgress {
            phase: SyncPhase::Walking,
            requests: 1,
            local_total,
            remote_total: None,
            back_to: None,
            waiting_until: waiting.then(|| "2026-01-01T00:00:00Z".to_owned()),
            waiting_for: waiting.then_some(WaitingFor::Retry),
            eta_s: None,
        }
    }

    /// What is heard of these steps, each at its milliseconds.
    fn heard(steps: &[(u64, u64, bool)]) -> Vec<String> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        let mut reporter = Reporter::new(
            Arc::new(move |event| {
                let word = match event {
                    Event::Progress(progress) => format!("progress {}", progress.local_total),
                    Event::CallsChanged => "calls".to_owned(),
                    other => format!("{other:?}"),
                };
                ears.lock().unwrap().push(word);
            }),
            0,
        );
        let start = Instant::now();
        for (at_ms, local_total, waiting) in steps {
            reporter.step(progress(*local_total, *waiting), start + Duration::from_millis(*at_ms));
        }
        heard.lock().unwrap().clone()
    }

    #[test]
    fn calls_are_said_to_have_changed_at_most_four_times_a_second() {
        let steps: Vec<_> = (0..100).map(|step| (step * 10, step + 1, false)).collect();
        let calls = heard(&steps).into_iter().filter(|word| word == "calls").count();
        assert_eq!(calls, 4);
    }

    #[test]
    fn a_wait_is_told_at_once_and_so_is_its_end() {
        let steps = [(0, 0, false), (1, 0, true), (2, 0, true), (3, 0, false)];
        assert_eq!(heard(&steps), ["progress 0", "progress 0", "progress 0"]);
    }

    #[test]
    fn a_list_that_did_not_grow_has_not_changed() {
        assert_eq!(heard(&[(0, 0, false), (500, 0, false)]), ["progress 0", "progress 0"]);
    }
}
