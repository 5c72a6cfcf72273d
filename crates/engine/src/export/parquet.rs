//! Parquet for DuckDB, Spark and their like: typed columns; what does not fit its type is kept in
//! one column of JSON text.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use offhook_model::Instant;
use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use super::columns::{Column, Kind, ReviewColumn};
use super::document::Fields;
use super::manifest::Manifest;
use super::review::{Review, ReviewOf};
use super::text::Altered;
use super::writer::RowWriter;

/// A group of rows is written when it holds so many rows or bytes of text: memory stays flat.
const GROUP_ROWS: usize = 32_768;
const GROUP_BYTES: usize = 12 * 1024 * 1024;
/// The column of what has no column of its own.
const OTHER_FIELDS: &str = "other_fields";

/// Writes one row a call, a group of rows at a time.
pub(super) struct ParquetWriter<'a, W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: &'a [Column],
    /// Values of the group at hand, column by column.
    values: Vec<Values>,
    /// `None` when columns were chosen by hand: then nothing else is wanted.
    others: Option<Texts>,
    reviews: Option<&'a dyn ReviewOf>,
    altered: Altered,
    rows: usize,
    bytes: usize,
}

/// The values of one column; a row without one is `false` in `there`.
enum Values {
    Texts(Texts),
    Numbers(Vec<i64>, Vec<bool>),
    Truths(Vec<bool>),
}

#[derive(Default)]
struct Texts(Vec<ByteArray>, Vec<bool>);

impl Texts {
    fn push(&mut self, text: Option<Cow<'_, str>>) -> usize {
        self.1.push(text.is_some());
        let Some(text) = text else { return 0 };
        let bytes = text.len();
        self.0.push(ByteArray::from(text.into_owned().into_bytes()));
        bytes
    }
}

impl<'a, W: Write + Send> ParquetWriter<'a, W> {
    pub(super) fn begin(
        out: W,
        columns: &'a [Column],
        with_others: bool,
        reviews: Option<&'a dyn ReviewOf>,
    ) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_created_by(format!("Offhook {}", env!("CARGO_PKG_VERSION")))
            .build();
        let schema = schema(columns, with_others).map_err(as_io)?;
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(as_io)?;
        Ok(Self {
            file,
            columns,
            values: columns.iter().map(|column| Values::of(*column)).collect(),
            others: with_others.then(Texts::default),
            reviews,
            altered: Altered::default(),
            rows: 0,
            bytes: 0,
        })
    }

    fn take(&mut self, document: &str) {
        let fields = Fields::of(document);
        let review = self.reviews.map(|reviews| reviews.review_of(&fields.id()));
        let mut unfit: Vec<(&str, &str)> = Vec::new();
        for (column, values) in self.columns.iter().zip(&mut self.values) {
            match (column, values) {
                (Column::Call(place), Values::Texts(texts)) => {
                    self.bytes += texts.push(fields.text(*place));
                }
                (Column::Call(place), Values::Numbers(numbers, there)) => {
                    let json = fields.json(*place);
                    let (number, is_exact) = json.map_or((None, true), |json| {
                        typed(column.kind(), json, &fields.text(*place).unwrap_or_default())
                    });
                    there.push(number.is_some());
                    numbers.extend(number);
                    if let (false, Some(json)) = (is_exact, json) {
                        unfit.push((column.name(), json));
                    }
                }
                (Column::Review(column), values) => {
                    self.bytes += values.push_review(review.as_ref(), *column);
                }
                (Column::Call(_), Values::Truths(truths)) => truths.push(false),
            }
        }
        self.altered.values_in_other_fields += unfit.len() as u64;
        if let Some(others) = &mut self.others {
            self.bytes += others.push(object(&fields, &unfit).map(Cow::Owned));
        }
        self.rows += 1;
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(as_io)?;
        for values in &mut self.values {
            let Some(column) = group.next_column().map_err(as_io)? else { break };
            values.write(column)?;
        }
        if let Some(others) = &mut self.others
            && let Some(column) = group.next_column().map_err(as_io)?
        {
            write_column::<ByteArrayType>(column, &mut others.0, Some(&mut others.1))?;
        }
        group.close().map_err(as_io)?;
        self.rows = 0;
        self.bytes = 0;
        Ok(())
    }
}

impl<W: Write + Send> RowWriter for ParquetWriter<'_, W> {
    fn write(&mut self, document: &str) -> io::Result<()> {
        self.take(document);
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    fn altered(&self) -> Altered {
        self.altered
    }

    fn finish(mut self: Box<Self>, _manifest: &Manifest) -> io::Result<()> {
        self.write_group()?;
        self.file.finish().map_err(as_io)?;
        self.file.inner_mut().flush()
    }
}

impl Values {
    fn of(column: Column) -> Self {
        match column {
            Column::Call(_) if is_number(column) => Self::Numbers(Vec::new(), Vec::new()),
            Column::Review(ReviewColumn::Starred | ReviewColumn::Reviewed) => {
                Self::Truths(Vec::new())
            }
            Column::Call(_) | Column::Review(_) => Self::Texts(Texts::default()),
        }
    }

    /// Gives the bytes that it takes.
    fn push_review(&mut self, review: Option<&Review>, column: ReviewColumn) -> usize {
        let none = Review::default();
        let review = review.unwrap_or(&none);
        match (self, column) {
            (Self::Truths(truths), ReviewColumn::Starred) => truths.push(review.starred),
            (Self::Truths(truths), _) => truths.push(review.reviewed),
            (Self::Texts(texts), ReviewColumn::Note) => {
                return texts.push(review.note.as_deref().map(Cow::Borrowed));
            }
            (Self::Texts(texts), _) => {
                let tags = serde_json::to_string(&review.tags).unwrap_or_default();
                return texts.push(Some(Cow::Owned(tags)));
            }
            (Self::Numbers(_, there), _) => there.push(false),
        }
        0
    }

    fn write(&mut self, column: SerializedColumnWriter<'_>) -> io::Result<()> {
        match self {
            Self::Texts(Texts(texts, there)) => {
                write_column::<ByteArrayType>(column, texts, Some(there))
            }
            Self::Numbers(numbers, there) => {
                write_column::<Int64Type>(column, numbers, Some(there))
            }
            Self::Truths(truths) => write_column::<BoolType>(column, truths, None),
        }
    }
}

/// Writes a column of the group and empties it.
fn write_column<T: DataType>(
    mut column: SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    there: Option<&mut Vec<bool>>,
) -> io::Result<()> {
    let levels = there.map(|there| there.drain(..).map(i16::from).collect::<Vec<_>>());
    column.typed::<T>().write_batch(values, levels.as_deref(), None).map_err(as_io)?;
    column.close().map_err(as_io)?;
    values.clear();
    Ok(())
}

/// The value in the column's type, and whether nothing of it is lost there.
fn typed(kind: Option<Kind>, json: &str, text: &str) -> (Option<i64>, bool) {
    if kind == Some(Kind::Time) {
        let instant = Instant::parse(text).ok().filter(|_| json.starts_with('"'));
        return (instant.map(Instant::as_us), instant.is_some());
    }
    if let Ok(number) = json.parse::<i64>() {
        return (Some(number), true);
    }
    let fraction = json.parse::<f64>().ok().filter(|number| number.is_finite());
    #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates, as wanted")]
    (fraction.map(|number| number.floor() as i64), false)
}

/// What has no column of its own or does not fit it, as one JSON object; `None` when there is
/// nothing.
fn object(fields: &Fields<'_>, unfit: &[(&str, &str)]) -> Option<String> {
    if fields.others.is_empty() && unfit.is_empty() {
        return None;
    }
    let others = fields.others.iter().map(|(name, json)| (name.as_ref(), *json));
    let mut object = String::from("{");
    for (name, json) in unfit.iter().copied().chain(others) {
        if object.len() > 1 {
            object.push(',');
        }
        object.push_str(&Value::from(name).to_string());
        object.push(':');
        object.push_str(json);
    }
    object.push('}');
    Some(object)
}

fn is_number(column: Column) -> bool {
    matches!(column.kind(), Some(Kind::Seconds | Kind::Time))
}

fn schema(columns: &[Column], with_others: bool) -> Result<TypePtr, ParquetError> {
    let mut fields = Vec::with_capacity(columns.len() + 1);
    for column in columns {
        fields.push(Arc::new(field(*column)?));
    }
    if with_others {
        fields.push(Arc::new(text_field(OTHER_FIELDS)?));
    }
    Ok(Arc::new(Type::group_type_builder("calls").with_fields(fields).build()?))
}

fn field(column: Column) -> Result<Type, ParquetError> {
    let name = column.name();
    match (column, column.kind()) {
        (Column::Review(ReviewColumn::Starred | ReviewColumn::Reviewed), _) => {
            Type::primitive_type_builder(name, Physical::BOOLEAN)
                .with_repetition(Repetition::REQUIRED)
                .build()
        }
        (_, Some(Kind::Seconds)) => Type::primitive_type_builder(name, Physical::INT64)
            .with_repetition(Repetition::OPTIONAL)
            .build(),
        (_, Some(Kind::Time)) => Type::primitive_type_builder(name, Physical::INT64)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(Some(LogicalType::timestamp(true, TimeUnit::MICROS)))
            .build(),
        _ => text_field(name),
    }
}

fn text_field(name: &str) -> Result<Type, ParquetError> {
    Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(Some(LogicalType::String))
        .build()
}

/// The system's own error where one lies inside.
fn as_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_does_not_fit_its_type_is_kept_beside_it() {
        let document = r#"{"id":"a","duration":12.9,"created_at":"soon","cost":0.10}"#;
        let fields = Fields::of(document);
        assert_eq!(typed(Some(Kind::Seconds), "12.9", "12.9"), (Some(12), false));
        assert_eq!(typed(Some(Kind::Seconds), "12", "12"), (Some(12), true));
        assert_eq!(typed(Some(Kind::Seconds), "[1]", "[1]"), (None, false));
        assert_eq!(typed(Some(Kind::Time), "\"soon\"", "soon"), (None, false));
        let time =
            typed(Some(Kind::Time), "\"1970-01-01T00:00:01+00:00\"", "1970-01-01T00:00:01+00:00");
        assert_eq!(time, (Some(1_000_000), true));
        let kept = object(&fields, &[("duration", "12.9")]).unwrap();
        assert_eq!(kept, r#"{"duration":12.9,"cost":0.10}"#);
        assert_eq!(object(&Fields::of("{}"), &[]), None);
    }
}
