//! What is asked of one moment is of one moment, whatever is written meanwhile.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use offhook_model::words::Reading;
use offhook_model::{Calendar, Filter, Instant, Language, RawFilter};
use serde_json::Value;
use serde_json::value::RawValue;

use super::QueryOptions;
use super::tests::{Desk, calendar, commit, row};

const CALLS: usize = 300;

/// Every call rewritten, so that calls of two moments tell that they are.
fn version(number: usize) -> Vec<Value> {
    let word = if number.is_multiple_of(2) { "refund" } else { "thanks" };
    (0..CALLS).map(|call| row(call, &format!("{word} {number}"))).collect()
}

#[test]
fn what_is_written_between_two_questions_is_in_neither_answer() {
    let desk = Desk::new();
    commit(&desk.profile, &version(0));
    for query in ["", "refund", "is:unstarred"] {
        let filter = Filter { query: query.to_owned(), ..Filter::everything() };
        let (_, [before, after]) = desk
            .profile
            .at_one_moment(&filter, &calendar(), |still| {
                let before = still.answer(filter.clone(), plain(&calendar()))?;
                let writer = desk.reopened();
                commit(&writer, &version(1));
                writer.set_starred(&["call-1".to_owned()], true, Instant::from_us(3))?;
                Ok([before, still.answer(filter.clone(), plain(&calendar()))?])
            })
            .unwrap();
        assert_eq!((before.total, after.total), (CALLS as u64, CALLS as u64), "{query}");
        assert_eq!(summaries(&after.calls), summaries(&before.calls));
        assert_eq!(after.marks, before.marks);
        commit(&desk.profile, &version(0));
        desk.profile.set_starred(&["call-1".to_owned()], false, Instant::from_us(4)).unwrap();
    }
}

#[test]
fn the_first_calls_are_of_one_moment_whatever_is_written_meanwhile() {
    let desk = Desk::new();
    commit(&desk.profile, &version(0));
    let (ended, writer) = (AtomicBool::new(false), desk.reopened());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in (1..).take_while(|_| !ended.load(Ordering::Relaxed)) {
                commit(&writer, &version(number));
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let _ended = Ends(&ended);
        for (round, query) in ["", "refund", "status:failed thanks"].repeat(8).iter().enumerate() {
            let raw = RawFilter {
                query: (*query).into(),
                limit: 7.into(),
                offset: 5.into(),
                ..RawFilter::default()
            };
            let answer = desk.profile.first_calls(&raw, 250, plain(&calendar())).unwrap();
            let all = if query.contains("status") { CALLS / 2 } else { CALLS };
            let found = usize::try_from(answer.total).unwrap();
            assert!(found == all || (found == 0 && !query.is_empty()), "{round}: {found} of {all}");
            assert_eq!(answer.calls.len(), found.min(250));
            assert_eq!(answer.has_more, found > 250);
            let summaries = summaries(&answer.calls);
            assert!(summaries.len() <= 1, "{round}: {summaries:?}");
            // Found, and read, at the same moment.
            let word = query.split(' ').next_back().unwrap();
            assert!(
                summaries.iter().all(|summary| summary.contains(word)),
                "{word}: {summaries:?}"
            );
        }
    });
}

/// Also when an assertion fails, or the test would wait for the writer for ever.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn summaries(calls: &[Box<RawValue>]) -> HashSet<String> {
    let summary = |call: &RawValue| {
        let call: Value = serde_json::from_str(call.get()).unwrap();
        call["call_summary"].as_str().unwrap().to_owned()
    };
    calls.iter().map(|call| summary(call)).collect()
}

fn plain(calendar: &dyn Calendar) -> QueryOptions<'_> {
    let (language, reading) = (Language::English, Reading::default());
    QueryOptions { facets: false, histogram: false, calendar, language, reading }
}
