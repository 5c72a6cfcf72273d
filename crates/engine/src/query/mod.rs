//! Any filter, any page, any facet: the one place where a filter's meaning is put together, for
//! the list, the window, exports and the server on this machine.

mod agents;
mod answer;
mod asked;
mod calendar;
mod clocks;
mod elsewhere;
mod following;
mod histogram;
mod marked;
mod moment;
mod page;
mod readable;
mod terms;
mod texts;

#[cfg(test)]
mod law_tests;
#[cfg(test)]
mod moment_tests;
#[cfg(test)]
mod tests;

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use offhook_model::highlight::utf16_ranges;
use offhook_model::words::{Reading, in_words};
use offhook_model::{Calendar, Filter, Language, Query, RawFilter};
use offhook_store::Index;
use offhook_timeline::{Question, Timeline};

use self::histogram::Axis;
use self::page::Page;
use self::readable::Readable;
use self::texts::Sources;
use crate::{Error, Profile};

pub use self::answer::{
    Facet, FacetValue, FoundElsewhere, FoundText, QueryAnswer, QueryOptions, QueryTerm, ShownMarks,
    Span,
};
pub use self::calendar::{local_calendar, zone_calendar};
pub use self::histogram::{BucketUnit, Histogram};

pub(crate) use self::agents::AgentNames;
pub(crate) use self::asked::Asked;
pub(crate) use self::clocks::offsets;
pub(crate) use self::following::Following;
pub(crate) use self::histogram::{edge_text, edges_of};
pub(crate) use self::marked::Marked;
pub(crate) use self::texts::Texts;

/// The file of everything derived, in the profile's directory.
pub(crate) const INDEX_FILE: &str = "index.db";

/// A page of a list.
pub(crate) struct PageOf {
    pub(crate) documents: Vec<String>,
    /// Calls that match, on all pages.
    pub(crate) total: u64,
    pub(crate) review_problem: Option<Arc<Error>>,
}

impl Profile {
    /// Answers everything a list shows. Nothing in the filter's search text is an error.
    ///
    /// # Errors
    /// [`Error::InvalidFilter`] naming the field, [`Error::Store`].
    pub fn query(&self, raw: &RawFilter, options: QueryOptions<'_>) -> Result<QueryAnswer, Error> {
        self.answer(raw.resolve()?, options)
    }

    fn answer(&self, filter: Filter, options: QueryOptions<'_>) -> Result<QueryAnswer, Error> {
        let mut asked = Asked::new(self, filter, options.calendar)?;
        let mut review = std::mem::take(&mut asked.review);
        let axis =
            if options.histogram { axis_of(&asked.timeline, options.calendar) } else { None };
        let answer = asked.timeline.ask(&Question {
            filter: &asked.filter,
            narrowed: asked.narrowed(),
            facets: options.facets,
            edges_us: axis.as_ref().map_or(&[][..], Axis::edges_us),
        });
        let words = |term: &offhook_model::query::Term| {
            let range = term.start..term.end;
            let in_utf16 = utf16_ranges(&asked.text, std::slice::from_ref(&range)).pop();
            let Range { start, end } = in_utf16.unwrap_or_default();
            QueryTerm {
                text: asked.text.get(term.start..term.end).unwrap_or_default().to_owned(),
                start,
                end,
                field: term.field.map(|field| field.name()),
                value: term.value.clone(),
                negated: term.negated,
                problem: term.problem.as_ref().map(|problem| problem.sentence(options.language)),
            }
        };
        let mut page = Page::read(self, &answer.seqs, &asked, &mut review)?;
        let asked_for = asked.filter.phone_number.iter();
        let typed = asked.query.terms.iter().map(|term| &term.value);
        asked_for.chain(typed).for_each(|number| page.phones.add(number.trim()));
        Ok(QueryAnswer {
            calls: page.calls,
            total: answer.total,
            has_more: asked.has_more(answer.total),
            marks: page.marks,
            highlights: page.highlights,
            agent_highlights: page.agent_highlights,
            elsewhere: page.elsewhere,
            phones: page.phones,
            in_words: asked.in_words(options),
            terms: asked.query.terms.iter().map(words).collect(),
            facets: answer.facets.map(|facets| asked.names.facets(facets)),
            histogram: axis.map(|axis| axis.counted(&answer.histogram)),
            ready: asked.all_texts,
            hint: asked.filter.contradiction(),
            review_problem: review.into_problem(),
        })
    }

    /// Reads what every question needs, so that the first one need not wait for it: for a thread in
    /// the background at a start.
    ///
    /// # Errors
    /// [`Error::Store`] when the calls cannot be read.
    pub fn warm_up(&self) -> Result<(), Error> {
        let calendar = local_calendar();
        let language = Language::default();
        let options = QueryOptions {
            facets: true,
            histogram: true,
            calendar: &calendar,
            language,
            reading: Reading::default(),
        };
        self.answer(Filter::everything(), options).map(drop)
    }

    /// The rows of every call that matches, in the filter's order, for an export.
    pub(crate) fn rows_of(
        &self,
        filter: &Filter,
        calendar: &dyn Calendar,
    ) -> Result<Vec<u32>, Error> {
        let asked = Asked::new(self, filter.clone(), calendar)?;
        Ok(asked.timeline.all(&asked.filter, &asked.narrowed()))
    }

    /// One page as documents.
    pub(crate) fn page_of(&self, filter: &Filter) -> Result<PageOf, Error> {
        let asked = Asked::new(self, filter.clone(), &local_calendar())?;
        let answer = asked.timeline.ask(&Question {
            filter: &asked.filter,
            narrowed: asked.narrowed(),
            facets: false,
            edges_us: &[],
        });
        let mut documents = Vec::with_capacity(answer.seqs.len());
        self.cache.visit_rows(&answer.seqs, |_, document| {
            documents.push(document.to_owned());
            ControlFlow::Continue(())
        })?;
        let review_problem = asked.review.into_problem();
        Ok(PageOf { documents, total: answer.total, review_problem })
    }

    /// The filter as a sentence, for an export or a saved view.
    ///
    /// # Errors
    /// [`Error::Store`] when names cannot be read.
    pub fn filter_in_words(
        &self,
        filter: &Filter,
        calendar: &dyn Calendar,
        language: Language,
    ) -> Result<String, Error> {
        let query = Query::parse(&filter.query, calendar);
        let names = AgentNames::read(self)?;
        let name = |id: &str| names.of(id).map(str::to_owned);
        Ok(in_words(filter, &query, &name, language, calendar))
    }

    /// Takes in texts that are new or have changed, a few thousand rows at most, and once all are
    /// in, brings the full-text index in order part by part; says whether that was all. For a
    /// thread in the background, again and again.
    ///
    /// # Errors
    /// [`Error::Store`] when the index cannot be written.
    pub fn index_texts(&self) -> Result<bool, Error> {
        self.index_texts_with(&mut Readable::of(self))
    }

    fn index_texts_with(&self, review: &mut Readable) -> Result<bool, Error> {
        const AT_ONCE: u32 = 4_000;
        let index = self.index()?;
        let all = review.read(|review| {
            let sources = Sources { cache: &self.cache, review, index: &index };
            self.texts.catch_up(sources, Some(AT_ONCE))
        })?;
        Ok(all && index.merge_texts()?)
    }

    /// Memory that the timeline of all calls holds, in bytes.
    ///
    /// # Errors
    /// [`Error::Store`] when the calls cannot be read.
    pub fn timeline_bytes(&self) -> Result<usize, Error> {
        Ok(self.timeline()?.bytes())
    }

    /// The timeline of the calls as they are now.
    pub(crate) fn timeline(&self) -> Result<Timeline, Error> {
        self.following.current(&self.cache, &self.index()?)
    }

    fn index(&self) -> Result<Arc<Index>, Error> {
        let mut opened =
            self.opened_index.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(index) = &*opened {
            return Ok(Arc::clone(index));
        }
        let index = Arc::new(Index::open(&self.dir().join(INDEX_FILE))?);
        *opened = Some(Arc::clone(&index));
        Ok(index)
    }
}

/// Buckets over all calls; none where there is no call.
fn axis_of(timeline: &Timeline, calendar: &dyn Calendar) -> Option<Axis> {
    Axis::over(&timeline.outermost_us(histogram::looked_at(timeline.len())), calendar)
}
