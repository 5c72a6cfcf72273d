//! How review data is written as JSON.

use offhook_model::Instant;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::{AgentAlias, CallReview, View};
use crate::Error;

pub(super) const FORMAT: &str = "offhook-review";
pub(super) const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    pub(super) calls: Vec<CallEntry>,
    #[serde(default)]
    pub(super) views: Vec<ViewEntry>,
    #[serde(default)]
    pub(super) agent_aliases: Vec<AliasEntry>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct CallEntry {
    pub(super) id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) starred_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reviewed_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<NoteEntry>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct NoteEntry {
    pub(super) text: String,
    pub(super) changed_at: Time,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ViewEntry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) request: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct AliasEntry {
    pub(super) agent_id: String,
    pub(super) alias: String,
    pub(super) changed_at: Time,
}

/// An instant as RFC 3339.
pub(super) struct Time(pub(super) Instant);

impl Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A clock that was out of the calendar is brought to its nearer end.
        let end = || if self.0.as_us() < 0 { "0000-01-01" } else { "9999-12-31" }.to_owned();
        serializer.serialize_str(&self.0.to_rfc3339().unwrap_or_else(end))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Instant::parse(&text).map(Self).map_err(serde::de::Error::custom)
    }
}

pub(super) fn parse(bytes: &[u8]) -> Result<Body, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head: Head = serde_json::from_slice(bytes)
        .map_err(|error| refused(&format!("it is no JSON export of review data ({error})")))?;
    if head.format != FORMAT {
        return Err(refused("it is JSON of another kind"));
    }
    if head.version > VERSION {
        return Err(refused("it was written by a newer version of Offhook; update Offhook first"));
    }
    serde_json::from_slice(bytes)
        .map_err(|error| refused(&format!("its JSON is not right: {error}")))
}

pub(super) fn call_entry(id: &str, call: CallReview) -> CallEntry {
    CallEntry {
        id: id.to_owned(),
        starred_at: call.starred_at.map(Time),
        reviewed_at: call.reviewed_at.map(Time),
        tags: call.tags,
        note: call
            .note
            .map(|note| NoteEntry { text: note.text, changed_at: Time(note.changed_at) }),
    }
}

pub(super) fn view_entry(view: View) -> Result<ViewEntry, Error> {
    let request = RawValue::from_string(view.request)
        .map_err(|error| Error::Damaged(format!("the view \"{}\": {error}", view.name)))?;
    Ok(ViewEntry { id: view.id, name: view.name, request })
}

pub(super) fn alias_entry(alias: AgentAlias) -> AliasEntry {
    AliasEntry { agent_id: alias.agent_id, alias: alias.alias, changed_at: Time(alias.changed_at) }
}

pub(super) fn refused(why: &str) -> Error {
    Error::ReviewFile(format!("the review data cannot be imported: {why}; nothing was changed"))
}
