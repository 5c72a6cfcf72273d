//! The slow safe way for a server whose pages come in no order: windows of time, halved until
//! each fits on one page. A page that holds all its window counts is whole in whatever order.

use offhook_model::Instant;

use super::facts::{Facts, MILLISECOND_US};
use super::tie::{edge_below, is_edge};
use super::{Ask, Why};

/// `(after, until]`, to be read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) after: Instant,
    pub(crate) until: Instant,
}

impl Window {
    pub(crate) const EVERYTHING: Self = Self { after: Instant::MIN, until: Instant::MAX };

    /// The window of one millisecond on either side of `instant`.
    pub(crate) fn around(instant: Instant, margin_us: i64) -> Self {
        Self { after: instant.plus_us(-margin_us), until: instant.plus_us(margin_us) }
    }

    /// Asks for a little more than the window, so that either reading of bounds takes it in.
    pub(crate) fn ask(self, why: Why) -> Ask {
        let from = (self.after != Instant::MIN).then_some(self.after);
        // Just below a gathered tie, a little more would be the whole tie again.
        let more_us = if is_edge(self.until) { 1 } else { MILLISECOND_US };
        let to = (self.until != Instant::MAX).then(|| self.until.plus_us(more_us));
        Ask { from, to, offset: 0, why, about: None }
    }

    /// The window that an answer to `ask` holds, under either reading of bounds.
    pub(crate) fn of(ask: &Ask) -> Self {
        Self {
            after: ask.from.unwrap_or(Instant::MIN),
            until: ask.to.map_or(Instant::MAX, |to| to.plus_us(-1)),
        }
    }

    /// Splits at a pause near the middle of the stamps seen; `None` when all of them are within a
    /// millisecond, so that only a tie is left.
    pub(crate) fn split(self, page: &Facts) -> Option<[Self; 2]> {
        let mut stamps: Vec<Instant> = page.stamps.clone();
        stamps.retain(|stamp| self.after < *stamp && *stamp <= self.until);
        stamps.sort_unstable();
        let middle = i64::try_from(stamps.len() / 2).unwrap_or(0);
        let pauses = stamps.windows(2).zip(1_i64..).filter_map(|(pair, at)| {
            let pause_us = pair[1].as_us() - pair[0].as_us();
            (pause_us > 2 * MILLISECOND_US).then_some((pair[0].plus_us(pause_us / 2), at))
        });
        let pivot = pauses.min_by_key(|(_, at)| (at - middle).abs()).map(|(pivot, _)| pivot);
        let pivot = pivot.or_else(|| self.pivot_beside(&stamps))?;
        Some([Self { after: self.after, until: pivot }, Self { after: pivot, until: self.until }])
    }

    /// All stamps at one instant: cut close to it, first below, then above.
    fn pivot_beside(self, stamps: &[Instant]) -> Option<Instant> {
        let (oldest, newest) = (*stamps.first()?, *stamps.last()?);
        let (below, above) = (edge_below(oldest), newest.plus_us(MILLISECOND_US));
        if self.after < below {
            return Some(below);
        }
        (above < self.until).then_some(above)
    }
}
