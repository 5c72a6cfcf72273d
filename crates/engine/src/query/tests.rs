//! Search and filters over real files: what is derived follows whatever happens to the files it is
//! derived from, and what is found says where.

use chrono::{NaiveDate, Utc};
use offhook_model::{Call, Instant, Language, RawFilter, ZoneCalendar};
use offhook_store::PageToCommit;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::{Home, ProfileName};

pub(super) struct Desk {
    pub(super) profile: Profile,
    home: TempDir,
}

pub(super) fn calendar() -> ZoneCalendar<Utc> {
    ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap())
}

fn open(home: &TempDir) -> Profile {
    let home = Home::resolve(Some(home.path().to_owned())).unwrap();
    Profile::open(&home, &ProfileName::default()).unwrap()
}

impl Desk {
    pub(super) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { profile: open(&home), home }
    }

    /// The same profile, opened again as another process would.
    pub(super) fn reopened(&self) -> Profile {
        open(&self.home)
    }

    pub(super) fn commit(&self, rows: &[Value]) {
        commit(&self.profile, rows);
    }
}

pub(super) fn commit(profile: &Profile, rows: &[Value]) {
    let calls: Vec<Call> = rows.iter().map(|row| Call::read(&row.to_string()).unwrap()).collect();
    let page = PageToCommit::of(&calls, Instant::from_us(1));
    profile.cache.commit_page(&page).unwrap();
}

pub(super) fn row(number: usize, summary: &str) -> Value {
    let agents = [("a-1", "Sarah Lee"), ("a-2", "Tom")];
    let (agent_id, agent_name) = agents[number % 2];
    json!({
        "id": format!("call-{number}"), "agent_id": agent_id, "agent_name": agent_name,
        "from_number": if number.is_multiple_of(3) { "+1 (604) 555-0000" } else { "anonymous" },
        "to_number": "+4930123", "direction": "inbound",
        "status": if number.is_multiple_of(2) { "failed" } else { "completed" },
        "duration": number, "call_summary": summary,
        "created_at": format!("2026-03-01T00:{:02}:00Z", number % 60),
    })
}

fn ids(profile: &Profile, text: &str) -> Vec<String> {
    ids_of(&answer(profile, RawFilter { query: text.into(), ..RawFilter::default() }))
}

/// The one page that has everything.
pub(super) fn answer(profile: &Profile, raw: RawFilter) -> QueryAnswer {
    let raw = RawFilter { limit: 100.into(), ..raw };
    let options = QueryOptions {
        facets: true,
        histogram: true,
        calendar: &calendar(),
        language: Language::English,
        reading: Reading::default(),
    };
    let answer = profile.query(&raw, options).unwrap();
    assert!(answer.ready);
    assert_eq!(answer.total, answer.calls.len() as u64);
    answer
}

pub(super) fn ids_of(answer: &QueryAnswer) -> Vec<String> {
    let id = |call: &RawValue| {
        serde_json::from_str::<Value>(call.get()).unwrap()["id"].as_str().unwrap().to_owned()
    };
    answer.calls.iter().map(|call| id(call)).collect()
}

#[test]
fn a_changed_summary_a_note_a_tag_and_an_alias_are_found_at_once() {
    let desk = Desk::new();
    desk.commit(&[row(1, "late order"), row(2, "refund")]);
    assert_eq!(ids(&desk.profile, "refund"), ["call-2"]);
    desk.commit(&[row(1, "refund after all")]);
    assert_eq!(ids(&desk.profile, "refund").len(), 2);
    assert!(ids(&desk.profile, "late").is_empty());
    let (now, one) = (Instant::from_us(5), ["call-1".to_owned()]);
    desk.profile.set_note("call-1", "Rang the *warehouse*", now).unwrap();
    desk.profile.add_tag(&one, "Billing", now).unwrap();
    assert_eq!(ids(&desk.profile, "warehouse"), ["call-1"]);
    assert_eq!(ids(&desk.profile, "billing"), ["call-1"]);
    assert_eq!(ids(&desk.profile, "tag:BILLING"), ["call-1"]);
    assert_eq!(ids(&desk.profile, "has:note"), ["call-1"]);
    desk.profile.set_note("call-1", "", now).unwrap();
    assert!(ids(&desk.profile, "warehouse").is_empty());
    desk.profile.set_agent_alias("a-2", Some("Night desk"), now).unwrap();
    assert_eq!(ids(&desk.profile, "agent:night"), ["call-1"]);
    assert_eq!(ids(&desk.profile, "tom"), ["call-1"], "the server's name is still known");
    assert!(ids(&desk.profile, "agent:nobody").is_empty());
}

#[test]
fn words_of_notes_and_tags_that_a_backup_took_back_are_found_no_more() {
    const DAY_US: i64 = 86_400_000_000;
    let desk = Desk::new();
    desk.commit(&[row(1, "late order"), row(2, "refund")]);
    let now = Instant::parse("2026-03-01T12:00:00Z").unwrap();
    desk.profile.set_note("call-1", "rang the warehouse", now).unwrap();
    let backup = desk.profile.backup_review_if_due(now).unwrap().unwrap();
    let later = now.plus_us(DAY_US);
    desk.profile.set_note("call-1", "wants a voucher", later).unwrap();
    desk.profile.set_note("call-2", "voucher sent", later).unwrap();
    desk.profile.add_tag(&["call-2".to_owned()], "goodwill", later).unwrap();
    let other = desk.reopened();
    for profile in [&desk.profile, &other] {
        assert_eq!(ids(profile, "voucher").len(), 2);
        assert_eq!(ids(profile, "goodwill"), ["call-2"]);
    }
    desk.profile.restore_review(&backup.name, later).unwrap();
    for profile in [&desk.profile, &other] {
        assert!(ids(profile, "voucher").is_empty());
        assert!(ids(profile, "goodwill").is_empty());
        assert_eq!(ids(profile, "warehouse"), ["call-1"]);
        assert_eq!(ids(profile, "refund"), ["call-2"]);
    }
    desk.profile.set_note("call-2", "back again", later).unwrap();
    assert_eq!(ids(&other, "again"), ["call-2"]);
}

#[test]
fn another_process_sees_what_was_written_and_needs_no_index_for_it() {
    let desk = Desk::new();
    desk.commit(&[row(1, "late order")]);
    let other = desk.reopened();
    assert_eq!(ids(&other, "late"), ["call-1"]);
    desk.commit(&[row(2, "late again")]);
    desk.profile.set_starred(&["call-1".to_owned()], true, Instant::from_us(3)).unwrap();
    assert_eq!(ids(&other, "late").len(), 2);
    assert_eq!(ids(&other, "is:starred"), ["call-1"]);
    drop(other);
    for file in ["index.db", "index.db-wal", "index.db-shm"] {
        let _ = std::fs::remove_file(desk.profile.dir().join(file));
    }
    assert_eq!(ids(&desk.reopened(), "late").len(), 2);
}

#[test]
fn a_cache_that_was_put_back_or_made_anew_is_not_taken_for_the_one_that_was_followed() {
    let desk = Desk::new();
    let many: Vec<Value> = (0..60).map(|number| row(number, "first history")).collect();
    desk.commit(&many);
    assert_eq!(ids(&desk.profile, "first").len(), 60);
    let dir = desk.profile.dir().to_owned();
    drop(desk.profile);
    std::fs::remove_file(dir.join("cache.db")).unwrap();
    let desk = Desk { profile: open(&desk.home), home: desk.home };
    let other: Vec<Value> = (0..60).map(|number| row(59 - number, "second history")).collect();
    desk.commit(&other);
    assert!(ids(&desk.profile, "first").is_empty());
    assert_eq!(ids(&desk.profile, "second status:failed").len(), 30);
}

#[test]
fn marks_find_their_calls_after_the_cache_was_made_anew() {
    let desk = Desk::new();
    desk.commit(&[row(1, "x"), row(2, "y")]);
    desk.profile.set_starred(&["call-2".to_owned()], true, Instant::from_us(3)).unwrap();
    let dir = desk.profile.dir().to_owned();
    drop(desk.profile);
    std::fs::remove_file(dir.join("cache.db")).unwrap();
    let desk = Desk { profile: open(&desk.home), home: desk.home };
    assert!(ids(&desk.profile, "is:starred").is_empty());
    desk.commit(&[row(3, "z"), row(2, "y")]);
    assert_eq!(ids(&desk.profile, "is:starred"), ["call-2"]);
}

#[test]
fn facets_words_terms_and_highlights_come_with_the_page() {
    let desk = Desk::new();
    desk.commit(&[row(1, "😀 late order"), row(2, "refund")]);
    let raw = RawFilter { query: "late status:completed foo:bar".into(), ..RawFilter::default() };
    let options = QueryOptions {
        facets: true,
        histogram: true,
        calendar: &calendar(),
        language: Language::English,
        reading: Reading::default(),
    };
    let answer = desk.profile.query(&raw, options).unwrap();
    assert_eq!(answer.total, 0, "nothing mentions foo:bar");
    assert!(answer.terms[2].problem.is_some());
    assert_eq!((answer.terms[1].field, answer.terms[1].start), (Some("status"), 5));
    let raw = RawFilter { query: "late".into(), ..RawFilter::default() };
    let answer = desk.profile.query(&raw, options).unwrap();
    assert_eq!(answer.in_words, "Calls mentioning “late”");
    assert_eq!(answer.highlights, [vec![Span { start: 3, end: 7 }]], "UTF-16: an emoji is two");
    assert_eq!(answer.agent_highlights, [Vec::new()]);
    let facets = answer.facets.unwrap();
    let agent = facets.iter().find(|facet| facet.field == "agent").unwrap();
    assert_eq!(agent.values[0].label.as_deref(), Some("Tom"));
    assert_eq!(answer.histogram.unwrap().counts.iter().sum::<u64>(), 1);
}

#[test]
fn a_field_whose_value_is_about_to_be_typed_leaves_the_list_as_it_is() {
    let desk = Desk::new();
    desk.commit(&[row(1, "late order"), row(2, "refund")]);
    for typed in ["late status:", "late agent:\"", "tag: late", "late duration:>"] {
        assert_eq!(ids(&desk.profile, typed), ["call-1"], "{typed}");
        let raw = RawFilter { query: typed.into(), ..RawFilter::default() };
        let answer = answer(&desk.profile, raw);
        assert_eq!(answer.in_words, "Calls mentioning “late”", "{typed}");
        let term = answer.terms.iter().find(|term| term.field.is_some()).unwrap();
        assert!(term.problem.as_ref().is_some_and(|told| told.contains("no value yet")), "{typed}");
    }
}

#[test]
fn a_call_found_by_its_agent_has_the_name_marked_as_the_list_shows_it() {
    let desk = Desk::new();
    desk.commit(&[row(1, "refund"), row(2, "refund")]);
    let marked = |query: &str| {
        let raw = RawFilter { query: query.into(), ..RawFilter::default() };
        let options = QueryOptions {
            facets: false,
            histogram: false,
            calendar: &calendar(),
            language: Language::English,
            reading: Reading::default(),
        };
        desk.profile.query(&raw, options).unwrap().agent_highlights
    };
    // Agent a-2 is Tom, agent a-1 Sarah Lee; the newest call comes first.
    assert_eq!(marked("refund le"), [vec![Span { start: 6, end: 9 }]]);
    assert_eq!(marked("refund"), [vec![], vec![]]);
    let now = Instant::from_us(5);
    desk.profile.set_agent_alias("a-1", Some("Night desk"), now).unwrap();
    assert_eq!(marked("desk"), [vec![Span { start: 6, end: 10 }]]);
    assert_eq!(marked("sarah"), [vec![]], "found by a name that the list does not show");
}

#[test]
fn a_call_says_where_else_it_has_what_was_searched_for() {
    let desk = Desk::new();
    desk.commit(&[row(1, "late"), row(3, "late")]);
    let (now, one) = (Instant::from_us(5), ["call-1".to_owned()]);
    let note = format!("{} The Größe 👍 is wrong, GROSSE anger", "before ".repeat(20));
    desk.profile.set_note("call-1", &note, now).unwrap();
    desk.profile.add_tag(&one, "Große Kunden", now).unwrap();
    desk.profile.add_tag(&one, "other", now).unwrap();
    desk.profile.set_agent_alias("a-2", Some("Nachtdienst"), now).unwrap();
    let found = |text: &str| {
        let raw = RawFilter { query: text.into(), ..RawFilter::default() };
        let mut answer = answer(&desk.profile, raw);
        assert_eq!(answer.elsewhere.len(), answer.calls.len());
        answer.elsewhere.pop().unwrap()
    };
    let marked = |FoundText { text, found }: &FoundText| -> Vec<String> {
        let units: Vec<u16> = text.encode_utf16().collect();
        found.iter().map(|at| String::from_utf16(&units[at.start..at.end]).unwrap()).collect()
    };
    let both = found("gross");
    assert_eq!(both.tags.iter().map(marked).collect::<Vec<_>>(), [["Große"]]);
    let note = both.note.unwrap();
    assert_eq!(marked(&note), ["Größe", "GROSSE"]);
    assert!(note.text.starts_with("… before before "), "{}", note.text);
    assert_eq!(both.agent, None);
    // The list shows the alias, and only the server's name has the word.
    assert_eq!(marked(&found("tom").agent.unwrap()), ["Tom"]);
    assert_eq!(found("nachtdienst").agent, None);
    // "+1 (604) 555-0000" is the caller of call-3 alone.
    assert_eq!(found("6045550").from, [Span { start: 4, end: 14 }]);
    assert_eq!(found("4930123").to, [Span { start: 1, end: 8 }]);
    assert_eq!(found("late"), FoundElsewhere::default());
    assert_eq!(found("-nothing"), FoundElsewhere::default());
    assert_eq!(found("tag:other"), FoundElsewhere::default(), "a filter marks nothing");
}

#[test]
fn notes_as_long_as_books_are_looked_into_as_far_as_nobody_waits_for_it() {
    let desk = Desk::new();
    desk.commit(&[row(1, "x"), row(2, "x"), row(3, "x")]);
    let long = format!("refund {}refund", "é ".repeat(120_000));
    for id in ["call-1", "call-2", "call-3"] {
        desk.profile.set_note(id, &long, Instant::from_us(5)).unwrap();
    }
    let raw = RawFilter { query: "refund".into(), ..RawFilter::default() };
    let answer = answer(&desk.profile, raw);
    let said: Vec<bool> = answer.elsewhere.iter().map(|found| found.note.is_some()).collect();
    assert_eq!((answer.total, said), (3, vec![true, false, false]));
}

#[test]
fn words_across_a_note_and_a_tag_are_not_words_that_follow_each_other() {
    let desk = Desk::new();
    desk.commit(&[row(1, "x")]);
    let (now, one) = (Instant::from_us(5), ["call-1".to_owned()]);
    desk.profile.set_note("call-1", "ask the bank", now).unwrap();
    desk.profile.add_tag(&one, "billing", now).unwrap();
    desk.profile.add_tag(&one, "late", now).unwrap();
    assert_eq!(ids(&desk.profile, "\"the bank\" billing late"), ["call-1"]);
    assert!(ids(&desk.profile, "\"bank billing\"").is_empty());
    assert!(ids(&desk.profile, "\"billing late\"").is_empty());
}

#[test]
fn a_tag_ticked_and_a_tag_typed_find_the_calls_that_carry_both() {
    let desk = Desk::new();
    desk.commit(&[row(1, "x"), row(2, "x"), row(3, "x")]);
    let tag = |ids: &[&str], tag: &str| {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        desk.profile.add_tag(&ids, tag, Instant::from_us(5)).unwrap();
    };
    tag(&["call-1", "call-2"], "billing");
    tag(&["call-2", "call-3"], "VIP");
    let found = |query: &str, tags: &[&str]| {
        let raw = RawFilter { query: query.into(), tags: json!(tags), ..RawFilter::default() };
        let answer = answer(&desk.profile, raw);
        (ids_of(&answer), answer.in_words)
    };
    let both = "Calls tagged “billing” and tagged “vip”".to_owned();
    assert_eq!(found("tag:vip", &["billing"]), (vec!["call-2".to_owned()], both.clone()));
    assert_eq!(found("tag:billing & tag:vip", &[]), (vec!["call-2".to_owned()], both));
    assert_eq!(found("tag:billing tag:vip", &[]).0.len(), 3);
    assert_eq!(found("", &["billing", "vip"]).0.len(), 3);
    let raw = RawFilter {
        query: "phone:\"+4930123\"".into(),
        phone_number: json!("+1 (604) 555-0000"),
        ..RawFilter::default()
    };
    assert_eq!(ids_of(&answer(&desk.profile, raw)), ["call-3"], "between both numbers");
}

#[test]
fn an_answer_tells_how_its_numbers_read_and_those_that_were_asked_for() {
    let desk = Desk::new();
    desk.commit(&[row(1, "refund")]);
    let raw = RawFilter {
        phone_number: "+16045551234".into(),
        query: "phone:+442079460958 from:+33142001234".into(),
        ..RawFilter::default()
    };
    let of = |raw: &RawFilter| {
        let calendar = calendar();
        let options = QueryOptions {
            facets: false,
            histogram: false,
            calendar: &calendar,
            language: Language::English,
            reading: Reading::default(),
        };
        let answer = desk.profile.query(raw, options).unwrap();
        serde_json::to_value(answer.phones).unwrap()
    };
    assert_eq!(of(&RawFilter::default()), json!({"+4930123": "+49 30 123"}));
    let asked_for = json!({
        "+16045551234": "+1 604 555 1234",
        "+33142001234": "+33 1 42 00 12 34",
        "+442079460958": "+44 20 7946 0958",
    });
    assert_eq!(of(&raw), asked_for);
}
