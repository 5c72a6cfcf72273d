//! One moment of a profile, and what is read of it: the calls, marks, notes and texts belong together
//! whatever is written meanwhile.

use std::sync::Arc;

use offhook_model::{Calendar, Filter, Query, RawFilter};

use super::answer::{QueryAnswer, QueryOptions};
use super::readable::Readable;
use super::texts::{Sources, are_of};
use crate::{Error, Profile};

/// So often the calls may change while their texts are searched before a moment is given up. A sync
/// commits a page in milliseconds, and no server allows more than a few a second.
const ATTEMPTS: usize = 200;

impl Profile {
    /// The first calls of a list, at most so many and more than a page holds, as [`Profile::query`]
    /// gives them but all of one moment: for paper. Limit and offset are passed over.
    ///
    /// # Errors
    /// [`Error::InvalidFilter`] naming the field, [`Error::Store`]; [`Error::Busy`] when texts are
    /// searched for and the calls change faster than that can be done.
    pub fn first_calls(
        &self,
        raw: &RawFilter,
        most: u32,
        options: QueryOptions<'_>,
    ) -> Result<QueryAnswer, Error> {
        let filter = Filter { limit: most, offset: 0, ..raw.resolve()? };
        let (_, answer) = self.at_one_moment(&filter, options.calendar, |still| {
            still.answer(filter.clone(), options)
        })?;
        Ok(answer)
    }

    /// Asks a profile that stays as it is now, and hands it back with the answer. For reading on one
    /// thread; drop it as soon as all was read, for until then what a sync writes gathers in the
    /// cache's WAL.
    ///
    /// # Errors
    /// Those of `ask`, [`Error::Store`]; [`Error::Busy`] when the filter's texts are searched for and
    /// the calls change faster than that can be done.
    pub(crate) fn at_one_moment<T>(
        &self,
        filter: &Filter,
        calendar: &dyn Calendar,
        ask: impl Fn(&Self) -> Result<T, Error>,
    ) -> Result<(Self, T), Error> {
        let searches = Query::parse(&filter.query, calendar).words().next().is_some();
        for _ in 0..ATTEMPTS {
            let mut review = Readable::of(self);
            while searches && !self.index_texts_with(&mut review)? {}
            let with_review = review.is_whole();
            let still = self.still()?;
            // The index is a file of its own: before and after, it must be of these very calls.
            if searches && !still.texts_are_indexed(with_review)? {
                continue;
            }
            let answer = ask(&still)?;
            if !searches || still.texts_are_indexed(with_review)? {
                return Ok((still, answer));
            }
        }
        Err(Error::Busy)
    }

    /// The same profile, whose calls, stars, tags and notes stay as they are now.
    fn still(&self) -> Result<Self, Error> {
        // Brought up to date first, so that little is left to be done over again. The order
        // matters: the files may only be ahead of what was followed.
        self.timeline()?;
        self.cache.history()?;
        let (following, marked) = (self.following.forked(), self.marked.forked());
        let review = Readable::of(self)
            .read(|review| Ok(review.map(offhook_store::Review::still).transpose()?))?;
        let index = self.index()?;
        Ok(self.with(Arc::new(self.cache.still()?), review.map(Arc::new), index, following, marked))
    }

    /// Whether the full-text index holds the texts of exactly this profile's calls and review, no
    /// older and no newer ones.
    fn texts_are_indexed(&self, with_review: bool) -> Result<bool, Error> {
        let index = self.index()?;
        let review = if with_review { self.review().ok() } else { None };
        are_of(Sources { cache: &self.cache, review: review.as_deref(), index: &index })
    }
}
