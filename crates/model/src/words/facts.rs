//! What there is to say about a filter, in no language yet.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::shortened;
use crate::query::{Field, Kind, MISSED, Term, day_ending, day_starting, settled};
use crate::{Calendar, Filter, Instant, Query, Weekdays};

/// Everything that the sentence tells.
pub(super) struct Facts {
    /// No call can match.
    pub(super) nothing: bool,
    /// Flags, durations and status words, settled.
    pub(super) filter: Filter,
    /// The statuses are exactly the missed ones.
    pub(super) missed: bool,
    pub(super) agents: Vec<Agent>,
    /// Names as typed with `agent:`; every list holds.
    pub(super) agent_words: Vec<Vec<String>>,
    pub(super) when: When,
    /// In lower case.
    pub(super) sentiments: Vec<String>,
    /// Every list holds.
    pub(super) phones: Vec<Vec<String>>,
    /// Every list holds.
    pub(super) tags: Vec<Vec<String>>,
    pub(super) mentioned: Vec<String>,
    pub(super) unmentioned: Vec<String>,
    /// As typed with `number:`.
    pub(super) in_numbers: Vec<String>,
}

pub(super) enum Agent {
    Named(String),
    Id(String),
}

/// The time that a filter leaves, in local days where its bounds are whole ones.
pub(super) enum When {
    Always,
    Day(NaiveDate),
    Month(NaiveDate),
    Year(i32),
    Days(NaiveDate, NaiveDate),
    Bounds { from: Option<Edge>, to: Option<Edge> },
}

pub(super) enum Edge {
    /// From its start, or to its end.
    Day(NaiveDate),
    /// From this time on, or up to it and with it.
    Time(NaiveDateTime),
    /// Up to this time and without it.
    Before(NaiveDateTime),
    /// Outside the calendar.
    Unnameable(String),
}

/// Of any one value in the sentence, in characters.
const LONGEST_SHOWN: usize = 60;

impl Facts {
    pub(super) fn of(
        filter: &Filter,
        query: &Query,
        names: &dyn Fn(&str) -> Option<String>,
        calendar: &dyn Calendar,
    ) -> Self {
        let mut narrowed = filter.clone();
        query.narrow(&mut narrowed);
        let mut filter = settled(&narrowed);
        let missed = is_missed(&filter.statuses);
        for list in [&mut filter.direction, &mut filter.statuses] {
            list.iter_mut().for_each(|word| *word = short(word));
        }
        let agent = |id: &String| match names(id) {
            Some(name) => Agent::Named(short(&name)),
            None => Agent::Id(short(id)),
        };
        let is_number = |term: &&Term| term.field == Some(Field::Number);
        let mentions = |negated: bool| {
            let words = query.words().filter(|term| !is_number(term));
            words.filter(|term| term.negated == negated).map(|term| short(&term.value)).collect()
        };
        Self {
            nothing: filter.nothing || filter.contradiction().is_some(),
            missed,
            agents: filter.agent_ids.iter().map(agent).collect(),
            agent_words: all_short(query.agent_words().iter().map(Vec::as_slice)),
            when: When::of(filter.from, filter.to, calendar),
            sentiments: filter.sentiment.iter().map(|word| short(&word.to_lowercase())).collect(),
            phones: all_short(filter.phone_number_lists()),
            tags: all_short(filter.tag_lists()),
            mentioned: mentions(false),
            unmentioned: mentions(true),
            in_numbers: query
                .words()
                .filter(is_number)
                .filter(|term| matches!(term.kind, Kind::Digits { .. }))
                .map(|term| short(&term.value))
                .collect(),
            filter,
        }
    }
}

fn is_missed(statuses: &[String]) -> bool {
    statuses.len() == MISSED.len() && statuses.iter().all(|word| MISSED.contains(&word.as_str()))
}

fn all_short<'a, W: AsRef<str> + 'a>(lists: impl Iterator<Item = &'a [W]>) -> Vec<Vec<String>> {
    lists.map(|list| list.iter().map(|word| short(word.as_ref())).collect()).collect()
}

fn short(text: &str) -> String {
    shortened(text, LONGEST_SHOWN)
}

impl When {
    fn of(from: Option<Instant>, to: Option<Instant>, calendar: &dyn Calendar) -> Self {
        let first = from.and_then(|from| day_starting(from, calendar));
        let last = to.and_then(|to| day_ending(to, calendar));
        if let Some((first, last)) = first.zip(last) {
            return Self::of_days(first, last);
        }
        let from = from.map(|from| first.map_or_else(|| Edge::from(from, calendar), Edge::Day));
        let to = to.map(|to| last.map_or_else(|| Edge::to(to, calendar), Edge::Day));
        if from.is_none() && to.is_none() { Self::Always } else { Self::Bounds { from, to } }
    }

    fn of_days(first: NaiveDate, last: NaiveDate) -> Self {
        let last_ends_month = last.succ_opt().is_some_and(|next| next.day() == 1);
        let whole_months = first.day() == 1 && last_ends_month && first.year() == last.year();
        match (first.month(), last.month()) {
            _ if first == last => Self::Day(first),
            (1, 12) if whole_months => Self::Year(first.year()),
            (month, end) if whole_months && month == end => Self::Month(first),
            _ => Self::Days(first, last),
        }
    }
}

impl Edge {
    fn from(from: Instant, calendar: &dyn Calendar) -> Self {
        calendar.local(from).map_or_else(|| Self::Unnameable(from.to_string()), Self::Time)
    }

    /// A bound a microsecond before a whole second is one that excludes that second.
    fn to(to: Instant, calendar: &dyn Calendar) -> Self {
        const US_PER_SECOND: i64 = 1_000_000;
        let next = to.plus_us(1);
        let local = |instant| calendar.local(instant);
        if next.as_us() % US_PER_SECOND == 0 {
            return local(next).map_or_else(|| Self::Unnameable(to.to_string()), Self::Before);
        }
        local(to).map_or_else(|| Self::Unnameable(to.to_string()), Self::Time)
    }
}

/// `10:30`, with seconds and a fraction only where there are any.
pub(super) fn clock(time: NaiveDateTime) -> String {
    let format = match (time.second(), time.nanosecond()) {
        (0, 0) => "%H:%M",
        (_, 0) => "%H:%M:%S",
        _ => "%H:%M:%S%.6f",
    };
    time.format(format).to_string()
}

/// Neighbours that a reader would rather hear one by one are told so.
pub(super) fn weekday_runs(weekdays: Weekdays) -> Vec<(u8, u8)> {
    let days = |(first, last): (u8, u8)| {
        let second = (first + 1) % 7;
        let two = second == last;
        if two { vec![(first, first), (last, last)] } else { vec![(first, last)] }
    };
    weekdays.runs().into_iter().flat_map(days).collect()
}

/// A length in units that a reader counts in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    Minutes,
    Seconds,
}

/// `90` seconds, `2` minutes, `1` hour and `30` minutes: what is zero is left out.
pub(super) fn in_units(seconds: i64) -> Vec<(i64, Unit)> {
    const UNSPLIT_UNTIL_S: i64 = 120;
    if seconds < UNSPLIT_UNTIL_S && seconds != 60 {
        return vec![(seconds, Unit::Seconds)];
    }
    let parts = [
        (seconds / 3600, Unit::Hours),
        (seconds / 60 % 60, Unit::Minutes),
        (seconds % 60, Unit::Seconds),
    ];
    parts.into_iter().filter(|(count, _)| *count > 0).collect()
}
