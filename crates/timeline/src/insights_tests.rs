//! The figures against plain sums over plain rows, for random rows, questions and clocks.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Timelike};
use offhook_model::Instant;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::plain::{Ask, Found, Plain, ask, rows, timeline};
use crate::{Figures, FiguresOf, Offsets, TOP_NUMBERS, TOP_WORDS, Tally, Timeline, Trend};

pub(super) const HOUR_US: i64 = 3_600_000_000;

/// Clocks as plain values.
#[derive(Clone, Debug)]
pub(super) struct Clocks {
    first_s: i32,
    changes: Vec<(i64, i32)>,
}

impl Clocks {
    pub(super) fn offsets(&self) -> Offsets {
        Offsets::new(self.first_s, self.changes.clone())
    }

    pub(super) fn weekday_and_hour(&self, us: i64) -> (usize, usize) {
        let past = self.changes.iter().filter(|(change_us, _)| *change_us <= us);
        let offset_s = past.max_by_key(|(us, _)| *us).map_or(self.first_s, |(_, offset)| *offset);
        let local = DateTime::from_timestamp_micros(us + i64::from(offset_s) * 1_000_000).unwrap();
        (local.weekday().num_days_from_monday() as usize, local.hour() as usize)
    }
}

pub(super) fn clocks() -> impl Strategy<Value = Clocks> {
    let offset = || select(vec![0, 3600, -18_000, 19_800, 86_399]);
    (offset(), vec((-1_i64..200, offset()), 0..4)).prop_map(|(first_s, mut changes)| {
        changes.sort_unstable();
        changes.dedup_by_key(|(hour, _)| *hour);
        let changes = changes.into_iter().map(|(hour, offset)| (hour * HOUR_US, offset));
        Clocks { first_s, changes: changes.collect() }
    })
}

/// Rows and questions are made within forty microseconds: stretched over hours and days.
pub(super) fn stretched(rows: &mut [Plain], ask: &mut Ask, by: i64) {
    rows.iter_mut().for_each(|row| row.us *= by);
    ask.edges_us.iter_mut().for_each(|us| *us *= by);
    let instant = |at: Option<Instant>| at.map(|at| Instant::from_us(at.as_us() * by));
    (ask.filter.from, ask.filter.to) = (instant(ask.filter.from), instant(ask.filter.to));
}

/// Statuses and sentiments of so many words: more of them than have figures of their own.
fn in_other_words(rows: &mut [Plain], words: u32) {
    static WORDS: LazyLock<Vec<String>> =
        LazyLock::new(|| (0..60).map(|number| format!("word {number}")).collect());
    let word = |number: u32| WORDS[(number % words) as usize].as_str();
    for row in rows {
        row.status = row.status.map(|_| word(row.seq / 3));
        row.sentiment = row.sentiment.map(|_| word(row.seq / 6));
    }
}

fn tally(rows: &[&Plain]) -> Tally {
    let count = |is: &dyn Fn(&Plain) -> bool| rows.iter().filter(|row| is(row)).count() as u64;
    let ended = ["completed", "no-answer", "busy", "failed", "canceled"];
    Tally {
        calls: rows.len() as u64,
        answered: count(&|row| row.status == Some("completed")),
        ended: count(&|row| row.status.is_some_and(|status| ended.contains(&status))),
        with_duration: count(&|row| row.duration_s.is_some()),
        duration_s: rows.iter().filter_map(|row| row.duration_s).sum(),
        with_sentiment: count(&|row| row.sentiment.is_some()),
        negative: count(&|row| row.sentiment == Some("negative")),
    }
}

fn rank(rows: &[&Plain], share: f64) -> Option<i32> {
    let mut durations: Vec<i64> = rows.iter().filter_map(|row| row.duration_s).collect();
    durations.sort_unstable();
    let enough = |s: &&i64| {
        durations.iter().filter(|other| other <= s).count() as f64 >= share * durations.len() as f64
    };
    durations.iter().find(enough).map(|s| i32::try_from(*s).unwrap())
}

fn most_first<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> (u64, K)) {
    list.sort_by_cached_key(|item| {
        let (calls, name) = key(item);
        (std::cmp::Reverse(calls), name)
    });
}

fn trends(rows: &[&Plain], edges_us: &[i64], of: fn(&Plain) -> Option<String>) -> Vec<Trend> {
    let mut by_word: BTreeMap<Option<String>, Vec<&Plain>> = BTreeMap::new();
    rows.iter().for_each(|row| by_word.entry(of(row)).or_default().push(row));
    let trend = |(value, rows): (Option<String>, Vec<&Plain>)| {
        let within = |edges: &[i64]| {
            rows.iter().filter(|row| edges[0] <= row.us && row.us < edges[1]).count() as u64
        };
        let counts = edges_us.windows(2).map(within).collect();
        Trend { value, others: false, calls: rows.len() as u64, counts }
    };
    let mut trends: Vec<Trend> = by_word.into_iter().map(trend).collect();
    most_first(&mut trends, |trend| (trend.calls, trend.value.clone()));
    let others = trends.split_off(trends.len().min(TOP_WORDS));
    let sum_up = |mut sum: Trend, more: Trend| {
        sum.counts.iter_mut().zip(&more.counts).for_each(|(sum, more)| *sum += more);
        Trend { value: None, others: true, calls: sum.calls + more.calls, ..sum }
    };
    let others = others.into_iter().map(|one| Trend { value: None, others: true, ..one });
    trends.extend(others.reduce(sum_up));
    trends
}

fn expected(rows: &[Plain], ask: &Ask, clocks: &Clocks) -> Figures {
    let rows: Vec<&Plain> = rows.iter().filter(|row| row.passes_all_but("", ask)).collect();
    let mut hours = [[0; 24]; 7];
    let mut agents: BTreeMap<Option<String>, Vec<&Plain>> = BTreeMap::new();
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    for row in &rows {
        let (day, hour) = clocks.weekday_and_hour(row.us);
        hours[day][hour] += 1;
        agents.entry(row.agent.map(str::to_owned)).or_default().push(row);
        let other = match row.direction {
            Some("inbound") => row.from,
            Some("outbound") => row.to,
            _ => None,
        };
        if let Some(number) = other.filter(|number| !number.is_empty()) {
            *numbers.entry(number.to_owned()).or_default() += 1;
        }
    }
    let mut agents: Vec<_> = agents.into_iter().map(|(id, rows)| (id, tally(&rows))).collect();
    most_first(&mut agents, |(id, tally)| (tally.calls, id.clone()));
    let mut numbers: Vec<_> = numbers.into_iter().collect();
    most_first(&mut numbers, |(number, calls)| (*calls, number.clone()));
    numbers.truncate(TOP_NUMBERS);
    Figures {
        tally: tally(&rows),
        newest_and_oldest_us: rows.first().zip(rows.last()).map(|(new, old)| (new.us, old.us)),
        median_s: rank(&rows, 0.5),
        p90_s: rank(&rows, 0.9),
        hours,
        statuses: trends(&rows, &ask.edges_us, |row| row.status.map(str::to_owned)),
        sentiments: trends(&rows, &ask.edges_us, |row| row.sentiment.map(str::to_lowercase)),
        agents,
        numbers,
    }
}

fn figures(timeline: &Timeline, rows: &[Plain], ask: &Ask, clocks: &Clocks) -> Figures {
    let found = Found::of(rows, ask);
    timeline.insights(&FiguresOf {
        filter: &ask.filter,
        narrowed: found.narrowed(),
        edges_us: &ask.edges_us,
        offsets: &clocks.offsets(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn figures_are_the_plain_sums_over_the_rows_that_match(
        mut rows in rows(),
        mut ask in ask(),
        clocks in clocks(),
        by in select(vec![1, HOUR_US / 3, 5 * HOUR_US]),
        words in option::of(1..60_u32),
    ) {
        if let Some(words) = words {
            in_other_words(&mut rows, words);
            // Few filters leave enough calls for so many words.
            ask = Ask { edges_us: ask.edges_us, ..Ask::everything() };
        }
        stretched(&mut rows, &mut ask, by);
        let figures = figures(&timeline(&rows), &rows, &ask, &clocks);
        prop_assert_eq!(figures, expected(&rows, &ask, &clocks));
    }

    #[test]
    fn the_most_frequent_numbers_are_the_first_of_all_by_count_and_text(
        numbers in vec("[0-9]{1,2}", 0..300),
    ) {
        let rows: Vec<Plain> = numbers.iter().zip(1..).map(|(number, seq)| Plain {
            seq,
            direction: Some("inbound"),
            from: Some(number.clone().leak()),
            ..Plain::default()
        }).collect();
        let ask = Ask::everything();
        let clocks = Clocks { first_s: 0, changes: Vec::new() };
        let figures = figures(&timeline(&rows), &rows, &ask, &clocks);
        prop_assert_eq!(figures, expected(&rows, &ask, &clocks));
    }
}

#[test]
fn words_without_end_over_many_buckets_are_summed_up() {
    // One count for each of them in each bucket and thread would be 16 GB.
    const WORDS: u32 = 20_000;
    let rows: Vec<Plain> = (1..=WORDS)
        .map(|seq| Plain {
            seq,
            us: i64::from(WORDS - seq),
            status: Some(if seq % 4 == 0 { "failed" } else { format!("s{seq}").leak() }),
            ..Plain::default()
        })
        .collect();
    let edges_us: Vec<i64> = (0..=100_000).collect();
    let ask = Ask { edges_us, ..Ask::everything() };
    let clocks = Clocks { first_s: 0, changes: Vec::new() };
    let figures = figures(&timeline(&rows), &rows, &ask, &clocks);
    let told = |word: &Trend| (word.value.clone(), word.others, word.calls);
    let own = |word: &str, calls| (Some(word.to_owned()), false, calls);
    let [first, second, third, .., last] = figures.statuses.as_slice() else { panic!() };
    assert_eq!(
        [first, second, third].map(told),
        [own("failed", 5000), own("s1", 1), own("s10", 1)]
    );
    let of_others = u64::from(WORDS) - 5000 - (TOP_WORDS as u64 - 1);
    assert_eq!((figures.statuses.len(), told(last)), (TOP_WORDS + 1, (None, true, of_others)));
    assert_eq!(last.counts.iter().sum::<u64>(), of_others);
}

#[test]
fn ranks_among_durations_are_exact_beyond_an_hour_and_below_nothing() {
    let ranks = |durations: &[i64]| {
        let row = |(s, seq): (&i64, u32)| Plain { seq, duration_s: Some(*s), ..Plain::default() };
        let rows: Vec<Plain> = durations.iter().zip(1..).map(row).collect();
        let clocks = Clocks { first_s: 0, changes: Vec::new() };
        let figures = figures(&timeline(&rows), &rows, &Ask::everything(), &clocks);
        (figures.median_s, figures.p90_s)
    };
    assert_eq!(ranks(&[]), (None, None));
    assert_eq!(ranks(&[7]), (Some(7), Some(7)));
    assert_eq!(ranks(&[9, 4]), (Some(4), Some(9)));
    assert_eq!(ranks(&[-3, -2, -1, 10, 90_000]), (Some(-1), Some(90_000)));
    assert_eq!(ranks(&[1, 90_002, 90_001, 90_000]), (Some(90_000), Some(90_002)));
}
