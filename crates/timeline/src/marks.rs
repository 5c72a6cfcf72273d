//! A manager's marks on calls, by row. Most calls carry none.

use std::collections::HashMap;

use crate::SeqSet;

/// What one call is marked with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarksOf {
    /// It has a star.
    pub starred: bool,
    /// It was reviewed.
    pub reviewed: bool,
    /// It has a note.
    pub noted: bool,
    /// Its tags.
    pub tags: Vec<String>,
}

/// The marks of all calls.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    pub(crate) starred: SeqSet,
    pub(crate) reviewed: SeqSet,
    pub(crate) noted: SeqSet,
    pub(crate) tagged: SeqSet,
    /// Calls with any of these.
    pub(crate) marked: SeqSet,
    pub(crate) tags_of: HashMap<u32, Vec<u32>>,
    pub(crate) tags: Vec<String>,
    codes: HashMap<String, u32>,
}

impl Marks {
    /// Puts these marks in place of the call's own.
    pub fn set(&mut self, seq: u32, marks: &MarksOf) {
        for (set, on) in [
            (&mut self.starred, marks.starred),
            (&mut self.reviewed, marks.reviewed),
            (&mut self.noted, marks.noted),
            (&mut self.tagged, !marks.tags.is_empty()),
            (&mut self.marked, *marks != MarksOf::default()),
        ] {
            if on {
                set.insert(seq);
            } else {
                set.remove(seq);
            }
        }
        if marks.tags.is_empty() {
            self.tags_of.remove(&seq);
        } else {
            let codes = marks.tags.iter().map(|tag| self.code(tag)).collect();
            self.tags_of.insert(seq, codes);
        }
    }

    /// What the call is marked with.
    #[must_use]
    pub fn get(&self, seq: u32) -> MarksOf {
        MarksOf {
            starred: self.starred.contains(seq),
            reviewed: self.reviewed.contains(seq),
            noted: self.noted.contains(seq),
            tags: self.tags_at(seq).map(|code| self.tags[code as usize].clone()).collect(),
        }
    }

    pub(crate) fn tags_at(&self, seq: u32) -> impl Iterator<Item = u32> + '_ {
        self.tags_of.get(&seq).into_iter().flatten().copied()
    }

    fn code(&mut self, tag: &str) -> u32 {
        if let Some(code) = self.codes.get(tag) {
            return *code;
        }
        let code = u32::try_from(self.tags.len()).unwrap_or(u32::MAX);
        self.tags.push(tag.to_owned());
        self.codes.insert(tag.to_owned(), code);
        code
    }
}
