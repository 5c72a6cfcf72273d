//! A filter written as a query text.

use super::lexer::in_quotes;
use super::narrow::{MISSED, settled};
use super::{Query, dates, duration, is_phone_char, values, weekly};
use crate::query::term::{Field, Kind};
use crate::{Calendar, DIRECTIONS, Filter, STATUSES};

/// The filter as a query text: read and put into [`Filter::everything`], it asks the same. What
/// the filter's own query asks is part of it; page and order are not.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Filter, ZoneCalendar, query::to_text};
/// let calendar = ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
/// let filter = Filter {
///     statuses: vec!["failed".to_owned(), "busy".to_owned()],
///     starred: Some(true),
///     query: "refund after:2026-03-01".to_owned(),
///     ..Filter::everything()
/// };
/// let text = "is:starred status:failed status:busy after:2026-03-01 refund";
/// assert_eq!(to_text(&filter, &calendar), text);
/// let filter = Filter { tags: vec!["vip".to_owned()], query: "tag:billing".to_owned(), ..filter };
/// assert!(to_text(&filter, &calendar).ends_with("tag:vip & tag:billing"));
/// ```
#[must_use]
pub fn to_text(filter: &Filter, calendar: &dyn Calendar) -> String {
    let query = Query::parse(&filter.query, calendar);
    let mut narrowed = filter.clone();
    query.narrow(&mut narrowed);
    let mut terms = field_terms(&settled(&narrowed), calendar);
    terms.extend(remaining_terms(&filter.query, &query));
    terms.join(" ")
}

fn field_terms(filter: &Filter, calendar: &dyn Calendar) -> Vec<String> {
    let mut terms = mark_terms(filter);
    let known = |field, list: &[String], known: &[&str]| -> Vec<String> {
        list.iter().map(|word| known_term(field, word, known)).collect()
    };
    let exact = |field, list: &[String]| -> Vec<String> {
        list.iter().map(|value| term(field, &in_quotes(value))).collect()
    };
    let plain = |field, list: &[String]| -> Vec<String> {
        list.iter().map(|value| term(field, &plainly(field, value))).collect()
    };
    terms.extend(known(Field::Direction, &filter.direction, &DIRECTIONS));
    if filter.statuses == MISSED {
        terms.push("is:missed".to_owned());
    } else {
        terms.extend(known(Field::Status, &filter.statuses, &STATUSES));
    }
    terms.extend(exact(Field::AgentId, &filter.agent_ids));
    terms.extend(dates::terms(filter.from, filter.to, calendar));
    terms.extend(weekly::terms(filter.hours, filter.weekdays));
    terms.extend(plain(Field::From, &filter.from_digits));
    terms.extend(plain(Field::To, &filter.to_digits));
    terms.extend(exact(Field::Phone, &filter.phone_number));
    terms.extend(duration::terms(filter.min_duration_s, filter.max_duration_s));
    terms.extend(plain(Field::Sentiment, &filter.sentiment));
    terms.extend(plain(Field::Tag, &filter.tags));
    let further = filter.also_phone_number.iter().map(|list| exact(Field::Phone, list));
    let further = further.chain(filter.also_tags.iter().map(|list| plain(Field::Tag, list)));
    for list in further {
        terms.push("&".to_owned());
        terms.extend(list);
    }
    terms
}

fn mark_terms(filter: &Filter) -> Vec<String> {
    let starred = filter.starred.map(|on| if on { "is:starred" } else { "is:unstarred" });
    let reviewed = filter.reviewed.map(|on| if on { "is:reviewed" } else { "is:unreviewed" });
    let noted = filter.noted.map(|on| if on { "has:note" } else { "has:no-note" });
    let removed = filter.removed.then_some("is:removed");
    let nothing = filter.nothing.then_some("is:nothing");
    let status = filter.with_status.map(|on| if on { "has:status" } else { "has:no-status" });
    let agent = filter.with_agent.map(|on| if on { "has:agent" } else { "has:no-agent" });
    let sentiment =
        filter.with_sentiment.map(|on| if on { "has:sentiment" } else { "has:no-sentiment" });
    let marks = [nothing, removed, starred, reviewed, noted, status, agent, sentiment];
    marks.into_iter().flatten().map(ToOwned::to_owned).collect()
}

/// The words and agents' names of a query, as they were typed.
fn remaining_terms(text: &str, query: &Query) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    let (mut named, mut on_top) = (false, false);
    for term in &query.terms {
        match term.kind {
            Kind::And => on_top = named,
            Kind::Agent => {
                if std::mem::take(&mut on_top) {
                    terms.push("&".to_owned());
                }
                named = true;
            }
            _ => {}
        }
        if !term.is_searched() && term.kind != Kind::Agent {
            continue;
        }
        let typed = text.get(term.start..term.end).unwrap_or_default();
        // Two numbers that a field stood between must not become one.
        if terms.last().is_some_and(|last| is_phone_like(last)) && is_phone_like(typed) {
            terms.push(";".to_owned());
        }
        terms.push(typed.to_owned());
    }
    terms
}

fn is_phone_like(text: &str) -> bool {
    text.chars().all(|c| is_phone_char(c) || c.is_whitespace())
}

fn term(field: Field, value: &str) -> String {
    format!("{}:{value}", field.name())
}

fn known_term(field: Field, word: &str, known: &[&str]) -> String {
    if known.contains(&word) { term(field, word) } else { term(field, &in_quotes(word)) }
}

/// Without quotes where none are needed.
fn plainly(field: Field, value: &str) -> String {
    let plain = !values::is_begun(field, value)
        && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if plain { value.to_owned() } else { in_quotes(value) }
}
