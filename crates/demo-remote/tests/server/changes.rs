//! Calls that change while a client pages, time that passes, and how the server ends.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use offhook_demo_remote::{Config, DemoRemote};
use serde_json::{Value, json};

use crate::client::{calls, connect, id, ids, list, post, server};

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-03-02T15:00:00Z").unwrap().to_utc()
}

#[test]
fn calls_come_change_and_go() {
    let remote = server(10);
    remote.insert(json!({"id": "new", "status": "ringing", "created_at": "2999-01-01T00:00:00Z"}));
    assert_eq!(ids(&list(&remote, &json!({"limit": 1}))), ["new"]);
    assert!(remote.update("new", |call| {
        call["status"] = "completed".into();
        call.insert("call_summary".into(), "All good.".into());
    }));
    let page = list(&remote, &json!({"status": "completed", "limit": 1}));
    assert_eq!(calls(&page)[0]["call_summary"], "All good.");
    assert_eq!(remote.delete(&["new", "unknown"]), 1);
    assert_eq!(list(&remote, &json!({}))["total"], 10);
    assert!(!remote.update("new", |_| {}));
}

#[test]
fn inserting_the_same_id_again_replaces_the_call() {
    let remote = server(3);
    for status in ["ringing", "busy"] {
        remote
            .insert(json!({"id": "twice", "status": status, "created_at": "2999-01-01T00:00:00Z"}));
    }
    let page = list(&remote, &json!({}));
    assert_eq!(page["total"], 4);
    assert_eq!(calls(&page)[0]["status"], "busy");
}

#[test]
fn a_changed_created_at_moves_the_call() {
    let remote = server(5);
    let newest = id(&remote.calls()[0]);
    remote.update(&newest, |call| call["created_at"] = "2001-01-01T00:00:00+00:00".into());
    assert_eq!(id(remote.calls().last().unwrap()), newest);
    assert_eq!(ids(&list(&remote, &json!({"to_date": "2001-01-01"}))), [newest]);
}

#[test]
fn made_up_calls_can_be_added_anywhere_and_are_finished() {
    let remote = server(200);
    let old = now() - TimeDelta::days(3_000);
    let added = remote.insert_made_up(3, old);
    let page = list(&remote, &json!({"to_date": old.to_rfc3339()}));
    assert_eq!(ids(&page).into_iter().collect::<HashSet<_>>(), added.into_iter().collect());
    assert!(calls(&page).iter().all(|call| call["ended_at"].is_string()));
}

#[test]
fn a_hook_changes_calls_between_two_pages() {
    let remote = server(30);
    let victim = id(&remote.calls()[25]);
    let gone = victim.clone();
    remote.between_requests(move |ledger, request| {
        if request == 2 {
            ledger.delete(&[&gone]);
            ledger.insert_made_up(1, Utc::now() + TimeDelta::hours(1));
        }
    });
    let first = list(&remote, &json!({"limit": 20}));
    let second = list(&remote, &json!({"limit": 20, "offset": 20}));
    assert_eq!((&first["total"], &second["total"]), (&json!(30), &json!(30)));
    assert!(!ids(&second).contains(&victim));
    assert_eq!(ids(&first)[19], ids(&second)[0], "the new call shifted the pages");
}

#[test]
fn a_hook_that_panics_breaks_one_answer_and_not_the_server() {
    let remote = server(5);
    remote.between_requests(|_, request| assert!(request != 1, "on purpose"));
    assert!(post(&remote, "{}").is_err());
    assert_eq!(list(&remote, &json!({}))["total"], 5);
}

#[test]
fn requests_are_counted_and_their_bodies_kept() {
    let remote = server(5);
    post(&remote, r#"{"limit": 3}"#).unwrap();
    post(&remote, "no json").unwrap();
    assert_eq!(remote.requests(), 2);
    assert_eq!(remote.request_bodies(), [json!({"limit": 3}), json!({})]);
}

#[test]
fn a_live_account_gets_new_calls_and_its_unsettled_ones_settle() {
    let remote =
        DemoRemote::start(Config { calls: 40, live: true, now: now(), ..Config::default() })
            .unwrap();
    let ringing = id(&remote.calls()[0]);
    let status = |id: &str| -> Value {
        let calls = remote.calls();
        calls.iter().find(|call| call["id"] == id).unwrap()["status"].clone()
    };
    assert_eq!(status(&ringing), "initiated");
    let until = Instant::now() + Duration::from_secs(15);
    while Instant::now() < until && (remote.calls().len() < 41 || status(&ringing) == "initiated") {
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(remote.calls().len() >= 41);
    assert_ne!(status(&ringing), "initiated");
}

#[test]
fn without_live_nothing_moves() {
    let remote = DemoRemote::start(Config { calls: 40, now: now(), ..Config::default() }).unwrap();
    let before = remote.calls();
    std::thread::sleep(Duration::from_millis(700));
    assert_eq!(remote.calls(), before);
}

#[test]
fn stopping_closes_open_connections_and_frees_the_port() {
    use std::io::Read;
    let remote = server(5);
    let port = connect(&remote).peer_addr().unwrap().port();
    let mut idle = connect(&remote);
    list(&remote, &json!({}));
    let began = Instant::now();
    drop(remote);
    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(idle.read(&mut [0; 1]).unwrap_or(0), 0);
    let again = DemoRemote::start(Config { port, calls: 1, ..Config::default() });
    assert!(again.unwrap().endpoint().contains(&port.to_string()));
}

#[test]
fn a_taken_port_is_an_error() {
    let remote = server(1);
    let port = connect(&remote).peer_addr().unwrap().port();
    let second = DemoRemote::start(Config { port, calls: 1, ..Config::default() });
    assert_eq!(second.err().unwrap().kind(), std::io::ErrorKind::AddrInUse);
}

#[test]
fn waiting_ends_when_a_handle_asks_for_it() {
    let remote = server(1);
    let handle = remote.handle().clone();
    let asker = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(50));
        handle.request_stop();
    });
    remote.wait();
    asker.join().unwrap();
}
