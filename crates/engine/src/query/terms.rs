//! What each term of a search finds: in texts, in numbers, in agents' names.

use std::sync::Arc;

use offhook_model::Query;
use offhook_model::query::{Kind, Term};
use offhook_store::Index;
use offhook_timeline::{SeqSet, TermMatch};

use super::agents::AgentNames;
use super::texts::Texts;
use crate::Error;

/// The sets that the terms of one query have found.
pub(super) struct FoundTerms {
    matches: Vec<TermMatch>,
}

impl FoundTerms {
    pub(super) fn find(
        query: &Query,
        names: &AgentNames,
        texts: &Texts,
        index: &Index,
    ) -> Result<Self, Error> {
        let matches = query.words().map(|term| found(term, names, texts, index));
        Ok(Self { matches: matches.collect::<Result<_, _>>()? })
    }

    pub(super) fn terms(&self) -> &[TermMatch] {
        &self.matches
    }
}

fn found(
    term: &Term,
    names: &AgentNames,
    texts: &Texts,
    index: &Index,
) -> Result<TermMatch, Error> {
    let (tokens, prefix, digits) = match &term.kind {
        Kind::Words { tokens, prefix } => (tokens.as_slice(), *prefix, None),
        Kind::Digits { digits, tokens } => (tokens.as_slice(), true, Some(digits.clone())),
        _ => (&[][..], false, None),
    };
    let seqs: Option<Arc<SeqSet>> =
        if tokens.is_empty() { None } else { Some(texts.matching(index, tokens, prefix)?) };
    let agent_ids = if tokens.is_empty() { Vec::new() } else { names.having(tokens, prefix) };
    Ok(TermMatch { seqs, digits, agent_ids, negated: term.negated })
}
