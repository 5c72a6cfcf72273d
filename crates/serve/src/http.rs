//! The one route of the API, and what every other request is told.

use std::sync::Arc;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::post;
use offhook_engine::{Profile, Token};

use crate::{admission, body, reply};

/// The path that the endpoint's address ends with.
pub(crate) const BASE_PATH: &str = "/functions/v1";

/// A filter that anybody means is far smaller.
const LONGEST_BODY_BYTES: usize = 1024 * 1024;
/// A body that is longer, but not past this, is read to its end: its sender would not see the
/// answer otherwise, because a connection that is closed over unread data is reset.
const MOST_READ_BYTES: usize = 8 * LONGEST_BODY_BYTES;

#[derive(Clone)]
struct Served {
    profile: Arc<Profile>,
    token: Token,
}

pub(crate) fn router(profile: Arc<Profile>, token: Token) -> Router {
    Router::new()
        .route(&format!("{BASE_PATH}/list-calls"), post(list_calls).fallback(wrong_method))
        .fallback(not_found)
        .layer(middleware::from_fn(admit))
        .with_state(Served { profile, token })
}

async fn admit(request: Request, next: Next) -> Response {
    match admission::refusal(request.uri(), request.headers()) {
        Some(reason) => reply::error(StatusCode::FORBIDDEN, "forbidden", reason),
        None => next.run(request).await,
    }
}

async fn list_calls(State(served): State<Served>, request: Request) -> Response {
    if !admission::carries(request.headers(), &served.token) {
        return reply::unauthorized();
    }
    let body = match to_bytes(request.into_body(), MOST_READ_BYTES).await {
        Ok(body) if body.len() <= LONGEST_BODY_BYTES => body,
        _ => return too_large(),
    };
    let answer = move || reply::list(served.profile.list_calls(&body::filter(&body)));
    tokio::task::spawn_blocking(answer).await.unwrap_or_else(|_| reply::internal())
}

fn too_large() -> Response {
    let message = format!("A request may be {LONGEST_BODY_BYTES} bytes long, not more");
    reply::error(StatusCode::PAYLOAD_TOO_LARGE, "payload_too_large", &message)
}

async fn wrong_method() -> Response {
    let mut response =
        reply::error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Use POST");
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    response
}

async fn not_found() -> Response {
    let message = format!("There is only {BASE_PATH}/list-calls here");
    reply::error(StatusCode::NOT_FOUND, "not_found", &message)
}
