//! Every fault as it looks on the wire, and that the server is well again afterwards.

use std::io::{ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use offhook_demo_remote::{Config, DemoRemote, Fault};
use serde_json::json;

use crate::client::{Reply, calls, connect, id, list, post, send, server};

/// The reply to one request that fails this way; the next one must be fine again.
fn reply_with(fault: Fault) -> (DemoRemote, std::io::Result<Reply>) {
    let remote = server(120);
    remote.fail_next([fault]);
    let reply = post(&remote, r#"{"limit": 100}"#);
    assert_eq!(calls(&list(&remote, &json!({"limit": 100}))).len(), 100);
    (remote, reply)
}

fn reply(fault: Fault) -> Reply {
    reply_with(fault).1.unwrap()
}

#[test]
fn status_faults_carry_the_envelope() {
    let status = |fault| {
        let reply = reply(fault);
        (reply.status, reply.error_code())
    };
    assert_eq!(status(Fault::Status500), (500, "internal_error".into()));
    assert_eq!(status(Fault::Unauthorized), (401, "unauthorized".into()));
    let too_many = Fault::TooMany { retry_after_s: None };
    assert_eq!(status(too_many), (429, "rate_limit_exceeded".into()));
}

#[test]
fn retry_after_is_sent_when_asked_for() {
    let after = |retry_after_s| {
        reply(Fault::TooMany { retry_after_s }).header("retry-after").map(str::to_owned)
    };
    assert_eq!(after(Some(7)).as_deref(), Some("7"));
    assert_eq!(after(None), None);
}

#[test]
fn a_proxy_answers_in_html() {
    let reply = reply(Fault::Html502);
    assert_eq!((reply.status, reply.header("content-type")), (502, Some("text/html")));
    assert!(reply.body.starts_with(b"<!DOCTYPE html>"));
}

#[test]
fn a_dropped_connection_sends_not_one_byte() {
    let error = reply_with(Fault::DropConnection).1.err().unwrap();
    assert!(matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset));
}

#[test]
fn a_drop_before_the_body_sends_headers_only() {
    let reply = reply(Fault::DropBeforeBody);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body.len(), 0);
    assert!(reply.announced.unwrap() > 10_000);
}

#[test]
fn a_drop_in_the_body_sends_half_of_what_was_announced() {
    let reply = reply(Fault::DropMidBody);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body.len(), reply.announced.unwrap() / 2);
}

#[test]
fn a_cut_body_is_whole_for_http_and_broken_as_json() {
    let reply = reply(Fault::CutBody);
    assert_eq!((reply.status, reply.header("connection")), (200, Some("close")));
    assert!(reply.is_whole());
    assert!(serde_json::from_slice::<serde_json::Value>(&reply.body).unwrap_err().is_eof());
}

#[test]
fn a_wrong_shape_is_good_json_without_calls() {
    let reply = reply(Fault::WrongShape);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json().get("calls"), None);
}

#[test]
fn an_empty_page_can_claim_that_there_is_more() {
    let page = reply(Fault::EmptyPageHasMore).json();
    assert_eq!(page, json!({"calls": [], "total": 120, "has_more": true}));
}

#[test]
fn a_row_is_unreadable_once() {
    let page = reply(Fault::UnreadableRow { field: "duration".into() }).json();
    assert_eq!(calls(&page)[0]["duration"], json!({"unexpected": true}));
    assert!(calls(&page)[1..].iter().all(|call| !call["duration"].is_object()));
    assert_eq!(calls(&page).len(), 100);
}

#[test]
fn a_row_stays_unreadable_until_the_faults_are_cleared() {
    let remote = server(20);
    let spoiled = id(&remote.calls()[7]);
    remote.spoil_row(&spoiled, "created_at");
    let unreadable = || {
        let page = list(&remote, &json!({}));
        let bad = calls(&page).iter().filter(|call| call["created_at"].is_object());
        bad.map(id).collect::<Vec<_>>()
    };
    for _ in 0..2 {
        assert_eq!(unreadable().join(" "), spoiled);
    }
    remote.clear_faults();
    assert!(unreadable().is_empty());
}

#[test]
fn a_slow_answer_is_right_but_late() {
    let began = Instant::now();
    let page = reply(Fault::Slow { ms: 300 }).json();
    assert!(began.elapsed() >= Duration::from_millis(300));
    assert_eq!(page["total"], 120);
}

#[test]
fn a_hanging_answer_never_comes_and_ends_with_the_server() {
    let remote = server(5);
    remote.fail_next([Fault::Hang]);
    let mut stream = ask(&remote);
    stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    let waited = stream.read(&mut [0; 10]).unwrap_err();
    assert!(matches!(waited.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
    let began = Instant::now();
    remote.stop();
    assert_eq!(stream.read(&mut [0; 10]).unwrap_or(0), 0, "the connection is closed");
    assert!(began.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_redirect_names_its_target_and_keeps_the_method() {
    let reply = reply(Fault::RedirectTo("http://127.0.0.1:9/elsewhere".into()));
    assert_eq!(reply.status, 307);
    assert_eq!(reply.header("location"), Some("http://127.0.0.1:9/elsewhere"));
}

#[test]
fn a_huge_body_goes_on_until_the_client_gives_up() {
    let remote = server(5);
    remote.fail_next([Fault::HugeBody]);
    let mut endless = ask(&remote).take(LIMIT as u64);
    assert_eq!(std::io::copy(&mut endless, &mut std::io::sink()).unwrap(), LIMIT as u64);
}

#[test]
fn a_gzip_bomb_is_small_on_the_wire_and_huge_when_unpacked() {
    let remote = server(5);
    remote.fail_next([Fault::GzipBomb]);
    let mut stream = ask(&remote);
    let mut packed = vec![0; 256 << 10];
    stream.read_exact(&mut packed).unwrap();
    let packed = unchunked(&packed);
    let mut unpacked = GzDecoder::new(&packed[..]).take(LIMIT as u64);
    let mut text = Vec::new();
    let _ = unpacked.read_to_end(&mut text);
    assert!(text.starts_with(br#"{"calls":[],"#));
    assert_eq!(text.len(), LIMIT, "256 KiB of it fill {LIMIT} bytes");
}

/// More than any client should take in.
const LIMIT: usize = 48 << 20;

/// Sends a request and leaves the answer to be read.
fn ask(remote: &DemoRemote) -> std::net::TcpStream {
    let mut stream = connect(remote);
    let token = remote.token();
    write!(stream, "POST /functions/v1/list-calls HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\nContent-Length: 2\r\n\r\n{{}}").unwrap();
    stream
}

/// The body bytes of a chunked answer that was read in part.
fn unchunked(bytes: &[u8]) -> Vec<u8> {
    let head_end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    crate::client::joined_chunks(&bytes[head_end + 4..])
}

#[test]
fn planned_and_regular_faults_can_be_mixed() {
    let remote = server(5);
    remote.fail_after(1, Fault::Status500);
    remote.fail_every(4, Fault::Html502);
    let statuses: Vec<u16> = (0..8).map(|_| post(&remote, "{}").unwrap().status).collect();
    assert_eq!(statuses, [200, 500, 200, 502, 200, 200, 200, 502]);
    remote.clear_faults();
    assert!((0..8).all(|_| post(&remote, "{}").unwrap().status == 200));
}

#[test]
fn a_wrong_token_uses_no_fault_up() {
    let remote = server(5);
    remote.fail_next([Fault::Status500]);
    let wrong = ["Authorization: Bearer wrong"];
    let refused = send(&remote, "POST", "/functions/v1/list-calls", &wrong, "{}").unwrap();
    assert_eq!(refused.status, 401);
    assert_eq!(post(&remote, "{}").unwrap().status, 500);
}

#[test]
fn latency_is_added_to_every_answer() {
    let remote =
        DemoRemote::start(Config { calls: 1, latency_ms: 120, ..Config::default() }).unwrap();
    let began = Instant::now();
    list(&remote, &json!({}));
    list(&remote, &json!({}));
    assert!(began.elapsed() >= Duration::from_millis(240));
}
