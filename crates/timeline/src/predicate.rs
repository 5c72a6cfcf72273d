//! A question made ready for the columns: words become codes, and whatever depends on a class or a
//! number alone is decided once for each.

use offhook_model::Filter;

use crate::chunk::{Chunk, NO_DURATION};
use crate::classes::{Class, Classes, Lexicon};
use crate::mask::{
    AGENT, DIRECTION, DURATION, OTHER, REVIEWED, SENTIMENT, STARRED, STATUS, TAG, TIME,
};
use crate::numbers::Numbers;
use crate::weekly::WeeklyTest;
use crate::{Marks, Narrowed, SeqSet, TermMatch};

pub(crate) struct Predicate<'a> {
    fails_by_class: Vec<u16>,
    /// Inclusive.
    between_us: Option<(i64, i64)>,
    /// Inclusive.
    lasting_s: Option<(i32, i32)>,
    numbers: Vec<NumberTest>,
    terms: Vec<TermTest<'a>>,
    flags: Vec<FlagTest<'a>>,
    tags: Vec<TagTest<'a>>,
    weekly: Option<WeeklyTest<'a>>,
}

/// Which numbers will do, on which side.
struct NumberTest {
    codes: Codes,
    from: bool,
    to: bool,
}

/// A set of number codes; a few are compared one by one, which is several times as fast.
enum Codes {
    One(u32),
    Many(SeqSet),
}

struct TermTest<'a> {
    seqs: Option<&'a SeqSet>,
    numbers: Option<SeqSet>,
    by_class: Option<Vec<bool>>,
    negated: bool,
}

struct FlagTest<'a> {
    set: Option<&'a SeqSet>,
    wanted: bool,
    fails: u16,
}

struct TagTest<'a> {
    marks: Option<&'a Marks>,
    wanted: Vec<u32>,
}

impl<'a> Predicate<'a> {
    pub(crate) fn new(
        filter: &Filter,
        narrowed: &Narrowed<'a>,
        classes: &Classes,
        numbers: &Numbers,
    ) -> Self {
        Self {
            fails_by_class: fails_by_class(filter, classes),
            between_us: between_us(filter),
            lasting_s: lasting_s(filter),
            numbers: number_tests(filter, numbers),
            terms: narrowed
                .terms
                .iter()
                .map(|term| TermTest::new(term, classes, numbers))
                .collect(),
            flags: flag_tests(filter, narrowed.marks),
            tags: TagTest::all(filter, narrowed.marks),
            weekly: WeeklyTest::new(filter, narrowed.offsets),
        }
    }

    /// The earliest and the latest instant at which a call can match, UTC microseconds.
    pub(crate) fn between_us(&self) -> (i64, i64) {
        self.between_us.unwrap_or((i64::MIN, i64::MAX))
    }

    /// Writes which filters each row of the chunk fails.
    pub(crate) fn fill(&self, chunk: &Chunk, mask: &mut Vec<u16>) {
        mask.clear();
        mask.extend(chunk.class.iter().map(|class| self.fails_by_class[*class as usize]));
        if let Some((from_us, to_us)) = self.between_us {
            let within = chunk.rows_between(from_us, to_us);
            mask[..within.start].iter_mut().for_each(|fails| *fails |= TIME);
            mask[within.end..].iter_mut().for_each(|fails| *fails |= TIME);
        }
        if let Some((shortest, longest)) = self.lasting_s {
            for (fails, duration_s) in mask.iter_mut().zip(&chunk.duration_s) {
                let outside = *duration_s < shortest || *duration_s > longest;
                *fails |= u16::from(outside) * DURATION;
            }
        }
        self.numbers.iter().for_each(|test| test.fill(chunk, mask));
        self.terms.iter().for_each(|term| term.fill(chunk, mask));
        for FlagTest { set, wanted, fails: bit } in &self.flags {
            for (fails, seq) in mask.iter_mut().zip(&chunk.seq) {
                let is_set = set.is_some_and(|set| set.contains(*seq));
                *fails |= u16::from(is_set != *wanted) * bit;
            }
        }
        self.tags.iter().for_each(|tags| tags.fill(chunk, mask));
        if let Some(weekly) = &self.weekly {
            weekly.fill(chunk, mask);
        }
    }
}

fn fails_by_class(filter: &Filter, classes: &Classes) -> Vec<u16> {
    let directions = allowed(&classes.directions, None, &[&filter.direction], str::eq);
    let lists = [&filter.status, &filter.statuses];
    let statuses = allowed(&classes.statuses, filter.with_status, &lists, str::eq);
    let lists = [&filter.agent_id, &filter.agent_ids];
    let agents = allowed(&classes.agents, filter.with_agent, &lists, str::eq);
    let (lists, same) = ([&filter.sentiment], |a: &str, b: &str| a.eq_ignore_ascii_case(b));
    let sentiments = allowed(&classes.sentiments, filter.with_sentiment, &lists, same);
    let fails = |class: &Class| {
        let mut fails = 0;
        for (is_allowed, bit) in [
            (directions[class.direction as usize], DIRECTION),
            (statuses[class.status as usize], STATUS),
            (agents[class.agent as usize], AGENT),
            (sentiments[class.sentiment as usize], SENTIMENT),
            (class.removed == filter.removed && !filter.nothing, OTHER),
        ] {
            fails |= u16::from(!is_allowed) * bit;
        }
        fails
    };
    classes.table.iter().map(fails).collect()
}

/// For each code whether every non-empty list has its word, and whether it has a word at all.
fn allowed(
    lexicon: &Lexicon,
    with_word: Option<bool>,
    lists: &[&Vec<String>],
    same: impl Fn(&str, &str) -> bool,
) -> Vec<bool> {
    let is_allowed = |code: u32| {
        let word = lexicon.text(code);
        let has = |list: &Vec<String>, word| list.iter().any(|wanted| same(wanted, word));
        let mut lists = lists.iter().filter(|list| !list.is_empty());
        with_word.is_none_or(|with| with == word.is_some())
            && lists.all(|list| word.is_some_and(|word| has(list, word)))
    };
    (0..u32::try_from(lexicon.codes()).unwrap_or(u32::MAX)).map(is_allowed).collect()
}

fn between_us(filter: &Filter) -> Option<(i64, i64)> {
    if filter.from.is_none() && filter.to.is_none() {
        return None;
    }
    let from_us = filter.from.map_or(i64::MIN, |from| from.as_us());
    Some((from_us, filter.to.map_or(i64::MAX, |to| to.as_us())))
}

fn lasting_s(filter: &Filter) -> Option<(i32, i32)> {
    if filter.min_duration_s.is_none() && filter.max_duration_s.is_none() {
        return None;
    }
    // A bound beyond what the column holds lets through, or keeps out, whatever is held there.
    let shortest = filter.min_duration_s.unwrap_or(i64::MIN).max(i64::from(NO_DURATION) + 1);
    let longest = filter.max_duration_s.unwrap_or(i64::MAX).min(i32::MAX.into());
    let (Ok(shortest), Ok(longest)) = (i32::try_from(shortest), i32::try_from(longest)) else {
        return Some((i32::MAX, NO_DURATION));
    };
    Some((shortest, longest))
}

fn number_tests(filter: &Filter, numbers: &Numbers) -> Vec<NumberTest> {
    let mut tests = Vec::new();
    for exact in filter.phone_number_lists() {
        let codes = exact.iter().filter_map(|number| numbers.find(number));
        tests.push(NumberTest { codes: Codes::of(codes.collect()), from: true, to: true });
    }
    for (beginnings, from) in [(&filter.from_digits, true), (&filter.to_digits, false)] {
        if beginnings.is_empty() {
            continue;
        }
        let mut codes = SeqSet::default();
        for digits in beginnings {
            codes.union_with(&numbers.beginning_with(digits.as_bytes()));
        }
        tests.push(NumberTest { codes: Codes::of(codes), from, to: !from });
    }
    tests
}

impl Codes {
    fn of(codes: SeqSet) -> Self {
        match codes.only() {
            Some(code) => Self::One(code),
            None => Self::Many(codes),
        }
    }
}

impl NumberTest {
    fn fill(&self, chunk: &Chunk, mask: &mut [u16]) {
        match (&self.codes, self.from, self.to) {
            (Codes::One(code), true, true) => {
                for ((fails, from), to) in mask.iter_mut().zip(&chunk.from).zip(&chunk.to) {
                    *fails |= u16::from(from != code && to != code) * OTHER;
                }
            }
            (Codes::One(code), is_from, _) => {
                let side = if is_from { &chunk.from } else { &chunk.to };
                for (fails, number) in mask.iter_mut().zip(side) {
                    *fails |= u16::from(number != code) * OTHER;
                }
            }
            (Codes::Many(codes), is_from, is_to) => {
                for ((fails, from), to) in mask.iter_mut().zip(&chunk.from).zip(&chunk.to) {
                    let found =
                        (is_from && codes.contains(*from)) || (is_to && codes.contains(*to));
                    *fails |= u16::from(!found) * OTHER;
                }
            }
        }
    }
}

impl<'a> TermTest<'a> {
    fn new(term: &'a TermMatch, classes: &Classes, numbers: &Numbers) -> Self {
        let of_agents = |class: &Class| {
            let agent = classes.agents.text(class.agent);
            agent.is_some_and(|agent| term.agent_ids.iter().any(|id| id == agent))
        };
        let by_class =
            (!term.agent_ids.is_empty()).then(|| classes.table.iter().map(of_agents).collect());
        let found = term.digits.as_ref().map(|digits| numbers.containing(digits.as_bytes()));
        let numbers = found.filter(|codes| !codes.is_empty());
        Self { seqs: term.seqs.as_deref(), numbers, by_class, negated: term.negated }
    }

    fn fill(&self, chunk: &Chunk, mask: &mut [u16]) {
        match (self.seqs, &self.numbers, &self.by_class) {
            // By far the most common, and a loop without a decision.
            (Some(seqs), None, None) => {
                for (fails, seq) in mask.iter_mut().zip(&chunk.seq) {
                    *fails |= u16::from(seqs.contains(*seq) == self.negated) * OTHER;
                }
            }
            (seqs, numbers, by_class) => {
                for (at, fails) in mask.iter_mut().enumerate() {
                    let in_texts = seqs.is_some_and(|seqs| seqs.contains(chunk.seq[at]));
                    let in_numbers = numbers.as_ref().is_some_and(|numbers| {
                        numbers.contains(chunk.from[at]) | numbers.contains(chunk.to[at])
                    });
                    let of_agent = by_class
                        .as_ref()
                        .is_some_and(|by_class| by_class[chunk.class[at] as usize]);
                    let found = in_texts | in_numbers | of_agent;
                    *fails |= u16::from(found == self.negated) * OTHER;
                }
            }
        }
    }
}

fn flag_tests<'a>(filter: &Filter, marks: Option<&'a Marks>) -> Vec<FlagTest<'a>> {
    let flags = [
        (filter.starred, marks.map(|marks| &marks.starred), STARRED),
        (filter.reviewed, marks.map(|marks| &marks.reviewed), REVIEWED),
        (filter.noted, marks.map(|marks| &marks.noted), OTHER),
    ];
    let test = |(wanted, set, fails): (Option<bool>, _, _)| {
        wanted.map(|wanted| FlagTest { set, wanted, fails })
    };
    flags.into_iter().filter_map(test).collect()
}

impl<'a> TagTest<'a> {
    fn all(filter: &Filter, marks: Option<&'a Marks>) -> Vec<Self> {
        filter.tag_lists().map(|any| Self::new(any, marks)).collect()
    }

    fn new(any: &[String], marks: Option<&'a Marks>) -> Self {
        // Tags are one whatever their case.
        let is_wanted =
            |tag: &String| any.iter().any(|wanted| wanted.to_lowercase() == tag.to_lowercase());
        let names = marks.map_or(&[][..], |marks| &marks.tags);
        let wanted = (0..).zip(names).filter(|(_, tag)| is_wanted(tag)).map(|(code, _)| code);
        Self { marks, wanted: wanted.collect() }
    }

    fn fill(&self, chunk: &Chunk, mask: &mut [u16]) {
        for (fails, seq) in mask.iter_mut().zip(&chunk.seq) {
            let has = |marks: &Marks| {
                marks.tagged.contains(*seq)
                    && marks.tags_at(*seq).any(|tag| self.wanted.contains(&tag))
            };
            *fails |= u16::from(!self.marks.is_some_and(has)) * TAG;
        }
    }
}
