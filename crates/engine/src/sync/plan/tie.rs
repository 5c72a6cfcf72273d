//! More calls at one instant than a page holds: they are gathered by offset until all are seen.
//!
//! The server shuffles ties on every request, so a pass over the offsets repeats some and skips
//! others; passes go on until as many distinct ids were seen as the server counts.

use std::collections::HashSet;

use offhook_model::Instant;

use super::facts::{Facts, MILLISECOND_US};
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

/// A tie being gathered.
#[derive(Clone, Debug)]
pub(crate) struct Tie {
    /// The millisecond or second that holds the tie begins here.
    floor: Instant,
    /// The `to_date`; exclusive upper end of what is proven.
    to: Instant,
    confirms: bool,
    offset: u64,
    idle_asks: u32,
    ids: HashSet<String>,
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
        Self { floor, to, confirms, offset: 0, idle_asks: 0, ids: HashSet::new() }
    }

    pub(crate) const fn ask(&self) -> Ask {
        let why = if self.confirms { Why::Confirm } else { Why::Tie };
        let from = self.floor.plus_us(-MILLISECOND_US);
        Ask { from: Some(from), to: Some(self.to), offset: self.offset, why, about: None }
    }

    /// Exclusive lower end of the gathered stretch.
    pub(crate) const fn after(&self) -> Instant {
        edge_below(self.floor)
    }

    /// Inclusive upper end of the gathered stretch, under either reading of bounds.
    pub(crate) fn until(&self) -> Instant {
        self.to.plus_us(-1)
    }

    pub(crate) fn ids(&self) -> &HashSet<String> {
        &self.ids
    }

    pub(crate) fn learn(&mut self, page: &Facts) -> Gathered {
        let before = self.ids.len();
        self.ids.extend(page.ids.iter().cloned());
        self.idle_asks = if self.ids.len() > before { 0 } else { self.idle_asks + 1 };
        self.offset += page.rows();
        let past_end = page.rows() == 0 || page.total.is_some_and(|total| self.offset >= total);
        if past_end {
            self.offset = 0;
        }
        match page.total {
            Some(total) if self.ids.len() as u64 >= total => Gathered::All,
            Some(_) if self.idle_asks < IDLE_ASKS_ALLOWED => Gathered::NotYet,
            None if self.idle_asks < IDLE_ASKS_WITHOUT_TOTAL => Gathered::NotYet,
            _ => Gathered::AllThatIsShown,
        }
    }
}
