//! For each row, which filters it fails: one bit a field, so that a facet can count the rows that
//! fail nothing but its own field.

/// No filter fails.
pub(crate) const PASSES: u16 = 0;
pub(crate) const DIRECTION: u16 = 1;
pub(crate) const STATUS: u16 = 1 << 1;
pub(crate) const AGENT: u16 = 1 << 2;
pub(crate) const SENTIMENT: u16 = 1 << 3;
pub(crate) const DURATION: u16 = 1 << 4;
pub(crate) const STARRED: u16 = 1 << 5;
pub(crate) const REVIEWED: u16 = 1 << 6;
pub(crate) const TAG: u16 = 1 << 7;
pub(crate) const TIME: u16 = 1 << 8;
/// Whatever has no facet of its own: numbers, words, removed, noted, hours, weekdays.
pub(crate) const OTHER: u16 = 1 << 9;
/// Masks there are.
pub(crate) const MASKS: usize = 1 << 10;

/// Rows of a mask that fail nothing, or nothing but the fields of `aside`.
pub(crate) fn passing_but(mask: &[u16], aside: u16) -> usize {
    let passes = |fails: &u16| u16::from(*fails & !aside == PASSES);
    // Sums of sixteen bits, so that many rows are counted by one instruction.
    mask.chunks(u16::MAX as usize)
        .map(|part| usize::from(part.iter().map(passes).sum::<u16>()))
        .sum()
}
