//! A stretch of the timeline as columns.

use crate::Entry;
use crate::classes::Classes;
use crate::numbers::Numbers;

/// Rows after which a chunk is full. A tie is never split, so that a chunk can hold more.
pub(crate) const CHUNK_ROWS: usize = if cfg!(test) { 7 } else { 65_536 };

/// Stands for a call without a duration.
pub(crate) const NO_DURATION: i32 = i32::MIN;

/// Rows in list order: `created_at` descending, ties by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) created_at_us: Vec<i64>,
    pub(crate) seq: Vec<u32>,
    pub(crate) class: Vec<u32>,
    pub(crate) from: Vec<u32>,
    pub(crate) to: Vec<u32>,
    pub(crate) duration_s: Vec<i32>,
}

/// One row of a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) created_at_us: i64,
    seq: u32,
    class: u32,
    from: u32,
    to: u32,
    duration_s: i32,
}

impl Row {
    pub(crate) fn of(entry: &Entry<'_>, classes: &mut Classes, numbers: &mut Numbers) -> Self {
        Self {
            created_at_us: entry.created_at_us,
            seq: entry.seq,
            class: classes.code(entry),
            from: numbers.code(entry.from_number),
            to: numbers.code(entry.to_number),
            duration_s: held(entry.duration_s),
        }
    }
}

/// A duration as the column holds it.
fn held(duration_s: Option<i64>) -> i32 {
    let Some(duration_s) = duration_s else { return NO_DURATION };
    let within = duration_s.clamp((NO_DURATION + 1).into(), i32::MAX.into());
    i32::try_from(within).unwrap_or(NO_DURATION)
}

impl Chunk {
    pub(crate) fn rows(&self) -> usize {
        self.seq.len()
    }

    pub(crate) fn newest_us(&self) -> i64 {
        self.created_at_us.first().copied().unwrap_or(i64::MIN)
    }

    pub(crate) fn oldest_us(&self) -> i64 {
        self.created_at_us.last().copied().unwrap_or(i64::MAX)
    }

    pub(crate) fn row(&self, at: usize) -> Row {
        Row {
            created_at_us: self.created_at_us[at],
            seq: self.seq[at],
            class: self.class[at],
            from: self.from[at],
            to: self.to[at],
            duration_s: self.duration_s[at],
        }
    }

    pub(crate) fn push(&mut self, row: Row) {
        self.created_at_us.push(row.created_at_us);
        self.seq.push(row.seq);
        self.class.push(row.class);
        self.from.push(row.from);
        self.to.push(row.to);
        self.duration_s.push(row.duration_s);
    }

    /// Whether the next row begins another chunk.
    pub(crate) fn is_full_before(&self, next: &Row) -> bool {
        self.rows() >= CHUNK_ROWS && self.oldest_us() != next.created_at_us
    }

    /// Rows at or after `us`: they stand before all others.
    pub(crate) fn rows_since(&self, us: i64) -> usize {
        self.created_at_us.partition_point(|created_at_us| *created_at_us >= us)
    }

    /// The rows with `from_us <= created_at_us <= to_us`.
    pub(crate) fn rows_between(&self, from_us: i64, to_us: i64) -> std::ops::Range<usize> {
        let start = self.created_at_us.partition_point(|created_at_us| *created_at_us > to_us);
        start..self.rows_since(from_us).max(start)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.seq.capacity() * (size_of::<i64>() + 4 * size_of::<u32>() + size_of::<i32>())
    }

    /// Gives back what growing has left over.
    pub(crate) fn shrink(&mut self) {
        self.created_at_us.shrink_to_fit();
        self.seq.shrink_to_fit();
        self.class.shrink_to_fit();
        self.from.shrink_to_fit();
        self.to.shrink_to_fit();
        self.duration_s.shrink_to_fit();
    }
}
