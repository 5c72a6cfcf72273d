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

/// A tie being gathered.
#[derive(Clone, Debug)]
pub(crate) struct Tie {
    /// Exclusive lower end of the gathered stretch.
    pub(crate) after: Instant,
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
        let after = floor.plus_us(-MILLISECOND_US);
        Self { after, to, confirms, offset: 0, idle_asks: 0, ids: HashSet::new() }
    }

    pub(crate) const fn ask(&self) -> Ask {
        let why = if self.confirms { Why::Confirm } else { Why::Tie };
        Ask { from: Some(self.after), to: Some(self.to), offset: self.offset, why, about: None }
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
