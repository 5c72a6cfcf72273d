//! The same question put to the server and to the cache gets the same answer.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset, Utc};
use offhook_demo_remote::Config;
use offhook_engine::Profile;
use offhook_model::RawFilter;
use serde_json::{Value, json};

use crate::support::{
    Asker, Desk, all_matches, assert_agrees, assert_same_calls, id, odd_account, settled, stamp_us,
    start, sync,
};

const FILTERS: usize = 250;

fn ask_cache(profile: &Profile, body: &Value) -> Value {
    let raw: RawFilter = serde_json::from_value(body.clone()).unwrap();
    serde_json::to_value(profile.list_calls(&raw).unwrap()).unwrap()
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
