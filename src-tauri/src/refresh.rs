//! When the window syncs by itself: at the start, at the interval, and soon after a failure that
//! may pass. By the clock on the wall, so that a computer that slept refreshes when it wakes.

use std::time::{Duration, SystemTime};

/// The first pause after a failure; doubled with each further one.
const FIRST_RETRY: Duration = Duration::from_secs(15);
/// The longest pause while the network is away, so that its return is noticed within a minute.
const LONGEST_RETRY: Duration = Duration::from_secs(60);

/// What somebody who comes back need not see renewed.
const FRESH_SUCCESS: Duration = Duration::from_secs(60);
/// A network that comes back is often told of several times.
const FRESH_FAILURE: Duration = Duration::from_secs(2);

/// What is remembered of the last sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastSync {
    /// When it began.
    pub(crate) started_at: SystemTime,
    /// Failures in a row that may pass by themselves.
    pub(crate) failures: u32,
    /// It met something that only a person can change: a refused token, a question to answer.
    pub(crate) needs_a_person: bool,
}

/// How long until a sync by itself is right; `None` when none would be. `interval_min` 0 means never.
pub(crate) fn due_in(
    last: Option<LastSync>,
    interval_min: u32,
    now: SystemTime,
) -> Option<Duration> {
    if interval_min == 0 {
        return None;
    }
    let Some(last) = last.filter(|last| !last.needs_a_person) else {
        return last.is_none().then_some(Duration::ZERO);
    };
    // A clock that was set back says nothing of how long ago it was.
    let elapsed = now.duration_since(last.started_at).unwrap_or(Duration::MAX);
    Some(pause(last.failures, interval_min).saturating_sub(elapsed))
}

/// Whether a sync is right when somebody comes back to the window, or the network does: sooner than
/// at the interval, and not at every glance.
pub(crate) fn is_stale(last: Option<LastSync>, interval_min: u32, now: SystemTime) -> bool {
    if interval_min == 0 {
        return false;
    }
    let Some(last) = last else { return true };
    let elapsed = now.duration_since(last.started_at).unwrap_or(Duration::MAX);
    let fresh = if last.failures > 0 { FRESH_FAILURE } else { FRESH_SUCCESS };
    !last.needs_a_person && elapsed >= fresh
}

fn pause(failures: u32, interval_min: u32) -> Duration {
    let interval = Duration::from_secs(u64::from(interval_min) * 60);
    match failures.checked_sub(1) {
        None => interval,
        Some(doublings) => {
            let retry = FIRST_RETRY.saturating_mul(1 << doublings.min(8));
            retry.min(LONGEST_RETRY).min(interval)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_due(last: Option<LastSync>, interval_min: u32, now: SystemTime) -> bool {
        due_in(last, interval_min, now) == Some(Duration::ZERO)
    }

    fn at(second: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + second)
    }

    fn last(failures: u32) -> Option<LastSync> {
        Some(LastSync { started_at: at(0), failures, needs_a_person: false })
    }

    #[test]
    fn the_first_sync_is_due_at_once_unless_it_is_switched_off() {
        assert!(is_due(None, 5, at(0)));
        assert!(!is_due(None, 0, at(0)));
    }

    #[test]
    fn a_good_sync_rests_for_the_interval() {
        assert_eq!(due_in(last(0), 5, at(299)), Some(Duration::from_secs(1)));
        assert!(is_due(last(0), 5, at(300)));
    }

    #[test]
    fn a_lost_network_is_tried_again_soon_and_then_once_a_minute() {
        for (failures, pause_s) in [(1, 15), (2, 30), (3, 60), (4, 60), (u32::MAX, 60)] {
            assert!(!is_due(last(failures), 5, at(pause_s - 1)), "{failures}");
            assert!(is_due(last(failures), 5, at(pause_s)), "{failures}");
        }
    }

    #[test]
    fn what_only_a_person_can_change_is_not_tried_again() {
        let refused = LastSync { started_at: at(0), failures: 0, needs_a_person: true };
        assert_eq!(due_in(Some(refused), 5, at(1_000_000)), None);
    }

    #[test]
    fn somebody_who_comes_back_finds_a_minute_old_list_renewed_and_a_lost_network_tried_at_once() {
        for (failures, fresh_s) in [(0, 60), (1, 2), (9, 2)] {
            assert!(!is_stale(last(failures), 5, at(fresh_s - 1)), "{failures}");
            assert!(is_stale(last(failures), 5, at(fresh_s)), "{failures}");
        }
        assert!(is_stale(None, 5, at(0)));
        assert!(!is_stale(last(0), 0, at(1_000)), "it is switched off");
        let refused = LastSync { started_at: at(0), failures: 0, needs_a_person: true };
        assert!(!is_stale(Some(refused), 5, at(1_000)));
    }

    #[test]
    fn a_clock_set_back_does_not_put_the_refresh_off() {
        assert!(is_due(last(0), 5, SystemTime::UNIX_EPOCH));
    }
}
