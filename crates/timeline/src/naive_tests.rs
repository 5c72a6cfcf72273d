//! The timeline against a plain filter over plain rows, for random rows and random questions.

use offhook_model::{Filter, Sort};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::plain::{Ask, Found, Plain, TAGS, ask, cases, row, rows, timeline};
use crate::{DURATION_CLASSES, DamagedParts, Question, Timeline};

/// The matches in the filter's order, the plain way.
fn sorted<'a>(rows: &'a [Plain], ask: &Ask) -> Vec<&'a Plain> {
    let mut matches: Vec<&Plain> = rows.iter().filter(|row| row.passes_all_but("", ask)).collect();
    match ask.filter.sort {
        Sort::Newest => {}
        Sort::Oldest => matches.sort_by_key(|row| row.us),
        Sort::Longest => matches.sort_by_key(|row| std::cmp::Reverse(row.duration_s)),
        Sort::Shortest => matches.sort_by_key(|row| (row.duration_s.is_none(), row.duration_s)),
    }
    matches
}

fn check(timeline: &Timeline, rows: &[Plain], ask: &Ask) -> Result<(), TestCaseError> {
    let found = Found::of(rows, ask);
    let narrowed = found.narrowed();
    let question =
        Question { filter: &ask.filter, narrowed, facets: true, edges_us: &ask.edges_us };
    let answer = timeline.ask(&question);
    let expected = sorted(rows, ask);
    prop_assert_eq!(answer.total, expected.len() as u64);
    let page: Vec<u32> = expected.iter().map(|row| row.seq).collect();
    prop_assert_eq!(timeline.all(&ask.filter, &narrowed), page.clone());
    let offset = usize::try_from(ask.filter.offset).unwrap();
    let page: Vec<u32> = page.into_iter().skip(offset).take(ask.filter.limit as usize).collect();
    prop_assert_eq!(answer.seqs, page);

    let facets = answer.facets.unwrap();
    let count = |field: &str, is: &dyn Fn(&Plain) -> bool| {
        rows.iter().filter(|row| row.passes_all_but(field, ask) && is(row)).count() as u64
    };
    type ByWord<'a> = (&'a str, &'a [(Option<String>, u64)], fn(&Plain) -> Option<String>);
    let by_word: [ByWord<'_>; 4] = [
        ("direction", &facets.direction, |row| row.direction.map(str::to_owned)),
        ("status", &facets.status, |row| row.status.map(str::to_owned)),
        ("agent", &facets.agent, |row| row.agent.map(str::to_owned)),
        ("sentiment", &facets.sentiment, |row| row.sentiment.map(str::to_lowercase)),
    ];
    for (field, values, value_of) in by_word {
        let sum: u64 = values.iter().map(|(_, count)| count).sum();
        prop_assert_eq!(sum, count(field, &|_| true), "{}", field);
        for (value, counted) in values {
            prop_assert_eq!(
                *counted,
                count(field, &|row| value_of(row) == *value),
                "{} {:?}",
                field,
                value
            );
        }
    }
    for (at, counted) in facets.duration.iter().enumerate() {
        let low = if at == 0 { i64::MIN } else { DURATION_CLASSES[at].into() };
        let high = DURATION_CLASSES.get(at + 1).map_or(i64::MAX, |next| i64::from(*next) - 1);
        let within = |row: &Plain| row.duration_s.is_some_and(|s| low <= s && s <= high);
        prop_assert_eq!(*counted, count("duration", &within), "duration class {}", at);
    }
    prop_assert_eq!(facets.no_duration, count("duration", &|row| row.duration_s.is_none()));
    type Flag<'a> = (&'a str, [u64; 2], fn(&Plain) -> bool);
    let flags: [Flag<'_>; 2] = [
        ("starred", facets.starred, |row| row.marks.starred),
        ("reviewed", facets.reviewed, |row| row.marks.reviewed),
    ];
    for (field, counted, is) in flags {
        prop_assert_eq!(counted, [count(field, &is), count(field, &|row| !is(row))], "{}", field);
    }
    for tag in TAGS {
        let counted =
            facets.tags.iter().find(|(name, _)| name == tag).map_or(0, |(_, count)| *count);
        prop_assert_eq!(counted, count("tag", &|row| row.marks.tags.iter().any(|own| own == tag)));
    }
    for (at, edges) in ask.edges_us.windows(2).enumerate() {
        let within = |row: &Plain| edges[0] <= row.us && row.us < edges[1];
        prop_assert_eq!(answer.histogram[at], count("time", &within), "bucket {}", at);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_question_is_answered_as_a_plain_filter_over_the_rows_answers_it(rows in rows(), ask in ask()) {
        check(&timeline(&rows), &rows, &ask)?;
    }

    /// Few filters leave enough for pages that begin and end anywhere, in every order.
    #[test]
    fn a_page_anywhere_in_any_order_is_a_stretch_of_all_matches(
        mut rows in rows(),
        ask in ask(),
        few_durations in any::<bool>(),
        one_instant in any::<bool>(),
    ) {
        // Calls of one instant share a chunk, which then has more rows than a word has bits.
        if one_instant {
            rows.iter_mut().for_each(|row| row.us = 0);
        }
        if few_durations {
            rows.iter_mut().for_each(|row| row.duration_s = row.duration_s.map(|s| s % 3));
        }
        let Filter { sort, offset, limit, direction, .. } = ask.filter;
        let filter = Filter { sort, offset, limit, direction, ..Filter::everything() };
        check(&timeline(&rows), &rows, &Ask { filter, terms: Vec::new(), edges_us: ask.edges_us })?;
    }

    #[test]
    fn a_changed_timeline_is_the_timeline_of_the_changed_rows(
        mut rows in rows(),
        changes in vec((any::<prop::sample::Index>(), row(), any::<bool>()), 1..12),
        new in vec(row(), 0..12),
        ask in ask(),
    ) {
        let before = timeline(&rows);
        let untouched = rows.clone();
        let mut instants = Vec::new();
        for (index, mut changed, deletes) in changes {
            if rows.is_empty() {
                continue;
            }
            let at = index.index(rows.len());
            instants.push(rows[at].us);
            if deletes {
                rows.remove(at);
            } else {
                (changed.seq, changed.us) = (rows[at].seq, rows[at].us);
                rows[at] = changed;
            }
        }
        for (seq, mut row) in (1_000..).zip(new) {
            row.seq = seq;
            instants.push(row.us);
            rows.push(row);
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.us));
        let entries = rows.iter().filter(|row| instants.contains(&row.us)).map(Plain::entry);
        let after = before.replaced(&instants, entries);
        prop_assert_eq!(after.len(), rows.len());
        check(&after, &rows, &ask)?;
        check(&before, &untouched, &ask)?;
        let kept = Timeline::from_parts(&after.to_parts()).unwrap();
        check(&kept, &rows, &ask)?;
    }

    #[test]
    fn damaged_parts_are_refused(rows in rows(), part in any::<prop::sample::Index>(),
        byte in any::<prop::sample::Index>(), flip in 1_u8..) {
        let mut parts = timeline(&rows).to_parts();
        let part = part.index(parts.len());
        let byte = byte.index(parts[part].len());
        parts[part][byte] ^= flip;
        prop_assert_eq!(Timeline::from_parts(&parts).err(), Some(DamagedParts));
        parts[part].truncate(byte);
        prop_assert_eq!(Timeline::from_parts(&parts).err(), Some(DamagedParts));
    }
}
