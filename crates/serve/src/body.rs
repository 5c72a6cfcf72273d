//! Reads a request's body the lenient way the service does.

use offhook_model::RawFilter;

/// Takes the body for a filter. Unknown fields are ignored, and what holds no JSON object counts
/// as `{}`, both as observed on the service.
pub(crate) fn filter(body: &[u8]) -> RawFilter {
    // The service's runtime drops a byte order mark, which JSON itself does not allow.
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let value = serde_json::from_slice(body).unwrap_or_default();
    RawFilter::from_body(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_json_object_asks_for_everything() {
        let bodies: [&[u8]; 9] =
            [b"", b" ", b"{", b"hello", b"null", b"[1]", b"\"x\"", b"5", b"\xff\xfe"];
        for body in bodies {
            assert_eq!(filter(body), RawFilter::default(), "{body:?}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(filter(deep.as_bytes()), RawFilter::default());
    }

    #[test]
    fn an_object_is_taken_with_what_is_known_of_it() {
        let expected = RawFilter { status: "busy".into(), ..RawFilter::default() };
        for body in [
            r#"{"status":"busy"}"#,
            "\u{feff}{\"status\": \"busy\"}\r\n",
            r#"{"status":"failed","status":"busy","nonsense":{"limit":7}}"#,
        ] {
            assert_eq!(filter(body.as_bytes()), expected, "{body}");
        }
    }
}
