//! One request and the page it brings, read tolerantly: what we do not know is kept.

use offhook_model::{Call, Instant};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::Quota;
use crate::error::Error;

/// What to ask for. Calls come newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageRequest {
    /// Most calls to return, 1 to 100.
    pub limit: u32,
    /// Calls to skip.
    pub offset: u64,
    /// `from_date`; left out when `None`.
    pub from: Option<Instant>,
    /// `to_date`; left out when `None`.
    pub to: Option<Instant>,
    /// Further filter fields of the API's body, as they are.
    pub narrow: Map<String, Value>,
}

impl PageRequest {
    pub(crate) fn body(&self) -> Value {
        let mut body = self.narrow.clone();
        body.insert("limit".into(), self.limit.into());
        body.insert("offset".into(), self.offset.into());
        for (name, bound) in [("from_date", self.from), ("to_date", self.to)] {
            if let Some(text) = bound.and_then(Instant::to_rfc3339) {
                body.insert(name.into(), text.into());
            }
        }
        Value::Object(body)
    }
}

/// One answer of the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The calls, in the server's order.
    pub calls: Vec<Call>,
    /// Rows that are no call we can read, each with the field at fault.
    pub unreadable: Vec<UnreadableRow>,
    /// The server's count of every call that matches; `None` when it sent no usable one.
    pub total: Option<u64>,
    /// The server's word that more follow.
    pub has_more: bool,
    /// The rate-limit headers.
    pub quota: Quota,
}

/// A row that cannot be read as a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableRow {
    /// Its id, as far as one could be made out.
    pub id: Option<String>,
    /// Its `created_at`, as far as one could be made out.
    pub created_at: Option<Instant>,
    /// Names the field and what is wrong with it.
    pub problem: String,
    /// The row as the server sent it.
    pub text: String,
}

impl UnreadableRow {
    /// What the row is remembered by: its id, or its text where it has none.
    #[must_use]
    pub fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.text)
    }
}

impl Page {
    /// Rows on the page, readable or not.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.calls.len() + self.unreadable.len()
    }

    /// Reads a response body.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when it is no JSON object with a list of `calls`.
    pub fn read(body: &[u8], quota: Quota) -> Result<Self, Error> {
        let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(|error| {
            let reason = if looks_like_html(body) {
                "it is a web page, not data".to_owned()
            } else {
                format!("it is not the JSON of list-calls ({error})")
            };
            Error::Unreadable { reason }
        })?;
        let mut page = Self {
            calls: Vec::with_capacity(envelope.calls.len()),
            unreadable: Vec::new(),
            total: envelope.total.as_ref().and_then(Value::as_u64),
            has_more: envelope.has_more.as_ref().and_then(Value::as_bool).unwrap_or(false),
            quota,
        };
        for row in envelope.calls {
            match Call::read(row.get()) {
                Ok(call) => page.calls.push(call),
                Err(error) => page.unreadable.push(UnreadableRow {
                    id: Call::id_of_unreadable(row.get()),
                    created_at: Call::created_at_of_unreadable(row.get()),
                    problem: error.to_string(),
                    text: row.get().to_owned(),
                }),
            }
        }
        Ok(page)
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    calls: Vec<&'a RawValue>,
    #[serde(default)]
    total: Option<Value>,
    #[serde(default)]
    has_more: Option<Value>,
}

pub(crate) fn looks_like_html(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Page, Error> {
        Page::read(body.as_bytes(), Quota::default())
    }

    #[test]
    fn a_row_that_cannot_be_read_names_its_field_and_spares_the_others() {
        let page = read(
            r#"{"calls":[{"id":"a","created_at":"2024-01-15","duration":"x"},
                {"id":"b","created_at":"2024-01-15"}],"total":2,"has_more":false}"#,
        )
        .unwrap();
        assert_eq!(page.calls.len(), 1);
        assert_eq!(page.unreadable[0].id.as_deref(), Some("a"));
        assert_eq!(page.unreadable[0].problem, "field \"duration\" is not a number");
    }

    #[test]
    fn a_total_that_is_missing_or_no_number_is_no_total() {
        for total in ["", r#","total":null"#, r#","total":"5""#, r#","total":-1"#] {
            let page = read(&format!(r#"{{"calls":[]{total}}}"#)).unwrap();
            assert_eq!(page.total, None, "{total}");
        }
    }

    #[test]
    fn what_is_no_page_says_what_it_is() {
        let html = read("  <!doctype html><html></html>").unwrap_err();
        assert_eq!(html.to_string(), "the answer cannot be read: it is a web page, not data");
        for body in ["", "[]", "{}", r#"{"calls":{}}"#, r#"{"calls":[{"id""#] {
            assert!(matches!(read(body), Err(Error::Unreadable { .. })), "{body}");
        }
    }

    #[test]
    fn the_body_holds_only_what_was_asked() {
        let request =
            PageRequest { limit: 100, to: Some(Instant::from_us(1)), ..PageRequest::default() };
        assert_eq!(
            request.body(),
            serde_json::json!({"limit": 100, "offset": 0, "to_date": "1970-01-01T00:00:00.000001Z"})
        );
    }
}
