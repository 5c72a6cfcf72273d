//! A blocking HTTP client of a few lines, so that nothing stands between a test and the bytes.

use std::collections::HashMap;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

use flate2::read::GzDecoder;
use offhook_demo_remote::{Config, DemoRemote};
use serde_json::Value;

/// An answer, chunks joined but not unpacked.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
    /// How many body bytes were announced, when they were.
    pub(crate) announced: Option<usize>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    pub(crate) fn unpacked(&self) -> Value {
        serde_json::from_reader(GzDecoder::new(&self.body[..])).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.announced == Some(self.body.len())
    }

    pub(crate) fn error_code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap().to_owned()
    }
}

/// A server with `calls` made-up calls.
pub(crate) fn server(calls: usize) -> DemoRemote {
    DemoRemote::start(Config { calls, ..Config::default() }).unwrap()
}

/// The answer's JSON to a request that must succeed.
pub(crate) fn list(remote: &DemoRemote, body: &Value) -> Value {
    let reply = post(remote, &body.to_string()).unwrap();
    assert_eq!(reply.status, 200, "{}", reply.json());
    reply.json()
}

/// The calls of one answer.
pub(crate) fn calls(page: &Value) -> &Vec<Value> {
    page["calls"].as_array().unwrap()
}

/// The ids of one answer.
pub(crate) fn ids(page: &Value) -> Vec<String> {
    calls(page).iter().map(id).collect()
}

pub(crate) fn id(call: &Value) -> String {
    call["id"].as_str().unwrap().to_owned()
}

/// Posts a body with the right token.
pub(crate) fn post(remote: &DemoRemote, body: &str) -> Result<Reply> {
    let token = format!("Authorization: Bearer {}", remote.token());
    send(remote, "POST", "/functions/v1/list-calls", &[&token], body)
}

/// One request on a connection of its own. What arrived before a break is returned as a reply as
/// long as there was a status line.
pub(crate) fn send(
    remote: &DemoRemote,
    method: &str,
    path: &str,
    headers: &[&str],
    body: &str,
) -> Result<Reply> {
    let mut stream = connect(remote);
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if bytes.is_empty() => return Err(error),
        _ if bytes.is_empty() => return Err(Error::from(ErrorKind::UnexpectedEof)),
        _ => {}
    }
    Ok(parse(&bytes))
}

pub(crate) fn connect(remote: &DemoRemote) -> TcpStream {
    let address = remote.endpoint().trim_start_matches("http://").split('/').next().unwrap();
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

fn parse(bytes: &[u8]) -> Reply {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let announced = headers.get("content-length").map(|length| length.parse().unwrap());
    let rest = &bytes[end + 4..];
    let chunked = headers.get("transfer-encoding").is_some_and(|coding| coding == "chunked");
    let body = if chunked { joined_chunks(rest) } else { rest.to_vec() };
    Reply { status, headers, body, announced }
}

pub(crate) fn joined_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(line_end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = std::str::from_utf8(&rest[..line_end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap().min(rest.len() - line_end - 2);
        body.extend(&rest[line_end + 2..line_end + 2 + size]);
        rest = rest.get(line_end + 4 + size..).unwrap_or_default();
    }
    body
}
