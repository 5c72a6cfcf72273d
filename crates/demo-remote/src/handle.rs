//! What a test or a demo can do to a running server: change its calls, plan faults, see requests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use tokio::sync::Notify;

use crate::config::Config;
use crate::faults::{Fault, FaultPlan};
use crate::ledger::Ledger;
use crate::pace::{Pace, Quota};
use crate::reply::{self, Verdict};

/// How many of the latest request bodies are kept.
const BODIES_KEPT: usize = 10_000;

/// Changes the calls before a request is answered; gets the request's number, from 1.
type Hook = Box<dyn FnMut(&mut Ledger, u64) + Send>;

/// A grip on a running server. Clones reach the same server, from any thread.
#[derive(Clone)]
pub struct Handle {
    shared: Arc<Shared>,
}

struct Shared {
    token: String,
    latency_ms: u64,
    gzip: bool,
    stop: Notify,
    state: Mutex<State>,
}

struct State {
    ledger: Ledger,
    faults: FaultPlan,
    pace: Option<Pace>,
    requests: u64,
    bodies: VecDeque<Value>,
    hook: Option<Hook>,
}

/// How one request is to be answered.
pub(crate) struct Turn {
    pub(crate) verdict: Verdict,
    pub(crate) fault: Option<Fault>,
    pub(crate) quota: Option<Quota>,
    pub(crate) latency_ms: u64,
    pub(crate) gzip: bool,
}

impl Handle {
    pub(crate) fn new(config: &Config, token: String) -> Self {
        let state = State {
            ledger: Ledger::new(config),
            faults: FaultPlan::default(),
            pace: config.rate_limit.map(|limit| Pace::new(limit, config.rate_minute_s)),
            requests: 0,
            bodies: VecDeque::new(),
            hook: None,
        };
        let shared = Shared {
            token,
            latency_ms: config.latency_ms,
            gzip: config.gzip,
            stop: Notify::new(),
            state: Mutex::new(state),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Runs `change` on the calls, between two requests.
    pub fn with<T>(&self, change: impl FnOnce(&mut Ledger) -> T) -> T {
        change(&mut self.state().ledger)
    }

    /// Adds a call as it is, or replaces the one with the same `id`.
    pub fn insert(&self, call: Value) {
        self.with(|ledger| ledger.insert(call));
    }

    /// Adds `n` finished made-up calls of one instant and gives their ids.
    pub fn insert_made_up(&self, n: usize, created_at: DateTime<Utc>) -> Vec<String> {
        self.with(|ledger| ledger.insert_made_up(n, created_at))
    }

    /// Changes the stored fields of a call. Says whether there is such a call.
    pub fn update(&self, id: &str, change: impl FnOnce(&mut Map<String, Value>)) -> bool {
        self.with(|ledger| ledger.update(id, change))
    }

    /// Deletes calls and says how many there were.
    pub fn delete(&self, ids: &[impl AsRef<str>]) -> usize {
        self.with(|ledger| ledger.delete(ids))
    }

    /// Every call as an answer shows it, newest first; calls of the same instant by `id`.
    #[must_use]
    pub fn calls(&self) -> Vec<Value> {
        self.with(|ledger| ledger.calls())
    }

    /// Ids of the calls whose stored status is null: shown as `completed`, found by no status.
    #[must_use]
    pub fn null_status_ids(&self) -> Vec<String> {
        self.with(|ledger| ledger.null_status_ids())
    }

    /// How many list-calls requests came in, the refused and the spoiled ones included.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.state().requests
    }

    /// Bodies of the latest requests (10,000 at most), oldest first; what was no JSON is `{}`.
    #[must_use]
    pub fn request_bodies(&self) -> Vec<Value> {
        self.state().bodies.iter().cloned().collect()
    }

    /// Calls `hook` before each authorised request is answered, with the request's number from 1:
    /// the way to change calls while a client pages. Replaces an earlier hook.
    ///
    /// The hook holds the server's state: it must use the ledger it is given, not a `Handle`.
    pub fn between_requests(&self, hook: impl FnMut(&mut Ledger, u64) + Send + 'static) {
        self.state().hook = Some(Box::new(hook));
    }

    /// The next requests fail, one fault each, after those that are planned already.
    ///
    /// For the same fault several times: `vec![Fault::Status500; 3]`.
    pub fn fail_next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.state().faults.fail_next(faults);
    }

    /// Lets `requests` pass, then fails one.
    pub fn fail_after(&self, requests: usize, fault: Fault) {
        let mut state = self.state();
        state.faults.pass_next(requests);
        state.faults.fail_next([fault]);
    }

    /// Fails every `nth` request from now on (1 is each of them).
    pub fn fail_every(&self, nth: u64, fault: Fault) {
        self.state().faults.fail_every(nth, fault);
    }

    /// From now on this call has an object where this field's value should be.
    pub fn spoil_row(&self, id: &str, field: &str) {
        self.state().faults.spoil_row(id, field);
    }

    /// Forgets every planned fault and every spoiled row.
    pub fn clear_faults(&self) {
        self.state().faults.clear();
    }

    /// Asks the server to stop, so that [`DemoRemote::wait`](crate::DemoRemote::wait) returns.
    pub fn request_stop(&self) {
        self.shared.stop.notify_one();
    }

    pub(crate) async fn stop_requested(&self) {
        self.shared.stop.notified().await;
    }

    pub(crate) fn token(&self) -> &str {
        &self.shared.token
    }

    /// Counts a request and decides its answer.
    pub(crate) fn take_turn(&self, token: Option<&str>, body: &[u8]) -> Turn {
        let body: Value =
            serde_json::from_slice(body).unwrap_or_else(|_| Value::Object(Map::new()));
        let mut state = self.state();
        state.requests += 1;
        if state.bodies.len() == BODIES_KEPT {
            state.bodies.pop_front();
        }
        state.bodies.push_back(body.clone());
        let Shared { latency_ms, gzip, .. } = *self.shared;
        let turn = |verdict, fault, quota| Turn { verdict, fault, quota, latency_ms, gzip };
        if token != Some(self.token()) {
            return turn(Verdict::Unauthorized, None, None);
        }
        state.run_hook();
        let taken = state.pace.as_mut().map(|pace| pace.take(unix_ms()));
        let quota = taken.map(|(_, quota)| quota);
        if taken.is_some_and(|(allowed, _)| !allowed) {
            return turn(Verdict::OverLimit, None, quota);
        }
        let fault = state.faults.take();
        let verdict = state.verdict(&body, fault.as_ref());
        turn(verdict, fault, quota)
    }

    /// A hook that panicked (a failed assertion of a test) leaves the calls usable.
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn run_hook(&mut self) {
        if let Some(hook) = &mut self.hook {
            hook(&mut self.ledger, self.requests);
        }
    }

    fn verdict(&mut self, body: &Value, fault: Option<&Fault>) -> Verdict {
        match self.ledger.page(body) {
            Ok(page) => Verdict::Page(reply::page_text(&page, fault, &self.faults)),
            Err(refusal) => Verdict::Refused(refusal),
        }
    }
}

fn unix_ms() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}
