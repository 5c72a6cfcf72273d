//! The sentence in German.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::facts::{Agent, Edge, Facts, Unit, When, clock, in_units, weekday_runs};
use super::{joined, listed};

pub(super) fn sentence(facts: &Facts) -> String {
    if facts.nothing {
        return "keine Anrufe: Teile dieses Filters schließen einander aus".to_owned();
    }
    let (mut head, attached, clauses) = (adjectives(facts), attached(facts), clauses(facts));
    let relative = relative_clause(facts);
    let rest_empty = attached.is_empty() && clauses.is_empty() && relative.is_none();
    if head.is_empty() && rest_empty {
        head.push("alle".to_owned());
    }
    head.push("Anrufe".to_owned());
    let mut sentence = joined(head.join(" "), &attached, &clauses);
    if let Some(relative) = relative {
        sentence.push_str(", ");
        sentence.push_str(&relative);
    }
    sentence
}

fn adjectives(facts: &Facts) -> Vec<String> {
    let filter = &facts.filter;
    let mut words = Vec::new();
    let mut say = |word: &str| words.push(word.to_owned());
    match filter.reviewed {
        Some(true) => say("durchgesehene"),
        Some(false) => say("nicht durchgesehene"),
        None => {}
    }
    if filter.removed {
        say("entfernte");
    }
    if !filter.direction.is_empty() {
        let directions: Vec<String> = filter.direction.iter().map(|word| direction(word)).collect();
        say(&or(&directions));
    }
    if facts.missed {
        say("verpasste");
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
        "completed" => "abgeschlossene",
        "busy" => "besetzte",
        "no-answer" => "unbeantwortete",
        "failed" => "fehlgeschlagene",
        "canceled" => "abgebrochene",
        "initiated" => "gestartete",
        "ringing" => "klingelnde",
        "in-progress" => "laufende",
        _ => return None,
    })
}

fn status_part(facts: &Facts) -> Option<String> {
    let statuses = &facts.filter.statuses;
    if statuses.is_empty() || facts.missed || status_adjectives(statuses).is_some() {
        return None;
    }
    let label = |status: &String| match status.as_str() {
        "completed" => "abgeschlossen".to_owned(),
        "busy" => "besetzt".to_owned(),
        "no-answer" => "keine Antwort".to_owned(),
        "failed" => "fehlgeschlagen".to_owned(),
        "canceled" => "abgebrochen".to_owned(),
        "initiated" => "gestartet".to_owned(),
        "ringing" => "klingelt".to_owned(),
        "in-progress" => "läuft".to_owned(),
        "voicemail" => "Mailbox".to_owned(),
        unknown => quoted(unknown),
    };
    Some(format!("mit Status {}", or(&statuses.iter().map(label).collect::<Vec<_>>())))
}

fn direction(word: &str) -> String {
    match word {
        "inbound" => "eingehende".to_owned(),
        "outbound" => "ausgehende".to_owned(),
        unknown => quoted(unknown),
    }
}

fn attached(facts: &Facts) -> Vec<String> {
    let filter = &facts.filter;
    let agents: Vec<String> = facts.agents.iter().map(agent).collect();
    let parts = [
        has(filter.starred, "Stern"),
        status_part(facts),
        part("von", &agents),
        parts("von", facts.agent_words.iter().map(|names| all_quoted(names))),
        parts("mit", facts.phones.iter().cloned()),
        beginning("von Nummern mit", &filter.from_digits),
        beginning("an Nummern mit", &filter.to_digits),
        when(&facts.when),
        on_weekdays(&weekday_runs(filter.weekdays)),
        at_hours(&filter.hours.runs()),
    ];
    parts.into_iter().flatten().collect()
}

fn beginning(lead: &str, digits: &[String]) -> Option<String> {
    part(lead, digits).map(|part| format!("{part} am Anfang"))
}

fn agent(agent: &Agent) -> String {
    match agent {
        Agent::Named(name) => name.clone(),
        Agent::Id(id) => quoted(id),
    }
}

fn clauses(facts: &Facts) -> Vec<String> {
    let filter = &facts.filter;
    let moods: Vec<String> = facts.sentiments.iter().map(|word| sentiment(word)).collect();
    let parts = [
        lasting(filter.min_duration_s, filter.max_duration_s),
        part("mit", &moods).map(|part| format!("{part} Stimmung")),
        parts("mit Schlagwort", facts.tags.iter().map(|tags| all_quoted(tags))),
        has(filter.noted, "Notiz"),
        has(filter.with_status, "Status"),
        has(filter.with_agent, "Agent"),
        has(filter.with_sentiment, "Stimmung"),
        in_numbers(&facts.in_numbers),
    ];
    parts.into_iter().flatten().collect()
}

fn has(wanted: Option<bool>, what: &str) -> Option<String> {
    wanted.map(|with| format!("{} {what}", if with { "mit" } else { "ohne" }))
}

fn sentiment(word: &str) -> String {
    match word {
        "positive" => "positiver".to_owned(),
        "neutral" => "neutraler".to_owned(),
        "negative" => "negativer".to_owned(),
        "mixed" => "gemischter".to_owned(),
        unknown => quoted(unknown),
    }
}

fn in_numbers(digits: &[String]) -> Option<String> {
    (!digits.is_empty()).then(|| format!("mit {} in einer Nummer", and(digits, "weiteren")))
}

/// A relative clause ends the sentence: nothing can follow it without being taken for its part.
fn relative_clause(facts: &Facts) -> Option<String> {
    let (found, missing) = (all_quoted(&facts.mentioned), all_quoted(&facts.unmentioned));
    let present = format!("{} {}", and(&found, "weitere"), occur(found.len()));
    let clause = match (found.as_slice(), missing.as_slice()) {
        ([], []) => return None,
        (_, []) => present,
        ([], [one]) => format!("{one} nicht vorkommt"),
        ([], [_, _]) => format!("{} vorkommt", neither(&missing)),
        ([], _) => format!("{} vorkommen", neither(&missing)),
        (_, [one]) => format!("{present}, aber nicht {one}"),
        (_, _) => format!("{present}, aber {}", neither(&missing)),
    };
    Some(format!("in denen {clause}"))
}

fn occur(count: usize) -> &'static str {
    if count == 1 { "vorkommt" } else { "vorkommen" }
}

fn neither(items: &[String]) -> String {
    match items {
        [first, second, _, rest @ ..] if !rest.is_empty() => {
            format!("weder {first} noch {second} noch {} weitere", rest.len() + 1)
        }
        few => format!("weder {}", few.join(" noch ")),
    }
}

fn lasting(min_s: Option<i64>, max_s: Option<i64>) -> Option<String> {
    let length = match (min_s, max_s) {
        (Some(min), Some(max)) if min == max => format!("genau {}", length(min)),
        (Some(min), Some(max)) => range(min, max),
        (Some(min), None) => format!("mindestens {}", length(min)),
        (None, Some(max)) => format!("höchstens {}", length(max)),
        (None, None) => return None,
    };
    Some(format!("mit {length} Dauer"))
}

fn range(min: i64, max: i64) -> String {
    match (in_units(min).as_slice(), in_units(max).as_slice()) {
        ([(count, unit)], [(_, same)]) if unit == same => format!("{count} bis {}", length(max)),
        _ => format!("{} bis {}", length(min), length(max)),
    }
}

fn length(seconds: i64) -> String {
    let parts = in_units(seconds).into_iter().map(|(count, unit)| {
        let unit = match unit {
            Unit::Hours => "Stunde",
            Unit::Minutes => "Minute",
            Unit::Seconds => "Sekunde",
        };
        format!("{count} {unit}{}", if count == 1 { "" } else { "n" })
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn when(when: &When) -> Option<String> {
    Some(match when {
        When::Always => return None,
        When::Day(day) => format!("am {}", date(*day)),
        When::Month(first) => format!("im {} {}", month(*first), first.year()),
        When::Year(year) => format!("im Jahr {year}"),
        When::Days(first, last) => format!("vom {} bis zum {}", date(*first), date(*last)),
        When::Bounds { from, to } => {
            let from = from.as_ref().map(|from| format!("seit {}", edge(from)));
            let to = to.as_ref().map(|to| match to {
                Edge::Before(time) => format!("vor dem {}", date_time(*time)),
                inclusive => format!("bis {}", edge(inclusive)),
            });
            from.into_iter().chain(to).collect::<Vec<_>>().join(" und ")
        }
    })
}

fn on_weekdays(runs: &[(u8, u8)]) -> Option<String> {
    let run = |(first, last): &(u8, u8)| {
        if first == last {
            return weekday(*first).to_owned();
        }
        format!("{} bis {}", weekday(*first), weekday(*last))
    };
    (!runs.is_empty()).then(|| or(&runs.iter().map(run).collect::<Vec<_>>()))
}

const fn weekday(day: u8) -> &'static str {
    match day {
        0 => "montags",
        1 => "dienstags",
        2 => "mittwochs",
        3 => "donnerstags",
        4 => "freitags",
        5 => "samstags",
        _ => "sonntags",
    }
}

fn at_hours(runs: &[(u8, u8)]) -> Option<String> {
    let run = |(first, last): &(u8, u8)| format!("{first} und {} Uhr", last + 1);
    part("zwischen", &runs.iter().map(run).collect::<Vec<_>>())
}

fn edge(edge: &Edge) -> String {
    match edge {
        Edge::Day(day) => date(*day),
        Edge::Time(time) | Edge::Before(time) => date_time(*time),
        Edge::Unnameable(text) => text.clone(),
    }
}

fn date_time(time: NaiveDateTime) -> String {
    format!("{} um {} Uhr", date(time.date()), clock(time))
}

fn date(day: NaiveDate) -> String {
    format!("{}. {} {}", day.day(), month(day), day.year())
}

fn month(day: NaiveDate) -> &'static str {
    match day.month() {
        1 => "Januar",
        2 => "Februar",
        3 => "März",
        4 => "April",
        5 => "Mai",
        6 => "Juni",
        7 => "Juli",
        8 => "August",
        9 => "September",
        10 => "Oktober",
        11 => "November",
        _ => "Dezember",
    }
}

/// The items behind a word that takes the dative; `None` where there are none.
fn part(lead: &str, items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| format!("{lead} {}", or(items)))
}

/// One part for each list, all of which hold.
fn parts(lead: &str, lists: impl Iterator<Item = Vec<String>>) -> Option<String> {
    let parts: Vec<String> = lists.filter_map(|items| part(lead, &items)).collect();
    (!parts.is_empty()).then(|| parts.join(" und "))
}

fn or(items: &[String]) -> String {
    listed(items, "oder", |count| format!("und {count} weiteren"))
}

fn and(items: &[String], others: &str) -> String {
    listed(items, "und", |count| format!("und {count} {others}"))
}

fn all_quoted(items: &[String]) -> Vec<String> {
    items.iter().map(|item| quoted(item)).collect()
}

fn quoted(text: &str) -> String {
    format!("„{text}“")
}
