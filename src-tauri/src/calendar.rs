//! The days of the person at the window, by the zone that the page names.

use offhook_engine::{Error, local_calendar, zone_calendar};
use offhook_model::Calendar;

/// The calendar of an IANA zone on its present day; the system's where the page names none.
///
/// # Errors
/// [`Error::InvalidSetting`] for a name that is no zone here: other days than those asked for would
/// look like the right ones.
pub(crate) fn of(zone: &str) -> Result<Box<dyn Calendar>, Error> {
    if zone.is_empty() {
        return Ok(Box::new(local_calendar()));
    }
    Ok(Box::new(zone_calendar(zone)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_that_is_none_is_refused_by_name_and_no_zone_is_the_systems() {
        for known in ["", "UTC", "Europe/Berlin", "America/New_York"] {
            assert!(of(known).is_ok(), "{known}");
        }
        for unknown in ["Mars/Olympus", " ", "Europe", "\u{0}"] {
            let Err(error) = of(unknown) else { panic!("{unknown:?} is taken for a zone") };
            assert!(error.to_string().contains("no time zone"), "{error}");
        }
    }
}
