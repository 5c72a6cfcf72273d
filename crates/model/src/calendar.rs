//! Local days as instants, and back: the caller knows the zone and today's date, not we.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::Instant;

/// A zone's clock face and the date on it.
pub trait Calendar {
    /// The local date that `today` and `this-week` are counted from.
    fn today(&self) -> NaiveDate;

    /// The instant at which local clocks show this time: the earlier one where they show it twice,
    /// the end of the gap where they skip it.
    fn at(&self, local: NaiveDateTime) -> Instant;

    /// What local clocks show at the instant; `None` outside the years a calendar can name.
    fn local(&self, instant: Instant) -> Option<NaiveDateTime>;

    /// The first instant of the local day.
    fn start_of(&self, day: NaiveDate) -> Instant {
        self.at(day.and_time(NaiveTime::MIN))
    }

    /// The last microsecond of the local day.
    fn end_of(&self, day: NaiveDate) -> Instant {
        day.succ_opt().map_or(Instant::MAX, |next| self.start_of(next).plus_us(-1))
    }
}

/// The calendar of a chrono zone: UTC, a fixed offset, or a named zone.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Calendar, ZoneCalendar};
/// let today = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
/// let calendar = ZoneCalendar::new(Utc, today);
/// assert_eq!(calendar.start_of(today).to_string(), "2026-03-04T00:00:00.000000Z");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ZoneCalendar<Z> {
    zone: Z,
    today: NaiveDate,
}

impl<Z: TimeZone> ZoneCalendar<Z> {
    /// The zone's calendar on this local date.
    pub const fn new(zone: Z, today: NaiveDate) -> Self {
        Self { zone, today }
    }

    fn earliest(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        self.zone.from_local_datetime(&local).earliest().map(|time| time.to_utc())
    }

    /// The first instant after the gap that swallows `local`. Gaps are whole minutes in every zone
    /// of the last hundred years, and the longest skipped a whole day (Samoa, 2011).
    fn end_of_gap(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        const LONGEST_GAP_MINUTES: i64 = 25 * 60;
        (1..=LONGEST_GAP_MINUTES).find_map(|minutes| {
            let whole_minute = local.date().and_time(NaiveTime::MIN)
                + TimeDelta::minutes(minutes_of_day(local) + minutes);
            self.earliest(whole_minute)
        })
    }
}

fn minutes_of_day(local: NaiveDateTime) -> i64 {
    local.time().signed_duration_since(NaiveTime::MIN).num_minutes()
}

impl<Z: TimeZone> Calendar for ZoneCalendar<Z> {
    fn today(&self) -> NaiveDate {
        self.today
    }

    fn at(&self, local: NaiveDateTime) -> Instant {
        let near_the_ends = local.checked_sub_signed(TimeDelta::days(3)).is_none()
            || local.checked_add_signed(TimeDelta::days(3)).is_none();
        if near_the_ends {
            return local.and_utc().into();
        }
        let found = self.earliest(local).or_else(|| self.end_of_gap(local));
        found.unwrap_or_else(|| local.and_utc()).into()
    }

    fn local(&self, instant: Instant) -> Option<NaiveDateTime> {
        let time = DateTime::from_timestamp_micros(instant.as_us())?;
        time.naive_utc().checked_sub_signed(TimeDelta::days(3))?;
        time.naive_utc().checked_add_signed(TimeDelta::days(3))?;
        Some(time.with_timezone(&self.zone).naive_local())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn start(zone: Tz, date: &str) -> String {
        ZoneCalendar::new(zone, day("2026-03-04")).start_of(day(date)).to_rfc3339().unwrap()
    }

    #[test]
    fn a_day_starts_at_midnight_or_where_the_gap_ends() {
        let cases = [
            (Tz::UTC, "2026-03-01", "2026-03-01T00:00:00.000000Z"),
            (Tz::Europe__Berlin, "2026-03-01", "2026-02-28T23:00:00.000000Z"),
            (Tz::Europe__Berlin, "2026-03-30", "2026-03-29T22:00:00.000000Z"),
            (Tz::America__Vancouver, "2026-01-05", "2026-01-05T08:00:00.000000Z"),
            // Midnight was skipped, the day began at one o'clock.
            (Tz::America__Sao_Paulo, "2018-11-04", "2018-11-04T03:00:00.000000Z"),
            // Midnight came twice.
            (Tz::America__Havana, "2025-11-02", "2025-11-02T04:00:00.000000Z"),
            // The whole day was skipped.
            (Tz::Pacific__Apia, "2011-12-30", "2011-12-30T10:00:00.000000Z"),
            (Tz::Pacific__Apia, "2011-12-31", "2011-12-30T10:00:00.000000Z"),
        ];
        for (zone, date, instant) in cases {
            assert_eq!(start(zone, date), instant, "{zone} {date}");
        }
    }

    #[test]
    fn the_ends_of_time_are_answered_too() {
        let calendar = ZoneCalendar::new(Tz::Asia__Tokyo, day("2026-03-04"));
        assert_eq!(calendar.local(Instant::MAX), None);
        assert_eq!(calendar.local(Instant::MIN), None);
        assert_eq!(calendar.end_of(NaiveDate::MAX), Instant::MAX);
        assert!(calendar.start_of(NaiveDate::MIN) < calendar.start_of(day("2026-03-04")));
    }

    proptest::proptest! {
        #[test]
        fn an_instant_lies_in_its_local_day(us in -2_000_000_000_000_000_i64..5_000_000_000_000_000) {
            let instant = Instant::from_us(us);
            for zone in [Tz::Europe__Berlin, Tz::America__Sao_Paulo, Tz::Asia__Kathmandu] {
                let calendar = ZoneCalendar::new(zone, day("2026-03-04"));
                let local = calendar.local(instant).unwrap().date();
                proptest::prop_assert!(calendar.start_of(local) <= instant, "{}", zone);
                proptest::prop_assert!(instant <= calendar.end_of(local), "{}", zone);
            }
        }
    }
}
