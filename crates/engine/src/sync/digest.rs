//! From a page as it came to what the plan and the cache take.

use offhook_model::Instant;
use offhook_remote::{Page, UnreadableRow};
use offhook_store::{Cache, SetAside};

use super::plan::Local;
use super::plan::facts::Facts;

/// A row without a readable time takes its neighbour's, so that it counts in the right stretch.
pub(super) fn set_aside(page: &Page) -> Vec<SetAside> {
    let neighbour = page.calls.last().map_or(Instant::MIN.plus_us(1), |call| call.created_at);
    let row = |row: &UnreadableRow| SetAside {
        key: row.key().to_owned(),
        created_at: row.created_at.unwrap_or(neighbour),
        problem: row.problem.clone(),
        row: row.text.clone(),
    };
    page.unreadable.iter().map(row).collect()
}

/// What the page says, set-aside rows among their neighbours.
pub(super) fn facts(page: &Page, set_aside: &[SetAside]) -> Facts {
    let mut rows: Vec<(Instant, &str)> =
        page.calls.iter().map(|call| (call.created_at, call.id.as_str())).collect();
    for row in set_aside {
        // Put back among its neighbours, or the page would look as if it had no order.
        let at = rows.partition_point(|(stamp, _)| *stamp > row.created_at);
        rows.insert(at, (row.created_at, row.key.as_str()));
    }
    Facts {
        stamps: rows.iter().map(|(stamp, _)| *stamp).collect(),
        ids: rows.into_iter().map(|(_, id)| id.to_owned()).collect(),
        total: page.total,
        has_more: page.has_more,
        changes: 0,
    }
}

impl Local for Cache {
    type Error = offhook_store::Error;

    fn believed_listed(&self, after: Instant, until: Instant) -> Result<u64, Self::Error> {
        Self::believed_listed(self, after, until)
    }

    fn created_at_within(
        &self,
        after: Instant,
        until: Instant,
        skip: u64,
        take: u32,
    ) -> Result<Vec<Instant>, Self::Error> {
        Self::created_at_within(self, after, until, skip, take)
    }

    fn missed_once(&self) -> Result<Vec<Instant>, Self::Error> {
        Self::missed_once(self)
    }

    fn unsettled(&self, since: Instant) -> Result<Vec<(Instant, Instant)>, Self::Error> {
        Self::unsettled(self, since)
    }
}
