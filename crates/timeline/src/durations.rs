//! Exact ranks among durations: counted by second where most of them are, kept beyond.

/// Durations from 0 to below this are counted, a good hour; others are few.
const COUNTED_S: usize = if cfg!(test) { 500 } else { 4_096 };

/// Durations, in whole seconds.
#[derive(Clone, Debug)]
pub(crate) struct Durations {
    counts: Vec<u32>,
    negative: Vec<i32>,
    longer: Vec<i32>,
}

impl Durations {
    pub(crate) fn new() -> Self {
        Self { counts: vec![0; COUNTED_S], negative: Vec::new(), longer: Vec::new() }
    }

    pub(crate) fn add(&mut self, duration_s: i32) {
        let place = usize::try_from(duration_s).unwrap_or(usize::MAX);
        if let Some(count) = self.counts.get_mut(place) {
            *count += 1;
        } else if duration_s < 0 {
            self.negative.push(duration_s);
        } else {
            self.longer.push(duration_s);
        }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(ours, theirs)| *ours += theirs);
        self.negative.extend_from_slice(&other.negative);
        self.longer.extend_from_slice(&other.longer);
    }

    /// The smallest duration that at least `tenths` tenths of all do not exceed.
    pub(crate) fn at(&mut self, tenths: usize) -> Option<i32> {
        let counted: usize = self.counts.iter().map(|count| *count as usize).sum();
        let all = self.negative.len() + counted + self.longer.len();
        let mut place = (all * tenths).div_ceil(10).checked_sub(1)?;
        if place < self.negative.len() {
            return Some(*self.negative.select_nth_unstable(place).1);
        }
        place -= self.negative.len();
        if place >= counted {
            return Some(*self.longer.select_nth_unstable(place - counted).1);
        }
        for (duration_s, count) in (0..).zip(&self.counts) {
            match place.checked_sub(*count as usize) {
                Some(left) => place = left,
                None => return Some(duration_s),
            }
        }
        None
    }
}
