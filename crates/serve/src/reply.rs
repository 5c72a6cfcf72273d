//! Builds answers: a page, or the API's own envelope for what went wrong.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use offhook_engine::{CallList, Error};
use offhook_model::Code;
use serde_json::json;

/// The page, or why there is none.
pub(crate) fn list(list: Result<CallList, Error>) -> Response {
    match list.map(|list| serde_json::to_string(&list)) {
        Ok(Ok(text)) => json_response(StatusCode::OK, text),
        Ok(Err(_)) => internal(),
        Err(error) => refusal(&error),
    }
}

/// What the engine refused, with its code and its words.
fn refusal(error: &Error) -> Response {
    let code = error.code();
    let status = match code {
        Code::InvalidFilter => StatusCode::BAD_REQUEST,
        code if code.is_retryable() => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    self::error(status, code.as_str(), &error.to_string())
}

/// A defect of ours.
pub(crate) fn internal() -> Response {
    let message = "The calls could not be read; try again, and run offhook doctor if it stays so";
    error(StatusCode::INTERNAL_SERVER_ERROR, Code::Internal.as_str(), message)
}

pub(crate) fn unauthorized() -> Response {
    let message = "Invalid or missing token; offhook serve prints its token when it starts";
    error(StatusCode::UNAUTHORIZED, Code::Unauthorized.as_str(), message)
}

/// `{"error": {"code", "message"}}`
pub(crate) fn error(status: StatusCode, code: &str, message: &str) -> Response {
    let envelope = json!({"error": {"code": code, "message": message}});
    json_response(status, envelope.to_string())
}

fn json_response(status: StatusCode, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use offhook_model::InvalidFilter;

    #[test]
    fn each_kind_of_refusal_has_the_status_that_a_client_acts_upon() {
        let cases = [
            (InvalidFilter::new("limit must be less".to_owned()).into(), StatusCode::BAD_REQUEST),
            (Error::Busy, StatusCode::SERVICE_UNAVAILABLE),
            (Error::Cancelled, StatusCode::INTERNAL_SERVER_ERROR),
        ];
        for (error, status) in cases {
            assert_eq!(list(Err(error)).status(), status);
        }
    }
}
