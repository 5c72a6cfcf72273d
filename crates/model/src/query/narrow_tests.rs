//! What a query does to a filter that asks something already, and which parts exclude each other.

use super::tests::{calendar, narrowed, narrowed_from, parse};
use super::*;
use crate::{Filter, Hours, Weekdays};

#[test]
fn a_query_narrows_what_the_filter_already_asks() {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let everything = Filter::everything;
    let held = Filter { status: list(&["failed", "busy"]), ..everything() };
    let narrowed = narrowed_from(held, "status:busy status:completed");
    assert_eq!((narrowed.status, narrowed.nothing), (list(&["busy"]), false));

    let held =
        Filter { status: list(&["failed"]), statuses: list(&["failed", "busy"]), ..everything() };
    assert!(narrowed_from(held, "status:busy").nothing);

    let held = Filter { sentiment: list(&["Positive", "neutral"]), ..everything() };
    assert_eq!(narrowed_from(held, "sentiment:positive").sentiment, ["Positive"]);

    let held = Filter { from_digits: list(&["1604", "49"]), ..everything() };
    let narrowed = narrowed_from(held, "from:+1 from:+4930");
    assert_eq!((narrowed.from_digits, narrowed.nothing), (list(&["1604", "4930"]), false));

    let held = Filter { tags: list(&["billing"]), ..everything() };
    let narrowed = narrowed_from(held.clone(), "tag:vip tag:late");
    assert_eq!((&narrowed.tags, narrowed.nothing), (&held.tags, false));
    assert_eq!(narrowed.also_tags, [list(&["vip", "late"])], "a call may carry many tags");
    assert_eq!(narrowed_from(held.clone(), "tag:billing tag:vip"), held, "asked already");

    let held = Filter { phone_number: list(&["+1", "+2"]), ..everything() };
    let narrowed = narrowed_from(held, "phone:\"+3\" & phone:\"+1\"");
    assert_eq!((narrowed.phone_number, narrowed.nothing), (list(&["+3"]), false));
    assert_eq!(narrowed.also_phone_number, [list(&["+1"])], "a call has two numbers");

    let held = Filter { starred: Some(true), min_duration_s: Some(60), ..everything() };
    let narrowed = narrowed_from(held, "is:unstarred duration:>10");
    assert!(narrowed.nothing);
    assert_eq!(narrowed.min_duration_s, Some(60));
}

#[test]
fn an_ampersand_stands_between_what_both_must_hold() {
    assert_eq!(narrowed("tag:billing & tag:vip").also_tags, [["vip"]]);
    assert!(narrowed("tag:billing tag:vip").also_tags.is_empty());
    assert!(narrowed("status:failed & status:busy").nothing);
    assert_eq!(
        parse("agent:sarah agent:tom & agent:lee").agent_words(),
        [vec!["sarah", "tom"], vec!["lee"]]
    );
    let words = parse("R & D -&");
    assert_eq!(words.words().count(), 2, "between words it changes nothing");
    assert!(words.terms.iter().all(|term| term.problem.is_none()));
    let filter =
        Filter { query: "agent:a & agent:b & tag:x & tag:y".into(), ..Filter::everything() };
    assert_eq!(to_text(&filter, &calendar()), "tag:x & tag:y agent:a & agent:b");
}

#[test]
fn hours_and_weekdays_are_named_one_by_one_or_from_one_to_another() {
    let hours = |text: &str| narrowed(text).hours;
    assert_eq!(hours("hour:14"), Hours::from_iter([14]));
    assert_eq!(hours("hour:9-11 HOUR:09 hour:0"), Hours::from_iter([0, 9, 10, 11]));
    assert_eq!(hours("hour:22-1"), Hours::from_iter([22, 23, 0, 1]));
    let weekdays = |text: &str| narrowed(text).weekdays;
    assert_eq!(weekdays("weekday:Mon weekday:we"), Weekdays::from_iter([0, 2]));
    assert_eq!(weekdays("weekday:friday-monday"), Weekdays::from_iter([4, 5, 6, 0]));
    assert_eq!(weekdays("weekday:weekend"), Weekdays::from_iter([5, 6]));

    let held = Filter { hours: Hours::between(9, 12), ..Filter::everything() };
    let both = narrowed_from(held.clone(), "hour:12-14");
    assert_eq!((both.hours, both.nothing), (Hours::from_iter([12]), false));
    assert!(narrowed_from(held, "hour:13").nothing);
    let filter = Filter { query: "hour:14 refund weekday:tue-wed".into(), ..Filter::everything() };
    assert_eq!(to_text(&filter, &calendar()), "weekday:tue-wed hour:14 refund");
}

#[test]
fn parts_that_exclude_each_other_leave_nothing() {
    for text in [
        "is:starred is:unstarred",
        "is:reviewed is:unreviewed",
        "has:note has:no-note",
        "has:agent has:no-agent",
        "is:missed status:completed",
        "is:nothing",
    ] {
        assert!(narrowed(text).nothing, "{text}");
    }
    assert_eq!(narrowed("is:missed status:busy status:completed").statuses, ["busy"]);
}

#[test]
fn two_numbers_stay_two_where_a_field_between_them_moves_away() {
    let filter = Filter { query: "604 status:failed 555".to_owned(), ..Filter::everything() };
    assert_eq!(to_text(&filter, &calendar()), "status:failed 604 ; 555");
    assert_eq!(parse("604 ; 555").words().count(), 2);
}
