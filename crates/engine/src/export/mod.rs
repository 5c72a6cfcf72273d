//! Writes every call of a filter to a file, from one snapshot, all or nothing, with a manifest
//! that says what is in it.

mod beside;
mod columns;
mod csv;
mod document;
mod json;
mod manifest;
mod parquet;
mod progress;
mod quiet;
mod review;
mod rows;
mod target;
mod text;
mod watched;
mod writer;
mod xlsx;
mod zone;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

use offhook_model::Filter;
use serde::Serialize;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use self::columns::Column;
use self::manifest::{ManifestCoverage, ManifestFilter, ManifestSelection};
use self::progress::Teller;
use self::review::KeptReviews;
use self::rows::Moment;
use self::target::failed;
use self::watched::Watched;
use crate::{Clock, Error, Profile};

pub use self::beside::save_beside_others;
pub use self::columns::{CALL_COLUMNS, REVIEW_COLUMNS};
pub use self::manifest::{Manifest, manifest_path};
pub use self::progress::ExportProgress;
pub use self::review::{Review, ReviewOf};
pub use self::target::FileInTheMaking;
pub use self::text::Altered;
pub use self::zone::TimeZone;

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A spreadsheet for people.
    Xlsx,
    /// Comma-separated values.
    Csv(CsvFor),
    /// One JSON object in the API's own shape, every field as the server sent it.
    Json,
    /// One JSON object a line, every field as the server sent it.
    Ndjson,
    /// Typed columns for DuckDB, Spark and their like.
    Parquet,
}

/// Whom a CSV file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvFor {
    /// Spreadsheets: a byte-order mark, local times, and text that looks like a formula made
    /// harmless.
    Excel,
    /// Programs: RFC 4180, values exactly as the server sent them.
    Machines,
}

impl ExportFormat {
    const fn in_words(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv(CsvFor::Excel) => "csv for excel",
            Self::Csv(CsvFor::Machines) => "csv for machines",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
        }
    }

    /// Whether times are written as clocks of a zone show them.
    const fn has_local_times(self) -> bool {
        matches!(self, Self::Xlsx | Self::Csv(CsvFor::Excel))
    }

    /// An XLSX file has its manifest inside.
    const fn has_sidecar(self) -> bool {
        !matches!(self, Self::Xlsx)
    }
}

/// What to write.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportOptions {
    /// The form of the file.
    pub format: ExportFormat,
    /// Columns in order, of [`CALL_COLUMNS`] and [`REVIEW_COLUMNS`]; empty for all of the first.
    /// JSON, NDJSON and Parquet then hold every field the server sent.
    pub columns: Vec<String>,
    /// Whether the review of each call is written, too. Where JSON holds whole calls it stands in
    /// them as `review`.
    pub with_review: bool,
    /// The zone of the times in XLSX and CSV for Excel; the other forms keep the server's own.
    pub time_zone: TimeZone,
    /// Whose days a search text such as `on:yesterday` speaks of; the system's where none are named.
    pub days_in: Option<TimeZone>,
    /// Ids of the calls to write, of those that match; `None` for all of them.
    pub selection: Option<HashSet<String>>,
    /// Whether a file that exists may be replaced.
    pub overwrite: bool,
    /// The filter for a person, for the manifest.
    pub filter_in_words: String,
    /// The filter as a request, for the manifest.
    pub request: Value,
}

impl ExportOptions {
    /// All columns, times in UTC, the system's days, nothing overwritten, no words for the filter.
    #[must_use]
    pub fn new(format: ExportFormat) -> Self {
        Self {
            format,
            columns: Vec::new(),
            with_review: false,
            time_zone: TimeZone::default(),
            days_in: None,
            selection: None,
            overwrite: false,
            filter_in_words: String::new(),
            request: Value::Null,
        }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExportReport {
    /// Calls written.
    pub rows: u64,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// What the file could not hold as the server sent it.
    pub altered: Altered,
}

impl Profile {
    /// Writes every call that matches, in the filter's order, to `path`, and beside it a manifest
    /// ([`manifest_path`]; a sheet of its own in XLSX). Limit and offset are passed over. The file
    /// appears once it is whole; until then an old one stays as it is, also when the export is
    /// cancelled, the disk is full or the process is killed.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a column that does not exist, [`Error::ExportExists`],
    /// [`Error::Export`], [`Error::ExportDiskFull`], [`Error::ExportStopped`], [`Error::Store`].
    pub fn export(
        &self,
        filter: &Filter,
        options: &ExportOptions,
        path: &Path,
        clock: &dyn Clock,
        cancel: &CancellationToken,
        observe: &mut dyn FnMut(&ExportProgress),
    ) -> Result<ExportReport, Error> {
        let columns = columns::chosen(&options.columns, options.with_review)?;
        let target = FileInTheMaking::begin(path, options.overwrite)?;
        let has_sidecar = options.format.has_sidecar();
        let sidecar_path = manifest_path(path);
        let sidecar = has_sidecar
            .then(|| FileInTheMaking::begin(&sidecar_path, options.overwrite))
            .transpose()?;
        let mut hashed = Watched::new(target.file(), cancel, has_sidecar);
        let run = Run { profile: self, filter, options, columns: &columns, path, cancel };
        let mut manifest = run.write(&mut hashed, Some(target.folder()), clock, observe)?;
        manifest.sha256 = hashed.sha256();
        let bytes = target.settle()?;
        if let Some(sidecar) = &sidecar {
            let json = manifest.json();
            let written = sidecar.file().write_all(json.as_bytes());
            written.map_err(|error| failed(&sidecar_path, &error))?;
            sidecar.settle()?;
        }
        if cancel.is_cancelled() {
            return Err(Error::ExportStopped);
        }
        // From here on only the names change.
        target.publish()?;
        sidecar.map_or(Ok(()), FileInTheMaking::publish)?;
        Ok(ExportReport { rows: manifest.rows, bytes, altered: manifest.altered })
    }

    /// Writes every call that matches to `out`, without a manifest beside it; `path` names it in
    /// messages.
    ///
    /// # Errors
    /// As [`Profile::export`].
    #[expect(clippy::too_many_arguments, reason = "those of `export`, and where to")]
    pub fn export_to(
        &self,
        filter: &Filter,
        options: &ExportOptions,
        out: impl Write + Send,
        path: &Path,
        clock: &dyn Clock,
        cancel: &CancellationToken,
        observe: &mut dyn FnMut(&ExportProgress),
    ) -> Result<u64, Error> {
        let columns = columns::chosen(&options.columns, options.with_review)?;
        let run = Run { profile: self, filter, options, columns: &columns, path, cancel };
        let mut out = Watched::new(out, cancel, false);
        Ok(run.write(&mut out, None, clock, observe)?.rows)
    }
}

/// One export's fixed circumstances.
struct Run<'a> {
    profile: &'a Profile,
    filter: &'a Filter,
    options: &'a ExportOptions,
    columns: &'a [Column],
    path: &'a Path,
    cancel: &'a CancellationToken,
}

impl Run<'_> {
    /// Writes the whole file to `out` and gives its manifest, without the hash.
    fn write<W: Write + Send>(
        &self,
        out: &mut Watched<'_, W>,
        scratch: Option<&Path>,
        clock: &dyn Clock,
        observe: &mut dyn FnMut(&ExportProgress),
    ) -> Result<Manifest, Error> {
        let moment = Moment::of(self.profile, self.filter, self.options)?;
        let manifest = self.manifest(&moment.profile, clock)?;
        let written = self.write_rows(out, scratch, moment, manifest, observe);
        match out.failure() {
            Some(error) => Err(self.failed(&error)),
            None => written,
        }
    }

    fn write_rows<W: Write + Send>(
        &self,
        out: &mut Watched<'_, W>,
        scratch: Option<&Path>,
        moment: Moment,
        mut manifest: Manifest,
        observe: &mut dyn FnMut(&ExportProgress),
    ) -> Result<Manifest, Error> {
        let mut teller = Teller::new(moment.rows.len() as u64, observe);
        let wants_reviews = self.columns.iter().any(|column| matches!(column, Column::Review(_)));
        let reviews = wants_reviews.then(|| KeptReviews::read(&moment.profile)).transpose()?;
        let reviews = reviews.as_ref().map(|reviews| reviews as &dyn ReviewOf);
        let mut writer = writer::begin(self.options, self.columns, reviews, out, scratch)
            .map_err(|error| self.failed(&error))?;
        teller.begin();
        let mut rows = 0;
        moment.profile.stream_rows(&moment.rows, self.cancel, |batch| {
            for document in batch.documents() {
                writer.write(document).map_err(|error| self.failed(&error))?;
                rows += 1;
            }
            teller.rows_written(rows);
            self.go_on()
        })?;
        self.go_on()?;
        // Some forms take their time to finish; a sync need not make room for them.
        drop(moment);
        teller.finishing(rows);
        manifest.rows = rows;
        manifest.altered = writer.altered();
        writer.finish(&manifest).map_err(|error| self.failed(&error))?;
        Ok(manifest)
    }

    fn go_on(&self) -> Result<(), Error> {
        if self.cancel.is_cancelled() { Err(Error::ExportStopped) } else { Ok(()) }
    }

    /// A write that a cancel has cut off is a cancel.
    fn failed(&self, error: &io::Error) -> Error {
        if self.cancel.is_cancelled() { Error::ExportStopped } else { failed(self.path, error) }
    }

    fn manifest(&self, profile: &Profile, clock: &dyn Clock) -> Result<Manifest, Error> {
        let options = self.options;
        let status = profile.status()?;
        let has_local_times = options.format.has_local_times();
        let zone = if has_local_times { options.time_zone.name() } else { "UTC" };
        let file = self.path.file_name().unwrap_or_default();
        Ok(Manifest {
            file: file.to_string_lossy().into_owned(),
            format: options.format.in_words(),
            made_by: format!("Offhook {}", env!("CARGO_PKG_VERSION")),
            as_of: clock.now().to_string(),
            rows: 0,
            filter: ManifestFilter {
                in_words: options.filter_in_words.clone(),
                request: options.request.clone(),
            },
            selection: options.selection.as_ref().map(ManifestSelection::of),
            coverage: ManifestCoverage {
                complete: status.complete,
                complete_back_to: status.complete_back_to,
                last_verified_at: status.last_verified_at,
            },
            time_zone: zone.to_owned(),
            columns: self.columns.iter().map(|column| column.name().to_owned()).collect(),
            altered: Altered::default(),
            sha256: None,
        })
    }
}
