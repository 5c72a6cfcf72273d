//! One call as the server keeps it: the text it shows, and beside it what the filters look at.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::config::Stamps;
use crate::stamp::{self, Zone};
use crate::story::Story;

/// `created_at_us` of a row without a readable `created_at`: it is the oldest and no bound finds it.
pub(crate) const NO_INSTANT_US: i64 = i64::MIN;

/// Short texts that occur in many rows, each kept once.
#[derive(Debug, Default)]
pub(crate) struct Words(HashSet<Arc<str>>);

impl Words {
    fn share(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.0.get(word) {
            return known.clone();
        }
        let new: Arc<str> = word.into();
        self.0.insert(new.clone());
        new
    }
}

/// One stored call.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) id: Box<str>,
    pub(crate) created_at_us: i64,
    pub(crate) direction: Option<Arc<str>>,
    /// The stored status: `None` is null, which `shown` gives as `completed`.
    pub(crate) status: Option<Arc<str>>,
    pub(crate) agent_id: Option<Arc<str>>,
    pub(crate) from_number: Option<Arc<str>>,
    pub(crate) to_number: Option<Arc<str>>,
    /// The JSON text of the row in an answer.
    pub(crate) shown: Box<str>,
}

impl Row {
    /// A row from any JSON. What is no object is kept and shown as it is.
    pub(crate) fn from_json(mut call: Value, stamps: Stamps, words: &mut Words) -> Self {
        let created_at_us = cut_created_at(&mut call, stamps);
        let mut word = |field: &str| call.get(field)?.as_str().map(|text| words.share(text));
        let mut row = Self {
            id: call.get("id").and_then(Value::as_str).unwrap_or_default().into(),
            created_at_us,
            direction: word("direction"),
            status: word("status"),
            agent_id: word("agent_id"),
            from_number: word("from_number"),
            to_number: word("to_number"),
            shown: "".into(),
        };
        if let Some(status) = call.get_mut("status").filter(|status| status.is_null()) {
            *status = "completed".into();
        }
        row.shown = call.to_string().into();
        row
    }

    /// The row of a made-up call at `now_us`.
    pub(crate) fn from_story(
        story: &Story,
        now_us: i64,
        stamps: Stamps,
        words: &mut Words,
    ) -> Self {
        let shown = story.shown_at(now_us, stamps);
        let mut word = |text: &str| words.share(text);
        Self {
            id: shown.id.into(),
            created_at_us: stamps.truncate(story.created_at_us),
            direction: Some(word(shown.direction)),
            status: story.status_at(now_us).map(&mut word),
            agent_id: shown.agent_id.map(&mut word),
            from_number: shown.from_number.map(&mut word),
            to_number: shown.to_number.map(&mut word),
            // A struct of texts and numbers always has a JSON form.
            shown: serde_json::to_string(&shown).unwrap_or_default().into(),
        }
    }

    /// The row as an answer shows it.
    pub(crate) fn shown_json(&self) -> Value {
        serde_json::from_str(&self.shown).unwrap_or_default()
    }

    /// The row as it is stored: a null status is null.
    pub(crate) fn stored_fields(&self) -> Map<String, Value> {
        let Value::Object(mut fields) = self.shown_json() else { return Map::new() };
        if self.status.is_none()
            && let Some(status) = fields.get_mut("status").filter(|status| *status == "completed")
        {
            *status = Value::Null;
        }
        fields
    }
}

/// Cuts `created_at` to the stored precision and reads it. A text that is precise enough stays as
/// it was written.
fn cut_created_at(call: &mut Value, stamps: Stamps) -> i64 {
    let Some(created_at) = call.get_mut("created_at") else { return NO_INSTANT_US };
    let Some((text, instant_us)) =
        created_at.as_str().and_then(|text| Some((text, stamp::parse_us(text)?)))
    else {
        return NO_INSTANT_US;
    };
    let cut_us = stamps.truncate(instant_us);
    if cut_us != instant_us {
        let zone = if text.ends_with('Z') { Zone::Letter } else { Zone::Offset };
        *created_at = stamp::text(cut_us, zone).into();
    }
    cut_us
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(call: Value) -> Row {
        Row::from_json(call, Stamps::Microseconds, &mut Words::default())
    }

    #[test]
    fn a_row_is_shown_field_by_field_as_it_was_given() {
        let call = json!({"id": "a", "zebra": [1, {"x": null}], "created_at": "2024-01-15T10:30:00Z", "agent_id": null});
        assert_eq!(&*row(call.clone()).shown, call.to_string());
    }

    #[test]
    fn a_null_status_is_shown_as_completed_and_stored_as_null() {
        let row = row(json!({"id": "a", "status": null}));
        assert_eq!(row.shown_json()["status"], "completed");
        assert_eq!(row.status, None);
        assert_eq!(row.stored_fields()["status"], Value::Null);
    }

    #[test]
    fn a_finer_timestamp_is_cut_and_one_that_fits_stays_as_written() {
        let shown = |text: &str| {
            let call = json!({"id": "a", "created_at": text});
            let row = Row::from_json(call, Stamps::Milliseconds, &mut Words::default());
            row.shown_json()["created_at"].clone()
        };
        assert_eq!(shown("2024-01-15T10:30:00.123999Z"), "2024-01-15T10:30:00.123Z");
        assert_eq!(shown("2024-01-15T10:30:00.120+00:00"), "2024-01-15T10:30:00.120+00:00");
    }

    #[test]
    fn a_row_without_a_readable_instant_is_kept() {
        for call in [json!({"id": "a"}), json!({"id": "a", "created_at": "soon"}), json!(5)] {
            let row = row(call.clone());
            assert_eq!(row.created_at_us, NO_INSTANT_US);
            assert_eq!(row.shown_json(), call);
        }
    }
}
