//! One sync at a time for a profile, across processes. The system frees the lock if we die.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::Error;

/// Held for as long as a sync runs.
#[derive(Debug)]
pub(crate) struct SyncLock {
    _file: File,
}

impl SyncLock {
    /// Takes the lock of the profile in `dir`.
    ///
    /// # Errors
    /// [`Error::Busy`] when another sync holds it.
    pub(crate) fn take(dir: &Path) -> Result<Self, Error> {
        let path = dir.join("sync.lock");
        let failed =
            |error: std::io::Error| Error::File { path: path.clone(), reason: error.to_string() };
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

/// Whether a sync of the profile in `dir` runs now, in this process or another.
pub(super) fn is_held(dir: &Path) -> bool {
    matches!(SyncLock::take(dir), Err(Error::Busy))
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
}
