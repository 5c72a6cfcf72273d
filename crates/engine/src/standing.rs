//! Whether anybody, in this process or another, has changed a profile since one looked.

use offhook_model::Instant;
use offhook_store::Mark;

use crate::{Error, Profile};

/// How a profile's data stood when one looked; of use only to be compared with another look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    calls: Mark,
    /// When the latest sync began, and when it ended.
    latest_sync: Option<(Instant, Option<Instant>)>,
    review_revision: u64,
}

impl Standing {
    /// No call was added, changed or removed between the two.
    #[must_use]
    pub fn same_calls(&self, other: &Self) -> bool {
        self.calls == other.calls
    }

    /// No sync began or ended between the two.
    #[must_use]
    pub fn same_syncs(&self, other: &Self) -> bool {
        self.latest_sync == other.latest_sync
    }

    /// No mark, tag, note, view or name was changed between the two.
    #[must_use]
    pub fn same_reviews(&self, other: &Self) -> bool {
        self.review_revision == other.review_revision
    }

    /// The same, with the review data as they stand in `other`.
    #[must_use]
    pub fn with_reviews_of(self, other: &Self) -> Self {
        Self { review_revision: other.review_revision, ..self }
    }
}

impl Profile {
    /// How the data stands now. A few look-ups, cheap enough to ask every second.
    ///
    /// # Errors
    /// [`Error::Store`] when it cannot be read.
    pub fn standing(&self) -> Result<Standing, Error> {
        let latest = self.cache.runs(1)?.into_iter().next();
        Ok(Standing {
            calls: self.cache.mark()?,
            latest_sync: latest.map(|run| (run.started_at, run.ended_at)),
            // A review file that cannot be read must not hide what happens to the calls.
            review_revision: self.review_revision().unwrap_or_default(),
        })
    }
}
