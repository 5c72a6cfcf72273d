//! `offhook serve`: the service's own requests, answered from the cache over HTTP.

use std::io::Write as _;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use offhook_demo_remote::Config;
use serde_json::{Value, json};

use crate::support::{
    Asker, Desk, Served, ask, assert_agrees, assert_same_calls, end, newest_first, odd_account,
    settled, start,
};

const FILTERS: usize = 250;

/// A desk that has synced so many calls from a server that is gone.
fn synced(calls: usize) -> Desk {
    let remote = start(settled(calls));
    let desk = Desk::connected_to(&remote);
    assert_eq!(desk.sync()["complete"], true);
    desk
}

/// Every call, page by page.
fn walked(served: &Served) -> Vec<Value> {
    let mut calls = Vec::new();
    loop {
        let page = served.list(&json!({"limit": 100, "offset": calls.len()}));
        calls.extend(page["calls"].as_array().unwrap().iter().cloned());
        if page["has_more"] == false {
            return calls;
        }
    }
}

#[test]
fn two_hundred_and_fifty_random_filters_agree_with_the_server_over_http() {
    let remote = odd_account();
    let desk = Desk::connected_to(&remote);
    assert_eq!(desk.sync()["complete"], true);
    let served = Served::of(&desk);
    let calls = remote.calls();
    let mut asker = Asker::new(&calls);
    let mut with_calls = 0;
    for _ in 0..FILTERS {
        let body = asker.body();
        with_calls += usize::from(assert_agrees(&remote, &body, &served.list(&body)) > 0);
    }
    assert!(with_calls > FILTERS / 3, "only {with_calls} filters found anything to compare");
}

#[test]
fn an_answer_is_what_the_list_command_prints_and_says_that_it_is_json() {
    let desk = synced(230);
    let served = Served::of(&desk);
    let body = json!({"direction": "inbound", "min_duration": 20, "sort": "-duration", "limit": 7});
    let answer = ask(&served.endpoint, &served.token, body.to_string().as_bytes());
    assert_eq!(answer.body, desk.list(&body));
    assert!(answer.head.contains("content-type: application/json"), "{}", answer.head);
    for unwanted in ["x-ratelimit", "access-control", "server:"] {
        assert!(!answer.head.contains(unwanted), "{}", answer.head);
    }
}

#[test]
fn only_the_token_opens_it() {
    let desk = synced(30);
    let served = Served::of(&desk);
    let nearly = &served.token[..served.token.len() - 1];
    for token in ["", "wrong", nearly, &format!("{}x", served.token)] {
        let answer = ask(&served.endpoint, token, b"{}");
        assert_eq!(answer.status, 401, "{token}");
        assert_eq!(answer.body["error"]["code"], "unauthorized");
        assert_eq!(answer.body.get("calls"), None);
    }
}

#[test]
fn a_filter_that_cannot_be_used_is_a_400_that_names_the_bounds() {
    let desk = synced(30);
    let served = Served::of(&desk);
    let cases = [
        (json!({"limit": 0}), "limit must be a whole number from 1 to 100, not 0"),
        (json!({"limit": 101}), "limit must be a whole number from 1 to 100, not 101"),
        (json!({"offset": -1}), "offset must be a whole number from 0, not -1"),
        (json!({"status": 5}), "status must be a text, not 5"),
    ];
    for (body, message) in cases {
        let answer = ask(&served.endpoint, &served.token, body.to_string().as_bytes());
        let envelope = json!({"error": {"code": "invalid_filter", "message": message}});
        assert_eq!((answer.status, answer.body), (400, envelope));
    }
    let date = ask(&served.endpoint, &served.token, br#"{"from_date":"soon"}"#);
    assert_eq!(date.status, 400);
}

#[test]
fn odd_bodies_count_as_empty_ones_as_on_the_server() {
    let desk = synced(130);
    let served = Served::of(&desk);
    let first_page = served.list(&json!({}));
    assert_eq!((first_page["total"].as_u64(), &first_page["has_more"]), (Some(130), &true.into()));
    let bodies: [&[u8]; 7] =
        [b"", b"hello", b"{\"limit\":", b"null", b"[1]", b"\xff\x00", br#"{"nonsense":1}"#];
    for body in bodies {
        let answer = ask(&served.endpoint, &served.token, body);
        assert_eq!((answer.status, &answer.body), (200, &first_page), "{body:?}");
    }
    let past_the_end = served.list(&json!({"offset": 131}));
    assert_eq!(past_the_end, json!({"calls": [], "total": 130, "has_more": false}));
}

#[test]
fn a_body_over_one_mebibyte_is_refused_and_one_below_is_read() {
    let desk = synced(30);
    let served = Served::of(&desk);
    let padded = |bytes: usize| {
        let empty = r#"{"x":"","limit":1}"#.len();
        format!(r#"{{"x":"{}","limit":1}}"#, "x".repeat(bytes - empty)).into_bytes()
    };
    const MIB: usize = 1024 * 1024;
    let answer = ask(&served.endpoint, &served.token, &padded(MIB));
    assert_eq!((answer.status, answer.body["calls"].as_array().map(Vec::len)), (200, Some(1)));
    for bytes in [MIB + 1, 5 * MIB] {
        let answer = ask(&served.endpoint, &served.token, &padded(bytes));
        assert_eq!(
            (answer.status, &answer.body["error"]["code"]),
            (413, &"payload_too_large".into())
        );
    }
}

#[test]
fn other_paths_and_methods_are_told_so() {
    let desk = synced(30);
    let served = Served::of(&desk);
    let host = format!("Host: {}", served.host());
    for (line, status) in [
        ("POST /functions/v1/list-calls?forceFunctionRegion=x HTTP/1.1", 200),
        ("GET /functions/v1/list-calls HTTP/1.1", 405),
        ("HEAD /functions/v1/list-calls HTTP/1.1", 405),
        ("PUT /functions/v1/list-calls HTTP/1.1", 405),
        ("POST /functions/v1/list-calls/ HTTP/1.1", 404),
        ("POST /functions/v1/../v1/list-calls HTTP/1.1", 404),
        ("GET / HTTP/1.1", 404),
    ] {
        let answer = served.exchange(line, &[&host]);
        assert_eq!(answer.status, status, "{line}");
        if status == 405 {
            assert!(answer.head.contains("allow: post"), "{}", answer.head);
        }
    }
}

#[test]
fn pages_of_other_sites_are_refused_even_with_the_token() {
    let desk = synced(30);
    let served = Served::of(&desk);
    let ours = format!("Host: {}", served.host());
    let post = "POST /functions/v1/list-calls HTTP/1.1";
    let supabase = ["apikey: anything", "X-Client-Info: supabase-js-web/2"];
    assert_eq!(served.exchange(post, &[&ours, supabase[0], supabase[1]]).status, 200);
    assert_eq!(served.exchange(post, &["Host: localhost:9999"]).status, 200);
    assert_eq!(served.exchange(post, &[&ours, "Origin: http://localhost:5173"]).status, 200);
    let foreign: [&[&str]; 5] = [
        &["Host: rebound.example"],
        &["Host: 127.0.0.1.rebound.example:80"],
        &[&ours, "Origin: https://other.example"],
        &[&ours, "Origin: null"],
        &["X-Forwarded-Host: localhost", "Host: rebound.example"],
    ];
    for headers in foreign {
        let answer = served.exchange(post, headers);
        assert_eq!((answer.status, &answer.body["error"]["code"]), (403, &"forbidden".into()));
    }
    let preflight = served.exchange(
        "OPTIONS /functions/v1/list-calls HTTP/1.1",
        &[&ours, "Origin: http://localhost:5173", "Access-Control-Request-Method: POST"],
    );
    assert_eq!(preflight.status, 405);
    assert!(!preflight.head.contains("access-control"), "{}", preflight.head);
}

#[test]
fn who_does_not_carry_the_token_learns_nothing_of_the_request() {
    let desk = synced(30);
    let served = Served::of(&desk);
    for body in [&br#"{"limit":1000}"#[..], b"hello", b""] {
        let answer = ask(&served.endpoint, "wrong", body);
        assert_eq!((answer.status, &answer.body["error"]["code"]), (401, &"unauthorized".into()));
    }
    let ours = format!("Host: {}", served.host());
    let foreign = served.exchange(
        "POST /functions/v1/list-calls HTTP/1.1",
        &[&ours, "Origin: https://other.example", "Authorization: Bearer wrong"],
    );
    assert_eq!(foreign.status, 403, "another site is told so whatever it carries");
}

/// Connections that say half of what they want, or do not read what they get, cost nobody else.
#[test]
fn whoever_dawdles_holds_up_neither_the_others_nor_a_sync() {
    let remote = start(settled(2_000));
    let desk = Desk::connected_to(&remote);
    desk.run(&["sync", "--max-requests", "3"]).assert_code(0);
    let served = Served::of(&desk);
    let begin = |length: usize, body: &str| {
        let mut stream = std::net::TcpStream::connect(served.host()).unwrap();
        let (host, token) = (served.host(), &served.token);
        let request = format!(
            "POST /functions/v1/list-calls HTTP/1.1\r\nHost: {host}\r\n\
             Authorization: Bearer {token}\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    let whole = r#"{"limit":100}"#;
    let half: Vec<_> = (0..12).map(|_| begin(100, r#"{"limit":"#)).collect();
    let deaf: Vec<_> = (0..12).map(|_| begin(whole.len(), whole)).collect();
    assert_eq!(served.list(&json!({"limit": 1}))["calls"].as_array().unwrap().len(), 1);
    assert_eq!(desk.sync()["complete"], true);
    assert_eq!(served.list(&json!({"limit": 1}))["total"], 2_000);
    drop((half, deaf));
    assert_eq!(served.list(&json!({}))["total"], 2_000);
}

/// Eight ask for deep pages all the time, which read for longest, and the sync is as without them.
#[test]
fn a_sync_among_many_who_ask_misses_nothing_and_fails_nobody() {
    let remote = start(settled(3_000));
    let desk = Desk::connected_to(&remote);
    desk.run(&["sync", "--max-requests", "3"]).assert_code(0);
    let served = Served::of(&desk);
    let over = std::sync::atomic::AtomicBool::new(false);
    let ask_until_over = |asker: usize| {
        let mut asked = 0;
        while !over.load(std::sync::atomic::Ordering::Relaxed) {
            let body = json!({"limit": 100, "offset": asker * 30, "query": "the -refund", "sort": "-duration"});
            let page = served.list(&body);
            assert!(page["calls"].is_array(), "{page}");
            asked += 1;
        }
        asked
    };
    let asked: usize = thread::scope(|scope| {
        let asking: Vec<_> =
            (0..8).map(|asker| scope.spawn(move || ask_until_over(asker))).collect();
        // Nobody asks for ever because a sync fails.
        let synced = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| desk.sync()));
        over.store(true, std::sync::atomic::Ordering::Relaxed);
        let report = synced.expect("the sync succeeds");
        assert_eq!((&report["complete"], &report["local_total"]), (&true.into(), &3_000.into()));
        asking.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(asked >= 8, "everybody was answered: {asked}");
    assert_same_calls(&walked(&served), &newest_first(remote.calls()));
}

/// Grows while it is asked: no answer waits for the sync, none goes back behind an earlier one.
#[test]
fn a_sync_that_runs_meanwhile_shows_in_the_answers() {
    let remote = start(Config { latency_ms: 8, ..settled(3_000) });
    let desk = Desk::connected_to(&remote);
    desk.run(&["sync", "--max-requests", "3"]).assert_code(0);
    let served = Served::of(&desk);
    let total = || served.list(&json!({"limit": 1}))["total"].as_u64().unwrap();
    let before = total();
    let mut seen = vec![before];
    let mut sync = desk.spawn(&["sync", "--json"]);
    while sync.try_wait().unwrap().is_none() {
        seen.push(total());
    }
    end(sync).assert_code(0);
    seen.push(total());
    assert!(seen.is_sorted(), "{seen:?}");
    assert!(seen.iter().any(|total| (before + 1..3_000).contains(total)), "{seen:?}");
    assert_eq!(seen.last(), Some(&3_000));
    assert_same_calls(&walked(&served), &newest_first(remote.calls()));
}

#[test]
fn many_ask_at_once_and_each_gets_its_own_answer() {
    let desk = synced(600);
    let served = Served::of(&desk);
    let ask_twenty = |offset: usize| {
        for _ in 0..20 {
            let page = served.list(&json!({"limit": 3, "offset": offset}));
            assert_eq!(
                (page["total"].as_u64(), page["calls"].as_array().unwrap().len()),
                (Some(600), 3)
            );
        }
        served.list(&json!({"limit": 1, "offset": offset}))["calls"][0].clone()
    };
    let firsts = thread::scope(|scope| {
        let asking: Vec<_> =
            (0..16).map(|asker| scope.spawn(move || ask_twenty(asker * 30))).collect();
        asking.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let all = walked(&served);
    assert!(firsts.iter().enumerate().all(|(asker, call)| *call == all[asker * 30]));
}

/// The cache of a cache: nothing is lost or changed on the way, not even a number's spelling.
#[test]
fn our_own_sync_takes_a_served_cache_for_the_service() {
    let remote = odd_account();
    remote.insert(json!({
        "zebra": [1, {"x": null}], "created_at": "2026-03-01T08:00:00.120Z", "id": "odd one",
        "call_summary": "Söndag \"été\"\n\u{1F4DE}", "cost": 0.10, "duration": 61, "status": "failed",
        "sentiment": "neutral", "direction": "inbound",
    }));
    let first = Desk::connected_to(&remote);
    first.sync();
    let served = Served::of(&first);
    let mut second = Desk::new();
    second.use_token(Some(&served.token));
    second.run(&["connect", "--endpoint", &served.endpoint, "--check"]).assert_code(0);
    let report = second.sync();
    assert_eq!(report["complete"], true, "{report}");
    assert_eq!(report["remote_total"], remote.calls().len(), "{report}");
    let export = ["export", "--format", "ndjson", "--output", "-"];
    let [ours, theirs] = [&second, &first].map(|desk| desk.run(&export).assert_code(0).stdout);
    assert_eq!(ours, theirs, "text for text");
    assert_same_calls(&second.calls(), &newest_first(remote.calls()));
    let quiet = second.sync();
    assert_eq!((&quiet["inserted"], &quiet["updated"]), (&0.into(), &0.into()), "{quiet}");
}

#[test]
fn a_signal_ends_it_well_and_frees_its_port() {
    let desk = synced(30);
    for signal in ["-INT", "-TERM"] {
        let served = Served::of(&desk);
        assert_eq!(served.list(&json!({}))["total"], 30);
        let port = served.host().split(':').nth(1).unwrap().to_owned();
        let stopped = served.stop(signal).assert_code(0);
        assert!(stopped.stderr.contains("30 calls of profile \"default\""), "{}", stopped.stderr);
        let again = Served::started(desk.spawn(&["serve", "--port", &port]));
        assert_eq!(again.host(), format!("127.0.0.1:{port}"));
    }
}

#[test]
fn a_token_of_ones_own_is_taken_from_standard_input() {
    let desk = synced(30);
    let with_token = |text: &str| {
        let mut command = desk.command(&["serve", "--token-stdin"]);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        child
    };
    let served = Served::started(with_token("my-own-token\n"));
    assert_eq!(served.token, "my-own-token");
    assert_eq!(served.list(&json!({}))["total"], 30);
    let refused = end(with_token("two words")).assert_code(2);
    assert!(refused.stderr.contains("| offhook serve"), "{}", refused.stderr);
}

#[test]
fn a_port_that_is_taken_is_refused_with_the_way_out() {
    let desk = synced(30);
    let served = Served::of(&desk);
    let port = served.host().split(':').nth(1).unwrap();
    let refused = desk.run(&["serve", "--port", port]).assert_code(2);
    assert!(refused.stderr.contains("choose another, or 0"), "{}", refused.stderr);
    assert_eq!(refused.stdout, "");
}

#[test]
fn a_cache_that_breaks_meanwhile_is_a_500_and_the_server_goes_on() {
    let desk = synced(400);
    let served = Served::of(&desk);
    let file = desk.cache_file();
    let length = std::fs::metadata(&file).unwrap().len();
    let garbage = vec![0x5a; usize::try_from(length).unwrap()];
    std::fs::write(&file, &garbage).unwrap();
    thread::sleep(Duration::from_millis(20));
    let answer = ask(&served.endpoint, &served.token, br#"{"offset":200,"limit":100}"#);
    assert_eq!(answer.status, 500, "{answer:?}");
    assert_eq!(answer.body["error"]["code"], "cache_damaged", "{answer:?}");
    assert_eq!(ask(&served.endpoint, "wrong", b"{}").status, 401, "it goes on");
}
