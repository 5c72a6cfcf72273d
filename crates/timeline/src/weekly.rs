//! Which rows fell into certain hours of certain days of the week.

use offhook_model::Filter;

use crate::Offsets;
use crate::chunk::Chunk;
use crate::mask::OTHER;
use crate::offsets::WEEK_HOURS;

/// Clocks of nobody in particular.
static UTC: Offsets = Offsets::UTC;

/// The hours of a week, from Monday 0 h, that will do.
pub(crate) struct WeeklyTest<'a> {
    wanted: [bool; WEEK_HOURS],
    offsets: &'a Offsets,
}

impl<'a> WeeklyTest<'a> {
    /// `None` where the filter asks for neither hours nor days of the week.
    pub(crate) fn new(filter: &Filter, offsets: Option<&'a Offsets>) -> Option<Self> {
        let (hours, weekdays) = (filter.hours, filter.weekdays);
        if hours.is_empty() && weekdays.is_empty() {
            return None;
        }
        let mut wanted = [false; WEEK_HOURS];
        for (day, row) in (0..).zip(wanted.chunks_mut(24)) {
            let of_day = weekdays.is_empty() || weekdays.contains(day);
            for (hour, wanted) in (0..).zip(row) {
                *wanted = of_day && (hours.is_empty() || hours.contains(hour));
            }
        }
        Some(Self { wanted, offsets: offsets.unwrap_or(&UTC) })
    }

    /// Rows are in time order, so that those of one hour stand together.
    pub(crate) fn fill(&self, chunk: &Chunk, mask: &mut [u16]) {
        let mut rest = chunk.created_at_us.as_slice();
        let mut mask = mask;
        while let Some(us) = rest.first() {
            let (hour, began_us) = self.offsets.hour_of_week(*us);
            let length = rest.iter().position(|us| *us < began_us).unwrap_or(rest.len());
            let (of_hour, earlier) = mask.split_at_mut(length.min(mask.len()));
            if !self.wanted[hour] {
                of_hour.iter_mut().for_each(|fails| *fails |= OTHER);
            }
            (rest, mask) = (&rest[length..], earlier);
        }
    }
}
