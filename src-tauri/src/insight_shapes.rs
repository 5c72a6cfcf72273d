//! The figures as TypeScript sees them. They cross as the engine's own text, so that these are
//! shapes alone; a test reads that text with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::{Config, TS};

use crate::wire::InsightUnit;

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Insights {
    span: Option<Span>,
    totals: Totals,
    previous: Option<Previous>,
    time: Option<TimeSeries>,
    #[ts(type = "Array<Array<number>>")]
    hours: [[u64; 24]; 7],
    statuses: Vec<Share>,
    sentiments: Vec<Share>,
    agents: Vec<AgentFigures>,
    numbers: Vec<NumberFigures>,
    ready: bool,
    #[ts(type = "Phones")]
    phones: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Span {
    from: String,
    to: String,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Previous {
    from: String,
    to: String,
    totals: Totals,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Totals {
    calls: u64,
    answered: u64,
    ended: u64,
    answer_rate: Option<f64>,
    with_duration: u64,
    duration_total_s: i64,
    duration_mean_s: Option<f64>,
    duration_median_s: Option<i32>,
    duration_p90_s: Option<i32>,
    with_sentiment: u64,
    negative: u64,
    negative_share: Option<f64>,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct TimeSeries {
    #[ts(inline)]
    unit: InsightUnit,
    starts: Vec<String>,
    ends: Vec<String>,
    calls: Vec<u64>,
    statuses: Vec<Series>,
    sentiments: Vec<Series>,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Series {
    value: Option<String>,
    /// True or missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    others: bool,
    counts: Vec<u64>,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Share {
    value: Option<String>,
    /// True or missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    others: bool,
    count: u64,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct AgentFigures {
    agent_id: Option<String>,
    name: Option<String>,
    calls: u64,
    answered: u64,
    ended: u64,
    answer_rate: Option<f64>,
    with_duration: u64,
    duration_total_s: i64,
    duration_mean_s: Option<f64>,
    with_sentiment: u64,
    negative: u64,
    negative_share: Option<f64>,
}

#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct NumberFigures {
    number: String,
    calls: u64,
}

pub(super) fn declarations(config: &Config) -> Vec<String> {
    vec![
        Insights::decl(config),
        Span::decl(config),
        Previous::decl(config),
        Totals::decl(config),
        TimeSeries::decl(config),
        Series::decl(config),
        Share::decl(config),
        AgentFigures::decl(config),
        NumberFigures::decl(config),
    ]
}

#[test]
fn the_engines_figures_are_read_and_written_as_these_shapes() {
    use offhook_engine as engine;

    use crate::insight_commands::ShownFigures;

    let share = |others| engine::Share { value: Some("busy".to_owned()), others, count: 2 };
    let series = |others| engine::Series { value: None, others, counts: vec![1, 1] };
    let span = || engine::InsightSpan { from: "a".to_owned(), to: "b".to_owned() };
    let sums = engine::CallSums { answer_rate: Some(0.5), ..Default::default() };
    let totals = engine::InsightTotals { sums: sums.clone(), ..Default::default() };
    let time = engine::TimeSeries {
        unit: engine::InsightUnit::Week,
        starts: vec!["a".to_owned()],
        ends: vec!["b".to_owned()],
        calls: vec![2],
        statuses: vec![series(false), series(true)],
        sentiments: vec![series(false)],
    };
    let agent = engine::AgentFigures { agent_id: Some("a".to_owned()), name: None, sums };
    let full = engine::Insights {
        span: Some(span()),
        totals: totals.clone(),
        previous: Some(engine::PreviousPeriod { span: span(), totals }),
        time: Some(time),
        statuses: vec![share(false), share(true)],
        agents: vec![agent],
        numbers: vec![engine::NumberFigures { number: "+16045551234".to_owned(), calls: 1 }],
        ..engine::Insights::default()
    };
    for figures in [engine::Insights::default(), full] {
        let told = serde_json::to_value(ShownFigures::of(figures)).unwrap();
        let read: Insights = serde_json::from_value(told.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), told);
    }
}
