//! When the next request may be sent: our own count of the last hour, and the server's word.

use std::collections::VecDeque;

use offhook_model::Instant;
use offhook_remote::Quota;

use crate::RateLimit;

const SECOND_US: i64 = 1_000_000;
/// The window of the service's hourly limit.
pub(super) const HOUR_US: i64 = 3600 * SECOND_US;
const MINUTE_US: i64 = 60 * SECOND_US;
/// The service's published limits per user.
const SERVICE_LIMITS: Limits = Limits { per_minute: 100, per_hour: 1000 };
/// A reset further away than this is not believed.
const LONGEST_BELIEVED_US: i64 = HOUR_US + MINUTE_US;
/// Waited beyond the server's reset, for clocks that differ a little.
const MARGIN_US: i64 = SECOND_US / 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limits {
    per_minute: u32,
    per_hour: u32,
}

/// Paces one profile's requests, in the steady time of a run.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    limits: Option<Limits>,
    /// A server on this machine is paced only once it states a limit.
    limits_once_stated: bool,
    sent: VecDeque<Instant>,
    blocked_until: Option<Instant>,
}

impl Pace {
    /// `sent` holds the requests of the last hour, oldest first.
    pub(super) fn new(setting: RateLimit, is_loopback: bool, sent: Vec<Instant>) -> Self {
        let limits = match setting {
            RateLimit::Auto if !is_loopback => Some(SERVICE_LIMITS),
            RateLimit::Auto | RateLimit::None => None,
            RateLimit::Limits { per_minute, per_hour } => Some(Limits { per_minute, per_hour }),
        };
        Self {
            limits,
            limits_once_stated: setting == RateLimit::Auto,
            sent: sent.into(),
            blocked_until: None,
        }
    }

    /// Whether requests are counted at all, and so must be remembered across restarts.
    pub(super) const fn counts(&self) -> bool {
        self.limits.is_some()
    }

    /// The earliest instant at which the next request may be sent; not after `now` when it may be
    /// sent at once.
    pub(super) fn free_at(&self, now: Instant) -> Instant {
        let own = self.limits.map_or(now, |limits| {
            self.window_free_at(now, limits.per_minute, MINUTE_US).max(self.window_free_at(
                now,
                limits.per_hour,
                HOUR_US,
            ))
        });
        self.blocked_until.map_or(own, |until| own.max(until))
    }

    /// The window slides, so that any 60 seconds hold no more than the limit, whichever 60 seconds
    /// the server counts. Requests "of the future" mean that the clock was set back: not counted.
    fn window_free_at(&self, now: Instant, limit: u32, window_us: i64) -> Instant {
        let counted: Vec<Instant> = self
            .sent
            .iter()
            .copied()
            .filter(|sent| now.plus_us(-window_us) < *sent && *sent <= now)
            .collect();
        let excess = counted.len().checked_sub(limit as usize);
        excess.map_or(now, |excess| counted[excess].plus_us(window_us))
    }

    pub(super) fn note_sent(&mut self, now: Instant) {
        self.sent.push_back(now);
        while self.sent.front().is_some_and(|sent| *sent < now.plus_us(-HOUR_US)) {
            self.sent.pop_front();
        }
    }

    /// Takes in the headers of an answer. `wall` is what this computer's clock shows: the server's
    /// reset is held against it only where the answer does not tell the server's own.
    pub(super) fn learn(&mut self, quota: &Quota, wall: Instant, now: Instant) {
        if self.limits_once_stated && quota.is_stated() {
            self.limits.get_or_insert(SERVICE_LIMITS);
        }
        let in_us = |at_s: i64| at_s.checked_mul(SECOND_US);
        let server_us = quota.answered_at_s.and_then(in_us).unwrap_or(wall.as_us());
        let reset_us = quota.reset_at_s.and_then(in_us);
        let left_us = reset_us.and_then(|reset_us| reset_us.checked_sub(server_us));
        let believed = left_us.filter(|left_us| (1..LONGEST_BELIEVED_US).contains(left_us));
        let believed = believed.map(|left_us| now.plus_us(left_us + MARGIN_US));
        self.blocked_until = if quota.remaining == Some(0) { believed } else { None };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_us(second * SECOND_US)
    }

    #[test]
    fn no_minute_ever_holds_more_than_the_limit() {
        let mut pace = Pace::new(RateLimit::Auto, false, Vec::new());
        let mut now = at(0);
        let mut sent = Vec::new();
        for _ in 0..450 {
            now = now.max(pace.free_at(now));
            pace.note_sent(now);
            sent.push(now);
        }
        for first in &sent {
            let within = sent.iter().filter(|s| *s >= first && **s < first.plus_us(MINUTE_US));
            assert!(within.count() <= 100);
        }
        assert_eq!(*sent.last().unwrap(), at(240));
    }

    #[test]
    fn the_hours_limit_is_kept_across_a_restart() {
        let sent = (0..1000).map(|second| at(second * 3)).collect();
        let pace = Pace::new(RateLimit::Auto, false, sent);
        assert_eq!(pace.free_at(at(3100)), at(3600));
    }

    #[test]
    fn a_server_on_this_machine_is_paced_only_when_it_states_a_limit() {
        let mut pace = Pace::new(RateLimit::Auto, true, vec![at(0); 5000]);
        assert_eq!(pace.free_at(at(1)), at(1));
        let stated = Quota { limit: Some(100), remaining: Some(5), ..Quota::default() };
        pace.learn(&stated, at(1), at(1));
        assert!(pace.free_at(at(1)) > at(1));
    }

    #[test]
    fn a_used_up_quota_waits_for_its_reset_unless_the_reset_is_absurd() {
        let mut pace = Pace::new(RateLimit::None, false, Vec::new());
        pace.learn(&used_up(Some(40), None), at(10), at(10));
        assert_eq!(pace.free_at(at(10)), at(40).plus_us(MARGIN_US));
        for absurd in [Some(5), Some(1_000_000), Some(i64::MAX), Some(-1), None] {
            pace.learn(&used_up(absurd, None), at(10), at(10));
            assert_eq!(pace.free_at(at(10)), at(10), "{absurd:?}");
        }
    }

    fn used_up(reset_at_s: Option<i64>, answered_at_s: Option<i64>) -> Quota {
        Quota { limit: Some(100), remaining: Some(0), reset_at_s, answered_at_s }
    }

    #[test]
    fn a_reset_is_as_far_away_as_the_servers_own_clock_says() {
        let mut pace = Pace::new(RateLimit::None, false, Vec::new());
        let (wrong_wall, now) = (at(1_800), at(7));
        pace.learn(&used_up(Some(100_040), Some(100_010)), wrong_wall, now);
        assert_eq!(pace.free_at(now), at(37).plus_us(MARGIN_US));
    }

    #[test]
    fn a_clock_set_back_does_not_stop_the_sync() {
        let pace = Pace::new(RateLimit::Auto, false, vec![at(1_000_000); 2000]);
        assert_eq!(pace.free_at(at(10)), at(10));
    }
}
