//! Laws: nothing panics, nothing is lost, text and filter say the same.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::{Filter, Hours, Instant, Weekdays, ZoneCalendar};
use chrono_tz::Tz;

fn calendar() -> ZoneCalendar<Tz> {
    ZoneCalendar::new(Tz::Europe__Berlin, "2026-03-04".parse().unwrap())
}

/// Text made of what the language is made of, so that it is hit more often than by chance.
fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just(" ".to_owned()),
        Just("\"".to_owned()),
        Just("-".to_owned()),
        Just("\\".to_owned()),
        Just(":".to_owned()),
        Just(" & ".to_owned()),
        "[0-9+(). -]{1,6}",
        "[a-cß退é👍“„]{1,3}",
        "(status|agent|on|after|hour|weekday|duration|is|has|tag|from|number|nonsense):",
        "(failed|9-17|sat-mon|today|2026-03|>2m|1m-5m|starred|no-agent|x|y)",
        "\\PC{0,4}",
    ];
    vec(part, 0..10).prop_map(|parts| parts.concat())
}

fn instant() -> impl Strategy<Value = Instant> {
    let near = 1_700_000_000_000_000_i64..1_800_000_000_000_000;
    let (first, last): (chrono::NaiveDate, i32) = ("2020-01-01".parse().unwrap(), 4000);
    let day = (0..last).prop_map(move |days| first + chrono::TimeDelta::days(days.into()));
    prop_oneof![
        4 => near.prop_map(Instant::from_us),
        2 => day.clone().prop_map(|day| calendar().start_of(day)),
        2 => day.prop_map(|day| calendar().end_of(day)),
        1 => any::<i64>().prop_map(Instant::from_us),
        1 => prop_oneof![Just(Instant::MIN), Just(Instant::MAX)],
    ]
}

fn word(known: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![4 => proptest::sample::select(known).prop_map(ToOwned::to_owned), 1 => value()]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9+-]{1,8}", "[a-zA-Z \"\\\\“\n:;-]{1,6}", "\\PC{1,6}"]
}

fn filter() -> impl Strategy<Value = Filter> {
    let lists = (
        vec(word(&["inbound", "outbound"]), 0..3),
        vec(word(&["failed", "busy", "completed"]), 0..4),
        vec(word(&["failed", "busy", "no-answer"]), 0..4),
        vec(word(&["a", "b", "c"]), 0..3),
        vec(word(&["a", "b", "c"]), 0..3),
        (vec(value(), 0..3), vec(vec(word(&["x", "y"]), 0..3), 0..3)),
        vec(word(&["positive", "Positive", "negative"]), 0..3),
        vec("[0-9]{1,5}", 0..3),
        vec("[0-9]{1,5}", 0..3),
        (vec(value(), 0..3), vec(vec(word(&["x", "y"]), 0..3), 0..3)),
    );
    let rest = (
        option::of(instant()),
        option::of(instant()),
        option::of(prop_oneof![-5..8000_i64, any::<i64>()]),
        option::of(prop_oneof![-5..8000_i64, any::<i64>()]),
        any::<[bool; 2]>(),
        any::<[Option<bool>; 6]>(),
        (vec(0_u8..24, 0..4), vec(0_u8..7, 0..4)),
        prop_oneof![Just(String::new()), any_text()],
    );
    (lists, rest).prop_map(|(lists, rest)| Filter {
        direction: lists.0,
        status: lists.1,
        statuses: lists.2,
        agent_id: lists.3,
        agent_ids: lists.4,
        phone_number: lists.5.0,
        also_phone_number: lists.5.1,
        sentiment: lists.6,
        from_digits: lists.7,
        to_digits: lists.8,
        tags: lists.9.0,
        also_tags: lists.9.1,
        from: rest.0,
        to: rest.1,
        min_duration_s: rest.2,
        max_duration_s: rest.3,
        removed: rest.4[0],
        nothing: rest.4[1],
        starred: rest.5[0],
        reviewed: rest.5[1],
        noted: rest.5[2],
        with_status: rest.5[3],
        with_agent: rest.5[4],
        with_sentiment: rest.5[5],
        hours: Hours::from_iter(rest.6.0),
        weekdays: Weekdays::from_iter(rest.6.1),
        query: rest.7,
        ..Filter::everything()
    })
}

/// What the terms ask, wherever they stand.
fn asked(query: &Query) -> Vec<(&Kind, bool)> {
    query.terms.iter().map(|term| (&term.kind, term.negated)).collect()
}

proptest! {
    #[test]
    fn terms_cover_every_byte_that_is_no_white_space_once(text in any_text()) {
        let query = Query::parse(&text, &calendar());
        let mut behind = 0;
        for term in &query.terms {
            prop_assert!(term.start >= behind && term.end > term.start);
            prop_assert_eq!(text[behind..term.start].trim(), "");
            prop_assert!(text.get(term.start..term.end).is_some());
            behind = term.end;
        }
        prop_assert_eq!(text[behind..].trim(), "");
    }

    #[test]
    fn the_terms_read_alone_are_the_same_terms(text in any_text()) {
        let query = Query::parse(&text, &calendar());
        let texts: Vec<&str> = query.terms.iter().map(|term| &text[term.start..term.end]).collect();
        let again = Query::parse(&texts.join(" "), &calendar());
        prop_assert_eq!(asked(&again), asked(&query));
    }

    #[test]
    fn a_filter_written_as_text_reads_as_the_same_filter(filter in filter()) {
        let query = Query::parse(&filter.query, &calendar());
        let mut narrowed = filter.clone();
        query.narrow(&mut narrowed);

        let text = to_text(&filter, &calendar());
        let again = Query::parse(&text, &calendar());
        let mut read = Filter::everything();
        again.narrow(&mut read);
        prop_assert_eq!(&read, &settled(&narrowed), "{}", text);
        prop_assert_eq!(again.agent_words(), query.agent_words());
        let words = |query: &Query| -> Vec<(Kind, bool)> {
            query.words().map(|term| (term.kind.clone(), term.negated)).collect()
        };
        prop_assert_eq!(words(&again), words(&query), "{}", text);
    }

    #[test]
    fn narrowing_twice_is_narrowing_once(filter in filter()) {
        let query = Query::parse(&filter.query, &calendar());
        let mut once = filter;
        query.narrow(&mut once);
        let mut twice = once.clone();
        query.narrow(&mut twice);
        prop_assert_eq!(settled(&twice), settled(&once));
    }

    #[test]
    fn every_filter_can_be_said(filter in filter()) {
        let query = Query::parse(&filter.query, &calendar());
        for language in [crate::Language::English, crate::Language::German] {
            let said = crate::words::in_words(&filter, &query, &|_| None, language, &calendar());
            prop_assert!(!said.is_empty() && !said.contains('\n'));
        }
    }
}
