//! Takes in pages: their rows, what they prove to be missing, and their coverage, all or nothing.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use offhook_model::{Call, Instant, Stretch};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::missed::mark_missed;
use crate::settled::is_settled;
use crate::{Cache, Error, changes, coverage, touched};

/// A page and what it proves.
#[derive(Clone, Copy, Debug)]
pub struct PageToCommit<'a> {
    /// The page's calls.
    pub calls: &'a [Call],
    /// The page's rows that cannot be read.
    pub set_aside: &'a [SetAside],
    /// Ids that earlier pages of the same stretch brought.
    pub also_listed: &'a HashSet<String>,
    /// `(after, until]` that the page holds completely: what is cached there and not on the page
    /// was missed by this read.
    pub complete: Option<(Instant, Instant)>,
    /// More calls missed for the first time than this are not believed, those of pages that are
    /// committed with it included.
    pub most_missed: u64,
    /// Whether calls missed once before are marked removed when missed again.
    pub confirms_removals: bool,
    /// The whole ledger as it stands with this page.
    pub coverage: &'a [Stretch],
    /// The time of this read.
    pub now: Instant,
}

impl<'a> PageToCommit<'a> {
    /// Calls read at `now`, of which nothing else is known: they are taken in and no call is missed,
    /// but no stretch is complete with them either.
    #[must_use]
    pub fn of(calls: &'a [Call], now: Instant) -> Self {
        static NONE: LazyLock<HashSet<String>> = LazyLock::new(HashSet::new);
        Self {
            calls,
            set_aside: &[],
            also_listed: &NONE,
            complete: None,
            most_missed: u64::MAX,
            confirms_removals: false,
            coverage: &[],
            now,
        }
    }
}

/// A row that cannot be read as a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The row's id, or its text where it has none.
    pub key: String,
    /// Its own `created_at`, or that of its neighbour on the page.
    pub created_at: Instant,
    /// Names the field and what is wrong with it.
    pub problem: String,
    /// The row as the server sent it.
    pub row: String,
}

/// What a page changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// Calls not seen before.
    pub inserted: u64,
    /// Calls whose document changed, and removed ones that came back.
    pub updated: u64,
    /// Calls that are as they were.
    pub unchanged: u64,
    /// Calls missed for the first time.
    pub missed: u64,
    /// Calls now marked removed.
    pub removed: u64,
}

impl Cache {
    /// Takes in one page in one transaction.
    ///
    /// # Errors
    /// [`Error::TooManyMissed`], or [`Error`] when the cache cannot be written; then nothing of the
    /// page was taken in.
    pub fn commit_page(&self, page: &PageToCommit<'_>) -> Result<Committed, Error> {
        let committed = self.commit_pages(std::slice::from_ref(page))?;
        Ok(committed.into_iter().next().unwrap_or_default())
    }

    /// Takes in pages that follow one another, all in one transaction, and says of each what it
    /// changed.
    ///
    /// # Errors
    /// [`Error::TooManyMissed`], or [`Error`] when the cache cannot be written; then nothing of any
    /// page was taken in.
    pub fn commit_pages(&self, pages: &[PageToCommit<'_>]) -> Result<Vec<Committed>, Error> {
        let committed = self.write(|transaction| {
            let mut missed_before = 0;
            let mut committed = Vec::with_capacity(pages.len());
            for page in pages {
                let changed = take_in_page(transaction, page, missed_before)?;
                missed_before += changed.missed;
                committed.push(changed);
            }
            note_agents(transaction, pages)?;
            if let Some(last) = pages.last() {
                coverage::replace(transaction, last.coverage)?;
            }
            Ok(committed)
        })?;
        let written = committed.iter().map(|changed| changed.inserted + changed.updated);
        self.checkpoint_meanwhile(written.sum());
        Ok(committed)
    }

    /// Makes the ledger hold exactly `stretches`: forgets what was complete, takes in no calls.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be written.
    pub fn replace_coverage(&self, stretches: &[Stretch]) -> Result<(), Error> {
        self.write(|transaction| coverage::replace(transaction, stretches))
    }

    /// Whether the row under `key` is set aside already.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn is_set_aside(&self, key: &str) -> Result<bool, Error> {
        self.read(|snapshot| {
            let mut statement =
                snapshot.prepare_cached("SELECT 1 FROM unreadable_rows WHERE key = ?")?;
            Ok(statement.exists([key])?)
        })
    }

    /// How many rows are set aside as unreadable.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn set_aside_count(&self) -> Result<u64, Error> {
        self.read(|snapshot| {
            let mut statement = snapshot.prepare_cached("SELECT count(*) FROM unreadable_rows")?;
            Ok(statement.query_row([], |row| crate::one_call::unsigned(row, 0))?)
        })
    }
}

/// `presence` of a call that the server lists.
pub(crate) const LISTED: u8 = 0;
/// `presence` of a call that two complete reads have missed.
const REMOVED: u8 = 2;

struct Known {
    seq: i64,
    created_at: Instant,
    document: String,
    presence: u8,
    settled: bool,
}

fn take_in_page(
    transaction: &Transaction<'_>,
    page: &PageToCommit<'_>,
    missed_before: u64,
) -> Result<Committed, Error> {
    let mut committed = Committed::default();
    for call in page.calls {
        take_in(transaction, call, page.now, &mut committed)?;
    }
    set_aside(transaction, page)?;
    if let Some(complete) = page.complete {
        mark_missed(transaction, page, complete, &mut committed)?;
    }
    let missed = missed_before + committed.missed;
    if missed > page.most_missed {
        return Err(Error::TooManyMissed(missed));
    }
    Ok(committed)
}

fn take_in(
    transaction: &Transaction<'_>,
    call: &Call,
    now: Instant,
    committed: &mut Committed,
) -> Result<(), Error> {
    // Most calls of a walk are new: trying to insert first saves looking each one up.
    if insert(transaction, call, now)? {
        committed.inserted += 1;
        return Ok(());
    }
    let known = known(transaction, call)?;
    let changed = known.document != call.document;
    if changed {
        changes::note(transaction, known.seq, &known.document, &call.document, now)?;
    }
    if changed || known.presence != LISTED {
        update(transaction, known.seq, call, now)?;
        touched::note(transaction, &[known.created_at, call.created_at])?;
    } else if !known.settled {
        transaction
            .prepare_cached("UPDATE calls SET read_at_us = ? WHERE seq = ?")?
            .execute(params![now.as_us(), known.seq])?;
    }
    if changed || known.presence == REMOVED {
        committed.updated += 1;
    } else {
        committed.unchanged += 1;
    }
    Ok(())
}

/// The row that kept this call from being inserted: the same id, at the same instant or, once
/// there is an index by id, at another.
fn known(transaction: &Transaction<'_>, call: &Call) -> Result<Known, Error> {
    const COLUMNS: &str = "SELECT seq, created_at_us, document, presence, settled FROM calls";
    let read = |row: &Row<'_>| {
        Ok(Known {
            seq: row.get(0)?,
            created_at: Instant::from_us(row.get(1)?),
            document: row.get(2)?,
            presence: row.get(3)?,
            settled: row.get(4)?,
        })
    };
    let at_its_instant = transaction
        .prepare_cached(&format!("{COLUMNS} WHERE created_at_us = ? AND id = ?"))?
        .query_row(params![call.created_at.as_us(), call.id], read)
        .optional()?;
    match at_its_instant {
        Some(known) => Ok(known),
        None => Ok(transaction
            .prepare_cached(&format!("{COLUMNS} WHERE id = ?"))?
            .query_row([&call.id], read)?),
    }
}

/// Whether the call was new.
fn insert(transaction: &Transaction<'_>, call: &Call, now: Instant) -> Result<bool, Error> {
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO calls (id, created_at_us, direction, status, agent_id, from_number,
                                to_number, duration_s, sentiment, document, settled, read_at_us)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            call.id,
            call.created_at.as_us(),
            call.direction,
            call.status,
            call.agent_id,
            call.from_number,
            call.to_number,
            call.duration_s,
            call.sentiment,
            call.document,
            is_settled(call),
            now.as_us(),
        ])?;
    Ok(inserted > 0)
}

fn update(transaction: &Transaction<'_>, seq: i64, call: &Call, now: Instant) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE calls SET created_at_us = ?, direction = ?, status = ?, agent_id = ?,
                    from_number = ?, to_number = ?, duration_s = ?, sentiment = ?, document = ?,
                    settled = ?, read_at_us = ?, presence = 0, removed_at_us = NULL
             WHERE seq = ?",
        )?
        .execute(params![
            call.created_at.as_us(),
            call.direction,
            call.status,
            call.agent_id,
            call.from_number,
            call.to_number,
            call.duration_s,
            call.sentiment,
            call.document,
            is_settled(call),
            now.as_us(),
            seq,
        ])?;
    Ok(())
}

/// The newest call of an agent has the agent's present name.
fn note_agents(transaction: &Transaction<'_>, pages: &[PageToCommit<'_>]) -> Result<(), Error> {
    let mut newest: HashMap<&str, &Call> = HashMap::new();
    for call in pages.iter().flat_map(|page| page.calls) {
        if let (Some(agent_id), Some(_)) = (&call.agent_id, &call.agent_name) {
            let entry = newest.entry(agent_id).or_insert(call);
            if call.created_at > entry.created_at {
                *entry = call;
            }
        }
    }
    let mut statement = transaction.prepare_cached(
        "INSERT INTO agents VALUES (?1, ?2, ?3) ON CONFLICT (agent_id) DO UPDATE
         SET name = ?2, name_as_of_us = ?3 WHERE ?3 >= name_as_of_us",
    )?;
    for (agent_id, call) in newest {
        statement.execute(params![agent_id, call.agent_name, call.created_at.as_us()])?;
    }
    Ok(())
}

/// A row that can be read at last, or is gone from a stretch read completely, is aside no longer.
fn set_aside(transaction: &Transaction<'_>, page: &PageToCommit<'_>) -> Result<(), Error> {
    let any = transaction.prepare_cached("SELECT 1 FROM unreadable_rows")?.exists([])?;
    if !any && page.set_aside.is_empty() {
        return Ok(());
    }
    let mut forget = transaction.prepare_cached("DELETE FROM unreadable_rows WHERE key = ?")?;
    for call in page.calls {
        forget.execute([&call.id])?;
    }
    if let Some((after, until)) = page.complete {
        transaction
            .prepare_cached(
                "DELETE FROM unreadable_rows WHERE created_at_us > ? AND created_at_us <= ?",
            )?
            .execute(params![after.as_us(), until.as_us()])?;
    }
    let mut insert = transaction
        .prepare_cached("INSERT OR REPLACE INTO unreadable_rows VALUES (?, ?, ?, ?, ?)")?;
    for row in page.set_aside {
        let at = row.created_at.as_us();
        insert.execute(params![row.key, at, row.problem, row.row, page.now.as_us()])?;
    }
    Ok(())
}
