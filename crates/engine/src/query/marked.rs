//! The review marks by row, kept up to date with the review data and the cache.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use offhook_store::{Cache, CallMarks, Review};
use offhook_timeline::{Marks, MarksOf};

use crate::Error;

/// The marks of one profile as they were last seen.
#[derive(Debug, Default)]
pub(crate) struct Marked(Mutex<Option<Seen>>);

#[derive(Clone, Debug)]
struct Seen {
    marks: Arc<Marks>,
    revision: u64,
    history: String,
    /// The last row of the cache that was looked at.
    seq: i64,
    /// Calls that something is kept of and that are not in the cache, perhaps not yet.
    missing: HashSet<String>,
}

impl Marked {
    /// As far as this one has come, going its own way from here: for files that stay as they are.
    pub(crate) fn forked(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }

    /// The marks as they are now. Costs a few look-ups when nothing has changed.
    pub(crate) fn current(&self, cache: &Cache, review: &Review) -> Result<Arc<Marks>, Error> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let history = cache.history()?;
        let mut present = match seen.take() {
            Some(present) if present.history == history => present,
            _ => load(cache, review, history)?,
        };
        present.catch_up(cache, review)?;
        let marks = Arc::clone(&present.marks);
        *seen = Some(present);
        Ok(marks)
    }
}

fn load(cache: &Cache, review: &Review, history: String) -> Result<Seen, Error> {
    let seq = cache.mark()?.seq;
    let mut all = Vec::new();
    let revision = review.marks_all(|marks| all.push(marks))?;
    let mut seen = Seen { marks: Arc::default(), revision, history, seq, missing: HashSet::new() };
    seen.place(cache, all)?;
    Ok(seen)
}

impl Seen {
    fn catch_up(&mut self, cache: &Cache, review: &Review) -> Result<(), Error> {
        if review.revision()? != self.revision {
            match review.changed_since(self.revision)? {
                Some(touched) => {
                    let marks = review.of(&touched.call_ids)?;
                    self.place(cache, marks)?;
                    self.revision = touched.revision;
                }
                None => *self = load(cache, review, self.history.clone())?,
            }
        }
        let seq = cache.mark()?.seq;
        if seq != self.seq && !self.missing.is_empty() {
            self.find_missing(cache, review)?;
        }
        self.seq = seq;
        Ok(())
    }

    /// Puts marks on the rows of their calls.
    fn place(&mut self, cache: &Cache, all: Vec<CallMarks>) -> Result<(), Error> {
        let ids: Vec<&str> = all.iter().map(|marks| marks.call_id.as_str()).collect();
        let seqs = cache.seqs_of(&ids)?;
        let marks = Arc::make_mut(&mut self.marks);
        for (call, seq) in all.into_iter().zip(seqs) {
            match seq {
                Some(seq) => marks.set(seq, &of_timeline(call)),
                None => {
                    self.missing.insert(call.call_id);
                }
            }
        }
        Ok(())
    }

    /// Looks for calls that have come into the cache since.
    fn find_missing(&mut self, cache: &Cache, review: &Review) -> Result<(), Error> {
        let found = cache.seqs_after(self.seq, &self.missing)?;
        let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
        let marks = Arc::make_mut(&mut self.marks);
        for (call, (id, seq)) in review.of(&ids)?.into_iter().zip(&found) {
            self.missing.remove(id);
            marks.set(*seq, &of_timeline(call));
        }
        Ok(())
    }
}

fn of_timeline(marks: CallMarks) -> MarksOf {
    MarksOf {
        starred: marks.starred,
        reviewed: marks.reviewed,
        noted: marks.noted,
        tags: marks.tags,
    }
}
