//! Finding where counts differ: halves of a suspect stretch are compared until it is small.
//!
//! Every request asks "what is there up to this instant", so its `total` is the server's count up
//! to it, and its rows are the newest below it: each comparison also reads a page.

use offhook_model::Instant;

use super::Local;
use super::facts::{Facts, MILLISECOND_US, floor};

/// A stretch in which the server and the cache count differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Suspect {
    /// Exclusive lower end.
    pub(crate) after: Instant,
    /// Inclusive upper end.
    pub(crate) until: Instant,
    /// The server's count up to and including `after`.
    pub(crate) remote_to_after: u64,
    /// The server's count up to and including `until`.
    pub(crate) remote_to_until: u64,
}

/// Calls looked at around the middle to find a quiet instant to halve at.
const LOOKED_AT: u32 = 33;

impl Suspect {
    pub(crate) const fn remote(&self) -> u64 {
        self.remote_to_until.saturating_sub(self.remote_to_after)
    }

    pub(crate) fn agrees<L: Local>(&self, local: &L) -> Result<bool, L::Error> {
        Ok(local.believed_listed(self.after, self.until)? == self.remote())
    }

    /// The instant to ask about next, strictly inside; `None` to read from the top instead, which
    /// is right when a page or two hold all of it, or when most of it differs anyway.
    pub(crate) fn halving_instant<L: Local>(
        &self,
        local: &L,
        page_limit: u64,
    ) -> Result<Option<Instant>, L::Error> {
        let (remote, here) = (self.remote(), local.believed_listed(self.after, self.until)?);
        if remote <= page_limit || remote.abs_diff(here) * 3 > remote {
            return Ok(None);
        }
        let skip = (here / 2).saturating_sub(u64::from(LOOKED_AT / 2));
        let stamps = local.created_at_within(self.after, self.until, skip, LOOKED_AT)?;
        Ok(quiet_instant(&stamps).filter(|instant| self.after < *instant && *instant < self.until))
    }

    /// What is left of this suspect after a page: the part below the page, and with `halved_at`
    /// the part above it.
    pub(crate) fn after_page(
        &self,
        page: &Facts,
        total: u64,
        read_to: Instant,
        halved_at: Option<Instant>,
    ) -> Vec<Self> {
        let mut left = Vec::with_capacity(2);
        if read_to > self.after {
            let remote_to_until = total.saturating_sub(page.newer_than(read_to));
            left.push(Self { until: read_to, remote_to_until, ..*self });
        }
        if let Some(instant) = halved_at {
            left.push(Self { after: instant, remote_to_after: total, ..*self });
        }
        left
    }
}

/// A whole millisecond in the widest pause between neighbours (newest first), where no call lies
/// near, so that it matters neither how the server reads bounds nor whether it stores its stamps
/// finer than it shows them.
fn quiet_instant(stamps: &[Instant]) -> Option<Instant> {
    let pauses = stamps.windows(2).map(|pair| (pair[0].as_us() - pair[1].as_us(), pair[1]));
    let (pause_us, older) = pauses.max_by_key(|(pause_us, _)| *pause_us)?;
    let middle = floor(older.plus_us(pause_us / 2), MILLISECOND_US);
    (older < middle).then_some(middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_meet_in_the_widest_pause() {
        let stamps = [90_000, 80_000, 20_000, 10_000].map(Instant::from_us);
        assert_eq!(quiet_instant(&stamps), Some(Instant::from_us(50_000)));
        assert_eq!(quiet_instant(&stamps[..1]), None);
        assert_eq!(quiet_instant(&[Instant::from_us(5), Instant::from_us(4)]), None);
        assert_eq!(
            quiet_instant(&[3_000, 2_000, 1_000].map(Instant::from_us)),
            None,
            "half of one"
        );
    }
}
