//! Interruption: killed, stopped or cut off at any moment, a sync loses at most the page at hand,
//! and the next one goes on where it was.

use std::collections::HashMap;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use offhook_demo_remote::{Config, DemoRemote, Fault, RateLimit};
use offhook_engine::WaitingFor;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

#[cfg(unix)]
use crate::support::signal;
use crate::support::{
    Desk, ShiftedClock, all_calls, assert_only_servers_calls, assert_same_calls, end, quick,
    settled, start, sync_at,
};

const CALLS: usize = 6_000;
const KILLS: u64 = 25;
const SEED: u64 = 9;

fn slow_server(latency_ms: u64) -> DemoRemote {
    start(Config { latency_ms, ..settled(CALLS) })
}

/// Waits until the server was asked so often, or the sync has ended.
fn wait_for_requests(remote: &DemoRemote, requests: u64, sync: &mut Child) {
    let patience = Instant::now() + Duration::from_secs(30);
    while remote.requests() < requests && sync.try_wait().unwrap().is_none() {
        assert!(Instant::now() < patience, "the sync asks nothing");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Starts a sync and kills it a moment after the server was asked `requests` times by it.
fn killed_sync(desk: &Desk, remote: &DemoRemote, requests: u64, moment: Duration) {
    let before = remote.requests();
    let mut sync = desk.spawn(&["sync", "--json"]);
    wait_for_requests(remote, before + requests, &mut sync);
    thread::sleep(moment);
    // SIGKILL, where there are signals.
    sync.kill().unwrap();
    let outcome = end(sync);
    assert_eq!(outcome.code, None, "it was killed before it could end: {outcome:?}");
}

/// How often each request was sent, without those for the newest calls, which every run begins
/// with.
fn times_asked(remote: &DemoRemote) -> HashMap<String, u64> {
    let mut times = HashMap::new();
    for body in remote.request_bodies().iter().filter(|body| body.get("to_date").is_some()) {
        *times.entry(body.to_string()).or_default() += 1;
    }
    times
}

/// The accounting: the walk of a first sync asks each page once. A kill can lose the one page
/// that was asked for and not yet committed, which is then asked for once more; and the run after
/// it begins with the newest page. So, over all runs, the walk's requests repeat at most once a
/// kill, and all requests are at most those of an undisturbed sync plus two a kill.
#[test]
fn twenty_five_kills_of_a_first_sync_cost_at_most_one_page_each_and_lose_nothing() {
    let remote = slow_server(6);
    let undisturbed = Desk::connected_to(&remote);
    let needed = undisturbed.sync()["requests"].as_u64().unwrap();
    assert_eq!(needed, remote.requests());
    let asked_before = times_asked(&remote);

    let theirs = remote.calls();
    let desk = Desk::connected_to(&remote);
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut kept = 0;
    for kill in 1..=KILLS {
        let moment = Duration::from_micros(rng.random_range(0..25_000));
        killed_sync(&desk, &remote, rng.random_range(0..=3), moment);
        let ours = all_calls(&desk.profile());
        assert_only_servers_calls(&ours, &theirs);
        assert!(ours.len() >= kept, "kill {kill} lost what was committed");
        kept = ours.len();
    }
    assert!(kept < CALLS, "all kills fell into the first sync");
    assert!(kept > 500, "it got on in spite of the kills: {kept} calls");

    let report = desk.sync();
    assert_eq!(report["complete"], true, "{report}");
    assert_same_calls(&desk.calls(), &theirs);
    let used = remote.requests() - needed;
    assert!(used <= needed + 2 * KILLS + 2, "{used} requests, {needed} without kills");
    let again: u64 = times_asked(&remote)
        .iter()
        .map(|(body, times)| {
            let here = times - asked_before.get(body).copied().unwrap_or(0);
            here.saturating_sub(1)
        })
        .sum();
    assert!(again <= KILLS, "{again} pages of the walk were read again after {KILLS} kills");
    eprintln!("{used} requests with {KILLS} kills, {needed} without; {again} pages read again");
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_a_polite_kill_end_with_code_cancelled_and_keep_what_was_fetched() {
    let remote = slow_server(30);
    let desk = Desk::connected_to(&remote);
    let mut kept = 0;
    for name in ["-INT", "-TERM"] {
        let before = remote.requests();
        let mut sync = desk.spawn(&["sync", "--json"]);
        wait_for_requests(&remote, before + 5, &mut sync);
        signal(name, &sync);
        let outcome = end(sync);
        let body = outcome.json();
        let message = outcome.assert_refused(1, "cancelled");
        assert!(message.contains("everything fetched so far is kept"), "{message}");
        let inserted = body["inserted"].as_u64().unwrap();
        assert!(inserted >= 250, "{body}");
        assert_eq!(body["local_total"], kept + inserted, "{body}");
        kept += inserted;
        let ours = desk.calls();
        assert_eq!(ours.len() as u64, kept);
        assert_only_servers_calls(&ours, &remote.calls());
        let status = desk.run(&["status", "--json"]).assert_code(0).json();
        assert_eq!(status["last_sync"]["outcome"], "cancelled");
        assert_eq!(status["complete"], false);
    }
    assert_eq!(desk.sync()["complete"], true);
    assert_same_calls(&desk.calls(), &remote.calls());
}

#[test]
fn a_network_lost_in_the_middle_keeps_every_page_and_the_next_sync_goes_on_from_there() {
    let remote = slow_server(30);
    let theirs = remote.calls();
    let port: u16 = port_of(&remote);
    let desk = Desk::connected_to(&remote);
    let mut sync = desk.spawn(&["sync", "--json"]);
    wait_for_requests(&remote, 6, &mut sync);
    remote.stop();
    let outcome = end(sync);
    let body = outcome.json();
    outcome.assert_refused(4, "offline");
    let kept = body["local_total"].as_u64().unwrap();
    assert!(kept >= 300, "{body}");
    assert_only_servers_calls(&desk.calls(), &theirs);

    let back = start(Config { port, ..settled(CALLS) });
    let report = desk.sync();
    assert_eq!(report["complete"], true, "{report}");
    let pages_left = (CALLS as u64 - kept).div_ceil(100);
    assert!(report["requests"].as_u64().unwrap() <= pages_left * 102 / 100 + 5, "{report}");
    assert_same_calls(&desk.calls(), &back.calls());
}

fn port_of(remote: &DemoRemote) -> u16 {
    let host = remote.endpoint().split('/').nth(2).unwrap();
    host.rsplit(':').next().unwrap().parse().unwrap()
}

#[test]
fn a_computer_that_slept_through_a_long_wait_goes_on_as_soon_as_it_wakes() {
    let remote = start(settled(560));
    remote.fail_after(3, Fault::TooMany { retry_after_s: Some(3_600) });
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    let clock = ShiftedClock::default();
    let mut waits = 0;
    let began = Instant::now();
    let report = sync_at(&profile, &remote, quick(), &clock, &mut |progress, _| {
        if progress.waiting_for == Some(WaitingFor::RateLimit) {
            waits += 1;
            clock.go_on(Duration::from_secs(2 * 3_600));
        }
    })
    .unwrap();
    assert!(began.elapsed() < Duration::from_secs(20), "it waited for {:?}", began.elapsed());
    assert_eq!((waits, report.retries, report.complete), (1, 1, true), "{report:?}");
    assert_same_calls(&all_calls(&profile), &remote.calls());
}

#[test]
fn a_clock_set_back_during_a_wait_or_between_requests_makes_no_wait_longer() {
    let limit = RateLimit { per_minute: 4, per_hour: 10_000 };
    let config = Config { rate_limit: Some(limit), rate_minute_s: 1, ..settled(1_350) };
    let remote = start(config);
    remote.fail_after(2, Fault::TooMany { retry_after_s: Some(1) });
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    let clock = ShiftedClock::default();
    let mut waits = 0;
    let report = sync_at(&profile, &remote, quick(), &clock, &mut |progress, _| {
        if progress.waiting_for == Some(WaitingFor::RateLimit) {
            waits += 1;
        }
        clock.set_back(Duration::from_secs(1_800));
    })
    .unwrap();
    // With waits that grew by each half hour it would not have come here.
    assert!(waits >= 2 && report.complete, "a pause and a used-up quota: {waits}, {report:?}");
    assert_same_calls(&all_calls(&profile), &remote.calls());
}

#[test]
fn a_killed_sync_is_told_from_a_finished_one() {
    let remote = slow_server(30);
    let desk = Desk::connected_to(&remote);
    killed_sync(&desk, &remote, 4, Duration::ZERO);
    let status = desk.run(&["status", "--json"]).assert_code(0).json();
    assert_eq!(status["complete"], false, "{status}");
    assert_eq!(status["last_sync"]["outcome"], "interrupted", "{status}");
    assert_eq!(status["last_sync"]["ended_at"], Value::Null, "{status}");
    desk.sync();
    let status = desk.run(&["status", "--json"]).assert_code(0).json();
    assert_eq!((&status["complete"], &status["calls"]), (&true.into(), &CALLS.into()));
}
