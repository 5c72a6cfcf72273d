//! What a page proves to be missing: calls of a stretch that it holds completely, and which it does
//! not list.

use std::collections::HashSet;

use offhook_model::Instant;
use rusqlite::{Transaction, params};

use crate::page_commit::{Committed, LISTED, PageToCommit};
use crate::{Error, touched};

/// Marks what the cache has in `(after, until]` and the page does not list.
pub(crate) fn mark_missed(
    transaction: &Transaction<'_>,
    page: &PageToCommit<'_>,
    (after, until): (Instant, Instant),
    committed: &mut Committed,
) -> Result<(), Error> {
    let readable = page.calls.iter().map(|call| call.id.as_str());
    let unreadable = page.set_aside.iter().map(|row| row.key.as_str());
    let earlier = page.also_listed.iter().map(String::as_str);
    let on_page: HashSet<&str> = readable.chain(unreadable).chain(earlier).collect();
    let here = page.calls.iter().filter(|call| after < call.created_at && call.created_at <= until);
    if cached_within(transaction, after, until)? == here.count() {
        return Ok(());
    }
    for Listed { seq, id, created_at, presence } in listed_within(transaction, after, until)? {
        if on_page.contains(id.as_str()) {
            continue;
        }
        if presence == LISTED {
            transaction
                .prepare_cached("UPDATE calls SET presence = 1 WHERE seq = ?")?
                .execute([seq])?;
            committed.missed += 1;
        } else if page.confirms_removals {
            transaction
                .prepare_cached("UPDATE calls SET presence = 2, removed_at_us = ? WHERE seq = ?")?
                .execute(params![page.now.as_us(), seq])?;
            touched::note(transaction, &[created_at])?;
            committed.removed += 1;
        }
    }
    Ok(())
}

/// Calls of any kind in `(after, until]`, counted in the index alone.
fn cached_within(
    transaction: &Transaction<'_>,
    after: Instant,
    until: Instant,
) -> Result<usize, Error> {
    let mut statement = transaction.prepare_cached(
        "SELECT count(*) FROM calls WHERE created_at_us > ? AND created_at_us <= ?",
    )?;
    let count = statement.query_row(params![after.as_us(), until.as_us()], |row| {
        crate::one_call::unsigned(row, 0)
    })?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// A cached call that no read has confirmed as removed.
struct Listed {
    seq: i64,
    id: String,
    created_at: Instant,
    presence: u8,
}

fn listed_within(
    transaction: &Transaction<'_>,
    after: Instant,
    until: Instant,
) -> Result<Vec<Listed>, Error> {
    let mut statement = transaction.prepare_cached(
        "SELECT seq, id, created_at_us, presence FROM calls
         WHERE created_at_us > ? AND created_at_us <= ? AND presence < 2",
    )?;
    let rows = statement.query_map(params![after.as_us(), until.as_us()], |row| {
        Ok(Listed {
            seq: row.get(0)?,
            id: row.get(1)?,
            created_at: Instant::from_us(row.get(2)?),
            presence: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
