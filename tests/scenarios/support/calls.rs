//! Calls as plain JSON, read and ordered without any of the product's own code.

use std::collections::{HashMap, HashSet};

use chrono::DateTime;
use serde_json::Value;

/// The documented fields in the documented order.
pub(crate) const DOCUMENTED: [&str; 10] = [
    "id",
    "agent_id",
    "from_number",
    "to_number",
    "direction",
    "status",
    "duration",
    "sentiment",
    "call_summary",
    "created_at",
];

#[track_caller]
pub(crate) fn id(call: &Value) -> &str {
    call["id"].as_str().expect("a call has an id")
}

/// `created_at` in microseconds since 1970.
#[track_caller]
pub(crate) fn stamp_us(call: &Value) -> i64 {
    let text = call["created_at"].as_str().expect("a call has a created_at");
    DateTime::parse_from_rfc3339(text).expect("the server writes RFC 3339").timestamp_micros()
}

/// Newest first, calls of one instant by id: the order we promise.
pub(crate) fn newest_first(mut calls: Vec<Value>) -> Vec<Value> {
    calls.sort_by(|a, b| stamp_us(b).cmp(&stamp_us(a)).then_with(|| id(a).cmp(id(b))));
    calls
}

/// The same calls, with the same values, in the same order; says in short what differs.
#[track_caller]
pub(crate) fn assert_same_calls(ours: &[Value], theirs: &[Value]) {
    if ours == theirs {
        return;
    }
    let here: HashMap<&str, &Value> = ours.iter().map(|call| (id(call), call)).collect();
    let there: HashMap<&str, &Value> = theirs.iter().map(|call| (id(call), call)).collect();
    let ids_here: HashSet<&str> = here.keys().copied().collect();
    let ids_there: HashSet<&str> = there.keys().copied().collect();
    let missing: Vec<_> = ids_there.difference(&ids_here).take(5).collect();
    let ghosts: Vec<_> = ids_here.difference(&ids_there).take(5).collect();
    let stale: Vec<_> =
        here.iter().filter(|(id, call)| there.get(*id).is_some_and(|c| c != *call)).collect();
    panic!(
        "{} calls here, {} there; missing {} {missing:?}, ghosts {} {ghosts:?}, stale {} {:?}{}",
        ours.len(),
        theirs.len(),
        ids_there.difference(&ids_here).count(),
        ids_here.difference(&ids_there).count(),
        stale.len(),
        stale.iter().take(2).collect::<Vec<_>>(),
        if here.len() == ours.len() { "" } else { "; some calls are here twice" },
    );
}

/// Each of ours is a call of the server, with the server's values; some of the server's may be
/// missing.
#[track_caller]
pub(crate) fn assert_only_servers_calls(ours: &[Value], theirs: &[Value]) {
    let there: HashMap<&str, &Value> = theirs.iter().map(|call| (id(call), call)).collect();
    let mut seen = HashSet::new();
    for call in ours {
        assert_eq!(there.get(id(call)), Some(&call));
        assert!(seen.insert(id(call)), "{call} is here twice");
    }
}
