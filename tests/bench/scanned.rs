//! The same search by plain SQL: `LIKE` over the summaries in the cache, the newest page and the
//! total, as a window without an index of its own would ask.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

const PAGE: &str =
    "SELECT document FROM calls WHERE presence < 2 AND document ->> '$.call_summary' LIKE ?1
    ORDER BY created_at_us DESC LIMIT 50";
const TOTAL: &str =
    "SELECT count(*) FROM calls WHERE presence < 2 AND document ->> '$.call_summary' LIKE ?1";

/// Each text once, by a handle that only reads.
pub(crate) fn scans(cache: &Path, texts: &[&str]) -> Vec<Duration> {
    let cache = Connection::open_with_flags(cache, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let cache = cache.expect("the cache opens");
    let scan = |text: &&str| {
        let (wanted, began) = (format!("%{text}%"), Instant::now());
        let mut page = cache.prepare(PAGE).expect("a statement");
        let rows = page.query_map([&wanted], |row| row.get::<_, String>(0)).expect("rows");
        let rows = rows.filter(Result::is_ok).count();
        let total: i64 = cache.query_row(TOTAL, [&wanted], |row| row.get(0)).expect("a total");
        assert!(i64::try_from(rows).is_ok_and(|rows| rows <= total));
        began.elapsed()
    };
    texts.iter().map(scan).collect()
}
