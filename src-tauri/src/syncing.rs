//! The one sync that may run at a time: on a thread of its own, told about, and stoppable.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use offhook_engine::{Clock, Error, Profile, SyncFailure, SyncOptions, SyncReport, SystemClock};
use offhook_model::Code;
use tokio_util::sync::CancellationToken;

use crate::events::{Announce, Event, Reporter};
use crate::noticing::Noticing;
use crate::refresh::{self, LastSync};
use crate::wire;

/// Starts, watches and stops syncs. Cheap to clone; all clones share the one sync.
#[derive(Clone)]
pub(crate) struct Syncing {
    shared: Arc<Mutex<State>>,
    announce: Announce,
    noticing: Arc<Noticing>,
}

/// Whether a person is told of new negative calls that a sync brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// As they come.
    Told,
    /// And those that come meanwhile are never new later.
    Untold,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    thread: Option<JoinHandle<()>>,
    last_error: Option<wire::ErrorBody>,
    last: Option<LastSync>,
    /// Starts and ends so far: tells whether one fell between two looks.
    turns: u64,
}

struct Running {
    cancel: CancellationToken,
    progress: Option<wire::SyncProgress>,
}

impl State {
    /// A failure that may pass is tried again soon, any other waits for the person.
    fn note_outcome(&mut self, error: Option<wire::ErrorBody>) {
        if let Some(last) = &mut self.last {
            let retryable = error.as_ref().is_some_and(|error| error.retryable);
            let stopped = error.as_ref().is_some_and(|error| error.code == Code::Cancelled);
            last.failures = if retryable { last.failures.saturating_add(1) } else { 0 };
            last.needs_a_person = error.is_some() && !retryable && !stopped;
        }
        self.last_error = error;
    }
}

impl Syncing {
    /// Nothing runs yet. `announce` hears of everything, and `noticing` of what was told.
    pub(crate) fn new(announce: Announce, noticing: Arc<Noticing>) -> Self {
        Self { shared: Arc::default(), announce, noticing }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What a panicking sync leaves behind is whole: each change is one assignment.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a sync and returns at once.
    ///
    /// # Errors
    /// [`Code::Busy`] when one is running, [`Code::Internal`] when there is no thread to be had.
    pub(crate) fn start(
        &self,
        profile: Arc<Profile>,
        options: SyncOptions,
        news: News,
    ) -> Result<(), wire::ErrorBody> {
        let mut state = self.state();
        if state.running.is_some() {
            return Err(Error::Busy.into());
        }
        let cancel = CancellationToken::new();
        let (work, token) = (self.clone(), cancel.clone());
        let thread = thread::Builder::new()
            .name("sync".to_owned())
            .spawn(move || work.run(&profile, options, news, &token))
            .map_err(wire::ErrorBody::internal)?;
        state.running = Some(Running { cancel, progress: None });
        state.thread = Some(thread);
        let failures = state.last.map_or(0, |last| last.failures);
        let started_at = SystemTime::now();
        state.last = Some(LastSync { started_at, failures, needs_a_person: false });
        state.last_error = None;
        state.turns += 1;
        Ok(())
    }

    /// Asks the running sync to stop; it does so within a moment and keeps what it has.
    pub(crate) fn cancel(&self) {
        if let Some(running) = &self.state().running {
            running.cancel.cancel();
        }
    }

    /// Stops the running sync, waits for its end and forgets how it went: for changing profiles.
    pub(crate) fn stop(&self) {
        self.cancel();
        let thread = self.state().thread.take();
        if let Some(thread) = thread {
            // A panic in there has been reported on stderr.
            let _ = thread.join();
        }
        let mut state = self.state();
        state.last_error = None;
        state.last = None;
    }

    /// Whether a sync by itself would be right now.
    pub(crate) fn is_due(&self, interval_min: u32, now: SystemTime) -> bool {
        self.due_in(interval_min, now) == Some(Duration::ZERO)
    }

    /// How long until one would be; `None` while one runs, and where none would be right at all.
    pub(crate) fn due_in(&self, interval_min: u32, now: SystemTime) -> Option<Duration> {
        let state = self.state();
        let is_idle = state.running.is_none();
        is_idle.then(|| refresh::due_in(state.last, interval_min, now)).flatten()
    }

    /// Whether somebody who comes back should find it renewed.
    pub(crate) fn is_stale(&self, interval_min: u32, now: SystemTime) -> bool {
        let state = self.state();
        state.running.is_none() && refresh::is_stale(state.last, interval_min, now)
    }

    /// How the profile and its sync stand.
    ///
    /// # Errors
    /// When the cache cannot be read.
    pub(crate) fn status(&self, profile: &Profile) -> Result<wire::SyncStatus, Error> {
        // A sync that starts or ends between the two looks would make a picture that never was.
        let (status, state) = loop {
            let turns = self.state().turns;
            let status = profile.status()?;
            let state = self.state();
            if state.turns == turns {
                break (status, state);
            }
        };
        Ok(wire::SyncStatus {
            running: state.running.is_some(),
            progress: state.running.as_ref().and_then(|running| running.progress.clone()),
            complete: status.complete,
            calls: status.calls,
            complete_back_to: status.complete_back_to,
            last_verified_at: status.last_verified_at,
            last_report: status.last_sync.and_then(|run| run.report).map(Into::into),
            last_error: state.last_error.clone(),
        })
    }

    /// Whether a sync runs now.
    pub(crate) fn is_running(&self) -> bool {
        self.state().running.is_some()
    }

    /// The sync's thread.
    fn run(&self, profile: &Profile, options: SyncOptions, news: News, cancel: &CancellationToken) {
        // What cannot be noted here is told less often, which is no reason not to sync.
        let _ = match news {
            News::Told => profile.watch_for_negative(),
            News::Untold => profile.stop_watching(),
        };
        let (report, error) = match self.sync(profile, options, cancel) {
            Ok(report) => (report, None),
            Err(failure) => (*failure.report, Some(failure.error.into())),
        };
        {
            let mut state = self.state();
            state.running = None;
            state.note_outcome(error);
            state.turns += 1;
        }
        // What is told now need not be noticed once more.
        self.noticing.look(profile);
        if report.inserted + report.updated + report.removed > 0 {
            (self.announce)(Event::CallsChanged);
        }
        if let Ok(status) = self.status(profile) {
            (self.announce)(Event::Finished(Box::new(status)));
        }
        if news == News::Told
            && let Ok(Some(negative)) = profile.new_negative_calls(SystemClock.now())
        {
            (self.announce)(Event::NegativeCalls(negative));
        }
    }

    fn sync(
        &self,
        profile: &Profile,
        options: SyncOptions,
        cancel: &CancellationToken,
    ) -> Result<SyncReport, SyncFailure> {
        let early = |error| SyncFailure { error, report: Box::default() };
        let client = profile.client().map_err(early)?;
        let local_total = profile.status().map_err(early)?.calls;
        let mut reporter = Reporter::new(Arc::clone(&self.announce), local_total);
        let mut observe = |progress: &offhook_engine::SyncProgress| {
            let progress = wire::SyncProgress::from(progress);
            if let Some(running) = &mut self.state().running {
                running.progress = Some(progress.clone());
            }
            reporter.step(progress, Instant::now());
        };
        let sync = profile.sync(&client, options, &SystemClock, cancel, &mut observe);
        tauri::async_runtime::block_on(sync)
    }
}
