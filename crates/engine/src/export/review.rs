//! What a person noted about a call, as an export asks for it.

use std::collections::HashMap;
use std::sync::Arc;

use offhook_store::CallMarks;

use crate::{Error, Profile};

/// The review of one call; the default is a call that nobody has touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it is marked as reviewed.
    pub reviewed: bool,
    /// Its tags, in the order they are shown.
    pub tags: Vec<String>,
    /// Its note.
    pub note: Option<String>,
}

/// Yields reviews by call id while an export runs.
pub trait ReviewOf: Sync {
    /// The review of the call with this id; the default one where there is none.
    fn review_of(&self, call_id: &str) -> Review;
}

/// What is kept of calls, read at the start but for the notes, which can be long.
pub(super) struct KeptReviews {
    review: Arc<offhook_store::Review>,
    marks: HashMap<String, CallMarks>,
}

impl KeptReviews {
    pub(super) fn read(profile: &Profile) -> Result<Self, Error> {
        let review = profile.review()?;
        let mut marks = HashMap::new();
        review.marks_all(|call| {
            marks.insert(call.call_id.clone(), call);
        })?;
        Ok(Self { review, marks })
    }
}

impl ReviewOf for KeptReviews {
    fn review_of(&self, call_id: &str) -> Review {
        let Some(marks) = self.marks.get(call_id) else { return Review::default() };
        // A note that cannot be read now was removed, or its file with it.
        let note = || self.review.detail(call_id).ok()?.note.map(|note| note.text);
        Review {
            starred: marks.starred,
            reviewed: marks.reviewed,
            tags: marks.tags.clone(),
            note: if marks.noted { note() } else { None },
        }
    }
}

/// No call is reviewed.
#[cfg(test)]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoReviews;

#[cfg(test)]
impl ReviewOf for NoReviews {
    fn review_of(&self, _call_id: &str) -> Review {
        Review::default()
    }
}
