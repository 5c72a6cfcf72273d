//! What each thing typed means.

use super::*;
use crate::{Filter, Instant, Language, ZoneCalendar};
use chrono_tz::Tz;

/// Wednesday, 4 March 2026, in Berlin: an hour ahead of UTC.
pub(super) fn calendar() -> ZoneCalendar<Tz> {
    ZoneCalendar::new(Tz::Europe__Berlin, "2026-03-04".parse().unwrap())
}

pub(super) fn parse(text: &str) -> Query {
    Query::parse(text, &calendar())
}

pub(super) fn narrowed(text: &str) -> Filter {
    narrowed_from(Filter::everything(), text)
}

pub(super) fn narrowed_from(mut filter: Filter, text: &str) -> Filter {
    parse(text).narrow(&mut filter);
    filter
}

fn words(tokens: &[&str], prefix: bool) -> Kind {
    Kind::Words { tokens: tokens.iter().map(|token| (*token).to_owned()).collect(), prefix }
}

fn digits(digits: &str, tokens: &[&str]) -> Kind {
    let tokens = tokens.iter().map(|token| (*token).to_owned()).collect();
    Kind::Digits { digits: digits.to_owned(), tokens }
}

/// The kinds and negations of all terms.
fn read(text: &str) -> Vec<(Kind, bool)> {
    parse(text).terms.into_iter().map(|term| (term.kind, term.negated)).collect()
}

#[test]
fn words_phrases_and_their_negations_are_told_apart() {
    let cases = [
        ("Refund deliv", vec![(words(&["refund"], true), false), (words(&["deliv"], true), false)]),
        ("\"Exact Words\"", vec![(words(&["exact", "words"], false), false)]),
        ("“exact words”", vec![(words(&["exact", "words"], false), false)]),
        ("„genau so“", vec![(words(&["genau", "so"], false), false)]),
        ("\"half typ", vec![(words(&["half", "typ"], true), false)]),
        ("-voicemail", vec![(words(&["voicemail"], true), true)]),
        ("-\"left a message\"", vec![(words(&["left", "a", "message"], false), true)]),
        ("e-mail", vec![(words(&["e", "mail"], true), false)]),
        ("退款", vec![(words(&["退", "款"], true), false)]),
        ("\"a\"b", vec![(words(&["a"], false), false), (words(&["b"], true), false)]),
        ("5'10\"tall", vec![(words(&["5", "10", "tall"], true), false)]),
        (r#""a \"b\\""#, vec![(words(&["a", "b"], false), false)]),
        ("-", vec![(words(&[], true), false)]),
        ("", vec![]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_number_is_one_term_however_it_is_spaced() {
    let cases = [
        ("(604) 555-1234", vec![(digits("6045551234", &["604", "555", "1234"]), false)]),
        ("+49 30 / 1234", vec![(digits("49301234", &["49", "30", "1234"]), false)]),
        ("-555", vec![(digits("555", &["555"]), true)]),
        ("60", vec![(words(&["60"], true), false)]),
        ("room 60", vec![(words(&["room"], true), false), (words(&["60"], true), false)]),
        (
            "604 - refund",
            vec![
                (digits("604", &["604"]), false),
                (words(&[], true), false),
                (words(&["refund"], true), false),
            ],
        ),
        ("604 -555", vec![(digits("604", &["604"]), false), (digits("555", &["555"]), true)]),
        ("\"604\" 5551", vec![(words(&["604"], false), false), (digits("5551", &["5551"]), false)]),
        ("number:+1604", vec![(digits("1604", &[]), false)]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn every_list_field_reaches_its_filter_in_either_case() {
    let filter = narrowed(
        "STATUS:Failed status:cancelled Direction:inbound sentiment:negative agent-id:\"a b\" \
         from:+1604 to:+49(30) phone:+16045551234 tag:billing tag:\"two words\" status:failed",
    );
    assert_eq!(filter.statuses, ["failed", "canceled"]);
    assert_eq!(filter.direction, ["inbound"]);
    assert_eq!(filter.sentiment, ["negative"]);
    assert_eq!(filter.agent_ids, ["a b"]);
    assert_eq!(filter.from_digits, ["1604"]);
    assert_eq!(filter.to_digits, ["4930"]);
    assert_eq!(filter.phone_number, ["+16045551234"]);
    assert_eq!(filter.tags, ["billing", "two words"]);
    assert!(!filter.nothing);
}

#[test]
fn agents_names_are_given_to_the_caller() {
    let query = parse("agent:sarah refund AGENT:\"Sarah Lee\"");
    assert_eq!(query.agent_words(), [["sarah", "Sarah Lee"]]);
    assert_eq!(query.words().count(), 1);
    assert_eq!(query.terms[2].field, Some(Field::Agent));
}

#[test]
fn marks_are_read() {
    let filter = narrowed("is:starred is:unreviewed has:note is:removed is:missed");
    assert_eq!(
        (filter.starred, filter.reviewed, filter.noted),
        (Some(true), Some(false), Some(true))
    );
    assert!(filter.removed && !filter.nothing);
    assert_eq!(filter.statuses, ["no-answer", "busy", "failed", "canceled"]);
    let filter = narrowed("is:unstarred is:reviewed has:no-note");
    assert_eq!(
        (filter.starred, filter.reviewed, filter.noted),
        (Some(false), Some(true), Some(false))
    );
}

#[test]
fn what_a_call_lacks_is_asked_for_as_a_note_is() {
    let parts = |text: &str| {
        let filter = narrowed(text);
        [filter.with_status, filter.with_agent, filter.with_sentiment]
    };
    assert_eq!(parts("has:status has:NO-AGENT"), [Some(true), Some(false), None]);
    assert_eq!(parts("has:no-status has:agent"), [Some(false), Some(true), None]);
    assert_eq!(parts("has:no-sentiment"), [None, None, Some(false)]);
    let filter = Filter { query: "refund has:no-sentiment".into(), ..Filter::everything() };
    assert_eq!(to_text(&filter, &calendar()), "has:no-sentiment refund");
    // What is lacking and what is named exclude each other, wherever each of them stands.
    let held = Filter { sentiment: vec!["negative".into()], ..Filter::everything() };
    let text = to_text(&narrowed_from(held, "has:no-sentiment"), &calendar());
    assert!(text.starts_with("is:nothing "), "{text}");
}

#[test]
fn days_are_local_and_bounds_are_inclusive() {
    let cases = [
        ("after:2026-03-01", Some("2026-02-28T23:00:00Z"), None),
        ("before:2026-03-01", None, Some("2026-02-28T22:59:59.999999Z")),
        ("until:2026-03-01", None, Some("2026-03-01T22:59:59.999999Z")),
        ("on:today", Some("2026-03-03T23:00:00Z"), Some("2026-03-04T22:59:59.999999Z")),
        ("on:Yesterday", Some("2026-03-02T23:00:00Z"), Some("2026-03-03T22:59:59.999999Z")),
        ("on:2026-3-1", Some("2026-02-28T23:00:00Z"), Some("2026-03-01T22:59:59.999999Z")),
        // Clocks go forward within this month.
        ("on:2026-03", Some("2026-02-28T23:00:00Z"), Some("2026-03-31T21:59:59.999999Z")),
        ("on:2026", Some("2025-12-31T23:00:00Z"), Some("2026-12-31T22:59:59.999999Z")),
        ("on:last-7-days", Some("2026-02-25T23:00:00Z"), Some("2026-03-04T22:59:59.999999Z")),
        ("on:this-week", Some("2026-03-01T23:00:00Z"), Some("2026-03-08T22:59:59.999999Z")),
        ("on:last-week", Some("2026-02-22T23:00:00Z"), Some("2026-03-01T22:59:59.999999Z")),
        ("on:this-month", Some("2026-02-28T23:00:00Z"), Some("2026-03-31T21:59:59.999999Z")),
        ("on:last-month", Some("2026-01-31T23:00:00Z"), Some("2026-02-28T22:59:59.999999Z")),
        ("on:last-year", Some("2024-12-31T23:00:00Z"), Some("2025-12-31T22:59:59.999999Z")),
        ("after:last-month", Some("2026-01-31T23:00:00Z"), None),
        ("before:this-week", None, Some("2026-03-01T22:59:59.999999Z")),
        ("after:2026-03-01T10:30:00+02:00", Some("2026-03-01T08:30:00Z"), None),
        ("before:2026-03-01t10:30:00z", None, Some("2026-03-01T10:29:59.999999Z")),
        ("until:2026-03-01T10:30:00Z", None, Some("2026-03-01T10:30:00Z")),
        ("after:2026-03-01T10:30", Some("2026-03-01T09:30:00Z"), None),
        ("after:\"2026-03-01 10:30:15\"", Some("2026-03-01T09:30:15Z"), None),
        (
            "after:2026-03-01 after:2026-03-03 before:today before:2026-03-10",
            Some("2026-03-02T23:00:00Z"),
            Some("2026-03-03T22:59:59.999999Z"),
        ),
    ];
    let instant = |text: Option<&str>| text.map(|text| Instant::parse(text).unwrap());
    for (text, from, to) in cases {
        let filter = narrowed(text);
        assert_eq!(filter.from, instant(from), "{text}");
        assert_eq!(filter.to, instant(to), "{text}");
    }
}

#[test]
fn durations_are_read_in_seconds_minutes_and_hours() {
    let cases = [
        ("duration:>2m", (Some(121), None)),
        ("duration:>=2m", (Some(120), None)),
        ("duration:<30s", (None, Some(29))),
        ("duration:<=30s", (None, Some(30))),
        ("duration:1m-5m", (Some(60), Some(300))),
        ("duration:0-9", (Some(0), Some(9))),
        ("duration:900-", (Some(900), None)),
        ("duration:90", (Some(90), Some(90))),
        ("duration:1h30m5s", (Some(5405), Some(5405))),
        ("DURATION:2MIN", (Some(120), Some(120))),
        ("duration:≥1m duration:>30s duration:<1h duration:≤2h", (Some(60), Some(3599))),
        ("duration:>=-5", (Some(-5), None)),
    ];
    for (text, expected) in cases {
        let filter = narrowed(text);
        assert_eq!((filter.min_duration_s, filter.max_duration_s), expected, "{text}");
    }
}

#[test]
fn what_is_no_field_is_searched_as_words_and_says_why() {
    let cases = [
        ("colour:red", "There is no field “colour”, so this is searched as words"),
        (
            "status:fial",
            "“fial” is not a status (completed, busy, no-answer, failed, canceled, initiated, \
             ringing, in-progress, voicemail), so this is searched as words",
        ),
        (
            "direction:up",
            "“up” is not a direction (inbound, outbound), so this is searched as words",
        ),
        ("-status:failed", "“status:” cannot be excluded, so this is searched as words"),
        (
            "on:2026-02-30",
            "“2026-02-30” is not a day (2026-03-01, 2026-03, yesterday, last-7-days, this-week), \
             so this is searched as words",
        ),
        (
            "after:soon",
            "“soon” is not a date (2026-03-01, 2026-03-01T10:30, yesterday, this-week), so this is \
             searched as words",
        ),
        (
            "duration:>x",
            "“>x” is not a duration (>2m, <=30s, 1m-5m, 90), so this is searched as words",
        ),
        ("from:anonymous", "“anonymous” is not a number with digits, so this is searched as words"),
        ("hour:24", "“24” is not an hour (14, 9-17, 22-5), so this is searched as words"),
        (
            "weekday:today",
            "“today” is not a day of the week (mon, mon-fri, weekend), so this is searched as words",
        ),
        (
            "is:happy",
            "“happy” is not a mark (starred, unstarred, reviewed, unreviewed, missed, removed), so \
             this is searched as words",
        ),
        (
            "has:tag",
            "“tag” is not something a call has (note, sentiment, agent, status; no-note, \
             no-sentiment, …), so this is searched as words",
        ),
        ("👍", "“👍” has no letter or digit to search for and is ignored"),
    ];
    for (text, sentence) in cases {
        let query = parse(text);
        let [term] = query.terms.as_slice() else { panic!("{text}: {query:?}") };
        let problem = term.problem.as_ref().unwrap();
        assert_eq!(problem.sentence(Language::English), sentence, "{text}");
        assert!(!problem.sentence(Language::German).is_empty());
        assert!(matches!(term.kind, Kind::Words { .. }) && term.field.is_none(), "{text}");
        assert!(narrowed(text).is_everything(), "{text}");
    }
    let negated = &parse("-status:failed").terms[0];
    assert!(negated.negated);
    assert_eq!(negated.kind, words(&["status", "failed"], true));
}

#[test]
fn a_field_with_the_beginning_of_a_word_it_takes_asks_nothing_unless_in_quotes() {
    for text in [
        "status:f",
        "-status:vo",
        "status:cancell",
        "direction:IN",
        "sentiment:neg",
        "is:un",
        "has:no",
    ] {
        let query = parse(text);
        let [term] = query.terms.as_slice() else { panic!("{text}: {query:?}") };
        assert_eq!((&term.kind, term.negated), (&Kind::NoValue, false), "{text}");
        let begun = Problem::Begun(term.field.unwrap(), term.value.clone());
        assert_eq!(term.problem, Some(begun), "{text}");
        assert!(narrowed(text).is_everything() && query.words().count() == 0, "{text}");
    }
    assert_eq!(narrowed("sentiment:\"neg\"").sentiment, ["neg"]);
    assert_eq!(narrowed("status:cancelled").statuses, ["canceled"]);
    let neg = Filter { sentiment: vec!["neg".to_owned()], ..Filter::everything() };
    assert_eq!(to_text(&neg, &calendar()), "sentiment:\"neg\"");
    let problem = parse("status:f").terms[0].problem.clone().unwrap();
    let english = problem.sentence(Language::English);
    assert!(
        english.starts_with("“f” is not a whole value yet and filters nothing; type a status (")
    );
    assert!(problem.sentence(Language::German).starts_with("„f“ ist noch kein ganzer Wert"));
}

#[test]
fn a_field_without_a_value_asks_nothing_and_says_what_it_takes() {
    let begun = Field::ALL.map(|field| format!("{}:", field.name()));
    let more = ["Agent:\"\"", "agent:\"", "-status:", "duration:>", "duration:<=", "from:+"];
    for text in begun.iter().map(String::as_str).chain(more) {
        let query = parse(text);
        let [term] = query.terms.as_slice() else { panic!("{text}: {query:?}") };
        assert_eq!((&term.kind, term.negated), (&Kind::NoValue, false), "{text}");
        assert_eq!(term.problem, term.field.map(Problem::NoValue), "{text}");
        assert_eq!((query.words().count(), query.agent_words().len()), (0, 0), "{text}");
        assert!(narrowed(text).is_everything(), "{text}");
        // Nor does it in the middle.
        let around = format!("refund {text} ");
        let filter = Filter { query: around.clone(), ..Filter::everything() };
        assert_eq!(to_text(&filter, &calendar()), "refund", "{around}");
    }
    let said =
        |text: &str, language| parse(text).terms[0].problem.as_ref().unwrap().sentence(language);
    let cases = [
        (
            "duration:>",
            "“duration:” has no value yet and filters nothing; type a duration (>2m, <=30s, 1m-5m, 90)",
            "„duration:“ hat noch keinen Wert und filtert nichts; erwartet wird eine Dauer (>2m, \
             <=30s, 1m-5m, 90)",
        ),
        (
            "tag:",
            "“tag:” has no value yet and filters nothing; type a tag",
            "„tag:“ hat noch keinen Wert und filtert nichts; erwartet wird ein Schlagwort",
        ),
    ];
    for (text, english, german) in cases {
        assert_eq!(said(text, Language::English), english);
        assert_eq!(said(text, Language::German), german);
    }
    assert_eq!(
        said("hour:24", Language::German),
        "„24“ ist keine Stunde (14, 9-17, 22-5), daher wird nach den Wörtern gesucht"
    );
    let mut filter = Filter::everything();
    parse("status: status:failed & tag:").narrow(&mut filter);
    assert_eq!(filter, Filter { statuses: vec!["failed".into()], ..Filter::everything() });
}

#[test]
fn bad_dates_and_durations_never_pass_for_good_ones() {
    let values = [
        "on:2026-13",
        "on:26-03-01",
        "on:2026-03-01-01",
        "on:last-0-days",
        "on:last--days",
        "on:last-99999999999999999999-days",
        "on:2026-03-01T10:30",
        "on:",
        "after:T",
        "after:2026-03-01T25:00",
        "after:20260301",
        "after:@",
        "after:@x",
        "duration:1x",
        "duration:m",
        "duration:--",
        "duration:-",
        "duration:-5",
        "duration:5m-1",
        "duration:>>1",
        "duration:99999999999999999999",
        "duration:9999999999999999h",
        "duration:1m-5m-7m",
        "hour:",
        "hour:-1",
        "hour:9-",
        "hour:9-17-18",
        "hour:+9",
        "hour:2pm",
        "weekday:m",
        "weekday:mon-",
        "weekday:mondays",
        "weekday:möntag",
    ];
    for text in values.into_iter().filter(|text| *text != "duration:5m-1") {
        assert!(parse(text).terms[0].problem.is_some(), "{text}");
    }
    // The ends are the wrong way round: it is read, and the filter says that nothing can match.
    assert!(narrowed("duration:5m-1").contradiction().is_some());
}

#[test]
fn ordinary_text_with_colons_is_left_in_peace() {
    for text in ["https://example.com/a", "12:30", "note:", "::", "a.b:c", "-:x"] {
        assert_eq!(parse(text).terms[0].problem, None, "{text}");
    }
}

#[test]
fn every_field_is_found_by_its_name_and_explained() {
    let documented = include_str!("mod.rs");
    for field in Field::ALL {
        assert_eq!(Field::from_name(&field.name().to_uppercase()), Some(field));
        assert!(documented.contains(&format!("`{}:", field.name())), "{}", field.name());
    }
}
