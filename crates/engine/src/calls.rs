//! Lists calls in the API's own shape, and tells one call's whole story.

use std::sync::Arc;

use offhook_model::{Filter, Instant, RawFilter};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::query::{AgentNames, PageOf};
use crate::{Error, Profile};

/// The API's own answer, from the cache.
#[derive(Clone, Debug, Serialize)]
pub struct CallList {
    /// The page's calls: every field as the server sent it.
    pub calls: Vec<Box<RawValue>>,
    /// Calls that match, on all pages.
    pub total: u64,
    /// Whether calls follow after this page.
    pub has_more: bool,
    /// Why nothing can match, where the filter contradicts itself; not part of the API's shape.
    #[serde(skip)]
    pub hint: Option<&'static str>,
    /// Why marks, tags, notes and aliases were not looked at, where the review data cannot be read.
    #[serde(skip)]
    pub review_problem: Option<Arc<Error>>,
}

/// An agent that occurs in the cache.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agent {
    /// The server's id, free text.
    pub agent_id: String,
    /// What a person calls it: the alias given here, else the latest name that the server gave.
    pub name: Option<String>,
    /// The latest name that the server gave.
    pub server_name: Option<String>,
    /// Calls of this agent.
    pub calls: u64,
}

/// One call with what happened to it since it was first read.
#[derive(Clone, Debug, Serialize)]
pub struct CallDetail {
    /// Every field as the server sent it.
    pub call: Box<RawValue>,
    /// Changes noticed, newest first.
    pub changes: Vec<CallChange>,
    /// When the server was found to list it no longer, RFC 3339.
    pub removed_at: Option<String>,
}

/// A field that the server changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallChange {
    /// When a sync noticed it, RFC 3339.
    pub noticed_at: String,
    /// The field's name.
    pub field: String,
    /// Its value before, as a person reads it.
    pub old: Option<String>,
    /// Its value after, as a person reads it.
    pub new: Option<String>,
}

impl Profile {
    /// Answers the API's own request from the cache, online or not.
    ///
    /// # Errors
    /// [`Error::InvalidFilter`] naming the field, [`Error::Store`].
    pub fn list_calls(&self, raw: &RawFilter) -> Result<CallList, Error> {
        self.list(&raw.resolve()?)
    }

    /// One page of the calls that match a checked filter.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<CallList, Error> {
        let PageOf { documents, total, review_problem } = self.page_of(filter)?;
        Ok(CallList {
            calls: documents.into_iter().filter_map(as_json).collect(),
            total,
            has_more: total > filter.offset.saturating_add(u64::from(filter.limit)),
            hint: filter.contradiction(),
            review_problem,
        })
    }

    /// The agents that occur, those with most calls first.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read.
    pub fn agents(&self) -> Result<Vec<Agent>, Error> {
        let names = AgentNames::read(self)?;
        let agent = |(agent_id, calls): (String, u64)| Agent {
            name: names.of(&agent_id).map(str::to_owned),
            server_name: names.server_name(&agent_id).map(str::to_owned),
            agent_id,
            calls,
        };
        Ok(self.timeline()?.agents().into_iter().map(agent).collect())
    }

    /// Whether any cached call has exactly this status.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read.
    pub fn has_status(&self, word: &str) -> Result<bool, Error> {
        Ok(self.timeline()?.has_status(word))
    }

    /// Whether any cached call has exactly this direction.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read.
    pub fn has_direction(&self, word: &str) -> Result<bool, Error> {
        Ok(self.timeline()?.has_direction(word))
    }

    /// One call by id, with its history; removed calls too.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] when there is no such call, [`Error::Store`].
    pub fn call_detail(&self, id: &str) -> Result<CallDetail, Error> {
        let unknown =
            || Error::InvalidSetting(format!("there is no call \"{id}\" in this profile"));
        let row = self.cache.call(id)?.ok_or_else(unknown)?;
        let changes = self.cache.changes(id)?.into_iter().map(readable).collect();
        Ok(CallDetail {
            call: as_json(row.document).ok_or_else(unknown)?,
            changes,
            removed_at: row.removed_at.and_then(Instant::to_rfc3339),
        })
    }
}

/// Documents are JSON by construction; a damaged one is left out rather than breaking the page.
fn as_json(document: String) -> Option<Box<RawValue>> {
    RawValue::from_string(document).ok()
}

fn readable(change: offhook_store::CallChange) -> CallChange {
    CallChange {
        noticed_at: change.noticed_at.to_string(),
        field: change.field,
        old: change.old.and_then(plain),
        new: change.new.and_then(plain),
    }
}

/// A JSON text without its quotes; `null` as nothing.
fn plain(json: String) -> Option<String> {
    match serde_json::from_str(&json) {
        Ok(serde_json::Value::Null) => None,
        Ok(serde_json::Value::String(text)) => Some(text),
        _ => Some(json),
    }
}
