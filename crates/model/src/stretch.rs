//! A stretch of time that was read completely.

use crate::Instant;

/// Every call that the server had in `(after, until]` was in the cache at `verified_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Exclusive lower end; [`Instant::MIN`] for *from the very beginning*.
    pub after: Instant,
    /// Inclusive upper end.
    pub until: Instant,
    /// When it was last read completely.
    pub verified_at: Instant,
}

impl Stretch {
    /// Whether the two share an instant.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.after < other.until && other.after < self.until
    }
}
