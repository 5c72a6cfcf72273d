//! A call's JSON document, read without building it: each wanted value stays the server's own text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::{CALL_COLUMNS, ID};

/// The values of a document, as JSON text; `null` and absent are both `None`.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    known: [Option<&'a str>; CALL_COLUMNS.len()],
    /// What is in no column, in the document's order.
    pub(super) others: Vec<(Cow<'a, str>, &'a str)>,
}

impl<'a> Fields<'a> {
    /// Documents are JSON objects by construction; a damaged one reads as empty.
    pub(super) fn of(document: &'a str) -> Self {
        serde_json::from_str(document).unwrap_or_default()
    }

    /// The JSON text of the column at this place of [`CALL_COLUMNS`].
    pub(super) const fn json(&self, place: usize) -> Option<&'a str> {
        self.known[place]
    }

    /// The value as a person reads it: a text without its quotes, anything else as it was sent.
    pub(super) fn text(&self, place: usize) -> Option<Cow<'a, str>> {
        self.json(place).map(plain)
    }

    pub(super) fn id(&self) -> Cow<'a, str> {
        self.text(ID).unwrap_or_default()
    }
}

/// A JSON text without its quotes and escapes; another value, or a text that no string can hold
/// (half a surrogate pair), as it stands.
pub(super) fn plain(json: &str) -> Cow<'_, str> {
    let Some(inner) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Cow::Borrowed(json);
    };
    if !inner.as_bytes().contains(&b'\\') {
        return Cow::Borrowed(inner);
    }
    serde_json::from_str::<String>(json).map_or(Cow::Borrowed(json), Cow::Owned)
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a call object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Fields::default();
        // Fields nearly always come in the order of the columns: look there first.
        let mut likely = 0;
        while let Some((Name(name), value)) = map.next_entry::<Name<'de>, &'de RawValue>()? {
            let place = if CALL_COLUMNS.get(likely).is_some_and(|column| *column == name) {
                Some(likely)
            } else {
                CALL_COLUMNS.iter().position(|column| *column == name)
            };
            match place {
                Some(place) => {
                    fields.known[place] = Some(value.get()).filter(|json| *json != "null");
                    likely = place + 1;
                }
                None => fields.others.push((name, value.get())),
            }
        }
        Ok(fields)
    }
}

/// A field's name, borrowed where it holds no escape.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"{"id":"a\"b","cost":0.10,"duration":12.50,"sentiment":null,
        "call_summary":"S\u00f6ndag","from_number":7,"n\u0061me":{"x": [1]}}"#;

    fn place(column: &str) -> usize {
        CALL_COLUMNS.iter().position(|name| *name == column).unwrap()
    }

    #[test]
    fn values_are_the_servers_own_text_and_texts_lose_their_quotes() {
        let fields = Fields::of(DOCUMENT);
        assert_eq!(fields.id(), "a\"b");
        assert_eq!(fields.json(place("duration")), Some("12.50"));
        assert_eq!(fields.json(place("sentiment")), None);
        assert_eq!(fields.text(place("call_summary")).unwrap(), "Söndag");
        assert_eq!(fields.text(place("from_number")).unwrap(), "7");
        assert_eq!(fields.others, [("cost".into(), "0.10"), ("name".into(), r#"{"x": [1]}"#)]);
    }

    #[test]
    fn what_is_no_object_or_no_text_breaks_nothing() {
        for damaged in ["", "[]", "{", "7", "\"x\""] {
            assert_eq!(Fields::of(damaged).id(), "");
        }
        assert_eq!(plain(r#""\ud800""#), r#""\ud800""#);
        assert_eq!(plain("\""), "\"");
    }
}
