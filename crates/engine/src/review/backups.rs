//! Backups of the review data: made once a day, listed, put back.

use std::sync::PoisonError;

use offhook_model::Instant;
use offhook_store::{Backup, BackupKind, Review};
use serde::Serialize;

use super::FILE;
use crate::{Error, Profile};

/// A backup that can be put back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewBackup {
    /// Its name, by which it is put back.
    pub name: String,
    /// The day (UTC) or time at which it was made.
    pub made: String,
    /// Whether it holds what another backup replaced.
    pub before_restore: bool,
    /// Its size in bytes.
    pub bytes: u64,
}

impl From<Backup> for ReviewBackup {
    fn from(backup: Backup) -> Self {
        Self {
            name: backup.name,
            made: backup.made,
            before_restore: backup.kind == BackupKind::BeforeRestore,
            bytes: backup.bytes,
        }
    }
}

impl Profile {
    /// Makes the day's backup (UTC) where there is none yet. The first change of a day does the
    /// same by itself.
    ///
    /// # Errors
    /// [`Error::Store`] when it could not be written.
    pub fn backup_review_if_due(&self, now: Instant) -> Result<Option<ReviewBackup>, Error> {
        Ok(self.review()?.backup_if_due(now)?.map(ReviewBackup::from))
    }

    /// The backups, newest first.
    #[must_use]
    pub fn review_backups(&self) -> Vec<ReviewBackup> {
        let backups = Review::backups_of(&self.dir().join(FILE));
        backups.into_iter().map(ReviewBackup::from).collect()
    }

    /// Puts a backup back. What stood there is kept beside the backups, under the name given back.
    ///
    /// # Errors
    /// [`Error::Store`] when there is no such backup or nothing could be written; the review data
    /// is then as it was.
    pub fn restore_review(&self, name: &str, now: Instant) -> Result<String, Error> {
        let mut opened = self.opened_review.lock().unwrap_or_else(PoisonError::into_inner);
        // Closed first: a damaged file is moved away, and the next use opens the new one.
        *opened = None;
        Ok(Review::restore(&self.dir().join(FILE), name, now)?)
    }
}
