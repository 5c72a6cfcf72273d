//! The rate limit: so many requests in each minute and in each hour, told in headers.

use crate::config::RateLimit;

/// Counts requests in two fixed windows that begin with their first request.
#[derive(Debug)]
pub(crate) struct Pace {
    minute: Window,
    hour: Window,
}

/// What the `X-RateLimit-*` headers of one answer say: the window with the least left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    /// Unix seconds, rounded up.
    pub(crate) reset_s: u64,
}

#[derive(Debug)]
struct Window {
    limit: u32,
    length_ms: u64,
    began_ms: u64,
    used: u32,
}

impl Pace {
    pub(crate) fn new(limit: RateLimit, minute_s: u64) -> Self {
        let window = |limit, length_ms| Window { limit, length_ms, began_ms: 0, used: 0 };
        let minute_ms = minute_s.saturating_mul(1_000);
        Self {
            minute: window(limit.per_minute, minute_ms),
            hour: window(limit.per_hour, minute_ms.saturating_mul(60)),
        }
    }

    /// Counts one request at this Unix time, unless a window is used up: then it is refused and
    /// not counted. Says whether it was allowed.
    pub(crate) fn take(&mut self, now_ms: u64) -> (bool, Quota) {
        self.minute.roll(now_ms);
        self.hour.roll(now_ms);
        let allowed = self.minute.left() > 0 && self.hour.left() > 0;
        if allowed {
            self.minute.used += 1;
            self.hour.used += 1;
        }
        let tightest = if self.hour.left() <= self.minute.left() && self.hour.left() == 0
            || self.hour.left() < self.minute.left()
        {
            &self.hour
        } else {
            &self.minute
        };
        (allowed, tightest.quota())
    }
}

impl Window {
    fn roll(&mut self, now_ms: u64) {
        if now_ms >= self.began_ms.saturating_add(self.length_ms) {
            self.began_ms = now_ms;
            self.used = 0;
        }
    }

    fn left(&self) -> u32 {
        self.limit.saturating_sub(self.used)
    }

    fn quota(&self) -> Quota {
        Quota {
            limit: self.limit,
            remaining: self.left(),
            reset_s: self.began_ms.saturating_add(self.length_ms).div_ceil(1_000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: u64 = 1_700_000_000_400;

    fn pace(per_minute: u32, per_hour: u32) -> Pace {
        Pace::new(RateLimit { per_minute, per_hour }, 60)
    }

    #[test]
    fn counts_down_refuses_and_recovers_at_the_reset() {
        let mut pace = pace(2, 100);
        let reset_s = 1_700_000_061;
        assert_eq!(pace.take(NOW_MS), (true, Quota { limit: 2, remaining: 1, reset_s }));
        assert_eq!(pace.take(NOW_MS + 1), (true, Quota { limit: 2, remaining: 0, reset_s }));
        assert_eq!(pace.take(NOW_MS + 2), (false, Quota { limit: 2, remaining: 0, reset_s }));
        let (allowed, quota) = pace.take(reset_s * 1_000);
        assert!(allowed);
        assert_eq!(quota.remaining, 1);
    }

    #[test]
    fn the_hour_is_told_when_it_is_tighter() {
        let mut pace = pace(10, 3);
        let (_, quota) = pace.take(NOW_MS);
        assert_eq!(quota, Quota { limit: 3, remaining: 2, reset_s: 1_700_003_601 });
        pace.take(NOW_MS);
        pace.take(NOW_MS);
        assert!(!pace.take(NOW_MS + 61_000).0, "a new minute does not help");
        assert!(pace.take(NOW_MS + 3_600_000).0);
    }

    #[test]
    fn a_refused_request_is_not_counted() {
        let mut pace = pace(1, 2);
        pace.take(NOW_MS);
        for _ in 0..50 {
            assert!(!pace.take(NOW_MS).0);
        }
        assert!(pace.take(NOW_MS + 60_000).0);
    }
}
