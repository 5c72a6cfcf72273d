//! Answers in the API's own shapes.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use offhook_engine::Error;
use offhook_model::Code;
use serde_json::json;

use crate::guard::Refusal;

pub(crate) fn page(json: String) -> Response {
    answer(StatusCode::OK, json)
}

/// `{"error": {"code": …, "message": …}}`
pub(crate) fn error(status: StatusCode, code: &str, message: &str) -> Response {
    answer(status, json!({"error": {"code": code, "message": message}}).to_string())
}

pub(crate) fn refused(refusal: Refusal) -> Response {
    match refusal {
        Refusal::Foreign => error(
            StatusCode::FORBIDDEN,
            "forbidden",
            "This server answers programs on this machine only",
        ),
        Refusal::Unauthorized => error(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "Send the token that `offhook serve` printed as `Authorization: Bearer TOKEN`",
        ),
    }
}

/// What the engine refuses, with the status that the API has for it.
pub(crate) fn failed(failure: &Error) -> Response {
    let code = failure.code();
    let status = match code {
        Code::InvalidFilter => StatusCode::BAD_REQUEST,
        Code::Busy | Code::DiskFull => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    error(status, code.as_str(), &failure.to_string())
}

fn answer(status: StatusCode, json: String) -> Response {
    let mut response = Response::new(Body::from(json));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
