//! What every form of file has in common, and the choice among them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use super::columns::{Column, Kind};
use super::csv::CsvWriter;
use super::json::{Frame, JsonWriter};
use super::manifest::Manifest;
use super::parquet::ParquetWriter;
use super::review::ReviewOf;
use super::text::Altered;
use super::xlsx::XlsxWriter;
use super::zone::TimeZone;
use super::{ExportFormat, ExportOptions};

/// Writes calls, one after the other.
pub(super) trait RowWriter {
    /// Writes one call, given as its document.
    fn write(&mut self, document: &str) -> io::Result<()>;

    /// What could not be written as it was sent, so far.
    fn altered(&self) -> Altered;

    /// Writes what stands at the end and empties every buffer.
    fn finish(self: Box<Self>, manifest: &Manifest) -> io::Result<()>;
}

/// Begins a file of the form asked for. Parts that must lie on a disk go to `scratch`.
pub(super) fn begin<'a>(
    options: &'a ExportOptions,
    columns: &'a [Column],
    reviews: Option<&'a dyn ReviewOf>,
    out: impl Write + Send + 'a,
    scratch: Option<&Path>,
) -> io::Result<Box<dyn RowWriter + 'a>> {
    let zone = &options.time_zone;
    // A whole document is copied; only named columns are picked out of it.
    let picked = (!options.columns.is_empty()).then_some(columns);
    Ok(match options.format {
        ExportFormat::Xlsx => Box::new(XlsxWriter::begin(out, columns, zone, reviews, scratch)?),
        ExportFormat::Csv(kind) => Box::new(CsvWriter::begin(out, kind, columns, zone, reviews)?),
        ExportFormat::Json => Box::new(JsonWriter::begin(out, Frame::Api, picked, reviews)?),
        ExportFormat::Ndjson => Box::new(JsonWriter::begin(out, Frame::Lines, picked, reviews)?),
        ExportFormat::Parquet => {
            let with_others = options.columns.is_empty();
            Box::new(ParquetWriter::begin(out, columns, with_others, reviews)?)
        }
    })
}

/// A column's heading; the zone is named where times are local.
pub(super) fn header(column: Column, zone: Option<&TimeZone>) -> Cow<'static, str> {
    match zone {
        Some(zone) if column.kind() == Some(Kind::Time) => {
            format!("{} ({zone})", column.name()).into()
        }
        _ => column.name().into(),
    }
}
