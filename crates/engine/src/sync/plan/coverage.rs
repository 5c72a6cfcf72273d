//! The coverage ledger in memory: complete stretches of time, newest first, none overlapping.

use offhook_model::{Instant, Stretch};

/// Which stretches are complete, and when each was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage(Vec<Stretch>);

impl Coverage {
    pub(crate) fn new(mut stretches: Vec<Stretch>) -> Self {
        stretches.sort_by_key(|stretch| std::cmp::Reverse(stretch.until));
        Self(stretches)
    }

    pub(crate) fn stretches(&self) -> &[Stretch] {
        &self.0
    }

    /// The newest instant that is covered.
    pub(crate) fn top(&self) -> Option<Instant> {
        self.0.first().map(|stretch| stretch.until)
    }

    /// Adds a stretch that was just read; it replaces what was known of the same time.
    pub(crate) fn add(&mut self, stretch: Stretch) {
        if stretch.after >= stretch.until {
            return;
        }
        self.remove(stretch.after, stretch.until);
        let at = self.0.partition_point(|other| other.until > stretch.until);
        self.0.insert(at, stretch);
        self.join_neighbours();
    }

    /// Forgets that `(after, until]` is complete.
    pub(crate) fn remove(&mut self, after: Instant, until: Instant) {
        let cut = Stretch { after, until, verified_at: Instant::MIN };
        let mut kept = Vec::with_capacity(self.0.len() + 1);
        for stretch in self.0.drain(..) {
            if !stretch.overlaps(&cut) {
                kept.push(stretch);
                continue;
            }
            if stretch.until > until {
                kept.push(Stretch { after: until, ..stretch });
            }
            if stretch.after < after {
                kept.push(Stretch { until: after, ..stretch });
            }
        }
        self.0 = kept;
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Going down from `from`, the first instant at which completeness ends; `None` when all of
    /// `(MIN, from]` is complete.
    pub(crate) fn first_gap(&self, from: Instant) -> Option<Instant> {
        let mut edge = from;
        for stretch in &self.0 {
            if edge == Instant::MIN {
                break;
            }
            if stretch.until >= edge && stretch.after < edge {
                edge = stretch.after;
            }
        }
        (edge != Instant::MIN).then_some(edge)
    }

    /// The gaps below `top`, newest first, as `(after, until]`.
    pub(crate) fn gaps(&self, top: Instant) -> Vec<(Instant, Instant)> {
        let mut gaps = Vec::new();
        let mut edge = top;
        for stretch in &self.0 {
            if stretch.until < edge {
                gaps.push((stretch.until, edge));
            }
            edge = edge.min(stretch.after);
        }
        if edge > Instant::MIN {
            gaps.push((Instant::MIN, edge));
        }
        gaps
    }

    /// Whether all of `(after, until]` was verified at `verified_at` itself.
    pub(crate) fn is_fresh(&self, after: Instant, until: Instant, verified_at: Instant) -> bool {
        let fresh = self.0.iter().filter(|stretch| stretch.verified_at == verified_at);
        let fresh = Self(fresh.copied().collect());
        fresh.first_gap(until).is_none_or(|edge| edge <= after)
    }

    /// The stretch whose verification is longest ago, if any is older than `now`.
    pub(crate) fn stalest(&self, now: Instant) -> Option<Stretch> {
        let older = self.0.iter().filter(|stretch| stretch.verified_at < now);
        older.min_by_key(|stretch| stretch.verified_at).copied()
    }

    /// Stretches read in the same run and touching each other are one.
    fn join_neighbours(&mut self) {
        self.0.dedup_by(|older, newer| {
            let joined = older.until == newer.after && older.verified_at == newer.verified_at;
            if joined {
                newer.after = older.after;
            }
            joined
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn at(us: i64) -> Instant {
        Instant::from_us(us)
    }

    const fn stretch(after: i64, until: i64, verified: i64) -> Stretch {
        Stretch { after: at(after), until: at(until), verified_at: at(verified) }
    }

    #[test]
    fn touching_stretches_of_one_run_become_one() {
        let mut coverage = Coverage::default();
        coverage.add(stretch(10, 20, 1));
        coverage.add(stretch(5, 10, 1));
        coverage.add(stretch(0, 5, 2));
        assert_eq!(coverage.stretches(), [stretch(5, 20, 1), stretch(0, 5, 2)]);
        assert_eq!(coverage.first_gap(at(20)), Some(at(0)));
    }

    #[test]
    fn the_walk_resumes_where_the_gap_begins() {
        let mut coverage = Coverage::default();
        coverage.add(stretch(90, 100, 2));
        coverage.add(stretch(30, 60, 1));
        assert_eq!(coverage.first_gap(at(100)), Some(at(90)));
        assert_eq!(coverage.gaps(at(100)), [(at(60), at(90)), (Instant::MIN, at(30))]);
        coverage.add(stretch(60, 90, 2));
        assert_eq!(coverage.first_gap(at(100)), Some(at(30)));
        assert!(coverage.is_fresh(at(60), at(100), at(2)));
        assert!(!coverage.is_fresh(at(59), at(100), at(2)));
    }

    proptest! {
        #[test]
        fn the_ledger_equals_a_plain_array_of_instants(
            steps in prop::collection::vec((any::<bool>(), 0_i64..40, 0_i64..40, 1_i64..4), 0..30)
        ) {
            let mut coverage = Coverage::default();
            let mut plain = [0_i64; 41];
            for (adds, a, b, verified) in steps {
                let (after, until) = (a.min(b), a.max(b));
                if adds {
                    coverage.add(stretch(after, until, verified));
                } else {
                    coverage.remove(at(after), at(until));
                }
                for instant in after + 1..=until {
                    plain[usize::try_from(instant).unwrap()] = if adds { verified } else { 0 };
                }
            }
            for instant in 1..=40_i64 {
                let covering: Vec<_> = coverage.stretches().iter()
                    .filter(|s| s.after < at(instant) && at(instant) <= s.until).collect();
                let expected = plain[usize::try_from(instant).unwrap()];
                prop_assert_eq!(covering.len(), usize::from(expected != 0));
                prop_assert!(covering.iter().all(|s| s.verified_at == at(expected)));
            }
        }
    }
}
