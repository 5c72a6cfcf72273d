//! What a person is shown while an export runs.

use std::time::{Duration, Instant};

use serde::Serialize;

/// Often enough for a number that moves, seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(100);

/// How far a running export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExportProgress {
    /// Calls written so far.
    pub rows: u64,
    /// Calls to write.
    pub total: u64,
    /// Time since it began.
    pub elapsed_ms: u64,
    /// Seconds left, roughly; `None` when not known.
    pub eta_s: Option<u64>,
    /// All calls are written and the file is being finished.
    pub finishing: bool,
}

/// Tells of progress at most ten times a second.
pub(super) struct Teller<'a> {
    observe: &'a mut dyn FnMut(&ExportProgress),
    total: u64,
    began: Instant,
    told: Option<Instant>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(total: u64, observe: &'a mut dyn FnMut(&ExportProgress)) -> Self {
        Self { observe, total, began: Instant::now(), told: None }
    }

    /// Which calls are written is decided.
    pub(super) fn begin(&mut self) {
        self.tell(0, false);
    }

    pub(super) fn rows_written(&mut self, rows: u64) {
        if self.told.is_none_or(|told| told.elapsed() >= PAUSE) {
            self.tell(rows, false);
        }
    }

    pub(super) fn finishing(&mut self, rows: u64) {
        self.tell(rows, true);
    }

    fn tell(&mut self, rows: u64, finishing: bool) {
        let elapsed = self.began.elapsed();
        (self.observe)(&ExportProgress {
            rows,
            total: self.total,
            elapsed_ms: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
            eta_s: (!finishing).then(|| seconds_left(rows, self.total, elapsed)).flatten(),
            finishing,
        });
        self.told = Some(Instant::now());
    }
}

/// As long a row as until now; nothing is said in the first second.
fn seconds_left(rows: u64, total: u64, elapsed: Duration) -> Option<u64> {
    if rows == 0 || elapsed < Duration::from_secs(1) {
        return None;
    }
    let left = elapsed.as_millis() * u128::from(total.saturating_sub(rows)) / u128::from(rows);
    u64::try_from(left.div_ceil(1_000)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_the_rows_written() {
        let elapsed = Duration::from_secs(10);
        assert_eq!(seconds_left(250, 1_000, elapsed), Some(30));
        assert_eq!(seconds_left(1_000, 1_000, elapsed), Some(0));
        assert_eq!(seconds_left(0, 1_000, elapsed), None);
        assert_eq!(seconds_left(500, 1_000, Duration::from_millis(999)), None);
    }

    #[test]
    fn what_comes_too_soon_after_the_last_is_not_told() {
        let mut seen = Vec::new();
        let mut observe = |progress: &ExportProgress| seen.push((progress.rows, progress.total));
        let mut teller = Teller::new(5, &mut observe);
        teller.begin();
        teller.rows_written(3);
        teller.finishing(5);
        assert_eq!(seen, [(0, 5), (5, 5)]);
    }
}
