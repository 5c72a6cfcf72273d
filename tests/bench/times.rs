//! How long things took, told as shares of all.

use std::time::Duration;

/// Some times, in the order they were taken.
#[derive(Clone, Default)]
pub(crate) struct Times(pub(crate) Vec<Duration>);

impl Times {
    /// Milliseconds within which this share of them lies; `None` of none.
    fn at(&self, share: f64) -> Option<f64> {
        let mut times: Vec<f64> = self.0.iter().map(|time| time.as_secs_f64() * 1e3).collect();
        times.sort_by(f64::total_cmp);
        let last = times.len().checked_sub(1)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list"
        )]
        let place = (last as f64 * share).round() as usize;
        times.get(place).copied()
    }

    /// [`Times::at`] as text.
    pub(crate) fn ms(&self, share: f64) -> String {
        self.at(share).map_or_else(|| "–".to_owned(), |ms| format!("{ms:.2}"))
    }
}

impl Extend<Duration> for Times {
    fn extend<T: IntoIterator<Item = Duration>>(&mut self, times: T) {
        self.0.extend(times);
    }
}

/// One p99 as a multiple of another.
pub(crate) fn ratio(of: &Times, to: &Times) -> String {
    let both = of.at(0.99).zip(to.at(0.99));
    both.map_or_else(|| "–".to_owned(), |(of, to)| format!("{:.3}", of / to))
}
