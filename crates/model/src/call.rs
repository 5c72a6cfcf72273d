//! One call as the server told it: its own JSON, and the fields we filter by.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::Value;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::Instant;

/// The documented fields of a call, in the documented order.
const DOCUMENTED: [&str; 10] = [
    "id",
    "agent_id",
    "from_number",
    "to_number",
    "direction",
    "status",
    "duration",
    "sentiment",
    "call_summary",
    "created_at",
];

/// One phone call.
///
/// `document` is the truth; the other fields are readings of it, used for filters and order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The server's id, free text (UUIDs today).
    pub id: String,
    /// When the call was created, from the server's own text.
    pub created_at: Instant,
    /// The agent's id, free text; not every one is a UUID.
    pub agent_id: Option<String>,
    /// The agent's name, where the server sends one.
    pub agent_name: Option<String>,
    /// Caller: E.164, a SIP address or a word such as `anonymous`.
    pub from_number: Option<String>,
    /// Called party, in the same forms.
    pub to_number: Option<String>,
    /// `inbound`, `outbound`, or a word we do not know yet.
    pub direction: Option<String>,
    /// One of [`crate::STATUSES`], or a word of a live call such as `ringing`.
    pub status: Option<String>,
    /// Length in whole seconds; a fraction is cut off here, and kept in the document.
    pub duration_s: Option<i64>,
    /// `positive`, `Positive`, …: case is the server's.
    pub sentiment: Option<String>,
    /// What the call was about.
    pub summary: Option<String>,
    /// Every field the server sent, values unchanged to the letter, as one JSON object:
    /// documented fields first in the documented order, then the others in the server's.
    pub document: String,
}

/// A field of a row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("field \"{field}\" {problem}")]
pub struct FieldError {
    /// The field's name, or `row` when the row is no object.
    pub field: String,
    /// What is wrong with it, as the rest of a sentence.
    pub problem: String,
}

impl Call {
    /// Reads one row of a response.
    ///
    /// Unknown fields are kept, nulls and missing optional fields are allowed. Only `id` and
    /// `created_at` must be there.
    ///
    /// ```
    /// use offhook_model::Call;
    /// let call = Call::read(r#"{"mood":1.50,"created_at":"2024-01-15T10:30:00Z","id":"a"}"#).unwrap();
    /// assert_eq!(call.document, r#"{"id":"a","created_at":"2024-01-15T10:30:00Z","mood":1.50}"#);
    /// ```
    ///
    /// # Errors
    /// [`FieldError`] naming the field that is missing or has the wrong type.
    pub fn read(row: &str) -> Result<Self, FieldError> {
        let fields = Fields::read(row)?;
        Ok(Self {
            id: fields.required_text("id")?,
            created_at: fields.created_at()?,
            agent_id: fields.text("agent_id")?,
            agent_name: fields.text("agent_name")?,
            from_number: fields.text("from_number")?,
            to_number: fields.text("to_number")?,
            direction: fields.text("direction")?,
            status: fields.text("status")?,
            duration_s: fields.whole_number("duration")?,
            sentiment: fields.text("sentiment")?,
            summary: fields.text("call_summary")?,
            document: fields.document(),
        })
    }

    /// The id of a row that could not be read, as far as one can be made out.
    #[must_use]
    pub fn id_of_unreadable(row: &str) -> Option<String> {
        let value: Value = serde_json::from_str(row).ok()?;
        Some(value.get("id")?.as_str()?.to_owned())
    }

    /// The instant of a row that could not be read, as far as one can be made out.
    #[must_use]
    pub fn created_at_of_unreadable(row: &str) -> Option<Instant> {
        let value: Value = serde_json::from_str(row).ok()?;
        Instant::parse(value.get("created_at")?.as_str()?).ok()
    }
}

/// The fields of a row by name, each with the server's own text.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Fields<'a> {
    fn read(row: &'a str) -> Result<Self, FieldError> {
        let pairs: RawObject<'a> =
            serde_json::from_str(row).map_err(|_| wrong("row", "is not a JSON object"))?;
        Ok(Self(last_of_each_name(pairs.0)))
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.0.iter().find(|(field, _)| field == name)?;
        Some(value.get()).filter(|text| *text != "null")
    }

    fn text(&self, name: &str) -> Result<Option<String>, FieldError> {
        self.get(name)
            .map(|json| serde_json::from_str(json).map_err(|_| wrong(name, "is not a text")))
            .transpose()
    }

    fn required_text(&self, name: &str) -> Result<String, FieldError> {
        match self.text(name)? {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err(wrong(name, "is missing")),
        }
    }

    fn created_at(&self) -> Result<Instant, FieldError> {
        let text = self.required_text("created_at")?;
        Instant::parse(&text).map_err(|error| wrong("created_at", &format!("is wrong: {error}")))
    }

    fn whole_number(&self, name: &str) -> Result<Option<i64>, FieldError> {
        let Some(json) = self.get(name) else { return Ok(None) };
        let value: Value = serde_json::from_str(json).unwrap_or(Value::Null);
        #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates, as wanted")]
        let number = value.as_i64().or_else(|| value.as_f64().map(|number| number.floor() as i64));
        number.map(Some).ok_or_else(|| wrong(name, "is not a number"))
    }

    fn document(&self) -> String {
        let documented =
            DOCUMENTED.iter().filter_map(|name| self.0.iter().find(|(field, _)| field == name));
        let others = self.0.iter().filter(|(field, _)| !DOCUMENTED.contains(&field.as_str()));
        let length = self.0.iter().map(|(name, value)| name.len() + value.get().len() + 4).sum();
        let mut json = String::with_capacity(length);
        json.push('{');
        for (name, value) in documented.chain(others) {
            if json.len() > 1 {
                json.push(',');
            }
            push_quoted(&mut json, name);
            json.push(':');
            json.push_str(value.get());
        }
        json.push('}');
        json
    }
}

/// Names are plain words but for rare exceptions, which JSON's own writer takes care of.
fn push_quoted(json: &mut String, name: &str) {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        json.push('"');
        json.push_str(name);
        json.push('"');
    } else {
        json.push_str(&Value::from(name).to_string());
    }
}

/// A name that stands twice in one object means its last value, as in every JSON reader we know.
fn last_of_each_name<'a>(pairs: Vec<(String, &'a RawValue)>) -> Vec<(String, &'a RawValue)> {
    // A call has a dozen names: comparing each with those before it beats hashing them all.
    let repeats = |(place, (name, _)): (usize, &(String, &RawValue))| {
        pairs[..place].iter().any(|(earlier, _)| earlier == name)
    };
    let few = pairs.len() <= 64;
    if few && !pairs.iter().enumerate().any(repeats) {
        return pairs;
    }
    let mut kept: Vec<(String, &'a RawValue)> = Vec::with_capacity(pairs.len());
    let mut places: HashMap<String, usize> = HashMap::new();
    for (name, value) in pairs {
        match places.entry(name.clone()) {
            Entry::Occupied(place) => kept[*place.get()].1 = value,
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push((name, value));
            }
        }
    }
    kept
}

/// An object's pairs in their order, values left as text.
struct RawObject<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for RawObject<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> serde::de::Visitor<'de> for Pairs {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a call object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::with_capacity(16);
                while let Some(pair) = map.next_entry::<String, &'de RawValue>()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }
        deserializer.deserialize_map(Pairs).map(RawObject)
    }
}

fn wrong(field: &str, problem: &str) -> FieldError {
    FieldError { field: field.to_owned(), problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"{"id": "7f3d", "agent_id": null, "from_number": "+16045551234",
        "to_number": "anonymous", "direction": "outbound", "status": "completed", "duration": 125,
        "sentiment": "Positive", "call_summary": "Söndag \u00e9t\u00e9", "created_at": "2024-01-15T10:30:00Z",
        "agent_name": "Sarah", "cost": 0.10, "tags": [1, {"a": null}]}"#;

    #[test]
    fn a_whole_row_is_read_and_given_back_to_the_letter() {
        let call = Call::read(WHOLE).unwrap();
        assert_eq!(call.duration_s, Some(125));
        assert_eq!(call.summary.as_deref(), Some("Söndag été"));
        assert_eq!(call.agent_id, None);
        assert!(call.document.contains(r#""cost":0.10"#));
        assert!(call.document.contains(r#""call_summary":"Söndag \u00e9t\u00e9""#));
        assert_eq!(
            serde_json::from_str::<Value>(&call.document).unwrap(),
            serde_json::from_str::<Value>(WHOLE).unwrap()
        );
    }

    #[test]
    fn only_id_and_created_at_must_be_there() {
        let call = Call::read(r#"{"created_at":"2024-01-15","id":"x"}"#).unwrap();
        assert_eq!(call.document, r#"{"id":"x","created_at":"2024-01-15"}"#);
        assert_eq!(call.status, None);
    }

    #[test]
    fn a_fraction_of_a_second_is_cut_off_and_kept_in_the_document() {
        let call = Call::read(r#"{"id":"x","created_at":"2024-01-15","duration":12.9}"#).unwrap();
        assert_eq!(call.duration_s, Some(12));
        assert!(call.document.contains("12.9"));
    }

    #[test]
    fn what_cannot_be_read_names_its_field() {
        let cases = [
            (r#"[]"#, "row"),
            (r#"{"created_at":"2024-01-15"}"#, "id"),
            (r#"{"id":"","created_at":"2024-01-15"}"#, "id"),
            (r#"{"id":7,"created_at":"2024-01-15"}"#, "id"),
            (r#"{"id":"x"}"#, "created_at"),
            (r#"{"id":"x","created_at":"soon"}"#, "created_at"),
            (r#"{"id":"x","created_at":"2024-01-15","duration":"long"}"#, "duration"),
            (r#"{"id":"x","created_at":"2024-01-15","status":{}}"#, "status"),
        ];
        for (row, field) in cases {
            assert_eq!(Call::read(row).unwrap_err().field, field, "{row}");
        }
    }

    #[test]
    fn a_repeated_name_means_its_last_value() {
        let call = Call::read(r#"{"id":"a","created_at":"2024-01-15","id":"b"}"#).unwrap();
        assert_eq!(call.document, r#"{"id":"b","created_at":"2024-01-15"}"#);
    }
}
