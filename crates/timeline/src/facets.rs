//! How many calls each value of a field would leave, under all the other filters.

use crate::Marks;
use crate::chunk::{Chunk, NO_DURATION};
use crate::classes::{Classes, Lexicon};
use crate::mask::{
    AGENT, DIRECTION, DURATION, MASKS, PASSES, REVIEWED, SENTIMENT, STARRED, STATUS, TAG,
    passing_but,
};

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
    /// One count for each thing that a row can count for. Where it stands is computed and not
    /// decided: in a real account no processor can guess which filters the next row fails.
    cells: Vec<u32>,
    /// By mask.
    places: Box<[Place; MASKS]>,
    /// Rows that count for the facet, and those of them that are marked.
    starred: [u64; 2],
    reviewed: [u64; 2],
    tags: Vec<u64>,
}

/// Where rows of one mask are counted: from `first`, so many cells apart.
#[derive(Clone, Copy, Default)]
struct Place {
    first: usize,
    per_class: usize,
    per_slot: usize,
}

impl Place {
    const fn cell(self, class: usize, slot: usize) -> usize {
        self.first + class * self.per_class + slot * self.per_slot
    }
}

/// Duration classes and, last, no duration.
const SLOTS: usize = DURATION_CLASSES.len() + 1;
/// The fields that a class decides.
const CLASS_FIELDS: [u16; 4] = [DIRECTION, STATUS, AGENT, SENTIMENT];

fn slot(duration_s: i32) -> usize {
    let within: usize =
        DURATION_CLASSES[1..].iter().map(|lowest| usize::from(duration_s >= *lowest)).sum();
    if duration_s == NO_DURATION { SLOTS - 1 } else { within }
}

/// The places of all masks, and how many cells they need.
fn places(classes: usize) -> (Box<[Place; MASKS]>, usize) {
    let mut cells = 0;
    let mut place = |count: usize, per_class, per_slot| {
        cells += count;
        Place { first: cells - count, per_class, per_slot }
    };
    // Most rows fail several filters and count for nothing: these cells are not read.
    let mut places = Box::new([place(SLOTS, 0, 1); MASKS]);
    places[usize::from(PASSES)] = place(classes * SLOTS, SLOTS, 1);
    for field in CLASS_FIELDS {
        places[usize::from(field)] = place(classes, 1, 0);
    }
    places[usize::from(DURATION)] = place(SLOTS, 0, 1);
    (places, cells)
}

impl<'a> Counts<'a> {
    pub(crate) fn new(classes: &Classes, marks: Option<&'a Marks>) -> Self {
        let (places, cells) = places(classes.table.len());
        Self {
            marks,
            cells: vec![0; cells],
            places,
            starred: [0; 2],
            reviewed: [0; 2],
            tags: vec![0; marks.map_or(0, |marks| marks.tags.len())],
        }
    }

    pub(crate) fn add(&mut self, chunk: &Chunk, mask: &[u16]) {
        let rows = mask.iter().zip(&chunk.class).zip(&chunk.duration_s);
        for ((fails, class), duration_s) in rows {
            let place = self.places[usize::from(*fails) % MASKS];
            self.cells[place.cell(*class as usize, slot(*duration_s))] += 1;
        }
        self.add_marks(chunk, mask);
    }

    /// Few calls are marked: all are counted as not, then those that are move over.
    fn add_marks(&mut self, chunk: &Chunk, mask: &[u16]) {
        self.starred[1] += passing_but(mask, STARRED) as u64;
        self.reviewed[1] += passing_but(mask, REVIEWED) as u64;
        let Some(marks) = self.marks.filter(|marks| !marks.marked.is_empty()) else { return };
        for (fails, seq) in mask.iter().zip(&chunk.seq) {
            if !marks.marked.contains(*seq) {
                continue;
            }
            let moves = |bit: u16, is_marked| u64::from(fails & !bit == PASSES && is_marked);
            let starred = moves(STARRED, marks.starred.contains(*seq));
            let reviewed = moves(REVIEWED, marks.reviewed.contains(*seq));
            self.starred = [self.starred[0] + starred, self.starred[1] - starred];
            self.reviewed = [self.reviewed[0] + reviewed, self.reviewed[1] - reviewed];
            if fails & !TAG == PASSES {
                marks.tags_at(*seq).for_each(|tag| self.tags[tag as usize] += 1);
            }
        }
    }

    /// Adds what another thread has counted.
    pub(crate) fn join(&mut self, other: &Self) {
        self.cells.iter_mut().zip(&other.cells).for_each(|(ours, theirs)| *ours += theirs);
        let pairs = [
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
        let by_duration: [u64; SLOTS] = std::array::from_fn(|slot| {
            let passing = (0..classes.table.len()).map(|class| self.count(PASSES, class, slot));
            passing.sum::<u64>() + self.count(DURATION, 0, slot)
        });
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

    fn count(&self, mask: u16, class: usize, slot: usize) -> u64 {
        self.cells[self.places[usize::from(mask)].cell(class, slot)].into()
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
            let passing: u64 = (0..SLOTS).map(|slot| self.count(PASSES, code, slot)).sum();
            counts[words[field] as usize] += passing + self.count(CLASS_FIELDS[field], code, 0);
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
