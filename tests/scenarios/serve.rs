//! `offhook serve`: the API's own endpoint on this machine, answered from the cache.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::parity::{Asker, FILTERS, assert_agrees, odd_account};
use crate::support::{Desk, assert_same_calls, post_to, settled, start};

/// A running `offhook serve`; ended when dropped.
struct Served {
    process: Child,
    endpoint: String,
    token: String,
}

impl Served {
    fn from(desk: &Desk) -> Self {
        let mut process = desk.spawn(&["serve"]);
        let mut line = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let word = |name: &str| said[name].as_str().unwrap().to_owned();
        Self { process, endpoint: word("endpoint"), token: word("token") }
    }

    fn ask(&self, body: &Value) -> Value {
        let answer = post_to(&self.endpoint, &self.token, &body.to_string(), "");
        assert_eq!(answer.status, 200, "{body}: {}", answer.body);
        answer.body
    }

    fn refused(&self, token: &str, body: &str, headers: &str) -> (u16, String) {
        let answer = post_to(&self.endpoint, token, body, headers);
        let error = &answer.body["error"];
        assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{}", answer.body);
        (answer.status, error["code"].as_str().unwrap().to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn random_requests_get_the_servers_answers_from_the_cache_over_http() {
    let remote = odd_account();
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let served = Served::from(&desk);
    let calls = remote.calls();
    let mut asker = Asker::new(&calls);
    for _ in 0..FILTERS {
        let body = asker.body();
        assert_agrees(&remote, &body, &served.ask(&body));
    }
}

#[test]
fn what_a_sync_brings_is_in_the_next_answer() {
    let remote = start(settled(300));
    let desk = Desk::connected_to(&remote);
    let served = Served::from(&desk);
    assert_eq!(served.ask(&json!({}))["total"], 0);
    desk.sync();
    assert_eq!(served.ask(&json!({}))["total"], 300);
    let starred = served.ask(&json!({"starred": true, "query": "nothing says this"}));
    assert_eq!(starred, json!({"calls": [], "total": 0, "has_more": false}));
}

#[test]
fn errors_come_in_the_apis_own_envelope() {
    let desk = Desk::new();
    let served = Served::from(&desk);
    let refused = |token: &str, body: &str, headers: &str| served.refused(token, body, headers);
    let token = &served.token;
    assert_eq!(refused(token, r#"{"limit": 101}"#, ""), (400, "invalid_filter".into()));
    assert_eq!(refused(token, r#"{"from_date": "soon"}"#, ""), (400, "invalid_filter".into()));
    assert_eq!(refused("wrong", "{}", ""), (401, "unauthorized".into()));
    assert_eq!(refused(token, "{}", "Host: evil.example\r\n"), (403, "forbidden".into()));
    let foreign_page = "Origin: https://evil.example\r\n";
    assert_eq!(refused(token, "{}", foreign_page), (403, "forbidden".into()));
    let empty = json!({"calls": [], "total": 0, "has_more": false});
    for body in ["", "no json", "[]", "null", r#"{"unknown": 1}"#] {
        let answer = post_to(&served.endpoint, token, body, "");
        assert_eq!((answer.status, answer.body), (200, empty.clone()), "{body}");
    }
}

#[test]
fn a_profile_can_be_synced_from_another_ones_cache() {
    let remote = start(settled(1_234));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let served = Served::from(&desk);
    let mut second = Desk::new();
    second.use_token(Some(&served.token));
    second.run(&["connect", "--endpoint", &served.endpoint]).assert_code(0);
    let report = second.sync();
    assert_eq!((&report["complete"], &report["inserted"]), (&true.into(), &1_234.into()));
    assert_same_calls(&second.calls(), &desk.calls());
}

#[test]
fn curl_is_answered_as_by_the_service() {
    if Command::new("curl").arg("--version").stdout(Stdio::null()).status().is_err() {
        return;
    }
    let remote = start(settled(120));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let served = Served::from(&desk);
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--noproxy", "*", "--request", "POST"])
        .arg(format!("{}/list-calls", served.endpoint))
        .args(["--header", &format!("Authorization: Bearer {}", served.token)])
        .args(["--data", r#"{"limit": 7}"#])
        .output()
        .unwrap();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["total"], 120);
    assert_same_calls(answer["calls"].as_array().unwrap(), &remote.calls()[..7]);
}
