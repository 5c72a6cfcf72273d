//! From a page to what it proves: which stretch is complete now.

use std::collections::HashSet;

use offhook_model::{Instant, Stretch};

use super::facts::{Facts, bound_above};
use super::tie::Gathered;
use super::windows::Window;
use super::{Ask, Plan, Proof, Why};

/// What a page proves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proven {
    /// `(after, until]` that the page, together with `also_listed`, holds completely.
    pub(crate) complete: Option<(Instant, Instant)>,
    /// Ids that earlier pages of the same stretch brought.
    pub(crate) also_listed: HashSet<String>,
}

/// Distinct stamps in order that no shuffled page shows by accident.
const CONVINCING_STAMPS: usize = 10;

impl Plan {
    /// Takes in what a page says of time, and adds to the ledger what it completes.
    pub(crate) fn read(&mut self, ask: &Ask, page: &Facts) -> Proven {
        self.note(ask, page);
        self.at_bottom = false;
        if self.tie.is_some() {
            return self.read_tie(page);
        }
        if self.unsorted && ask.why == Why::Head && is_convincingly_sorted(page) {
            self.unsorted = false;
        }
        if !self.unsorted && self.is_out_of_order(ask, page) {
            self.turn_unsorted();
            return Proven::default();
        }
        if ask.why == Why::Order {
            return Proven::default();
        }
        let complete = if self.unsorted {
            self.read_window(ask, page)
        } else {
            self.read_down_from(ask, page)
        };
        Proven { complete, also_listed: HashSet::new() }
    }

    fn note(&mut self, ask: &Ask, page: &Facts) {
        self.asks_since_head += 1;
        if page.rows() > 0 {
            self.precision_us = self.precision_us.min(page.precision_us());
            self.fullest_page = self.fullest_page.max(page.rows());
        }
        if let Some(instant) = ask.about {
            *self.attempts.entry(instant).or_default() += 1;
        }
        match ask.why {
            Why::Head => self.begin_round(page),
            Why::Settle => self.settle_asks_left = self.settle_asks_left.saturating_sub(1),
            Why::Sweep => self.sweep_asks_left = self.sweep_asks_left.saturating_sub(1),
            Why::Order => self.order_in_doubt = false,
            Why::Walk | Why::Tie | Why::Window | Why::Compare | Why::Confirm => self.worked = true,
        }
    }

    fn begin_round(&mut self, page: &Facts) {
        self.idle_round_before = self.rounds > 0 && self.changes_in_round == 0;
        self.head_read = true;
        self.rounds += 1;
        self.asks_since_head = 0;
        self.changes_in_round = 0;
        self.newest = page.newest();
        self.head_total = page.total;
        let more = page.total.map_or(page.has_more, |total| total > page.rows());
        self.order_in_doubt = !self.unsorted && more && page.newest() == page.oldest();
        self.proof = Proof::Open;
        self.suspects.clear();
        self.windows.clear();
        self.unexplained = false;
    }

    fn is_out_of_order(&self, ask: &Ask, page: &Facts) -> bool {
        !page.is_newest_first() || (ask.why == Why::Order && page.rows() > 0)
    }

    /// Pages came in another order than newest first: nothing read so far proves anything.
    fn turn_unsorted(&mut self) {
        self.unsorted = true;
        self.coverage.clear();
        self.suspects.clear();
        self.head_read = false;
        self.order_in_doubt = false;
        self.proof = Proof::Open;
    }

    /// A page of the newest calls up to `to` is complete down to its oldest call, whose ties may
    /// go on below.
    fn read_down_from(&mut self, ask: &Ask, page: &Facts) -> Option<(Instant, Instant)> {
        let ceiling = ask.to.map_or(Instant::MAX, |to| to.plus_us(-1));
        let mut after = Instant::MIN;
        self.at_bottom = self.is_last(page);
        if !self.at_bottom {
            let oldest = page.oldest()?;
            after = oldest;
            if let Some(to) = ask.to.filter(|to| self.bound(oldest) >= *to) {
                if self.is_full(page) {
                    self.tie = Some(self.tie_around(oldest, to, ask.why == Why::Confirm));
                    return None;
                }
                // The server says that more follow, and shows none: this is the end.
                self.at_bottom = true;
                after = Instant::MIN;
            }
        }
        let until = if ask.to.is_some() { Some(ceiling) } else { page.newest() };
        self.complete(after, until.unwrap_or(Instant::MIN));
        Some((after, ceiling))
    }

    fn read_window(&mut self, ask: &Ask, page: &Facts) -> Option<(Instant, Instant)> {
        if !self.is_last(page) {
            self.insist(ask);
            return None;
        }
        let window = if ask.why == Why::Window { self.windows.pop()? } else { Window::of(ask) };
        let until = if window.until == Instant::MAX {
            page.newest().max(self.newest).max(self.coverage.top())
        } else {
            Some(window.until)
        };
        self.complete(window.after, until.unwrap_or(Instant::MIN));
        Some((window.after, window.until))
    }

    /// What must be read and did not fit on a page: a tie is gathered, a window is split.
    fn insist(&mut self, ask: &Ask) {
        let stubborn = ask.about.filter(|instant| self.attempts_at(*instant) > 1);
        if let Some(instant) = stubborn.filter(|_| ask.why == Why::Confirm) {
            let to = bound_above(instant, self.precision_us);
            self.tie = Some(self.tie_around(instant, to, true));
        }
        if ask.why == Why::Sweep {
            let window = Window::of(ask);
            self.coverage.remove(window.after, window.until);
            self.windows.push(window);
        }
    }

    fn read_tie(&mut self, page: &Facts) -> Proven {
        let Some(mut tie) = self.tie.take() else { return Proven::default() };
        if tie.learn(page) == Gathered::NotYet {
            self.tie = Some(tie);
            return Proven::default();
        }
        let (after, until) = tie.stretch();
        self.complete(
            after,
            if until == Instant::MAX {
                page.newest().max(self.newest).unwrap_or(after)
            } else {
                until
            },
        );
        Proven { complete: Some((after, until)), also_listed: tie.ids().clone() }
    }

    fn complete(&mut self, after: Instant, until: Instant) {
        self.coverage.add(Stretch { after, until, verified_at: self.now });
    }

    /// Whether nothing of what was asked for is left. A full page never says so: a wrong total must
    /// not end the walk early. Without order, a page that is not full is the end of its window
    /// whatever the total claims, for no smaller window could show more.
    pub(super) fn is_last(&self, page: &Facts) -> bool {
        if page.rows() >= self.page_limit {
            return false;
        }
        let all_shown = page.total.map_or(!page.has_more, |total| page.rows() >= total);
        all_shown || (self.unsorted && page.rows() < self.fullest_page)
    }

    /// Whether the page holds as many rows as the server gives at once.
    fn is_full(&self, page: &Facts) -> bool {
        page.rows() >= self.page_limit.min(self.fullest_page)
    }
}

fn is_convincingly_sorted(page: &Facts) -> bool {
    let mut distinct = page.stamps.clone();
    distinct.dedup();
    distinct.len() >= CONVINCING_STAMPS && page.is_newest_first()
}
