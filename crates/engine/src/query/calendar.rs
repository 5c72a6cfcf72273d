//! The days of the person who asks.

use chrono::{Local, Utc};
use chrono_tz::Tz;
use offhook_model::ZoneCalendar;

use crate::{Error, TimeZone};

/// The system's zone, on the day it has there now.
#[must_use]
pub fn local_calendar() -> ZoneCalendar<Local> {
    ZoneCalendar::new(Local, Local::now().date_naive())
}

/// The zone of this IANA name, on the day it has there now.
///
/// # Errors
/// [`Error::InvalidSetting`] when there is no such zone.
pub fn zone_calendar(name: &str) -> Result<ZoneCalendar<Tz>, Error> {
    let known: TimeZone = name.parse()?;
    let unknown = |_| Error::InvalidSetting(format!("there is no time zone \"{known}\" here"));
    let zone: Tz = known.name().parse().map_err(unknown)?;
    Ok(ZoneCalendar::new(zone, Utc::now().with_timezone(&zone).date_naive()))
}
