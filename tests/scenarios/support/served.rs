//! A running `offhook serve` and what it says of itself.

use std::io::{BufRead, BufReader};
use std::process::Child;

use serde_json::Value;

use super::desk::{Desk, Outcome, end};
use super::http::{Answer, ask, exchange};

/// The process is killed when this is dropped.
pub(crate) struct Served {
    child: Option<Child>,
    pub(crate) endpoint: String,
    pub(crate) token: String,
}

impl Served {
    /// Serves the desk's default profile on a free port. The desk must live on: its files go with it.
    pub(crate) fn of(desk: &Desk) -> Self {
        Self::started(desk.spawn(&["serve"]))
    }

    /// Takes the first line that a started `offhook serve` prints.
    pub(crate) fn started(mut child: Child) -> Self {
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let Ok(said) = serde_json::from_str::<Value>(&line) else {
            panic!("no endpoint and token in {line:?}: {:?}", end(child));
        };
        let text = |field: &str| said[field].as_str().unwrap().to_owned();
        Self { child: Some(child), endpoint: text("endpoint"), token: text("token") }
    }

    /// `127.0.0.1:PORT`
    pub(crate) fn host(&self) -> &str {
        self.endpoint["http://".len()..].split('/').next().unwrap()
    }

    /// The page for a body, which must be given.
    #[track_caller]
    pub(crate) fn list(&self, body: &Value) -> Value {
        let answer = ask(&self.endpoint, &self.token, body.to_string().as_bytes());
        assert_eq!(answer.status, 200, "{body}: {answer:?}");
        answer.body
    }

    /// The answer to a request line and headers as they stand, with the token and a body of `{}`.
    pub(crate) fn exchange(&self, request_line: &str, headers: &[&str]) -> Answer {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let token = &self.token;
        let request = format!(
            "{request_line}\r\n{headers}Authorization: Bearer {token}\r\nContent-Length: 2\r\n\
             Connection: close\r\n\r\n{{}}"
        );
        exchange(self.host(), request.as_bytes())
    }

    /// Ends it with a signal, as Ctrl-C (`-INT`) or a service manager (`-TERM`) does.
    pub(crate) fn stop(mut self, signal: &str) -> Outcome {
        let child = self.child.take().unwrap();
        super::signal(signal, &child);
        end(child)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
