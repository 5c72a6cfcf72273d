//! The rate limit as a client meets it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use offhook_demo_remote::{Config, DemoRemote, RateLimit};

use crate::client::{post, send, server};

fn limited(per_minute: u32, minute_s: u64) -> DemoRemote {
    DemoRemote::start(Config {
        calls: 5,
        rate_limit: Some(RateLimit { per_minute, per_hour: 1_000 }),
        rate_minute_s: minute_s,
        ..Config::default()
    })
    .unwrap()
}

#[test]
fn without_a_limit_there_are_no_headers() {
    let reply = post(&server(5), "{}").unwrap();
    assert!(reply.headers.keys().all(|name| !name.starts_with("x-ratelimit")));
}

#[test]
fn headers_count_down_and_the_request_past_the_limit_is_a_429() {
    let remote = limited(3, 60);
    for remaining in ["2", "1", "0"] {
        let reply = post(&remote, "{}").unwrap();
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("x-ratelimit-limit"), Some("3"));
        assert_eq!(reply.header("x-ratelimit-remaining"), Some(remaining));
    }
    let refused = post(&remote, "{}").unwrap();
    assert_eq!((refused.status, refused.error_code().as_str()), (429, "rate_limit_exceeded"));
    assert_eq!(refused.header("x-ratelimit-remaining"), Some("0"));
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let reset_s: u64 = refused.header("x-ratelimit-reset").unwrap().parse().unwrap();
    assert!((now_s + 50..=now_s + 61).contains(&reset_s), "{reset_s} and now {now_s}");
}

#[test]
fn a_shorter_minute_is_over_sooner() {
    let remote = limited(1, 1);
    assert_eq!(post(&remote, "{}").unwrap().status, 200);
    assert_eq!(post(&remote, "{}").unwrap().status, 429);
    std::thread::sleep(Duration::from_millis(1_100));
    assert_eq!(post(&remote, "{}").unwrap().status, 200);
}

#[test]
fn a_wrong_token_uses_nothing_up() {
    let remote = limited(1, 60);
    for _ in 0..3 {
        let headers = ["Authorization: Bearer wrong"];
        let reply = send(&remote, "POST", "/functions/v1/list-calls", &headers, "{}").unwrap();
        assert_eq!(reply.status, 401);
    }
    assert_eq!(post(&remote, "{}").unwrap().status, 200);
}
