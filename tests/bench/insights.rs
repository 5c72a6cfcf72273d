//! All figures of random filters, beside a few of them by plain SQL; where both have them, they
//! must be equal.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use offhook_engine::{
    Home, InsightOptions, InsightUnit, Insights, Profile, ProfileName, zone_calendar,
};
use offhook_model::RawFilter;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::filled::{cache_file, filled};
use crate::table::{Table, grouped};

const FILTERS: usize = 200;
/// Plain SQL takes seconds for each.
const BY_SQL: usize = 30;
const SEED: u64 = 20_260_303;
const TARGET_MS: f64 = 30.0;

/// What a careful person would ask, and how long the answers took.
const SQL: &str = "
import json, sqlite3, sys, time
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
questions = [
    'SELECT status, count(*) FROM calls WHERE {} GROUP BY 1 ORDER BY 2 DESC, 1',
    'SELECT agent_id, count(*), ifnull(sum(duration_s), 0) FROM calls WHERE {} '
    'GROUP BY 1 ORDER BY 2 DESC, 1',
    'SELECT (created_at_us / 3600000000 + 72) % 168, count(*) FROM calls WHERE {} GROUP BY 1',
]
answers = []
for where in json.load(open(sys.argv[2])):
    began = time.perf_counter()
    statuses, agents, hours = [db.execute(sql.format(where)).fetchall() for sql in questions]
    answers.append({'s': time.perf_counter() - began, 'statuses': statuses, 'agents': agents,
                    'hours': hours})
print(json.dumps(answers))";

/// One filter, as we take it and as SQL takes it.
struct Asked {
    raw: RawFilter,
    sql: String,
}

/// Prints the table.
pub(crate) fn measure(calls: usize) {
    let data_dir = filled(calls);
    let home = Home::resolve(Some(data_dir.clone())).expect("a home");
    let profile = Profile::open(&home, &ProfileName::default()).expect("a profile");
    let ask = |raw: &RawFilter| {
        let calendar = zone_calendar("UTC").expect("a zone");
        let options = InsightOptions { calendar: &calendar, unit: Some(InsightUnit::Day) };
        profile.insights(raw, options).expect("figures")
    };
    let everything = ask(&RawFilter::default());
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let asked: Vec<Asked> = (0..FILTERS).map(|_| Asked::random(&mut rng, &everything)).collect();
    let timed: Vec<(Duration, Insights)> = asked
        .iter()
        .map(|asked| {
            let started = Instant::now();
            let insights = ask(&asked.raw);
            (started.elapsed(), insights)
        })
        .collect();
    let by_sql = by_sql(&cache_file(&data_dir), &asked[..BY_SQL]);
    for ((asked, (_, insights)), theirs) in asked.iter().zip(&timed).zip(&by_sql) {
        assert_same(insights, theirs, &asked.sql);
    }
    let ours: Vec<f64> = timed.iter().map(|(took, _)| took.as_secs_f64() * 1e3).collect();
    let theirs = by_sql.iter().map(|answer| answer["s"].as_f64().expect("seconds") * 1e3).collect();
    let mut table = Table::new(&["figures", "filters", "p50, ms", "p99, ms", "target, ms"]);
    let of = |count: usize, mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        let at =
            |percent: usize| format!("{:.1}", times[(times.len() * percent).div_ceil(100) - 1]);
        [count.to_string(), at(50), at(99)]
    };
    let [count, p50, p99] = of(FILTERS, ours);
    table.row(["all, in one pass".into(), count, p50, p99, format!("p99 ≤ {TARGET_MS:.0}")]);
    let [count, p50, p99] = of(BY_SQL, theirs);
    let name = "plain SQL: status, agent, hour and weekday";
    table.row([name.into(), count, p50, p99, "–".into()]);
    table.print(&format!(
        "Insights of random filters; {} calls, the same figures where both have them",
        grouped(calls as u64)
    ));
}

impl Asked {
    /// Any of the fields, with values that calls have.
    fn random(rng: &mut ChaCha8Rng, of: &Insights) -> Self {
        let mut body = serde_json::Map::new();
        let mut sql = vec!["presence < 2".to_owned()];
        let mut add = |field: &str, value: Value, condition: String| {
            body.insert(field.to_owned(), value);
            sql.push(condition);
        };
        if rng.random_bool(0.3) {
            let direction = ["inbound", "outbound"].choose(rng).expect("one");
            add("direction", json!(direction), format!("direction = '{direction}'"));
        }
        let quoted = |words: &[&str]| {
            words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
        };
        let words: [(&str, &str, Vec<&str>); 3] = [
            ("statuses", "status", values(of.statuses.iter().map(|share| &share.value))),
            ("sentiments", "sentiment", values(of.sentiments.iter().map(|share| &share.value))),
            ("agent_ids", "agent_id", values(of.agents.iter().map(|agent| &agent.agent_id))),
        ];
        for (field, column, words) in words {
            if rng.random_bool(0.3) {
                let count = rng.random_range(1..=2);
                let words: Vec<&str> = words.sample(rng, count).copied().collect();
                add(field, json!(words), format!("{column} IN ({})", quoted(&words)));
            }
        }
        if rng.random_bool(0.1) {
            let number = &of.numbers.choose(rng).expect("a number").number;
            let condition = format!("'{number}' IN (from_number, to_number)");
            add("phone_number", json!(number), condition);
        }
        let (shortest, longest) = (rng.random_range(0..120), rng.random_range(60..900));
        if rng.random_bool(0.2) {
            add("min_duration", json!(shortest), format!("duration_s >= {shortest}"));
        }
        if rng.random_bool(0.2) {
            add("max_duration", json!(longest), format!("duration_s <= {longest}"));
        }
        let starts = &of.time.as_ref().expect("calls over time").starts;
        for (field, comparison) in [("from_date", ">="), ("to_date", "<=")] {
            if rng.random_bool(0.3) {
                let date = starts.choose(rng).expect("a day");
                let us = offhook_model::Instant::parse(date).expect("an instant").as_us();
                add(field, json!(date), format!("created_at_us {comparison} {us}"));
            }
        }
        let raw = RawFilter::from_body(Value::Object(body)).expect("a filter");
        Self { raw, sql: sql.join(" AND ") }
    }
}

fn values<'a>(values: impl Iterator<Item = &'a Option<String>>) -> Vec<&'a str> {
    values.filter_map(Option::as_deref).collect()
}

fn by_sql(cache: &Path, asked: &[Asked]) -> Vec<Value> {
    eprintln!("the same by plain SQL …");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let questions = tempfile::NamedTempFile::new_in(target).expect("a file");
    let conditions: Vec<&str> = asked.iter().map(|asked| asked.sql.as_str()).collect();
    fs::write(&questions, json!(conditions).to_string()).expect("a file can be written");
    let mut python = Command::new(target.with_file_name("export-readers").join("bin/python"));
    let output = python.args(["-c", SQL]).arg(cache).arg(questions.path()).output();
    let output = output.expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn assert_same(ours: &Insights, theirs: &Value, sql: &str) {
    let statuses: Vec<_> =
        ours.statuses.iter().map(|share| json!([share.value, share.count])).collect();
    assert_eq!(json!(statuses), theirs["statuses"], "{sql}");
    let agents = ours.agents.iter();
    let agents: Vec<_> = agents
        .map(|agent| json!([agent.agent_id, agent.sums.calls, agent.sums.duration_total_s]))
        .collect();
    assert_eq!(json!(agents), theirs["agents"], "{sql}");
    let hours = ours.hours.as_flattened().iter().enumerate().filter(|(_, calls)| **calls > 0);
    let hours: Vec<_> = hours.map(|(hour, calls)| json!([hour, calls])).collect();
    assert_eq!(json!(hours), theirs["hours"], "{sql}");
}
