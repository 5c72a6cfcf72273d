//! What is asked of a timeline.

use std::sync::Arc;

use offhook_model::Filter;

use crate::{Marks, Offsets, SeqSet};

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Which calls, in which order, which page. Its `query` is not read here: it arrives as
    /// [`Narrowed::terms`].
    pub filter: &'a Filter,
    /// What the timeline cannot know by itself.
    pub narrowed: Narrowed<'a>,
    /// Whether facets are wanted.
    pub facets: bool,
    /// Ascending edges of the histogram's buckets in UTC microseconds, one more than buckets: a
    /// bucket holds its lower edge, not its upper one. Fewer than two: no histogram.
    pub edges_us: &'a [i64],
}

/// Parts of a question that come from elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrowed<'a> {
    /// What each search term finds; all must hold.
    pub terms: &'a [TermMatch],
    /// The marks of calls; without them no call carries any.
    pub marks: Option<&'a Marks>,
    /// The clocks that the filter's hours and weekdays speak of; without them, those of UTC.
    pub offsets: Option<&'a Offsets>,
}

/// What one search term finds: a call is found when any of the three says so.
#[derive(Clone, Debug, Default)]
pub struct TermMatch {
    /// Calls whose texts have the words.
    pub seqs: Option<Arc<SeqSet>>,
    /// Digits that one of the call's numbers contains, whatever stands between its own.
    pub digits: Option<String>,
    /// Calls of one of these agents.
    pub agent_ids: Vec<String>,
    /// Calls that are *not* found match.
    pub negated: bool,
}
