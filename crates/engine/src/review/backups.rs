//! Backups of the review data: made once a day, listed, put back.

use std::sync::PoisonError;
use std::time::UNIX_EPOCH;

use offhook_model::Instant;
use offhook_store::{Backup, BackupHolds, BackupKind, Review};
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
    /// The same as an instant, RFC 3339, as exactly as is known.
    pub made_at: Option<String>,
    /// Whether it holds what another backup replaced.
    pub before_restore: bool,
    /// Whether it holds what was there before review data was imported.
    pub before_import: bool,
    /// Its size in bytes.
    pub bytes: u64,
}

impl From<Backup> for ReviewBackup {
    fn from(backup: Backup) -> Self {
        Self {
            made_at: made_at(&backup).and_then(Instant::to_rfc3339),
            name: backup.name,
            made: backup.made,
            before_restore: backup.kind == BackupKind::BeforeRestore,
            before_import: backup.kind == BackupKind::BeforeImport,
            bytes: backup.bytes,
        }
    }
}

fn made_at(backup: &Backup) -> Option<Instant> {
    match backup.made.split_once('T') {
        // A file's name may not have the colons of a time on every system.
        Some((day, time)) => Instant::parse(&format!("{day}T{}", time.replace('-', ":"))).ok(),
        None => written_that_day(backup).or_else(|| Instant::parse(&backup.made).ok()),
    }
}

/// When the file was written, if that was on the day of its name: a copied file tells another.
fn written_that_day(backup: &Backup) -> Option<Instant> {
    let since = backup.written?.duration_since(UNIX_EPOCH).ok()?;
    let at = Instant::from_us(i64::try_from(since.as_micros()).ok()?);
    at.to_rfc3339().is_some_and(|text| text.starts_with(&backup.made)).then_some(at)
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

    /// How much a backup holds; `None` where it cannot be read.
    #[must_use]
    pub fn backup_holds(&self, name: &str) -> Option<BackupHolds> {
        Review::backup_holds(&self.dir().join(FILE), name)
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
