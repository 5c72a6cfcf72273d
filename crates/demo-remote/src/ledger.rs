//! The server's table of calls, oldest first, and every way to change it while a client pages.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value};

use crate::config::{Bounds, Config, Order, Stamps, Total};
use crate::made_up::Maker;
use crate::query::{Found, Query, QueryError};
use crate::row::{Row, Words};
use crate::story::Story;

/// All calls of the account.
///
/// Reached through [`Handle::with`](crate::Handle::with) and in a
/// [`Handle::between_requests`](crate::Handle::between_requests) hook.
#[derive(Debug)]
pub struct Ledger {
    /// Sorted by `created_at_us`, oldest first, so that a new call is a push.
    rows: Vec<Row>,
    words: Words,
    maker: Maker,
    /// Made-up calls that will still change while time passes.
    unsettled: Vec<Story>,
    tie_rng: ChaCha8Rng,
    bounds: Bounds,
    order: Order,
    stamps: Stamps,
    total: Total,
    max_limit: usize,
}

/// One answer's rows as JSON texts, and what is said beside them.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) rows: Vec<&'a Row>,
    /// What the answer says; `None` leaves the field out.
    pub(crate) total: Option<i64>,
    pub(crate) has_more: bool,
}

impl Ledger {
    /// The table with its made-up calls.
    pub(crate) fn new(config: &Config) -> Self {
        let mut ledger = Self {
            rows: Vec::with_capacity(config.calls),
            words: Words::default(),
            maker: Maker::new(config),
            unsettled: Vec::new(),
            tie_rng: ChaCha8Rng::seed_from_u64(config.seed ^ 0x71E5),
            bounds: config.bounds,
            order: config.order,
            stamps: config.stamps,
            total: config.total,
            max_limit: config.max_limit,
        };
        ledger.fill(config.now.timestamp_micros());
        ledger
    }

    fn fill(&mut self, now_us: i64) {
        let Self { rows, words, maker, unsettled, stamps, .. } = self;
        maker.history(|story| {
            rows.push(Row::from_story(&story, now_us, *stamps, words));
            if !story.is_settled_at(now_us) {
                unsettled.push(story);
            }
        });
        rows.sort_by_key(|row| row.created_at_us);
    }

    /// How many calls there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no call.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every call as an answer shows it, newest first; calls of the same instant by `id`.
    #[must_use]
    pub fn calls(&self) -> Vec<Value> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by(|a, b| b.created_at_us.cmp(&a.created_at_us).then_with(|| a.id.cmp(&b.id)));
        rows.iter().map(|row| row.shown_json()).collect()
    }

    /// Ids of the calls whose stored status is null: shown as `completed`, found by no status.
    #[must_use]
    pub fn null_status_ids(&self) -> Vec<String> {
        let nulls = self.rows.iter().filter(|row| row.status.is_none());
        nulls.map(|row| row.id.to_string()).collect()
    }

    /// Adds a call as it is, or replaces the one with the same `id`. Any JSON is taken; without
    /// a readable `created_at` it counts as older than all others.
    pub fn insert(&mut self, call: Value) {
        let row = Row::from_json(call, self.stamps, &mut self.words);
        if let Some(position) = self.position(&row.id).filter(|_| !row.id.is_empty()) {
            self.rows.remove(position);
        }
        self.place(row);
    }

    /// Adds `n` finished made-up calls of one instant and gives their ids.
    pub fn insert_made_up(&mut self, n: usize, created_at: DateTime<Utc>) -> Vec<String> {
        let at_us = self.stamps.truncate(created_at.timestamp_micros());
        let place = self.rows.partition_point(|row| row.created_at_us <= at_us);
        let mut ids = Vec::with_capacity(n);
        let mut new = Vec::with_capacity(n);
        for _ in 0..n {
            let story = self.maker.call_at(at_us);
            new.push(Row::from_story(&story, i64::MAX, self.stamps, &mut self.words));
            ids.push(story.id);
        }
        self.rows.splice(place..place, new);
        ids
    }

    /// Changes the stored fields of a call. Says whether there is such a call.
    ///
    /// In a live account an unsettled made-up call goes on as it was going to, over the change.
    pub fn update(&mut self, id: &str, change: impl FnOnce(&mut Map<String, Value>)) -> bool {
        let Some(position) = self.position(id) else { return false };
        let mut fields = self.rows[position].stored_fields();
        change(&mut fields);
        self.rows.remove(position);
        let row = Row::from_json(Value::Object(fields), self.stamps, &mut self.words);
        self.place(row);
        true
    }

    /// Deletes calls and says how many there were.
    pub fn delete(&mut self, ids: &[impl AsRef<str>]) -> usize {
        let before = self.rows.len();
        let ids: HashSet<&str> = ids.iter().map(AsRef::as_ref).collect();
        self.rows.retain(|row| !ids.contains(&*row.id));
        before - self.rows.len()
    }

    /// Answers one request body.
    ///
    /// # Errors
    /// What the service's database refuses.
    pub(crate) fn page(&mut self, body: &Value) -> Result<Page<'_>, QueryError> {
        let query = Query::read(body, self.bounds, self.max_limit)?;
        let Found { positions, total, has_more } =
            query.find(&self.rows, self.order, &mut self.tie_rng)?;
        let told = i64::try_from(total).unwrap_or(i64::MAX);
        let total = match self.total {
            Total::Right => Some(told),
            Total::Missing => None,
            Total::Off(by) => Some(told.saturating_add(by).max(0)),
        };
        let rows = positions.into_iter().map(|position| &self.rows[position]).collect();
        Ok(Page { rows, total, has_more })
    }

    /// Lets the unsettled calls become what they are at `now_us`. Deleted ones stay deleted.
    pub(crate) fn settle(&mut self, now_us: i64) {
        for story in std::mem::take(&mut self.unsettled) {
            let Some(position) = self.position(&story.id) else { continue };
            let row = Row::from_story(&story, now_us, self.stamps, &mut self.words);
            self.rows.remove(position);
            self.place(row);
            if !story.is_settled_at(now_us) {
                self.unsettled.push(story);
            }
        }
    }

    /// A new call comes in at `now_us` and will settle as time passes.
    pub(crate) fn arrive(&mut self, now_us: i64) {
        let story = self.maker.brisk_call_at(now_us);
        let row = Row::from_story(&story, now_us, self.stamps, &mut self.words);
        self.place(row);
        self.unsettled.push(story);
    }

    fn position(&self, id: &str) -> Option<usize> {
        // From the newest: those are asked for most.
        self.rows.iter().rposition(|row| &*row.id == id)
    }

    fn place(&mut self, row: Row) {
        let position = self.rows.partition_point(|other| other.created_at_us <= row.created_at_us);
        self.rows.insert(position, row);
    }
}
