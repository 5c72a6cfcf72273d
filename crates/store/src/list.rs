//! Lists calls: a page with its exact total, one call, every call of a filter in turn.

use std::ops::ControlFlow;

use offhook_model::{Filter, Instant};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter};

use crate::filter_sql::{Clause, order};
use crate::{Cache, Error, by_id};

/// One page and the count of everything that matches, from the same snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The calls' documents, in order: JSON objects with every field as the server sent it.
    pub documents: Vec<String>,
    /// Calls that match, on all pages.
    pub total: u64,
}

/// One cached call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRow {
    /// Every field as the server sent it.
    pub document: String,
    /// When it was found to be removed on the server.
    pub removed_at: Option<Instant>,
}

/// An agent that occurs in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentRow {
    /// The server's id, free text.
    pub agent_id: String,
    /// The latest name seen.
    pub name: Option<String>,
    /// Calls of this agent that are listed.
    pub calls: u64,
}

impl Cache {
    /// One page of the calls that match. An offset past the end gives an empty page.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<Listing, Error> {
        self.read(|snapshot| {
            let clause = Clause::of(filter);
            let total = count(snapshot, &clause)?;
            let documents =
                if filter.offset < total { page(snapshot, filter, &clause)? } else { Vec::new() };
            Ok(Listing { documents, total })
        })
    }

    /// Calls that match, on all pages.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<u64, Error> {
        self.read(|snapshot| count(snapshot, &Clause::of(filter)))
    }

    /// Hands every matching call's document to `visit`, in the filter's order, from one snapshot;
    /// limit and offset are passed over. `visit` may stop early.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn visit(
        &self,
        filter: &Filter,
        mut visit: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        self.read(|snapshot| {
            let clause = Clause::of(filter);
            let sql = format!(
                "SELECT document FROM calls WHERE {} ORDER BY {}",
                clause.sql(),
                order(filter.sort)
            );
            let mut statement = snapshot.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(&clause.values))?;
            while let Some(row) = rows.next()? {
                let document = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
                if visit(document).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// One call by id, removed or not.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn call(&self, id: &str) -> Result<Option<CallRow>, Error> {
        self.read(|snapshot| {
            let Some(seq) = by_id::seq_of(snapshot, id)? else { return Ok(None) };
            let mut statement = snapshot
                .prepare_cached("SELECT document, removed_at_us FROM calls WHERE seq = ?")?;
            let row = statement
                .query_row([seq], |row| {
                    Ok(CallRow {
                        document: row.get(0)?,
                        removed_at: row.get::<_, Option<i64>>(1)?.map(Instant::from_us),
                    })
                })
                .optional()?;
            Ok(row)
        })
    }

    /// The agents that occur in listed calls, those with most calls first.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn agents(&self) -> Result<Vec<AgentRow>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT agent_id, (SELECT name FROM agents WHERE agents.agent_id = calls.agent_id),
                        count(*) AS calls
                 FROM calls WHERE agent_id IS NOT NULL AND presence < 2
                 GROUP BY agent_id ORDER BY calls DESC, agent_id",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(AgentRow { agent_id: row.get(0)?, name: row.get(1)?, calls: unsigned(row, 2)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The agents that occurred in any page, with the latest name seen of each.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn agent_names(&self) -> Result<Vec<(String, Option<String>)>, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached("SELECT agent_id, name FROM agents")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Whether any cached call has exactly this status.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn has_status(&self, word: &str) -> Result<bool, Error> {
        self.exists("SELECT 1 FROM calls WHERE status = ?", word)
    }

    /// Whether any cached call has exactly this direction.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn has_direction(&self, word: &str) -> Result<bool, Error> {
        self.exists("SELECT 1 FROM calls WHERE direction = ?", word)
    }

    fn exists(&self, sql: &str, value: &str) -> Result<bool, Error> {
        self.read(|snapshot| Ok(snapshot.prepare_cached(sql)?.exists(params![value])?))
    }
}

fn count(snapshot: &Transaction<'_>, clause: &Clause) -> Result<u64, Error> {
    let sql = format!("SELECT count(*) FROM calls WHERE {}", clause.sql());
    let mut statement = snapshot.prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(&clause.values), |row| unsigned(row, 0))?)
}

fn page(
    snapshot: &Transaction<'_>,
    filter: &Filter,
    clause: &Clause,
) -> Result<Vec<String>, Error> {
    // The inner query finds the page in the index alone; documents are fetched for its rows only.
    let sql = format!(
        "SELECT document FROM calls
         WHERE seq IN (SELECT seq FROM calls WHERE {} ORDER BY {order} LIMIT ? OFFSET ?)
         ORDER BY {order}",
        clause.sql(),
        order = order(filter.sort)
    );
    let offset = i64::try_from(filter.offset).unwrap_or(i64::MAX);
    let page = [Value::from(i64::from(filter.limit)), Value::from(offset)];
    let mut statement = snapshot.prepare_cached(&sql)?;
    let rows = statement
        .query_map(params_from_iter(clause.values.iter().chain(&page)), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Counts are never negative; SQLite's integers can be.
pub(crate) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|count| u64::try_from(count).unwrap_or(0))
}
