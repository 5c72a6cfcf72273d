//! Bad input: a clear message, the right code and exit status, and nothing lost.

use std::fs;
use std::net::TcpListener;

use offhook_demo_remote::DemoRemote;
use serde_json::{Value, json};

use crate::support::{Desk, assert_same_calls, names_in, serve_once_and_again, settled, start};

/// A small synced account, to see that nothing of it is lost.
fn synced() -> (DemoRemote, Desk, Vec<Value>) {
    let remote = start(settled(150));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let calls = remote.calls();
    (remote, desk, calls)
}

/// Sets the endpoint as `connect` does, which sends nothing.
fn move_to(desk: &Desk, endpoint: &str) {
    desk.run(&["connect", "--endpoint", endpoint]).assert_code(0);
}

#[test]
fn a_wrong_token_is_exit_3_and_a_missing_one_says_how_to_give_it() {
    let (remote, mut desk, calls) = synced();
    desk.use_token(Some("wrong"));
    let before = remote.requests();
    let message = desk.run(&["sync", "--json"]).assert_refused(3, "unauthorized");
    assert!(message.contains("did not accept the token"), "{message}");
    assert_eq!(remote.requests(), before + 1, "a refused token is not tried again");
    desk.run(&["verify", "--json"]).assert_refused(3, "unauthorized");
    desk.use_token(None);
    let message = desk.run(&["sync", "--json"]).assert_refused(3, "unauthorized");
    assert!(message.contains("--token-stdin") && message.contains("OFFHOOK_TOKEN"), "{message}");
    assert_same_calls(&desk.calls(), &calls);
}

#[test]
fn no_network_is_exit_4_and_everything_can_still_be_listed() {
    let (remote, desk, calls) = synced();
    remote.stop();
    let message = desk.run(&["sync", "--json"]).assert_refused(4, "offline");
    assert!(message.contains("cannot be reached"), "{message}");
    assert!(message.contains("check the network"), "{message}");
    assert_same_calls(&desk.calls(), &calls);
    let status = desk.run(&["status", "--json"]).assert_code(0).json();
    assert_eq!(status["calls"], 150);
    assert_eq!(status["last_sync"]["outcome"], "offline");
}

#[test]
fn a_demo_on_a_port_that_is_taken_is_told_to_take_another() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = Desk::new().run(&["demo", "--port", &port]).assert_code(2);
    assert!(refused.stderr.contains(&port) && refused.stderr.contains("another"), "{refused:?}");
    assert!(!refused.stderr.contains("own it"), "{refused:?}");
}

#[test]
fn a_port_where_nobody_listens_is_offline_before_anything_was_synced_too() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut desk = Desk::new();
    desk.use_token(Some("any"));
    move_to(&desk, &format!("http://{free}/functions/v1"));
    desk.run(&["sync", "--json"]).assert_refused(4, "offline");
    assert!(desk.calls().is_empty());
}

#[test]
fn a_host_that_is_no_list_calls_endpoint_is_exit_5() {
    let (remote, desk, calls) = synced();
    let elsewhere = remote.endpoint().replace("/functions/v1", "/somewhere/else");
    move_to(&desk, &elsewhere);
    let message = desk.run(&["sync", "--json"]).assert_refused(5, "bad_response");
    assert!(message.contains("no list-calls endpoint") && message.contains("404"), "{message}");
    assert_same_calls(&desk.calls(), &calls);
}

#[test]
fn html_instead_of_json_is_exit_5() {
    let (_remote, desk, calls) = synced();
    move_to(&desk, &serve_once_and_again("<!doctype html><title>Sign in to the hotel</title>"));
    let message = desk.run(&["sync", "--json"]).assert_refused(5, "bad_response");
    assert!(message.contains("a web page, not data"), "{message}");
    assert_same_calls(&desk.calls(), &calls);
}

#[test]
fn an_address_that_would_show_the_token_is_refused_and_the_old_one_stays() {
    let (remote, desk, calls) = synced();
    for bad in [
        "http://example.com/functions/v1",
        "http://127.0.0.1.example.com/",
        "https://user:pw@example.com/",
        "ftp://localhost/",
        "example",
        "",
    ] {
        let refused = desk.run(&["connect", "--endpoint", bad]).assert_code(2);
        assert!(refused.stdout.is_empty() && !refused.stderr.is_empty(), "{bad}: {refused:?}");
    }
    let unencrypted = desk.run(&["connect", "--endpoint", "http://example.com/"]);
    assert!(unencrypted.stderr.contains("https"), "{}", unencrypted.stderr);
    let status = desk.run(&["status", "--json"]).assert_code(0).json();
    assert_eq!(status["endpoint"], remote.endpoint());
    desk.sync();
    assert_same_calls(&desk.calls(), &calls);
}

#[test]
fn filters_that_cannot_be_used_are_exit_2_and_name_the_field_and_its_bounds() {
    let (_remote, desk, calls) = synced();
    let cases: [(&[&str], &[&str]); 13] = [
        (&["--limit", "0"], &["limit", "from 1 to 100", "not 0"]),
        (&["--limit", "101"], &["limit", "from 1 to 100", "not 101"]),
        (&["--limit", "many"], &["limit", "from 1 to 100"]),
        (&["--offset", "-1"], &["offset", "from 0", "not -1"]),
        (&["--from-date", "yesterday"], &["from_date", "\"yesterday\"", "2026-02-18"]),
        (&["--to-date", "2026-02-30"], &["to_date", "2026-02-30"]),
        (&["--min-duration", "1m"], &["min_duration", "seconds"]),
        (&["--sort", "agent"], &["sort", "-created_at"]),
        (&["--status", "done"], &["--status", "\"done\"", "completed", "no-answer"]),
        (&["--direction", "sideways"], &["--direction", "inbound", "outbound"]),
        (&["--request", "{limit: 5"], &["--request", "JSON"]),
        (&["--request", "[1]"], &["request", "object"]),
        (&["--request", r#"{"limit": 101}"#], &["limit", "from 1 to 100"]),
    ];
    for (flags, words) in cases {
        let outcome = desk.run(&[&["list", "--json"], flags].concat());
        let message = outcome.assert_refused(2, "invalid_filter");
        for word in words {
            assert!(message.contains(word), "{flags:?}: {message}");
        }
    }
    assert_same_calls(&desk.calls(), &calls);
}

#[test]
fn from_after_to_is_an_empty_result_with_a_hint_and_no_error() {
    let (_remote, desk, _) = synced();
    let flags = ["list", "--json", "--from-date", "2026-03-02", "--to-date", "2026-03-01"];
    let empty = desk.run(&flags).assert_code(0);
    assert_eq!(empty.json(), json!({"calls": [], "total": 0, "has_more": false}));
    assert!(empty.stderr.contains("from_date is after to_date"), "{}", empty.stderr);
}

#[test]
fn an_unknown_word_is_an_empty_result_in_the_apis_own_body_and_allowed_as_a_flag_once_it_occurs() {
    let (remote, desk, _) = synced();
    for body in [json!({"status": "done"}), json!({"direction": "sideways"})] {
        assert_eq!(desk.list(&body), json!({"calls": [], "total": 0, "has_more": false}));
    }
    remote.insert(json!({"id": "new", "status": "transferred", "created_at": "2026-03-04"}));
    desk.sync();
    let found = desk.run(&["list", "--json", "--status", "transferred"]).assert_code(0).json();
    assert_eq!(found["total"], 1);
}

#[test]
fn usage_errors_are_exit_2_and_change_nothing() {
    let (_remote, desk, calls) = synced();
    let cases: [&[&str]; 11] = [
        &[],
        &["lst"],
        &["list", "--colour", "blue"],
        &["list", "--limit"],
        &["list", "--request", "{}", "--limit", "5"],
        &["sync", "--max-requests", "-1"],
        &["sync", "--timeout", "0"],
        &["verify", "--timeout", "3601"],
        &["export", "--format", "pdf", "--output", "x"],
        &["export", "--format", "csv"],
        &["connect"],
    ];
    for args in cases {
        let refused = desk.run(args).assert_code(2);
        assert!(refused.stdout.is_empty() && !refused.stderr.is_empty(), "{args:?}: {refused:?}");
    }
    for name in ["", "..", "../default", "a/b", "a b", "ü"] {
        let refused = desk.run(&["--profile", name, "status", "--json"]);
        let message = refused.assert_refused(2, "invalid_filter");
        assert!(message.contains("profile name"), "{message}");
    }
    let limit = desk.run(&["connect", "--endpoint", "http://[::1]:1/", "--rate-limit", "fast"]);
    assert!(limit.assert_code(2).stderr.contains("100/min,1000/h"));
    assert_same_calls(&desk.calls(), &calls);
}

#[test]
fn a_profile_that_was_never_connected_says_what_to_run() {
    let desk = Desk::new();
    let message = desk.run(&["sync", "--json"]).assert_refused(2, "invalid_filter");
    assert!(message.contains("offhook connect --endpoint"), "{message}");
}

#[test]
fn a_data_directory_that_cannot_be_written_is_named() {
    let desk = Desk::new();
    let file = desk.path("a file");
    fs::write(&file, "mine").unwrap();
    for dir in [file.join("data"), "/proc/offhook".into()] {
        let dir = dir.to_str().unwrap();
        let outcome = desk.run(&["--data-dir", dir, "status", "--json"]);
        let message = outcome.assert_refused(1, "internal");
        assert!(message.contains(dir) && message.contains("may write there"), "{message}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_database_from_a_newer_version_is_refused_and_left_untouched() {
    let (_remote, desk, _) = synced();
    let file = desk.cache_file();
    let mut bytes = fs::read(&file).unwrap();
    // The database header's user version: four bytes at 60, big-endian (SQLite file format, 1.3).
    bytes[60..64].copy_from_slice(&999_u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let beside = names_in(file.parent().unwrap());
    assert_eq!(beside, ["cache.db", "profile.json", "sync.lock"], "a command tidies up its WAL");
    for command in [["status", "--json"], ["list", "--json"], ["sync", "--json"]] {
        let message = desk.run(&command).assert_refused(1, "cache_damaged");
        assert!(message.contains("newer version") && message.contains("update"), "{message}");
    }
    desk.run(&["export", "--format", "csv", "--output", "-"]).assert_code(1);
    assert!(fs::read(&file).unwrap() == bytes, "not a byte has changed");
    assert_eq!(names_in(file.parent().unwrap()), beside);
}

#[test]
fn a_damaged_database_says_how_to_get_everything_back() {
    let (remote, desk, calls) = synced();
    fs::write(desk.cache_file(), "no database at all, but long enough to be read as one").unwrap();
    let message = desk.run(&["list", "--json"]).assert_refused(1, "cache_damaged");
    assert!(message.contains("move cache.db away and sync"), "{message}");
    fs::remove_file(desk.cache_file()).unwrap();
    desk.sync();
    assert_same_calls(&desk.calls(), &calls);
    drop(remote);
}
