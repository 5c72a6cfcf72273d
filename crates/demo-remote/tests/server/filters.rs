//! Every combination of filters, compared with a plain look at each call.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use offhook_demo_remote::{Config, DemoRemote};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use crate::client::{calls, id, list};

#[test]
fn three_hundred_random_filters_find_what_a_plain_look_finds() {
    let remote = DemoRemote::start(Config {
        calls: 900,
        null_statuses: false,
        max_limit: 10_000,
        ..Config::default()
    })
    .unwrap();
    let everything = remote.calls();
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let mut found = 0;
    for _ in 0..300 {
        let mut filter = random_filter(&mut rng, &everything);
        filter.insert("limit".into(), 10_000.into());
        let page = list(&remote, &Value::Object(filter.clone()));
        let expected: BTreeSet<String> =
            everything.iter().filter(|call| matches(&filter, call)).map(id).collect();
        assert_eq!(page["total"], expected.len(), "{filter:?}");
        assert_eq!(calls(&page).iter().map(id).collect::<BTreeSet<_>>(), expected, "{filter:?}");
        assert!(calls(&page).is_sorted_by(|a, b| instant(a) >= instant(b)), "{filter:?}");
        found += expected.len();
    }
    assert!(found > 1_000, "the filters must find something: {found}");
}

fn random_filter(rng: &mut ChaCha8Rng, everything: &[Value]) -> Map<String, Value> {
    let mut filter = Map::new();
    for field in ["direction", "status", "agent_id"] {
        if rng.random_bool(0.3) {
            filter.insert(field.into(), everything.choose(rng).unwrap()[field].clone());
        }
    }
    if rng.random_bool(0.3) {
        let side = ["from_number", "to_number"][rng.random_range(0..2)];
        filter.insert("phone_number".into(), everything.choose(rng).unwrap()[side].clone());
    }
    for bound in ["from_date", "to_date"] {
        if rng.random_bool(0.4) {
            let near = instant(everything.choose(rng).unwrap());
            let off = TimeDelta::microseconds(rng.random_range(-1..=1));
            filter.insert(bound.into(), json!((near + off).to_rfc3339()));
        }
    }
    filter
}

fn matches(filter: &Map<String, Value>, call: &Value) -> bool {
    filter.iter().all(|(field, wanted)| match field.as_str() {
        _ if wanted.is_null() => true,
        "from_date" => instant(call) >= parse(wanted),
        "to_date" => instant(call) <= parse(wanted),
        "phone_number" => call["from_number"] == *wanted || call["to_number"] == *wanted,
        "limit" => true,
        _ => call[field] == *wanted,
    })
}

fn instant(call: &Value) -> DateTime<Utc> {
    parse(&call["created_at"])
}

fn parse(stamp: &Value) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(stamp.as_str().unwrap()).unwrap().to_utc()
}
