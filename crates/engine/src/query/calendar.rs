//! The days of the person at this computer.

use chrono::Local;
use offhook_model::ZoneCalendar;

/// The system's zone, on the day it has there now.
#[must_use]
pub fn local_calendar() -> ZoneCalendar<Local> {
    ZoneCalendar::new(Local, Local::now().date_naive())
}
