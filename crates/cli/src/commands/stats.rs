//! `offhook stats`

mod report;

use offhook_engine::{Error, InsightOptions, InsightUnit, Profile, local_calendar, zone_calendar};
use offhook_model::Calendar;

use crate::args::{StatsArgs, Unit};
use crate::output;

pub(super) fn run(profile: &Profile, args: StatsArgs) -> Result<(), Error> {
    let raw = args.filters.resolve(profile)?;
    let filter = raw.resolve()?;
    super::index_texts_for(profile, &filter)?;
    if let Some(hint) = filter.contradiction() {
        output::say(&format!("Note: {hint}."));
    }
    let calendar: Box<dyn Calendar> = match &args.timezone {
        Some(zone) => Box::new(zone_calendar(zone)?),
        None => Box::new(local_calendar()),
    };
    let options = InsightOptions { calendar: &*calendar, unit: args.unit.map(InsightUnit::from) };
    let insights = profile.insights(&raw, options)?;
    if args.json {
        return output::print_json(&serde_json::to_string(&insights).unwrap_or_default());
    }
    output::print(&report::of(&insights, &*calendar))
}

impl From<Unit> for InsightUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
        }
    }
}
