//! Any filter, any page, any facet: the one place where a filter's meaning is put together, for
//! the list, the window, exports and the server on this machine.

mod agents;
mod calendar;
mod clocks;
mod following;
mod histogram;
mod marked;
mod terms;
mod texts;

#[cfg(test)]
mod tests;

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use offhook_model::highlight::{highlights, utf16_ranges};
use offhook_model::words::in_words;
use offhook_model::{Calendar, Filter, Language, Query, RawFilter};
use offhook_store::{Index, Review};
use offhook_timeline::{Marks, MarksOf, Narrowed, Offsets, Question, Timeline};
use serde::Serialize;
use serde_json::value::RawValue;

use self::histogram::Axis;
use self::terms::FoundTerms;
use self::texts::Sources;
use crate::{Error, Profile};

pub use self::calendar::{local_calendar, zone_calendar};
pub use self::histogram::{BucketUnit, Histogram};

pub(crate) use self::agents::AgentNames;
pub(crate) use self::clocks::offsets;
pub(crate) use self::following::Following;
pub(crate) use self::histogram::{edge_text, edges_of};
pub(crate) use self::marked::Marked;
pub(crate) use self::texts::Texts;

/// The file of everything derived, in the profile's directory.
pub(crate) const INDEX_FILE: &str = "index.db";
/// Rows whose texts are taken in before a question is answered; a longer backlog is worked off by
/// [`Profile::index_texts`].
const TEXTS_BEFORE_A_QUESTION: u32 = 20_000;

/// What the window wants to know beside the page.
#[derive(Clone, Copy)]
pub struct QueryOptions<'a> {
    /// Whether facets are wanted.
    pub facets: bool,
    /// Whether the histogram is wanted.
    pub histogram: bool,
    /// The days of the person who asks.
    pub calendar: &'a dyn Calendar,
    /// The language of sentences.
    pub language: Language,
}

/// Everything a list shows, from one snapshot.
#[derive(Clone, Debug, Serialize)]
pub struct QueryAnswer {
    /// The page's calls: every field as the server sent it.
    pub calls: Vec<Box<RawValue>>,
    /// Calls that match, on all pages.
    pub total: u64,
    /// Whether calls follow after this page.
    pub has_more: bool,
    /// What each call is marked with.
    pub marks: Vec<ShownMarks>,
    /// Where each call's summary has what was searched for, in UTF-16 units.
    pub highlights: Vec<Vec<Span>>,
    /// Where the name that a list shows for each call's agent has it: the alias given here, else
    /// the name that came with the call.
    pub agent_highlights: Vec<Vec<Span>>,
    /// The filter as a sentence.
    pub in_words: String,
    /// The search text, term by term.
    pub terms: Vec<QueryTerm>,
    /// The facets, where they were asked for.
    pub facets: Option<Vec<Facet>>,
    /// The histogram, where it was asked for and there are calls.
    pub histogram: Option<Histogram>,
    /// Whether every text that there is has been searched.
    pub ready: bool,
    /// Why nothing can match, where the filter contradicts itself.
    #[serde(skip)]
    pub hint: Option<&'static str>,
}

/// What a call is marked with, as a list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ShownMarks {
    /// It has a star.
    pub starred: bool,
    /// It was reviewed.
    pub reviewed: bool,
    /// It has a note.
    pub noted: bool,
    /// Its tags.
    pub tags: Vec<String>,
}

/// A stretch of a text, in UTF-16 units as a browser counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The first unit.
    pub start: usize,
    /// The unit behind the last.
    pub end: usize,
}

/// One term of a search text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryTerm {
    /// As typed.
    pub text: String,
    /// Its first UTF-16 unit in the search text.
    pub start: usize,
    /// The unit behind its last.
    pub end: usize,
    /// The field it names; `None` for words.
    pub field: Option<&'static str>,
    /// The field's value, or the words.
    pub value: String,
    /// Only calls without it match.
    pub negated: bool,
    /// Why it is searched as words although it looks like a field.
    pub problem: Option<String>,
}

/// The values of one field with their counts, each under all the other filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// `direction`, `status`, `agent`, `sentiment`, `duration`, `starred`, `reviewed` or `tag`.
    pub field: &'static str,
    /// Most calls first, but for durations, which come in order.
    pub values: Vec<FacetValue>,
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// As the filter takes it.
    pub value: String,
    /// What a person calls it, where that differs.
    pub label: Option<String>,
    /// Calls that have it.
    pub count: u64,
}

impl Profile {
    /// Answers everything a list shows. Nothing in the filter's search text is an error.
    ///
    /// # Errors
    /// [`Error::InvalidFilter`] naming the field, [`Error::Store`].
    pub fn query(&self, raw: &RawFilter, options: QueryOptions<'_>) -> Result<QueryAnswer, Error> {
        let asked = Asked::new(self, raw.resolve()?, options.calendar)?;
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
        let mut page = Page::default();
        self.cache.visit_rows(&answer.seqs, |seq, document| {
            page.add(seq, document, &asked);
            ControlFlow::Continue(())
        })?;
        Ok(QueryAnswer {
            calls: page.calls,
            total: answer.total,
            has_more: asked.has_more(answer.total),
            marks: page.marks,
            highlights: page.highlights,
            agent_highlights: page.agent_highlights,
            in_words: asked.in_words(options),
            terms: asked.query.terms.iter().map(words).collect(),
            facets: answer.facets.map(|facets| asked.names.facets(facets)),
            histogram: axis.map(|axis| axis.counted(&answer.histogram)),
            ready: asked.all_texts,
            hint: asked.filter.contradiction(),
        })
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

    /// The same profile, whose calls, stars, tags and notes stay as they are now, whatever is
    /// written meanwhile. For reading on one thread; drop it as soon as all was read, for until
    /// then what a sync writes gathers in the cache's WAL.
    pub(crate) fn still(&self) -> Result<Self, Error> {
        // Brought up to date first, so that little is left to be done over again. The order
        // matters: the files may only be ahead of what was followed.
        self.timeline()?;
        self.cache.history()?;
        let (following, marked) = (self.following.forked(), self.marked.forked());
        let review = self.review().ok().map(|review| review.still()).transpose()?;
        let index = self.index()?;
        Ok(self.with(Arc::new(self.cache.still()?), review.map(Arc::new), index, following, marked))
    }

    /// Whether the full-text index holds the texts of exactly this profile's calls and review, no
    /// older and no newer ones.
    pub(crate) fn texts_are_indexed(&self) -> Result<bool, Error> {
        let (index, review) = (self.index()?, self.review().ok());
        texts::are_of(Sources { cache: &self.cache, review: review.as_deref(), index: &index })
    }

    /// One page as documents, with its total.
    pub(crate) fn page_of(&self, filter: &Filter) -> Result<(Vec<String>, u64), Error> {
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
        Ok((documents, answer.total))
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
        const AT_ONCE: u32 = 4_000;
        let (index, review) = (self.index()?, self.review().ok());
        let sources = Sources { cache: &self.cache, review: review.as_deref(), index: &index };
        Ok(self.texts.catch_up(sources, Some(AT_ONCE))? && index.merge_texts()?)
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

/// A filter with everything that is needed to answer it.
pub(crate) struct Asked {
    pub(crate) timeline: Timeline,
    pub(crate) filter: Filter,
    /// The filter as it came, for the sentence.
    said: Filter,
    text: String,
    query: Query,
    pub(crate) names: AgentNames,
    found: FoundTerms,
    marks: Option<Arc<Marks>>,
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
        let review: Option<Arc<Review>> = profile.review().ok();
        let names = AgentNames::read(profile)?;
        names.narrow(&query, &mut filter);
        let mut all_texts = true;
        let index = profile.index()?;
        if query.words().next().is_some() {
            let sources =
                Sources { cache: &profile.cache, review: review.as_deref(), index: &index };
            all_texts = profile.texts.catch_up(sources, Some(TEXTS_BEFORE_A_QUESTION))?;
        }
        let found = FoundTerms::find(&query, &names, &profile.texts, &index)?;
        let marks = match &review {
            Some(review) => Some(profile.marked.current(&profile.cache, review)?),
            None => None,
        };
        let timeline = profile.following.current(&profile.cache, &index)?;
        let by_clock = !filter.hours.is_empty() || !filter.weekdays.is_empty();
        let ends_us = timeline.ends_us().filter(|_| by_clock);
        let offsets = ends_us.map(|ends_us| offsets(ends_us, calendar));
        Ok(Self { timeline, filter, said, text, query, names, found, marks, offsets, all_texts })
    }

    pub(crate) fn narrowed(&self) -> Narrowed<'_> {
        Narrowed {
            terms: self.found.terms(),
            marks: self.marks.as_deref(),
            offsets: self.offsets.as_ref(),
        }
    }

    fn has_more(&self, total: u64) -> bool {
        total > self.filter.offset.saturating_add(u64::from(self.filter.limit))
    }

    fn in_words(&self, options: QueryOptions<'_>) -> String {
        let name = |id: &str| self.names.of(id).map(str::to_owned);
        in_words(&self.said, &self.query, &name, options.language, options.calendar)
    }
}

/// The page's rows as they are read.
#[derive(Default)]
struct Page {
    calls: Vec<Box<RawValue>>,
    marks: Vec<ShownMarks>,
    highlights: Vec<Vec<Span>>,
    agent_highlights: Vec<Vec<Span>>,
}

impl Page {
    fn add(&mut self, seq: u32, document: &str, asked: &Asked) {
        let Ok(call) = RawValue::from_string(document.to_owned()) else { return };
        let [summary, agent] = found_in(document, asked);
        self.highlights.push(summary);
        self.agent_highlights.push(agent);
        self.calls.push(call);
        let marks = asked.marks.as_ref().map_or_else(MarksOf::default, |marks| marks.get(seq));
        self.marks.push(ShownMarks {
            starred: marks.starred,
            reviewed: marks.reviewed,
            noted: marks.noted,
            tags: marks.tags,
        });
    }
}

/// Where the summary, and where the agent's name, have what is searched for.
fn found_in(document: &str, asked: &Asked) -> [Vec<Span>; 2] {
    if asked.query.words().next().is_none() {
        return Default::default();
    }
    let call: serde_json::Value = serde_json::from_str(document).unwrap_or_default();
    let text =
        |field: &str| call.get(field).and_then(serde_json::Value::as_str).unwrap_or_default();
    let agent = asked.names.alias(text("agent_id")).unwrap_or(text("agent_name"));
    [text("call_summary"), agent].map(|text| spans(text, &asked.query))
}

fn spans(text: &str, query: &Query) -> Vec<Span> {
    let ranges = utf16_ranges(text, &highlights(text, query.words()));
    ranges.into_iter().map(|Range { start, end }| Span { start, end }).collect()
}
