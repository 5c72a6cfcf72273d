//! A server of calls whose whole truth is known, and which changes between any two requests.

use std::collections::BTreeMap;
use std::sync::Mutex;

use offhook_model::{Call, Instant};
use offhook_remote::{Error as RemoteError, Page, PageRequest, Quota};
use proptest::prelude::*;
use proptest::test_runner::TestRng;

use super::Source;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    NewestFirst,
    OldestFirst,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    Right,
    Missing,
    Off(i64),
}

/// How this server reads the contract.
#[derive(Clone, Copy, Debug)]
pub(super) struct Readings {
    pub(super) order: Order,
    pub(super) inclusive: bool,
    /// Stamps are stored in multiples of this.
    pub(super) stored_us: i64,
    /// And shown cut to multiples of this.
    pub(super) shown_us: i64,
    pub(super) total: Total,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    InsertNew,
    InsertAt(u32),
    Update(u32),
    Delete(u32),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    created_us: i64,
    revision: u32,
}

struct State {
    rows: BTreeMap<u32, Row>,
    next_id: u32,
    pending: Vec<Change>,
    requests: u32,
    rng: TestRng,
}

pub(super) struct ModelServer {
    readings: Readings,
    pub(super) span_us: i64,
    state: Mutex<State>,
}

impl ModelServer {
    pub(super) fn new(readings: Readings, calls: u32, span_us: i64) -> Self {
        let seed = [7; 32];
        let rng = TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &seed);
        let state =
            State { rows: BTreeMap::new(), next_id: 0, pending: Vec::new(), requests: 0, rng };
        let server = Self { readings, span_us, state: Mutex::new(state) };
        for call in 0..calls {
            server.apply(Change::InsertAt(call.wrapping_mul(2_654_435_761)));
        }
        server
    }

    pub(super) fn requests(&self) -> u32 {
        self.state.lock().unwrap().requests
    }

    pub(super) fn apply(&self, change: Change) {
        let mut state = self.state.lock().unwrap();
        apply(&mut state, change, self.readings.stored_us, self.span_us);
    }

    /// Forgets every call from `share` of the span on for as much again as `for_share`.
    pub(super) fn forget_from(&self, share: f64, for_share: f64) {
        let at_us = |share: f64| (self.span_us as f64 * share) as i64;
        let forgotten = at_us(share)..at_us(share + for_share);
        self.state.lock().unwrap().rows.retain(|_, row| !forgotten.contains(&row.created_us));
    }

    pub(super) fn plan_changes(&self, changes: &[Change]) {
        self.state.lock().unwrap().pending = changes.to_vec();
    }

    fn shown(&self, created_us: i64) -> Instant {
        Instant::from_us(created_us - created_us.rem_euclid(self.readings.shown_us))
    }

    fn document(&self, id: u32, row: &Row) -> String {
        let created_at = self.shown(row.created_us);
        format!(
            r#"{{"id":"call-{id}","status":"completed","sentiment":"neutral","call_summary":"revision {}","created_at":"{created_at}"}}"#,
            row.revision
        )
    }

    /// Every call's document by id, as a reader of the whole list would have it.
    pub(super) fn truth(&self) -> BTreeMap<String, String> {
        let state = self.state.lock().unwrap();
        let call = |(id, row): (&u32, &Row)| {
            Call::read(&self.document(*id, row)).map(|call| (call.id, call.document)).unwrap()
        };
        state.rows.iter().map(call).collect()
    }

    fn answer(&self, request: &PageRequest) -> Result<Page, RemoteError> {
        let mut state = self.state.lock().unwrap();
        state.requests += 1;
        if !state.pending.is_empty() {
            let change = state.pending.remove(0);
            apply(&mut state, change, self.readings.stored_us, self.span_us);
        }
        let within = |row: &Row| {
            let (from, to) = (request.from.map(Instant::as_us), request.to.map(Instant::as_us));
            if self.readings.inclusive {
                from.is_none_or(|from| row.created_us >= from)
                    && to.is_none_or(|to| row.created_us <= to)
            } else {
                from.is_none_or(|from| row.created_us > from)
                    && to.is_none_or(|to| row.created_us < to)
            }
        };
        let matching: Vec<(u32, Row)> = state
            .rows
            .iter()
            .filter(|(_, row)| within(row))
            .map(|(id, row)| (*id, row.clone()))
            .collect();
        let total = matching.len() as u64;
        if request.offset > 0 && request.offset >= total {
            return Err(RemoteError::PastEnd);
        }
        let mut shuffled: Vec<(u32, u32, Row)> =
            matching.into_iter().map(|(id, row)| (state.rng.next_u32(), id, row)).collect();
        shuffled.sort_by_key(|(random, _, row)| match self.readings.order {
            Order::NewestFirst => (-row.created_us, *random),
            Order::OldestFirst => (row.created_us, *random),
            Order::None => (0, *random),
        });
        let offset = usize::try_from(request.offset).unwrap();
        let page = shuffled.into_iter().skip(offset).take(request.limit as usize);
        let calls: Vec<Call> =
            page.map(|(_, id, row)| Call::read(&self.document(id, &row)).unwrap()).collect();
        let has_more = total > request.offset + u64::from(request.limit);
        let total = match self.readings.total {
            Total::Right => Some(total),
            Total::Missing => None,
            Total::Off(by) if total > 0 => Some(total.saturating_add_signed(by)),
            Total::Off(_) => Some(0),
        };
        Ok(Page { calls, unreadable: Vec::new(), total, has_more, quota: Quota::default() })
    }
}

fn apply(state: &mut State, change: Change, stored_us: i64, span_us: i64) {
    let newest = state.rows.values().map(|row| row.created_us).max().unwrap_or(span_us);
    let nth = |state: &State, n: u32| {
        let count = u32::try_from(state.rows.len()).unwrap();
        (count > 0).then(|| *state.rows.keys().nth((n % count) as usize).unwrap())
    };
    match change {
        Change::InsertNew => {
            let later_us = newest + (span_us / 10_000).max(stored_us);
            insert(state, later_us - later_us.rem_euclid(stored_us));
        }
        Change::InsertAt(at) => {
            let at_us = i128::from(at) * i128::from(span_us) / i128::from(u32::MAX);
            let at_us = i64::try_from(at_us).unwrap();
            insert(state, at_us - at_us.rem_euclid(stored_us));
        }
        Change::Update(n) => {
            if let Some(id) = nth(state, n) {
                state.rows.get_mut(&id).unwrap().revision += 1;
            }
        }
        Change::Delete(n) => {
            if let Some(id) = nth(state, n) {
                state.rows.remove(&id);
            }
        }
    }
}

fn insert(state: &mut State, created_us: i64) {
    let id = state.next_id;
    state.next_id += 1;
    state.rows.insert(id, Row { created_us, revision: 0 });
}

impl Source for ModelServer {
    async fn page(&self, request: &PageRequest) -> Result<Page, RemoteError> {
        self.answer(request)
    }

    fn account(&self) -> String {
        "model".to_owned()
    }

    fn is_loopback(&self) -> bool {
        true
    }
}
