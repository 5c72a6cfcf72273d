//! The manager's own work on calls: stars, review marks, tags, notes; views and aliases.

mod backups;
mod calls;
mod transfer;
mod views;

use std::sync::{Arc, PoisonError};

use offhook_model::Instant;
use offhook_store::Review;

use crate::{Error, Profile};

pub use backups::ReviewBackup;
pub use calls::CallReview;
pub use views::SavedView;

/// The review data's file in the profile's directory.
pub(crate) const FILE: &str = "review.db";

impl Profile {
    /// The review data, opened where it is not yet. A failure is not remembered: the next use
    /// tries again.
    ///
    /// # Errors
    /// [`Error::Store`] saying which backup can be put back where the file is damaged.
    pub(crate) fn review(&self) -> Result<Arc<Review>, Error> {
        let mut opened = self.opened_review.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(review) = &*opened {
            return Ok(Arc::clone(review));
        }
        let review = Arc::new(Review::open(&self.dir().join(FILE))?);
        *opened = Some(Arc::clone(&review));
        Ok(review)
    }

    /// The review data, about to be changed: the day's backup is made first, of what was there
    /// when the day began. A backup that fails does not keep a person from working; `offhook
    /// doctor` tells of it.
    pub(crate) fn review_to_change(&self, now: Instant) -> Result<Arc<Review>, Error> {
        let review = self.review()?;
        let _ = review.backup_if_due(now);
        Ok(review)
    }

    /// A number that is greater after every change of the review data by any window or process.
    /// Cheap enough to ask every second.
    ///
    /// # Errors
    /// [`Error::Store`] when the review data cannot be read.
    pub fn review_revision(&self) -> Result<u64, Error> {
        Ok(self.review()?.revision()?)
    }
}

#[cfg(test)]
mod tests;
