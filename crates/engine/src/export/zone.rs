//! The time zone that a spreadsheet's times are written in.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz;
use offhook_model::Instant;

use crate::Error;

/// An IANA time zone; the database comes with the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone {
    name: String,
    zone: tz::TimeZone,
}

impl TimeZone {
    /// The zone's IANA name, such as `Europe/Berlin`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The time on a clock in this zone; `None` outside the years that clocks show (-9999 to 9999).
    pub(super) fn local(&self, instant: Instant) -> Option<DateTime> {
        let timestamp = Timestamp::from_microsecond(instant.as_us()).ok()?;
        Some(self.zone.to_datetime(timestamp))
    }
}

impl Default for TimeZone {
    fn default() -> Self {
        Self { name: "UTC".to_owned(), zone: tz::TimeZone::UTC }
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl FromStr for TimeZone {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let unknown = || {
            let shown: String = name.chars().take(60).collect();
            Error::InvalidSetting(format!(
                "there is no time zone \"{shown}\"; write an IANA name such as Europe/Berlin, America/Vancouver or UTC"
            ))
        };
        if name.eq_ignore_ascii_case("UTC") {
            return Ok(Self::default());
        }
        let zone = tz::db().get(name).map_err(|_| unknown())?;
        // The database's own spelling: `europe/berlin` is found, too.
        let name = zone.iana_name().ok_or_else(unknown)?.to_owned();
        Ok(Self { name, zone })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(zone: &str, instant: &str) -> String {
        let zone: TimeZone = zone.parse().unwrap();
        zone.local(Instant::parse(instant).unwrap()).unwrap().to_string()
    }

    #[test]
    fn a_clock_in_berlin_jumps_in_march_and_repeats_an_hour_in_october() {
        assert_eq!(local("Europe/Berlin", "2026-03-29T00:59:59Z"), "2026-03-29T01:59:59");
        assert_eq!(local("Europe/Berlin", "2026-03-29T01:00:00Z"), "2026-03-29T03:00:00");
        assert_eq!(local("Europe/Berlin", "2026-10-25T00:30:00Z"), "2026-10-25T02:30:00");
        assert_eq!(local("Europe/Berlin", "2026-10-25T01:30:00Z"), "2026-10-25T02:30:00");
        assert_eq!(local("UTC", "2026-03-29T01:00:00.000001Z"), "2026-03-29T01:00:00.000001");
    }

    #[test]
    fn a_name_is_found_in_any_case_and_kept_in_the_databases_spelling() {
        assert_eq!("europe/berlin".parse::<TimeZone>().unwrap().name(), "Europe/Berlin");
        assert_eq!("utc".parse::<TimeZone>().unwrap().name(), "UTC");
        for unknown in ["", "Berlin", "+02:00", "Europe/Nowhere", "../etc/passwd"] {
            let refused = unknown.parse::<TimeZone>().unwrap_err().to_string();
            assert!(refused.contains("Europe/Berlin"), "{refused}");
        }
    }

    #[test]
    fn an_instant_that_no_clock_shows_has_no_local_time() {
        assert_eq!(TimeZone::default().local(Instant::MAX), None);
        assert_eq!(TimeZone::default().local(Instant::MIN), None);
    }
}
