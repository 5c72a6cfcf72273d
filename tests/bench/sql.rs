//! A copy of the cache for plain SQL: an index for each field, tables for the marks, and a
//! full-text table over the summaries and tags.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};

use crate::answers::Database;
use crate::statements::{Agents, Statement};

/// Which calls are marked, by the number of their row; the same in the profile and in the copy.
pub(crate) const STARRED: &str = "seq % 200 = 0";
pub(crate) const REVIEWED: &str = "seq % 50 = 0";
pub(crate) const TAGGED: [(&str, &str); 2] =
    [("billing", "seq % 700 = 0"), ("escalated", "seq % 1100 = 0")];

const INDEXES: &str = "
    CREATE INDEX by_direction ON calls (direction, created_at_us DESC, id);
    CREATE INDEX by_status    ON calls (status, created_at_us DESC, id);
    CREATE INDEX by_agent     ON calls (agent_id, created_at_us DESC, id);
    CREATE INDEX by_from      ON calls (from_number, created_at_us DESC, id);
    CREATE INDEX by_to        ON calls (to_number, created_at_us DESC, id);
    CREATE INDEX by_sentiment ON calls (sentiment, created_at_us DESC, id);
    CREATE INDEX by_duration  ON calls (duration_s, created_at_us DESC, id);
    CREATE VIRTUAL TABLE words USING fts5 (summary, tags, content = '', prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO words (rowid, summary, tags)
        SELECT seq, document ->> '$.call_summary',
               (SELECT group_concat(tag, ' ') FROM tags WHERE tags.seq = calls.seq) FROM calls;
    INSERT INTO words (words) VALUES ('optimize');
    ANALYZE;";

/// The copy.
pub(crate) struct Sql {
    path: PathBuf,
    connection: Connection,
    agents: Agents,
}

impl Sql {
    /// Beside the cache; made once.
    pub(crate) fn of(cache: &Path) -> Self {
        let path = cache.with_file_name("sql-copy.db");
        if !path.is_file() {
            eprintln!("making the copy for plain SQL …");
            make(cache, &path);
        }
        Self::over(path)
    }

    /// The cache itself, which has calls and agents, but no indexes, marks or words.
    pub(crate) fn without_copy(cache: &Path) -> Self {
        Self::over(cache.to_owned())
    }

    fn over(path: PathBuf) -> Self {
        let connection = Connection::open(&path).expect("the copy opens");
        connection.pragma_update(None, "cache_size", -65_536).expect("a cache");
        connection.set_prepared_statement_cache_capacity(256);
        let agents = agents(&connection);
        Self { path, connection, agents }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn calls(&self) -> u64 {
        let count = "SELECT count(*) FROM calls";
        let count: i64 = self.connection.query_row(count, [], |row| row.get(0)).expect("a count");
        count.unsigned_abs()
    }

    /// The ids of the calls that this condition holds for.
    pub(crate) fn ids_where(&self, condition: &str) -> Vec<String> {
        let sql = format!("SELECT id, NULL FROM calls WHERE {condition}");
        let rows = self.rows(&Statement { sql, values: Vec::new() });
        rows.into_iter().filter_map(|[id, _]| id).collect()
    }

    /// Agent, from, to and created_at of two hundred calls.
    pub(crate) fn samples(&self) -> Vec<[String; 4]> {
        let mut statement = self
            .connection
            .prepare(
                "WITH RECURSIVE sampled (seq) AS (
                   VALUES (0)
                   UNION ALL
                   SELECT seq + max(1, (SELECT max(seq) / 200 FROM calls)) FROM sampled LIMIT 201
                 )
                 SELECT agent_id, from_number, to_number, document ->> '$.created_at'
                 FROM sampled JOIN calls USING (seq) WHERE agent_id IS NOT NULL
                   AND from_number IS NOT NULL AND to_number IS NOT NULL",
            )
            .expect("a statement");
        let sample =
            |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
        let rows = statement.query_map([], sample).expect("rows");
        rows.collect::<Result<_, _>>().expect("texts")
    }
}

impl Database for Sql {
    fn rows(&self, Statement { sql, values }: &Statement) -> Vec<[Option<String>; 2]> {
        let mut statement = self.connection.prepare_cached(sql).expect("a statement");
        let text = |value: ValueRef<'_>| match value {
            ValueRef::Integer(number) => Some(number.to_string()),
            ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
            _ => None,
        };
        let columns = |row: &rusqlite::Row<'_>| Ok([text(row.get_ref(0)?), text(row.get_ref(1)?)]);
        let rows = statement.query_map(params_from_iter(values), columns).expect("rows");
        rows.collect::<Result<_, _>>().expect("texts")
    }

    fn agents(&self) -> &Agents {
        &self.agents
    }
}

fn make(cache: &Path, path: &Path) {
    let unfinished = path.with_extension("unfinished");
    let _ = fs::remove_file(&unfinished);
    let source = Connection::open(cache).expect("the cache opens");
    let name = unfinished.to_str().expect("a path in UTF-8");
    source.execute("VACUUM INTO ?", [name]).expect("a copy");
    let copy = Connection::open(&unfinished).expect("it opens");
    copy.pragma_update(None, "cache_size", -262_144).expect("a cache");
    copy.execute_batch(&marks()).expect("marks");
    copy.execute_batch(INDEXES).expect("indexes");
    drop(copy);
    fs::rename(&unfinished, path).expect("it can be renamed");
}

fn marks() -> String {
    let tags = TAGGED.map(|(tag, which)| {
        format!("INSERT INTO tags SELECT seq, '{tag}' FROM calls WHERE {which};")
    });
    format!(
        "CREATE TABLE marks (seq INTEGER PRIMARY KEY, starred INTEGER, reviewed INTEGER);
         INSERT INTO marks SELECT seq, {STARRED}, {REVIEWED} FROM calls
             WHERE {STARRED} OR {REVIEWED};
         CREATE TABLE tags (seq INTEGER, tag TEXT, PRIMARY KEY (seq, tag)) WITHOUT ROWID;
         CREATE INDEX tags_by_tag ON tags (tag, seq);
         {}",
        tags.concat()
    )
}

fn agents(connection: &Connection) -> Agents {
    let sql = "SELECT agent_id, coalesce(name, '') FROM agents";
    let mut statement = connection.prepare(sql).expect("a statement");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("texts")
}
