//! A filter as it arrives: the API's own body, not yet believed.

use serde::Deserialize;
use serde_json::Value;

use crate::Instant;
use crate::filter::{DEFAULT_LIMIT, Filter, InvalidFilter, MAX_LIMIT, Sort};

/// The request body of `list_calls`: the API's fields and our own optional ones, as sent.
///
/// `null`, `""` and a missing field all mean *no filter*; unknown fields are ignored, as the
/// server does. [`RawFilter::resolve`] turns it into a [`Filter`].
///
/// ```
/// use offhook_model::RawFilter;
/// let raw: RawFilter = serde_json::from_str(r#"{"status":"failed","agent_id":"","x":1}"#).unwrap();
/// let filter = raw.resolve().unwrap();
/// assert_eq!(filter.status, ["failed"]);
/// assert_eq!(filter.limit, 50);
///
/// let raw: RawFilter = serde_json::from_str(r#"{"limit":101}"#).unwrap();
/// assert_eq!(raw.resolve().unwrap_err().to_string(), "limit must be a whole number from 1 to 100, not 101");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct RawFilter {
    /// Most calls to return, 1 to 100; 50 when absent.
    pub limit: Value,
    /// Calls to skip; 0 when absent.
    pub offset: Value,
    /// `inbound` or `outbound`.
    pub direction: Value,
    /// A status word.
    pub status: Value,
    /// One agent's id.
    pub agent_id: Value,
    /// Earliest `created_at`, inclusive.
    pub from_date: Value,
    /// Latest `created_at`, inclusive.
    pub to_date: Value,
    /// Exactly this number on either side.
    pub phone_number: Value,
    /// One or more sentiments; case does not matter.
    pub sentiment: Value,
    /// The same as `sentiment`.
    pub sentiments: Value,
    /// Shortest duration in seconds, inclusive.
    pub min_duration: Value,
    /// Longest duration in seconds, inclusive.
    pub max_duration: Value,
    /// Any of these status words.
    pub statuses: Value,
    /// Any of these agents.
    pub agent_ids: Value,
    /// `true`: only calls that the server no longer lists.
    pub removed: Value,
    /// Search text in the small query language.
    pub query: Value,
    /// `true`: starred calls only; `false`: only those that are not.
    pub starred: Value,
    /// `true`: calls marked as reviewed only; `false`: only those that are not.
    pub reviewed: Value,
    /// Any of these tags.
    pub tags: Value,
    /// `created_at`, `-created_at`, `duration` or `-duration`.
    pub sort: Value,
}

impl RawFilter {
    /// Takes the API's body.
    ///
    /// # Errors
    /// [`InvalidFilter`] when it is no JSON object.
    pub fn from_body(body: Value) -> Result<Self, InvalidFilter> {
        let invalid = |found: &str| {
            InvalidFilter::new(format!("the request must be a JSON object, {{…}}, not {found}"))
        };
        if !body.is_object() {
            let shown: String = body.to_string().chars().take(LONGEST_SHOWN).collect();
            return Err(invalid(&shown));
        }
        serde_json::from_value(body).map_err(|error| invalid(&error.to_string()))
    }

    /// Checks every field.
    ///
    /// # Errors
    /// [`InvalidFilter`] naming the first field that cannot be used, and its bounds.
    pub fn resolve(&self) -> Result<Filter, InvalidFilter> {
        Ok(Filter {
            limit: limit(&self.limit)?,
            offset: offset(&self.offset)?,
            direction: words("direction", &self.direction)?,
            status: words("status", &self.status)?,
            statuses: words("statuses", &self.statuses)?,
            agent_id: words("agent_id", &self.agent_id)?,
            agent_ids: words("agent_ids", &self.agent_ids)?,
            from: instant("from_date", &self.from_date)?,
            to: instant("to_date", &self.to_date)?,
            phone_number: words("phone_number", &self.phone_number)?,
            sentiment: [
                words("sentiment", &self.sentiment)?,
                words("sentiments", &self.sentiments)?,
            ]
            .concat(),
            min_duration_s: seconds("min_duration", &self.min_duration)?,
            max_duration_s: seconds("max_duration", &self.max_duration)?,
            removed: truth("removed", &self.removed)?.unwrap_or(false),
            query: text("query", &self.query)?,
            starred: truth("starred", &self.starred)?,
            reviewed: truth("reviewed", &self.reviewed)?,
            tags: words("tags", &self.tags)?,
            sort: sort(&self.sort)?,
            ..Filter::everything()
        })
    }
}

/// Of a value in a message; a hostile one must not fill the screen.
const LONGEST_SHOWN: usize = 60;

fn is_absent(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

fn limit(value: &Value) -> Result<u32, InvalidFilter> {
    if is_absent(value) {
        return Ok(DEFAULT_LIMIT);
    }
    whole(value)
        .and_then(|limit| u32::try_from(limit).ok())
        .filter(|limit| (1..=MAX_LIMIT).contains(limit))
        .ok_or_else(|| must("limit", &format!("be a whole number from 1 to {MAX_LIMIT}"), value))
}

fn offset(value: &Value) -> Result<u64, InvalidFilter> {
    if is_absent(value) {
        return Ok(0);
    }
    whole(value)
        .and_then(|offset| u64::try_from(offset).ok())
        .ok_or_else(|| must("offset", "be a whole number from 0", value))
}

fn seconds(field: &str, value: &Value) -> Result<Option<i64>, InvalidFilter> {
    if is_absent(value) {
        return Ok(None);
    }
    whole(value).map(Some).ok_or_else(|| must(field, "be a whole number of seconds", value))
}

/// `50` and `50.0` are the same number to the clients that send them.
fn whole(value: &Value) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and within bounds")]
    let from_float =
        |number: f64| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64);
    value.as_i64().or_else(|| value.as_f64().and_then(from_float))
}

fn words(field: &str, value: &Value) -> Result<Vec<String>, InvalidFilter> {
    let one = |value: &Value| match value {
        Value::Null => Ok(None),
        Value::String(text) if text.is_empty() => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        other => Err(must(field, "be a text", other)),
    };
    match value {
        Value::Array(list) => list.iter().filter_map(|item| one(item).transpose()).collect(),
        single => Ok(one(single)?.into_iter().collect()),
    }
}

fn instant(field: &str, value: &Value) -> Result<Option<Instant>, InvalidFilter> {
    match value {
        absent if is_absent(absent) => Ok(None),
        Value::String(text) => Instant::parse(text)
            .map(Some)
            .map_err(|error| InvalidFilter::of(field, format!("{field}: {error}"))),
        other => Err(must(field, "be a date as text", other)),
    }
}

fn text(field: &str, value: &Value) -> Result<String, InvalidFilter> {
    match value {
        absent if is_absent(absent) => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        other => Err(must(field, "be a text", other)),
    }
}

fn truth(field: &str, value: &Value) -> Result<Option<bool>, InvalidFilter> {
    match value {
        absent if is_absent(absent) => Ok(None),
        Value::Bool(truth) => Ok(Some(*truth)),
        other => Err(must(field, "be true or false", other)),
    }
}

fn sort(value: &Value) -> Result<Sort, InvalidFilter> {
    if is_absent(value) {
        return Ok(Sort::default());
    }
    value.as_str().and_then(Sort::from_word).ok_or_else(|| {
        must("sort", "be one of created_at, -created_at, duration, -duration", value)
    })
}

fn must(field: &str, rule: &str, value: &Value) -> InvalidFilter {
    let shown: String = value.to_string().chars().take(LONGEST_SHOWN).collect();
    InvalidFilter::of(field, format!("{field} must {rule}, not {shown}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn resolve(body: Value) -> Result<Filter, String> {
        serde_json::from_value::<RawFilter>(body)
            .unwrap()
            .resolve()
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_refusal_names_the_field_by_itself_as_well() {
        for (body, field) in [
            (json!({"limit": 0}), "limit"),
            (json!({"from_date": "soon"}), "from_date"),
            (json!({"sort": "random"}), "sort"),
        ] {
            let raw: RawFilter = serde_json::from_value(body).unwrap();
            let refused = raw.resolve().unwrap_err();
            assert_eq!(refused.field(), Some(field), "{refused}");
        }
        assert_eq!(RawFilter::from_body(json!([])).unwrap_err().field(), None);
    }

    #[test]
    fn null_and_empty_text_are_no_filter() {
        let empty = resolve(json!({})).unwrap();
        let nulls = json!({"limit": null, "offset": "", "direction": "", "from_date": null,
            "statuses": [], "agent_ids": [null, ""], "removed": null, "sort": "", "nonsense": 5});
        assert_eq!(resolve(nulls).unwrap(), empty);
        assert!(empty.is_everything());
    }

    #[test]
    fn each_unusable_field_is_named_with_its_bounds() {
        let cases = [
            (json!({"limit": 0}), "limit must be a whole number from 1 to 100, not 0"),
            (json!({"limit": 101}), "limit must be a whole number from 1 to 100, not 101"),
            (json!({"limit": 1.5}), "limit must be a whole number from 1 to 100, not 1.5"),
            (json!({"limit": "50"}), "limit must be a whole number from 1 to 100, not \"50\""),
            (json!({"offset": -1}), "offset must be a whole number from 0, not -1"),
            (json!({"status": 5}), "status must be a text, not 5"),
            (json!({"agent_ids": ["a", {}]}), "agent_ids must be a text, not {}"),
            (json!({"removed": "yes"}), "removed must be true or false, not \"yes\""),
            (
                json!({"min_duration": "1m"}),
                "min_duration must be a whole number of seconds, not \"1m\"",
            ),
            (json!({"from_date": 5}), "from_date must be a date as text, not 5"),
            (
                json!({"sort": "agent"}),
                "sort must be one of created_at, -created_at, duration, -duration, not \"agent\"",
            ),
        ];
        for (body, message) in cases {
            assert_eq!(resolve(body).unwrap_err(), message);
        }
        let date = resolve(json!({"to_date": "soon"})).unwrap_err();
        assert!(date.starts_with("to_date: \"soon\" is not a date"), "{date}");
    }

    #[test]
    fn a_body_that_is_no_object_is_refused() {
        for body in [json!([1]), json!("x"), json!(5), json!(null)] {
            assert!(RawFilter::from_body(body.clone()).is_err(), "{body}");
        }
        assert!(RawFilter::from_body(json!({"limit": 1})).is_ok());
    }

    #[test]
    fn bounds_of_the_limit_themselves_are_allowed() {
        assert_eq!(resolve(json!({"limit": 1})).unwrap().limit, 1);
        assert_eq!(resolve(json!({"limit": 100.0})).unwrap().limit, 100);
    }
}
