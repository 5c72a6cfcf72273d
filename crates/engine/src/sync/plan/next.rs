//! From what is known to the next request.

use offhook_model::Instant;

use super::compare::Suspect;
use super::facts::{SECOND_US, bound_above};
use super::windows::Window;
use super::{ASKS_BEFORE_ANOTHER_HEAD, Ask, Local, MAX_ROUNDS, Plan, Proof, Step, Why};

/// How long after its creation a call may still settle.
const SETTLING_US: i64 = 48 * 3600 * SECOND_US;
/// An unsettled call is read again once a quarter of its age has passed since the last read, and
/// not more often than this.
const SETTLE_PAUSE_US: i64 = 60 * SECOND_US;

impl Plan {
    /// What to do next. Asks nothing but the cache, changes nothing.
    pub(crate) fn next<L: Local>(&self, local: &L) -> Result<Step, L::Error> {
        if let Some(tie) = &self.tie {
            return Ok(Step::Ask(tie.ask()));
        }
        if !self.head_read {
            return Ok(Step::Ask(head()));
        }
        if let Some(newest) = self.newest.filter(|_| self.order_in_doubt) {
            let from = Some(bound_above(newest, self.precision_us));
            return Ok(Step::Ask(Ask { from, why: Why::Order, ..head() }));
        }
        if let Some(ask) = self.next_to_complete(local)? {
            return Ok(Step::Ask(ask));
        }
        if self.wants_another_head() {
            return Ok(Step::Ask(head()));
        }
        if let Some(ask) = self.next_to_confirm(local)? {
            return Ok(Step::Ask(ask));
        }
        if let Some(ask) = self.next_to_settle(local)? {
            return Ok(Step::Ask(ask));
        }
        Ok(self.next_to_sweep(local)?.map_or(Step::Done, Step::Ask))
    }

    /// The next step where it is a walk that no look at the cache can change: it may be asked for
    /// while the last page is still being committed.
    pub(crate) fn next_walk(&self) -> Option<Ask> {
        let undecided = self.tie.is_some() || !self.head_read || self.unsorted;
        if undecided || self.order_in_doubt {
            return None;
        }
        let edge = self.coverage.first_gap(self.newest?)?;
        Some(up_to(self.bound(edge), Why::Walk))
    }

    /// Gaps first, then stretches whose counts differ.
    fn next_to_complete<L: Local>(&self, local: &L) -> Result<Option<Ask>, L::Error> {
        if self.unsorted {
            return Ok(self.windows.last().map(|window| window.ask(Why::Window)));
        }
        if let Some(edge) = self.newest.and_then(|newest| self.coverage.first_gap(newest)) {
            return Ok(Some(up_to(self.bound(edge), Why::Walk)));
        }
        self.suspects.last().map(|suspect| self.next_to_compare(suspect, local)).transpose()
    }

    fn next_to_compare<L: Local>(&self, suspect: &Suspect, local: &L) -> Result<Ask, L::Error> {
        let halving = suspect.halving_instant(local, self.page_limit)?;
        let to = halving.unwrap_or_else(|| self.bound(suspect.until));
        Ok(up_to(to, Why::Compare))
    }

    /// Nothing is proven yet, or so long has passed that calls will have arrived.
    fn wants_another_head(&self) -> bool {
        let open = self.proof == Proof::Open && self.rounds < MAX_ROUNDS;
        open || (self.asks_since_head > ASKS_BEFORE_ANOTHER_HEAD && self.rounds < 2)
    }

    /// Calls missed by one read, newest first; each gets at most three tries a run.
    fn next_to_confirm<L: Local>(&self, local: &L) -> Result<Option<Ask>, L::Error> {
        let missed = local.missed_once()?;
        let instant = missed.into_iter().find(|instant| self.attempts_at(*instant) < 3);
        Ok(instant.map(|instant| self.again(instant, Why::Confirm)))
    }

    fn next_to_settle<L: Local>(&self, local: &L) -> Result<Option<Ask>, L::Error> {
        if self.settle_asks_left == 0 {
            return Ok(None);
        }
        let unsettled = local.unsettled(self.now.plus_us(-SETTLING_US))?;
        let due = unsettled.into_iter().find(|(created_at, read_at)| {
            let age_us = self.now.as_us().saturating_sub(created_at.as_us());
            let pause_us = self.now.as_us().saturating_sub(read_at.as_us());
            pause_us >= SETTLE_PAUSE_US.max(age_us / 4) && self.attempts_at(*created_at) == 0
        });
        Ok(due.map(|(created_at, _)| self.again(created_at, Why::Settle)))
    }

    /// A quiet run spends its spare request on what was verified longest ago.
    fn next_to_sweep<L: Local>(&self, local: &L) -> Result<Option<Ask>, L::Error> {
        if self.sweep_asks_left == 0 || self.worked {
            return Ok(None);
        }
        let Some(stale) = self.coverage.stalest(self.now) else { return Ok(None) };
        if !self.unsorted {
            return Ok(Some(up_to(self.bound(stale.until), Why::Sweep)));
        }
        let fitting = u32::try_from(self.page_limit * 4 / 5).unwrap_or(u32::MAX).max(1);
        let stamps = local.created_at_within(stale.after, stale.until, 0, fitting)?;
        let all_of_it = (stamps.len() as u64) < u64::from(fitting);
        let lowest = stamps.last().copied().filter(|_| !all_of_it);
        let after = lowest.map_or(stale.after, |oldest| oldest.plus_us(-1));
        // A server without order shows its newest calls nowhere in particular: only an open end
        // finds those that its total leaves out.
        let is_newest = self.coverage.top() == Some(stale.until);
        let until = if is_newest { Instant::MAX } else { stale.until };
        Ok(Some(Window { after, until }.ask(Why::Sweep)))
    }

    /// A read that takes in `instant` once more.
    fn again(&self, instant: Instant, why: Why) -> Ask {
        let attempt = self.attempts_at(instant);
        let ask = if self.unsorted {
            Window::around(instant, Self::margin_us(attempt)).ask(why)
        } else {
            up_to(self.bound(instant), why)
        };
        Ask { about: Some(instant), ..ask }
    }

    pub(super) fn attempts_at(&self, instant: Instant) -> u32 {
        self.attempts.get(&instant).copied().unwrap_or(0)
    }
}

const fn head() -> Ask {
    Ask { from: None, to: None, offset: 0, why: Why::Head, about: None }
}

const fn up_to(to: Instant, why: Why) -> Ask {
    Ask { from: None, to: Some(to), offset: 0, why, about: None }
}
