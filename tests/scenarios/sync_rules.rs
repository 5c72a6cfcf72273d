//! The rules of a sync: removals, the breaker, other accounts, one sync at a time, limits, budgets.

use chrono::Duration as Span;
use offhook_demo_remote::{Config, DemoRemote, RateLimit};
use offhook_engine::{SyncOptions, WaitingFor};
use offhook_model::Code;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{
    Desk, ShiftedClock, all_calls, assert_same_calls, end, id, long_ago, newest_first, quick,
    settled, start, sync, sync_at, sync_with,
};

fn removed(desk: &Desk) -> Value {
    desk.list(&json!({"removed": true, "limit": 100}))
}

fn ids(calls: &[Value]) -> Vec<String> {
    calls.iter().map(|call| id(call).to_owned()).collect()
}

#[test]
fn a_call_gone_from_the_server_is_removed_after_two_reads_and_can_still_be_found() {
    let remote = start(settled(450));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let theirs = remote.calls();
    let gone = newest_first(vec![theirs[3].clone(), theirs[4].clone(), theirs[5].clone()]);
    remote.delete(&ids(&gone));

    let one_read = desk.run(&["sync", "--json", "--max-requests", "1"]).assert_code(0).json();
    assert_eq!(one_read["removed"], 0, "{one_read}");
    assert_eq!(desk.list(&json!({}))["total"], 450, "one read is no proof");
    let two_reads = desk.sync();
    assert_eq!((&two_reads["removed"], &two_reads["complete"]), (&3.into(), &true.into()));
    assert_same_calls(&desk.calls(), &remote.calls());
    assert_eq!(removed(&desk), json!({"calls": gone, "total": 3, "has_more": false}));
    let by_flag = desk.run(&["list", "--json", "--removed", "--limit", "100"]).assert_code(0);
    assert_eq!(by_flag.json(), removed(&desk));

    remote.insert(gone[1].clone());
    assert_eq!(desk.sync()["complete"], true);
    assert_same_calls(&desk.calls(), &remote.calls());
    assert_eq!(removed(&desk)["total"], 2, "the one that came back is removed no longer");
}

#[test]
fn a_call_missed_by_one_read_only_was_never_gone() {
    let remote = start(settled(450));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let call = remote.calls().swap_remove(3);
    remote.delete(&[id(&call)]);
    desk.run(&["sync", "--max-requests", "1"]).assert_code(0);
    remote.insert(call);
    let report = desk.sync();
    assert_eq!((&report["removed"], &report["complete"]), (&0.into(), &true.into()), "{report}");
    assert_same_calls(&desk.calls(), &remote.calls());
    assert_eq!(removed(&desk)["total"], 0);
}

#[test]
fn removals_scattered_over_the_history_are_all_found_by_their_counts() {
    let remote = start(settled(2_000));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    sync(&profile, &remote);
    let theirs = remote.calls();
    let gone: Vec<_> = theirs.iter().skip(150).step_by(450).map(|call| id(call)).collect();
    remote.delete(&gone);
    let report = sync(&profile, &remote);
    assert_eq!((report.removed, report.complete), (gone.len() as u64, true), "{report:?}");
    assert_same_calls(&all_calls(&profile), &remote.calls());
}

#[test]
fn removals_over_five_percent_and_over_fifty_wait_for_a_persons_word() {
    let remote = start(settled(1_200));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let theirs = remote.calls();
    let gone: Vec<_> = theirs.iter().skip(300).step_by(8).take(100).map(id).collect();
    remote.delete(&gone);
    for _try in 0..2 {
        let message = desk.run(&["sync", "--json"]).assert_refused(7, "removals_refused");
        assert!(message.contains("--accept-removals"), "{message}");
        assert_same_calls(&desk.calls(), &theirs);
        assert_eq!(removed(&desk)["total"], 0);
    }
    let accepted = desk.run(&["sync", "--json", "--accept-removals"]).assert_code(0).json();
    assert_eq!((&accepted["removed"], &accepted["complete"]), (&100.into(), &true.into()));
    assert_same_calls(&desk.calls(), &remote.calls());
}

/// Calls that the cache has marked as missed by a read.
fn missed(desk: &Desk) -> i64 {
    let cache = Connection::open(desk.profile().dir().join("cache.db")).unwrap();
    cache.query_row("SELECT count(*) FROM calls WHERE presence > 0", [], |row| row.get(0)).unwrap()
}

/// A page that misses too many is undone as a whole, before a person is asked.
#[test]
fn a_server_that_hides_many_calls_for_a_while_leaves_no_trace_and_no_question() {
    let remote = start(settled(1_200));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let theirs = remote.calls();
    let hidden = &theirs[200..600];
    remote.delete(&hidden.iter().map(id).collect::<Vec<_>>());
    desk.run(&["sync", "--json"]).assert_refused(7, "removals_refused");
    assert_same_calls(&desk.calls(), &theirs);
    assert_eq!(missed(&desk), 0, "nothing is written before the question");
    hidden.iter().for_each(|call| remote.insert(call.clone()));
    let report = desk.sync();
    assert_eq!((&report["complete"], &report["removed"]), (&true.into(), &0.into()), "{report}");
    assert_same_calls(&desk.calls(), &theirs);
}

#[test]
fn a_token_of_another_account_is_noticed_and_nothing_is_mixed() {
    let remote = start(settled(450));
    let mut desk = Desk::connected_to(&remote);
    desk.sync();
    let theirs = remote.calls();
    let other = start(Config { seed: 8, ..settled(300) });
    desk.connect(&other);
    for flags in [&["sync", "--json"][..], &["sync", "--json", "--full", "--accept-removals"]] {
        let message = desk.run(flags).assert_refused(7, "account_mismatch");
        assert!(message.contains("another account") && message.contains("--profile"), "{message}");
        assert_same_calls(&desk.calls(), &theirs);
    }
    desk.connect(&remote);
    assert_eq!(desk.sync()["complete"], true);
    assert_same_calls(&desk.calls(), &theirs);
}

#[test]
fn a_new_token_of_the_same_account_is_welcome() {
    let remote = start(settled(250));
    let mut desk = Desk::connected_to(&remote);
    desk.sync();
    let renewed = start(Config { token: Some("renewed".into()), ..settled(250) });
    desk.connect(&renewed);
    let report = desk.sync();
    assert_eq!((&report["complete"], &report["inserted"]), (&true.into(), &0.into()), "{report}");
}

#[test]
fn a_second_sync_of_the_same_profile_is_busy_and_another_profile_is_not() {
    let remote = start(Config { latency_ms: 150, ..settled(900) });
    let desk = Desk::connected_to(&remote);
    let mut first = desk.spawn(&["sync", "--json"]);
    while remote.requests() == 0 {
        assert!(first.try_wait().unwrap().is_none(), "it ended before it asked for anything");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let message = desk.run(&["sync", "--json"]).assert_refused(6, "busy");
    assert!(message.contains("another sync"), "{message}");
    let listing = desk.run(&["list", "--json"]).assert_code(0).json();
    assert!(listing["total"].is_u64(), "reading goes on meanwhile");
    let elsewhere = ["--profile", "other", "sync", "--json"];
    desk.run(&["--profile", "other", "connect", "--endpoint", remote.endpoint()]).assert_code(0);
    desk.run(&[&elsewhere[..], &["--max-requests", "1"]].concat()).assert_code(0);
    let finished = end(first).assert_code(0).json();
    assert_eq!(finished["complete"], true, "the first was not disturbed: {finished}");
    assert_same_calls(&desk.calls(), &remote.calls());
}

#[test]
fn the_servers_limit_is_kept_without_being_refused_once() {
    let limit = RateLimit { per_minute: 5, per_hour: 10_000 };
    let config = Config { rate_limit: Some(limit), rate_minute_s: 1, ..settled(1_350) };
    let remote = start(config);
    let desk = Desk::connected_to(&remote);
    let report = desk.sync();
    assert_eq!((&report["complete"], &report["retries"]), (&true.into(), &0.into()), "{report}");
    assert!(report["elapsed_ms"].as_u64() > Some(2_000), "14 requests at 5 a second: {report}");
    assert_same_calls(&desk.calls(), &remote.calls());
}

#[test]
fn our_own_count_of_requests_outlives_a_restart() {
    let remote = start(settled(900));
    let desk = Desk::connected_to(&remote);
    let limit = ["connect", "--endpoint", remote.endpoint(), "--rate-limit", "4/min,100/h"];
    desk.run(&limit).assert_code(0);
    desk.run(&["sync", "--max-requests", "4"]).assert_code(0);
    let mut waits = false;
    let clock = ShiftedClock::default();
    let stopped = sync_at(&desk.profile(), &remote, quick(), &clock, &mut |progress, cancel| {
        if progress.waiting_for == Some(WaitingFor::RateLimit) {
            waits = true;
            cancel.cancel();
        }
    });
    assert_eq!(stopped.unwrap_err().error.code(), Code::Cancelled);
    assert!(waits, "the fifth request of the minute waits, whoever sent the first four");
    assert_eq!(remote.requests(), 4);
}

#[test]
fn max_requests_is_kept_to_the_letter_and_the_next_sync_goes_on() {
    let remote = start(settled(900));
    let desk = Desk::connected_to(&remote);
    for most in [3, 1, 4] {
        let before = remote.requests();
        let flags = ["sync", "--json", "--max-requests", &most.to_string()];
        let report = desk.run(&flags).assert_code(0).json();
        assert_eq!(remote.requests() - before, most);
        assert_eq!((&report["requests"], &report["complete"]), (&most.into(), &false.into()));
        assert!(report["warnings"][0].as_str().unwrap().contains("as asked"), "{report}");
    }
    assert_eq!(desk.sync()["complete"], true);
    assert_same_calls(&desk.calls(), &remote.calls());
}

#[test]
fn full_reads_everything_again_and_finds_an_edit_to_an_old_call_at_once() {
    let remote = start(settled(900));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    edit(&remote, 700);
    let report = desk.run(&["sync", "--json", "--full"]).assert_code(0).json();
    assert_eq!((&report["updated"], &report["complete"]), (&1.into(), &true.into()), "{report}");
    assert!(report["requests"].as_u64() >= Some(9), "{report}");
    assert_same_calls(&desk.calls(), &remote.calls());
}

/// Changes the summary of the call at this place of the list; its count stays the same.
fn edit(remote: &DemoRemote, place: usize) {
    let call = remote.calls().swap_remove(place);
    assert!(remote.update(id(&call), |fields| {
        fields.insert("call_summary".into(), "Corrected by hand.".into());
    }));
}

#[test]
fn the_budget_of_requests_is_kept() {
    let remote = start(settled(5_000));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    let first = sync(&profile, &remote);
    assert!(first.complete && first.requests <= 51 + 5, "{first:?}");
    let quiet = sync(&profile, &remote);
    assert!(quiet.complete && quiet.requests <= 2, "one, and the sweep's share: {quiet:?}");
    let bare = SyncOptions { sweep_requests: 0, ..quick() };
    assert_eq!(sync_with(&profile, &remote, bare).unwrap().requests, 1);

    for minutes in 1..=250 {
        remote.insert_made_up(1, long_ago() + Span::minutes(minutes));
    }
    let new = sync(&profile, &remote);
    assert!(new.complete && new.inserted == 250 && new.requests <= 3 + 2, "{new:?}");

    // d × log2(N / 100) × 2, for three changes of count in a history of 5,250.
    let theirs = remote.calls();
    remote.delete(&[id(&theirs[1_000]), id(&theirs[4_000])]);
    remote.insert_made_up(1, long_ago() - Span::days(60));
    let scattered = sync(&profile, &remote);
    assert!(scattered.complete && scattered.requests <= 36, "{scattered:?}");
    assert_same_calls(&all_calls(&profile), &remote.calls());
}
