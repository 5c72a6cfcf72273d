//! The page at an offset in each order, without sorting everything that matches.

use std::cmp::Reverse;
use std::ops::Range;

use offhook_model::Sort;

use crate::chunk::{Chunk, NO_DURATION};
use crate::mask::PASSES;
use crate::matched::Matched;

/// Where a row stands: chunk, row in it.
type Place = (usize, usize);

/// The rows that match, told chunk by chunk.
pub(crate) trait Matches {
    fn chunks(&self) -> &[std::sync::Arc<Chunk>];
    /// Which rows of each chunk match.
    fn matched(&self) -> &[Matched];
    /// The matches of each chunk by duration; needed for a page by duration only.
    fn durations(&self) -> &[DurationCounts];

    fn total(&self) -> usize {
        self.matched().iter().map(Matched::len).sum()
    }

    /// The matches that rank from `start` up to `end` in the timeline's own order.
    fn ranked(&self, start: usize, end: usize) -> Vec<Place> {
        let mut places = Vec::new();
        let mut before = 0;
        for (chunk, matched) in self.matched().iter().enumerate() {
            let (skip, next) = (start.saturating_sub(before), before + matched.len());
            if next > start && before < end {
                let wanted = matched.rows_after(skip).take(end - before.max(start));
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

/// The shortest and the longest duration that fall into a bucket.
#[expect(clippy::cast_possible_wrap, clippy::cast_possible_truncation, reason = "a few thousand")]
const fn durations_of(bucket: usize) -> (i32, i32) {
    match bucket {
        BELOW => (NO_DURATION + 1, -1),
        ABOVE => (ABOVE as i32 - 1, i32::MAX),
        NONE => (NO_DURATION, NO_DURATION),
        seconds => (seconds as i32 - 1, seconds as i32 - 1),
    }
}

/// The matches of one chunk by duration: how many fall into each bucket.
pub(crate) struct DurationCounts(Vec<u32>);

impl DurationCounts {
    /// One row in so many, or more: then going through all is quicker than finding those that match.
    const DENSE: usize = 4;

    /// The counts of a chunk, of which the rows that pass the mask match.
    pub(crate) fn of(chunk: &Chunk, mask: &[u16], matched: &Matched) -> Self {
        let mut counts = vec![0; BUCKETS];
        if matched.len() < chunk.rows() / Self::DENSE {
            matched.rows().for_each(|row| counts[bucket(chunk.duration_s[row])] += 1);
        } else {
            for (duration_s, fails) in chunk.duration_s.iter().zip(mask) {
                counts[bucket(*duration_s)] += u32::from(*fails == PASSES);
            }
        }
        Self(counts)
    }

    fn matches(&self, bucket: usize) -> usize {
        self.0[bucket] as usize
    }
}

fn totals(durations: &[DurationCounts]) -> Vec<usize> {
    let mut totals = vec![0; BUCKETS];
    for chunk in durations {
        totals.iter_mut().zip(&chunk.0).for_each(|(total, count)| *total += *count as usize);
    }
    totals
}

/// Looks only at the durations that the page is made of, and only into the chunks that hold them.
fn by_duration(
    matches: &impl Matches,
    start: usize,
    end: usize,
    longest_first: bool,
) -> Vec<Place> {
    let mut order: Vec<usize> = (0..NONE).collect();
    if longest_first {
        order.reverse();
    }
    order.push(NONE);
    let totals = totals(matches.durations());
    let mut wanted = Vec::new();
    let mut before = 0;
    for bucket in order {
        let here = totals[bucket];
        let next = before + here;
        if next > start && before < end {
            let (skip, until) = (start.saturating_sub(before), here.min(end - before));
            wanted.push(Wanted { bucket, skip, until, passed: 0, rows: Vec::new() });
        }
        before = next;
    }
    gather(matches, &mut wanted);
    let rows = wanted.into_iter().flat_map(|wanted| wanted.in_order(matches, longest_first));
    rows.take(end - start).collect()
}

/// A bucket that the page takes rows from.
struct Wanted {
    bucket: usize,
    /// Rows of it that stand before the page, and with those on it.
    skip: usize,
    until: usize,
    /// Rows in the chunks that have been passed.
    passed: usize,
    /// Of one duration, the rows on the page; else all rows, in the timeline's order.
    rows: Vec<Place>,
}

impl Wanted {
    /// Of one duration, the order is the timeline's own.
    const fn is_one_duration(&self) -> bool {
        self.bucket != BELOW && self.bucket != ABOVE
    }

    /// Which of so many further rows are to be taken, counted from 0.
    fn among(&self, more: usize) -> Range<usize> {
        if !self.is_one_duration() {
            return 0..more;
        }
        self.skip.saturating_sub(self.passed)..self.until.saturating_sub(self.passed).min(more)
    }

    fn in_order(mut self, matches: &impl Matches, longest_first: bool) -> Vec<Place> {
        if self.is_one_duration() {
            return self.rows;
        }
        let duration_s = |place: &Place| matches.chunks()[place.0].duration_s[place.1];
        // Stable, so that ties keep the timeline's order.
        if longest_first {
            self.rows.sort_by_key(|place| Reverse(duration_s(place)));
        } else {
            self.rows.sort_by_key(duration_s);
        }
        self.rows.drain(self.skip..self.until).collect()
    }
}

/// Goes at most once through each chunk, whatever number of buckets the page is made of.
fn gather(matches: &impl Matches, wanted: &mut [Wanted]) {
    let mut place_of = vec![usize::MAX; BUCKETS];
    for (place, wanted) in wanted.iter().enumerate() {
        place_of[wanted.bucket] = place;
    }
    let bounds = || wanted.iter().map(|wanted| durations_of(wanted.bucket));
    let shortest_s = bounds().map(|(shortest_s, _)| shortest_s).min().unwrap_or(i32::MAX);
    let longest_s = bounds().map(|(_, longest_s)| longest_s).max().unwrap_or(i32::MIN);
    for (at, (chunk, counts)) in matches.chunks().iter().zip(matches.durations()).enumerate() {
        let has = |wanted: &Wanted| !wanted.among(counts.matches(wanted.bucket)).is_empty();
        if wanted.iter().any(has) {
            let mut seen = vec![0; wanted.len()];
            // Most stretches have no call of these durations: a loop without a decision tells.
            let may_have = |rows: Range<usize>| {
                let within = |has: bool, s: &i32| has | ((shortest_s <= *s) & (*s <= longest_s));
                chunk.duration_s[rows].iter().fold(false, within)
            };
            for row in matches.matched()[at].rows_where(may_have) {
                let place = place_of[bucket(chunk.duration_s[row])];
                if place == usize::MAX {
                    continue;
                }
                if wanted[place].among(usize::MAX).contains(&seen[place]) {
                    wanted[place].rows.push((at, row));
                }
                seen[place] += 1;
            }
        }
        for wanted in wanted.iter_mut() {
            wanted.passed += counts.matches(wanted.bucket);
        }
    }
}
