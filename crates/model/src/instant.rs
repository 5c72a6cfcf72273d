//! A point in time at the precision the service keeps: UTC microseconds.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use thiserror::Error;

/// Microseconds since 1970-01-01T00:00:00Z; negative before it.
///
/// ```
/// use offhook_model::Instant;
/// let server = Instant::parse("2026-02-18T06:09:30.462859+00:00").unwrap();
/// let local = Instant::parse("2026-02-18T08:09:30.462859999+02:00").unwrap();
/// assert_eq!(server, local);
/// assert_eq!(server.to_string(), "2026-02-18T06:09:30.462859Z");
/// assert_eq!(Instant::parse("2026-02-18").unwrap().to_string(), "2026-02-18T00:00:00.000000Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A text that names no point in time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "\"{0}\" is not a date or time; write 2026-02-18, 2026-02-18T06:09:30 (read as UTC) or 2026-02-18T06:09:30+01:00"
)]
pub struct InvalidInstant(String);

impl Instant {
    /// The earliest instant that can be held.
    pub const MIN: Self = Self(i64::MIN);
    /// The latest instant that can be held.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant so many microseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_us(us: i64) -> Self {
        Self(us)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn as_us(self) -> i64 {
        self.0
    }

    /// `us` microseconds later, held at the ends of what can be held.
    #[must_use]
    pub const fn plus_us(self, us: i64) -> Self {
        Self(self.0.saturating_add(us))
    }

    /// Reads RFC 3339 with any offset, a date alone (midnight UTC), a date-time without an offset
    /// (UTC) and Postgres text (a space for the `T`, `+00` for the offset). A fraction finer than
    /// a microsecond is cut off, never rounded up.
    ///
    /// # Errors
    /// [`InvalidInstant`] for anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidInstant> {
        let trimmed = text.trim();
        with_offset(trimmed)
            .or_else(|| without_offset(trimmed))
            .or_else(|| date_alone(trimmed))
            .ok_or_else(|| InvalidInstant(shorten(text)))
    }

    /// RFC 3339 in UTC with six fraction digits, the form sent to the server. `None` outside the
    /// years that RFC 3339 can write (0000 to 9999).
    #[must_use]
    pub fn to_rfc3339(self) -> Option<String> {
        let time = DateTime::from_timestamp_micros(self.0)?;
        let writable = (0..=9999).contains(&chrono::Datelike::year(&time));
        writable.then(|| time.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_rfc3339() {
            Some(text) => f.write_str(&text),
            None => write!(f, "{} µs", self.0),
        }
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_micros())
    }
}

fn with_offset(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%#z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%#z"))
        .ok()
        .map(|time| time.to_utc().into())
}

fn without_offset(text: &str) -> Option<Instant> {
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .map(|time| time.and_utc().into())
}

fn date_alone(text: &str) -> Option<Instant> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(date.and_hms_opt(0, 0, 0)?.and_utc().into())
}

/// Keeps a hostile input from filling the screen with its own error message.
fn shorten(text: &str) -> String {
    const LONGEST_SHOWN: usize = 60;
    if text.chars().count() <= LONGEST_SHOWN {
        return text.to_owned();
    }
    text.chars().take(LONGEST_SHOWN).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn us(text: &str) -> i64 {
        Instant::parse(text).unwrap().as_us()
    }

    #[test]
    fn every_accepted_form_names_the_same_instant() {
        let same = [
            "2026-02-18T06:09:30Z",
            "2026-02-18T06:09:30+00:00",
            "2026-02-18T06:09:30.000000+00:00",
            "2026-02-18 06:09:30+00",
            "2026-02-18T06:09:30",
            "2026-02-18 06:09:30",
            "2026-02-18T07:09:30+01:00",
            "2026-02-17T22:09:30-08:00",
            " 2026-02-18t06:09:30z ",
        ];
        for text in same {
            assert_eq!(us(text), 1_771_394_970_000_000, "{text}");
        }
    }

    #[test]
    fn a_finer_fraction_is_cut_off_even_before_1970() {
        assert_eq!(us("1970-01-01T00:00:00.0000019Z"), 1);
        assert_eq!(us("1969-12-31T23:59:59.9999991Z"), -1);
    }

    #[test]
    fn what_is_no_date_is_refused_with_a_bounded_message() {
        for text in ["", "yesterday", "2026-13-01", "2026-02-30", "18.02.2026", "1771394970"] {
            assert!(Instant::parse(text).is_err(), "{text}");
        }
        let long = Instant::parse(&"x".repeat(10_000)).unwrap_err();
        assert!(long.to_string().len() < 300);
    }

    #[test]
    fn an_instant_outside_the_calendar_is_shown_as_a_number() {
        assert_eq!(Instant::MAX.to_rfc3339(), None);
        assert_eq!(Instant::MAX.to_string(), "9223372036854775807 µs");
    }

    proptest::proptest! {
        #[test]
        fn text_and_instant_go_round(us in -62_000_000_000_000_000_i64..253_000_000_000_000_000) {
            let instant = Instant::from_us(us);
            proptest::prop_assert_eq!(Instant::parse(&instant.to_string()), Ok(instant));
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = Instant::parse(&text);
        }
    }
}
