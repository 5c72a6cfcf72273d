//! A set of row numbers.

/// A bit set over the `seq` of calls.
///
/// ```
/// use offhook_timeline::SeqSet;
/// let set: SeqSet = [3, 70].into_iter().collect();
/// assert!(set.contains(70) && !set.contains(4));
/// assert_eq!(set.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeqSet {
    words: Vec<u64>,
}

impl SeqSet {
    /// A set from its bits: bit `n % 64` of word `n / 64` says whether `n` is in it.
    #[must_use]
    pub const fn from_words(words: Vec<u64>) -> Self {
        Self { words }
    }

    /// Adds `seq`.
    pub fn insert(&mut self, seq: u32) {
        let place = seq as usize / 64;
        if place >= self.words.len() {
            self.words.resize(place + 1, 0);
        }
        self.words[place] |= 1 << (seq % 64);
    }

    /// Takes `seq` out.
    pub fn remove(&mut self, seq: u32) {
        if let Some(word) = self.words.get_mut(seq as usize / 64) {
            *word &= !(1 << (seq % 64));
        }
    }

    /// Whether `seq` is in the set.
    #[must_use]
    pub fn contains(&self, seq: u32) -> bool {
        self.words.get(seq as usize / 64).is_some_and(|word| word >> (seq % 64) & 1 == 1)
    }

    /// How many are in the set.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The one number in the set, if there is exactly one.
    pub(crate) fn only(&self) -> Option<u32> {
        let place = self.words.iter().position(|word| *word != 0)?;
        let seq = u32::try_from(place * 64).ok()? + self.words[place].trailing_zeros();
        (self.len() == 1).then_some(seq)
    }

    /// Adds everything that is in `other`.
    pub fn union_with(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }
}

impl FromIterator<u32> for SeqSet {
    fn from_iter<T: IntoIterator<Item = u32>>(seqs: T) -> Self {
        let mut set = Self::default();
        for seq in seqs {
            set.insert(seq);
        }
        set
    }
}
