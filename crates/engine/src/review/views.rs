//! Saved views and agent aliases: how a person arranges and names things.

use offhook_model::{Instant, RawFilter};
use offhook_store::View;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::{Error, Profile};

/// A saved view.
#[derive(Clone, Debug, Serialize)]
pub struct SavedView {
    /// A UUID.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// The body of a list request.
    pub request: Box<RawValue>,
}

impl Profile {
    /// The saved views, in the person's order.
    ///
    /// # Errors
    /// [`Error::Store`] when the review data cannot be read.
    pub fn views(&self) -> Result<Vec<SavedView>, Error> {
        Ok(readable(self.review()?.views()?))
    }

    /// Saves a view under its id, or as a new one at the end. Gives all views.
    ///
    /// # Errors
    /// [`Error::InvalidFilter`] for a request that cannot be used, [`Error::Store`] also for a
    /// name that cannot.
    pub fn save_view(
        &self,
        id: Option<&str>,
        name: &str,
        request: &Value,
        now: Instant,
    ) -> Result<Vec<SavedView>, Error> {
        RawFilter::from_body(request.clone())?.resolve()?;
        let id = id.map_or_else(|| uuid::Uuid::new_v4().to_string(), str::to_owned);
        let view = View { id, name: name.to_owned(), request: request.to_string() };
        Ok(readable(self.review_to_change(now)?.save_view(&view)?))
    }

    /// Deletes a view; one that is gone already is no error. Gives all views.
    ///
    /// # Errors
    /// [`Error::Store`] when nothing was written.
    pub fn delete_view(&self, id: &str, now: Instant) -> Result<Vec<SavedView>, Error> {
        Ok(readable(self.review_to_change(now)?.delete_view(id)?))
    }

    /// Puts views into this order; those not named follow. Gives all views.
    ///
    /// # Errors
    /// [`Error::Store`] when nothing was written.
    pub fn order_views(&self, ids: &[String], now: Instant) -> Result<Vec<SavedView>, Error> {
        Ok(readable(self.review_to_change(now)?.order_views(ids)?))
    }

    /// The aliases of agents, as `(agent id, alias)`, by id.
    ///
    /// # Errors
    /// [`Error::Store`] when the review data cannot be read.
    pub fn agent_aliases(&self) -> Result<Vec<(String, String)>, Error> {
        let aliases = self.review()?.agent_aliases()?;
        Ok(aliases.into_iter().map(|alias| (alias.agent_id, alias.alias)).collect())
    }

    /// Gives an agent an alias; `None`, or nothing but space, takes it away.
    ///
    /// # Errors
    /// [`Error::Store`] also for a text that is no alias.
    pub fn set_agent_alias(
        &self,
        agent_id: &str,
        alias: Option<&str>,
        now: Instant,
    ) -> Result<(), Error> {
        Ok(self.review_to_change(now)?.set_agent_alias(agent_id, alias, now)?)
    }
}

/// Requests are JSON by construction; a damaged one is left out rather than hiding the others.
fn readable(views: Vec<View>) -> Vec<SavedView> {
    let readable = |view: View| {
        let request = RawValue::from_string(view.request).ok()?;
        Some(SavedView { id: view.id, name: view.name, request })
    };
    views.into_iter().filter_map(readable).collect()
}
