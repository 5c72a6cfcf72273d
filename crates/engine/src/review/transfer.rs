//! Review data as a JSON file, out and in.

use std::io::{BufWriter, Read, Write};
use std::path::Path;

use offhook_model::Instant;
use offhook_store::ImportReport;
use tempfile::NamedTempFile;

use crate::{Error, Profile};

impl Profile {
    /// Writes all review data to `path` as JSON, readable by its owner alone. The file appears
    /// once it is whole. Gives the count of calls in it.
    ///
    /// # Errors
    /// [`Error::Export`] when it exists and may not be replaced, or cannot be written.
    pub fn export_review(&self, path: &Path, overwrite: bool) -> Result<u64, Error> {
        let failed = |reason: String| Error::Export { path: path.to_owned(), reason };
        if !overwrite && path.symlink_metadata().is_ok() {
            let reason = "the file exists; choose another name, or allow it with --overwrite";
            return Err(failed(reason.to_owned()));
        }
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
        let file = NamedTempFile::new_in(dir.unwrap_or(Path::new(".")))
            .map_err(|error| failed(error.to_string()))?;
        let calls = self.export_review_to(&mut BufWriter::new(file.as_file()), path)?;
        file.as_file().sync_all().map_err(|error| failed(error.to_string()))?;
        let persisted = if overwrite { file.persist(path) } else { file.persist_noclobber(path) };
        persisted.map_err(|error| failed(error.error.to_string()))?;
        Ok(calls)
    }

    /// Writes all review data to `out` as JSON; `path` names it in messages.
    ///
    /// # Errors
    /// [`Error::Export`] when `out` takes no more, [`Error::Store`].
    pub fn export_review_to(&self, out: &mut dyn Write, path: &Path) -> Result<u64, Error> {
        let failed = |reason: String| Error::Export { path: path.to_owned(), reason };
        let calls = self.review()?.export_json(out).map_err(|error| match error {
            offhook_store::Error::Write(reason) => failed(reason),
            other => other.into(),
        })?;
        out.flush().map_err(|error| failed(error.to_string()))?;
        Ok(calls)
    }

    /// Unites an export with what is here: marks and tags of either side; the newer note with the
    /// other below it where they differ; views by id, ours replaced; the newer alias. Doing it
    /// twice changes nothing more.
    ///
    /// # Errors
    /// [`Error::Store`] when it cannot be used; then nothing was changed.
    pub fn import_review(&self, from: &mut dyn Read, now: Instant) -> Result<ImportReport, Error> {
        Ok(self.review_to_change(now)?.import_json(from, now)?)
    }
}
