//! Why a term is not what it seems to be, in the reader's language.

use super::term::Field;
use crate::{Language, STATUSES};

/// Why a term is searched as words, or asks nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no field of this name.
    UnknownField(String),
    /// A field cannot be excluded with a minus.
    Negated(Field),
    /// Nothing stands behind the colon yet.
    NoValue(Field),
    /// The value is the beginning of one that the field takes.
    Begun(Field, String),
    /// The value is none that the field takes.
    Unreadable(Field, String),
    /// There is no letter or digit in it, so that it asks nothing.
    NothingToSearch(String),
}

/// Of a value in a sentence.
const LONGEST_SHOWN: usize = 40;

impl Problem {
    /// A sentence for the person who typed it, without a full stop.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::German => self.german(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::UnknownField(name) => {
                format!("There is no field “{}”, so this is searched as words", shown(name))
            }
            Self::Negated(field) => {
                format!("“{}:” cannot be excluded, so this is searched as words", field.name())
            }
            Self::NoValue(field) => format!(
                "“{}:” has no value yet and filters nothing; type {}",
                field.name(),
                english_expectation(*field)
            ),
            Self::Begun(field, value) => format!(
                "“{}” is not a whole value yet and filters nothing; type {}",
                shown(value),
                english_expectation(*field)
            ),
            Self::Unreadable(field, value) => format!(
                "“{}” is not {}, so this is searched as words",
                shown(value),
                english_expectation(*field)
            ),
            Self::NothingToSearch(text) => {
                format!("“{}” has no letter or digit to search for and is ignored", shown(text))
            }
        }
    }

    fn german(&self) -> String {
        match self {
            Self::UnknownField(name) => {
                format!("Es gibt kein Feld „{}“, daher wird nach den Wörtern gesucht", shown(name))
            }
            Self::Negated(field) => format!(
                "„{}:“ lässt sich nicht ausschließen, daher wird nach den Wörtern gesucht",
                field.name()
            ),
            Self::NoValue(field) => format!(
                "„{}:“ hat noch keinen Wert und filtert nichts; erwartet wird {}",
                field.name(),
                german_expectation(*field)
            ),
            Self::Begun(field, value) => format!(
                "„{}“ ist noch kein ganzer Wert und filtert nichts; erwartet wird {}",
                shown(value),
                german_expectation(*field)
            ),
            // „ein“ and „eine“ become „kein“ and „keine“.
            Self::Unreadable(field, value) => format!(
                "„{}“ ist k{}, daher wird nach den Wörtern gesucht",
                shown(value),
                german_expectation(*field)
            ),
            Self::NothingToSearch(text) => format!(
                "„{}“ enthält weder Buchstaben noch Ziffern und wird nicht beachtet",
                shown(text)
            ),
        }
    }
}

fn english_expectation(field: Field) -> String {
    match field {
        Field::Status => format!("a status ({})", STATUSES.join(", ")),
        Field::Direction => "a direction (inbound, outbound)".to_owned(),
        Field::From | Field::To | Field::Number => "a number with digits".to_owned(),
        Field::On => "a day (2026-03-01, 2026-03, yesterday, last-7-days, this-week)".to_owned(),
        Field::After | Field::Before | Field::Until => {
            "a date (2026-03-01, 2026-03-01T10:30, yesterday, this-week)".to_owned()
        }
        Field::Hour => "an hour (14, 9-17, 22-5)".to_owned(),
        Field::Weekday => "a day of the week (mon, mon-fri, weekend)".to_owned(),
        Field::Duration => "a duration (>2m, <=30s, 1m-5m, 90)".to_owned(),
        Field::Is => {
            "a mark (starred, unstarred, reviewed, unreviewed, missed, removed)".to_owned()
        }
        Field::Has => {
            "something a call has (note, sentiment, agent, status; no-note, no-sentiment, …)"
                .to_owned()
        }
        Field::Sentiment => "a sentiment (positive, neutral, negative)".to_owned(),
        Field::Agent => "an agent's name".to_owned(),
        Field::AgentId => "an agent's id".to_owned(),
        Field::Phone => "a whole number (+16045551234)".to_owned(),
        Field::Tag => "a tag".to_owned(),
    }
}

/// With „ein“ or „eine“ before it.
fn german_expectation(field: Field) -> String {
    match field {
        Field::Status => format!("ein Status ({})", STATUSES.join(", ")),
        Field::Direction => "eine Richtung (inbound, outbound)".to_owned(),
        Field::From | Field::To | Field::Number => "eine Nummer mit Ziffern".to_owned(),
        Field::On => "ein Tag (2026-03-01, 2026-03, yesterday, last-7-days, this-week)".to_owned(),
        Field::After | Field::Before | Field::Until => {
            "ein Datum (2026-03-01, 2026-03-01T10:30, yesterday, this-week)".to_owned()
        }
        Field::Hour => "eine Stunde (14, 9-17, 22-5)".to_owned(),
        Field::Weekday => "ein Wochentag (mon, mon-fri, weekend)".to_owned(),
        Field::Duration => "eine Dauer (>2m, <=30s, 1m-5m, 90)".to_owned(),
        Field::Is => {
            "ein Merkmal (starred, unstarred, reviewed, unreviewed, missed, removed)".to_owned()
        }
        Field::Has => {
            "eine Angabe zum Anruf (note, sentiment, agent, status; no-note, no-sentiment, …)"
                .to_owned()
        }
        Field::Sentiment => "eine Stimmung (positive, neutral, negative)".to_owned(),
        Field::Agent => "ein Agentenname".to_owned(),
        Field::AgentId => "eine Agenten-ID".to_owned(),
        Field::Phone => "eine ganze Nummer (+16045551234)".to_owned(),
        Field::Tag => "ein Schlagwort".to_owned(),
    }
}

fn shown(value: &str) -> String {
    crate::words::shortened(value, LONGEST_SHOWN)
}
