//! The plan of a sync: from what is known to the next request. No network, no clock, no SQL.
//!
//! [`Plan::next`] says what to ask, [`Plan::read`] what a page proves, [`Plan::judge`] what the
//! counts mean once the page is in the cache. See ARCHITECTURE.md, "Sync", for the whole story.

mod compare;
pub(crate) mod coverage;
pub(crate) mod facts;
mod judge;
mod next;
mod read;
mod tie;
mod windows;

use std::collections::HashMap;

use offhook_model::{Instant, Stretch};

use compare::Suspect;
use coverage::Coverage;
use facts::{MILLISECOND_US, SECOND_US};
use tie::Tie;
use windows::Window;

pub(crate) use read::Proven;

/// One request of the sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    /// `from_date`.
    pub(crate) from: Option<Instant>,
    /// `to_date`.
    pub(crate) to: Option<Instant>,
    /// Rows to skip; only ever used inside one tie.
    pub(crate) offset: u64,
    /// What it is for.
    pub(crate) why: Why,
    /// The one call it is for, where it is for one.
    pub(crate) about: Option<Instant>,
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The newest calls.
    Head,
    /// Whether anything is newer than a head that holds one instant only, and so shows no order.
    Order,
    /// Older calls never read.
    Walk,
    /// Calls that share one instant.
    Tie,
    /// A window of a server without order.
    Window,
    /// Where counts differ.
    Compare,
    /// The second read of calls that a first one missed.
    Confirm,
    /// Calls whose end, summary or sentiment is still to come.
    Settle,
    /// The stretch verified longest ago.
    Sweep,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Send this request.
    Ask(Ask),
    /// Nothing is left to ask.
    Done,
}

/// How far the cache is proven to equal the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Not yet.
    Open,
    /// Everything was read or counted, and agrees.
    Whole,
    /// The server's total is missing, or counts what it does not list.
    Impossible {
        /// Server's count less ours, where it gives one.
        offset: Option<i64>,
    },
}

/// What the plan may ask of the cache.
pub(crate) trait Local {
    /// Why the cache could not answer.
    type Error;
    /// Calls in `(after, until]` that the server is believed to list.
    fn believed_listed(&self, after: Instant, until: Instant) -> Result<u64, Self::Error>;
    /// Their `created_at`, newest first.
    fn created_at_within(
        &self,
        after: Instant,
        until: Instant,
        skip: u64,
        take: u32,
    ) -> Result<Vec<Instant>, Self::Error>;
    /// Calls that one read missed, newest first.
    fn missed_once(&self) -> Result<Vec<Instant>, Self::Error>;
    /// Unsettled calls created after `since`: created, last read.
    fn unsettled(&self, since: Instant) -> Result<Vec<(Instant, Instant)>, Self::Error>;
}

/// What is known when a sync starts.
#[derive(Clone, Debug)]
pub(crate) struct Start {
    /// Calls asked for at once.
    pub(crate) page_limit: u32,
    /// The time of this run; everything it reads is verified at it.
    pub(crate) now: Instant,
    /// The stored ledger.
    pub(crate) coverage: Vec<Stretch>,
    /// Whether the server was seen to send pages in another order than newest first.
    pub(crate) unsorted: bool,
    /// The difference of counts that could not be explained last time.
    pub(crate) known_offset: Option<i64>,
    /// Spare requests for the sweep.
    pub(crate) sweep_asks: u32,
}

/// The state of one sync run.
#[derive(Debug)]
pub(crate) struct Plan {
    page_limit: u64,
    now: Instant,
    coverage: Coverage,
    unsorted: bool,
    known_offset: Option<i64>,
    sweep_asks_left: u32,
    settle_asks_left: u32,
    precision_us: i64,
    fullest_page: u64,
    /// The newest call of the head; without order that is just one of many.
    newest: Option<Instant>,
    head_total: Option<u64>,
    order_in_doubt: bool,
    head_read: bool,
    asks_since_head: u32,
    rounds: u32,
    changes_in_round: u64,
    idle_round_before: bool,
    worked: bool,
    /// Whether the page just read holds everything below its `to_date`.
    at_bottom: bool,
    proof: Proof,
    tie: Option<Tie>,
    suspects: Vec<Suspect>,
    unexplained: bool,
    fresh_above: bool,
    windows: Vec<Window>,
    attempts: HashMap<Instant, u32>,
}

/// Rounds from the head that one run makes while the server keeps changing.
const MAX_ROUNDS: u32 = 4;
/// Requests after which new calls at the head are worth a look.
const ASKS_BEFORE_ANOTHER_HEAD: u32 = 10;
/// Requests one run spends on unsettled calls.
const MAX_SETTLE_ASKS: u32 = 5;

impl Plan {
    pub(crate) fn new(start: Start) -> Self {
        Self {
            page_limit: u64::from(start.page_limit),
            now: start.now,
            coverage: Coverage::new(start.coverage),
            unsorted: start.unsorted,
            known_offset: start.known_offset,
            sweep_asks_left: start.sweep_asks,
            settle_asks_left: MAX_SETTLE_ASKS,
            precision_us: SECOND_US,
            fullest_page: 0,
            newest: None,
            head_total: None,
            order_in_doubt: false,
            head_read: false,
            asks_since_head: 0,
            rounds: 0,
            changes_in_round: 0,
            idle_round_before: false,
            worked: false,
            at_bottom: false,
            proof: Proof::Open,
            tie: None,
            suspects: Vec::new(),
            unexplained: false,
            fresh_above: false,
            windows: Vec::new(),
            attempts: HashMap::new(),
        }
    }

    /// The ledger as it stands.
    pub(crate) fn coverage(&self) -> &[Stretch] {
        self.coverage.stretches()
    }

    /// Whether the server was seen to send pages in another order than newest first.
    pub(crate) const fn is_unsorted(&self) -> bool {
        self.unsorted
    }

    pub(crate) const fn proof(&self) -> Proof {
        self.proof
    }

    /// Whether no gap is left below the newest call.
    pub(crate) fn is_covered<L: Local>(&self, local: &L) -> Result<bool, L::Error> {
        let newest = self.newest_known(local)?;
        Ok(self.head_read && newest.is_none_or(|newest| self.coverage.first_gap(newest).is_none()))
    }

    /// The newest call there is; without order, the newest that is known.
    fn newest_known<L: Local>(&self, local: &L) -> Result<Option<Instant>, L::Error> {
        if !self.unsorted {
            return Ok(self.newest);
        }
        let cached = local.created_at_within(Instant::MIN, Instant::MAX, 0, 1)?;
        Ok(self.newest.max(cached.first().copied()))
    }

    /// A `to_date` that takes in every call at `edge`.
    fn bound(&self, edge: Instant) -> Instant {
        if tie::is_edge(edge) {
            edge.plus_us(1)
        } else {
            facts::bound_above(edge, self.precision_us)
        }
    }

    fn tie_around(&self, instant: Instant, to: Instant, confirms: bool) -> Tie {
        Tie::new(facts::floor(instant, self.precision_us), to, confirms)
    }

    const fn margin_us(attempt: u32) -> i64 {
        if attempt <= 1 { SECOND_US } else { MILLISECOND_US }
    }
}
