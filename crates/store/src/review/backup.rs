//! Backups: a copy of the review data for each day on which it was worked with.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use offhook_model::Instant;
use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::{Review, explained, of_calls, revision};
use crate::{Error, open};

/// Backups kept of each kind; the oldest go first.
const KEPT: usize = 7;
const ENDING: &str = ".db";

/// A backup that can be put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its file's name, by which it is put back.
    pub name: String,
    /// Why it was made.
    pub kind: BackupKind,
    /// The day (UTC) or time in its name.
    pub made: String,
    /// Its size.
    pub bytes: u64,
    /// When the file was written, where the system tells.
    pub written: Option<SystemTime>,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupKind {
    /// The first change of a day.
    Daily,
    /// Another backup was put back in its place.
    BeforeRestore,
    /// Review data of another desk was taken in.
    BeforeImport,
}

/// How much a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupHolds {
    /// Calls of which anything is kept.
    pub calls: u64,
    /// Calls with a note among them.
    pub notes: u64,
}

impl BackupKind {
    const fn beginning(self) -> &'static str {
        match self {
            Self::Daily => "review-",
            Self::BeforeRestore => "review-before-restore-",
            Self::BeforeImport => "review-before-import-",
        }
    }
}

impl Review {
    /// Makes the backup of this day (UTC), unless there is one or nothing was ever written. The
    /// last 7 are kept. It appears under its name once it is whole.
    ///
    /// # Errors
    /// [`Error`] when it could not be written; the review data is not touched.
    pub fn backup_if_due(&self, now: Instant) -> Result<Option<Backup>, Error> {
        let Some(day) = day(now) else { return Ok(None) };
        let due = !folder(self.path()).join(name(BackupKind::Daily, &day)).exists();
        if !due || self.revision()? == 0 {
            return Ok(None);
        }
        self.back_up(BackupKind::Daily, &day).map(Some)
    }

    /// The backups beside the review data at `path`, newest first. It need not be readable itself.
    #[must_use]
    pub fn backups_of(path: &Path) -> Vec<Backup> {
        let Ok(entries) = fs::read_dir(folder(path)) else { return Vec::new() };
        let mut backups: Vec<Backup> =
            entries.filter_map(|entry| read_name(&entry.ok()?)).collect();
        backups.sort_by(|a, b| b.made.cmp(&a.made));
        backups
    }

    /// How much the backup called `name` of the review data at `path` holds; `None` where there is
    /// none or it cannot be read.
    #[must_use]
    pub fn backup_holds(path: &Path, name: &str) -> Option<BackupHolds> {
        let is_known = Self::backups_of(path).iter().any(|backup| backup.name == name);
        let connection = is_known.then(|| open::reader(&folder(path).join(name)))?.ok()?;
        holds(&connection).ok()
    }

    /// Copies the review data as it is now, and keeps the last few of that kind.
    pub(super) fn back_up(&self, kind: BackupKind, made: &str) -> Result<Backup, Error> {
        let backup = self.copy_as(kind, made)?;
        self.forget_the_oldest(kind, &backup.name);
        Ok(backup)
    }

    /// Copies the review data as it is now.
    pub(super) fn copy_as(&self, kind: BackupKind, made: &str) -> Result<Backup, Error> {
        let folder = create_folder(self.path())?;
        let name = name(kind, made);
        let failed = |error: std::io::Error| failed(&folder.join(&name), &error);
        // Mode 0600 from its first byte on.
        let copy = NamedTempFile::new_in(&folder).map_err(failed)?;
        let target = copy.path().to_str().ok_or_else(|| {
            Error::Backup("backups cannot be made in a folder whose name is no text".to_owned())
        })?;
        self.database
            .with_reader(|connection| Ok(connection.execute("VACUUM INTO ?", [target])?))
            .map_err(|error| explained(error, self.path()))?;
        fs::File::open(copy.path()).and_then(|file| file.sync_all()).map_err(failed)?;
        copy.persist(folder.join(&name)).map_err(|error| failed(error.error))?;
        let file = fs::metadata(folder.join(&name)).map_err(failed)?;
        let (bytes, written) = (file.len(), file.modified().ok());
        Ok(Backup { name, kind, made: made.to_owned(), bytes, written })
    }

    /// The one just made stays, even when the clock was set back and it looks like the oldest.
    pub(super) fn forget_the_oldest(&self, kind: BackupKind, just_made: &str) {
        let older = Self::backups_of(self.path())
            .into_iter()
            .filter(|backup| backup.kind == kind && backup.name != just_made);
        for backup in older.skip(KEPT - 1) {
            // One backup too many is no reason to fail.
            let _ = fs::remove_file(folder(self.path()).join(backup.name));
        }
    }

    /// The revision, as far as it can be read.
    pub(super) fn revision_or_none(&self) -> u64 {
        self.read(revision::present).unwrap_or(0)
    }
}

/// The newest backup of the review data at `path`.
pub(super) fn newest(path: &Path) -> Option<Backup> {
    Review::backups_of(path).into_iter().next()
}

/// Where the backups of the review data at `path` lie.
pub(super) fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// Creates that folder, private to its owner.
pub(super) fn create_folder(path: &Path) -> Result<PathBuf, Error> {
    let folder = folder(path);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder).map_err(|error| failed(&folder, &error))?;
    Ok(folder)
}

/// An instant as it can stand in a file's name on every system.
pub(super) fn stamp(now: Instant) -> String {
    let text = now.to_rfc3339().unwrap_or_else(|| now.as_us().to_string());
    text.replace(':', "-")
}

pub(super) fn failed(path: &Path, error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Error::DiskFull,
        _ => Error::NotWritable { path: path.to_owned(), reason: error.to_string() },
    }
}

fn day(now: Instant) -> Option<String> {
    now.to_rfc3339().map(|text| text.chars().take(10).collect())
}

fn holds(snapshot: &Connection) -> Result<BackupHolds, Error> {
    let sql = format!("SELECT count(*), (SELECT count(*) FROM notes) FROM ({})", of_calls::ALL_IDS);
    Ok(snapshot.query_row(&sql, [], |row| {
        Ok(BackupHolds {
            calls: crate::one_call::unsigned(row, 0)?,
            notes: crate::one_call::unsigned(row, 1)?,
        })
    })?)
}

fn name(kind: BackupKind, made: &str) -> String {
    format!("{}{made}{ENDING}", kind.beginning())
}

fn read_name(entry: &fs::DirEntry) -> Option<Backup> {
    let name = entry.file_name().into_string().ok()?;
    let stem = name.strip_suffix(ENDING)?;
    let kinds = [BackupKind::BeforeRestore, BackupKind::BeforeImport, BackupKind::Daily];
    let (kind, made) =
        kinds.iter().find_map(|kind| Some((*kind, stem.strip_prefix(kind.beginning())?)))?;
    // What was moved away as damaged lies here too, and is no backup.
    let made = made.starts_with(|c: char| c.is_ascii_digit()).then(|| made.to_owned())?;
    let file = entry.metadata().ok()?;
    Some(Backup { name, kind, made, bytes: file.len(), written: file.modified().ok() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_US: i64 = 86_400_000_000;

    fn opened() -> (tempfile::TempDir, Review) {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        (dir, review)
    }

    fn noon(day: i64) -> Instant {
        Instant::parse("2026-03-01T12:00:00Z").unwrap().plus_us(day * DAY_US)
    }

    fn names(review: &Review) -> Vec<String> {
        Review::backups_of(review.path()).into_iter().map(|backup| backup.name).collect()
    }

    #[test]
    fn one_backup_a_day_and_the_last_seven_are_kept() {
        let (_dir, review) = opened();
        assert_eq!(review.backup_if_due(noon(0)).unwrap(), None, "nothing was ever written");
        review.set_note("a", "x", noon(0)).unwrap();
        let made = review.backup_if_due(noon(0)).unwrap().unwrap();
        assert_eq!((made.name.as_str(), made.kind), ("review-2026-03-01.db", BackupKind::Daily));
        assert_eq!(review.backup_if_due(noon(0).plus_us(DAY_US / 3)).unwrap(), None);
        for day in 1..10 {
            assert!(review.backup_if_due(noon(day)).unwrap().is_some());
        }
        let names = names(&review);
        assert_eq!(names.len(), 7);
        assert_eq!(
            (names[0].as_str(), names[6].as_str()),
            ("review-2026-03-10.db", "review-2026-03-04.db")
        );
    }

    #[test]
    fn a_clock_set_back_does_not_cost_the_backup_just_made() {
        let (_dir, review) = opened();
        review.set_note("a", "x", noon(0)).unwrap();
        for day in 100..107 {
            review.backup_if_due(noon(day)).unwrap();
        }
        review.backup_if_due(noon(0)).unwrap();
        assert_eq!(names(&review).last().unwrap(), "review-2026-03-01.db");
        assert_eq!(names(&review).len(), 7);
        assert_eq!(review.backup_if_due(Instant::MAX).unwrap(), None, "no day that has a name");
    }

    #[test]
    fn a_backup_tells_what_it_holds_and_looking_leaves_nothing_beside_it() {
        let (dir, review) = opened();
        review.set_starred(&["a".to_owned(), "b".to_owned()], true, noon(0)).unwrap();
        review.set_note("a", "x", noon(0)).unwrap();
        let backup = review.backup_if_due(noon(0)).unwrap().unwrap();
        review.set_note("b", "y", noon(0)).unwrap();
        let holds = |name: &str| Review::backup_holds(review.path(), name);
        assert_eq!(holds(&backup.name), Some(BackupHolds { calls: 2, notes: 1 }));
        assert_eq!(holds("../review.db"), None, "no name of a backup");
        let folder = dir.path().join("backups");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::write(folder.join(&backup.name), "no database at all, but long enough").unwrap();
        assert_eq!(holds(&backup.name), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_backup_is_private_whole_and_leaves_nothing_beside_it() {
        use std::os::unix::fs::PermissionsExt;
        let (dir, review) = opened();
        review.set_note("a", "x", noon(0)).unwrap();
        review.backup_if_due(noon(0)).unwrap();
        let entries: Vec<_> =
            fs::read_dir(dir.path().join("backups")).unwrap().map(Result::unwrap).collect();
        assert_eq!(entries.len(), 1);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&entries[0].path()), 0o600);
        assert_eq!(mode(&dir.path().join("backups")), 0o700);
        let copy = Review::open(&entries[0].path()).unwrap();
        assert_eq!(copy.detail("a").unwrap(), review.detail("a").unwrap());
    }
}
