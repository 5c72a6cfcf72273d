//! The figures as they cross to the window and into JSON.

use offhook_model::Instant;
use offhook_timeline::{Figures, Tally, Trend};
use serde::Serialize;

use super::span::{Buckets, InsightUnit, Stretch};
use crate::query::{AgentNames, edge_text};

/// Everything there is to say about the calls of one filter, from one snapshot.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Insights {
    /// What the figures speak of: the filter's dates, up to the newest call; without dates from
    /// the first to the last call that matches. `None` where nothing is.
    pub span: Option<InsightSpan>,
    /// All calls that match.
    pub totals: InsightTotals,
    /// The stretch of equal length right before the span; `None` where it has no first date, and
    /// where all known calls are later.
    pub previous: Option<PreviousPeriod>,
    /// Calls over time, where the span reaches into the time of the calls.
    pub time: Option<TimeSeries>,
    /// Calls by weekday from Monday, then by local hour.
    pub hours: [[u64; 24]; 7],
    /// By status, most calls first, those of all but twenty statuses as one.
    pub statuses: Vec<Share>,
    /// By sentiment in lower case, likewise.
    pub sentiments: Vec<Share>,
    /// By agent, most calls first.
    pub agents: Vec<AgentFigures>,
    /// The other party's numbers, most calls first, the first twenty.
    pub numbers: Vec<NumberFigures>,
    /// Whether every text that there is has been searched.
    pub ready: bool,
}

/// A stretch of time; both ends are inclusive, RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InsightSpan {
    /// Its first instant.
    pub from: String,
    /// Its last.
    pub to: String,
}

/// The period before the one that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PreviousPeriod {
    /// When it was.
    #[serde(flatten)]
    pub span: InsightSpan,
    /// Its calls under the same filters.
    pub totals: InsightTotals,
}

/// Sums and shares of a set of calls.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CallSums {
    /// All of them.
    pub calls: u64,
    /// Those that were completed.
    pub answered: u64,
    /// Those that ended: completed, no-answer, busy, failed or canceled.
    pub ended: u64,
    /// Answered of ended, 0 to 1; `None` when none has ended.
    pub answer_rate: Option<f64>,
    /// Those that have a duration; the durations below are theirs.
    pub with_duration: u64,
    /// Together, in seconds.
    pub duration_total_s: i64,
    /// On average, in seconds.
    pub duration_mean_s: Option<f64>,
    /// Those that have a sentiment.
    pub with_sentiment: u64,
    /// Those whose sentiment is negative.
    pub negative: u64,
    /// Negative of those with a sentiment, 0 to 1; `None` when none has one.
    pub negative_share: Option<f64>,
}

/// The figures of all calls together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InsightTotals {
    /// What is told of each agent, too.
    #[serde(flatten)]
    pub sums: CallSums,
    /// What at least half of those with a duration do not exceed, in seconds.
    pub duration_median_s: Option<i32>,
    /// What at least nine in ten of them do not exceed, in seconds.
    pub duration_p90_s: Option<i32>,
}

/// Calls over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimeSeries {
    /// The length of a bucket: as asked for, or coarser where that would be very many.
    pub unit: InsightUnit,
    /// When each bucket begins, RFC 3339.
    pub starts: Vec<String>,
    /// The last microsecond of each bucket, RFC 3339.
    pub ends: Vec<String>,
    /// Calls in each bucket.
    pub calls: Vec<u64>,
    /// The same by status, in the order of [`Insights::statuses`].
    pub statuses: Vec<Series>,
    /// The same by sentiment, in the order of [`Insights::sentiments`].
    pub sentiments: Vec<Series>,
}

/// Calls over time that have one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Series {
    /// The value; `None` for calls without one.
    pub value: Option<String>,
    /// All values that have none of their own, summed up; told where it is so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
    /// Calls in each bucket.
    pub counts: Vec<u64>,
}

/// Calls that have one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The value; `None` for calls without one.
    pub value: Option<String>,
    /// All but the twenty values with most calls, summed up; told where it is so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
    /// How many.
    pub count: u64,
}

/// One agent's calls.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgentFigures {
    /// `None` for calls without an agent.
    pub agent_id: Option<String>,
    /// What a person calls the agent.
    pub name: Option<String>,
    /// Its figures.
    #[serde(flatten)]
    pub sums: CallSums,
}

/// One number's calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberFigures {
    /// As the server writes it.
    pub number: String,
    /// Calls from it to an agent, or from an agent to it.
    pub calls: u64,
}

impl Insights {
    /// What does not depend on the span.
    pub(super) fn new(figures: Figures, names: &AgentNames) -> Self {
        let shares = |trends: Vec<Trend>| {
            let share = |trend: Trend| Share {
                value: trend.value,
                others: trend.others,
                count: trend.calls,
            };
            trends.into_iter().map(share).collect()
        };
        let agent = |(id, tally): (Option<String>, Tally)| {
            let name = id.as_deref().and_then(|id| names.of(id)).map(str::to_owned);
            AgentFigures { agent_id: id, name, sums: CallSums::from(&tally) }
        };
        let number = |(number, calls)| NumberFigures { number, calls };
        Self {
            totals: InsightTotals::new(&figures),
            hours: figures.hours,
            statuses: shares(figures.statuses),
            sentiments: shares(figures.sentiments),
            agents: figures.agents.into_iter().map(agent).collect(),
            numbers: figures.numbers.into_iter().map(number).collect(),
            ..Self::default()
        }
    }
}

impl From<Stretch> for InsightSpan {
    fn from(stretch: Stretch) -> Self {
        let text = |us| Instant::from_us(us).to_string();
        Self { from: text(stretch.from_us), to: text(stretch.to_us) }
    }
}

impl PreviousPeriod {
    pub(super) fn new(stretch: Stretch, figures: &Figures) -> Self {
        Self { span: stretch.into(), totals: InsightTotals::new(figures) }
    }
}

impl InsightTotals {
    fn new(figures: &Figures) -> Self {
        Self {
            sums: CallSums::from(&figures.tally),
            duration_median_s: figures.median_s,
            duration_p90_s: figures.p90_s,
        }
    }
}

impl From<&Tally> for CallSums {
    fn from(tally: &Tally) -> Self {
        Self {
            calls: tally.calls,
            answered: tally.answered,
            ended: tally.ended,
            answer_rate: share(tally.answered, tally.ended),
            with_duration: tally.with_duration,
            duration_total_s: tally.duration_s,
            duration_mean_s: mean_s(tally),
            with_sentiment: tally.with_sentiment,
            negative: tally.negative,
            negative_share: share(tally.negative, tally.with_sentiment),
        }
    }
}

impl TimeSeries {
    /// Puts the counts of the finest buckets into those that are wanted.
    pub(super) fn new(figures: &Figures, finest: &Buckets, wanted: &Buckets) -> Self {
        let places: Vec<_> = finest.edges_us.iter().map(|us| wanted.holding(*us)).collect();
        let series = |trends: &[Trend]| {
            let one = |trend: &Trend| {
                let mut counts = vec![0; wanted.count()];
                for (place, count) in places.iter().zip(&trend.counts) {
                    if let Some(place) = place {
                        counts[*place] += count;
                    }
                }
                Series { value: trend.value.clone(), others: trend.others, counts }
            };
            trends.iter().map(one).collect::<Vec<_>>()
        };
        let statuses = series(&figures.statuses);
        let sum = |bucket: usize| statuses.iter().map(|series| series.counts[bucket]).sum();
        let edges = wanted.edges_us.windows(2);
        Self {
            unit: wanted.unit,
            starts: edges.clone().map(|edges| edge_text(edges[0])).collect(),
            ends: edges.map(|edges| edge_text(edges[1].saturating_sub(1))).collect(),
            calls: (0..wanted.count()).map(sum).collect(),
            statuses,
            sentiments: series(&figures.sentiments),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of calls are far below 2^53")]
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[expect(clippy::cast_precision_loss, reason = "seconds of all calls are far below 2^53")]
fn mean_s(tally: &Tally) -> Option<f64> {
    (tally.with_duration > 0).then(|| tally.duration_s as f64 / tally.with_duration as f64)
}
