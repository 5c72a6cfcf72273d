//! The breaker: a sync that would remove much of the cache stops and asks.

use crate::Error;

/// So many calls may always be removed without asking.
const ALWAYS_ALLOWED: u64 = 50;
/// And so many in a hundred.
const PERCENT_ALLOWED: u64 = 5;

/// Counts what a sync removes, and stops it in time.
#[derive(Clone, Copy, Debug)]
pub(super) struct RemovalGuard {
    cached: u64,
    accepted: bool,
}

impl RemovalGuard {
    pub(super) const fn new(cached: u64, accepted: bool) -> Self {
        Self { cached, accepted }
    }

    /// Refuses when `missing` calls, removed in this run or about to be, are too many.
    pub(super) fn check(self, missing: u64) -> Result<(), Error> {
        if missing <= self.allowed() { Ok(()) } else { Err(self.refusal(missing)) }
    }

    /// So many calls may be missing, removed in this run or about to be.
    pub(super) fn allowed(self) -> u64 {
        if self.accepted {
            return u64::MAX;
        }
        ALWAYS_ALLOWED.max(self.cached * PERCENT_ALLOWED / 100)
    }

    /// The answer to more than that.
    pub(super) const fn refusal(self, missing: u64) -> Error {
        Error::RemovalsRefused { missing, cached: self.cached }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_five_percent_and_over_fifty_is_refused() {
        for (cached, missing, refused) in
            [(100, 50, false), (100, 51, true), (10_000, 500, false), (10_000, 501, true)]
        {
            let guard = RemovalGuard::new(cached, false);
            assert_eq!(guard.check(missing).is_err(), refused, "{missing} of {cached}");
            assert!(RemovalGuard::new(cached, true).check(missing).is_ok());
        }
    }
}
