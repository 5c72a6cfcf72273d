//! What local clocks show, as offsets from UTC: a zone's rules without a zone's database.

/// Microseconds of an hour.
const HOUR_US: i64 = 3_600_000_000;
/// Hours of a week.
pub(crate) const WEEK_HOURS: usize = 7 * 24;
/// Hours from Monday 0 h to the hour that instant 0 lies in: it was a Thursday.
const HOURS_BEFORE_1970: i64 = 3 * 24;

/// How far local clocks are ahead of UTC, over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    first_s: i32,
    changes: Vec<(i64, i32)>,
}

impl Offsets {
    /// No zone's clocks.
    pub(crate) const UTC: Self = Self { first_s: 0, changes: Vec::new() };

    /// Clocks that are `first_s` seconds ahead of UTC, until the first of `changes`: each an
    /// instant in UTC microseconds, and the offset in seconds from then on.
    #[must_use]
    pub fn new(first_s: i32, mut changes: Vec<(i64, i32)>) -> Self {
        changes.sort_by_key(|(us, _)| *us);
        Self { first_s, changes }
    }

    /// The hour that clocks show at `us`: counted from Monday 0 h, below [`WEEK_HOURS`]; with the
    /// instant since which they have shown it.
    pub(crate) fn hour_of_week(&self, us: i64) -> (usize, i64) {
        let past = self.changes.partition_point(|(change_us, _)| *change_us <= us);
        let (since_us, offset_s) =
            past.checked_sub(1).map_or((i64::MIN, self.first_s), |last| self.changes[last]);
        let offset_us = i64::from(offset_s) * 1_000_000;
        let hour = us.saturating_add(offset_us).div_euclid(HOUR_US);
        let began_us = hour.saturating_mul(HOUR_US).saturating_sub(offset_us);
        let of_week = (hour + HOURS_BEFORE_1970).rem_euclid(7 * 24);
        (usize::try_from(of_week).unwrap_or_default(), began_us.max(since_us).min(us))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_is_the_one_that_clocks_show() {
        // 2026-03-29 01:00 UTC, a Sunday: Berlin's clocks go from 2 to 3 h.
        let change_us = 1_774_746_000_000_000;
        let berlin = Offsets::new(3600, vec![(change_us, 7200)]);
        let sunday = 6 * 24;
        assert_eq!(berlin.hour_of_week(change_us - 1), (sunday + 1, change_us - HOUR_US));
        assert_eq!(berlin.hour_of_week(change_us), (sunday + 3, change_us));
        // Half an hour off, and before 1970: the last instant of a Thursday there.
        let kolkata = Offsets::new(19_800, Vec::new());
        assert_eq!(kolkata.hour_of_week(-19_800_000_001).0, 3 * 24 - 1);
    }

    #[test]
    fn the_ends_of_time_have_an_hour_too() {
        for offset_s in [-86_400, 0, 86_400] {
            for us in [i64::MIN, i64::MAX] {
                let (hour, since_us) = Offsets::new(offset_s, Vec::new()).hour_of_week(us);
                assert!(hour < WEEK_HOURS && since_us <= us);
            }
        }
    }
}
