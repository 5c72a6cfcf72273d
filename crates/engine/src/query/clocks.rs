//! What the clocks of the person who asks showed while there were calls.

use offhook_model::{Calendar, Instant};
use offhook_timeline::Offsets;

const DAY_US: i64 = 86_400_000_000;
/// Instants at which the clocks are looked at, at most.
const MOST_LOOKS: i64 = 12_000;

/// How far clocks are ahead of UTC from the oldest to the newest instant, found by looking at
/// them day by day.
pub(crate) fn offsets((newest_us, oldest_us): (i64, i64), calendar: &dyn Calendar) -> Offsets {
    let (from_us, to_us) = (oldest_us, newest_us);
    let first_s = offset_s(calendar, from_us).unwrap_or(0);
    let step_us = DAY_US.max(to_us.saturating_sub(from_us) / MOST_LOOKS);
    let mut changes = Vec::new();
    let (mut at_us, mut known_s) = (from_us, first_s);
    while at_us < to_us {
        let next_us = at_us.saturating_add(step_us).min(to_us);
        // Outside the years that a calendar can name, clocks stay as they were.
        let next_s = offset_s(calendar, next_us).unwrap_or(known_s);
        if next_s != known_s {
            changes.push((change_us(calendar, at_us, next_us, known_s), next_s));
        }
        (at_us, known_s) = (next_us, next_s);
    }
    Offsets::new(first_s, changes)
}

/// When clocks stop to show `before_s` between two instants, at the first of which they do.
fn change_us(calendar: &dyn Calendar, from_us: i64, to_us: i64, before_s: i32) -> i64 {
    let (mut before_us, mut after_us) = (from_us, to_us);
    while after_us - before_us > 1 {
        let middle_us = before_us + (after_us - before_us) / 2;
        if offset_s(calendar, middle_us) == Some(before_s) {
            before_us = middle_us;
        } else {
            after_us = middle_us;
        }
    }
    after_us
}

fn offset_s(calendar: &dyn Calendar, us: i64) -> Option<i32> {
    let local = calendar.local(Instant::from_us(us))?;
    let ahead_us = local.and_utc().timestamp_micros().checked_sub(us)?;
    i32::try_from(ahead_us.div_euclid(1_000_000)).ok()
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use offhook_model::ZoneCalendar;

    use super::*;

    fn us(text: &str) -> i64 {
        Instant::parse(text).unwrap().as_us()
    }

    fn ends(from: &str, to: &str) -> (i64, i64) {
        (us(to), us(from))
    }

    fn calendar(zone: Tz) -> ZoneCalendar<Tz> {
        ZoneCalendar::new(zone, "2026-03-04".parse().unwrap())
    }

    #[test]
    fn changes_of_the_clocks_are_found_to_the_instant() {
        let year = ends("2026-01-01", "2027-01-01");
        let changes = vec![(us("2026-03-29T01:00:00Z"), 7200), (us("2026-10-25T01:00:00Z"), 3600)];
        let found = offsets(year, &calendar(Tz::Europe__Berlin));
        assert_eq!(found, Offsets::new(3600, changes));
        assert_eq!(offsets(year, &calendar(Tz::Asia__Kathmandu)), Offsets::new(20_700, vec![]));
        let apia = offsets(ends("2011-12-01", "2012-01-01"), &calendar(Tz::Pacific__Apia));
        assert_eq!(apia, Offsets::new(-36_000, vec![(us("2011-12-30T10:00:00Z"), 50_400)]));
    }

    #[test]
    fn clocks_beyond_all_calendars_are_found_too() {
        offsets((i64::MAX, i64::MIN), &calendar(Tz::Europe__Berlin));
    }
}
