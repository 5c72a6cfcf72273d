//! From counts to trust: what the server's total says of everything that was not read again.

use offhook_model::Instant;

use super::compare::Suspect;
use super::facts::Facts;
use super::tie::Tie;
use super::windows::Window;
use super::{Ask, Local, Plan, Proof, Why};

impl Plan {
    /// Weighs a page's total against the cache, once the page is in it.
    pub(crate) fn judge<L: Local>(
        &mut self,
        ask: &Ask,
        page: &Facts,
        local: &L,
    ) -> Result<(), L::Error> {
        self.count_changes(page.changes);
        match ask.why {
            // A read that turned everything over proves nothing by its counts.
            _ if !self.head_read => Ok(()),
            Why::Head if self.unsorted => self.judge_unsorted_head(page, local),
            Why::Window => self.judge_window(page, local),
            Why::Head | Why::Walk => self.judge_what_lies_below(page, local),
            Why::Compare => self.judge_comparison(ask, page, local),
            Why::Order | Why::Tie | Why::Confirm | Why::Settle | Why::Sweep => Ok(()),
        }?;
        self.hold_against_the_head(local)
    }

    /// Counts the calls that a page changed, where its total proves nothing: the walk goes on below
    /// it ([`Plan::next_walk`]).
    pub(crate) const fn count_changes(&mut self, changes: u64) {
        self.changes_in_round += changes;
    }

    /// Whatever was read below, the whole must be what the head said it is.
    fn hold_against_the_head<L: Local>(&mut self, local: &L) -> Result<(), L::Error> {
        if self.proof == Proof::Whole
            && let Some(total) = self.head_total
            && total != local.believed_listed(Instant::MIN, Instant::MAX)?
        {
            self.proof = Proof::Open;
        }
        Ok(())
    }

    /// A page is a certificate: its total counts everything up to it.
    fn judge_what_lies_below<L: Local>(&mut self, page: &Facts, local: &L) -> Result<(), L::Error> {
        if self.tie.is_some() {
            return Ok(());
        }
        let oldest = page.oldest().filter(|_| !self.at_bottom);
        let below = oldest.unwrap_or(Instant::MIN);
        if self.coverage.first_gap(below).is_some() {
            return Ok(());
        }
        self.fresh_above = self.is_fresh_above(below);
        let Some(total) = page.total else {
            self.proof = Proof::Impossible { offset: None };
            return Ok(());
        };
        let remote = total.saturating_sub(page.newer_than(below));
        let here = local.believed_listed(Instant::MIN, below)?;
        self.weigh(remote, here);
        if self.proof == Proof::Open && remote != here {
            let suspect = Suspect {
                after: Instant::MIN,
                until: below,
                remote_to_after: 0,
                remote_to_until: remote,
            };
            self.suspects.push(suspect);
        }
        Ok(())
    }

    /// Equal counts are proof; a difference that stays though nothing changes is the server's own.
    fn weigh(&mut self, remote: u64, here: u64) {
        let offset =
            i64::try_from(remote).unwrap_or(i64::MAX) - i64::try_from(here).unwrap_or(i64::MAX);
        if offset == 0 {
            self.proof = if self.fresh_above { Proof::Whole } else { Proof::Open };
        } else if self.known_offset == Some(offset) || self.idle_round_before {
            self.proof = Proof::Impossible { offset: Some(offset) };
        }
    }

    fn is_fresh_above(&self, below: Instant) -> bool {
        self.newest.is_none_or(|newest| self.coverage.is_fresh(below, newest, self.now))
    }

    fn judge_comparison<L: Local>(
        &mut self,
        ask: &Ask,
        page: &Facts,
        local: &L,
    ) -> Result<(), L::Error> {
        let Some(suspect) = self.suspects.pop() else { return Ok(()) };
        let Some(total) = page.total else {
            self.suspects.clear();
            self.proof = Proof::Impossible { offset: None };
            return Ok(());
        };
        if self.tie.is_some() {
            // The tie is gathered first; another round compares again.
            self.unexplained = true;
            return Ok(());
        }
        let oldest = page.oldest().filter(|_| !self.at_bottom);
        let read_to = oldest.unwrap_or(Instant::MIN);
        let halved_at = ask.to.filter(|to| *to <= suspect.until);
        for part in suspect.after_page(page, total, read_to, halved_at) {
            if !part.agrees(local)? {
                self.suspects.push(part);
            }
        }
        let all_read = halved_at.is_none() && read_to <= suspect.after;
        self.unexplained |= all_read && !suspect.agrees(local)?;
        if self.suspects.is_empty() && !self.unexplained && self.fresh_above {
            self.proof = Proof::Whole;
        }
        Ok(())
    }

    fn judge_unsorted_head<L: Local>(&mut self, page: &Facts, local: &L) -> Result<(), L::Error> {
        if self.newest.is_none() {
            self.proof = Proof::Whole;
            return Ok(());
        }
        let covered = self.is_covered(local)?;
        self.fresh_above = true;
        match page.total {
            Some(total) if covered && page.changes == 0 => {
                self.weigh(total, local.believed_listed(Instant::MIN, Instant::MAX)?);
            }
            None if self.is_last(page) || (covered && self.rounds > 1) => {
                self.proof = Proof::Impossible { offset: None };
            }
            _ => {}
        }
        if self.proof != Proof::Open {
            return Ok(());
        }
        let gaps = self.coverage.gaps(Instant::MAX);
        let everything = gaps == [(Instant::MIN, Instant::MAX)] || covered;
        if everything {
            self.windows = vec![Window::EVERYTHING];
            self.split_top_window(page);
        } else {
            let windows = gaps.into_iter().rev().map(|(after, until)| Window { after, until });
            self.windows = windows.collect();
        }
        Ok(())
    }

    /// A window that did not fit is split, unless its count and its calls are as they were.
    fn judge_window<L: Local>(&mut self, page: &Facts, local: &L) -> Result<(), L::Error> {
        if self.is_last(page) {
            return Ok(());
        }
        let Some(window) = self.windows.last().copied() else { return Ok(()) };
        let newest = self.newest_known(local)?.unwrap_or(Instant::MAX);
        let covered = self
            .coverage
            .first_gap(window.until.min(newest))
            .is_none_or(|edge| edge <= window.after);
        let here = local.believed_listed(window.after, window.until)?;
        if covered && page.changes == 0 && page.total == Some(here) {
            self.windows.pop();
        } else {
            self.split_top_window(page);
        }
        Ok(())
    }

    fn split_top_window(&mut self, page: &Facts) {
        let Some(window) = self.windows.pop() else { return };
        if let Some(halves) = window.split(page) {
            self.windows.extend(halves);
        } else {
            self.tie = Some(Tie::in_window(window));
        }
    }
}
