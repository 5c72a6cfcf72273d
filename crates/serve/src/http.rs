//! The one route, and what every other request is told.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use offhook_engine::{Error, Profile};
use offhook_model::RawFilter;
use serde_json::Value;

use crate::{guard, reply};

/// The path that the endpoint's address ends with, as the service's own.
pub(crate) const BASE_PATH: &str = "/functions/v1";
/// A filter is a few hundred bytes.
const MOST_BODY_BYTES: usize = 1024 * 1024;

#[derive(Clone)]
struct Served {
    profile: Arc<Profile>,
    token: Arc<str>,
}

pub(crate) fn router(profile: Arc<Profile>, token: String) -> Router {
    Router::new()
        .route(&format!("{BASE_PATH}/list-calls"), post(list_calls).fallback(wrong_method))
        .fallback(not_found)
        .layer(DefaultBodyLimit::max(MOST_BODY_BYTES))
        .with_state(Served { profile, token: token.into() })
}

async fn list_calls(
    State(served): State<Served>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    if let Err(refusal) = guard::check(&headers, &served.token) {
        return reply::refused(refusal);
    }
    let Ok(body) = body else {
        let message = "The body is larger than any filter";
        return reply::error(StatusCode::PAYLOAD_TOO_LARGE, "payload_too_large", message);
    };
    // SQLite is waited for on a thread that may wait.
    let answered = tokio::task::spawn_blocking(move || answer(&served.profile, &body)).await;
    match answered {
        Ok(Ok(json)) => reply::page(json),
        Ok(Err(error)) => reply::failed(&error),
        Err(_) => {
            let message = "The answer could not be made";
            reply::error(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
        }
    }
}

/// A body that is no JSON object counts as an empty one, as on the service.
fn answer(profile: &Profile, body: &[u8]) -> Result<String, Error> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let raw = RawFilter::from_body(body).unwrap_or_default();
    let list = profile.list_calls(&raw)?;
    Ok(serde_json::to_string(&list).unwrap_or_default())
}

async fn wrong_method(State(served): State<Served>, headers: HeaderMap) -> Response {
    match guard::check(&headers, &served.token) {
        Err(guard::Refusal::Foreign) => reply::refused(guard::Refusal::Foreign),
        _ => reply::error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Use POST"),
    }
}

async fn not_found() -> Response {
    reply::error(StatusCode::NOT_FOUND, "not_found", "There is list-calls here, and nothing else")
}
