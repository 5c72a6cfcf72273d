//! XLSX for people: real dates in a named zone, durations as numbers, numbers of phones as text,
//! no formula, and a sheet that says what the export is.

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::{Date, DateTime, date};
use offhook_model::Instant;
use rust_xlsxwriter::{Format, IgnoreError, Workbook, Worksheet, XlsxError};

use super::columns::{Column, Kind, ReviewColumn};
use super::document::Fields;
use super::manifest::Manifest;
use super::quiet::catching;
use super::review::{Review, ReviewOf};
use super::text::{Altered, for_cell};
use super::writer::{RowWriter, header};
use super::zone::TimeZone;

/// Rows of a sheet, the heading included. (Microsoft, "Excel specifications and limits".)
const SHEET_ROWS: u32 = 1_048_576;
const ABOUT: &str = "About this export";
/// Excel's day 0, as it counts days from March 1900 on.
const DAY_ZERO: Date = date(1899, 12, 30);
/// Excel takes 1900 for a leap year; dates before this are off by a day there, and stay text.
const FIRST_DAY: Date = date(1900, 3, 1);
const US_PER_DAY: f64 = 86_400_000_000.0;
/// The worksheets of a file beyond this need the large form of its container.
const LARGE_BYTES: u64 = 1 << 30;

/// Writes one row a call, sheet after sheet.
pub(super) struct XlsxWriter<'a, W: Write + Send> {
    out: W,
    workbook: Workbook,
    columns: &'a [Column],
    zone: &'a TimeZone,
    reviews: Option<&'a dyn ReviewOf>,
    altered: Altered,
    formats: Formats,
    sheet: usize,
    /// The next free row of the sheet.
    row: u32,
    sheet_rows: u32,
    document_bytes: u64,
}

struct Formats {
    heading: Format,
    time: Format,
}

impl<'a, W: Write + Send> XlsxWriter<'a, W> {
    pub(super) fn begin(
        out: W,
        columns: &'a [Column],
        zone: &'a TimeZone,
        reviews: Option<&'a dyn ReviewOf>,
        scratch: Option<&Path>,
    ) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        if let Some(folder) = scratch {
            workbook.set_tempdir(folder).map_err(as_io)?;
        }
        let formats = Formats {
            heading: Format::new().set_bold(),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        };
        let mut writer = Self {
            out,
            workbook,
            columns,
            zone,
            reviews,
            altered: Altered::default(),
            formats,
            sheet: 0,
            row: 0,
            sheet_rows: SHEET_ROWS,
            document_bytes: 0,
        };
        catching(|| writer.begin_sheet())?;
        Ok(writer)
    }

    fn begin_sheet(&mut self) -> io::Result<()> {
        let name = match self.sheet {
            0 => "Calls".to_owned(),
            before => format!("Calls {}", before + 1),
        };
        let heading = &self.formats.heading;
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(as_io)?;
        sheet.set_name(name).map_err(as_io)?;
        sheet.set_freeze_panes(1, 0).map_err(as_io)?;
        for (place, column) in (0_u16..).zip(self.columns) {
            sheet.set_column_width(place, width(*column)).map_err(as_io)?;
            let title = header(*column, Some(self.zone));
            sheet.write_string_with_format(0, place, title, heading).map_err(as_io)?;
        }
        self.row = 1;
        Ok(())
    }

    fn end_sheet(&mut self) -> io::Result<()> {
        let last_column = u16::try_from(self.columns.len()).unwrap_or(1).saturating_sub(1);
        let last_row = self.row.saturating_sub(1);
        let sheet = self.workbook.worksheet_from_index(self.sheet).map_err(as_io)?;
        sheet.autofilter(0, 0, last_row, last_column).map_err(as_io)?;
        // A number kept as text is what is wanted here, not an error to be marked in green.
        let whole = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(0, 0, last_row, last_column, whole).map_err(as_io)?;
        Ok(())
    }

    fn write_row(&mut self, document: &str) -> io::Result<()> {
        if self.row == self.sheet_rows {
            self.end_sheet()?;
            self.sheet += 1;
            self.begin_sheet()?;
        }
        let fields = Fields::of(document);
        let review = self.reviews.map(|reviews| reviews.review_of(&fields.id()));
        let sheet = self.workbook.worksheet_from_index(self.sheet).map_err(as_io)?;
        let mut cells = Cells {
            sheet,
            row: self.row,
            zone: self.zone,
            time: &self.formats.time,
            altered: &mut self.altered,
        };
        for (place, column) in (0_u16..).zip(self.columns) {
            match column {
                Column::Call(field) => cells.field(place, &fields, *field, *column)?,
                Column::Review(column) => {
                    if let Some(review) = &review {
                        cells.review(place, review, *column)?;
                    }
                }
            }
        }
        self.row += 1;
        self.document_bytes += document.len() as u64;
        Ok(())
    }

    fn save(&mut self, manifest: &Manifest) -> io::Result<()> {
        self.end_sheet()?;
        let about = self.workbook.add_worksheet();
        about.set_name(ABOUT).map_err(as_io)?;
        about.set_column_width(0, 36).map_err(as_io)?;
        about.set_column_width(1, 90).map_err(as_io)?;
        for (row, (name, text)) in (0_u32..).zip(manifest.lines()) {
            let heading = &self.formats.heading;
            about.write_string_with_format(row, 0, name, heading).map_err(as_io)?;
            // The counts of what was altered stand in this sheet: it does not count itself.
            let text = for_cell(text.into(), &mut Altered::default());
            about.write_string(row, 1, text).map_err(as_io)?;
        }
        self.workbook.use_zip_large_file(self.document_bytes > LARGE_BYTES);
        self.workbook.save_to_writer(&mut self.out).map_err(as_io)?;
        self.out.flush()
    }
}

impl<W: Write + Send> RowWriter for XlsxWriter<'_, W> {
    fn write(&mut self, document: &str) -> io::Result<()> {
        catching(|| self.write_row(document))
    }

    fn altered(&self) -> Altered {
        self.altered
    }

    fn finish(mut self: Box<Self>, manifest: &Manifest) -> io::Result<()> {
        catching(|| self.save(manifest))
    }
}

/// The row at hand.
struct Cells<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    zone: &'a TimeZone,
    time: &'a Format,
    altered: &'a mut Altered,
}

impl Cells<'_> {
    fn field(
        &mut self,
        place: u16,
        fields: &Fields<'_>,
        field: usize,
        column: Column,
    ) -> io::Result<()> {
        let Some(text) = fields.text(field) else { return Ok(()) };
        let number = match column.kind() {
            Some(Kind::Seconds) => text.parse::<f64>().ok().filter(|number| number.is_finite()),
            _ => None,
        };
        if let Some(number) = number {
            self.sheet.write_number(self.row, place, number).map_err(as_io)?;
            return Ok(());
        }
        let day = match column.kind() {
            Some(Kind::Time) => Instant::parse(&text)
                .ok()
                .and_then(|instant| self.zone.local(instant))
                .and_then(serial_day),
            _ => None,
        };
        match day {
            Some(day) => self.sheet.write_number_with_format(self.row, place, day, self.time),
            None => self.sheet.write_string(self.row, place, for_cell(text, self.altered)),
        }
        .map_err(as_io)?;
        Ok(())
    }

    fn review(&mut self, place: u16, review: &Review, column: ReviewColumn) -> io::Result<()> {
        let mut text = |sheet: &mut Worksheet, text: &str| {
            let cell = for_cell(text.into(), self.altered);
            sheet.write_string(self.row, place, cell).map(|_| ())
        };
        match column {
            ReviewColumn::Starred => {
                self.sheet.write_boolean(self.row, place, review.starred).map(|_| ())
            }
            ReviewColumn::Reviewed => {
                self.sheet.write_boolean(self.row, place, review.reviewed).map(|_| ())
            }
            ReviewColumn::Tags => text(self.sheet, &review.tags.join(", ")),
            ReviewColumn::Note => text(self.sheet, review.note.as_deref().unwrap_or_default()),
        }
        .map_err(as_io)
    }
}

/// Days since Excel's day 0, the time of day as their fraction; `None` where Excel has no dates.
fn serial_day(local: DateTime) -> Option<f64> {
    if local.date() < FIRST_DAY {
        return None;
    }
    let days = local.date().duration_since(DAY_ZERO).as_hours() / 24;
    let midnight = local.date().to_datetime(jiff::civil::Time::midnight());
    let us = local.duration_since(midnight).as_micros();
    #[expect(clippy::cast_precision_loss, reason = "both are far below 2^52")]
    Some(days as f64 + us as f64 / US_PER_DAY)
}

/// In characters of the standard font.
fn width(column: Column) -> f64 {
    match column.name() {
        "id" | "agent_id" => 38.0,
        "from_number" | "to_number" => 17.0,
        "call_summary" | "note" => 70.0,
        "created_at" | "started_at" | "ended_at" => 27.0,
        "agent_name" | "tags" => 22.0,
        _ => 12.0,
    }
}

fn as_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        XlsxError::ZipError(error) => io::Error::from(error),
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::columns::chosen;
    use crate::export::manifest::tests::manifest;

    #[test]
    fn a_date_is_the_number_that_excel_shows_as_that_date() {
        // Microsoft, "DATE function": 2008-01-01 is serial number 39448.
        assert_eq!(serial_day(date(2008, 1, 1).at(0, 0, 0, 0)), Some(39_448.0));
        assert_eq!(serial_day(date(2008, 1, 1).at(12, 0, 0, 0)), Some(39_448.5));
        assert_eq!(serial_day(date(9999, 12, 31).at(0, 0, 0, 0)), Some(2_958_465.0));
        assert_eq!(serial_day(date(1900, 3, 1).at(0, 0, 0, 0)), Some(61.0));
        assert_eq!(serial_day(date(1900, 2, 28).at(0, 0, 0, 0)), None);
    }

    #[test]
    fn a_full_sheet_is_followed_by_another_with_its_own_heading() {
        let columns = chosen(&["id".to_owned()], false).unwrap();
        let zone = TimeZone::default();
        let mut file = Vec::new();
        let mut writer = XlsxWriter::begin(&mut file, &columns, &zone, None, None).unwrap();
        writer.sheet_rows = 3;
        for id in 0..5 {
            writer.write(&format!("{{\"id\":\"{id}\"}}")).unwrap();
        }
        let names: Vec<String> = writer.workbook.worksheets().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["Calls", "Calls 2", "Calls 3"]);
        assert_eq!(writer.row, 2);
        Box::new(writer).finish(&manifest()).unwrap();
        assert!(file.starts_with(b"PK"));
    }
}
