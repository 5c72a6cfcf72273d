//! The same question put to the server and to the cache gets the same answer.

use std::collections::HashSet;

use chrono::{DateTime, Duration, FixedOffset, Utc};
use offhook_demo_remote::{Config, DemoRemote};
use offhook_engine::Profile;
use offhook_model::RawFilter;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use crate::support::{
    Desk, assert_same_calls, id, long_ago, newest_first, post, settled, stamp_us, start, sync,
};

pub(crate) const FILTERS: usize = 250;
const SEED: u64 = 20_260_303;

/// Calls with a tie larger than a page, with numbers and agents of every odd kind; fewer than the
/// thousand that the server gives at once, so that one answer can hold all that match.
pub(crate) fn odd_account() -> DemoRemote {
    let remote = start(Config { null_statuses: false, ..settled(620) });
    remote.insert_made_up(130, long_ago() - Duration::days(20));
    let odd = [
        ("sip:desk@example.com", "anonymous", "agent one"),
        ("anonymous", "sip:desk@example.com", "50"),
        ("+1 (604) 555-1234", "+16045551234", "100%"),
        ("", "null", "O'Hara; --"),
    ];
    for (number, (from, to, agent)) in (0..).zip(odd) {
        remote.insert(json!({
            "id": format!("odd-{number}"), "agent_id": agent, "from_number": from, "to_number": to,
            "direction": "inbound", "status": "ringing", "duration": null, "sentiment": "Positive",
            "call_summary": null, "created_at": "2026-02-11T23:30:00.25+00:00",
        }));
    }
    remote
}

/// Makes up request bodies from the account's own values and from nonsense.
pub(crate) struct Asker<'a> {
    rng: ChaCha8Rng,
    calls: &'a [Value],
}

impl<'a> Asker<'a> {
    /// Always the same bodies for the same calls.
    pub(crate) fn new(calls: &'a [Value]) -> Self {
        Self { rng: ChaCha8Rng::seed_from_u64(SEED), calls }
    }

    pub(crate) fn body(&mut self) -> Value {
        let mut body = Map::new();
        for (field, chance) in [
            ("direction", 0.3),
            ("status", 0.35),
            ("agent_id", 0.25),
            ("phone_number", 0.2),
            ("from_date", 0.35),
            ("to_date", 0.35),
            ("limit", 0.8),
            ("offset", 0.5),
            ("nonsense", 0.1),
        ] {
            if self.rng.random_bool(chance) {
                let value = self.value(field);
                body.insert(field.to_owned(), value);
            }
        }
        body.into()
    }

    fn value(&mut self, field: &str) -> Value {
        if self.rng.random_bool(0.08) {
            return if self.rng.random_bool(0.5) { Value::Null } else { "".into() };
        }
        match field {
            "limit" => self.rng.random_range(1..=100).into(),
            "offset" => self.offset().into(),
            "from_date" | "to_date" => self.date().into(),
            "nonsense" => json!({"deeper": [1, "two", null]}),
            "phone_number" => {
                let side = if self.rng.random_bool(0.5) { "from_number" } else { "to_number" };
                self.word(side)
            }
            _ => self.word(field),
        }
    }

    fn offset(&mut self) -> u64 {
        let most = if self.rng.random_bool(0.5) { 60 } else { 900 };
        self.rng.random_range(0..most)
    }

    /// A value that a call has, or one that none has: in other case, cut short, with a space, or
    /// with a meaning in some query language.
    fn word(&mut self, field: &str) -> Value {
        let own = self.calls.choose(&mut self.rng).unwrap()[field].as_str().unwrap_or("none");
        let nonsense = ["sideways", "ringing", "%", "*", "null", "' OR 1=1 --", "é", "in.(a,b)"];
        match self.rng.random_range(0..10) {
            0 => own.to_uppercase().into(),
            1 => own.chars().skip(1).collect::<String>().into(),
            2 => format!("{own} ").into(),
            3 => (*nonsense.choose(&mut self.rng).unwrap()).into(),
            _ => own.into(),
        }
    }

    /// A call's own instant, or a neighbour of it, in one of the spellings people use.
    fn date(&mut self) -> String {
        let call = self.calls.choose(&mut self.rng).unwrap();
        let nudge_us = *[0, 0, 0, 1, -1, 1_000_000].choose(&mut self.rng).unwrap();
        let at = DateTime::<Utc>::from_timestamp_micros(stamp_us(call) + nudge_us).unwrap();
        match self.rng.random_range(0..8) {
            0 => at.format("%Y-%m-%d").to_string(),
            1 => at.format("%Y-%m-%dT%H:%M:%S%.6f").to_string(),
            2 => at.format("%Y-%m-%d %H:%M:%S%.6f+00").to_string(),
            3 => at.format("%Y-%m-%dT%H:%M:%S%.6f789Z").to_string(),
            4 => self.elsewhere(at, &[2, -8]),
            5 => self.elsewhere(at, &[14, -12]),
            _ => call["created_at"].as_str().unwrap().to_owned(),
        }
    }

    fn elsewhere(&mut self, at: DateTime<Utc>, hours: &[i32]) -> String {
        let zone = FixedOffset::east_opt(hours.choose(&mut self.rng).unwrap() * 3600).unwrap();
        at.with_timezone(&zone).to_rfc3339()
    }
}

fn ask_cache(profile: &Profile, body: &Value) -> Value {
    let raw: RawFilter = serde_json::from_value(body.clone()).unwrap();
    serde_json::to_value(profile.list_calls(&raw).unwrap()).unwrap()
}

/// Everything that matches on the server, whatever page the body asks for.
fn all_matches(remote: &DemoRemote, body: &Value) -> Vec<Value> {
    let mut body = body.clone();
    body["limit"] = 1_000.into();
    body["offset"] = 0.into();
    let answer = post(remote, &body);
    assert_eq!((answer.status, &answer.body["has_more"]), (200, &false.into()), "{body}");
    newest_first(answer.body["calls"].as_array().unwrap().clone())
}

fn whole(body: &Value, field: &str, otherwise: usize) -> usize {
    body[field].as_u64().map_or(otherwise, |number| usize::try_from(number).unwrap())
}

/// Holds the cache's answer against the server's; says how many calls were on the page.
pub(crate) fn assert_agrees(remote: &DemoRemote, body: &Value, ours: &Value) -> usize {
    let matches = all_matches(remote, body);
    let (limit, offset) = (whole(body, "limit", 50), whole(body, "offset", 0));
    let rows = ours["calls"].as_array().unwrap();
    let expected: Vec<Value> = matches.iter().skip(offset).take(limit).cloned().collect();
    assert_eq!(ours["total"], matches.len(), "{body}");
    assert_same_calls(rows, &expected);

    let theirs = post(remote, body);
    if offset > matches.len() {
        assert_eq!(theirs.status, 500, "observed: an offset past the end is refused");
        assert_eq!(ours["has_more"], false, "{body}");
        return 0;
    }
    assert_eq!(ours["total"], theirs.body["total"], "{body}");
    assert_eq!(ours["has_more"], theirs.body["has_more"], "{body}");
    let stamps = |calls: &[Value]| calls.iter().map(stamp_us).collect::<Vec<_>>();
    let their_rows = theirs.body["calls"].as_array().unwrap();
    assert_eq!(stamps(rows), stamps(their_rows), "{body}");
    // The server draws the order of a tie anew each time, so a page may hold other calls of it.
    let matching: HashSet<&str> = matches.iter().map(id).collect();
    assert!(their_rows.iter().all(|call| matching.contains(id(call))), "{body}");
    rows.len()
}

#[test]
fn two_hundred_and_fifty_random_filters_agree_in_total_has_more_order_and_rows() {
    let remote = odd_account();
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    assert!(sync(&profile, &remote).complete);
    let calls = remote.calls();
    let mut asker = Asker::new(&calls);
    let mut with_calls = 0;
    for number in 0..FILTERS {
        let body = asker.body();
        let ours = ask_cache(&profile, &body);
        with_calls += usize::from(assert_agrees(&remote, &body, &ours) > 0);
        if number % 25 == 0 {
            assert_eq!(desk.list(&body), ours, "the command says what the engine says: {body}");
        }
    }
    assert!(with_calls > FILTERS / 3, "only {with_calls} filters found anything to compare");
}

#[test]
fn both_bounds_take_in_the_very_instant_of_a_call_in_any_time_zone() {
    let remote = odd_account();
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    for call in remote.calls().iter().step_by(97) {
        let at = DateTime::<Utc>::from_timestamp_micros(stamp_us(call)).unwrap();
        let zone = FixedOffset::east_opt(2 * 3600).unwrap();
        let local = at.with_timezone(&zone).to_rfc3339();
        let body = json!({"from_date": local, "to_date": local, "limit": 100});
        let ours = ask_cache(&profile, &body);
        assert!(assert_agrees(&remote, &body, &ours) > 0, "{body}");
    }
}

#[test]
fn a_walk_through_every_page_of_a_filter_brings_exactly_the_servers_set() {
    let remote = odd_account();
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    for body in [json!({}), json!({"direction": "outbound"}), json!({"status": "completed"})] {
        let mut walked = Vec::new();
        loop {
            let mut page_body = body.clone();
            page_body["limit"] = 61.into();
            page_body["offset"] = walked.len().into();
            let page = ask_cache(&profile, &page_body);
            walked.extend(page["calls"].as_array().unwrap().iter().cloned());
            if page["has_more"] == false {
                break;
            }
        }
        assert_same_calls(&walked, &all_matches(&remote, &body));
    }
}

/// Point 10 of the contract: the one difference that the cache cannot see.
#[test]
fn a_null_status_shown_as_completed_counts_here_and_not_on_the_server() {
    let remote = start(Config { null_statuses: true, ..settled(900) });
    let nulls: HashSet<String> = remote.null_status_ids().into_iter().collect();
    assert!(!nulls.is_empty(), "the account has such calls");
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    assert!(sync(&profile, &remote).complete);
    let body = json!({"status": "completed", "limit": 100});
    let theirs = all_matches(&remote, &body);
    let ours = ask_cache(&profile, &body);
    assert_eq!(ours["total"], theirs.len() + nulls.len());
    let listed: HashSet<&str> = theirs.iter().map(id).collect();
    for call in ours["calls"].as_array().unwrap() {
        assert!(listed.contains(id(call)) || nulls.contains(id(call)), "{call}");
    }
    let other = json!({"status": "busy"});
    assert_agrees(&remote, &other, &ask_cache(&profile, &other));
}
