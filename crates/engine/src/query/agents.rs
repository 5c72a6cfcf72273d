//! What agents are called: the manager's own name for each, else the server's.

use std::collections::HashMap;

use offhook_model::fold::tokens;
use offhook_model::{Filter, Query};
use offhook_timeline::{DURATION_CLASSES, Facets};

use super::readable::Readable;
use super::{Facet, FacetValue};
use crate::{Error, Profile};

/// Names by agent id.
#[derive(Clone, Debug, Default)]
pub(crate) struct AgentNames(HashMap<String, Names>);

#[derive(Clone, Debug, Default)]
struct Names {
    server: Option<String>,
    alias: Option<String>,
}

impl AgentNames {
    pub(crate) fn read(profile: &Profile) -> Result<Self, Error> {
        Self::read_with(profile, &mut Readable::of(profile))
    }

    pub(crate) fn read_with(profile: &Profile, review: &mut Readable) -> Result<Self, Error> {
        let mut names: HashMap<String, Names> = HashMap::new();
        for (id, server) in profile.cache.agent_names()? {
            names.entry(id).or_default().server = server;
        }
        let aliases = review
            .read(|review| Ok(review.map(offhook_store::Review::agent_aliases).transpose()?))?;
        for alias in aliases.unwrap_or_default() {
            names.entry(alias.agent_id).or_default().alias = Some(alias.alias);
        }
        Ok(Self(names))
    }

    /// What a person calls the agent.
    pub(crate) fn of(&self, id: &str) -> Option<&str> {
        let names = self.0.get(id)?;
        names.alias.as_deref().or(names.server.as_deref())
    }

    /// What the agent is called here, where that was given.
    pub(super) fn alias(&self, id: &str) -> Option<&str> {
        self.0.get(id)?.alias.as_deref()
    }

    /// What the server calls the agent.
    pub(crate) fn server_name(&self, id: &str) -> Option<&str> {
        self.0.get(id)?.server.as_deref()
    }

    /// The agents whose name, own or the server's, has these tokens in sequence.
    pub(super) fn having(&self, wanted: &[String], prefix: bool) -> Vec<String> {
        let has = |name: &Option<String>| {
            name.as_ref().is_some_and(|name| has_sequence(name, wanted, prefix))
        };
        let found = self.0.iter().filter(|(_, names)| has(&names.alias) || has(&names.server));
        found.map(|(id, _)| id.clone()).collect()
    }

    /// Turns the names that the query gives into ids, which hold on top of the filter's own.
    pub(super) fn narrow(&self, query: &Query, filter: &mut Filter) {
        for names in query.agent_words() {
            self.narrow_to(&names, filter);
        }
    }

    fn narrow_to(&self, names: &[&str], filter: &mut Filter) {
        let having = |name: &&str| {
            let wanted: Vec<String> = tokens(name).map(|t| t.folded.into_owned()).collect();
            self.having(&wanted, true)
        };
        let ids: Vec<String> = names.iter().flat_map(having).collect();
        let list = if filter.agent_ids.is_empty() {
            &mut filter.agent_ids
        } else if filter.agent_id.is_empty() {
            &mut filter.agent_id
        } else {
            filter.agent_ids.retain(|id| ids.contains(id));
            filter.nothing |= filter.agent_ids.is_empty();
            return;
        };
        filter.nothing |= ids.is_empty();
        *list = ids;
    }

    /// The facets as the window takes them.
    pub(super) fn facets(&self, facets: Facets) -> Vec<Facet> {
        let words = |values: Vec<(Option<String>, u64)>| {
            let value = |(value, count): (Option<String>, u64)| {
                Some(FacetValue { value: value?, label: None, count })
            };
            values.into_iter().filter_map(value).collect::<Vec<_>>()
        };
        let mut agents = words(facets.agent);
        for agent in &mut agents {
            agent.label = self.of(&agent.value).map(str::to_owned);
        }
        let tag = |(value, count)| FacetValue { value, label: None, count };
        let facet = |field, values| Facet { field, values };
        vec![
            facet("direction", words(facets.direction)),
            facet("status", words(facets.status)),
            facet("agent", agents),
            facet("sentiment", words(facets.sentiment)),
            facet("duration", durations(facets.duration)),
            facet("starred", yes_and_no(facets.starred)),
            facet("reviewed", yes_and_no(facets.reviewed)),
            facet("tag", facets.tags.into_iter().map(tag).collect()),
        ]
    }
}

/// `0-9`, `10-59`, …, `900-`: seconds.
fn durations(counts: [u64; DURATION_CLASSES.len()]) -> Vec<FacetValue> {
    let value = |(at, count): (usize, u64)| {
        let next = DURATION_CLASSES.get(at + 1).map(|next| (next - 1).to_string());
        let value = format!("{}-{}", DURATION_CLASSES[at], next.unwrap_or_default());
        FacetValue { value, label: None, count }
    };
    counts.into_iter().enumerate().map(value).collect()
}

fn yes_and_no([yes, no]: [u64; 2]) -> Vec<FacetValue> {
    let value =
        |(value, count): (&str, u64)| FacetValue { value: value.to_owned(), label: None, count };
    [("true", yes), ("false", no)].map(value).into()
}

fn has_sequence(text: &str, wanted: &[String], prefix: bool) -> bool {
    let Some((last, before)) = wanted.split_last() else { return false };
    let words: Vec<_> = tokens(text).map(|token| token.folded).collect();
    words.windows(wanted.len()).any(|run| {
        let begins = run.iter().zip(before).all(|(word, wanted)| word == wanted);
        let ends = run.last().is_some_and(|word| {
            if prefix { word.starts_with(last.as_str()) } else { word == last }
        });
        begins && ends
    })
}
