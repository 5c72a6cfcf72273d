//! Puts a backup back in the place of the review data, which is itself backed up first.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use offhook_model::Instant;
use rusqlite::Connection;
use rusqlite::backup::{Backup as Copying, StepResult};
use tempfile::NamedTempFile;

use super::backup::{self, BackupKind};
use super::{Review, revision};
use crate::{Error, open};

/// A restored file's revision lies so far ahead that no window can mistake it for one it knows,
/// even when somebody writes at the same moment.
const REVISIONS_AHEAD: u64 = 1_000;
/// How often, and how long apart, the copy is tried while another process writes.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

impl Review {
    /// Puts the backup called `name` back in the place of the review data at `path`. What stands
    /// there is kept beside the backups first, damaged or not, and its name is given back. Windows
    /// and processes that have it open go on with what was put back.
    ///
    /// # Errors
    /// [`Error::Restore`] when there is no such backup or it is damaged itself; [`Error`] when
    /// anything could not be written. The review data is then as it was.
    pub fn restore(path: &Path, name: &str, now: Instant) -> Result<String, Error> {
        let folder = backup::create_folder(path)?;
        if !Self::backups_of(path).iter().any(|backup| backup.name == name) {
            return Err(Error::Restore(format!("there is no backup \"{name}\"")));
        }
        let prepared = Prepared::from(&folder.join(name))?;
        let kept = Self::open(path).and_then(|present| {
            let kept = present.back_up(BackupKind::BeforeRestore, &backup::stamp(now))?;
            Ok((kept.name, present.revision_or_none()))
        });
        match kept {
            Ok((kept, present_revision)) => {
                prepared.go_ahead_of(present_revision)?;
                prepared.copy_into(path)?;
                Ok(kept)
            }
            Err(Error::ReviewDamaged { .. }) => {
                prepared.go_ahead_of(0)?;
                let kept = move_away(path, &folder, now)?;
                prepared.become_file(path)?;
                Ok(kept)
            }
            Err(error) => Err(error),
        }
    }
}

/// A copy of a backup, checked and migrated, before anything is touched.
struct Prepared {
    connection: Connection,
    file: NamedTempFile,
}

impl Prepared {
    fn from(backup: &Path) -> Result<Self, Error> {
        let name = backup.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let failed = |error: std::io::Error| backup::failed(backup, &error);
        let folder = backup.parent().unwrap_or(Path::new("."));
        let file = NamedTempFile::new_in(folder).map_err(failed)?;
        fs::copy(backup, file.path()).map_err(failed)?;
        make_private(file.path()).map_err(failed)?;
        let damaged = |reason: &str| {
            Error::Restore(format!(
                "the backup \"{name}\" is damaged ({reason}); nothing was changed"
            ))
        };
        let opened = open::writer(&open::REVIEW, file.path());
        let connection = opened.map_err(|error| match error {
            Error::Damaged(reason) => damaged(&reason),
            Error::TooNew { .. } => Error::ReviewTooNew { path: backup.to_owned() },
            other => other,
        })?;
        // All in one file, so that it can be moved.
        connection.pragma_update(None, "journal_mode", "delete")?;
        match open::health(&connection) {
            Ok(health) if health.problems.is_empty() => Ok(Self { connection, file }),
            Ok(health) => Err(damaged(&health.problems.join("; "))),
            Err(error) => Err(damaged(&error.to_string())),
        }
    }

    fn go_ahead_of(&self, present: u64) -> Result<(), Error> {
        let transaction = self.connection.unchecked_transaction()?;
        let own = revision::present(&transaction)?;
        revision::jump_to(&transaction, own.max(present) + REVISIONS_AHEAD)?;
        transaction.commit()?;
        Ok(())
    }

    /// Copies it into the database at `path`, in one transaction there.
    fn copy_into(&self, path: &Path) -> Result<(), Error> {
        let mut present = open::writer(&open::REVIEW, path)?;
        let copying = Copying::new(&self.connection, &mut present)?;
        for _try in 0..TRIES {
            match copying.step(-1)? {
                StepResult::Done => return Ok(()),
                StepResult::Busy | StepResult::Locked => thread::sleep(PAUSE),
                _ => {}
            }
        }
        Err(Error::Busy)
    }

    /// Becomes the file at `path`, where none is left.
    fn become_file(self, path: &Path) -> Result<(), Error> {
        self.connection.close().map_err(|(_, error)| error)?;
        let failed = |error: std::io::Error| backup::failed(path, &error);
        self.file.as_file().sync_all().map_err(failed)?;
        self.file.persist_noclobber(path).map_err(|error| failed(error.error))?;
        Ok(())
    }
}

/// Moves a damaged database and what belongs to it aside: somebody may still get something out.
fn move_away(path: &Path, folder: &Path, now: Instant) -> Result<String, Error> {
    let name = format!("review-damaged-{}.db", backup::stamp(now));
    for ending in ["-shm", "-wal", ""] {
        let from = path.with_file_name(file_name(path) + ending);
        let to = folder.join(name.clone() + ending);
        match fs::rename(&from, &to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(backup::failed(&from, &error));
            }
            _ => {}
        }
    }
    Ok(name)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A copied file takes the mode of what it was copied from.
fn make_private(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        Instant::parse("2026-03-01T12:00:00Z").unwrap()
    }

    fn later() -> Instant {
        now().plus_us(86_400_000_000)
    }

    fn note(review: &Review) -> Option<String> {
        review.detail("a").unwrap().note.map(|note| note.text)
    }

    /// Review data with a backup in which the note is "old", and itself has "new".
    fn backed_up() -> (tempfile::TempDir, Review) {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        review.set_note("a", "old", now()).unwrap();
        review.backup_if_due(now()).unwrap().unwrap();
        review.set_note("a", "new", now()).unwrap();
        review.set_starred(&["b".to_owned()], true, now()).unwrap();
        (dir, review)
    }

    #[test]
    fn a_restored_backup_is_seen_by_open_handles_and_can_itself_be_taken_back() {
        let (_dir, review) = backed_up();
        let before = review.revision().unwrap();
        let kept = Review::restore(review.path(), "review-2026-03-01.db", later()).unwrap();
        assert_eq!(note(&review).as_deref(), Some("old"));
        assert!(review.revision().unwrap() > before);
        assert_eq!(review.changed_since(before).unwrap(), None, "everything is to be read anew");
        review.set_note("a", "written after", later()).unwrap();
        assert_eq!(review.undo().unwrap(), None, "the star came later than the backup");

        assert!(kept.starts_with("review-before-restore-2026-03-02T12-00-00"), "{kept}");
        let again = later().plus_us(1);
        Review::restore(review.path(), &kept, again).unwrap();
        assert_eq!(note(&review).as_deref(), Some("new"));
        assert!(review.undo().unwrap().is_some());
        assert_eq!(Review::backups_of(review.path()).len(), 3);
    }

    #[test]
    fn a_damaged_file_names_the_backup_that_replaces_it_and_is_kept() {
        let (dir, review) = backed_up();
        let path = review.path().to_owned();
        drop(review);
        fs::write(&path, "not a database at all, but long enough to be read as a header").unwrap();
        let message = Review::open(&path).unwrap_err().to_string();
        assert!(message.contains("offhook review restore review-2026-03-01.db"), "{message}");
        let kept = Review::restore(&path, "review-2026-03-01.db", later()).unwrap();
        assert_eq!(note(&Review::open(&path).unwrap()).as_deref(), Some("old"));
        let kept = fs::read_to_string(dir.path().join("backups").join(&kept)).unwrap();
        assert!(kept.starts_with("not a database"));
        assert_eq!(Review::backups_of(&path).len(), 1, "what is damaged is no backup");
    }

    #[test]
    fn what_is_damaged_deep_inside_is_replaced_as_well() {
        let (_dir, review) = backed_up();
        let path = review.path().to_owned();
        drop(review);
        let mut bytes = fs::read(&path).unwrap();
        let from = 4096;
        bytes[from..].fill(0xAB);
        fs::write(&path, bytes).unwrap();
        Review::restore(&path, "review-2026-03-01.db", later()).unwrap();
        assert_eq!(note(&Review::open(&path).unwrap()).as_deref(), Some("old"));
    }

    #[test]
    fn a_missing_file_is_made_from_the_backup() {
        let (_dir, review) = backed_up();
        let path = review.path().to_owned();
        drop(review);
        fs::remove_file(&path).unwrap();
        Review::restore(&path, "review-2026-03-01.db", later()).unwrap();
        assert_eq!(note(&Review::open(&path).unwrap()).as_deref(), Some("old"));
    }

    #[test]
    fn a_backup_that_is_damaged_newer_or_unknown_changes_nothing() {
        let (dir, review) = backed_up();
        let backups = dir.path().join("backups");
        fs::write(backups.join("review-2026-02-01.db"), "no database, and rather long for a text")
            .unwrap();
        let newer = Connection::open(backups.join("review-2026-02-02.db")).unwrap();
        newer.pragma_update(None, "user_version", 999).unwrap();
        drop(newer);
        for name in ["review-2026-02-01.db", "review-2026-02-02.db", "../review.db", ""] {
            let refused = Review::restore(review.path(), name, later());
            assert!(
                matches!(refused, Err(Error::Restore(_) | Error::ReviewTooNew { .. })),
                "{name}: {refused:?}"
            );
        }
        assert_eq!(note(&review).as_deref(), Some("new"));
        assert_eq!(fs::read_dir(backups).unwrap().count(), 3, "nothing is left lying about");
    }
}
