//! CSV in two kinds: for spreadsheets, and for programs (RFC 4180).

use std::borrow::Cow;
use std::io::{self, Write};

use offhook_model::Instant;

use super::CsvFor;
use super::columns::{Column, Kind, ReviewColumn};
use super::document::Fields;
use super::manifest::Manifest;
use super::review::{Review, ReviewOf};
use super::text::{Altered, for_csv_cell};
use super::writer::{RowWriter, header};
use super::zone::TimeZone;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes one record a call.
pub(super) struct CsvWriter<'a, W: Write> {
    out: csv::Writer<W>,
    kind: CsvFor,
    columns: &'a [Column],
    zone: &'a TimeZone,
    reviews: Option<&'a dyn ReviewOf>,
    altered: Altered,
}

impl<'a, W: Write> CsvWriter<'a, W> {
    pub(super) fn begin(
        mut out: W,
        kind: CsvFor,
        columns: &'a [Column],
        zone: &'a TimeZone,
        reviews: Option<&'a dyn ReviewOf>,
    ) -> io::Result<Self> {
        if kind == CsvFor::Excel {
            out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        }
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            // The writer below has a buffer of its own.
            .buffer_capacity(64 * 1024)
            .from_writer(out);
        let named_zone = (kind == CsvFor::Excel).then_some(zone);
        out.write_record(columns.iter().map(|column| header(*column, named_zone).into_owned()))?;
        Ok(Self { out, kind, columns, zone, reviews, altered: Altered::default() })
    }
}

impl<W: Write> RowWriter for CsvWriter<'_, W> {
    fn write(&mut self, document: &str) -> io::Result<()> {
        let fields = Fields::of(document);
        let review = self.reviews.map(|reviews| reviews.review_of(&fields.id()));
        for column in self.columns {
            let cell = match (column, self.kind) {
                (Column::Call(place), CsvFor::Machines) => fields.text(*place).unwrap_or_default(),
                (Column::Call(place), CsvFor::Excel) => {
                    let kind = column.kind().unwrap_or(Kind::Text);
                    for_excel(&fields, *place, kind, self.zone, &mut self.altered)
                }
                (Column::Review(column), kind) => {
                    let altered = &mut self.altered;
                    let cell = review.as_ref();
                    let cell = cell.map(|review| review_cell(review, *column, kind, altered));
                    cell.unwrap_or_default()
                }
            };
            self.out.write_field(cell.as_bytes())?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    fn altered(&self) -> Altered {
        self.altered
    }

    fn finish(mut self: Box<Self>, _manifest: &Manifest) -> io::Result<()> {
        self.out.flush()
    }
}

fn for_excel<'a>(
    fields: &Fields<'a>,
    place: usize,
    kind: Kind,
    zone: &TimeZone,
    altered: &mut Altered,
) -> Cow<'a, str> {
    let Some(json) = fields.json(place) else { return Cow::Borrowed("") };
    let text = fields.text(place).unwrap_or_default();
    if kind == Kind::Time
        && let Some(local) = Instant::parse(&text).ok().and_then(|instant| zone.local(instant))
        && let Ok(local) = local.with().subsec_nanosecond(0).build()
    {
        // To the second, with a space: the form that every spreadsheet reads as a date.
        return Cow::Owned(local.strftime("%Y-%m-%d %H:%M:%S").to_string());
    }
    // A number is none of the formula's doing, a negative one included.
    if json.starts_with('-') { text } else { for_csv_cell(text, altered) }
}

fn review_cell<'a>(
    review: &'a Review,
    column: ReviewColumn,
    kind: CsvFor,
    altered: &mut Altered,
) -> Cow<'a, str> {
    let truth = |yes: bool| match (kind, yes) {
        (CsvFor::Excel, true) => "TRUE",
        (CsvFor::Excel, false) => "FALSE",
        (CsvFor::Machines, true) => "true",
        (CsvFor::Machines, false) => "false",
    };
    let mut text = |text: Cow<'a, str>| match kind {
        CsvFor::Excel => for_csv_cell(text, altered),
        CsvFor::Machines => text,
    };
    match column {
        ReviewColumn::Starred => truth(review.starred).into(),
        ReviewColumn::Reviewed => truth(review.reviewed).into(),
        ReviewColumn::Tags if kind == CsvFor::Excel => text(review.tags.join(", ").into()),
        ReviewColumn::Tags => serde_json::to_string(&review.tags).unwrap_or_default().into(),
        ReviewColumn::Note => text(review.note.as_deref().unwrap_or_default().into()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::export::columns::{CALL_COLUMNS, chosen};
    use crate::export::manifest::tests::manifest;

    /// The records that the csv crate's reader finds in what was written for these documents.
    fn round(
        kind: CsvFor,
        documents: &[String],
        reviews: Option<&dyn ReviewOf>,
    ) -> Vec<Vec<String>> {
        let columns = chosen(&[], reviews.is_some()).unwrap();
        let zone: TimeZone = "Europe/Berlin".parse().unwrap();
        let mut file = Vec::new();
        let mut writer = CsvWriter::begin(&mut file, kind, &columns, &zone, reviews).unwrap();
        for document in documents {
            writer.write(document).unwrap();
        }
        Box::new(writer).finish(&manifest()).unwrap();
        let text = String::from_utf8(file).unwrap();
        assert_eq!(text.starts_with(BYTE_ORDER_MARK), kind == CsvFor::Excel);
        let text = text.trim_start_matches(BYTE_ORDER_MARK);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let records = reader.records().map(|record| record.unwrap());
        records.map(|record| record.iter().map(str::to_owned).collect()).collect()
    }

    fn document(cells: &[String]) -> String {
        let pairs = CALL_COLUMNS.iter().zip(cells).map(|(name, cell)| (*name, json!(cell)));
        serde_json::to_string(&pairs.collect::<std::collections::BTreeMap<_, _>>()).unwrap()
    }

    fn cells() -> impl Strategy<Value = Vec<String>> {
        let cell = prop_oneof![
            any::<String>(),
            "[=+@\t\r\n,\"'; \\-]{0,6}".prop_map(String::from),
            Just("\u{feff}\0\u{202e}📞".to_owned()),
        ];
        prop::collection::vec(cell, CALL_COLUMNS.len())
    }

    proptest! {
        #[test]
        fn for_machines_every_text_comes_back_to_the_letter(rows in prop::collection::vec(cells(), 0..6)) {
            let documents: Vec<String> = rows.iter().map(|row| document(row)).collect();
            let records = round(CsvFor::Machines, &documents, None);
            prop_assert_eq!(&records[0], &CALL_COLUMNS);
            prop_assert_eq!(&records[1..], &rows[..]);
        }

        #[test]
        fn for_excel_no_cell_runs_and_nothing_else_changes(rows in prop::collection::vec(cells(), 0..6)) {
            let documents: Vec<String> = rows.iter().map(|row| document(row)).collect();
            let records = round(CsvFor::Excel, &documents, None);
            for (record, row) in records[1..].iter().zip(&rows) {
                for (cell, plain) in record.iter().zip(row) {
                    let runs = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                    prop_assert!(!runs(cell), "{cell:?}");
                    let visible = plain.replace('\0', "\u{fffd}");
                    let expected = if runs(&visible) { format!("'{visible}") } else { visible };
                    prop_assert_eq!(cell, &expected);
                }
            }
        }
    }

    #[test]
    fn times_for_excel_are_local_and_the_header_names_the_zone() {
        let call = json!({"id": "a", "created_at": "2026-03-29T01:30:00.999999Z", "duration": -5,
            "started_at": "soon", "ended_at": null, "from_number": "+1604"});
        let records = round(CsvFor::Excel, &[call.to_string()], None);
        assert_eq!(records[0][9], "created_at (Europe/Berlin)");
        assert_eq!(records[1][9], "2026-03-29 03:30:00");
        assert_eq!(records[1][11], "soon");
        assert_eq!(records[1][12], "");
        assert_eq!(records[1][6], "-5");
        assert_eq!(records[1][2], "'+1604");
        let records = round(CsvFor::Machines, &[call.to_string()], None);
        assert_eq!(
            (records[0][9].as_str(), records[1][9].as_str()),
            ("created_at", "2026-03-29T01:30:00.999999Z")
        );
        assert_eq!(records[1][2], "+1604");
    }

    struct Noted;

    impl ReviewOf for Noted {
        fn review_of(&self, call_id: &str) -> Review {
            let noted = call_id == "a";
            Review {
                starred: noted,
                reviewed: false,
                tags: if noted { vec!["a, b".into(), "c".into()] } else { Vec::new() },
                note: noted.then(|| "=1".to_owned()),
            }
        }
    }

    #[test]
    fn a_review_goes_with_its_own_call() {
        let calls = [json!({"id": "a"}).to_string(), json!({"id": "b"}).to_string()];
        let records = round(CsvFor::Machines, &calls, Some(&Noted));
        assert_eq!(records[0][13..], ["starred", "reviewed", "tags", "note"]);
        assert_eq!(records[1][13..], ["true", "false", r#"["a, b","c"]"#, "=1"]);
        assert_eq!(records[2][13..], ["false", "false", "[]", ""]);
        let records = round(CsvFor::Excel, &calls, Some(&Noted));
        assert_eq!(records[1][13..], ["TRUE", "FALSE", "a, b, c", "'=1"]);
    }
}
