//! What the made-up account looks like: steady under a seed, and as untidy as a real one.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use offhook_demo_remote::{Config, DemoRemote};
use serde_json::Value;

use crate::client::id;

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-03-02T15:00:00.123456Z").unwrap().to_utc()
}

fn account(config: Config) -> Vec<Value> {
    DemoRemote::start(Config { now: now(), ..config }).unwrap().calls()
}

fn instant(call: &Value) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(call["created_at"].as_str().unwrap()).unwrap().to_utc()
}

fn counted<'a>(calls: &'a [Value], field: &str) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for call in calls {
        *counts.entry(call[field].as_str().unwrap_or("null")).or_default() += 1;
    }
    counts
}

#[test]
fn the_same_seed_gives_the_same_calls_and_another_one_none_of_them() {
    let first = account(Config { calls: 300, ..Config::default() });
    assert_eq!(first, account(Config { calls: 300, ..Config::default() }));
    let other = account(Config { calls: 300, seed: 8, ..Config::default() });
    let ids: HashSet<String> = first.iter().map(id).collect();
    assert_eq!(ids.len(), 300);
    assert!(other.iter().all(|call| !ids.contains(&id(call))));
}

#[test]
fn a_token_belongs_to_its_seed_or_is_the_one_given() {
    let token = |seed, token: Option<&str>| {
        let config =
            Config { calls: 0, seed, token: token.map(str::to_owned), ..Config::default() };
        DemoRemote::start(config).unwrap().token().to_owned()
    };
    assert_eq!(token(1, None), token(1, None));
    assert_ne!(token(1, None), token(2, None));
    assert_eq!(token(1, Some("mine")), "mine");
}

#[test]
fn there_are_exactly_as_many_calls_as_asked_within_the_span_and_the_newest_is_now() {
    for calls in [0, 1, 2, 9, 10, 11, 2_345] {
        let account = account(Config { calls, span_days: 30, ..Config::default() });
        assert_eq!(account.len(), calls);
        if let (Some(newest), Some(oldest)) = (account.first(), account.last()) {
            assert_eq!(instant(newest), now());
            assert!(instant(oldest) >= now() - TimeDelta::days(30) - TimeDelta::seconds(1));
        }
    }
}

#[test]
fn a_tie_at_the_end_of_the_history_adds_no_call() {
    for seed in 0..150 {
        assert_eq!(account(Config { calls: 12, seed, ..Config::default() }).len(), 12, "{seed}");
    }
}

#[test]
fn the_newest_calls_are_not_settled_and_the_others_are() {
    let calls = account(Config { calls: 500, ..Config::default() });
    let statuses: HashSet<_> =
        calls[..4].iter().filter_map(|call| call["status"].as_str()).collect();
    assert!(statuses.contains("initiated") && statuses.contains("in-progress"), "{statuses:?}");
    let waiting = calls[4..9].iter().filter(|call| {
        call["status"] == "completed"
            && call["call_summary"].is_null()
            && call["sentiment"].is_null()
    });
    assert!(waiting.count() >= 2);
    assert!(calls[9..].iter().all(|call| call["ended_at"].is_string()));
}

#[test]
fn nobody_says_a_word_in_a_call_that_was_not_answered() {
    for call in account(Config::default()) {
        let answered = call["started_at"].is_string();
        if !answered {
            assert!(call["call_summary"].is_null() && call["sentiment"].is_null(), "{call}");
            assert!(call["duration"].is_null() || call["duration"] == 0, "{call}");
        } else if call["ended_at"].is_string() {
            let span =
                |field: &str| DateTime::parse_from_rfc3339(call[field].as_str().unwrap()).unwrap();
            let talked = span("ended_at") - span("started_at");
            assert_eq!(call["duration"], talked.num_seconds(), "{call}");
        }
    }
}

#[test]
fn the_account_has_every_untidiness_that_was_observed() {
    let remote = DemoRemote::start(Config { now: now(), ..Config::default() }).unwrap();
    let calls = remote.calls();
    let has = |what: &str, test: &dyn Fn(&Value) -> bool| {
        assert!(calls.iter().any(test), "no call with {what}");
    };
    let text_is = |field: &'static str, test: fn(&str) -> bool| {
        move |call: &Value| call[field].as_str().is_some_and(test)
    };
    for field in ["agent_id", "agent_name", "from_number", "duration", "sentiment", "call_summary"]
    {
        has(&format!("a null {field}"), &|call| call[field].is_null());
    }
    has(
        "an agent id that is no UUID",
        &text_is("agent_id", |id| uuid::Uuid::parse_str(id).is_err()),
    );
    has("an id but no agent name", &|call| {
        call["agent_id"].is_string() && call["agent_name"].is_null()
    });
    has("a hidden number", &text_is("from_number", |number| number == "anonymous"));
    has("a SIP address", &text_is("from_number", |number| number.starts_with("sip:")));
    has("a capital Positive", &text_is("sentiment", |word| word == "Positive"));
    has("a plain positive", &text_is("sentiment", |word| word == "positive"));
    has("an undocumented status", &text_is("status", |status| status == "voicemail"));
    has("Z for a zone", &text_is("created_at", |at| at.ends_with('Z')));
    has("microseconds", &text_is("created_at", |at| at.len() == 32));
    has("no fraction", &text_is("created_at", |at| at.len() == 25));
    assert!(!remote.null_status_ids().is_empty());
    let ties = calls.windows(2).filter(|pair| instant(&pair[0]) == instant(&pair[1])).count();
    assert!((20..150).contains(&ties), "{ties}");
}

#[test]
fn the_switch_for_null_statuses_changes_nothing_else() {
    let with = account(Config::default());
    let without =
        DemoRemote::start(Config { now: now(), null_statuses: false, ..Config::default() })
            .unwrap();
    assert!(without.null_status_ids().is_empty());
    assert_eq!(without.calls(), with);
}

#[test]
fn agents_directions_and_outcomes_are_mixed() {
    let calls = account(Config::default());
    assert_eq!(counted(&calls, "agent_name").len(), 8, "seven names and none");
    let directions = counted(&calls, "direction");
    assert!(directions["inbound"] > 700 && directions["outbound"] > 700, "{directions:?}");
    let statuses = counted(&calls, "status");
    for status in ["completed", "no-answer", "busy", "failed", "canceled", "voicemail"] {
        assert!(statuses[status] > 15, "{statuses:?}");
    }
    assert!(statuses["completed"] * 10 > calls.len() * 6);
}

#[test]
fn summaries_come_in_four_languages_and_rarely_twice() {
    let calls = account(Config::default());
    let summaries: Vec<&str> =
        calls.iter().filter_map(|call| call["call_summary"].as_str()).collect();
    let different: HashSet<_> = summaries.iter().collect();
    assert!(different.len() * 10 > summaries.len() * 9, "{} {}", different.len(), summaries.len());
    for word in [" the ", " der ", " la ", " el ", "Termin", "Rendez-vous", "Cita"] {
        assert!(summaries.iter().any(|summary| summary.contains(word)), "{word}");
    }
}
