//! The rows of a chunk that match, one bit each: whoever wants a page needs not decide again.

use std::ops::Range;

use crate::mask::PASSES;

/// Rows in one word of bits.
const WORD_ROWS: usize = u64::BITS as usize;

/// Which rows of a chunk match.
pub(crate) struct Matched {
    bits: Vec<u64>,
    count: usize,
    rows: usize,
}

impl Matched {
    /// The rows of a mask that pass everything.
    pub(crate) fn of(mask: &[u16]) -> Self {
        let bits: Vec<u64> = mask.chunks(WORD_ROWS).map(passing_bits).collect();
        let count = bits.iter().map(|word| word.count_ones() as usize).sum();
        Self { bits, count, rows: mask.len() }
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.count
    }

    /// They themselves, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows_after(0)
    }

    /// Those that stand in a stretch of rows of which `may_have` says so.
    pub(crate) fn rows_where(
        &self,
        may_have: impl Fn(Range<usize>) -> bool,
    ) -> impl Iterator<Item = usize> {
        let rows = self.rows;
        self.words(0)
            .filter(move |(first, bits)| {
                *bits != 0 && may_have(*first..(*first + WORD_ROWS).min(rows))
            })
            .flat_map(|(first, bits)| set_bits(bits, first))
    }

    /// The same without the first `skipped`.
    pub(crate) fn rows_after(&self, mut skipped: usize) -> impl Iterator<Item = usize> + '_ {
        let mut word = 0;
        // Whole words are passed over without looking at their rows.
        while let Some(here) = self.bits.get(word).map(|bits| bits.count_ones() as usize)
            && here <= skipped
        {
            skipped -= here;
            word += 1;
        }
        self.words(word).flat_map(|(first, bits)| set_bits(bits, first)).skip(skipped)
    }

    /// The words from one on, each with its first row.
    fn words(&self, from: usize) -> impl Iterator<Item = (usize, u64)> + '_ {
        (0..).step_by(WORD_ROWS).zip(self.bits.iter().copied()).skip(from)
    }
}

fn set_bits(mut bits: u64, first: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| first + bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        lowest
    })
}

/// At most a word's rows; a bit for each that passes.
fn passing_bits(mask: &[u16]) -> u64 {
    let mut flags = [0_u8; WORD_ROWS];
    for (flag, fails) in flags.iter_mut().zip(mask) {
        *flag = u8::from(*fails == PASSES);
    }
    // Eight flags at a time: the product gathers the lowest bit of each byte in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = flags.as_chunks::<8>();
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56;
    eights.iter().rev().fold(0, |word, eight| word << 8 | bits(eight))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_row_that_passes_is_there_once_in_order(
            mask in proptest::collection::vec(prop_oneof![Just(0_u16), 0..3_u16, 0..1024_u16], 0..300),
            skipped in 0..320_usize,
        ) {
            let matched = Matched::of(&mask);
            let rows: Vec<usize> = (0..mask.len()).filter(|row| mask[*row] == PASSES).collect();
            prop_assert_eq!(matched.len(), rows.len());
            prop_assert_eq!(matched.rows().collect::<Vec<_>>(), rows.clone());
            let after: Vec<usize> = rows.iter().copied().skip(skipped).collect();
            prop_assert_eq!(matched.rows_after(skipped).collect::<Vec<_>>(), after);
            let stretch = |rows: Range<usize>| rows.contains(&skipped);
            let there: Vec<usize> = matched.rows_where(stretch).collect();
            let near = |row: &usize| row / WORD_ROWS == skipped / WORD_ROWS;
            let near = rows.into_iter().filter(|row| skipped < mask.len() && near(row));
            prop_assert_eq!(there, near.collect::<Vec<_>>());
        }
    }
}
