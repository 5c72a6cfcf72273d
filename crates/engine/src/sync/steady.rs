//! The time of one run: it goes on while the computer sleeps, and never back.

use std::time::Duration;

use offhook_model::Instant;
use tokio::time::Instant as Monotonic;

/// Begins at what the wall clock shows, then follows whichever clock went further: the monotonic
/// one when the wall clock is set back, the wall clock when the computer slept. What is waited for
/// on it is never further away than it was at first.
#[derive(Clone, Copy, Debug)]
pub(super) struct SteadyTime {
    began: Instant,
    now: Instant,
    wall: Instant,
    monotonic: Monotonic,
}

impl SteadyTime {
    /// Begins while the wall clock shows `wall`.
    pub(super) fn beginning_at(wall: Instant) -> Self {
        Self { began: wall, now: wall, wall, monotonic: Monotonic::now() }
    }

    /// The time while the wall clock shows `wall`.
    pub(super) fn now(&mut self, wall: Instant) -> Instant {
        self.follow(wall, Monotonic::now())
    }

    /// Microseconds since the beginning.
    pub(super) fn elapsed_us(mut self, wall: Instant) -> u64 {
        let elapsed_us = self.now(wall).as_us().saturating_sub(self.began.as_us());
        u64::try_from(elapsed_us).unwrap_or(0)
    }

    fn follow(&mut self, wall: Instant, monotonic: Monotonic) -> Instant {
        let by_wall_us = wall.as_us().saturating_sub(self.wall.as_us());
        let passed = monotonic.saturating_duration_since(self.monotonic);
        self.now = self.now.plus_us(by_wall_us.max(micros(passed)));
        (self.wall, self.monotonic) = (wall, monotonic);
        self.now
    }
}

/// Microseconds, held at the end of what can be held.
pub(super) fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn at(second: i64) -> Instant {
        Instant::from_us(second * 1_000_000)
    }

    #[test]
    fn it_goes_on_by_the_monotonic_clock_when_the_wall_clock_is_set_back() {
        let mut time = SteadyTime::beginning_at(at(10_000));
        let began = time.monotonic;
        assert_eq!(time.follow(at(10_001), began + SECOND), at(10_001));
        assert_eq!(time.follow(at(10), began + 2 * SECOND), at(10_002));
        assert_eq!(time.follow(at(11), began + 3 * SECOND), at(10_003));
    }

    #[test]
    fn it_goes_on_by_the_wall_clock_when_the_computer_slept() {
        let mut time = SteadyTime::beginning_at(at(0));
        let began = time.monotonic;
        assert_eq!(time.follow(at(7_200), began + SECOND), at(7_200));
    }

    #[test]
    fn no_clock_of_any_kind_makes_it_panic_or_go_back() {
        let mut time = SteadyTime::beginning_at(Instant::MAX);
        assert_eq!(time.now(Instant::MIN), Instant::MAX);
        let mut time = SteadyTime::beginning_at(Instant::MIN);
        assert!(time.now(Instant::MAX) > Instant::MIN);
    }
}
