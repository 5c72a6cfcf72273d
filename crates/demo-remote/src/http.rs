//! The one route of the service, and what every other request is told.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::routing::post;

use crate::handle::Handle;
use crate::reply;

/// The path that the endpoint's address ends with.
pub(crate) const BASE_PATH: &str = "/functions/v1";

pub(crate) fn router(handle: Handle) -> Router {
    Router::new()
        .route(&format!("{BASE_PATH}/list-calls"), post(list_calls).fallback(wrong_method))
        .fallback(not_found)
        .with_state(handle)
}

async fn list_calls(State(handle): State<Handle>, headers: HeaderMap, body: Bytes) -> Response {
    let token = header_text(&headers, header::AUTHORIZATION).strip_prefix("Bearer ");
    let turn = handle.take_turn(token, &body);
    // Even a sleep of nothing waits for the timer's next millisecond.
    if turn.latency_ms > 0 {
        tokio::time::sleep(Duration::from_millis(turn.latency_ms)).await;
    }
    let gzip = turn.gzip && accepts_gzip(header_text(&headers, header::ACCEPT_ENCODING));
    let mut response = reply::respond(turn.verdict, turn.fault, gzip).await;
    if let Some(quota) = turn.quota {
        reply::tell_quota(response.headers_mut(), quota);
    }
    response
}

async fn wrong_method() -> Response {
    reply::error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Use POST")
}

async fn not_found() -> Response {
    reply::error(StatusCode::NOT_FOUND, "not_found", "Requested function was not found")
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn accepts_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim() == "gzip" && !matches!(quality.trim(), "q=0" | "q=0.0")
    })
}
