//! What a person noted about a call, as an export asks for it.

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

/// No call is reviewed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoReviews;

impl ReviewOf for NoReviews {
    fn review_of(&self, _call_id: &str) -> Review {
        Review::default()
    }
}
