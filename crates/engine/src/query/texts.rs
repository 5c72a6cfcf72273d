//! The full-text index, kept up to date with summaries, notes and tags, and asked for words.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use offhook_model::fold::folded;
use offhook_store::{Cache, Followed, Index, IndexPart, Mark, Phrase, Review, SummaryOf, TextOf};
use offhook_timeline::SeqSet;

use super::following::{belongs_to, followed};
use crate::Error;

/// Rows taken in by one transaction: short enough that nobody waits for it.
const ROWS_AT_ONCE: u32 = 2_000;
/// What was found for the words asked for last; one more letter is typed, the other words stay.
const REMEMBERED: usize = 48;

/// What is known of the texts of one profile.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// One at a time takes texts in.
    taking_in: Mutex<()>,
    found: Mutex<Found>,
    /// Nothing is taken in: the files are asked as they were, and the index is everybody's.
    are_still: bool,
}

/// Sets found so far, for one state of the texts.
#[derive(Debug, Default)]
struct Found {
    texts: Option<Followed>,
    reviews: Option<Followed>,
    sets: VecDeque<(Vec<String>, bool, Arc<SeqSet>)>,
}

/// The places that texts come from.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) cache: &'a Cache,
    pub(crate) review: Option<&'a Review>,
    pub(crate) index: &'a Index,
}

impl Texts {
    /// For files that stay as they are: the index is used as it is found.
    pub(crate) fn still() -> Self {
        Self { are_still: true, ..Self::default() }
    }

    /// Takes in texts that are new or have changed, at most so many rows; says whether that is
    /// all.
    pub(crate) fn catch_up(&self, sources: Sources<'_>, most: Option<u32>) -> Result<bool, Error> {
        if self.are_still {
            return Ok(true);
        }
        let _one = self.taking_in.lock().unwrap_or_else(PoisonError::into_inner);
        let mut left = most.unwrap_or(u32::MAX);
        forget_where_notes_are_gone(sources)?;
        let mut at = start(sources)?;
        at = take_in_changed(sources, at)?;
        while left > 0 {
            let summaries = sources.cache.summaries_after(at.mark.seq, ROWS_AT_ONCE.min(left))?;
            let Some(last) = summaries.last() else { break };
            let mark = Mark { seq: last.seq.into(), ..at.mark };
            left = left.saturating_sub(u32::try_from(summaries.len()).unwrap_or(u32::MAX));
            at = put(sources, summaries, mark)?;
        }
        Ok(take_in_reviews(sources)? && left > 0)
    }

    /// The calls whose texts hold these tokens in sequence.
    pub(crate) fn matching(
        &self,
        index: &Index,
        tokens: &[String],
        prefix: bool,
    ) -> Result<Arc<SeqSet>, Error> {
        let (texts, reviews) =
            (index.followed(IndexPart::Texts)?, index.followed(IndexPart::Reviews)?);
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if found.texts != texts || found.reviews != reviews {
            *found = Found { texts, reviews, sets: VecDeque::new() };
        }
        let same =
            |(words, begun, _): &&(Vec<String>, bool, _)| words == tokens && *begun == prefix;
        if let Some((_, _, set)) = found.sets.iter().find(same) {
            return Ok(Arc::clone(set));
        }
        let words = index.matching(Phrase { tokens, prefix })?;
        let set = Arc::new(SeqSet::from_words(words));
        found.sets.truncate(REMEMBERED - 1);
        found.sets.push_front((tokens.to_vec(), prefix, Arc::clone(&set)));
        Ok(set)
    }
}

/// Whether the index holds the texts of exactly these calls, notes and tags, no older ones and no
/// newer.
pub(crate) fn are_of(sources: Sources<'_>) -> Result<bool, Error> {
    let now = followed(sources.cache, sources.cache.mark()?)?;
    if sources.index.followed(IndexPart::Texts)? != Some(now) {
        return Ok(false);
    }
    let Some(review) = sources.review else { return Ok(true) };
    let seen = sources.index.followed(IndexPart::Reviews)?.map_or(0, |kept| kept.mark.revision);
    Ok(i64::try_from(review.revision()?).is_ok_and(|revision| revision == seen))
}

/// Where the texts stand; from the beginning when they belong to another cache.
fn start(sources: Sources<'_>) -> Result<Followed, Error> {
    if let Some(kept) = sources.index.followed(IndexPart::Texts)?
        && belongs_to(sources.cache, &kept)?
    {
        return Ok(kept);
    }
    forget(sources)?;
    let revision = sources.cache.mark()?.revision;
    followed(sources.cache, Mark { seq: 0, revision })
}

/// Texts of calls that changed after they had been taken in.
fn take_in_changed(sources: Sources<'_>, at: Followed) -> Result<Followed, Error> {
    match sources.cache.rows_changed_since(at.mark.revision)? {
        Some((rows, revision)) if revision == at.mark.revision && rows.is_empty() => Ok(at),
        Some((mut rows, revision)) => {
            // Later rows are still to come anyway.
            rows.retain(|seq| i64::from(*seq) <= at.mark.seq);
            let mark = Mark { revision, ..at.mark };
            let mut now = at;
            for part in rows.chunks(ROWS_AT_ONCE as usize) {
                now = put(sources, sources.cache.summaries_of(part)?, now.mark)?;
            }
            put(sources, Vec::new(), mark).or(Ok(now))
        }
        None => {
            forget(sources)?;
            start(sources)
        }
    }
}

fn put(sources: Sources<'_>, summaries: Vec<SummaryOf>, mark: Mark) -> Result<Followed, Error> {
    let reviews = reviews_of(sources, summaries.iter().map(|summary| summary.seq))?;
    let text = |(SummaryOf { seq, summary }, review): (SummaryOf, String)| TextOf {
        seq,
        summary: folded(&summary),
        review,
    };
    let texts: Vec<TextOf> = summaries.into_iter().zip(reviews).map(text).collect();
    let followed = followed(sources.cache, mark)?;
    sources.index.put_texts(&texts, IndexPart::Texts, &followed)?;
    Ok(followed)
}

/// Stands between a note and tags: no token, so that no search finds it or reaches across it. The
/// index's tokenizer takes it for a word.
const BETWEEN_TEXTS: &str = " \u{fffc} ";

/// Notes and tags of these rows as one text each. Calls that nothing is kept of are most.
fn reviews_of(sources: Sources<'_>, seqs: impl Iterator<Item = u32>) -> Result<Vec<String>, Error> {
    let mut texts = Vec::new();
    for seq in seqs {
        let review = sources.review.filter(|_| sources.review_is_kept());
        let text = match (review, sources.cache.id_at(seq.into())) {
            (Some(review), Ok(Some(id))) => review_text(review, &id)?,
            _ => String::new(),
        };
        texts.push(text);
    }
    Ok(texts)
}

impl Sources<'_> {
    /// Whether anything was ever kept of any call.
    fn review_is_kept(&self) -> bool {
        self.review.is_some_and(|review| review.revision().is_ok_and(|revision| revision > 0))
    }
}

fn review_text(review: &Review, id: &str) -> Result<String, Error> {
    let kept = review.detail(id)?;
    let note = kept.note.map_or(String::new(), |note| note.text);
    let texts = std::iter::once(note).chain(kept.tags).map(|text| folded(&text));
    Ok(texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN_TEXTS))
}

/// Begins anew where it is not known which calls have changed: what lost its note or tags since, as
/// by a backup that was put back, would be found by their words for ever.
fn forget_where_notes_are_gone(sources: Sources<'_>) -> Result<(), Error> {
    let Some(review) = sources.review else { return Ok(()) };
    let seen = reviews_seen(sources)?;
    if review.revision()? == seen || review.changed_since(seen)?.is_some() {
        return Ok(());
    }
    forget(sources)
}

/// Forgets all texts. From then on, notes and tags come with the summaries of their calls, and only
/// those that change meanwhile by themselves.
fn forget(sources: Sources<'_>) -> Result<(), Error> {
    sources.index.forget_texts()?;
    let Some(review) = sources.review else { return Ok(()) };
    put_reviews(sources, &[], review.revision()?)
}

fn reviews_seen(sources: Sources<'_>) -> Result<u64, Error> {
    let kept = sources.index.followed(IndexPart::Reviews)?;
    Ok(kept.and_then(|kept| u64::try_from(kept.mark.revision).ok()).unwrap_or(0))
}

fn put_reviews(sources: Sources<'_>, texts: &[TextOf], revision: u64) -> Result<(), Error> {
    let mark = Mark { seq: 0, revision: i64::try_from(revision).unwrap_or(i64::MAX) };
    let followed = followed(sources.cache, mark)?;
    Ok(sources.index.put_texts(texts, IndexPart::Reviews, &followed)?)
}

/// Texts of calls whose notes or tags have changed; says whether that is all of them.
fn take_in_reviews(sources: Sources<'_>) -> Result<bool, Error> {
    let Some(review) = sources.review else { return Ok(true) };
    let seen = reviews_seen(sources)?;
    if review.revision()? == seen {
        return Ok(true);
    }
    // Unknown: put back in this very moment. The next look begins anew.
    let Some(touched) = review.changed_since(seen)? else { return Ok(false) };
    let mut ids = touched.call_ids;
    ids.sort_unstable();
    ids.dedup();
    let mut texts = Vec::new();
    for (id, seq) in ids.iter().zip(sources.cache.seqs_of(&ids)?) {
        let Some(seq) = seq else { continue };
        for SummaryOf { seq, summary } in sources.cache.summaries_of(&[seq])? {
            let review = review_text(review, id)?;
            texts.push(TextOf { seq, summary: folded(&summary), review });
        }
    }
    put_reviews(sources, &texts, touched.revision)?;
    Ok(true)
}
