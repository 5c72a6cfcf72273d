//! A filter made ready: its search text read, names and marks put in, over one snapshot of the calls.

use std::sync::Arc;

use offhook_model::words::in_words_read;
use offhook_model::{Calendar, Filter, Query};
use offhook_timeline::{Marks, Narrowed, Offsets, Timeline};

use super::answer::QueryOptions;
use super::readable::Readable;
use super::terms::FoundTerms;
use super::texts::Sources;
use super::{AgentNames, offsets};
use crate::{Error, Profile};

/// Rows whose texts are taken in before a question is answered; a longer backlog is worked off by
/// [`Profile::index_texts`].
const TEXTS_BEFORE_A_QUESTION: u32 = 20_000;

/// A filter with everything that is needed to answer it.
pub(crate) struct Asked {
    pub(crate) timeline: Timeline,
    pub(crate) filter: Filter,
    /// The filter as it came, for the sentence.
    said: Filter,
    pub(super) text: String,
    pub(super) query: Query,
    pub(crate) names: AgentNames,
    found: FoundTerms,
    pub(super) marks: Option<Arc<Marks>>,
    pub(super) review: Readable,
    /// The clocks of the person who asks, where the filter names hours or days of the week.
    offsets: Option<Offsets>,
    pub(crate) all_texts: bool,
}

impl Asked {
    pub(crate) fn new(
        profile: &Profile,
        filter: Filter,
        calendar: &dyn Calendar,
    ) -> Result<Self, Error> {
        let text = filter.query.clone();
        let query = Query::parse(&text, calendar);
        let said = filter.clone();
        let mut filter = filter;
        query.narrow(&mut filter);
        let mut review = Readable::of(profile);
        let names = AgentNames::read_with(profile, &mut review)?;
        names.narrow(&query, &mut filter);
        let mut all_texts = true;
        let index = profile.index()?;
        if query.words().next().is_some() {
            all_texts = review.read(|review| {
                let sources = Sources { cache: &profile.cache, review, index: &index };
                profile.texts.catch_up(sources, Some(TEXTS_BEFORE_A_QUESTION))
            })?;
        }
        let found = FoundTerms::find(&query, &names, &profile.texts, &index)?;
        let marks = review.read(|review| {
            review.map(|review| profile.marked.current(&profile.cache, review)).transpose()
        })?;
        let timeline = profile.following.current(&profile.cache, &index)?;
        let by_clock = !filter.hours.is_empty() || !filter.weekdays.is_empty();
        let ends_us = timeline.ends_us().filter(|_| by_clock);
        let offsets = ends_us.map(|ends_us| offsets(ends_us, calendar));
        Ok(Self {
            timeline,
            filter,
            said,
            text,
            query,
            names,
            found,
            marks,
            review,
            offsets,
            all_texts,
        })
    }

    pub(crate) fn narrowed(&self) -> Narrowed<'_> {
        Narrowed {
            terms: self.found.terms(),
            marks: self.marks.as_deref(),
            offsets: self.offsets.as_ref(),
        }
    }

    pub(super) fn has_more(&self, total: u64) -> bool {
        total > self.filter.offset.saturating_add(u64::from(self.filter.limit))
    }

    pub(super) fn in_words(&self, options: QueryOptions<'_>) -> String {
        let name = |id: &str| self.names.of(id).map(str::to_owned);
        let QueryOptions { language, reading, calendar, .. } = options;
        in_words_read(&self.said, &self.query, &name, language, reading, calendar)
    }
}
