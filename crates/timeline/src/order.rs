//! The page at an offset in each order, without sorting everything that matches.

use std::cmp::Reverse;

use offhook_model::Sort;

use crate::chunk::{Chunk, NO_DURATION};
use crate::mask::PASSES;

/// Where a row stands: chunk, row in it.
type Place = (usize, usize);

/// The rows that match, told chunk by chunk.
pub(crate) trait Matches {
    fn chunks(&self) -> &[std::sync::Arc<Chunk>];
    /// How many rows of each chunk match.
    fn per_chunk(&self) -> &[usize];
    /// Which filters each row of a chunk fails.
    fn mask(&self, chunk: usize) -> Vec<u16>;

    fn total(&self) -> usize {
        self.per_chunk().iter().sum()
    }

    /// The matches that rank from `start` up to `end` in the timeline's own order.
    fn ranked(&self, start: usize, end: usize) -> Vec<Place> {
        let mut places = Vec::new();
        let mut before = 0;
        for (chunk, matching) in self.per_chunk().iter().enumerate() {
            let (skip, next) = (start.saturating_sub(before), before + matching);
            if next > start && before < end {
                let mask = self.mask(chunk);
                let rows = (0..mask.len()).filter(|row| mask[*row] == PASSES);
                let wanted = rows.skip(skip).take(end - before.max(start));
                places.extend(wanted.map(|row| (chunk, row)));
            }
            before = next;
        }
        places
    }

    fn created_at_us(&self, (chunk, row): Place) -> i64 {
        self.chunks()[chunk].created_at_us[row]
    }

    fn seq(&self, (chunk, row): Place) -> u32 {
        self.chunks()[chunk].seq[row]
    }
}

/// The rows of `limit` matches from `offset` on.
pub(crate) fn page(matches: &impl Matches, sort: Sort, offset: u64, limit: u32) -> Vec<u32> {
    let total = matches.total();
    let start = usize::try_from(offset).unwrap_or(usize::MAX).min(total);
    let end = start.saturating_add(limit as usize).min(total);
    if start == end {
        return Vec::new();
    }
    let places = match sort {
        Sort::Newest => matches.ranked(start, end),
        Sort::Oldest => oldest_first(matches, start, end),
        Sort::Longest => by_duration(matches, start, end, true),
        Sort::Shortest => by_duration(matches, start, end, false),
    };
    places.into_iter().map(|place| matches.seq(place)).collect()
}

/// All rows that match, in order.
pub(crate) fn all(matches: &impl Matches, sort: Sort) -> Vec<u32> {
    let total = matches.total();
    let mut places = matches.ranked(0, total);
    match sort {
        Sort::Newest => {}
        Sort::Oldest => places = ties_reversed(matches, &places),
        Sort::Longest | Sort::Shortest => {
            let duration_s = |place: &Place| matches.chunks()[place.0].duration_s[place.1];
            // Stable, so that ties keep the timeline's order.
            if sort == Sort::Longest {
                places.sort_by_key(|place| Reverse(duration_s(place)));
            } else {
                places.sort_by_key(|place| {
                    let duration_s = duration_s(place);
                    (duration_s == NO_DURATION, duration_s)
                });
            }
        }
    }
    places.into_iter().map(|place| matches.seq(place)).collect()
}

/// The timeline backwards, but that calls of one instant keep their order by id.
fn oldest_first(matches: &impl Matches, start: usize, end: usize) -> Vec<Place> {
    let total = matches.total();
    let (mut from, mut until) = (total - end, total - start);
    let mut places = matches.ranked(from, until);
    // A tie at either edge is taken in whole, or its order could not be told.
    const STEP: usize = 64;
    while from > 0 && is_tie(matches, &matches.ranked(from - 1, from), &places[..1]) {
        let further = from.saturating_sub(STEP);
        let mut longer = matches.ranked(further, from);
        longer.append(&mut places);
        (places, from) = (longer, further);
    }
    while until < total
        && is_tie(matches, &places[places.len() - 1..], &matches.ranked(until, until + 1))
    {
        let further = (until + STEP).min(total);
        places.extend(matches.ranked(until, further));
        until = further;
    }
    let skipped = until - (total - start);
    ties_reversed(matches, &places).into_iter().skip(skipped).take(end - start).collect()
}

fn is_tie(matches: &impl Matches, a: &[Place], b: &[Place]) -> bool {
    a.iter().zip(b).any(|(a, b)| matches.created_at_us(*a) == matches.created_at_us(*b))
}

fn ties_reversed(matches: &impl Matches, places: &[Place]) -> Vec<Place> {
    let same = |a: &Place, b: &Place| matches.created_at_us(*a) == matches.created_at_us(*b);
    let mut ties: Vec<&[Place]> = places.chunk_by(same).collect();
    ties.reverse();
    ties.concat()
}

/// Durations up to an hour and a bit have a bucket each; the few beyond share one at either end.
const BUCKETS: usize = 4_100;
const BELOW: usize = 0;
const ABOVE: usize = BUCKETS - 2;
const NONE: usize = BUCKETS - 1;

fn bucket(duration_s: i32) -> usize {
    match usize::try_from(duration_s) {
        Ok(seconds) => (seconds + 1).min(ABOVE),
        Err(_) if duration_s == NO_DURATION => NONE,
        Err(_) => BELOW,
    }
}

/// Counts by duration first, then looks only at the durations that the page is made of.
fn by_duration(
    matches: &impl Matches,
    start: usize,
    end: usize,
    longest_first: bool,
) -> Vec<Place> {
    let masks: Vec<Vec<u16>> = (0..matches.chunks().len()).map(|at| matches.mask(at)).collect();
    let mut counts = vec![0_u32; BUCKETS];
    for (chunk, mask) in matches.chunks().iter().zip(&masks) {
        for (duration_s, fails) in chunk.duration_s.iter().zip(mask) {
            counts[bucket(*duration_s)] += u32::from(*fails == PASSES);
        }
    }
    let mut order: Vec<usize> = (0..NONE).collect();
    if longest_first {
        order.reverse();
    }
    order.push(NONE);
    let mut wanted = Vec::new();
    let mut before = 0;
    for bucket in order {
        let next = before + counts[bucket] as usize;
        if next > start && before < end {
            wanted.push(Wanted { bucket, before, most: end - before, rows: Vec::new() });
        }
        before = next;
    }
    gather(matches, &masks, &mut wanted, longest_first);
    let first = wanted.first().map_or(0, |first| start - first.before);
    wanted.into_iter().flat_map(|wanted| wanted.rows).skip(first).take(end - start).collect()
}

/// A bucket that the page takes rows from.
struct Wanted {
    bucket: usize,
    /// Rows of the buckets before it.
    before: usize,
    /// Rows after which the page ends.
    most: usize,
    /// At least the first `most` rows, in order.
    rows: Vec<Place>,
}

impl Wanted {
    const fn is_one_duration(&self) -> bool {
        self.bucket != BELOW && self.bucket != ABOVE
    }
}

/// Goes through the matches once, whatever number of buckets the page is made of.
fn gather(matches: &impl Matches, masks: &[Vec<u16>], wanted: &mut [Wanted], longest_first: bool) {
    let mut place_of = vec![usize::MAX; BUCKETS];
    for (place, wanted) in wanted.iter().enumerate() {
        place_of[wanted.bucket] = place;
    }
    for (at, (chunk, mask)) in matches.chunks().iter().zip(masks).enumerate() {
        for (row, (duration_s, fails)) in chunk.duration_s.iter().zip(mask).enumerate() {
            if *fails != PASSES {
                continue;
            }
            let Some(wanted) = wanted.get_mut(place_of[bucket(*duration_s)]) else { continue };
            // Of one duration, the order is the timeline's: later rows are not on the page.
            if !wanted.is_one_duration() || wanted.rows.len() < wanted.most {
                wanted.rows.push((at, row));
            }
        }
    }
    let duration_s = |place: &Place| matches.chunks()[place.0].duration_s[place.1];
    for wanted in wanted.iter_mut().filter(|wanted| !wanted.is_one_duration()) {
        if longest_first {
            wanted.rows.sort_by_key(|place| Reverse(duration_s(place)));
        } else {
            wanted.rows.sort_by_key(duration_s);
        }
    }
}
