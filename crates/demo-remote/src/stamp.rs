//! Timestamps as the service writes and reads them: Postgres text out, ISO 8601 in.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};

/// Microseconds in one second.
pub(crate) const SECOND_US: i64 = 1_000_000;

const WITH_OFFSET: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z"];
const WITHOUT_OFFSET: [&str; 4] =
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];

/// Microseconds since 1970 UTC, or `None` when Postgres would not read the text either.
///
/// A time without an offset and a date alone are UTC; a fraction finer than a microsecond is cut.
pub(crate) fn parse_us(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant.timestamp_micros());
    }
    let with_offset = WITH_OFFSET
        .iter()
        .find_map(|format| DateTime::parse_from_str(text, format).ok())
        .map(|instant| instant.timestamp_micros());
    let local = || {
        WITHOUT_OFFSET.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    };
    let date = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    with_offset.or_else(|| Some(local().or_else(date)?.and_utc().timestamp_micros()))
}

/// How the zone of a timestamp is written; the service does both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// `Z`
    Letter,
    /// `+00:00`
    Offset,
}

/// The instant as Postgres text: no fraction when it is zero, and no zeros at its end.
pub(crate) fn text(instant_us: i64, zone: Zone) -> String {
    let instant = DateTime::<Utc>::from_timestamp_micros(instant_us).unwrap_or_default();
    let mut text = String::with_capacity(32);
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        instant.year(),
        instant.month(),
        instant.day(),
        instant.hour(),
        instant.minute(),
        instant.second()
    );
    let fraction_us = instant_us.rem_euclid(SECOND_US);
    if fraction_us != 0 {
        let _ = write!(text, ".{fraction_us:06}");
        text.truncate(text.trim_end_matches('0').len());
    }
    text.push_str(match zone {
        Zone::Letter => "Z",
        Zone::Offset => "+00:00",
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN_THIRTY_US: i64 = 1_705_314_600 * SECOND_US;

    #[test]
    fn reads_every_spelling_of_the_same_instant() {
        for spelling in [
            "2024-01-15T10:30:00Z",
            "2024-01-15T10:30:00+00:00",
            "2024-01-15 10:30:00+00",
            "2024-01-15T02:30:00-08:00",
            "2024-01-15T10:30:00",
            "2024-01-15T10:30",
            "2024-01-15T10:30:00.0000009Z",
        ] {
            assert_eq!(parse_us(spelling), Some(TEN_THIRTY_US), "{spelling}");
        }
        assert_eq!(parse_us("2024-01-15"), Some(1_705_276_800 * SECOND_US));
    }

    #[test]
    fn refuses_what_is_no_timestamp() {
        for nonsense in ["yesterday", "2024-13-01", "1705314600", "2024-01-15T25:00:00Z"] {
            assert_eq!(parse_us(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn writes_fractions_as_postgres_does() {
        assert_eq!(text(TEN_THIRTY_US, Zone::Offset), "2024-01-15T10:30:00+00:00");
        assert_eq!(text(TEN_THIRTY_US, Zone::Letter), "2024-01-15T10:30:00Z");
        assert_eq!(text(TEN_THIRTY_US + 462_859, Zone::Offset), "2024-01-15T10:30:00.462859+00:00");
        assert_eq!(text(TEN_THIRTY_US + 500_000, Zone::Offset), "2024-01-15T10:30:00.5+00:00");
        assert_eq!(text(TEN_THIRTY_US + 7, Zone::Letter), "2024-01-15T10:30:00.000007Z");
    }
}
