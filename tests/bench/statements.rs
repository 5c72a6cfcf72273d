//! The questions as SQL over the copy that [`crate::sql`] makes.

use chrono::{NaiveDate, Utc};
use offhook_engine::BucketUnit;
use offhook_model::highlight::matches;
use offhook_model::query::{Kind, Term};
use offhook_model::{Instant, Query, ZoneCalendar};
use rusqlite::types::Value as Sql;
use serde_json::Value;

/// SQL with `?` for each of its values.
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) values: Vec<Sql>,
}

/// Ids and names of agents: words are searched there as well.
pub(crate) type Agents = Vec<(String, String)>;

/// The days of all questions.
pub(crate) fn calendar() -> ZoneCalendar<Utc> {
    ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).expect("a day"))
}

pub(crate) fn total(body: &Value, agents: &Agents) -> Statement {
    let Clause { sql, values } = Clause::of(body, agents, None);
    Statement { sql: format!("SELECT count(*), NULL FROM calls WHERE {sql}"), values }
}

/// Rows are found in an index first, documents read for those on the page only.
pub(crate) fn page(body: &Value, agents: &Agents) -> Statement {
    let Clause { sql, mut values } = Clause::of(body, agents, None);
    let order = match body["sort"].as_str().unwrap_or("-created_at") {
        "created_at" => "created_at_us, id",
        "-duration" => "duration_s DESC NULLS LAST, created_at_us DESC, id",
        "duration" => "duration_s NULLS LAST, created_at_us DESC, id",
        _ => "created_at_us DESC, id",
    };
    values.push(body["limit"].as_i64().unwrap_or(50).into());
    values.push(body["offset"].as_i64().unwrap_or(0).into());
    let sql = format!(
        "SELECT id, document FROM calls WHERE seq IN
           (SELECT seq FROM calls WHERE {sql} ORDER BY {order} LIMIT ? OFFSET ?)
         ORDER BY {order}"
    );
    Statement { sql, values }
}

/// A statement for each facet, and one for the histogram.
pub(crate) fn counts(
    body: &Value,
    agents: &Agents,
    unit: Option<BucketUnit>,
) -> Vec<(&'static str, Statement)> {
    const DURATION: &str = "CASE WHEN duration_s < 10 THEN '0-9' WHEN duration_s < 60 THEN '10-59'
        WHEN duration_s < 300 THEN '60-299' WHEN duration_s < 900 THEN '300-899'
        WHEN duration_s IS NOT NULL THEN '900-' END";
    let marked = |mark: &str| {
        format!(
            "CASE WHEN seq IN (SELECT seq FROM marks WHERE {mark}) THEN 'true' ELSE 'false' END"
        )
    };
    let by = |field: &'static str, value: &str| {
        let Clause { sql, values } = Clause::of(body, agents, Some(field));
        let sql = format!("SELECT {value}, count(*) FROM calls WHERE {sql} GROUP BY 1");
        (field, Statement { sql, values })
    };
    let Clause { sql, values } = Clause::of(body, agents, Some("tag"));
    let tags =
        format!("SELECT tag, count(*) FROM tags JOIN calls USING (seq) WHERE {sql} GROUP BY 1");
    let mut counts = vec![
        by("direction", "direction"),
        by("status", "status"),
        by("agent", "agent_id"),
        by("sentiment", "lower(sentiment)"),
        by("duration", DURATION),
        by("starred", &marked("starred")),
        by("reviewed", &marked("reviewed")),
        ("tag", Statement { sql: tags, values }),
    ];
    counts.extend(unit.map(|unit| by("time", &bucket(unit))));
    counts
}

/// The first microsecond of a call's bucket, in UTC.
fn bucket(unit: BucketUnit) -> String {
    const HOUR_US: i64 = 3_600_000_000;
    // The epoch was a Thursday, weeks begin on Mondays.
    let (width_us, shift_us) = match unit {
        BucketUnit::Hour => (HOUR_US, 0),
        BucketUnit::Day => (24 * HOUR_US, 0),
        BucketUnit::Week => (7 * 24 * HOUR_US, 3 * 24 * HOUR_US),
        BucketUnit::Month => {
            return "1000000 * unixepoch(created_at_us / 1000000, 'unixepoch', 'start of month')"
                .to_owned();
        }
    };
    format!("created_at_us - (created_at_us + {shift_us}) % {width_us}")
}

/// What stands behind WHERE.
struct Clause {
    sql: String,
    values: Vec<Sql>,
}

impl Clause {
    /// All of a filter but the conditions on one field.
    fn of(body: &Value, agents: &Agents, but: Option<&str>) -> Self {
        let mut parts = Parts { sql: vec!["presence < 2".to_owned()], values: Vec::new() };
        for (field, name, column) in [
            ("direction", "direction", "direction"),
            ("status", "status", "status"),
            ("status", "statuses", "status"),
            ("agent", "agent_id", "agent_id"),
            ("agent", "agent_ids", "agent_id"),
            ("sentiment", "sentiment", "sentiment"),
        ] {
            let words = texts(&body[name]);
            if but != Some(field) && !words.is_empty() {
                parts.add(format!("{column} IN ({})", places(words.len())), words);
            }
        }
        for number in texts(&body["phone_number"]) {
            parts.add("(from_number = ? OR to_number = ?)".to_owned(), [number.clone(), number]);
        }
        for (name, comparison) in
            [("from_date", "created_at_us >= ?"), ("to_date", "created_at_us <= ?")]
        {
            for text in texts(&body[name]).iter().filter(|_| but != Some("time")) {
                let at = Instant::parse(text).expect("an instant");
                parts.add(comparison.to_owned(), [at.as_us()]);
            }
        }
        for (name, comparison) in
            [("min_duration", "duration_s >= ?"), ("max_duration", "duration_s <= ?")]
        {
            if let Some(seconds) = body[name].as_i64().filter(|_| but != Some("duration")) {
                parts.add(comparison.to_owned(), [seconds]);
            }
        }
        for mark in ["starred", "reviewed"] {
            if let Some(wanted) = body[mark].as_bool().filter(|_| but != Some(mark)) {
                let is = if wanted { "IN" } else { "NOT IN" };
                parts.add(format!("seq {is} (SELECT seq FROM marks WHERE {mark})"), [0_i64; 0]);
            }
        }
        let tags = texts(&body["tags"]);
        if but != Some("tag") && !tags.is_empty() {
            let places = places(tags.len());
            parts.add(format!("seq IN (SELECT seq FROM tags WHERE tag IN ({places}))"), tags);
        }
        let query = Query::parse(body["query"].as_str().unwrap_or_default(), &calendar());
        query.words().for_each(|term| parts.add_term(term, agents));
        Self { sql: parts.sql.join(" AND "), values: parts.values }
    }
}

struct Parts {
    sql: Vec<String>,
    values: Vec<Sql>,
}

impl Parts {
    fn add<T: Into<Sql>>(&mut self, sql: String, values: impl IntoIterator<Item = T>) {
        self.sql.push(sql);
        self.values.extend(values.into_iter().map(Into::into));
    }

    /// A term is looked for in texts, in agents' names and, where it is digits, in numbers.
    fn add_term(&mut self, term: &Term, agents: &Agents) {
        let (tokens, prefix, digits) = match &term.kind {
            Kind::Words { tokens, prefix } => (tokens, *prefix, None),
            Kind::Digits { digits, tokens } => (tokens, true, Some(digits)),
            other => panic!("{other:?} is not asked for here"),
        };
        let star = if prefix { " *" } else { "" };
        let mut any = vec!["seq IN (SELECT rowid FROM words WHERE words MATCH ?)".to_owned()];
        let mut values = vec![format!("\"{}\"{star}", tokens.join(" "))];
        let named = agents.iter().filter(|(_, name)| matches(name, term));
        let ids: Vec<String> = named.map(|(id, _)| id.clone()).collect();
        if !ids.is_empty() {
            any.push(format!("coalesce(agent_id, '') IN ({})", places(ids.len())));
            values.extend(ids);
        }
        if let Some(digits) = digits {
            for side in ["from_number", "to_number"] {
                any.push(format!("coalesce({side}, '') LIKE ?"));
                values.push(format!("%{digits}%"));
            }
        }
        let not = if term.negated { "NOT " } else { "" };
        self.add(format!("{not}({})", any.join(" OR ")), values);
    }
}

fn places(count: usize) -> String {
    vec!["?"; count].join(", ")
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}
