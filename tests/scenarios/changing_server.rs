//! A server that changes: between two requests, between two syncs, in old calls and in new ones.

use std::time::Duration;

use chrono::Duration as Span;
use offhook_demo_remote::{DemoRemote, Ledger};
use offhook_engine::{Profile, SyncOptions};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use crate::support::{
    Desk, ShiftedClock, all_calls, assert_same_calls, id, long_ago, quick, settled, start, sync,
    sync_at, sync_with,
};

/// No sweep: what is found then is found by its own rule.
fn without_sweep() -> SyncOptions {
    SyncOptions { sweep_requests: 0, ..quick() }
}

/// Inserts, edits and deletes at random, old calls and new ones.
fn stir(ledger: &mut Ledger, rng: &mut ChaCha8Rng, number: u64) {
    let calls = ledger.calls();
    let some_id = id(&calls[rng.random_range(0..calls.len())]).to_owned();
    match rng.random_range(0..5) {
        0 => {
            let minutes = i64::try_from(number).unwrap();
            ledger.insert_made_up(2, long_ago() + Span::minutes(minutes));
        }
        1 => {
            let days = rng.random_range(1..100);
            ledger.insert_made_up(1, long_ago() - Span::days(days));
        }
        2 => {
            ledger.delete(&[some_id]);
        }
        3 => {
            ledger.update(&some_id, |fields| {
                fields.insert("duration".into(), number.into());
            });
        }
        _ => {}
    }
}

/// Syncs until cache and server agree, at most so many times.
#[track_caller]
fn assert_settles(profile: &Profile, remote: &DemoRemote, most_syncs: usize) {
    for _sync in 0..most_syncs {
        if sync(profile, remote).complete && all_calls(profile) == remote.calls() {
            return;
        }
    }
    assert_same_calls(&all_calls(profile), &remote.calls());
    panic!("the same, and not said to be complete");
}

#[test]
fn calls_that_arrive_vanish_and_change_while_we_page_are_all_right_once_the_server_is_still() {
    for seed in 0..4 {
        let remote = start(settled(700));
        let desk = Desk::connected_to(&remote);
        let profile = desk.profile();
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        remote.between_requests(move |ledger, number| stir(ledger, &mut rng, number));
        for _sync in 0..3 {
            sync(&profile, &remote);
        }
        remote.between_requests(|_, _| {});
        // Three rounds for what changes a count, then the sweep reads each of the eight pages.
        assert_settles(&profile, &remote, 3 + 8);
    }
}

#[test]
fn calls_that_arrive_at_the_head_while_we_page_shift_nothing() {
    let remote = start(settled(700));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    remote.between_requests(|ledger, number| {
        let minutes = i64::try_from(number).unwrap();
        ledger.insert_made_up(7, long_ago() + Span::minutes(minutes));
    });
    let first = sync(&profile, &remote);
    assert!(first.inserted >= 700, "{first:?}");
    remote.between_requests(|_, _| {});
    assert!(sync(&profile, &remote).complete);
    assert_same_calls(&all_calls(&profile), &remote.calls());
}

#[test]
fn a_late_row_of_long_ago_is_found_by_its_count() {
    let remote = start(settled(2_000));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    let oldest = remote.calls().pop().unwrap();
    remote.insert_made_up(2, long_ago() - Span::days(50));
    remote.insert_made_up(1, long_ago() - Span::days(400));
    let report = sync_with(&profile, &remote, without_sweep()).unwrap();
    assert_eq!((report.inserted, report.complete), (3, true), "{report:?}");
    assert!(report.requests <= 20, "without reading the twenty pages again: {report:?}");
    assert_same_calls(&all_calls(&profile), &remote.calls());
    assert!(
        profile.complete_back_to().unwrap().unwrap().as_str()
            < oldest["created_at"].as_str().unwrap()
    );
}

#[test]
fn an_edit_to_an_old_call_is_found_by_the_sweep_within_as_many_syncs_as_there_are_pages() {
    let remote = start(settled(700));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    for place in [150, 333, 699] {
        let call = remote.calls().swap_remove(place);
        remote.update(id(&call), |fields| {
            fields.insert("sentiment".into(), "corrected".into());
        });
        let before = sync_with(&profile, &remote, without_sweep()).unwrap();
        assert_eq!(before.updated, 0, "no count tells of it: {before:?}");
        assert_settles(&profile, &remote, 8);
        let history = profile.call_detail(id(&call)).unwrap().changes;
        assert_eq!(history[0].field, "sentiment");
        assert_eq!(history[0].new.as_deref(), Some("corrected"));
        assert_eq!(history[0].old.as_deref(), call["sentiment"].as_str());
    }
}

/// Counts cannot tell of it, and nothing else does: the server names no changes.
#[test]
fn a_call_that_vanished_and_one_that_came_late_cancel_out_in_the_count_and_are_found_by_the_sweep()
{
    let remote = start(settled(700));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    remote.delete(&[id(&remote.calls()[400])]);
    remote.insert_made_up(1, long_ago() - Span::days(70));
    assert_settles(&profile, &remote, 10);
}

#[test]
fn an_unsettled_call_below_the_newest_page_is_read_again_until_it_settles() {
    let now = chrono::Utc::now();
    let remote = start(offhook_demo_remote::Config { now: now - Span::hours(60), ..settled(300) });
    // Thirty hours ago, with a page and a half of finished calls above it.
    remote.insert(json!({
        "id": "alive", "agent_id": null, "from_number": "+1", "to_number": "+2",
        "direction": "inbound", "status": "in-progress", "duration": null, "sentiment": null,
        "call_summary": null, "created_at": (now - Span::hours(30)).to_rfc3339(),
    }));
    for minutes in 0..150 {
        remote.insert_made_up(1, now - Span::minutes(600 + minutes));
    }
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    let clock = ShiftedClock::default();
    let sync_now = || sync_at(&profile, &remote, without_sweep(), &clock, &mut |_, _| {}).unwrap();
    sync_now();
    remote.update("alive", |fields| {
        fields.insert("status".into(), "completed".into());
        fields.insert("duration".into(), 61.into());
    });
    assert_eq!(sync_now().updated, 0, "a quarter of its age has not passed yet");
    clock.go_on(Duration::from_secs(8 * 3600));
    assert_eq!(sync_now().updated, 1, "its end");
    remote.update("alive", |fields| {
        fields.insert("sentiment".into(), "Positive".into());
        fields.insert("call_summary".into(), "All is well.".into());
    });
    clock.go_on(Duration::from_secs(9 * 3600 + 1800));
    assert_eq!(sync_now().updated, 1, "its summary");
    assert_same_calls(&all_calls(&profile), &remote.calls());
    clock.go_on(Duration::from_secs(3 * 3600));
    assert_eq!(sync_now().requests, 1, "what has settled is not read again");
}
