//! More calls at one instant than a page holds: they are gathered by offset until all are seen.
//!
//! The server shuffles ties on every request, so a pass over the offsets repeats some and skips
//! others; passes go on until as many distinct ids were seen as there are. How many there are is
//! counted by a whole pass itself, up to the page that is not full: the server's own total may be
//! wrong.

use std::collections::HashSet;

use offhook_model::Instant;

use super::facts::{Facts, MILLISECOND_US};
use super::windows::Window;
use super::{Ask, Why};

/// Asks in a row without a new id after which the server's count is no longer believed.
const IDLE_ASKS_ALLOWED: u32 = 40;
/// The same where the server gives no count.
const IDLE_ASKS_WITHOUT_TOTAL: u32 = 12;

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
    idle_asks: u32,
    ids: HashSet<String>,
    /// Rows of the fullest page of this tie: what the server gives at once.
    fullest_page: u64,
    /// Rows that the latest whole pass has shown, repeated ones included.
    counted: Option<u64>,
    /// The server's count, from the latest answer that had one.
    total: Option<u64>,
}

/// How a tie stands after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gathered {
    NotYet,
    All,
    /// As good as it gets; the server counts calls that it does not show.
    AllThatIsShown,
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
        Self {
            ask,
            after,
            until,
            idle_asks: 0,
            ids: HashSet::new(),
            fullest_page: 0,
            counted: None,
            total: None,
        }
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

    pub(crate) fn learn(&mut self, page: &Facts) -> Gathered {
        let before = self.ids.len();
        self.ids.extend(page.ids.iter().cloned());
        self.idle_asks = if self.ids.len() > before { 0 } else { self.idle_asks + 1 };
        self.fullest_page = self.fullest_page.max(page.rows());
        self.ask.offset += page.rows();
        // A full page may have more behind it, whatever the total says.
        if page.rows() == 0 || page.rows() < self.fullest_page {
            self.counted = Some(self.ask.offset);
            self.ask.offset = 0;
        }
        // An offset past the end is refused without a count.
        self.total = page.total.or(self.total);
        let seen = self.ids.len() as u64;
        let all_counted = self.counted.is_some_and(|counted| seen >= counted);
        match self.total {
            Some(total) if all_counted && seen >= total => Gathered::All,
            Some(_) if self.idle_asks < IDLE_ASKS_ALLOWED => Gathered::NotYet,
            None if self.idle_asks < IDLE_ASKS_WITHOUT_TOTAL => Gathered::NotYet,
            _ => Gathered::AllThatIsShown,
        }
    }
}
