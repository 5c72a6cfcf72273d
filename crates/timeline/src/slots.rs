//! The words of a field that are counted one by one, and the rest that is counted as one: words
//! are whatever a server sends, and there may be as many as calls.

use std::cmp::Reverse;

use crate::classes::Lexicon;

/// Words of a field with figures of their own.
pub const TOP_WORDS: usize = 20;

/// Which words are counted together.
#[derive(Clone, Debug)]
pub(crate) struct Slots {
    /// The slot of each code.
    of_code: Vec<u32>,
    slots: Vec<Slot>,
}

/// What is counted in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slot {
    /// `None` for calls without a word, and for the others.
    pub(crate) value: Option<String>,
    /// All words without a slot of their own.
    pub(crate) others: bool,
}

impl Slots {
    /// One for each word.
    pub(crate) fn of_all(lexicon: &Lexicon) -> Self {
        let codes = u32::try_from(lexicon.codes()).unwrap_or(u32::MAX);
        Self {
            of_code: (0..codes).collect(),
            slots: (0..codes).map(|code| own(lexicon, code)).collect(),
        }
    }

    /// One for each of the words with most calls, and one for the others; `calls` by slot of
    /// [`Slots::of_all`].
    pub(crate) fn of_most(lexicon: &Lexicon, calls: &[u64]) -> Self {
        let mut codes: Vec<u32> = (0..).take(lexicon.codes()).collect();
        let count = |code: u32| calls.get(code as usize).copied().unwrap_or(0);
        codes.sort_by_key(|code| (Reverse(count(*code)), lexicon.text(*code)));
        codes.truncate(TOP_WORDS);
        let others = u32::try_from(codes.len()).unwrap_or(u32::MAX);
        let mut of_code = vec![others; lexicon.codes()];
        for (slot, code) in (0..).zip(&codes) {
            of_code[*code as usize] = slot;
        }
        let mut slots: Vec<Slot> = codes.iter().map(|code| own(lexicon, *code)).collect();
        slots.push(Slot { value: None, others: true });
        Self { of_code, slots }
    }

    /// Whether there are so many words that not each can have its own.
    pub(crate) const fn are_too_many(&self) -> bool {
        self.slots.len() > TOP_WORDS
    }

    pub(crate) fn of(&self, code: u32) -> u32 {
        self.of_code[code as usize]
    }

    pub(crate) fn slots(&self) -> &[Slot] {
        &self.slots
    }
}

fn own(lexicon: &Lexicon, code: u32) -> Slot {
    Slot { value: lexicon.text(code).map(str::to_owned), others: false }
}
