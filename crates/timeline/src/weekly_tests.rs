//! Hours and days of the week against what plain clocks show, for random rows and clocks.

use offhook_model::{Hours, Weekdays};
use proptest::prelude::*;
use proptest::sample::select;

use crate::insights_tests::{Clocks, HOUR_US, clocks, stretched};
use crate::plain::{Ask, Found, Plain, ask, rows, timeline};
use crate::{Narrowed, Question};

fn is_at(row: &Plain, ask: &Ask, clocks: &Clocks) -> bool {
    let (day, hour) = clocks.weekday_and_hour(row.us);
    let (hours, weekdays) = (ask.filter.hours, ask.filter.weekdays);
    (hours.is_empty() || hours.contains(u8::try_from(hour).unwrap()))
        && (weekdays.is_empty() || weekdays.contains(u8::try_from(day).unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_call_matches_at_the_hours_that_clocks_show(
        mut rows in rows(),
        mut ask in ask(),
        clocks in clocks(),
        by in select(vec![HOUR_US / 3, 5 * HOUR_US]),
        hours in proptest::option::of((0_u8..24, 0_u8..24)),
        weekdays in proptest::option::of((0_u8..7, 0_u8..7)),
    ) {
        stretched(&mut rows, &mut ask, by);
        ask.filter.hours = hours.map_or(Hours::EMPTY, |(first, last)| Hours::between(first, last));
        ask.filter.weekdays =
            weekdays.map_or(Weekdays::EMPTY, |(first, last)| Weekdays::between(first, last));
        let (found, offsets) = (Found::of(&rows, &ask), clocks.offsets());
        let narrowed = Narrowed { offsets: Some(&offsets), ..found.narrowed() };
        let timeline = timeline(&rows);
        let mut expected: Vec<u32> = rows
            .iter()
            .filter(|row| row.passes_all_but("", &ask) && is_at(row, &ask, &clocks))
            .map(|row| row.seq)
            .collect();
        let mut all = timeline.all(&ask.filter, &narrowed);
        expected.sort_unstable();
        all.sort_unstable();
        prop_assert_eq!(&all, &expected);
        // The bars over time keep to them, as to everything but the dates.
        let question =
            Question { filter: &ask.filter, narrowed, facets: true, edges_us: &ask.edges_us };
        let answer = timeline.ask(&question);
        prop_assert_eq!(answer.total, expected.len() as u64);
        for (edges, counted) in ask.edges_us.windows(2).zip(&answer.histogram) {
            let within = |row: &&Plain| edges[0] <= row.us && row.us < edges[1]
                && row.passes_all_but("time", &ask) && is_at(row, &ask, &clocks);
            prop_assert_eq!(*counted, rows.iter().filter(within).count() as u64);
        }
    }
}
