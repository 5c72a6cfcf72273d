//! The same questions by plain SQL, over a copy of the cache with an index for each field and a
//! full-text table over the summaries.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params_from_iter};
use serde_json::Value;

const INDEXES: &str = "
    CREATE INDEX by_direction ON calls (direction, created_at_us DESC, id);
    CREATE INDEX by_status    ON calls (status, created_at_us DESC, id);
    CREATE INDEX by_agent     ON calls (agent_id, created_at_us DESC, id);
    CREATE INDEX by_from      ON calls (from_number, created_at_us DESC);
    CREATE INDEX by_to        ON calls (to_number, created_at_us DESC);
    CREATE INDEX by_sentiment ON calls (sentiment, created_at_us DESC);
    CREATE INDEX by_duration  ON calls (duration_s, created_at_us DESC, id);
    CREATE VIRTUAL TABLE words USING fts5 (summary, content = '', prefix = '2 3',
        tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO words (rowid, summary) SELECT seq, document ->> '$.call_summary' FROM calls;
    ANALYZE;";

/// The copy.
pub(crate) struct Sql {
    connection: Connection,
    /// Ids and names of agents: words are searched there as well.
    agents: Vec<(String, String)>,
}

impl Sql {
    pub(crate) fn of(cache: &Path) -> Self {
        let copy = cache.with_file_name("plain.db");
        if !copy.is_file() {
            eprintln!("making the copy for plain SQL …");
            let unfinished = copy.with_extension("unfinished");
            let _ = fs::remove_file(&unfinished);
            let source = Connection::open(cache).expect("the cache opens");
            let name = unfinished.to_str().expect("a path in UTF-8");
            source.execute("VACUUM INTO ?", [name]).expect("a copy");
            Connection::open(&unfinished)
                .expect("it opens")
                .execute_batch(INDEXES)
                .expect("indexes");
            fs::rename(&unfinished, &copy).expect("it can be renamed");
        }
        let connection = Connection::open(copy).expect("the copy opens");
        connection.pragma_update(None, "cache_size", -65_536).expect("a cache");
        connection.set_prepared_statement_cache_capacity(256);
        let agents = agents(&connection);
        Self { connection, agents }
    }

    pub(crate) fn calls(&self) -> u64 {
        let count: i64 =
            self.connection.query_row("SELECT count(*) FROM calls", [], |row| row.get(0)).unwrap();
        count.unsigned_abs()
    }

    /// Agent, from, to and created_at of two hundred calls.
    pub(crate) fn samples(&self) -> Vec<[String; 4]> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT agent_id, from_number, to_number, document ->> '$.created_at' FROM calls
                 WHERE seq % (SELECT max(seq) / 200 FROM calls) = 0 AND agent_id IS NOT NULL
                   AND from_number IS NOT NULL AND to_number IS NOT NULL",
            )
            .unwrap();
        let rows = statement
            .query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))
            .unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    /// Page and total, as a careful person would write them.
    pub(crate) fn page(&self, body: &Value) -> (Duration, (u64, Vec<String>)) {
        let (clause, mut values) = self.clause(body);
        let order = match body["sort"].as_str().unwrap_or("-created_at") {
            "created_at" => "created_at_us, id",
            "-duration" => "duration_s DESC NULLS LAST, created_at_us DESC, id",
            "duration" => "duration_s NULLS LAST, created_at_us DESC, id",
            _ => "created_at_us DESC, id",
        };
        let began = Instant::now();
        let sql = format!("SELECT count(*) FROM calls WHERE {clause}");
        let total: i64 = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut found| found.query_row(params_from_iter(&values), |row| row.get(0)))
            .unwrap();
        let sql = format!(
            "SELECT id, document FROM calls WHERE seq IN
               (SELECT seq FROM calls WHERE {clause} ORDER BY {order} LIMIT 50 OFFSET ?)
             ORDER BY {order}"
        );
        values.push(body["offset"].as_i64().unwrap_or(0).into());
        let mut statement = self.connection.prepare_cached(&sql).unwrap();
        let rows = statement
            .query_map(params_from_iter(&values), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
            .unwrap();
        let ids =
            rows.map(|row| row.map(|(id, _)| id)).collect::<Result<Vec<String>, _>>().unwrap();
        (began.elapsed(), (total.unsigned_abs(), ids))
    }

    /// A count by each of four fields, under the filter: less than what ours counts.
    pub(crate) fn facets(&self, body: &Value) -> Duration {
        let (clause, values) = self.clause(body);
        let began = Instant::now();
        for field in ["status", "direction", "agent_id", "sentiment"] {
            let sql = format!("SELECT {field}, count(*) FROM calls WHERE {clause} GROUP BY 1");
            let mut statement = self.connection.prepare_cached(&sql).unwrap();
            let mut rows = statement.query(params_from_iter(&values)).unwrap();
            while rows.next().unwrap().is_some() {}
        }
        began.elapsed()
    }

    fn clause(&self, body: &Value) -> (String, Vec<rusqlite::types::Value>) {
        use rusqlite::types::Value as Sql;
        let mut parts = vec!["presence < 2".to_owned()];
        let mut values: Vec<Sql> = Vec::new();
        let texts = |value: &Value| -> Vec<String> {
            match value {
                Value::Array(list) => {
                    list.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
                }
                Value::String(text) => vec![text.clone()],
                _ => Vec::new(),
            }
        };
        for (field, column) in [
            ("direction", "direction"),
            ("status", "status"),
            ("statuses", "status"),
            ("agent_id", "agent_id"),
            ("agent_ids", "agent_id"),
            ("sentiment", "sentiment"),
        ] {
            let words = texts(&body[field]);
            if !words.is_empty() {
                parts.push(format!("{column} IN ({})", vec!["?"; words.len()].join(",")));
                values.extend(words.into_iter().map(Sql::from));
            }
        }
        if let Some(number) = body["phone_number"].as_str() {
            parts.push("(from_number = ? OR to_number = ?)".to_owned());
            values.extend([number.to_owned().into(), number.to_owned().into()]);
        }
        for (field, comparison) in
            [("from_date", "created_at_us >= ?"), ("to_date", "created_at_us <= ?")]
        {
            if let Some(text) = body[field].as_str() {
                parts.push(comparison.to_owned());
                values.push(offhook_model::Instant::parse(text).unwrap().as_us().into());
            }
        }
        for (field, comparison) in
            [("min_duration", "duration_s >= ?"), ("max_duration", "duration_s <= ?")]
        {
            if let Some(seconds) = body[field].as_i64() {
                parts.push(comparison.to_owned());
                values.push(seconds.into());
            }
        }
        if let Some(query) = body["query"].as_str() {
            for word in query.split(' ') {
                let named = self.agents.iter().filter(|(_, name)| {
                    name.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word))
                });
                let ids: Vec<&String> = named.map(|(id, _)| id).collect();
                parts.push(format!(
                    "(seq IN (SELECT rowid FROM words WHERE words MATCH ?) OR agent_id IN ({}))",
                    vec!["?"; ids.len()].join(",")
                ));
                values.push(format!("\"{word}\"*").into());
                values.extend(ids.into_iter().cloned().map(Sql::from));
            }
        }
        (parts.join(" AND "), values)
    }
}

fn agents(connection: &Connection) -> Vec<(String, String)> {
    let mut statement =
        connection.prepare("SELECT agent_id, lower(coalesce(name, '')) FROM agents").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
