//! Marks, tags and notes of calls: what is there, changed one by one or many at once, undone.

use std::iter;

use offhook_model::Instant;
use offhook_store::{CallMarks, TagCount, UndoNote};
use serde::Serialize;

use crate::{Error, Profile};

/// Everything that is kept of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CallReview {
    /// Whether it carries a star.
    pub starred: bool,
    /// Since when, RFC 3339.
    pub starred_at: Option<String>,
    /// Since when it is marked as reviewed, RFC 3339.
    pub reviewed_at: Option<String>,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// The note on it, empty where there is none.
    pub note: String,
    /// When the note was last changed, RFC 3339.
    pub note_changed_at: Option<String>,
}

impl Profile {
    /// Stars calls, or takes their stars off: all of them or, on an error, none.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a call that is not in this profile, [`Error::Store`].
    pub fn set_starred(&self, ids: &[String], on: bool, now: Instant) -> Result<UndoNote, Error> {
        self.check_calls(ids)?;
        Ok(self.review_to_change(now)?.set_starred(ids, on, now)?)
    }

    /// Marks calls as reviewed, or as not: all of them or, on an error, none.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a call that is not in this profile, [`Error::Store`].
    pub fn set_reviewed(&self, ids: &[String], on: bool, now: Instant) -> Result<UndoNote, Error> {
        self.check_calls(ids)?;
        Ok(self.review_to_change(now)?.set_reviewed(ids, on, now)?)
    }

    /// Puts a tag on calls: on all of them or, on an error, on none. Tags that differ in case
    /// alone are the same.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a call that is not in this profile, [`Error::Store`] also for
    /// a text that is no tag.
    pub fn add_tag(&self, ids: &[String], tag: &str, now: Instant) -> Result<UndoNote, Error> {
        self.check_calls(ids)?;
        Ok(self.review_to_change(now)?.add_tag(ids, tag, now)?)
    }

    /// Takes a tag off calls: off all of them or, on an error, off none.
    ///
    /// # Errors
    /// As [`Profile::add_tag`].
    pub fn remove_tag(&self, ids: &[String], tag: &str, now: Instant) -> Result<UndoNote, Error> {
        self.check_calls(ids)?;
        Ok(self.review_to_change(now)?.remove_tag(ids, tag, now)?)
    }

    /// Sets the note on a call; an empty text removes it.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a call that is not in this profile, [`Error::Store`] also for
    /// a note that is too long.
    pub fn set_note(&self, id: &str, text: &str, now: Instant) -> Result<(), Error> {
        self.check_calls(&[id.to_owned()])?;
        self.review_to_change(now)?.set_note(id, text, now)?;
        Ok(())
    }

    /// Takes the latest change of stars, review marks or tags back; `None` when there is none. Can
    /// be done again and again, for the last 100 changes.
    ///
    /// # Errors
    /// [`Error::Store`] when nothing was written.
    pub fn undo_review(&self, now: Instant) -> Result<Option<UndoNote>, Error> {
        Ok(self.review_to_change(now)?.undo()?)
    }

    /// Everything that is kept of a call, whether or not it is still in the cache.
    ///
    /// # Errors
    /// [`Error::Store`] when the review data cannot be read.
    pub fn call_review(&self, id: &str) -> Result<CallReview, Error> {
        let kept = self.review()?.detail(id)?;
        let note = kept.note;
        Ok(CallReview {
            starred: kept.starred_at.is_some(),
            starred_at: kept.starred_at.map(|at| at.to_string()),
            reviewed_at: kept.reviewed_at.map(|at| at.to_string()),
            tags: kept.tags,
            note_changed_at: note.as_ref().map(|note| note.changed_at.to_string()),
            note: note.map_or(String::new(), |note| note.text),
        })
    }

    /// The marks of these calls, in this order.
    ///
    /// # Errors
    /// [`Error::Store`] when the review data cannot be read.
    pub fn marks_of(&self, ids: &[impl AsRef<str>]) -> Result<Vec<CallMarks>, Error> {
        Ok(self.review()?.of(ids)?)
    }

    /// All tags, those on most calls first.
    ///
    /// # Errors
    /// [`Error::Store`] when the review data cannot be read.
    pub fn tags(&self) -> Result<Vec<TagCount>, Error> {
        Ok(self.review()?.tags()?)
    }

    /// A mistyped id is refused. A call of which something is kept may be missing from the cache:
    /// it may not have been read again yet.
    fn check_calls(&self, ids: &[String]) -> Result<(), Error> {
        if self.cache.known_among(ids.iter().map(String::as_str))? == ids.len() {
            return Ok(());
        }
        for id in ids {
            if self.cache.known_among(iter::once(id.as_str()))? > 0 {
                continue;
            }
            if self.review()?.detail(id)? == offhook_store::CallReview::default() {
                let shown: String = id.chars().take(60).collect();
                return Err(Error::InvalidSetting(format!(
                    "there is no call \"{shown}\" in this profile; nothing was changed"
                )));
            }
        }
        Ok(())
    }
}
