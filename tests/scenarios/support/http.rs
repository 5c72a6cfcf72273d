//! HTTP by hand: a question put to the stand-in without our own client, and a server that answers
//! everything with one page that is no data.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use offhook_demo_remote::DemoRemote;
use serde_json::Value;

/// A server's answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// Asks the stand-in's list-calls, as any HTTP client would.
pub(crate) fn post(remote: &DemoRemote, body: &Value) -> Answer {
    post_to(remote.endpoint(), remote.token(), &body.to_string(), "")
}

/// Asks the list-calls of any endpoint; `headers` are whole lines.
pub(crate) fn post_to(endpoint: &str, token: &str, body: &str, headers: &str) -> Answer {
    let (host, path) = endpoint["http://".len()..].split_once('/').unwrap();
    let own_host =
        if headers.contains("Host:") { String::new() } else { format!("Host: {host}\r\n") };
    let request = format!(
        "POST /{path}/list-calls HTTP/1.1\r\n{own_host}{headers}Authorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, body: serde_json::from_str(body).unwrap() }
}

/// Answers every request with 200 and this page, until the test's process ends. Gives the base
/// address.
pub(crate) fn serve_once_and_again(page: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            // Requests are small: one read takes in enough of them to answer.
            let _ = stream.read(&mut [0; 16 * 1024]);
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\
                 Connection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    format!("http://{address}/functions/v1")
}
