//! JSON in the API's own shape, and NDJSON: every field as the server sent it.

use std::io::{self, Write};

use serde_json::Value;

use super::columns::{Column, ReviewColumn};
use super::document::Fields;
use super::manifest::Manifest;
use super::review::{Review, ReviewOf};
use super::text::Altered;
use super::writer::RowWriter;

/// What stands around and between the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// `{"calls":[…],"total":N,"has_more":false}`
    Api,
    /// One object a line.
    Lines,
}

/// Writes one object a call.
pub(super) struct JsonWriter<'a, W: Write> {
    out: W,
    frame: Frame,
    /// `None`: the whole document as it was sent.
    columns: Option<&'a [Column]>,
    reviews: Option<&'a dyn ReviewOf>,
    rows: u64,
    /// Of the row at hand.
    object: String,
}

impl<'a, W: Write> JsonWriter<'a, W> {
    pub(super) fn begin(
        mut out: W,
        frame: Frame,
        columns: Option<&'a [Column]>,
        reviews: Option<&'a dyn ReviewOf>,
    ) -> io::Result<Self> {
        if frame == Frame::Api {
            out.write_all(b"{\"calls\":[")?;
        }
        Ok(Self { out, frame, columns, reviews, rows: 0, object: String::new() })
    }

    fn write_object(&mut self, object: &str) -> io::Result<()> {
        if self.frame == Frame::Api && self.rows > 0 {
            self.out.write_all(b",\n")?;
        }
        // Inside a JSON text a line end is always escaped: these stand between its tokens, and one
        // line must stay one line.
        if object.as_bytes().contains(&b'\n') || object.as_bytes().contains(&b'\r') {
            self.out.write_all(object.replace(['\n', '\r'], " ").as_bytes())?;
        } else {
            self.out.write_all(object.as_bytes())?;
        }
        if self.frame == Frame::Lines {
            self.out.write_all(b"\n")?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Puts the row's object together in `self.object`.
    fn compose(&mut self, document: &str) {
        let fields = Fields::of(document);
        let review = self.reviews.map(|reviews| reviews.review_of(&fields.id()));
        self.object.clear();
        let Some(columns) = self.columns else {
            let body = document.trim_end().strip_suffix('}').unwrap_or("{");
            self.object.push_str(body);
            let comma = if body.trim_end().ends_with('{') { "" } else { "," };
            let review = review_object(&review.unwrap_or_default());
            self.object.push_str(&format!("{comma}\"review\":{review}}}"));
            return;
        };
        for column in columns {
            self.object.push(if self.object.is_empty() { '{' } else { ',' });
            self.object.push_str(&format!("\"{}\":", column.name()));
            match column {
                Column::Call(place) => self.object.push_str(fields.json(*place).unwrap_or("null")),
                Column::Review(column) => {
                    let value = review.as_ref().map(|review| review_value(review, *column));
                    self.object.push_str(&value.unwrap_or_default().to_string());
                }
            }
        }
        self.object.push('}');
    }
}

impl<W: Write> RowWriter for JsonWriter<'_, W> {
    fn write(&mut self, document: &str) -> io::Result<()> {
        if self.columns.is_none() && self.reviews.is_none() {
            return self.write_object(document);
        }
        self.compose(document);
        let object = std::mem::take(&mut self.object);
        let written = self.write_object(&object);
        self.object = object;
        written
    }

    fn altered(&self) -> Altered {
        Altered::default()
    }

    fn finish(mut self: Box<Self>, _manifest: &Manifest) -> io::Result<()> {
        if self.frame == Frame::Api {
            writeln!(self.out, "],\"total\":{},\"has_more\":false}}", self.rows)?;
        }
        self.out.flush()
    }
}

fn review_value(review: &Review, column: ReviewColumn) -> Value {
    match column {
        ReviewColumn::Starred => review.starred.into(),
        ReviewColumn::Reviewed => review.reviewed.into(),
        ReviewColumn::Tags => review.tags.clone().into(),
        ReviewColumn::Note => review.note.clone().into(),
    }
}

/// Under a name of its own, so that no field of the server is met.
fn review_object(review: &Review) -> Value {
    serde_json::json!({
        "starred": review.starred, "reviewed": review.reviewed, "tags": review.tags,
        "note": review.note,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::columns::chosen;
    use crate::export::manifest::tests::manifest;
    use crate::export::review::NoReviews;

    const CALL: &str = r#"{"id":"a","cost":0.10,"tags":[1,
        2]}"#;

    fn written(
        frame: Frame,
        columns: Option<&[&str]>,
        with_review: bool,
        calls: &[&str],
    ) -> String {
        let names: Vec<String> =
            columns.unwrap_or_default().iter().map(ToString::to_string).collect();
        let chosen = chosen(&names, with_review).unwrap();
        let reviews: Option<&dyn ReviewOf> = with_review.then_some(&NoReviews as _);
        let mut file = Vec::new();
        let columns = columns.map(|_| chosen.as_slice());
        let mut writer = JsonWriter::begin(&mut file, frame, columns, reviews).unwrap();
        for call in calls {
            writer.write(call).unwrap();
        }
        Box::new(writer).finish(&manifest()).unwrap();
        String::from_utf8(file).unwrap()
    }

    #[test]
    fn a_call_is_one_line_to_the_letter() {
        let line = r#"{"id":"a","cost":0.10,"tags":[1,         2]}"#;
        assert_eq!(written(Frame::Lines, None, false, &[CALL, "{}"]), format!("{line}\n{{}}\n"));
    }

    #[test]
    fn json_has_the_apis_shape_with_and_without_calls() {
        assert_eq!(
            written(Frame::Api, None, false, &[]),
            "{\"calls\":[],\"total\":0,\"has_more\":false}\n"
        );
        let read: Value =
            serde_json::from_str(&written(Frame::Api, None, false, &[CALL, CALL])).unwrap();
        assert_eq!(read["calls"].as_array().unwrap().len(), 2);
        assert_eq!((&read["total"], &read["has_more"]), (&2.into(), &false.into()));
    }

    #[test]
    fn columns_are_kept_in_order_and_the_review_never_meets_a_field_of_the_server() {
        assert_eq!(
            written(Frame::Lines, Some(&["duration", "id", "note"]), false, &[CALL]),
            "{\"duration\":null,\"id\":\"a\",\"note\":null}\n"
        );
        let read: Value =
            serde_json::from_str(&written(Frame::Lines, None, true, &[CALL])).unwrap();
        assert_eq!(read["tags"], serde_json::json!([1, 2]));
        assert_eq!(read["review"]["tags"], serde_json::json!([]));
        let empty = written(Frame::Lines, None, true, &["{}"]);
        assert!(empty.starts_with("{\"review\":"), "{empty}");
    }
}
