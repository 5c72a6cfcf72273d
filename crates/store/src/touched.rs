//! What has changed in the calls since a given moment, for whatever is derived from them.
//!
//! New calls have a higher `seq` than all before; calls that change later leave their instant in a
//! small log. Both together are a [`Mark`]: the calls at the instants named since a mark are all
//! that differs.

use offhook_model::Instant;
use rusqlite::{Connection, Row, Transaction, params};

use crate::{Cache, Error};

/// Log lines kept; whoever is further behind reads everything anew.
pub(crate) const KEPT: i64 = 200_000;

/// How far someone has followed the calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The highest `seq` seen.
    pub seq: i64,
    /// The highest revision of a changed call seen.
    pub revision: i64,
}

/// What has changed since a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// Nothing.
    Nothing,
    /// The calls at these instants, ascending and each once, and nothing else.
    Instants(Vec<Instant>, Mark),
    /// Too much to tell: everything has to be read anew.
    Everything(Mark),
}

/// A cached call as far as filters and orders need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The row's number in the cache, from 1.
    pub seq: i64,
    /// When the call was created.
    pub created_at: Instant,
    /// As the server wrote it.
    pub direction: Option<&'a str>,
    /// As the server wrote it.
    pub status: Option<&'a str>,
    /// As the server wrote it.
    pub agent_id: Option<&'a str>,
    /// As the server wrote it.
    pub from_number: Option<&'a str>,
    /// As the server wrote it.
    pub to_number: Option<&'a str>,
    /// Whole seconds.
    pub duration_s: Option<i64>,
    /// As the server wrote it.
    pub sentiment: Option<&'a str>,
    /// Whether the server was found to list it no longer.
    pub removed: bool,
}

const ENTRY: &str = "SELECT seq, created_at_us, direction, status, agent_id, from_number,
                            to_number, duration_s, sentiment, presence = 2 FROM calls";

impl Cache {
    /// Where the calls stand now. Two look-ups, so that it can be asked before every question.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn mark(&self) -> Result<Mark, Error> {
        self.read(mark)
    }

    /// What has changed since `seen`, at most `most` instants of it.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn since(&self, seen: Mark, most: usize) -> Result<Since, Error> {
        self.read(|snapshot| {
            let now = mark(snapshot)?;
            if now == seen {
                return Ok(Since::Nothing);
            }
            // A mark from the future belongs to another history, such as a restored backup's.
            let foreign = now.seq < seen.seq || now.revision < seen.revision;
            let logged_from = now.revision - KEPT;
            let news = (now.seq - seen.seq) + (now.revision - seen.revision);
            if foreign || seen.revision < logged_from || news > i64::try_from(most).unwrap_or(0) {
                return Ok(Since::Everything(now));
            }
            let mut statement = snapshot.prepare_cached(
                "SELECT created_at_us FROM calls WHERE seq > ?
                 UNION SELECT created_at_us FROM touched_instants WHERE revision > ?
                 ORDER BY 1",
            )?;
            let rows = statement.query_map(params![seen.seq, seen.revision], |row| {
                row.get(0).map(Instant::from_us)
            })?;
            Ok(Since::Instants(rows.collect::<Result<_, _>>()?, now))
        })
    }

    /// Hands every cached call to `visit`, newest first, ties by id; gives the mark they stand for.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn visit_entries(&self, mut visit: impl FnMut(Entry<'_>)) -> Result<Mark, Error> {
        self.read(|snapshot| {
            let now = mark(snapshot)?;
            let sql = format!("{ENTRY} ORDER BY created_at_us DESC, id");
            let mut statement = snapshot.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                visit(entry(row)?);
            }
            Ok(now)
        })
    }

    /// Hands all calls at `instants` to `visit`, newest first, ties by id.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn visit_entries_at(
        &self,
        instants: &[Instant],
        mut visit: impl FnMut(Entry<'_>),
    ) -> Result<(), Error> {
        self.read(|snapshot| {
            let sql = format!("{ENTRY} WHERE created_at_us = ? ORDER BY id");
            let mut statement = snapshot.prepare_cached(&sql)?;
            for instant in instants.iter().rev() {
                let mut rows = statement.query([instant.as_us()])?;
                while let Some(row) = rows.next()? {
                    visit(entry(row)?);
                }
            }
            Ok(())
        })
    }
}

fn mark(snapshot: &Connection) -> Result<Mark, Error> {
    let mut statement = snapshot.prepare_cached(
        "SELECT coalesce((SELECT max(seq) FROM calls), 0),
                coalesce((SELECT max(revision) FROM touched_instants), 0)",
    )?;
    Ok(statement.query_row([], |row| Ok(Mark { seq: row.get(0)?, revision: row.get(1)? }))?)
}

fn entry<'a>(row: &'a Row<'_>) -> rusqlite::Result<Entry<'a>> {
    let text = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str_or_null()?);
    Ok(Entry {
        seq: row.get(0)?,
        created_at: Instant::from_us(row.get(1)?),
        direction: text(2)?,
        status: text(3)?,
        agent_id: text(4)?,
        from_number: text(5)?,
        to_number: text(6)?,
        duration_s: row.get(7)?,
        sentiment: text(8)?,
        removed: row.get(9)?,
    })
}

pub(crate) fn newest_revision(snapshot: &Connection) -> Result<i64, Error> {
    Ok(mark(snapshot)?.revision)
}

/// Notes that calls at these instants have changed.
pub(crate) fn note(transaction: &Transaction<'_>, instants: &[Instant]) -> Result<(), Error> {
    let mut insert =
        transaction.prepare_cached("INSERT INTO touched_instants (created_at_us) VALUES (?)")?;
    let mut forget =
        transaction.prepare_cached("DELETE FROM touched_instants WHERE revision <= ?")?;
    for (place, instant) in instants.iter().enumerate() {
        if instants[..place].contains(instant) {
            continue;
        }
        let revision = insert.insert([instant.as_us()])?;
        if revision % 1_000 == 0 {
            forget.execute([revision - KEPT])?;
        }
    }
    Ok(())
}
