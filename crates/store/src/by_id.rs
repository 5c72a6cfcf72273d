//! Finding calls by their id, with or without an index.
//!
//! Ids are random, so an index by id would make every page of a first walk touch hundreds of pages
//! of the file. It is made once that walk is over; until then the rare look-up reads the index by
//! time from end to end.

use rusqlite::{CachedStatement, Connection, ErrorCode, OptionalExtension, Transaction};

use crate::{Cache, Error, touched};

const INDEX: &str = "calls_by_id";

impl Cache {
    /// Makes the index by id where it is missing: once, after the first walk. Takes about a second
    /// for a million calls.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be written.
    pub fn index_by_id(&self) -> Result<(), Error> {
        if self.read(has_index)? {
            return Ok(());
        }
        self.write(|transaction| {
            let create = format!("CREATE UNIQUE INDEX IF NOT EXISTS {INDEX} ON calls (id)");
            match transaction.execute_batch(&create) {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                    drop_older_twins(transaction)?;
                    Ok(transaction.execute_batch(&create)?)
                }
                created => Ok(created?),
            }
        })
    }

    /// How many of these ids are in the cache, listed or removed.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn known_among<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Result<usize, Error> {
        self.read(|snapshot| {
            let mut look_ups = look_ups(snapshot)?;
            let mut known = 0;
            for id in ids {
                known += usize::from(look_up(&mut look_ups, id)?.is_some());
            }
            Ok(known)
        })
    }
}

pub(crate) fn has_index(connection: &Connection) -> Result<bool, Error> {
    let mut statement = connection
        .prepare_cached("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?")?;
    Ok(statement.exists([INDEX])?)
}

/// The number of the call's row.
pub(crate) fn seq_of(snapshot: &Connection, id: &str) -> Result<Option<i64>, Error> {
    look_up(&mut look_ups(snapshot)?, id)
}

/// What [`look_up`] asks, for many ids one after the other.
pub(crate) fn look_ups(snapshot: &Connection) -> Result<CachedStatement<'_>, Error> {
    let sql = if has_index(snapshot)? {
        "SELECT seq FROM calls WHERE id = ?"
    } else {
        "SELECT seq FROM calls INDEXED BY calls_by_time WHERE id = ?"
    };
    Ok(snapshot.prepare_cached(sql)?)
}

/// The number of the call's row, asked with [`look_ups`].
pub(crate) fn look_up(look_ups: &mut CachedStatement<'_>, id: &str) -> Result<Option<i64>, Error> {
    Ok(look_ups.query_row([id], |row| row.get(0)).optional()?)
}

/// Without an index by id, a call whose `created_at` changed during the walk is there twice: the
/// row read last stays.
fn drop_older_twins(transaction: &Transaction<'_>) -> Result<(), Error> {
    let mut statement = transaction.prepare(
        "DELETE FROM calls WHERE seq IN
           (SELECT seq FROM
              (SELECT seq, max(seq) OVER (PARTITION BY id) AS latest
               FROM calls INDEXED BY calls_by_time)
            WHERE seq < latest)
         RETURNING created_at_us",
    )?;
    let instants =
        statement.query_map([], |row| row.get(0).map(offhook_model::Instant::from_us))?;
    let instants: Vec<_> = instants.collect::<Result<_, _>>()?;
    touched::note(transaction, &instants)
}

#[cfg(test)]
mod tests {
    use offhook_model::{Call, Instant};

    use super::*;
    use crate::PageToCommit;

    fn commit(cache: &Cache, rows: &[(&str, &str)]) {
        let call = |(id, day): &(&str, &str)| {
            Call::read(&format!(r#"{{"id":"{id}","created_at":"{day}"}}"#)).unwrap()
        };
        let calls: Vec<Call> = rows.iter().map(call).collect();
        cache.commit_page(&PageToCommit::of(&calls, Instant::from_us(1))).unwrap();
    }

    fn cache() -> (tempfile::TempDir, Cache) {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::open(&dir.path().join("cache.db")).unwrap();
        (dir, cache)
    }

    #[test]
    fn a_call_is_found_by_its_id_before_and_after_the_index_is_made() {
        let (_dir, cache) = cache();
        commit(&cache, &[("a", "2026-01-01"), ("b", "2026-01-02")]);
        for _ in 0..2 {
            assert!(cache.call("a").unwrap().is_some());
            assert!(cache.call("c").unwrap().is_none());
            assert_eq!(cache.known_among(["a", "b", "c"].into_iter()).unwrap(), 2);
            cache.index_by_id().unwrap();
        }
    }

    #[test]
    fn of_a_call_that_moved_during_the_walk_the_row_read_last_stays() {
        let (_dir, cache) = cache();
        commit(&cache, &[("a", "2026-01-01"), ("b", "2026-01-02")]);
        commit(&cache, &[("a", "2026-01-03")]);
        assert_eq!(cache.listed().unwrap(), 3);
        cache.index_by_id().unwrap();
        assert_eq!(cache.listed().unwrap(), 2);
        assert!(cache.call("a").unwrap().unwrap().document.contains("2026-01-03"));
        commit(&cache, &[("a", "2026-01-04")]);
        assert_eq!(cache.listed().unwrap(), 2);
    }
}
