//! Which calls a person is told of: new here and negative, each once, and nothing of a first sync.

use chrono::{Duration as Span, Utc};
use offhook_demo_remote::DemoRemote;
use offhook_engine::{Home, NegativeCalls, Profile, ProfileName};
use offhook_model::Instant;
use serde_json::{Value, json};

use crate::support::{Desk, settled, start, sync};

/// What the window's host does around each of its syncs.
fn told_by_a_sync(profile: &Profile, remote: &DemoRemote) -> Option<NegativeCalls> {
    profile.watch_for_negative().unwrap();
    sync(profile, remote);
    profile.new_negative_calls(Instant::from(Utc::now())).unwrap()
}

fn call(id: &str, sentiment: Option<&str>, minutes_ago: i64) -> Value {
    json!({
        "id": id, "agent_id": "agent-1", "agent_name": "Ada", "direction": "inbound",
        "from_number": format!("+493090182{minutes_ago:03}"), "to_number": "+49 30 1", "duration": 5,
        "status": "completed", "sentiment": sentiment, "call_summary": format!("About {id}."),
        "created_at": Utc::now() - Span::minutes(minutes_ago),
    })
}

fn count(told: Option<NegativeCalls>) -> usize {
    told.map_or(0, |news| news.count)
}

#[test]
fn new_negative_calls_are_told_once_and_a_first_sync_tells_none() {
    let remote = start(settled(300));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    assert_eq!(told_by_a_sync(&profile, &remote), None, "everything is new to a first sync");
    assert_eq!(told_by_a_sync(&profile, &remote), None);

    for minutes_ago in 1..=4 {
        remote.insert(call(&format!("n{minutes_ago}"), Some("Negative"), minutes_ago));
    }
    remote.insert(call("p", Some("positive"), 0));
    let news = told_by_a_sync(&profile, &remote).unwrap();
    assert_eq!((news.count, news.newest.len()), (4, 3));
    assert_eq!(news.newest[0].number.as_deref(), Some("+49 30 90182001"));
    assert_eq!(news.newest[0].agent.as_deref(), Some("Ada"));
    assert_eq!(news.newest[0].summary.as_deref(), Some("About n1."));
    assert_eq!(told_by_a_sync(&profile, &remote), None, "they were told");
    drop(profile);
    assert_eq!(told_by_a_sync(&desk.profile(), &remote), None, "also before this start");
}

#[test]
fn a_sentiment_that_comes_after_its_call_is_told_when_it_comes() {
    let remote = start(settled(120));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    remote.insert(call("late", None, 1));
    assert_eq!(told_by_a_sync(&profile, &remote), None);
    assert!(
        remote.update("late", |fields| drop(fields.insert("sentiment".into(), "negative".into())))
    );
    assert_eq!(count(told_by_a_sync(&profile, &remote)), 1);
    assert_eq!(told_by_a_sync(&profile, &remote), None);
}

#[test]
fn what_comes_while_nobody_wants_to_know_is_no_news_later() {
    let remote = start(settled(120));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    profile.watch_for_negative().unwrap();
    profile.stop_watching().unwrap();
    remote.insert(call("unseen", Some("negative"), 1));
    sync(&profile, &remote);
    assert_eq!(told_by_a_sync(&profile, &remote), None);
    remote.insert(call("seen", Some("negative"), 0));
    assert_eq!(count(told_by_a_sync(&profile, &remote)), 1);
}

#[test]
fn a_cache_that_is_made_anew_tells_nothing_of_what_it_reads_again() {
    let remote = start(settled(120));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    remote.insert(call("told", Some("negative"), 1));
    assert_eq!(count(told_by_a_sync(&profile, &remote)), 1);
    drop(profile);
    Home::resolve(Some(desk.data_dir())).unwrap().rebuild_cache(&ProfileName::default()).unwrap();
    assert_eq!(told_by_a_sync(&desk.profile(), &remote), None);
    assert_eq!(told_by_a_sync(&desk.profile(), &remote), None);
}
