//! The stretch of time that figures speak of, its buckets and its clocks.

use offhook_model::{Calendar, Filter, Instant};
use serde::Serialize;

use crate::query::{BucketUnit, edges_of};

const DAY_US: i64 = 86_400_000_000;
/// Buckets by day beyond which they are by month: about thirty years.
const MOST_DAYS: i64 = 11_000;
/// What lies further back than this before the newest call is in no bucket: nine hundred years.
const FURTHEST_US: i64 = 900 * 366 * DAY_US;

/// The length of a bucket of the time series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InsightUnit {
    /// One local day.
    Day,
    /// Seven local days from Monday.
    Week,
    /// One calendar month.
    Month,
}

impl From<InsightUnit> for BucketUnit {
    fn from(unit: InsightUnit) -> Self {
        match unit {
            InsightUnit::Day => Self::Day,
            InsightUnit::Week => Self::Week,
            InsightUnit::Month => Self::Month,
        }
    }
}

/// Both ends inclusive, UTC microseconds; never the wrong way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from_us: i64,
    pub(super) to_us: i64,
}

impl Stretch {
    fn new(from_us: i64, to_us: i64) -> Option<Self> {
        (from_us <= to_us).then_some(Self { from_us, to_us })
    }

    /// From the oldest call to the newest.
    pub(super) fn from_ends((newest_us, oldest_us): (i64, i64)) -> Option<Self> {
        Self::new(oldest_us, newest_us)
    }

    /// What a filter's dates leave of the time up to the newest call, `self` being all calls'. What
    /// has not happened yet is left out, so that a month that has just begun is not held against
    /// the whole of the last.
    pub(super) fn narrowed_to(self, filter: &Filter) -> Option<Self> {
        let from_us = filter.from.map_or(self.from_us, Instant::as_us);
        Self::new(from_us, filter.to.map_or(self.to_us, |to| to.as_us().min(self.to_us)))
    }

    /// The stretch of equal length right before.
    pub(super) fn before(self) -> Option<Self> {
        let length_us = self.to_us.checked_sub(self.from_us)?;
        let to_us = self.from_us.checked_sub(1)?;
        Self::new(to_us.checked_sub(length_us)?, to_us)
    }

    /// The filter with this stretch for its dates.
    pub(super) fn of(self, filter: &Filter) -> Filter {
        let (from, to) = (Instant::from_us(self.from_us), Instant::from_us(self.to_us));
        Filter { from: Some(from), to: Some(to), ..filter.clone() }
    }

    const fn length_us(self) -> i64 {
        self.to_us.saturating_sub(self.from_us)
    }

    /// A hundred and some buckets at most, for spans that calls have.
    pub(super) const fn fitting_unit(self) -> InsightUnit {
        match self.length_us() / DAY_US {
            ..=120 => InsightUnit::Day,
            121..=1_100 => InsightUnit::Week,
            _ => InsightUnit::Month,
        }
    }
}

/// Buckets of one unit over a stretch.
#[derive(Clone, Debug)]
pub(super) struct Buckets {
    pub(super) unit: InsightUnit,
    /// One more than buckets.
    pub(super) edges_us: Vec<i64>,
}

impl Buckets {
    /// The buckets that all others are put together from.
    pub(super) fn finest(span: Stretch, known: Stretch, calendar: &dyn Calendar) -> Self {
        let within = span.within(known);
        let days = within.map_or(0, Stretch::length_us) / DAY_US;
        let unit = if days > MOST_DAYS { InsightUnit::Month } else { InsightUnit::Day };
        Self::of(unit, span, known, calendar).unwrap_or(Self { unit, edges_us: Vec::new() })
    }

    /// Buckets over what of `span` lies among the `known` calls; `None` where nothing does.
    pub(super) fn of(
        unit: InsightUnit,
        span: Stretch,
        known: Stretch,
        calendar: &dyn Calendar,
    ) -> Option<Self> {
        let within = span.within(known)?;
        let oldest = Instant::from_us(within.from_us);
        let edges_us = edges_of(unit.into(), oldest, Instant::from_us(within.to_us), calendar);
        (edges_us.len() > 1).then_some(Self { unit, edges_us })
    }

    pub(super) fn count(&self) -> usize {
        self.edges_us.len().saturating_sub(1)
    }

    /// The bucket that holds an instant.
    pub(super) fn holding(&self, us: i64) -> Option<usize> {
        let begun = self.edges_us.partition_point(|edge_us| *edge_us <= us);
        begun.checked_sub(1).filter(|bucket| *bucket < self.count())
    }
}

impl Stretch {
    fn within(self, known: Self) -> Option<Self> {
        let furthest_us = known.to_us.saturating_sub(FURTHEST_US);
        Self::new(self.from_us.max(known.from_us).max(furthest_us), self.to_us.min(known.to_us))
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use offhook_model::ZoneCalendar;

    use super::*;

    fn us(text: &str) -> i64 {
        Instant::parse(text).unwrap().as_us()
    }

    fn stretch(from: &str, to: &str) -> Stretch {
        Stretch::new(us(from), us(to)).unwrap()
    }

    fn calendar(zone: Tz) -> ZoneCalendar<Tz> {
        ZoneCalendar::new(zone, "2026-03-04".parse().unwrap())
    }

    #[test]
    fn a_stretch_beyond_all_calendars_has_clocks_and_buckets_too() {
        let calendar = calendar(Tz::Europe__Berlin);
        let ever = Stretch { from_us: i64::MIN, to_us: i64::MAX };
        assert_eq!(Buckets::finest(ever, ever, &calendar).count(), 0);
        let centuries = stretch("0001-01-01", "2026-03-04");
        let buckets = Buckets::finest(centuries, centuries, &calendar);
        assert_eq!(buckets.unit, InsightUnit::Month);
        assert_eq!(buckets.holding(us("2026-03-03")), Some(buckets.count() - 1));
    }

    #[test]
    fn the_previous_period_is_as_long_and_ends_right_before() {
        let known = stretch("2025-01-01", "2026-03-10");
        let march = Filter {
            from: Some(Instant::parse("2026-03-01").unwrap()),
            to: Some(Instant::parse("2026-04-01").unwrap()),
            ..Filter::everything()
        };
        let so_far = known.narrowed_to(&march).unwrap();
        assert_eq!(so_far, stretch("2026-03-01", "2026-03-10"));
        let before = so_far.before().unwrap();
        assert_eq!(before, stretch("2026-02-19T23:59:59.999999Z", "2026-02-28T23:59:59.999999Z"));
        assert_eq!(stretch("2026-03-11", "2026-03-12").within(known), None);
        assert_eq!(Stretch { from_us: i64::MIN, to_us: 0 }.before(), None);
    }

    #[test]
    fn days_make_up_the_weeks_and_months_they_lie_in() {
        let calendar = calendar(Tz::America__Sao_Paulo);
        // Midnight of 4 November 2018 was skipped there.
        let span = stretch("2018-10-10T12:00:00Z", "2018-12-24T12:00:00Z");
        let days = Buckets::finest(span, span, &calendar);
        assert_eq!((days.unit, days.count()), (InsightUnit::Day, 76));
        for unit in [InsightUnit::Week, InsightUnit::Month] {
            let buckets = Buckets::of(unit, span, span, &calendar).unwrap();
            assert!(days.edges_us[..76].iter().all(|us| buckets.holding(*us).is_some()));
            let inner = &buckets.edges_us[1..buckets.count()];
            assert!(inner.iter().all(|edge| days.edges_us.contains(edge)), "{unit:?}");
        }
    }
}
