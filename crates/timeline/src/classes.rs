//! Calls that share direction, status, agent, sentiment and presence are of one class. There are
//! few classes, so that whatever depends on these fields is decided once for each of them.

use std::collections::HashMap;

use crate::Entry;

/// Words of one field, each with a code; code 0 stands for no word at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lexicon {
    pub(crate) texts: Vec<String>,
    codes: HashMap<String, u32>,
}

impl Lexicon {
    /// The code of `text`, new where it was never seen.
    fn code(&mut self, text: Option<&str>) -> u32 {
        let Some(text) = text else { return 0 };
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        self.texts.push(text.to_owned());
        let code = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.codes.insert(text.to_owned(), code);
        code
    }

    /// The word behind a code.
    pub(crate) fn text(&self, code: u32) -> Option<&str> {
        let place = (code as usize).checked_sub(1)?;
        self.texts.get(place).map(String::as_str)
    }

    /// Codes there are, that of no word included.
    pub(crate) fn codes(&self) -> usize {
        self.texts.len() + 1
    }

    pub(crate) fn from_texts(texts: Vec<String>) -> Self {
        let codes = (1..).zip(&texts).map(|(code, text)| (text.clone(), code)).collect();
        Self { texts, codes }
    }

    fn bytes(&self) -> usize {
        self.texts.iter().map(|text| 2 * (text.len() + size_of::<String>()) + 8).sum()
    }
}

/// One class, by the codes of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Class {
    pub(crate) direction: u32,
    pub(crate) status: u32,
    pub(crate) agent: u32,
    pub(crate) sentiment: u32,
    pub(crate) removed: bool,
}

/// Every class that occurs, and the words of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes {
    pub(crate) directions: Lexicon,
    pub(crate) statuses: Lexicon,
    pub(crate) agents: Lexicon,
    pub(crate) sentiments: Lexicon,
    pub(crate) table: Vec<Class>,
    codes: HashMap<Class, u32>,
}

impl Classes {
    /// The code of the entry's class, new where it was never seen.
    pub(crate) fn code(&mut self, entry: &Entry<'_>) -> u32 {
        let sentiment = entry.sentiment.map(str::to_ascii_lowercase);
        let class = Class {
            direction: self.directions.code(entry.direction),
            status: self.statuses.code(entry.status),
            agent: self.agents.code(entry.agent_id),
            sentiment: self.sentiments.code(sentiment.as_deref()),
            removed: entry.removed,
        };
        let next = u32::try_from(self.table.len()).unwrap_or(u32::MAX);
        *self.codes.entry(class).or_insert_with(|| {
            self.table.push(class);
            next
        })
    }

    pub(crate) fn from_parts(lexica: [Lexicon; 4], table: Vec<Class>) -> Self {
        let [directions, statuses, agents, sentiments] = lexica;
        let codes = (0..).zip(&table).map(|(code, class)| (*class, code)).collect();
        Self { directions, statuses, agents, sentiments, table, codes }
    }

    pub(crate) fn bytes(&self) -> usize {
        let lexica = [&self.directions, &self.statuses, &self.agents, &self.sentiments];
        let words: usize = lexica.iter().map(|lexicon| lexicon.bytes()).sum();
        words + self.table.len() * 2 * (size_of::<Class>() + 8)
    }
}
