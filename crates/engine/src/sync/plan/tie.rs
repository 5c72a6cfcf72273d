//! More calls at one instant than a page holds: they are gathered by offset until all are seen.
//!
//! The server shuffles ties on every request, so a pass over the offsets repeats some and skips
//! others; passes go on until as many distinct ids were seen as a pass has rows. The rows are
//! counted, not taken from the server's total: a total that is too small would lose a call and,
//! the counts being equal by then, call the rest complete.

use std::collections::HashSet;

use offhook_model::Instant;

use super::facts::{Facts, MILLISECOND_US};
use super::windows::Window;
use super::{Ask, Why};

/// Asks in a row without a new id after which calls that were counted are given up, at least.
const IDLE_ASKS_ALLOWED: u64 = 40;
/// The same in whole passes, for ties of very many pages: by then each call was asked for so often
/// that one in 400 is still unseen.
const IDLE_PASSES_ALLOWED: u64 = 6;
/// The same once every row of a pass was seen and the server's total alone is larger.
const IDLE_ASKS_FOR_THE_TOTAL: u64 = 12;

/// Where the ledger ends below a gathered tie, before the tie's own millisecond. The odd number marks
/// such an edge for later runs too: a bound rounded up from it would bring the tie again and again.
const EDGE_BELOW_US: i64 = 499;

/// Whether the ledger ends here because a tie was gathered just above.
pub(crate) const fn is_edge(instant: Instant) -> bool {
    instant.as_us().rem_euclid(MILLISECOND_US) == MILLISECOND_US - EDGE_BELOW_US
}

/// The edge below a tie that begins at `floor`.
pub(crate) const fn edge_below(floor: Instant) -> Instant {
    floor.plus_us(-EDGE_BELOW_US)
}

/// A stretch being gathered by offset.
#[derive(Clone, Debug)]
pub(crate) struct Tie {
    ask: Ask,
    after: Instant,
    until: Instant,
    idle_asks: u64,
    fullest_page: u64,
    /// Rows of the last whole pass.
    counted: Option<u64>,
    ids: HashSet<String>,
}

impl Tie {
    /// The tie whose calls lie in `[floor, to)`.
    pub(crate) fn new(floor: Instant, to: Instant, confirms: bool) -> Self {
        let why = if confirms { Why::Confirm } else { Why::Tie };
        let from = Some(floor.plus_us(-MILLISECOND_US));
        let ask = Ask { from, to: Some(to), offset: 0, why, about: None };
        Self::of(ask, edge_below(floor), to.plus_us(-1))
    }

    /// All of a window that can be split no further.
    pub(crate) fn in_window(window: Window) -> Self {
        Self::of(window.ask(Why::Tie), window.after, window.until)
    }

    fn of(ask: Ask, after: Instant, until: Instant) -> Self {
        let (idle_asks, fullest_page) = (0, 0);
        Self { ask, after, until, idle_asks, fullest_page, counted: None, ids: HashSet::new() }
    }

    pub(crate) const fn ask(&self) -> Ask {
        self.ask
    }

    /// `(after, until]` that is gathered, under either reading of bounds.
    pub(crate) const fn stretch(&self) -> (Instant, Instant) {
        (self.after, self.until)
    }

    pub(crate) fn ids(&self) -> &HashSet<String> {
        &self.ids
    }

    /// Takes in the page that was asked for; says whether the tie is gathered now, as well as can
    /// be.
    pub(crate) fn learn(&mut self, page: &Facts) -> bool {
        let before = self.ids.len();
        self.ids.extend(page.ids.iter().cloned());
        self.idle_asks = if self.ids.len() > before { 0 } else { self.idle_asks + 1 };
        self.ask.offset += page.rows();
        self.fullest_page = self.fullest_page.max(page.rows());
        if self.is_past_end(page) {
            self.counted = Some(std::mem::take(&mut self.ask.offset));
        }
        self.is_enough(page.total)
    }

    /// A full page never ends a pass, whatever the total says; one that is not full does, unless
    /// the server says that more follow.
    fn is_past_end(&self, page: &Facts) -> bool {
        let more = page.total.map_or(page.has_more, |total| total > self.ask.offset);
        page.rows() == 0 || (page.rows() < self.fullest_page && !more)
    }

    fn is_enough(&self, total: Option<u64>) -> bool {
        // Without a whole pass only a server that ignores the offset brings nothing new for long.
        let Some(counted) = self.counted else { return self.idle_asks >= IDLE_ASKS_ALLOWED };
        let seen = self.ids.len() as u64;
        let asks_of_a_pass = counted.div_ceil(self.fullest_page.max(1));
        let idle_asks_allowed = if seen < counted {
            IDLE_ASKS_ALLOWED.max(IDLE_PASSES_ALLOWED * asks_of_a_pass)
        } else if total.is_some_and(|total| seen < total) {
            IDLE_ASKS_FOR_THE_TOTAL
        } else {
            0
        };
        self.idle_asks >= idle_asks_allowed
    }
}
