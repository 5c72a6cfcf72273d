//! The file an export goes to: written beside its place, moved there once it is whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::quiet;
use crate::Error;

/// A file in the making, beside its place. Dropped before it is published, it leaves nothing
/// behind.
#[derive(Debug)]
pub struct FileInTheMaking {
    path: PathBuf,
    overwrite: bool,
    file: NamedTempFile,
}

impl FileInTheMaking {
    /// Begins a file for `path`, in the same folder.
    ///
    /// # Errors
    /// [`Error::ExportExists`] when it may not be overwritten, [`Error::Export`] when the folder
    /// takes no files.
    pub fn begin(path: &Path, overwrite: bool) -> Result<Self, Error> {
        if !overwrite && path.symlink_metadata().is_ok() {
            return Err(Error::ExportExists { path: path.to_owned() });
        }
        if path.is_dir() {
            let reason = "it is a folder; name a file in it".to_owned();
            return Err(Error::Export { path: path.to_owned(), reason });
        }
        let folder = folder_of(path);
        let prefix = prefix_of(path);
        remove_what_killed_exports_left(folder, &prefix);
        let file = tempfile::Builder::new()
            .prefix(&prefix)
            .suffix(".part")
            .tempfile_in(folder)
            .map_err(|error| failed(path, &error))?;
        // Marks it as in use. A file system without locks only loses the tidying up.
        let _ = file.as_file().try_lock();
        Ok(Self { path: path.to_owned(), overwrite, file })
    }

    pub(super) fn file(&self) -> &File {
        self.file.as_file()
    }

    pub(super) fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// Where it lies until then, for a program of the system that writes by itself.
    #[must_use]
    pub fn temporary_path(&self) -> &Path {
        self.file.path()
    }

    /// Another program has written the file, perhaps by putting a new one in its place.
    ///
    /// # Errors
    /// [`Error::Export`] when it cannot be opened any more.
    pub fn written_by_another(&mut self) -> Result<(), Error> {
        let opened = File::options().read(true).write(true).open(self.file.path());
        *self.file.as_file_mut() = opened.map_err(|error| failed(&self.path, &error))?;
        Ok(())
    }

    /// Brings what was written onto the disk, and gives its size in bytes.
    ///
    /// # Errors
    /// [`Error::Export`], [`Error::ExportDiskFull`].
    pub fn settle(&self) -> Result<u64, Error> {
        let settled = self.file().sync_all().and_then(|()| {
            allow_reading_as_usual(self.file())?;
            Ok(self.file().metadata()?.len())
        });
        settled.map_err(|error| failed(&self.path, &error))
    }

    /// Moves the file to its place.
    ///
    /// # Errors
    /// [`Error::Export`]; what was there is then still there.
    pub fn publish(self) -> Result<(), Error> {
        let Self { path, overwrite, file } = self;
        let moved = if overwrite { file.persist(&path) } else { file.persist_noclobber(&path) };
        moved.map(drop).map_err(|error| failed(&path, &error.error))
    }
}

/// What went wrong, in words, with its code.
pub(super) fn failed(path: &Path, error: &io::Error) -> Error {
    if let Some(words) = quiet::defect(error) {
        return Error::Defect(words);
    }
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Error::ExportDiskFull { path: path.to_owned() }
        }
        io::ErrorKind::AlreadyExists => Error::ExportExists { path: path.to_owned() },
        _ => Error::Export { path: path.to_owned(), reason: in_words(error) },
    }
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::NotADirectory => "its folder is a file".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::PermissionDenied if cfg!(windows) => {
            "you may not write there, or another program has the file open; close it there and try again".to_owned()
        }
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        _ => error.to_string(),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// How the names of the files in the making begin, for this path.
fn prefix_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A name may have 255 bytes, ours included.
    let short: String = name.chars().take(40).collect();
    format!(".{short}.offhook-")
}

/// A killed export cannot tidy up; the next one to the same path does. A lock tells whether a file
/// is still being written.
fn remove_what_killed_exports_left(folder: &Path, prefix: &str) {
    /// A file younger than this may have been made and not yet locked.
    const YOUNG: Duration = Duration::from_secs(5);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        if !name.starts_with(prefix) || !name.ends_with(".part") {
            continue;
        }
        let age = entry.metadata().and_then(|data| data.modified()).map(|time| time.elapsed());
        let is_old = age.is_ok_and(|age| age.is_ok_and(|age| age >= YOUNG));
        // The handle is closed before: Windows keeps a file's name as long as one is open.
        if is_old && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            // What cannot be removed is left; it hinders nothing.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A temporary file is private; an export gets the mode that any new file of the person gets.
#[cfg(unix)]
fn allow_reading_as_usual(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading_as_usual(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use offhook_model::Code;

    use super::*;

    fn names_in(dir: &Path) -> Vec<String> {
        let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("calls.csv");
        fs::write(&path, "old").unwrap();
        let given_up = FileInTheMaking::begin(&path, true).unwrap();
        given_up.file().write_all(b"half").unwrap();
        drop(given_up);
        assert_eq!(names_in(dir.path()), ["calls.csv"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let done = FileInTheMaking::begin(&path, true).unwrap();
        done.file().write_all(b"new!").unwrap();
        assert_eq!(done.settle().unwrap(), 4);
        done.publish().unwrap();
        assert_eq!(names_in(dir.path()), ["calls.csv"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new!");
    }

    #[test]
    fn what_a_killed_export_left_is_removed_by_the_next_and_a_running_one_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("calls.csv");
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
        let running = FileInTheMaking::begin(&path, true).unwrap();
        running.file().set_modified(long_ago).unwrap();
        for name in [".calls.csv.offhook-abc.part", ".other.csv.offhook-abc.part", "mine.part"] {
            let left = File::create(dir.path().join(name)).unwrap();
            left.set_modified(long_ago).unwrap();
        }
        drop(FileInTheMaking::begin(&path, true).unwrap());
        let names = names_in(dir.path());
        assert!(!names.contains(&".calls.csv.offhook-abc.part".to_owned()), "{names:?}");
        assert_eq!(names.len(), 3, "{names:?}");
        running.publish().unwrap();
    }

    #[test]
    fn errors_say_what_to_do_and_carry_their_code() {
        let path = Path::new("calls.csv");
        let failed = |kind: io::ErrorKind| failed(path, &kind.into());
        let full = failed(io::ErrorKind::StorageFull);
        assert_eq!(full.code(), Code::DiskFull);
        assert_eq!(
            full.to_string(),
            "the export to calls.csv failed: the disk is full; free some space and try again. An older file there is as it was"
        );
        assert_eq!(failed(io::ErrorKind::FileTooLarge).code(), Code::DiskFull);
        let refused = failed(io::ErrorKind::NotFound);
        assert_eq!(refused.code(), Code::ExportFailed);
        assert_eq!(refused.to_string(), "the export to calls.csv failed: there is no such folder");
    }
}
