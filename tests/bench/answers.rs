//! What every program must answer alike, and how it is asked of one that understands SQL.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use offhook_engine::BucketUnit;
use serde_json::Value;

use crate::statements::{self, Agents, Statement};

/// One page: the total and the ids of its calls.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) total: u64,
    pub(crate) ids: Vec<String>,
}

/// Calls by field and value, zeros left out; the histogram's field is `time`, its values are the
/// buckets' first microseconds.
pub(crate) type Counts = BTreeMap<(&'static str, String), u64>;

/// Something that answers SQL.
pub(crate) trait Database {
    /// The two columns of a statement, as text; NULL is `None`.
    fn rows(&self, statement: &Statement) -> Vec<[Option<String>; 2]>;
    fn agents(&self) -> &Agents;
}

/// Total and page, as a careful person would ask for them.
pub(crate) fn page(database: &impl Database, body: &Value) -> (Duration, Page) {
    let agents = database.agents();
    let (total, rows) = (statements::total(body, agents), statements::page(body, agents));
    let began = Instant::now();
    let total = database.rows(&total);
    let rows = database.rows(&rows);
    let took = began.elapsed();
    let total = total[0][0].as_ref().and_then(|total| total.parse().ok()).expect("a total");
    let ids = rows.into_iter().map(|[id, _]| id.expect("an id")).collect();
    (took, Page { total, ids })
}

/// Every facet, each under all the other filters, and the histogram.
pub(crate) fn counts(
    database: &impl Database,
    body: &Value,
    unit: Option<BucketUnit>,
) -> (Duration, Counts) {
    let mut counts = Counts::new();
    let statements = statements::counts(body, database.agents(), unit);
    let began = Instant::now();
    for (field, statement) in statements {
        for [value, count] in database.rows(&statement) {
            let count: u64 = count.and_then(|count| count.parse().ok()).expect("a count");
            if let Some(value) = value.filter(|_| count > 0) {
                counts.insert((field, value), count);
            }
        }
    }
    (began.elapsed(), counts)
}
