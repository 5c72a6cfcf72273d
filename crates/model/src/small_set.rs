//! Hours of the day and days of the week, as sets that a filter can ask for.

/// Whole numbers from 0 to below `N`, which is at most 32. Empty is no filter.
///
/// ```
/// use offhook_model::Hours;
/// let night = Hours::between(22, 5);
/// assert!(night.contains(23) && night.contains(5) && !night.contains(6));
/// assert_eq!(night.runs(), [(22, 5)]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SmallSet<const N: u8>(u32);

/// Hours that clocks show, 0 to 23.
pub type Hours = SmallSet<24>;

/// Days of the week, 0 is Monday.
pub type Weekdays = SmallSet<7>;

impl<const N: u8> SmallSet<N> {
    /// Nothing.
    pub const EMPTY: Self = Self(0);

    /// From `first` to `last` and with it, over the end where `last` comes before `first`; what is
    /// `N` or more is not held.
    #[must_use]
    pub fn between(first: u8, last: u8) -> Self {
        let within = |number: u8| {
            if first <= last {
                first <= number && number <= last
            } else {
                first <= number || number <= last
            }
        };
        (0..N).filter(|number| within(*number)).collect()
    }

    /// Whether the number is among them.
    #[must_use]
    pub const fn contains(self, number: u8) -> bool {
        number < N && self.0 >> number & 1 == 1
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The first and the last of each stretch without a gap, the number after the last one being
    /// the first: a stretch can go over the end.
    #[must_use]
    pub fn runs(self) -> Vec<(u8, u8)> {
        let next = |number: u8| (number + 1) % N;
        let begins = |number: &u8| self.contains(*number) && !self.contains((number + N - 1) % N);
        let run = |first: u8| {
            let mut last = first;
            while self.contains(next(last)) {
                last = next(last);
            }
            (first, last)
        };
        if (0..N).all(|number| self.contains(number)) {
            return vec![(0, N - 1)];
        }
        (0..N).filter(begins).map(run).collect()
    }
}

impl<const N: u8> FromIterator<u8> for SmallSet<N> {
    fn from_iter<T: IntoIterator<Item = u8>>(numbers: T) -> Self {
        let held = numbers.into_iter().filter(|number| *number < N);
        Self(held.fold(0, |bits, number| bits | 1 << number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_runs_of_a_set_are_the_set(bits in 0_u32..1 << 7) {
            let set = Weekdays::from_iter((0..7).filter(|day| bits >> day & 1 == 1));
            let mut again = Weekdays::EMPTY;
            for (first, last) in set.runs() {
                again = again.or(Weekdays::between(first, last));
            }
            proptest::prop_assert_eq!(again, set);
        }
    }

    #[test]
    fn what_is_no_hour_is_not_held() {
        assert_eq!(Hours::from_iter([24, 31, 255]), Hours::EMPTY);
        assert!(!Hours::between(0, 255).contains(24) && !Hours::EMPTY.contains(200));
        assert_eq!(Hours::between(0, 23).runs(), [(0, 23)]);
    }
}
