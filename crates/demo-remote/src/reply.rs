//! Builds answers: pages, error envelopes, compressed or not, and every faulty kind.

use std::io::Write as _;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::broken;
use crate::faults::{Fault, FaultPlan};
use crate::ledger::Page;
use crate::pace::Quota;
use crate::query::QueryError;

/// Smaller bodies are not worth compressing.
const GZIP_FROM_BYTES: usize = 1_024;
const HTML: &str = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\
    <body><center><h1>502 Bad Gateway</h1></center><hr><center>cloud proxy</center></body></html>\n";

/// What the server's own logic says to a request, before any fault.
#[derive(Debug)]
pub(crate) enum Verdict {
    Unauthorized,
    OverLimit,
    Refused(QueryError),
    /// The text of the page.
    Page(String),
}

impl Verdict {
    fn into_response(self, gzip: bool) -> Response {
        match self {
            Self::Unauthorized => unauthorized(),
            Self::OverLimit => too_many(None),
            Self::Refused(QueryError(message)) => {
                error(StatusCode::INTERNAL_SERVER_ERROR, "query_error", &message)
            }
            Self::Page(text) if gzip && text.len() >= GZIP_FROM_BYTES => gzipped(&text),
            Self::Page(text) => json_response(StatusCode::OK, text.into()),
        }
    }
}

/// The page as JSON text, from texts that were rendered when their rows were stored.
pub(crate) fn page_text(page: &Page<'_>, fault: Option<&Fault>, plan: &FaultPlan) -> String {
    let empty = fault == Some(&Fault::EmptyPageHasMore);
    let rows = if empty { &[] } else { &page.rows[..] };
    let mut once = match fault {
        Some(Fault::UnreadableRow { field }) => Some(field.as_str()),
        _ => None,
    };
    let mut text =
        String::with_capacity(rows.iter().map(|row| row.shown.len() + 1).sum::<usize>() + 64);
    text.push_str(r#"{"calls":["#);
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        match once.take().or_else(|| plan.spoiled_field(&row.id)) {
            Some(field) => text.push_str(&spoiled(row.shown_json(), field)),
            None => text.push_str(&row.shown),
        }
    }
    text.push(']');
    if let Some(total) = page.total {
        text.push_str(&format!(r#","total":{total}"#));
    }
    text.push_str(&format!(r#","has_more":{}}}"#, empty || page.has_more));
    text
}

/// The row with an object where this field's value was.
fn spoiled(mut call: Value, field: &str) -> String {
    if let Value::Object(fields) = &mut call {
        fields.insert(field.to_owned(), json!({"unexpected": true}));
    }
    call.to_string()
}

/// Answers as the fault says, or rightly when there is none.
pub(crate) async fn respond(verdict: Verdict, fault: Option<Fault>, gzip: bool) -> Response {
    match fault {
        Some(Fault::Hang) => std::future::pending().await,
        Some(Fault::Slow { ms }) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            verdict.into_response(gzip)
        }
        Some(Fault::Status500) => {
            error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong")
        }
        Some(Fault::Html502) => html_502(),
        Some(Fault::TooMany { retry_after_s }) => too_many(retry_after_s),
        Some(Fault::Unauthorized) => unauthorized(),
        Some(Fault::WrongShape) => {
            let shape = json!({"data": {"items": []}, "status": "ok"});
            json_response(StatusCode::OK, shape.to_string().into())
        }
        Some(Fault::RedirectTo(address)) => redirect(&address),
        Some(Fault::HugeBody) => json_response(StatusCode::OK, broken::huge()),
        Some(Fault::GzipBomb) => with(
            json_response(StatusCode::OK, broken::gzip_bomb()),
            header::CONTENT_ENCODING,
            "gzip",
        ),
        Some(fault) => cut_short(verdict, &fault, gzip),
        None => verdict.into_response(gzip),
    }
}

/// The faults that need the page itself. Without a page the verdict stands.
fn cut_short(verdict: Verdict, fault: &Fault, gzip: bool) -> Response {
    let Verdict::Page(text) = verdict else { return verdict.into_response(gzip) };
    let whole = text.len();
    let half = || text.as_bytes()[..whole / 2].to_vec();
    let body = match fault {
        Fault::DropConnection => broken::nothing(),
        Fault::DropBeforeBody => broken::after(Vec::new()),
        Fault::DropMidBody => broken::after(half()),
        Fault::CutBody => {
            return with(json_response(StatusCode::OK, half().into()), header::CONNECTION, "close");
        }
        // What these change is in the page's text already.
        _ => return Verdict::Page(text).into_response(gzip),
    };
    with(json_response(StatusCode::OK, body), header::CONTENT_LENGTH, &whole.to_string())
}

/// `{"error": {"code", "message"}}`
pub(crate) fn error(status: StatusCode, code: &str, message: &str) -> Response {
    let envelope = json!({"error": {"code": code, "message": message}});
    json_response(status, envelope.to_string().into())
}

fn unauthorized() -> Response {
    error(StatusCode::UNAUTHORIZED, "unauthorized", "Invalid or missing API token")
}

fn too_many(retry_after_s: Option<u64>) -> Response {
    let response = error(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", "Too many requests");
    match retry_after_s {
        Some(seconds) => with(response, header::RETRY_AFTER, &seconds.to_string()),
        None => response,
    }
}

fn html_502() -> Response {
    let mut response = Response::new(HTML.into());
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    with(response, header::CONTENT_TYPE, "text/html")
}

fn redirect(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    with(response, header::LOCATION, address)
}

fn json_response(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    with(response, header::CONTENT_TYPE, "application/json")
}

fn gzipped(text: &str) -> Response {
    let mut encoder = GzEncoder::new(Vec::with_capacity(text.len() / 4), Compression::fast());
    match encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()) {
        Ok(packed) => {
            let response = json_response(StatusCode::OK, packed.into());
            with(response, header::CONTENT_ENCODING, "gzip")
        }
        Err(_) => json_response(StatusCode::OK, text.to_owned().into()),
    }
}

/// The response with one header more; a value that is no header value leaves it as it was.
fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// Adds the `X-RateLimit-*` headers.
pub(crate) fn tell_quota(headers: &mut HeaderMap, quota: Quota) {
    headers.insert("x-ratelimit-limit", quota.limit.into());
    headers.insert("x-ratelimit-remaining", quota.remaining.into());
    headers.insert("x-ratelimit-reset", quota.reset_s.into());
}
