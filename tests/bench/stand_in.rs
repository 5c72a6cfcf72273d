//! The stand-in server in a process of its own, so that time and memory measured here are the
//! client's alone.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use offhook_demo_remote::DemoRemote;
use serde_json::{Value, json};

use crate::download::client;
use offhook_engine::Client;

/// The word that makes this program the server.
pub(crate) const SERVE: &str = "serve-stand-in";

/// Serves so many calls until standard input ends, which it does when the starter ends.
pub(crate) fn serve(calls: usize) {
    let remote = DemoRemote::start(crate::settled(calls)).expect("the stand-in starts");
    println!("{}", json!({"endpoint": remote.endpoint(), "token": remote.token()}));
    std::io::stdin().read_to_end(&mut Vec::new()).expect("standard input ends");
}

/// A running server process; it ends when this is dropped.
pub(crate) struct StandIn {
    process: Child,
    pub(crate) endpoint: String,
    pub(crate) token: String,
}

impl StandIn {
    pub(crate) fn start(calls: usize) -> Self {
        let this_program = std::env::current_exe().expect("a program knows its own file");
        let mut process = Command::new(this_program)
            .args([SERVE, &calls.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the stand-in's process starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut line).expect("it says where it is");
        let said: Value = serde_json::from_str(&line).expect("it says it in JSON");
        let word = |name: &str| said[name].as_str().expect("a text").to_owned();
        Self { process, endpoint: word("endpoint"), token: word("token") }
    }

    pub(crate) fn client(&self) -> Client {
        client(&self.endpoint, &self.token)
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
