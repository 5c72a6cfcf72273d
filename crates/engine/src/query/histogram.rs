//! The buckets of the histogram: hours, days, weeks or months of a zone, a screenful of them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use offhook_model::{Calendar, Instant};
use serde::Serialize;

/// The length of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BucketUnit {
    /// One hour.
    Hour,
    /// One local day.
    Day,
    /// Seven local days from Monday.
    Week,
    /// One calendar month.
    Month,
}

/// Calls over time, under all filters but the dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Histogram {
    /// The length of a bucket.
    pub unit: BucketUnit,
    /// When each bucket begins, RFC 3339.
    pub starts: Vec<String>,
    /// When the last bucket ends, RFC 3339.
    pub end: String,
    /// Calls in each bucket.
    pub counts: Vec<u64>,
}

const DAY_US: i64 = 86_400_000_000;

/// Buckets from one end of the calls to the other, at least one.
pub(super) fn edges(
    oldest: Instant,
    newest: Instant,
    calendar: &dyn Calendar,
) -> (BucketUnit, Vec<i64>) {
    let unit = unit_for(newest.as_us().saturating_sub(oldest.as_us()));
    (unit, edges_of(unit, oldest, newest, calendar))
}

/// The edges of buckets of one unit from one instant to another, at least two: in the zone's time,
/// the first at or before `oldest`, the last behind `newest`. None where no calendar reaches.
pub(crate) fn edges_of(
    unit: BucketUnit,
    oldest: Instant,
    newest: Instant,
    calendar: &dyn Calendar,
) -> Vec<i64> {
    let Some(first) = calendar.local(oldest).map(|time| floor(time, unit)) else {
        return Vec::new();
    };
    let mut edges = Vec::new();
    let mut at = first;
    loop {
        let edge = calendar.at(at).as_us();
        // Where clocks go back, an hour of the clock can begin no later than the one before.
        if edges.last().is_none_or(|last| edge > *last) {
            edges.push(edge);
        }
        if edge > newest.as_us() || edges.len() > MOST_BUCKETS {
            return edges;
        }
        let Some(next) = after(at, unit) else { return edges };
        at = next;
    }
}

/// A thousand years in months: what is older than that is no call.
const MOST_BUCKETS: usize = 12_000;

/// A few hundred buckets at most, for spans that calls have.
const fn unit_for(span_us: i64) -> BucketUnit {
    match span_us / DAY_US {
        ..4 => BucketUnit::Hour,
        4..=220 => BucketUnit::Day,
        221..=1_600 => BucketUnit::Week,
        _ => BucketUnit::Month,
    }
}

fn floor(time: NaiveDateTime, unit: BucketUnit) -> NaiveDateTime {
    let day = time.date();
    let start = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    match unit {
        BucketUnit::Hour => {
            let into_hour = time.and_utc().timestamp().rem_euclid(3600);
            let nanos = time.and_utc().timestamp_subsec_nanos();
            time - TimeDelta::seconds(into_hour) - TimeDelta::nanoseconds(nanos.into())
        }
        BucketUnit::Day => start(day),
        BucketUnit::Week => {
            let since_monday = day.weekday().num_days_from_monday();
            start(day.checked_sub_days(Days::new(since_monday.into())).unwrap_or(day))
        }
        BucketUnit::Month => start(day.with_day(1).unwrap_or(day)),
    }
}

fn after(time: NaiveDateTime, unit: BucketUnit) -> Option<NaiveDateTime> {
    match unit {
        BucketUnit::Hour => time.checked_add_signed(TimeDelta::hours(1)),
        BucketUnit::Day => time.checked_add_days(Days::new(1)),
        BucketUnit::Week => time.checked_add_days(Days::new(7)),
        BucketUnit::Month => time.checked_add_months(Months::new(1)),
    }
}

/// An edge as text.
pub(crate) fn edge_text(us: i64) -> String {
    DateTime::from_timestamp_micros(us).map_or(String::new(), |_| Instant::from_us(us).to_string())
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use offhook_model::ZoneCalendar;

    use super::*;

    fn buckets(zone: Tz, oldest: &str, newest: &str) -> (BucketUnit, Vec<String>) {
        let today = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        let at = |text| Instant::parse(text).unwrap();
        let (unit, edges) = edges(at(oldest), at(newest), &ZoneCalendar::new(zone, today));
        assert!(edges.is_sorted() && edges[0] <= at(oldest).as_us());
        assert!(*edges.last().unwrap() > at(newest).as_us());
        (unit, edges.into_iter().map(edge_text).collect())
    }

    #[test]
    fn a_day_has_its_local_midnights_and_23_or_25_hours_where_clocks_change() {
        let (unit, edges) = buckets(Tz::Europe__Berlin, "2026-03-25", "2026-04-02T12:00:00Z");
        assert_eq!(unit, BucketUnit::Day);
        assert_eq!(edges[0], "2026-03-24T23:00:00.000000Z");
        assert_eq!(edges.last().unwrap(), "2026-04-02T22:00:00.000000Z");
        assert_eq!(edges.len(), 10);
    }

    #[test]
    fn the_unit_fits_the_span() {
        let cases = [
            ("2026-03-01T10:20:00Z", "2026-03-01T12:00:00Z", BucketUnit::Hour, 4),
            ("2026-01-01", "2026-03-01", BucketUnit::Day, 61),
            ("2025-01-01", "2026-03-01", BucketUnit::Week, 62),
            ("2016-01-20", "2026-03-01", BucketUnit::Month, 124),
        ];
        for (oldest, newest, unit, edges) in cases {
            let (found, starts) = buckets(Tz::UTC, oldest, newest);
            assert_eq!((found, starts.len()), (unit, edges), "{oldest}");
        }
    }

    #[test]
    fn hours_go_on_where_clocks_are_set_back() {
        let (_, edges) =
            buckets(Tz::Europe__Berlin, "2026-10-24T22:30:00Z", "2026-10-25T03:00:00Z");
        assert!(edges.len() >= 5, "{edges:?}");
    }
}
