//! The figures of the insights screen and of `offhook stats`, under the same filters as the list.

mod figures;
mod span;

use offhook_model::{Calendar, Filter, RawFilter};
use offhook_timeline::{Figures, FiguresOf, Offsets};

use self::span::{Buckets, Stretch};
use crate::query::{Asked, offsets};
use crate::{Error, Profile};

pub use self::figures::{
    AgentFigures, CallSums, InsightSpan, InsightTotals, Insights, NumberFigures, PreviousPeriod,
    Series, Share, TimeSeries,
};
pub use self::span::InsightUnit;

/// How figures are wanted.
#[derive(Clone, Copy)]
pub struct InsightOptions<'a> {
    /// The clocks and days of the person who asks.
    pub calendar: &'a dyn Calendar,
    /// How long a bucket of the time series is; `None` for what fits the span.
    pub unit: Option<InsightUnit>,
}

impl Profile {
    /// Counts everything there is to say about the calls that match. The filter's limit, offset
    /// and order are passed over.
    ///
    /// # Errors
    /// [`Error::InvalidFilter`] naming the field, [`Error::Store`].
    pub fn insights(
        &self,
        raw: &RawFilter,
        options: InsightOptions<'_>,
    ) -> Result<Insights, Error> {
        let asked = Asked::new(self, raw.resolve()?, options.calendar)?;
        let Some((newest_us, oldest_us)) = asked.timeline.ends_us() else {
            return Ok(Insights { ready: asked.all_texts, ..Insights::default() });
        };
        let known = Stretch { from_us: oldest_us, to_us: newest_us };
        let dated = known.narrowed_to(&asked.filter);
        let offsets = offsets((newest_us, oldest_us), options.calendar);
        let finest = Buckets::finest(dated.unwrap_or(known), known, options.calendar);
        let figures = figures_of(&asked, &asked.filter, &finest.edges_us, &offsets);
        let matching = || Stretch::from_ends(figures.newest_and_oldest_us?);
        let span = if asked.filter.from.or(asked.filter.to).is_some() { dated } else { matching() };
        let buckets = span.and_then(|span| {
            let unit = options.unit.unwrap_or_else(|| span.fitting_unit());
            Buckets::of(unit.max(finest.unit), span, known, options.calendar)
        });
        let before = asked.filter.from.and(span).and_then(Stretch::before);
        // Of a time before all calls nothing is known: that is not the same as no calls.
        let before = before.filter(|before| before.to_us >= known.from_us);
        let previous = before.map(|before| {
            let figures = figures_of(&asked, &before.of(&asked.filter), &[], &offsets);
            PreviousPeriod::new(before, &figures)
        });
        Ok(Insights {
            span: span.map(InsightSpan::from),
            previous,
            time: buckets.map(|buckets| TimeSeries::new(&figures, &finest, &buckets)),
            ready: asked.all_texts,
            ..Insights::new(figures, &asked.names)
        })
    }
}

fn figures_of(asked: &Asked, filter: &Filter, edges_us: &[i64], offsets: &Offsets) -> Figures {
    let narrowed = asked.narrowed();
    asked.timeline.insights(&FiguresOf { filter, narrowed, edges_us, offsets })
}
