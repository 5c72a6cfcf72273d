//! Datasette over the same copy, asked through its JSON API.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::types::Value as Sql;
use serde_json::Value;

use crate::answers::Database;
use crate::sql;
use crate::statements::{Agents, Statement};

/// A start reads the schema only; this is for a busy machine.
const START: Duration = Duration::from_secs(60);

/// A running `datasette serve`; ends with this value.
pub(crate) struct Datasette {
    process: Child,
    port: u16,
    agents: Agents,
}

impl Datasette {
    /// `None` where it is not installed: below the target folder, or on the path.
    pub(crate) fn serve(copy: &sql::Sql) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).ok()?.port();
        let installed = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("datasette");
        let installed = installed.join("bin/datasette");
        let program = if installed.is_file() { &installed } else { Path::new("datasette") };
        let mut command = Command::new(program);
        command.arg("serve").arg(copy.path()).args(["--host", "127.0.0.1"]);
        command.args(["--port", &port.to_string()]);
        // Its own limit of a second would leave questions unanswered.
        command.args(["--setting", "sql_time_limit_ms", "60000"]);
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let datasette = Self { process: quiet.spawn().ok()?, port, agents: copy.agents().clone() };
        let began = Instant::now();
        while datasette.get("/-/versions.json").is_none() {
            assert!(began.elapsed() < START, "Datasette does not start");
            thread::sleep(Duration::from_millis(50));
        }
        Some(datasette)
    }

    /// The body of the answer; `None` when there is nobody to answer.
    fn get(&self, path: &str) -> Option<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        // Version 1.0: the answer comes in one piece and ends with the connection.
        write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
        Some(answer.split_off(head + 4))
    }
}

impl Database for Datasette {
    fn rows(&self, Statement { sql, values }: &Statement) -> Vec<[Option<String>; 2]> {
        let mut named = String::new();
        for (place, part) in sql.split('?').enumerate() {
            if place > 0 {
                named.push_str(&format!(":v{}", place - 1));
            }
            named.push_str(part);
        }
        let mut path = format!("/sql-copy.json?_shape=arrays&sql={}", escaped(&named));
        for (place, value) in values.iter().enumerate() {
            let text = match value {
                Sql::Integer(number) => number.to_string(),
                Sql::Text(text) => escaped(text),
                other => panic!("{other:?} is not asked for here"),
            };
            path.push_str(&format!("&v{place}={text}"));
        }
        let body = self.get(&path).expect("an answer");
        let body: Value = serde_json::from_slice(&body).expect("JSON");
        let rows = body["rows"].as_array().unwrap_or_else(|| panic!("{sql}: {body}"));
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        };
        rows.iter().map(|row| [text(&row[0]), text(&row[1])]).collect()
    }

    fn agents(&self) -> &Agents {
        &self.agents
    }
}

impl Drop for Datasette {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
