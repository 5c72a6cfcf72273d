//! Sends one request and judges the answer.

use std::error::Error as _;
use std::time::Duration;

use chrono::Utc;
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::error::Error;
use crate::page::looks_like_html;
use crate::quota::retry_after;
use crate::{Endpoint, Page, PageRequest, Quota, Token};

/// Largest body read, after decompression. A page of 100 calls with 100 kB summaries is 10 MB.
const MAX_BODY_BYTES: usize = 32 * 1024 * 1024;
/// Most redirects followed, all on the same host.
const MAX_REDIRECTS: usize = 3;

/// A client for one account at one endpoint. Cheap to clone; keeps its connections open.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    endpoint: Endpoint,
    token: Token,
}

/// How long to wait for the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands.
    pub connect: Duration,
    /// Between any two pieces of the answer.
    pub read: Duration,
    /// For the whole exchange.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(20),
            total: Duration::from_secs(60),
        }
    }
}

impl Timeouts {
    /// No part of an exchange takes longer than `total`.
    #[must_use]
    pub const fn within(total: Duration) -> Self {
        Self { connect: total, read: total, total }
    }
}

impl Client {
    /// A client that has not connected yet.
    ///
    /// # Errors
    /// [`Error::Setup`] when TLS cannot be set up, as on a system without CA certificates.
    pub fn new(endpoint: Endpoint, token: Token, timeouts: Timeouts) -> Result<Self, Error> {
        let builder = reqwest::Client::builder()
            .user_agent(concat!("offhook/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(timeouts.connect)
            .read_timeout(timeouts.read)
            .timeout(timeouts.total)
            .redirect(Policy::custom(stay_on_the_host));
        // A proxy between this machine and itself can only get in the way.
        let builder = if endpoint.is_loopback() { builder.no_proxy() } else { builder };
        // Reading the system's certificates takes 30 ms, and plain http, which only this machine is
        // asked by, needs none.
        let builder = if endpoint.is_encrypted() { builder } else { builder.tls_certs_only([]) };
        let http = builder.build().map_err(|error| Error::Setup { reason: root_cause(&error) })?;
        Ok(Self { http, endpoint, token })
    }

    /// The address this client asks.
    #[must_use]
    pub const fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Endpoint and token as one text, to be hashed and compared; never to be stored or shown.
    #[must_use]
    pub fn account_key(&self) -> String {
        format!("{} {}", self.endpoint, self.token.expose())
    }

    /// Asks for one page.
    ///
    /// # Errors
    /// [`Error`]; see there which are worth another try.
    pub async fn page(&self, request: &PageRequest) -> Result<Page, Error> {
        let response = self
            .http
            .post(self.endpoint.list_calls_url())
            .bearer_auth(self.token.expose())
            .header(reqwest::header::CONTENT_TYPE, "application/json")
            .header(reqwest::header::ACCEPT, "application/json")
            .body(request.body().to_string())
            .send()
            .await
            .map_err(|error| transport(&error))?;
        let status = response.status();
        let quota = Quota::read(response.headers());
        let pause = retry_after(response.headers(), Utc::now());
        let body = bounded_body(response).await?;
        if status.is_success() {
            return Page::read(&body, quota);
        }
        Err(refusal(status, pause, &body))
    }
}

/// Another host must never see the token, and plain http must not follow https.
fn stay_on_the_host(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let home = attempt.previous().first();
    let same = home.is_some_and(|home| home.origin() == attempt.url().origin());
    if same && attempt.previous().len() <= MAX_REDIRECTS {
        attempt.follow()
    } else {
        attempt.stop()
    }
}

async fn bounded_body(mut response: Response) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| transport(&error))? {
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            let reason = format!("it is larger than {} MB", MAX_BODY_BYTES / 1024 / 1024);
            return Err(Error::Unreadable { reason });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn refusal(status: StatusCode, pause: Option<Duration>, body: &[u8]) -> Error {
    let said: Option<Value> = serde_json::from_slice(body).ok();
    let word = |name: &str| said.as_ref()?.get("error")?.get(name)?.as_str();
    match status.as_u16() {
        401 | 403 => Error::Unauthorized,
        429 => Error::RateLimited { retry_after: pause },
        408 => Error::TimedOut,
        500 if is_past_end(word("code"), word("message")) => Error::PastEnd,
        300..=399 => {
            Error::NotListCalls { reason: format!("it redirects to another address ({status})") }
        }
        404 | 405 | 410 => Error::NotListCalls { reason: format!("it answers {status}") },
        _ => Error::Server { status: status.as_u16(), detail: detail(word("message"), body) },
    }
}

/// The observed answer to an offset past the last call.
fn is_past_end(code: Option<&str>, message: Option<&str>) -> bool {
    code == Some("query_error")
        && message.is_some_and(|message| message.contains("range not satisfiable"))
}

fn detail(message: Option<&str>, body: &[u8]) -> String {
    const LONGEST_SHOWN: usize = 200;
    match message {
        Some(message) => {
            let shown: String = message.chars().take(LONGEST_SHOWN).collect();
            format!(": {shown}")
        }
        None if looks_like_html(body) => ": a web page instead of data".to_owned(),
        None => String::new(),
    }
}

fn transport(error: &reqwest::Error) -> Error {
    if error.is_timeout() {
        Error::TimedOut
    } else if error.is_connect() {
        Error::Unreachable { reason: root_cause(error) }
    } else if error.is_decode() && !broke_off(error) {
        Error::Unreadable { reason: "its compression is broken or it was cut short".to_owned() }
    } else {
        Error::Cut
    }
}

/// A connection that breaks within a body is reported as a body that cannot be decoded, with the
/// break inside.
fn broke_off(error: &reqwest::Error) -> bool {
    let inner = error.source().and_then(|cause| cause.downcast_ref::<reqwest::Error>());
    inner.is_some_and(reqwest::Error::is_body)
}

/// The innermost cause says most: "Connection refused", "certificate has expired".
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
