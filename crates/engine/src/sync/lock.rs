//! One sync at a time for a profile, across processes. The system frees the lock if we die.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::Error;

/// Whoever only looks whether it is held holds it for a moment.
const PATIENCE: Duration = Duration::from_millis(250);
const PAUSE: Duration = Duration::from_millis(10);

/// Held for as long as a sync runs.
#[derive(Debug)]
pub(crate) struct SyncLock {
    file: File,
}

impl SyncLock {
    /// Takes the lock of the profile in `dir`.
    ///
    /// # Errors
    /// [`Error::Busy`] when another sync holds it.
    pub(crate) fn take(dir: &Path) -> Result<Self, Error> {
        let began = Instant::now();
        loop {
            match Self::try_take(dir) {
                Err(Error::Busy) if began.elapsed() < PATIENCE => thread::sleep(PAUSE),
                outcome => return outcome,
            }
        }
    }

    fn try_take(dir: &Path) -> Result<Self, Error> {
        let path = dir.join("sync.lock");
        let failed =
            |error: std::io::Error| Error::File { path: path.clone(), reason: error.to_string() };
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

impl Drop for SyncLock {
    fn drop(&mut self) {
        // A program that is just being started has a copy of the handle until it runs, and what is
        // only closed stays locked for that long.
        let _ = self.file.unlock();
    }
}

/// Whether a sync of the profile in `dir` runs now, in this process or another.
pub(super) fn is_held(dir: &Path) -> bool {
    matches!(SyncLock::try_take(dir), Err(Error::Busy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_sync_is_told_to_wait_until_the_first_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let first = SyncLock::take(dir.path()).unwrap();
        assert!(matches!(SyncLock::take(dir.path()), Err(Error::Busy)));
        drop(first);
        assert!(SyncLock::take(dir.path()).is_ok());
    }

    #[test]
    fn a_program_that_is_being_started_meanwhile_keeps_nothing_locked() {
        let dir = tempfile::tempdir().unwrap();
        let first = SyncLock::take(dir.path()).unwrap();
        let _inherited = first.file.try_clone().unwrap();
        drop(first);
        assert!(SyncLock::try_take(dir.path()).is_ok());
    }

    #[test]
    fn who_only_looks_for_a_moment_refuses_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let looking = SyncLock::take(dir.path()).unwrap();
        let looked = thread::spawn(move || {
            thread::sleep(PAUSE * 3);
            drop(looking);
        });
        assert!(SyncLock::take(dir.path()).is_ok());
        looked.join().unwrap();
    }
}
