//! How many calls each value of a field would leave, under all the other filters.

use crate::chunk::{Chunk, NO_DURATION};
use crate::classes::{Classes, Lexicon};
use crate::mask::{AGENT, DIRECTION, DURATION, PASSES, REVIEWED, SENTIMENT, STARRED, STATUS, TAG};
use crate::{Marks, SeqSet};

/// Lower ends of the duration classes, in seconds; each reaches up to the next, the last is open.
pub const DURATION_CLASSES: [i32; 5] = [0, 10, 60, 300, 900];

/// Counts by value; values that no call has are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// `None` stands for calls without a direction.
    pub direction: Vec<(Option<String>, u64)>,
    /// `None` stands for calls without a status.
    pub status: Vec<(Option<String>, u64)>,
    /// By agent id; `None` stands for calls without an agent. Most calls first.
    pub agent: Vec<(Option<String>, u64)>,
    /// In lower case; `None` stands for calls without a sentiment.
    pub sentiment: Vec<(Option<String>, u64)>,
    /// By [`DURATION_CLASSES`]; a negative duration counts in the first.
    pub duration: [u64; DURATION_CLASSES.len()],
    /// Calls without a duration.
    pub no_duration: u64,
    /// With a star, without one.
    pub starred: [u64; 2],
    /// Reviewed, not reviewed.
    pub reviewed: [u64; 2],
    /// By tag, most calls first.
    pub tags: Vec<(String, u64)>,
}

/// Counts while the columns are gone through.
pub(crate) struct Counts<'a> {
    marks: Option<&'a Marks>,
    /// Rows that pass everything, by class and duration class.
    passing: Vec<[u32; SLOTS]>,
    /// Rows that fail by one field alone, by class.
    by_class: [Vec<u32>; 4],
    by_duration: [u64; SLOTS],
    /// Rows that count for the facet, and those of them that are marked.
    starred: [u64; 2],
    reviewed: [u64; 2],
    tags: Vec<u64>,
}

/// Duration classes and, last, no duration.
const SLOTS: usize = DURATION_CLASSES.len() + 1;

fn slot(duration_s: i32) -> usize {
    if duration_s == NO_DURATION {
        return SLOTS - 1;
    }
    DURATION_CLASSES[1..].iter().map(|lowest| usize::from(duration_s >= *lowest)).sum()
}

impl<'a> Counts<'a> {
    pub(crate) fn new(classes: &Classes, marks: Option<&'a Marks>) -> Self {
        let count = classes.table.len();
        Self {
            marks,
            passing: vec![[0; SLOTS]; count],
            by_class: std::array::from_fn(|_| vec![0; count]),
            by_duration: [0; SLOTS],
            starred: [0; 2],
            reviewed: [0; 2],
            tags: vec![0; marks.map_or(0, |marks| marks.tags.len())],
        }
    }

    pub(crate) fn add(&mut self, chunk: &Chunk, mask: &[u16]) {
        for (at, fails) in mask.iter().enumerate() {
            match *fails {
                PASSES => {
                    let class = chunk.class[at] as usize;
                    self.passing[class][slot(chunk.duration_s[at])] += 1;
                }
                DIRECTION => self.by_class[0][chunk.class[at] as usize] += 1,
                STATUS => self.by_class[1][chunk.class[at] as usize] += 1,
                AGENT => self.by_class[2][chunk.class[at] as usize] += 1,
                SENTIMENT => self.by_class[3][chunk.class[at] as usize] += 1,
                DURATION => self.by_duration[slot(chunk.duration_s[at])] += 1,
                _ => {}
            }
        }
        self.add_marks(chunk, mask);
    }

    fn add_marks(&mut self, chunk: &Chunk, mask: &[u16]) {
        let Some(marks) = self.marks else {
            self.starred[1] += counted_for(mask, STARRED);
            self.reviewed[1] += counted_for(mask, REVIEWED);
            return;
        };
        let split = |bit: u16, set: &SeqSet| {
            let rows = mask.iter().zip(&chunk.seq);
            let set = rows.filter(|(fails, seq)| *fails & !bit == PASSES && set.contains(**seq));
            let marked = set.count() as u64;
            [marked, counted_for(mask, bit) - marked]
        };
        let (starred, reviewed) =
            (split(STARRED, &marks.starred), split(REVIEWED, &marks.reviewed));
        for side in 0..2 {
            self.starred[side] += starred[side];
            self.reviewed[side] += reviewed[side];
        }
        if marks.tags.is_empty() {
            return;
        }
        for (fails, seq) in mask.iter().zip(&chunk.seq) {
            if fails & !TAG == PASSES && marks.tagged.contains(*seq) {
                marks.tags_at(*seq).for_each(|tag| self.tags[tag as usize] += 1);
            }
        }
    }

    /// Adds what another thread has counted.
    pub(crate) fn join(&mut self, other: &Self) {
        for (ours, theirs) in self.passing.iter_mut().zip(&other.passing) {
            ours.iter_mut().zip(theirs).for_each(|(ours, theirs)| *ours += theirs);
        }
        for (ours, theirs) in self.by_class.iter_mut().zip(&other.by_class) {
            ours.iter_mut().zip(theirs).for_each(|(ours, theirs)| *ours += theirs);
        }
        let pairs = [
            (&mut self.by_duration[..], &other.by_duration[..]),
            (&mut self.starred[..], &other.starred[..]),
            (&mut self.reviewed[..], &other.reviewed[..]),
            (&mut self.tags[..], &other.tags[..]),
        ];
        for (ours, theirs) in pairs {
            ours.iter_mut().zip(theirs).for_each(|(ours, theirs)| *ours += theirs);
        }
    }

    pub(crate) fn facets(&self, classes: &Classes) -> Facets {
        let lexica = [&classes.directions, &classes.statuses, &classes.agents, &classes.sentiments];
        let [direction, status, agent, sentiment] =
            std::array::from_fn(|field| self.by_word(field, lexica[field], classes));
        let mut by_duration = self.by_duration;
        for slots in &self.passing {
            by_duration.iter_mut().zip(slots).for_each(|(sum, count)| *sum += u64::from(*count));
        }
        let mut facets = Facets {
            direction,
            status,
            agent,
            sentiment,
            no_duration: by_duration[SLOTS - 1],
            starred: self.starred,
            reviewed: self.reviewed,
            tags: self.by_tag(),
            ..Facets::default()
        };
        facets.duration.copy_from_slice(&by_duration[..SLOTS - 1]);
        facets
    }

    fn by_word(
        &self,
        field: usize,
        lexicon: &Lexicon,
        classes: &Classes,
    ) -> Vec<(Option<String>, u64)> {
        let mut counts = vec![0_u64; lexicon.codes()];
        for (code, class) in classes.table.iter().enumerate() {
            let words = [class.direction, class.status, class.agent, class.sentiment];
            let passing: u64 = self.passing[code].iter().map(|count| u64::from(*count)).sum();
            counts[words[field] as usize] += passing + u64::from(self.by_class[field][code]);
        }
        let word = |code: u32| lexicon.text(code).map(str::to_owned);
        let occurring = (0..).zip(counts).filter(|(_, count)| *count > 0);
        let mut values: Vec<_> = occurring.map(|(code, count)| (word(code), count)).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values
    }

    fn by_tag(&self) -> Vec<(String, u64)> {
        let names = self.marks.map_or(&[][..], |marks| &marks.tags);
        let counted = names.iter().cloned().zip(self.tags.iter().copied());
        let mut tags: Vec<_> = counted.filter(|(_, count)| *count > 0).collect();
        tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        tags
    }
}

/// Rows that pass all filters but perhaps that of `bit`.
fn counted_for(mask: &[u16], bit: u16) -> u64 {
    mask.iter().filter(|fails| **fails & !bit == PASSES).count() as u64
}
