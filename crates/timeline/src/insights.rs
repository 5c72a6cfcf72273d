//! All figures of the insights screen in one pass over the columns.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use crate::chunk::{Chunk, NO_DURATION};
use crate::classes::{Class, Classes};
use crate::durations::Durations;
use crate::fields::{Fields, OtherParty};
use crate::figures::{ENDED, NEGATIVE, Tally, Trend};
use crate::mask::PASSES;
use crate::offsets::WEEK_HOURS;
use crate::predicate::Predicate;
use crate::slots::Slots;
use crate::timeline::ROWS_FOR_TWO;
use crate::{Figures, FiguresOf, Timeline};

impl Timeline {
    /// Counts everything there is to say about the calls that match.
    #[must_use]
    pub fn insights(&self, of: &FiguresOf<'_>) -> Figures {
        let predicate = Predicate::new(of.filter, &of.narrowed, &self.classes, &self.numbers);
        let fields = Fields::new(&self.classes);
        let (from_us, to_us) = predicate.between_us();
        let newer = self.chunks.partition_point(|chunk| chunk.oldest_us() > to_us);
        let reaching = self.chunks.partition_point(|chunk| chunk.newest_us() >= from_us);
        let chunks = &self.chunks[newer..reaching.max(newer)];
        let pass = Pass { timeline: self, predicate: &predicate, fields: &fields, of };
        let Some(fields) = pass.narrower_fields(chunks) else {
            return pass.run(chunks).figures(pass);
        };
        let pass = Pass { fields: &fields, ..pass };
        pass.run(chunks).figures(pass)
    }
}

#[derive(Clone, Copy)]
struct Pass<'a> {
    timeline: &'a Timeline,
    predicate: &'a Predicate<'a>,
    fields: &'a Fields,
    of: &'a FiguresOf<'a>,
}

impl Pass<'_> {
    fn run(self, chunks: &[Arc<Chunk>]) -> Counts {
        let rows: usize = chunks.iter().map(|chunk| chunk.rows()).sum();
        if rows < ROWS_FOR_TWO {
            return self.over(chunks);
        }
        let (newer, older) = chunks.split_at(chunks.len().div_ceil(2));
        std::thread::scope(|scope| {
            let older = scope.spawn(move || self.over(older));
            let mut counts = self.over(newer);
            // A thread that panicked would have been a defect here as well.
            counts.join(&older.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            counts
        })
    }

    /// Counts for each pair in each bucket would fill the memory where a server sends words without
    /// end. Then one pass finds those with most calls, and the others are counted as one.
    fn narrower_fields(self, chunks: &[Arc<Chunk>]) -> Option<Fields> {
        let Fields { statuses, sentiments, .. } = self.fields;
        if !statuses.are_too_many() && !sentiments.are_too_many() {
            return None;
        }
        let of = &FiguresOf { edges_us: &[], ..*self.of };
        let counts = Pass { of, ..self }.run(chunks);
        let classes = &*self.timeline.classes;
        let by_word = |slots: &Slots, code: fn(&Class) -> u32| {
            let mut calls = vec![0; slots.slots().len()];
            for (class, sums) in classes.table.iter().zip(&counts.classes) {
                calls[slots.of(code(class)) as usize] += sums.calls;
            }
            calls
        };
        let statuses = Slots::of_most(&classes.statuses, &by_word(statuses, |class| class.status));
        let by_sentiment = by_word(sentiments, |class| class.sentiment);
        let sentiments = Slots::of_most(&classes.sentiments, &by_sentiment);
        Some(Fields::with(classes, statuses, sentiments))
    }

    fn over(self, chunks: &[Arc<Chunk>]) -> Counts {
        let mut counts = Counts::new(self);
        let mut mask = Vec::new();
        for chunk in chunks {
            self.predicate.fill(chunk, &mut mask);
            counts.add(chunk, &mask, self);
        }
        counts
    }

    /// The bucket that holds an instant, and from when on it does, or none does.
    fn bucket(self, us: i64) -> (Option<usize>, i64) {
        let edges_us = self.of.edges_us;
        let begun = edges_us.partition_point(|edge_us| *edge_us <= us);
        let Some(last) = begun.checked_sub(1) else { return (None, i64::MIN) };
        ((begun < edges_us.len()).then_some(last), edges_us[last])
    }

    fn buckets(self) -> usize {
        self.of.edges_us.len().saturating_sub(1)
    }
}

/// Sums of one class.
#[derive(Clone, Copy, Debug, Default)]
struct ClassSums {
    calls: u64,
    with_duration: u64,
    duration_s: i64,
}

/// What one thread counts.
struct Counts {
    newest_and_oldest_us: Option<(i64, i64)>,
    classes: Vec<ClassSums>,
    durations: Durations,
    hours: [u64; WEEK_HOURS],
    /// Bucket by bucket, the counts of each pair; last, those of calls in no bucket.
    series: Vec<u32>,
    /// By number code; at 0, calls without the other party's number.
    numbers: Vec<u32>,
}

impl Counts {
    fn new(pass: Pass<'_>) -> Self {
        Self {
            newest_and_oldest_us: None,
            classes: vec![ClassSums::default(); pass.timeline.classes.table.len()],
            durations: Durations::new(),
            hours: [0; WEEK_HOURS],
            series: vec![0; (pass.buckets() + 1) * pass.fields.pairs.len()],
            numbers: vec![0; pass.timeline.numbers.codes()],
        }
    }

    /// Rows are in time order, so that those of one hour and one bucket stand together.
    fn add(&mut self, chunk: &Chunk, mask: &[u16], pass: Pass<'_>) {
        let passes = |fails: &u16| *fails == PASSES;
        let Some(first) = mask.iter().position(passes) else { return };
        let end = mask.iter().rposition(passes).map_or(first, |last| last + 1);
        let (newest_us, oldest_us) = (chunk.created_at_us[first], chunk.created_at_us[end - 1]);
        let newest_us = self.newest_and_oldest_us.map_or(newest_us, |(newest_us, _)| newest_us);
        self.newest_and_oldest_us = Some((newest_us, oldest_us));
        let mut at = first;
        while at < end {
            let us = chunk.created_at_us[at];
            let (hour, hour_began_us) = pass.of.offsets.hour_of_week(us);
            let (bucket, bucket_began_us) = pass.bucket(us);
            let since_us = hour_began_us.max(bucket_began_us);
            let rest = &chunk.created_at_us[at..end];
            let length = rest.iter().position(|us| *us < since_us).unwrap_or(rest.len());
            let bucket = bucket.unwrap_or(pass.buckets());
            self.hours[hour] += self.add_run(chunk, mask, at..at + length, bucket, pass.fields);
            at += length;
        }
    }

    /// Counts rows of one bucket; returns how many matched.
    fn add_run(
        &mut self,
        chunk: &Chunk,
        mask: &[u16],
        run: Range<usize>,
        bucket: usize,
        fields: &Fields,
    ) -> u64 {
        let width = fields.pairs.len();
        let series = &mut self.series[bucket * width..][..width];
        let mut matched = 0;
        for at in run {
            if mask[at] != PASSES {
                continue;
            }
            matched += 1;
            let class = chunk.class[at] as usize;
            let (sums, duration_s) = (&mut self.classes[class], chunk.duration_s[at]);
            sums.calls += 1;
            if duration_s != NO_DURATION {
                sums.with_duration += 1;
                sums.duration_s += i64::from(duration_s);
                self.durations.add(duration_s);
            }
            series[fields.pair[class] as usize] += 1;
            let number = match fields.other_party[class] {
                OtherParty::From => chunk.from[at],
                OtherParty::To => chunk.to[at],
                OtherParty::Unknown => 0,
            };
            self.numbers[number as usize] += 1;
        }
        matched
    }

    /// Adds what another thread has counted of older calls.
    fn join(&mut self, older: &Self) {
        self.newest_and_oldest_us = match (self.newest_and_oldest_us, older.newest_and_oldest_us) {
            (Some((newest_us, _)), Some((_, oldest_us))) => Some((newest_us, oldest_us)),
            (ours, theirs) => ours.or(theirs),
        };
        for (ours, theirs) in self.classes.iter_mut().zip(&older.classes) {
            ours.calls += theirs.calls;
            ours.with_duration += theirs.with_duration;
            ours.duration_s += theirs.duration_s;
        }
        self.durations.join(&older.durations);
        self.hours.iter_mut().zip(&older.hours).for_each(|(ours, theirs)| *ours += theirs);
        self.series.iter_mut().zip(&older.series).for_each(|(ours, theirs)| *ours += theirs);
        self.numbers.iter_mut().zip(&older.numbers).for_each(|(ours, theirs)| *ours += theirs);
    }

    fn figures(mut self, pass: Pass<'_>) -> Figures {
        let Pass { timeline, fields, .. } = pass;
        let classes = &*timeline.classes;
        let by_class = self.tallies(classes);
        let mut tally = Tally::default();
        by_class.iter().for_each(|more| tally.add(more));
        let mut hours = [[0; 24]; 7];
        hours.as_flattened_mut().copy_from_slice(&self.hours);
        Figures {
            tally,
            newest_and_oldest_us: self.newest_and_oldest_us,
            median_s: self.durations.at(5),
            p90_s: self.durations.at(9),
            hours,
            statuses: self.trends(&fields.statuses, fields, |(status, _)| status),
            sentiments: self.trends(&fields.sentiments, fields, |(_, sentiment)| sentiment),
            agents: by_agent(&by_class, classes),
            numbers: timeline.numbers.most_frequent(&self.numbers),
        }
    }

    fn tallies(&self, classes: &Classes) -> Vec<Tally> {
        let tally = |(class, sums): (&Class, &ClassSums)| {
            let calls_if = |holds: bool| if holds { sums.calls } else { 0 };
            let status = classes.statuses.text(class.status);
            let sentiment = classes.sentiments.text(class.sentiment);
            Tally {
                calls: sums.calls,
                answered: calls_if(status == Some(ENDED[0])),
                ended: calls_if(status.is_some_and(|status| ENDED.contains(&status))),
                with_duration: sums.with_duration,
                duration_s: sums.duration_s,
                with_sentiment: calls_if(sentiment.is_some()),
                negative: calls_if(sentiment == Some(NEGATIVE)),
            }
        };
        classes.table.iter().zip(&self.classes).map(tally).collect()
    }

    /// The words of one field; `of` takes its slot out of a pair.
    fn trends(&self, slots: &Slots, fields: &Fields, of: impl Fn((u32, u32)) -> u32) -> Vec<Trend> {
        let width = fields.pairs.len().max(1);
        let buckets = (self.series.len() / width).saturating_sub(1);
        let mut trends: Vec<Option<Trend>> = vec![None; slots.slots().len()];
        for (at, count) in self.series.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (bucket, slot) = (at / width, of(fields.pairs[at % width]) as usize);
            let trend = trends[slot].get_or_insert_with(|| Trend {
                value: slots.slots()[slot].value.clone(),
                others: slots.slots()[slot].others,
                calls: 0,
                counts: vec![0; buckets],
            });
            trend.calls += u64::from(*count);
            if let Some(counted) = trend.counts.get_mut(bucket) {
                *counted += u64::from(*count);
            }
        }
        let mut trends: Vec<Trend> = trends.into_iter().flatten().collect();
        trends.sort_by_key(|trend| (trend.others, Reverse(trend.calls), trend.value.clone()));
        trends
    }
}

fn by_agent(by_class: &[Tally], classes: &Classes) -> Vec<(Option<String>, Tally)> {
    let mut agents = vec![Tally::default(); classes.agents.codes()];
    for (class, tally) in classes.table.iter().zip(by_class) {
        agents[class.agent as usize].add(tally);
    }
    let name = |code: u32| classes.agents.text(code).map(str::to_owned);
    let occurring = (0..).zip(agents).filter(|(_, tally)| tally.calls > 0);
    let mut agents: Vec<_> = occurring.map(|(code, tally)| (name(code), tally)).collect();
    agents.sort_by(|a, b| b.1.calls.cmp(&a.1.calls).then_with(|| a.0.cmp(&b.0)));
    agents
}
