//! The sentence in English.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::facts::{Agent, Edge, Facts, Unit, When, clock, in_units, weekday_runs};
use super::{Reading, joined, listed};

pub(super) fn sentence(facts: &Facts, reading: Reading) -> String {
    if facts.nothing {
        return "no calls: parts of this filter exclude each other".to_owned();
    }
    let (mut head, attached, clauses) =
        (adjectives(facts), attached(facts, reading), clauses(facts));
    let everything = head.is_empty() && attached.is_empty() && clauses.is_empty();
    if everything {
        head.push("all".to_owned());
    }
    head.push("calls".to_owned());
    joined(head.join(" "), &attached, &clauses)
}

fn adjectives(facts: &Facts) -> Vec<String> {
    let filter = &facts.filter;
    let mut words = Vec::new();
    let mut say = |word: &str| words.push(word.to_owned());
    if filter.starred == Some(true) {
        say("starred");
    }
    if filter.reviewed == Some(true) {
        say("reviewed");
    }
    if filter.removed {
        say("removed");
    }
    if !filter.direction.is_empty() {
        let directions: Vec<String> = filter.direction.iter().map(|word| direction(word)).collect();
        say(&or(&directions));
    }
    if facts.missed {
        say("missed");
    } else if let Some(statuses) = status_adjectives(&filter.statuses) {
        say(&or(&statuses));
    }
    words
}

/// `None` where there are none, too many or one without an adjective: see [`status_part`].
fn status_adjectives(statuses: &[String]) -> Option<Vec<String>> {
    let few = (1..=3).contains(&statuses.len());
    let adjectives = statuses.iter().map(|word| status_adjective(word).map(ToOwned::to_owned));
    if few { adjectives.collect() } else { None }
}

fn status_adjective(status: &str) -> Option<&'static str> {
    Some(match status {
        "completed" => "completed",
        "busy" => "busy",
        "no-answer" => "unanswered",
        "failed" => "failed",
        "canceled" => "canceled",
        "initiated" => "initiated",
        "ringing" => "ringing",
        "in-progress" => "ongoing",
        "voicemail" => "voicemail",
        _ => return None,
    })
}

fn status_part(facts: &Facts) -> Option<String> {
    let statuses = &facts.filter.statuses;
    if statuses.is_empty() || facts.missed || status_adjectives(statuses).is_some() {
        return None;
    }
    let label = |status: &String| match status.as_str() {
        "no-answer" => "no answer".to_owned(),
        "in-progress" => "in progress".to_owned(),
        known if status_adjective(known).is_some() => known.to_owned(),
        unknown => quoted(unknown),
    };
    Some(format!("with status {}", or(&statuses.iter().map(label).collect::<Vec<_>>())))
}

fn direction(word: &str) -> String {
    if crate::DIRECTIONS.contains(&word) { word.to_owned() } else { quoted(word) }
}

fn attached(facts: &Facts, reading: Reading) -> Vec<String> {
    let filter = &facts.filter;
    let agents: Vec<String> = facts.agents.iter().map(agent).collect();
    let parts = [
        status_part(facts),
        part("of", &agents),
        parts("of", facts.agent_words.iter().map(|names| all_quoted(names))),
        parts("with", facts.phones.iter().cloned()),
        part("from numbers beginning with", &filter.from_digits),
        part("to numbers beginning with", &filter.to_digits),
        when(&facts.when, reading),
        on_weekdays(&weekday_runs(filter.weekdays)),
        at_hours(&filter.hours.runs(), reading),
    ];
    parts.into_iter().flatten().collect()
}

fn agent(agent: &Agent) -> String {
    match agent {
        Agent::Named(name) => name.clone(),
        Agent::Id(id) => quoted(id),
    }
}

fn clauses(facts: &Facts) -> Vec<String> {
    let filter = &facts.filter;
    let moods =
        (!facts.sentiments.is_empty()).then(|| format!("with {} sentiment", or(&facts.sentiments)));
    let not = |mark: Option<bool>, text: &str| (mark == Some(false)).then(|| text.to_owned());
    let parts = [
        lasting(filter.min_duration_s, filter.max_duration_s),
        moods,
        parts("tagged", facts.tags.iter().map(|tags| all_quoted(tags))),
        has(filter.noted, "a note"),
        has(filter.with_status, "a status"),
        has(filter.with_agent, "an agent"),
        has(filter.with_sentiment, "a sentiment"),
        mentioning(&facts.mentioned),
        part("not mentioning", &all_quoted(&facts.unmentioned)),
        in_numbers(&facts.in_numbers),
        not(filter.starred, "not starred"),
        not(filter.reviewed, "not reviewed"),
    ];
    parts.into_iter().flatten().collect()
}

fn has(wanted: Option<bool>, what: &str) -> Option<String> {
    wanted.map(|with| format!("{} {what}", if with { "with" } else { "without" }))
}

fn mentioning(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| format!("mentioning {}", and(&all_quoted(words))))
}

fn in_numbers(digits: &[String]) -> Option<String> {
    (!digits.is_empty()).then(|| format!("with {} in a number", and(digits)))
}

fn lasting(min_s: Option<i64>, max_s: Option<i64>) -> Option<String> {
    Some(match (min_s, max_s) {
        (Some(min), Some(max)) if min == max => format!("exactly {} long", length(min)),
        (Some(min), Some(max)) => format!("between {} long", range(min, max)),
        (Some(min), None) => format!("at least {} long", length(min)),
        (None, Some(max)) => format!("at most {} long", length(max)),
        (None, None) => return None,
    })
}

fn range(min: i64, max: i64) -> String {
    match (in_units(min).as_slice(), in_units(max).as_slice()) {
        ([(count, unit)], [(_, same)]) if unit == same => format!("{count} and {}", length(max)),
        _ => format!("{} and {}", length(min), length(max)),
    }
}

fn length(seconds: i64) -> String {
    let parts = in_units(seconds).into_iter().map(|(count, unit)| {
        let unit = match unit {
            Unit::Hours => "hour",
            Unit::Minutes => "minute",
            Unit::Seconds => "second",
        };
        format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn when(when: &When, reading: Reading) -> Option<String> {
    let date = |day: &NaiveDate| date(*day, reading);
    Some(match when {
        When::Always => return None,
        When::Day(day) => format!("on {}", date(day)),
        When::Month(first) => format!("in {} {}", month(*first), first.year()),
        When::Year(year) => format!("in {year}"),
        When::Days(first, last) => format!("from {} to {}", date(first), date(last)),
        When::Bounds { from, to } => {
            let from = from.as_ref().map(|from| format!("since {}", edge(from, reading)));
            let to = to.as_ref().map(|to| match to {
                Edge::Before(time) => format!("before {}", date_time(*time, reading)),
                inclusive => format!("until {}", edge(inclusive, reading)),
            });
            from.into_iter().chain(to).collect::<Vec<_>>().join(" and ")
        }
    })
}

fn on_weekdays(runs: &[(u8, u8)]) -> Option<String> {
    let run = |(first, last): &(u8, u8)| {
        if first == last {
            return weekday(*first).to_owned();
        }
        format!("{} to {}", weekday(*first), weekday(*last))
    };
    part("on", &runs.iter().map(run).collect::<Vec<_>>())
}

const fn weekday(day: u8) -> &'static str {
    match day {
        0 => "Mondays",
        1 => "Tuesdays",
        2 => "Wednesdays",
        3 => "Thursdays",
        4 => "Fridays",
        5 => "Saturdays",
        _ => "Sundays",
    }
}

fn at_hours(runs: &[(u8, u8)], reading: Reading) -> Option<String> {
    let hour = |hour: u8| match NaiveTime::from_hms_opt(u32::from(hour % 24), 0, 0) {
        Some(time) if reading.twelve_hours => twelve_hours(time),
        // The last hour of a day ends at 24:00.
        _ => format!("{hour}:00"),
    };
    let run = |(first, last): &(u8, u8)| format!("{} and {}", hour(*first), hour(last + 1));
    part("between", &runs.iter().map(run).collect::<Vec<_>>())
}

fn edge(edge: &Edge, reading: Reading) -> String {
    match edge {
        Edge::Day(day) => date(*day, reading),
        Edge::Time(time) | Edge::Before(time) => date_time(*time, reading),
        Edge::Unnameable(text) => text.clone(),
    }
}

fn date_time(time: NaiveDateTime, reading: Reading) -> String {
    let clock = if reading.twelve_hours { twelve_hours(time.time()) } else { clock(time) };
    format!("{} at {clock}", date(time.date(), reading))
}

/// `2:30 PM`, with seconds and a fraction only where there are any. The space is the narrow one
/// that the page's own times have.
fn twelve_hours(time: NaiveTime) -> String {
    let format = match (time.second(), time.nanosecond()) {
        (0, 0) => "%-I:%M\u{202f}%p",
        (_, 0) => "%-I:%M:%S\u{202f}%p",
        _ => "%-I:%M:%S%.6f\u{202f}%p",
    };
    time.format(format).to_string()
}

fn date(day: NaiveDate, reading: Reading) -> String {
    if reading.month_first {
        return format!("{} {}, {}", month(day), day.day(), day.year());
    }
    format!("{} {} {}", day.day(), month(day), day.year())
}

fn month(day: NaiveDate) -> &'static str {
    match day.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// The items behind a word; `None` where there are none.
fn part(lead: &str, items: &[String]) -> Option<String> {
    let items = or(items);
    (!items.is_empty()).then(|| format!("{lead} {items}"))
}

/// One part for each list, all of which hold.
fn parts(lead: &str, lists: impl Iterator<Item = Vec<String>>) -> Option<String> {
    let parts: Vec<String> = lists.filter_map(|items| part(lead, &items)).collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

fn or(items: &[String]) -> String {
    listed(items, "or", more)
}

fn and(items: &[String]) -> String {
    listed(items, "and", more)
}

fn more(count: usize) -> String {
    format!("and {count} more")
}

fn all_quoted(items: &[String]) -> Vec<String> {
    items.iter().map(|item| quoted(item)).collect()
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}
