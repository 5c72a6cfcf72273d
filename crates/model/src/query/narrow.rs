//! The fields of a query moved into a filter, on top of what it already asks.

use super::term::{Field, Kind, Mark, Part};
use super::{Query, Term};
use crate::{Filter, Hours, SmallSet, Weekdays};

/// What `is:missed` stands for.
pub(crate) const MISSED: [&str; 4] = ["no-answer", "busy", "failed", "canceled"];

impl Query {
    /// Puts every field term but `agent:` and `number:` into the filter, such that a call matches
    /// afterwards when it matched before and has the fields. Leaves `filter.query` as it is.
    ///
    /// Of what a call has one of, lists that share no entry set [`Filter::nothing`]. A call has two
    /// numbers and may carry many tags: there both lists stay, and it must pass both.
    pub fn narrow(&self, filter: &mut Filter) {
        self.clauses().for_each(|clause| clause.narrow(filter));
    }

    /// The terms between one `&` and the next.
    pub(super) fn clauses(&self) -> impl Iterator<Item = Clause<'_>> {
        self.terms.split(|term| term.kind == Kind::And).map(Clause)
    }
}

/// Terms of which those of one field mean any of their values.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a>(&'a [Term]);

impl<'a> Clause<'a> {
    pub(super) fn agent_words(self) -> Vec<&'a str> {
        let agents = self.0.iter().filter(|term| term.kind == Kind::Agent);
        agents.map(|term| term.value.as_str()).collect()
    }

    fn narrow(self, filter: &mut Filter) {
        self.narrow_words(filter);
        self.narrow_bounds(filter);
        for term in self.0 {
            if let Kind::Marked(mark) = term.kind {
                narrow_mark(filter, mark);
            }
        }
    }

    fn narrow_words(self, filter: &mut Filter) {
        let status = self.exact(Field::Status);
        let missed = self.0.iter().any(|term| term.kind == Kind::Marked(Mark::Missed));
        let missed = if missed { owned(&MISSED) } else { Vec::new() };
        let lists_meet = [
            meet_pair(&mut filter.statuses, &mut filter.status, status),
            meet_pair(&mut filter.statuses, &mut filter.status, missed),
            meet_pair(&mut filter.agent_ids, &mut filter.agent_id, self.exact(Field::AgentId)),
            meet(&mut filter.direction, self.exact(Field::Direction), same),
            meet(&mut filter.sentiment, self.exact(Field::Sentiment), same_but_for_case),
            meet(&mut filter.from_digits, self.beginnings(Field::From), longer_of_two),
            meet(&mut filter.to_digits, self.beginnings(Field::To), longer_of_two),
        ];
        pass(&mut filter.phone_number, &mut filter.also_phone_number, self.exact(Field::Phone));
        pass(&mut filter.tags, &mut filter.also_tags, self.exact(Field::Tag));
        let (hours, weekdays) = self.weekly();
        let sets_meet =
            [meet_set(&mut filter.hours, hours), meet_set(&mut filter.weekdays, weekdays)];
        filter.nothing |= lists_meet.contains(&false) || sets_meet.contains(&false);
    }

    fn weekly(self) -> (Hours, Weekdays) {
        let (mut hours, mut weekdays) = (Hours::EMPTY, Weekdays::EMPTY);
        for term in self.0 {
            match term.kind {
                Kind::Hours(more) => hours = hours.or(more),
                Kind::Weekdays(more) => weekdays = weekdays.or(more),
                _ => {}
            }
        }
        (hours, weekdays)
    }

    fn narrow_bounds(self, filter: &mut Filter) {
        for term in self.0 {
            match term.kind {
                Kind::Between { from, to } => {
                    filter.from = later(filter.from, from);
                    filter.to = earlier(filter.to, to);
                }
                Kind::Lasting { min_s, max_s } => {
                    filter.min_duration_s = later(filter.min_duration_s, min_s);
                    filter.max_duration_s = earlier(filter.max_duration_s, max_s);
                }
                _ => {}
            }
        }
    }

    fn exact(self, field: Field) -> Vec<String> {
        self.values(field, |term| match &term.kind {
            Kind::Exact(value) => Some(value),
            _ => None,
        })
    }

    fn beginnings(self, field: Field) -> Vec<String> {
        self.values(field, |term| match &term.kind {
            Kind::Beginning(digits) => Some(digits),
            _ => None,
        })
    }

    fn values(self, field: Field, value: fn(&Term) -> Option<&String>) -> Vec<String> {
        let of_field = self.0.iter().filter(|term| term.field == Some(field));
        without_repeats(of_field.filter_map(value).cloned())
    }
}

/// The same filter with one list for the statuses and one for the agents, nothing named twice, no
/// query, and the first page: two filters that are settled alike match the same calls.
pub(crate) fn settled(filter: &Filter) -> Filter {
    let mut settled = Filter { query: String::new(), ..filter.clone() };
    let everything = Filter::everything();
    (settled.limit, settled.offset, settled.sort) =
        (everything.limit, everything.offset, everything.sort);
    let status = without_repeats(std::mem::take(&mut settled.status));
    let agent_id = without_repeats(std::mem::take(&mut settled.agent_id));
    for list in [
        &mut settled.direction,
        &mut settled.statuses,
        &mut settled.agent_ids,
        &mut settled.sentiment,
        &mut settled.from_digits,
        &mut settled.to_digits,
    ] {
        *list = without_repeats(std::mem::take(list));
    }
    let statuses_meet = meet(&mut settled.statuses, status, same);
    let agents_meet = meet(&mut settled.agent_ids, agent_id, same);
    settled.nothing |= !statuses_meet || !agents_meet;
    for (list, further) in [
        (&mut settled.phone_number, &mut settled.also_phone_number),
        (&mut settled.tags, &mut settled.also_tags),
    ] {
        let lists = std::iter::once(std::mem::take(list)).chain(std::mem::take(further));
        lists.for_each(|wanted| pass(list, further, without_repeats(wanted)));
    }
    settled.nothing |= [
        (settled.with_status, &settled.statuses),
        (settled.with_agent, &settled.agent_ids),
        (settled.with_sentiment, &settled.sentiment),
    ]
    .into_iter()
    .any(|(with, words)| with == Some(false) && !words.is_empty());
    settled
}

fn narrow_mark(filter: &mut Filter, mark: Mark) {
    let mut decide_part = |part, wanted| {
        let held = match part {
            Part::Status => &mut filter.with_status,
            Part::Agent => &mut filter.with_agent,
            Part::Sentiment => &mut filter.with_sentiment,
        };
        decide(held, wanted, &mut filter.nothing);
    };
    match mark {
        Mark::With(part) => decide_part(part, true),
        Mark::Without(part) => decide_part(part, false),
        Mark::Starred => decide(&mut filter.starred, true, &mut filter.nothing),
        Mark::Unstarred => decide(&mut filter.starred, false, &mut filter.nothing),
        Mark::Reviewed => decide(&mut filter.reviewed, true, &mut filter.nothing),
        Mark::Unreviewed => decide(&mut filter.reviewed, false, &mut filter.nothing),
        Mark::Noted => decide(&mut filter.noted, true, &mut filter.nothing),
        Mark::Unnoted => decide(&mut filter.noted, false, &mut filter.nothing),
        Mark::Removed => filter.removed = true,
        Mark::Nothing => filter.nothing = true,
        // Among the statuses.
        Mark::Missed => {}
    }
}

fn decide(held: &mut Option<bool>, wanted: bool, nothing: &mut bool) {
    match held {
        Some(held) => *nothing |= *held != wanted,
        None => *held = Some(wanted),
    }
}

/// `wanted` on top of two lists that must both hold already. `false` when no word passes all.
fn meet_pair(many: &mut Vec<String>, one: &mut Vec<String>, wanted: Vec<String>) -> bool {
    let only_one = many.is_empty() && !one.is_empty();
    let met = meet(if only_one { &mut *one } else { &mut *many }, wanted, same);
    met && (one.is_empty() || many.is_empty() || many.iter().any(|word| one.contains(word)))
}

/// `wanted` on top of what the list asks; an empty list asks nothing. `false`, and the list as it
/// was, when the two have nothing in common.
fn meet(list: &mut Vec<String>, wanted: Vec<String>, common: Common) -> bool {
    if wanted.is_empty() {
        return true;
    }
    if list.is_empty() {
        *list = wanted;
        return true;
    }
    let pairs = list.iter().flat_map(|held| wanted.iter().map(move |wanted| (held, wanted)));
    let both = without_repeats(
        pairs.filter_map(|(held, wanted)| common(held, wanted)).map(ToOwned::to_owned),
    );
    let meets = !both.is_empty();
    if meets {
        *list = both;
    }
    meets
}

/// `wanted` on top of lists of which a call may pass several by different entries. A list that
/// another one implies is left out.
fn pass(list: &mut Vec<String>, further: &mut Vec<Vec<String>>, wanted: Vec<String>) {
    let implies = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    if wanted.is_empty() {
        return;
    }
    let held = std::iter::once(std::mem::take(list)).chain(std::mem::take(further));
    let mut lists: Vec<Vec<String>> = held.filter(|held| !held.is_empty()).collect();
    if !lists.iter().any(|held| implies(held, &wanted)) {
        lists.retain(|held| !implies(&wanted, held));
        lists.push(wanted);
    }
    let mut lists = lists.into_iter();
    *list = lists.next().unwrap_or_default();
    *further = lists.collect();
}

/// As [`meet`], for sets.
fn meet_set<const N: u8>(set: &mut SmallSet<N>, wanted: SmallSet<N>) -> bool {
    let both = match (set.is_empty(), wanted.is_empty()) {
        (_, true) => *set,
        (true, false) => wanted,
        (false, false) => set.and(wanted),
    };
    let meets = !both.is_empty() || wanted.is_empty();
    if meets {
        *set = both;
    }
    meets
}

/// The entry that asks what both entries ask.
type Common = for<'a> fn(&'a str, &'a str) -> Option<&'a str>;

fn same<'a>(held: &'a str, wanted: &'a str) -> Option<&'a str> {
    (held == wanted).then_some(held)
}

fn same_but_for_case<'a>(held: &'a str, wanted: &'a str) -> Option<&'a str> {
    held.eq_ignore_ascii_case(wanted).then_some(held)
}

fn longer_of_two<'a>(held: &'a str, wanted: &'a str) -> Option<&'a str> {
    if held.starts_with(wanted) {
        return Some(held);
    }
    wanted.starts_with(held).then_some(wanted)
}

fn later<T: Ord>(held: Option<T>, wanted: Option<T>) -> Option<T> {
    held.max(wanted)
}

fn earlier<T: Ord>(held: Option<T>, wanted: Option<T>) -> Option<T> {
    match (held, wanted) {
        (Some(held), Some(wanted)) => Some(held.min(wanted)),
        (held, wanted) => held.or(wanted),
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn without_repeats(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    words.into_iter().filter(|word| seen.insert(word.clone())).collect()
}
