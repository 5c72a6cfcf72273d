//! What one page says, with everything but its times, ids and counts left out.

use offhook_model::Instant;

/// A second in microseconds.
pub(crate) const SECOND_US: i64 = 1_000_000;
/// A millisecond in microseconds.
pub(crate) const MILLISECOND_US: i64 = 1_000;

/// One page as the plan sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// `created_at` of every row, in the server's order.
    pub(crate) stamps: Vec<Instant>,
    /// Ids (or keys) of the same rows, in the same order.
    pub(crate) ids: Vec<String>,
    /// The server's count of all rows that match the request.
    pub(crate) total: Option<u64>,
    /// The server's word that more rows follow.
    pub(crate) has_more: bool,
    /// Calls that were new or differed from the cache; known after the page was committed.
    pub(crate) changes: u64,
}

impl Facts {
    pub(crate) fn rows(&self) -> u64 {
        self.stamps.len() as u64
    }

    pub(crate) fn oldest(&self) -> Option<Instant> {
        self.stamps.iter().min().copied()
    }

    pub(crate) fn newest(&self) -> Option<Instant> {
        self.stamps.iter().max().copied()
    }

    pub(crate) fn is_newest_first(&self) -> bool {
        self.stamps.is_sorted_by(|newer, older| newer >= older)
    }

    /// Rows strictly newer than `instant`.
    pub(crate) fn newer_than(&self, instant: Instant) -> u64 {
        self.stamps.iter().filter(|stamp| **stamp > instant).count() as u64
    }

    /// The coarsest of second and millisecond that the stamps allow. A server may show stamps
    /// coarser than it stores them, and a gateway may read bounds no finer than milliseconds, so
    /// nothing finer is ever relied on.
    pub(crate) fn precision_us(&self) -> i64 {
        let whole_seconds = self.stamps.iter().all(|stamp| stamp.as_us() % SECOND_US == 0);
        if whole_seconds { SECOND_US } else { MILLISECOND_US }
    }
}

/// The start of the second or millisecond that holds `instant`.
pub(crate) const fn floor(instant: Instant, precision_us: i64) -> Instant {
    Instant::from_us(instant.as_us().saturating_sub(instant.as_us().rem_euclid(precision_us)))
}

/// A `to_date` that takes in every call at `instant`, however the server reads bounds: inclusive
/// or exclusive, and to the microsecond or the millisecond.
pub(crate) fn bound_above(instant: Instant, precision_us: i64) -> Instant {
    let next_millisecond = floor(instant, MILLISECOND_US).plus_us(MILLISECOND_US);
    let end_of_unit = floor(instant, precision_us).plus_us(precision_us - MILLISECOND_US);
    next_millisecond.max(end_of_unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_always_above_and_never_in_the_next_unit() {
        for us in [0, 1, 999, 1_000, 999_999, 1_000_000, -1, -1_000_001] {
            let instant = Instant::from_us(us);
            for precision in [SECOND_US, MILLISECOND_US] {
                let bound = bound_above(instant, precision);
                assert!(bound > instant, "{us} {precision}");
                assert!(bound.as_us() - us <= precision, "{us} {precision}");
            }
        }
    }
}
