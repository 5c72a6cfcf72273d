//! The review data as far as it can be read: what is wrong with it keeps nobody from the calls.

use std::sync::Arc;

use offhook_model::Code;
use offhook_store::Review;

use crate::{Error, Profile};

/// Review data that is left out from the first failure on.
#[derive(Debug, Default)]
pub(crate) struct Readable {
    review: Option<Arc<Review>>,
    problem: Option<Error>,
}

impl Readable {
    pub(crate) fn of(profile: &Profile) -> Self {
        match profile.review() {
            Ok(review) => Self { review: Some(review), problem: None },
            Err(problem) => Self { review: None, problem: Some(problem) },
        }
    }

    /// What `read` makes of the review data or, where that cannot be read, without.
    pub(crate) fn read<T>(
        &mut self,
        read: impl Fn(Option<&Review>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match read(self.review.as_deref()) {
            Err(error) if self.review.is_some() && is_of_review(&error) => {
                *self = Self { review: None, problem: Some(error) };
                read(None)
            }
            other => other,
        }
    }

    /// Whether nothing has failed so far.
    pub(crate) const fn is_whole(&self) -> bool {
        self.problem.is_none()
    }

    /// Why something is left out.
    pub(crate) fn into_problem(self) -> Option<Arc<Error>> {
        self.problem.map(Arc::new)
    }
}

/// Reading goes into the calls and the index as well, whose failures are nobody else's; and what
/// passes is no reason to leave anything out.
fn is_of_review(error: &Error) -> bool {
    !matches!(error.code(), Code::CacheDamaged | Code::Busy | Code::DiskFull)
}
