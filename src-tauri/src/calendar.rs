//! The days of the person at the window, by the zone that the page names.

use chrono::Utc;
use chrono_tz::Tz;
use offhook_engine::local_calendar;
use offhook_model::{Calendar, ZoneCalendar};

/// The calendar of an IANA zone on its present day; the system's where the name is none of those
/// known here.
pub(crate) fn of(zone: &str) -> Box<dyn Calendar> {
    match zone.parse::<Tz>() {
        Ok(zone) => Box::new(ZoneCalendar::new(zone, Utc::now().with_timezone(&zone).date_naive())),
        Err(_) => Box::new(local_calendar()),
    }
}
