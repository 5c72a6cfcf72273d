//! When calls happen: office hours in two parts of the world, quiet nights, quieter weekends.

use std::f64::consts::E;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::stamp::SECOND_US;

const HOUR_US: i64 = 3_600 * SECOND_US;
const HOURS_PER_DAY: i64 = 24;

/// Where a call is at home. Decides the hours, the language and the kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// Office hours about 07:00 to 17:00 UTC.
    Europe,
    /// Office hours about 13:00 to 23:00 UTC.
    Americas,
}

/// How busy one hour (counted since 1970 UTC) is in a region, between 0 and 1.
fn busyness(region: Region, hour: i64) -> f64 {
    let opens_utc = match region {
        Region::Europe => 7,
        Region::Americas => 13,
    };
    let since_opening = (hour - opens_utc).rem_euclid(HOURS_PER_DAY);
    let by_hour = match since_opening {
        0 => 0.6,
        1..=3 => 1.0,
        4 => 0.65,
        5..=8 => 0.9,
        9 => 0.5,
        10..=12 => 0.15,
        22..=23 => 0.1,
        _ => 0.02,
    };
    // 1970-01-01 was a Thursday; Monday is 0.
    let local_day = (hour - opens_utc).div_euclid(HOURS_PER_DAY);
    let by_day = match (local_day + 3).rem_euclid(7) {
        0 => 1.15,
        5 => 0.2,
        6 => 0.08,
        _ => 1.0,
    };
    by_hour * by_day
}

/// Draws where a call of this instant is at home.
pub(crate) fn region_at(rng: &mut ChaCha8Rng, instant_us: i64) -> Region {
    let hour = instant_us.div_euclid(HOUR_US);
    let europe = busyness(Region::Europe, hour);
    let americas = busyness(Region::Americas, hour);
    if rng.random::<f64>() * (europe + americas) < europe {
        Region::Europe
    } else {
        Region::Americas
    }
}

/// `count` instants between `from_us` and `to_us`, oldest first, denser where more people call.
pub(crate) fn moments(
    rng: &mut ChaCha8Rng,
    from_us: i64,
    to_us: i64,
    count: usize,
) -> impl Iterator<Item = i64> + use<> {
    let positions = sorted_positions(rng, count);
    let load = cumulative_load(from_us, to_us);
    let whole = load.last().map_or(0.0, |(_, load)| *load);
    let mut hour = 0;
    positions.into_iter().map(move |position| {
        let wanted = position * whole;
        while hour + 2 < load.len() && load[hour + 1].1 <= wanted {
            hour += 1;
        }
        let ((start_us, before), (end_us, after)) = (load[hour], load[hour + 1]);
        let share = ((wanted - before) / (after - before).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        start_us + ((end_us - start_us) as f64 * share) as i64
    })
}

/// The load that has come up by each full hour, from 0 at `from_us`; at least two points.
fn cumulative_load(from_us: i64, to_us: i64) -> Vec<(i64, f64)> {
    let mut load = vec![(from_us, 0.0)];
    let (mut at_us, mut sum) = (from_us, 0.0);
    while at_us < to_us || load.len() < 2 {
        let hour = at_us.div_euclid(HOUR_US);
        let end_us = ((hour + 1) * HOUR_US).min(to_us.max(at_us + 1));
        let busyness = busyness(Region::Europe, hour) + busyness(Region::Americas, hour);
        sum += busyness * (end_us - at_us) as f64;
        load.push((end_us, sum));
        at_us = end_us;
    }
    load
}

/// `count` random numbers between 0 and 1 in ascending order, the gaps as irregular as real calls.
fn sorted_positions(rng: &mut ChaCha8Rng, count: usize) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums: Vec<f64> = (0..=count)
        .map(|_| {
            sum += -(1.0 - rng.random::<f64>()).log(E);
            sum
        })
        .collect();
    sums.truncate(count);
    sums.iter().map(|position| position / sum.max(f64::MIN_POSITIVE)).collect()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    /// Monday, 2 March 2026, 00:00 UTC.
    const MONDAY_US: i64 = 1_772_409_600 * SECOND_US;
    const DAY_US: i64 = 24 * HOUR_US;

    fn week(count: usize) -> Vec<i64> {
        moments(&mut ChaCha8Rng::seed_from_u64(1), MONDAY_US, MONDAY_US + 7 * DAY_US, count)
            .collect()
    }

    #[test]
    fn moments_come_in_order_and_stay_inside() {
        let week = week(5_000);
        assert_eq!(week.len(), 5_000);
        assert!(week.is_sorted());
        assert!(week[0] >= MONDAY_US && week[4_999] < MONDAY_US + 7 * DAY_US);
    }

    #[test]
    fn a_monday_is_many_times_busier_than_a_sunday() {
        let week = week(5_000);
        let on = |day: i64| {
            let start_us = MONDAY_US + day * DAY_US;
            week.iter().filter(|at| (start_us..start_us + DAY_US).contains(*at)).count()
        };
        assert!(on(0) > 5 * on(6), "{} and {}", on(0), on(6));
        assert!(on(6) > 0);
    }

    #[test]
    fn nights_are_quiet() {
        let hour_of = |at: &i64| at.rem_euclid(DAY_US) / HOUR_US;
        let week = week(5_000);
        let night = week.iter().filter(|at| (2..5).contains(&hour_of(at))).count();
        let noon = week.iter().filter(|at| (13..16).contains(&hour_of(at))).count();
        assert!(noon > 10 * night, "{noon} and {night}");
    }

    #[test]
    fn an_empty_span_still_gives_moments() {
        let at = moments(&mut ChaCha8Rng::seed_from_u64(1), MONDAY_US, MONDAY_US, 3);
        assert!(at.into_iter().all(|at_us| (at_us - MONDAY_US).abs() <= 1));
    }
}
