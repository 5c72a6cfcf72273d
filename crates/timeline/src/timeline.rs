//! The snapshot itself: how it is made, changed and asked.

use std::sync::Arc;

use offhook_model::{Filter, Sort};

use crate::answer::Answer;
use crate::chunk::{CHUNK_ROWS, Chunk, Row};
use crate::classes::{Classes, Lexicon};
use crate::facets::Counts;
use crate::mask::{TIME, passing_but};
use crate::matched::Matched;
use crate::numbers::Numbers;
use crate::order::{self, DurationCounts, Matches};
use crate::predicate::Predicate;
use crate::{Entry, Narrowed, Question};

/// Rows from which on a second thread pays.
pub(crate) const ROWS_FOR_TWO: usize = if cfg!(test) { 40 } else { 150_000 };

/// An immutable snapshot of all calls. Cheap to clone; a changed one shares what did not change.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    pub(crate) chunks: Vec<Arc<Chunk>>,
    pub(crate) classes: Arc<Classes>,
    pub(crate) numbers: Arc<Numbers>,
}

impl Timeline {
    /// A timeline of no calls.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The timeline of `entries`, which come in list order: `created_at` descending, then id.
    pub fn from_entries<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let mut builder = TimelineBuilder::default();
        for entry in entries {
            builder.push(&entry);
        }
        builder.finish()
    }

    /// A new snapshot in which every call at any of `instants` is replaced by `entries`: all the
    /// calls that are now at these instants, in list order. The old snapshot stays as it is.
    #[must_use]
    pub fn replaced<'a>(
        &self,
        instants: &[i64],
        entries: impl IntoIterator<Item = Entry<'a>>,
    ) -> Self {
        let mut instants = instants.to_vec();
        instants.sort_unstable_by(|a, b| b.cmp(a));
        instants.dedup();
        let (mut classes, mut numbers) = (Arc::clone(&self.classes), Arc::clone(&self.numbers));
        let rows = new_rows(entries, &mut classes, &mut numbers);
        let mut chunks = Vec::with_capacity(self.chunks.len() + 1);
        let (mut instants, mut rows) = (instants.as_slice(), rows.as_slice());
        for (at, chunk) in self.chunks.iter().enumerate() {
            // An instant belongs to the first chunk that reaches down to it, or to the last.
            let reaches_us = if at + 1 == self.chunks.len() { i64::MIN } else { chunk.oldest_us() };
            let (mine, others) =
                instants.split_at(instants.partition_point(|us| *us >= reaches_us));
            let (my_rows, other_rows) =
                rows.split_at(rows.partition_point(|row| row.created_at_us >= reaches_us));
            (instants, rows) = (others, other_rows);
            if mine.is_empty() {
                chunks.push(Arc::clone(chunk));
            } else {
                let edited = edited(chunk, mine, my_rows);
                chunks.extend(split(edited, at == 0).into_iter().map(Arc::new));
            }
        }
        if self.chunks.is_empty() {
            let edited = edited(&Chunk::default(), instants, rows);
            chunks.extend(split(edited, false).into_iter().map(Arc::new));
        }
        Self { chunks, classes, numbers }
    }

    /// Calls in it, removed ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.rows()).sum()
    }

    /// Whether there is no call at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Memory it holds, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let columns: usize = self.chunks.iter().map(|chunk| chunk.bytes()).sum();
        columns + self.classes.bytes() + self.numbers.bytes()
    }

    /// `created_at` of the newest and the oldest call, removed ones included, UTC microseconds.
    #[must_use]
    pub fn ends_us(&self) -> Option<(i64, i64)> {
        let (newest, oldest) = self.chunks.first().zip(self.chunks.last())?;
        Some((newest.newest_us(), oldest.oldest_us()))
    }

    /// `created_at` of the `count` newest calls that are not removed, and of the `count` oldest,
    /// each from the outside in, UTC microseconds.
    #[must_use]
    pub fn outermost_us(&self, count: usize) -> (Vec<i64>, Vec<i64>) {
        let listed = |chunk: &Chunk, row: usize| {
            let class = self.classes.table[chunk.class[row] as usize];
            (!class.removed).then_some(chunk.created_at_us[row])
        };
        let newest = self
            .chunks
            .iter()
            .flat_map(|chunk| (0..chunk.rows()).filter_map(move |row| listed(chunk, row)));
        let oldest =
            self.chunks.iter().rev().flat_map(|chunk| {
                (0..chunk.rows()).rev().filter_map(move |row| listed(chunk, row))
            });
        (newest.take(count).collect(), oldest.take(count).collect())
    }

    /// `created_at` of the newest and the oldest call that is not removed, UTC microseconds.
    #[must_use]
    pub fn newest_and_oldest_us(&self) -> Option<(i64, i64)> {
        let (newest, oldest) = self.outermost_us(1);
        newest.first().copied().zip(oldest.first().copied())
    }

    /// The agents of calls that are not removed, with their numbers of calls, most first.
    #[must_use]
    pub fn agents(&self) -> Vec<(String, u64)> {
        let everything = Filter::everything();
        let question = Question {
            filter: &everything,
            narrowed: Narrowed::default(),
            facets: true,
            edges_us: &[],
        };
        let agents = self.ask(&question).facets.unwrap_or_default().agent;
        agents.into_iter().filter_map(|(id, calls)| Some((id?, calls))).collect()
    }

    /// Whether any call, removed or not, has exactly this status.
    #[must_use]
    pub fn has_status(&self, word: &str) -> bool {
        self.has(|classes| &classes.statuses, word)
    }

    /// Whether any call, removed or not, has exactly this direction.
    #[must_use]
    pub fn has_direction(&self, word: &str) -> bool {
        self.has(|classes| &classes.directions, word)
    }

    /// Words are only ever added, and each stands for calls that were there once.
    fn has(&self, lexicon: impl Fn(&Classes) -> &Lexicon, word: &str) -> bool {
        lexicon(&self.classes).texts.iter().any(|text| text == word)
    }

    /// Everything about one question, in one pass.
    #[must_use]
    pub fn ask(&self, question: &Question<'_>) -> Answer {
        let Question { filter, narrowed, facets, edges_us } = *question;
        let predicate = Predicate::new(filter, &narrowed, &self.classes, &self.numbers);
        let by_duration = matches!(filter.sort, Sort::Longest | Sort::Shortest);
        let pass =
            Pass { timeline: self, predicate: &predicate, narrowed, facets, edges_us, by_duration };
        let counted = pass.run();
        let matches =
            Matching { timeline: self, matched: &counted.matched, durations: &counted.durations };
        let seqs = order::page(&matches, filter.sort, filter.offset, filter.limit);
        Answer {
            total: matches.total() as u64,
            seqs,
            facets: counted.facets.map(|counts| counts.facets(&self.classes)),
            histogram: counted.histogram,
        }
    }

    /// The rows of all calls that match, in the filter's order; limit and offset are passed over.
    #[must_use]
    pub fn all(&self, filter: &Filter, narrowed: &Narrowed<'_>) -> Vec<u32> {
        let predicate = Predicate::new(filter, narrowed, &self.classes, &self.numbers);
        let pass = Pass {
            timeline: self,
            predicate: &predicate,
            narrowed: *narrowed,
            facets: false,
            edges_us: &[],
            by_duration: false,
        };
        let matched = pass.run().matched;
        let matches = Matching { timeline: self, matched: &matched, durations: &[] };
        order::all(&matches, filter.sort)
    }
}

/// Makes a timeline of entries that come one by one, in list order.
#[derive(Debug, Default)]
pub struct TimelineBuilder {
    timeline: Timeline,
    chunk: Chunk,
}

impl TimelineBuilder {
    /// Adds the next entry.
    pub fn push(&mut self, entry: &Entry<'_>) {
        let classes = Arc::make_mut(&mut self.timeline.classes);
        let row = Row::of(entry, classes, Arc::make_mut(&mut self.timeline.numbers));
        if self.chunk.is_full_before(&row) {
            self.close();
        }
        self.chunk.push(row);
    }

    fn close(&mut self) {
        let mut chunk = std::mem::take(&mut self.chunk);
        chunk.shrink();
        self.timeline.chunks.push(Arc::new(chunk));
    }

    /// The timeline of everything that was added.
    #[must_use]
    pub fn finish(mut self) -> Timeline {
        if self.chunk.rows() > 0 {
            self.close();
        }
        self.timeline
    }
}

/// The entries as rows; words and numbers never seen are added to copies of the dictionaries.
fn new_rows<'a>(
    entries: impl IntoIterator<Item = Entry<'a>>,
    classes: &mut Arc<Classes>,
    numbers: &mut Arc<Numbers>,
) -> Vec<Row> {
    let row = |entry: Entry<'a>| Row::of(&entry, Arc::make_mut(classes), Arc::make_mut(numbers));
    entries.into_iter().map(row).collect()
}

/// A chunk without its calls at `instants` and with `rows` in their place; all newest first.
fn edited(chunk: &Chunk, instants: &[i64], rows: &[Row]) -> Chunk {
    let mut edited = Chunk::default();
    let (mut instants, mut rows) = (instants.iter().peekable(), rows.iter().peekable());
    for at in 0..chunk.rows() {
        let row = chunk.row(at);
        while instants.next_if(|us| **us > row.created_at_us).is_some() {}
        if instants.peek() == Some(&&row.created_at_us) {
            continue;
        }
        while let Some(new) = rows.next_if(|new| new.created_at_us > row.created_at_us) {
            edited.push(*new);
        }
        edited.push(row);
    }
    rows.for_each(|new| edited.push(*new));
    edited
}

/// Cuts what has grown too long into chunks, at the end where it is likely to grow further.
fn split(mut chunk: Chunk, at_head: bool) -> Vec<Chunk> {
    if chunk.rows() == 0 {
        return Vec::new();
    }
    if chunk.rows() <= CHUNK_ROWS {
        chunk.shrink();
        return vec![chunk];
    }
    let mut parts = vec![Chunk::default()];
    let mut room = if at_head { chunk.rows() % CHUNK_ROWS } else { CHUNK_ROWS };
    for at in 0..chunk.rows() {
        let row = chunk.row(at);
        if let Some(last) = parts.last_mut()
            && (last.rows() < room || last.oldest_us() == row.created_at_us)
        {
            last.push(row);
            continue;
        }
        room = CHUNK_ROWS;
        let mut next = Chunk::default();
        next.push(row);
        parts.push(next);
    }
    parts.iter_mut().for_each(Chunk::shrink);
    parts.retain(|part| part.rows() > 0);
    parts
}

/// One pass over the columns.
#[derive(Clone, Copy)]
struct Pass<'a> {
    timeline: &'a Timeline,
    predicate: &'a Predicate<'a>,
    narrowed: Narrowed<'a>,
    facets: bool,
    edges_us: &'a [i64],
    /// Whether the page is by duration.
    by_duration: bool,
}

/// What a pass has counted.
struct Counted<'a> {
    matched: Vec<Matched>,
    /// Matches of each chunk by duration, where the page is by duration.
    durations: Vec<DurationCounts>,
    facets: Option<Counts<'a>>,
    histogram: Vec<u64>,
}

impl<'a> Pass<'a> {
    fn run(self) -> Counted<'a> {
        let chunks = &self.timeline.chunks[..];
        if self.timeline.len() < ROWS_FOR_TWO {
            return self.over(chunks);
        }
        let (first, second) = chunks.split_at(chunks.len().div_ceil(2));
        let (mut first, second) = std::thread::scope(|scope| {
            let second = scope.spawn(move || self.over(second));
            let first = self.over(first);
            // A thread that panicked would have been a defect here as well.
            (first, second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        first.matched.extend(second.matched);
        first.durations.extend(second.durations);
        if let (Some(ours), Some(theirs)) = (&mut first.facets, &second.facets) {
            ours.join(theirs);
        }
        first.histogram.iter_mut().zip(second.histogram).for_each(|(ours, more)| *ours += more);
        first
    }

    fn over(self, chunks: &[Arc<Chunk>]) -> Counted<'a> {
        let classes = &self.timeline.classes;
        let mut counted = Counted {
            matched: Vec::with_capacity(chunks.len()),
            durations: Vec::new(),
            facets: self.facets.then(|| Counts::new(classes, self.narrowed.marks)),
            histogram: vec![0; self.edges_us.len().saturating_sub(1)],
        };
        let mut mask = Vec::new();
        for chunk in chunks {
            self.predicate.fill(chunk, &mut mask);
            let matched = Matched::of(&mask);
            if self.by_duration {
                counted.durations.push(DurationCounts::of(chunk, &mask, &matched));
            }
            counted.matched.push(matched);
            if let Some(counts) = &mut counted.facets {
                counts.add(chunk, &mask);
            }
            if !counted.histogram.is_empty() {
                add_to_histogram(&mut counted.histogram, self.edges_us, chunk, &mask);
            }
        }
        counted
    }
}

/// Rows are in time order, so that each bucket is a run of them.
fn add_to_histogram(histogram: &mut [u64], edges_us: &[i64], chunk: &Chunk, mask: &[u16]) {
    // Buckets before and after the chunk have nothing of it.
    let first = edges_us.partition_point(|us| *us <= chunk.oldest_us()).saturating_sub(1);
    let mut end = chunk.rows_since(edges_us[first]);
    let buckets = histogram.iter_mut().zip(&edges_us[1..]).skip(first);
    for (count, upper_us) in buckets {
        let start = chunk.rows_since(*upper_us).min(end);
        *count += passing_but(&mask[start..end], TIME) as u64;
        end = start;
        if end == 0 {
            break;
        }
    }
}

/// The rows that match, for finding a page among them.
struct Matching<'a> {
    timeline: &'a Timeline,
    matched: &'a [Matched],
    durations: &'a [DurationCounts],
}

impl Matches for Matching<'_> {
    fn chunks(&self) -> &[Arc<Chunk>] {
        &self.timeline.chunks
    }

    fn matched(&self) -> &[Matched] {
        self.matched
    }

    fn durations(&self) -> &[DurationCounts] {
        self.durations
    }
}
