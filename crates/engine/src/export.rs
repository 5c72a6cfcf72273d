//! Writes every call of a filter to a file, from one snapshot, all or nothing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use offhook_model::Filter;
use serde::Serialize;
use serde_json::{Map, Value};
use tempfile::NamedTempFile;

use crate::{Error, Profile};

/// The columns of a CSV export, in their default order: the documented fields, then those
/// observed.
pub const CSV_COLUMNS: [&str; 13] = [
    "id",
    "agent_id",
    "from_number",
    "to_number",
    "direction",
    "status",
    "duration",
    "sentiment",
    "call_summary",
    "created_at",
    "agent_name",
    "started_at",
    "ended_at",
];

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// One JSON object a line, every field as the server sent it.
    Ndjson,
    /// Comma-separated values.
    Csv(CsvFor),
}

/// Whom a CSV file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvFor {
    /// Spreadsheets: a byte-order mark, and text that looks like a formula made harmless.
    Excel,
    /// Programs: RFC 4180, values exactly as the server sent them.
    Machines,
}

/// What to write where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    /// The form of the file.
    pub format: ExportFormat,
    /// Columns of a CSV, in order; empty for [`CSV_COLUMNS`].
    pub columns: Vec<String>,
    /// Whether a file that exists may be replaced.
    pub overwrite: bool,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExportReport {
    /// Calls written.
    pub rows: u64,
    /// Size of the file in bytes.
    pub bytes: u64,
}

impl Profile {
    /// Writes every call that matches, in the filter's order, to `path`. Limit and offset are
    /// passed over. The file appears once it is whole; until then an old one stays as it is.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a column that does not exist, [`Error::Export`].
    pub fn export(
        &self,
        filter: &Filter,
        options: &ExportOptions,
        path: &Path,
    ) -> Result<ExportReport, Error> {
        check_columns(&options.columns)?;
        let failed =
            |error: &io::Error| Error::Export { path: path.to_owned(), reason: in_words(error) };
        if !options.overwrite && path.symlink_metadata().is_ok() {
            let reason = "the file exists; choose another name, or allow it with --overwrite";
            return Err(Error::Export { path: path.to_owned(), reason: reason.to_owned() });
        }
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
        let file = NamedTempFile::new_in(dir.unwrap_or(Path::new("."))).map_err(|e| failed(&e))?;
        let rows = self.export_to(filter, options, BufWriter::new(file.as_file()), path)?;
        file.as_file().sync_all().map_err(|error| failed(&error))?;
        allow_reading_as_usual(file.as_file()).map_err(|error| failed(&error))?;
        let persisted = if options.overwrite {
            file.persist(path).map_err(|error| error.error)
        } else {
            file.persist_noclobber(path).map_err(|error| error.error)
        };
        persisted.map_err(|error| failed(&error))?;
        let bytes = fs::metadata(path).map(|data| data.len()).map_err(|error| failed(&error))?;
        Ok(ExportReport { rows, bytes })
    }

    /// Writes every call that matches to `out`; `path` names it in messages.
    ///
    /// # Errors
    /// As [`Profile::export`].
    pub fn export_to(
        &self,
        filter: &Filter,
        options: &ExportOptions,
        out: impl Write,
        path: &Path,
    ) -> Result<u64, Error> {
        check_columns(&options.columns)?;
        let mut rows = 0;
        let written = match options.format {
            ExportFormat::Ndjson => self.write_ndjson(filter, out, &mut rows)?,
            ExportFormat::Csv(kind) => {
                self.write_csv(filter, kind, &options.columns, out, &mut rows)?
            }
        };
        written
            .map_err(|error| Error::Export { path: path.to_owned(), reason: in_words(&error) })?;
        Ok(rows)
    }

    fn write_ndjson(
        &self,
        filter: &Filter,
        mut out: impl Write,
        rows: &mut u64,
    ) -> Result<io::Result<()>, Error> {
        let mut written = Ok(());
        self.cache.visit(filter, |document| {
            written = out.write_all(document.as_bytes()).and_then(|()| out.write_all(b"\n"));
            *rows += 1;
            go_on_while_ok(&written)
        })?;
        Ok(written.and_then(|()| out.flush()))
    }

    fn write_csv(
        &self,
        filter: &Filter,
        kind: CsvFor,
        columns: &[String],
        mut out: impl Write,
        rows: &mut u64,
    ) -> Result<io::Result<()>, Error> {
        let columns: Vec<&str> = if columns.is_empty() {
            CSV_COLUMNS.to_vec()
        } else {
            columns.iter().map(String::as_str).collect()
        };
        let mut written = match kind {
            CsvFor::Excel => out.write_all("\u{feff}".as_bytes()),
            CsvFor::Machines => Ok(()),
        };
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        written = written.and_then(|()| Ok(csv.write_record(&columns)?));
        if written.is_err() {
            return Ok(written);
        }
        self.cache.visit(filter, |document| {
            let call: Map<String, Value> = serde_json::from_str(document).unwrap_or_default();
            let cells = columns.iter().map(|column| cell(call.get(*column), kind));
            written = csv.write_record(cells).map_err(io::Error::from);
            *rows += 1;
            go_on_while_ok(&written)
        })?;
        Ok(written.and_then(|()| csv.flush()))
    }
}

fn go_on_while_ok(written: &io::Result<()>) -> ControlFlow<()> {
    if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

fn check_columns(columns: &[String]) -> Result<(), Error> {
    match columns.iter().find(|column| !CSV_COLUMNS.contains(&column.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(Error::InvalidSetting(format!(
            "there is no column \"{unknown}\"; the columns are {}",
            CSV_COLUMNS.join(", ")
        ))),
    }
}

fn cell(value: Option<&Value>, kind: CsvFor) -> String {
    match (value, kind) {
        (None | Some(Value::Null), _) => String::new(),
        (Some(Value::String(text)), CsvFor::Excel) => harmless(text),
        (Some(Value::String(text)), CsvFor::Machines) => text.clone(),
        (Some(other), _) => other.to_string(),
    }
}

/// A spreadsheet runs text that starts like a formula; an apostrophe keeps it text.
/// (OWASP, "CSV Injection".)
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        return format!("'{text}");
    }
    text.to_owned()
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; free some space and try again".to_owned()
        }
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::AlreadyExists => {
            "the file exists; choose another name, or allow it with --overwrite".to_owned()
        }
        _ => error.to_string(),
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
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_stays_text() {
        for text in ["=1+1", "+1604", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("a=1"), "a=1");
    }
}
