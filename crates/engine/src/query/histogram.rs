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
    /// Calls before the first bucket: a few that lie far from all others.
    pub earlier: u64,
    /// Calls behind the last bucket, likewise.
    pub later: u64,
}

const DAY_US: i64 = 86_400_000_000;

/// The buckets, with one without end on either side for the calls outside.
pub(super) struct Axis {
    unit: BucketUnit,
    edges_us: Vec<i64>,
}

impl Axis {
    /// Buckets from one end of the calls to the other, at least one; each time given from the
    /// outside in.
    pub(super) fn over(outermost: &Outermost, calendar: &dyn Calendar) -> Option<Self> {
        let (oldest, newest) = stretch(outermost)?;
        let unit = unit_for(newest.saturating_sub(oldest));
        let (oldest, newest) = (Instant::from_us(oldest), Instant::from_us(newest));
        let inner = edges_of(unit, oldest, newest, calendar);
        let ends = [i64::MIN, i64::MAX];
        let edges_us = [&ends[..1], &inner, &ends[1..]].concat();
        Some(Self { unit, edges_us })
    }

    /// The edges to count between, UTC microseconds.
    pub(super) fn edges_us(&self) -> &[i64] {
        &self.edges_us
    }

    /// The buckets with what was counted in them.
    pub(super) fn counted(&self, counts: &[u64]) -> Histogram {
        let inner = self.edges_us.get(1..self.edges_us.len() - 1).unwrap_or_default();
        let (end, starts) = inner.split_last().unzip();
        let starts: &[i64] = starts.unwrap_or_default();
        Histogram {
            unit: self.unit,
            starts: starts.iter().map(|us| edge_text(*us)).collect(),
            end: end.map_or(String::new(), |us| edge_text(*us)),
            counts: counts.iter().skip(1).take(starts.len()).copied().collect(),
            earlier: counts.first().copied().unwrap_or_default(),
            later: counts.get(starts.len() + 1).copied().unwrap_or_default(),
        }
    }
}

/// The newest and the oldest calls, each from the outside in, UTC microseconds.
pub(super) type Outermost = (Vec<i64>, Vec<i64>);

/// Of so many calls, how many are looked at from either end: those that may lie outside, and the
/// first that does not.
pub(super) fn looked_at(calls: usize) -> usize {
    (calls / 1_000).clamp(3, 1_000).min(calls / 20) + 1
}

/// From the oldest to the newest call that the buckets are for. One clock that was wrong must not
/// squeeze all others into two bars: an end is cut at its widest gap where that is too long to be
/// drawn in days, and longer than twice everything inside.
fn stretch((newest, oldest): &Outermost) -> Option<(i64, i64)> {
    const GAP_US: i64 = 200 * DAY_US;
    let (last, first) = (newest.first()?, oldest.first()?);
    let (inner_last, gap_after) = widest_gap(newest).unwrap_or((*last, 0));
    let (inner_first, gap_before) = widest_gap(oldest).unwrap_or((*first, 0));
    let inside = inner_last.saturating_sub(inner_first);
    if inside < 0 {
        return Some((*first, *last));
    }
    let is_wide = |gap: i64| gap >= GAP_US && gap > inside.saturating_mul(2);
    let from = if is_wide(gap_before) { inner_first } else { *first };
    let until = if is_wide(gap_after) { inner_last } else { *last };
    Some((from, until))
}

/// The instant on the inner side of the widest gap, and how wide that is.
fn widest_gap(from_outside: &[i64]) -> Option<(i64, i64)> {
    let gaps = from_outside.windows(2).map(|pair| (pair[1], pair[0].saturating_sub(pair[1]).abs()));
    gaps.max_by_key(|(_, gap)| *gap)
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

    fn at(text: &str) -> i64 {
        Instant::parse(text).unwrap().as_us()
    }

    fn axis(zone: Tz, newest: Vec<i64>, oldest: Vec<i64>) -> Axis {
        let today = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        Axis::over(&(newest, oldest), &ZoneCalendar::new(zone, today)).unwrap()
    }

    fn buckets(zone: Tz, oldest: &str, newest: &str) -> (BucketUnit, Vec<String>) {
        let axis = axis(zone, vec![at(newest)], vec![at(oldest)]);
        let edges = &axis.edges_us[1..axis.edges_us.len() - 1];
        assert!(edges.is_sorted() && edges[0] <= at(oldest));
        assert!(*edges.last().unwrap() > at(newest));
        (axis.unit, edges.iter().map(|us| edge_text(*us)).collect())
    }

    #[test]
    fn a_few_calls_far_from_all_others_do_not_squeeze_them() {
        let newest = ["2099-01-01", "2026-03-02", "2026-03-01"].map(at).to_vec();
        let oldest = ["1970-01-01", "2026-01-01", "2026-01-02"].map(at).to_vec();
        let both = axis(Tz::UTC, newest.clone(), oldest);
        assert_eq!(both.unit, BucketUnit::Day);
        let days = both.edges_us.len() - 3;
        let counts: Vec<u64> = (10..).take(days + 2).collect();
        let histogram = both.counted(&counts);
        assert_eq!((histogram.earlier, histogram.later), (10, 11 + days as u64));
        assert_eq!(histogram.counts, counts[1..=days]);
        assert_eq!(histogram.starts[0], "2026-01-01T00:00:00.000000Z");
        assert_eq!(histogram.end, "2026-03-03T00:00:00.000000Z");

        let one = axis(Tz::UTC, newest, ["2026-01-01", "2026-01-02"].map(at).to_vec());
        assert_eq!(one.counted(&[]).end, "2026-03-03T00:00:00.000000Z");
    }

    #[test]
    fn quiet_months_and_quiet_years_between_many_calls_are_drawn() {
        for (newest, oldest) in [
            (["2026-03-02", "2026-01-20"], ["2026-01-01", "2026-01-10"]),
            (["2026-03-02", "2025-03-01"], ["2023-01-01", "2023-06-01"]),
        ] {
            let whole = axis(Tz::UTC, newest.map(at).to_vec(), oldest.map(at).to_vec());
            let histogram = whole.counted(&[]);
            assert!(
                at(&histogram.starts[0]) <= at(oldest[0]) && at(&histogram.end) > at(newest[0])
            );
        }
        // Of a handful of calls, none is an outlier.
        assert_eq!([5, 19, 60, 200_000, 5_000_000].map(looked_at), [1, 1, 4, 201, 1_001]);
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
