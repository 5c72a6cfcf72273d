//! The columns of an export: which there are, and how each is read.

use crate::Error;

/// The columns of a call, in their default order: the documented fields, then those observed.
pub const CALL_COLUMNS: [&str; 13] = [
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

/// The columns of the review of a call, written on request.
pub const REVIEW_COLUMNS: [&str; 4] = ["starred", "reviewed", "tags", "note"];

/// Where a call's id stands in [`CALL_COLUMNS`].
pub(super) const ID: usize = 0;

/// One column of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// A field of the call; the number is its place in [`CALL_COLUMNS`].
    Call(usize),
    /// A field of its review.
    Review(ReviewColumn),
}

/// A column of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReviewColumn {
    Starred,
    Reviewed,
    Tags,
    Note,
}

const REVIEW: [ReviewColumn; 4] =
    [ReviewColumn::Starred, ReviewColumn::Reviewed, ReviewColumn::Tags, ReviewColumn::Note];

/// How the values of a call's column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A caller's or called number: always text, though it looks like a number.
    Phone,
    /// Whole seconds.
    Seconds,
    /// A point in time.
    Time,
}

impl Column {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Call(place) => CALL_COLUMNS[place],
            Self::Review(column) => REVIEW_COLUMNS[column as usize],
        }
    }

    /// `None` for a column of the review.
    pub(super) fn kind(self) -> Option<Kind> {
        let Self::Call(place) = self else { return None };
        Some(match CALL_COLUMNS[place] {
            "from_number" | "to_number" => Kind::Phone,
            "duration" => Kind::Seconds,
            "created_at" | "started_at" | "ended_at" => Kind::Time,
            _ => Kind::Text,
        })
    }

    fn named(name: &str) -> Option<Self> {
        let call = CALL_COLUMNS.iter().position(|column| *column == name).map(Self::Call);
        let review = || REVIEW_COLUMNS.iter().position(|column| *column == name);
        call.or_else(|| review().map(|place| Self::Review(REVIEW[place])))
    }
}

/// The columns asked for, in order; all of a call's when none is named. With `with_review`, those
/// of the review that are not named yet come last.
///
/// # Errors
/// [`Error::InvalidSetting`] for a column that does not exist or is named twice.
pub(super) fn chosen(names: &[String], with_review: bool) -> Result<Vec<Column>, Error> {
    let mut columns: Vec<Column> = Vec::with_capacity(CALL_COLUMNS.len() + REVIEW_COLUMNS.len());
    for name in names {
        let column = Column::named(name).ok_or_else(|| unknown(name))?;
        if columns.contains(&column) {
            return Err(Error::InvalidSetting(format!("the column \"{name}\" is named twice")));
        }
        columns.push(column);
    }
    if names.is_empty() {
        columns.extend((0..CALL_COLUMNS.len()).map(Column::Call));
    }
    if with_review {
        let missing = REVIEW.map(Column::Review).into_iter().filter(|one| !columns.contains(one));
        columns.extend(missing.collect::<Vec<_>>());
    }
    Ok(columns)
}

fn unknown(name: &str) -> Error {
    let shown: String = name.chars().take(60).collect();
    Error::InvalidSetting(format!(
        "there is no column \"{shown}\"; the columns are {}, and of the review {}",
        CALL_COLUMNS.join(", "),
        REVIEW_COLUMNS.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(asked: &[&str], with_review: bool) -> Vec<&'static str> {
        let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
        chosen(&asked, with_review).unwrap().into_iter().map(Column::name).collect()
    }

    #[test]
    fn nothing_asked_means_every_field_of_a_call_and_the_review_only_on_request() {
        assert_eq!(names(&[], false), CALL_COLUMNS);
        assert_eq!(names(&["duration"], true), ["duration", "starred", "reviewed", "tags", "note"]);
        assert_eq!(names(&["note", "id"], true), ["note", "id", "starred", "reviewed", "tags"]);
    }

    #[test]
    fn an_unknown_column_is_refused_with_the_names_of_all() {
        let refused = chosen(&["mood".to_owned()], false).unwrap_err().to_string();
        assert_eq!(
            refused,
            "there is no column \"mood\"; the columns are id, agent_id, from_number, to_number, \
             direction, status, duration, sentiment, call_summary, created_at, agent_name, \
             started_at, ended_at, and of the review starred, reviewed, tags, note"
        );
    }

    #[test]
    fn a_column_named_twice_is_refused() {
        let twice = ["id", "status", "id"].map(str::to_owned);
        let refused = chosen(&twice, false).unwrap_err().to_string();
        assert_eq!(refused, "the column \"id\" is named twice");
    }
}
