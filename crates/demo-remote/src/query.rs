//! Reads a request body the lenient way the service does, and finds the calls that match it.

use std::ops::Range;
use std::sync::Arc;

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::config::{Bounds, Order};
use crate::row::{NO_INSTANT_US, Row};
use crate::stamp;

const DEFAULT_LIMIT: i64 = 50;

/// One request, understood.
#[derive(Debug)]
pub(crate) struct Query {
    limit: usize,
    offset: usize,
    direction: Option<String>,
    status: Option<String>,
    agent_id: Option<String>,
    phone_number: Option<String>,
    /// First and last instant that match, both inclusive; `None` when no date was given.
    instants_us: Option<(i64, i64)>,
}

/// Why the server's database refused a query. The service answers 500 with this message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct QueryError(pub(crate) String);

/// The rows of one answer, as positions in the ledger, in the order they are listed.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) positions: Vec<usize>,
    pub(crate) total: usize,
    pub(crate) has_more: bool,
}

impl Query {
    /// Understands a body. Unknown fields, nulls and empty texts are ignored; what is no object
    /// counts as `{}`.
    ///
    /// # Errors
    /// A date that Postgres could not read, a negative limit or offset.
    pub(crate) fn read(body: &Value, bounds: Bounds, max_limit: usize) -> Result<Self, QueryError> {
        let limit = whole(body, "limit").unwrap_or(DEFAULT_LIMIT);
        let offset = whole(body, "offset").unwrap_or(0);
        let limit = usize::try_from(limit)
            .map_err(|_| QueryError("LIMIT must not be negative".into()))?
            .min(max_limit);
        let offset = usize::try_from(offset)
            .map_err(|_| QueryError("OFFSET must not be negative".into()))?;
        Ok(Self {
            limit,
            offset,
            direction: word(body, "direction"),
            status: word(body, "status"),
            agent_id: word(body, "agent_id"),
            phone_number: word(body, "phone_number"),
            instants_us: instants_us(body, bounds)?,
        })
    }

    /// Finds the page in `rows`, which are sorted oldest first. Among calls of the same instant
    /// the order is drawn anew each time.
    ///
    /// # Errors
    /// An offset past the total.
    pub(crate) fn find(
        &self,
        rows: &[Row],
        order: Order,
        rng: &mut ChaCha8Rng,
    ) -> Result<Found, QueryError> {
        let mut matches = self.matches(rows);
        let total = matches.len();
        if self.offset > total {
            return Err(QueryError("Requested range not satisfiable".into()));
        }
        let window = self.offset..total.min(self.offset.saturating_add(self.limit));
        let positions = if order == Order::Random {
            matches.shuffle(rng);
            window.clone().map(|place| matches.at(place)).collect()
        } else {
            matches.window(window.clone(), order, rows, rng)
        };
        Ok(Found { positions, total, has_more: window.end < total })
    }

    fn matches(&self, rows: &[Row]) -> Matches {
        let stretch = match self.instants_us {
            None => 0..rows.len(),
            Some((first_us, last_us)) => {
                let start = rows.partition_point(|row| row.created_at_us < first_us);
                start..rows.partition_point(|row| row.created_at_us <= last_us).max(start)
            }
        };
        let by_date_alone = self.direction.is_none()
            && self.status.is_none()
            && self.agent_id.is_none()
            && self.phone_number.is_none();
        if by_date_alone {
            Matches::Stretch(stretch)
        } else {
            Matches::Picked(stretch.filter(|position| self.accepts(&rows[*position])).collect())
        }
    }

    fn accepts(&self, row: &Row) -> bool {
        same(&self.direction, &row.direction)
            && same(&self.status, &row.status)
            && same(&self.agent_id, &row.agent_id)
            && (same(&self.phone_number, &row.from_number)
                || same(&self.phone_number, &row.to_number))
    }
}

/// Whether a filter lets a value pass. A null passes only when nothing is asked for.
fn same(wanted: &Option<String>, value: &Option<Arc<str>>) -> bool {
    wanted.is_none() || wanted.as_deref() == value.as_deref()
}

/// The matching rows, oldest first.
enum Matches {
    /// All of a stretch: nothing was scanned.
    Stretch(Range<usize>),
    /// These positions.
    Picked(Vec<usize>),
}

impl Matches {
    fn len(&self) -> usize {
        match self {
            Self::Stretch(stretch) => stretch.len(),
            Self::Picked(positions) => positions.len(),
        }
    }

    fn at(&self, index: usize) -> usize {
        match self {
            Self::Stretch(stretch) => stretch.start + index,
            Self::Picked(positions) => positions[index],
        }
    }

    fn shuffle(&mut self, rng: &mut ChaCha8Rng) {
        let mut positions: Vec<usize> = (0..self.len()).map(|index| self.at(index)).collect();
        positions.shuffle(rng);
        *self = Self::Picked(positions);
    }

    /// The rows at these places of the listing, after shuffling every group of one instant that
    /// reaches into it. A group that the page cuts is shuffled whole.
    fn window(
        &self,
        places: Range<usize>,
        order: Order,
        rows: &[Row],
        rng: &mut ChaCha8Rng,
    ) -> Vec<usize> {
        let listed = |place: usize| match order {
            Order::Ascending => self.at(place),
            _ => self.at(self.len() - 1 - place),
        };
        let instant_us = |place: usize| rows[listed(place)].created_at_us;
        let tied = |place: usize| instant_us(place) == instant_us(place - 1);
        if places.is_empty() {
            return Vec::new();
        }
        let (mut start, mut end) = (places.start, places.end);
        while start > 0 && tied(start) {
            start -= 1;
        }
        while end < self.len() && tied(end) {
            end += 1;
        }
        let mut positions: Vec<usize> = (start..end).map(listed).collect();
        positions
            .chunk_by_mut(|a, b| rows[*a].created_at_us == rows[*b].created_at_us)
            .for_each(|group| group.shuffle(rng));
        positions.drain(places.start - start..places.end - start).collect()
    }
}

/// A filter's text; `None` for no filter. A number or a boolean is compared as its text.
fn word(body: &Value, field: &str) -> Option<String> {
    match body.get(field)? {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// A whole number, as JavaScript would take it: `10`, `10.0` and `"10"`.
fn whole(body: &Value, field: &str) -> Option<i64> {
    match body.get(field)? {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|n| n as i64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn instants_us(body: &Value, bounds: Bounds) -> Result<Option<(i64, i64)>, QueryError> {
    let from_us = instant_us(body, "from_date")?;
    let to_us = instant_us(body, "to_date")?;
    if from_us.is_none() && to_us.is_none() {
        return Ok(None);
    }
    let margin_us = i64::from(bounds == Bounds::Exclusive);
    Ok(Some((
        from_us.map_or(NO_INSTANT_US + 1, |from_us| from_us.saturating_add(margin_us)),
        to_us.map_or(i64::MAX, |to_us| to_us.saturating_sub(margin_us)),
    )))
}

fn instant_us(body: &Value, field: &str) -> Result<Option<i64>, QueryError> {
    let Some(text) = word(body, field) else { return Ok(None) };
    stamp::parse_us(&text).map(Some).ok_or_else(|| {
        QueryError(format!("invalid input syntax for type timestamp with time zone: \"{text}\""))
    })
}
