//! The main job: an account is synced once, then paged and filtered with the server gone.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::support::{DOCUMENTED, Desk, assert_same_calls, id, settled, stamp_us, start};

const CALLS: usize = 2_345;

/// Every page of this size, one after the other, each checked for what it says beside its calls.
fn pages(desk: &Desk, limit: usize) -> Vec<Value> {
    let mut calls = Vec::new();
    loop {
        let offset = calls.len();
        let page = desk.list(&json!({"limit": limit, "offset": offset}));
        assert_eq!(
            page.as_object().unwrap().keys().collect::<Vec<_>>(),
            ["calls", "total", "has_more"]
        );
        assert_eq!(page["total"], CALLS, "offset {offset}");
        assert_eq!(page["has_more"], offset + limit < CALLS, "offset {offset}");
        let rows = page["calls"].as_array().unwrap();
        assert_eq!(rows.len(), limit.min(CALLS - offset), "offset {offset}");
        calls.extend(rows.iter().cloned());
        if page["has_more"] == false {
            return calls;
        }
    }
}

/// A desk that has synced everything from a server that is gone, and what the server had.
fn synced_and_offline() -> (Desk, Vec<Value>) {
    let remote = start(settled(CALLS));
    let desk = Desk::connected_to(&remote);
    let report = desk.sync();
    assert_eq!(report["complete"], true, "{report}");
    assert_eq!(report["inserted"], CALLS, "{report}");
    let theirs = remote.calls();
    remote.stop();
    (desk, theirs)
}

#[test]
fn every_call_is_listed_page_by_page_with_the_server_gone() {
    let (desk, theirs) = synced_and_offline();
    for limit in [100, 73] {
        let ours = pages(&desk, limit);
        let distinct: HashSet<&str> = ours.iter().map(id).collect();
        assert_eq!(distinct.len(), CALLS);
        let in_order = |pair: &[Value]| {
            let (a, b) = (&pair[0], &pair[1]);
            stamp_us(a) > stamp_us(b) || (stamp_us(a) == stamp_us(b) && id(a) < id(b))
        };
        assert!(ours.windows(2).all(in_order), "newest first, then by id");
        assert_same_calls(&ours, &theirs);
    }
    for offset in [0, 1, 999, CALLS - 1] {
        let one = desk.list(&json!({"limit": 1, "offset": offset}));
        assert_eq!(one["calls"][0], theirs[offset]);
    }
}

#[test]
fn documented_fields_come_first_in_their_order_then_the_others_as_sent() {
    let remote = start(settled(40));
    remote.insert(json!({
        "zebra": [1, {"x": null}], "created_at": "2026-03-04T08:00:00.120Z", "id": "odd one",
        "ended_at": null, "call_summary": "Söndag \"été\"\n\u{1F4DE}", "cost": 0.1, "duration": 61.0,
        "agent_id": "not a uuid", "status": "failed", "started_at": "later",
    }));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let page = desk.list(&json!({"limit": 100}));
    for call in page["calls"].as_array().unwrap() {
        let fields = call.as_object().unwrap();
        let documented: Vec<&str> =
            DOCUMENTED.into_iter().filter(|field| fields.contains_key(*field)).collect();
        let first: Vec<&str> = fields.keys().take(documented.len()).map(String::as_str).collect();
        assert_eq!(first, documented);
    }
    let odd = page["calls"][0].as_object().unwrap();
    let further: Vec<&str> = odd.keys().skip(6).map(String::as_str).collect();
    assert_eq!(further, ["zebra", "ended_at", "cost", "started_at"]);
    assert_same_calls(page["calls"].as_array().unwrap(), &remote.calls());
}

#[test]
fn an_offset_past_the_end_is_an_empty_page_with_the_true_total() {
    let (desk, _) = synced_and_offline();
    for offset in [CALLS, CALLS + 1, 1_000_000_000] {
        let page = desk.list(&json!({"offset": offset}));
        assert_eq!(page, json!({"calls": [], "total": CALLS, "has_more": false}));
    }
}

#[test]
fn a_request_body_and_the_flags_say_the_same() {
    let (desk, theirs) = synced_and_offline();
    let call = theirs.iter().find(|call| call["agent_id"].is_string()).unwrap();
    let text = |field: &str| call[field].as_str().unwrap();
    let number = theirs.iter().find_map(|call| call["to_number"].as_str()).unwrap();
    let at = text("created_at");
    let cases: Vec<(Value, Vec<&str>)> = vec![
        (json!({}), vec![]),
        (json!({"limit": 7, "offset": 2340}), vec!["--limit", "7", "--offset", "2340"]),
        (
            json!({"direction": "inbound", "status": "completed"}),
            vec!["--direction", "inbound", "--status", "completed"],
        ),
        (
            json!({"agent_id": text("agent_id"), "to_date": at}),
            vec!["--agent-id", text("agent_id"), "--to-date", at],
        ),
        (
            json!({"from_date": "2026-02-01", "to_date": "2026-02-03T12:00:00+02:00"}),
            vec!["--from-date", "2026-02-01", "--to-date", "2026-02-03T12:00:00+02:00"],
        ),
        (json!({"phone_number": number}), vec!["--phone-number", number]),
        (
            json!({"statuses": ["busy", "failed"], "sort": "duration"}),
            vec!["--status", "busy", "--status", "failed", "--sort", "duration"],
        ),
    ];
    for (body, flags) in cases {
        let by_body = desk.list(&body);
        let by_flags = desk.run(&[&["list", "--json"], &flags[..]].concat()).assert_code(0);
        assert_eq!(by_flags.json(), by_body, "{body}");
        assert!(by_body["total"].as_u64() > Some(0), "{body} finds something to compare");
    }
}
