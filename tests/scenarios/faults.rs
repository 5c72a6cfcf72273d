//! Faults that must heal: a sync in which one strikes ends whole, or ends with the right code and
//! everything it had; the next clean sync makes the cache equal to the server.

use offhook_demo_remote::{DemoRemote, Fault};
use offhook_engine::{Profile, SyncOptions, SyncWarning};
use offhook_model::Code;

use crate::support::{
    Desk, all_calls, assert_only_servers_calls, assert_same_calls, quick, settled, start, sync,
    sync_with,
};

/// Six pages.
const CALLS: usize = 560;

fn connected() -> (DemoRemote, Desk, Profile) {
    let remote = start(settled(CALLS));
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    (remote, desk, profile)
}

/// The fault strikes once, on the fourth request of a first sync.
#[track_caller]
fn assert_heals_at_once(fault: &Fault) {
    let (remote, _desk, profile) = connected();
    remote.fail_after(3, fault.clone());
    let report = sync(&profile, &remote);
    assert!(report.complete, "{fault:?}: {report:?}");
    assert_same_calls(&all_calls(&profile), &remote.calls());
    let slow = matches!(fault, Fault::Slow { .. });
    assert_eq!(report.retries, u64::from(!slow), "{fault:?}: {report:?}");
}

/// From the fourth request on, every answer is this fault.
#[track_caller]
fn assert_keeps_what_it_had(fault: &Fault, code: Code, most_tries: u64) {
    let (remote, _desk, profile) = connected();
    remote.fail_after(3, fault.clone());
    remote.fail_next(vec![fault.clone(); 50]);
    let failure = sync_with(&profile, &remote, quick()).unwrap_err();
    assert_eq!(failure.error.code(), code, "{fault:?}: {failure}");
    assert!(failure.report.requests <= 3 + most_tries, "{fault:?}: {:?}", failure.report);
    assert_eq!(failure.report.requests, remote.requests(), "{fault:?}");
    assert!(!failure.report.complete, "{fault:?}");
    let kept = all_calls(&profile);
    assert!(kept.len() >= 290, "{fault:?}: three pages were read, {} calls kept", kept.len());
    assert_eq!(kept.len() as u64, failure.report.local_total, "{fault:?}");
    assert_only_servers_calls(&kept, &remote.calls());
    let logged = profile.sync_log(1).unwrap().remove(0);
    assert_eq!(logged.outcome, code.as_str(), "{fault:?}");
    assert_eq!(logged.message.as_deref(), Some(failure.to_string().as_str()));

    remote.clear_faults();
    let healed = sync(&profile, &remote);
    assert!(healed.complete, "{fault:?}: {healed:?}");
    assert!(healed.requests <= 6, "{fault:?}: goes on where it was: {healed:?}");
    assert_same_calls(&all_calls(&profile), &remote.calls());
}

#[test]
fn an_error_status_heals_with_another_try() {
    assert_heals_at_once(&Fault::Status500);
    assert_heals_at_once(&Fault::Html502);
}

#[test]
fn a_request_for_a_pause_is_granted_with_and_without_a_stated_length() {
    assert_heals_at_once(&Fault::TooMany { retry_after_s: None });
    let began = std::time::Instant::now();
    assert_heals_at_once(&Fault::TooMany { retry_after_s: Some(1) });
    assert!(began.elapsed().as_millis() >= 1_000, "the stated pause was kept");
}

#[test]
fn a_connection_that_breaks_before_or_within_the_body_heals_with_another_try() {
    assert_heals_at_once(&Fault::DropConnection);
    assert_heals_at_once(&Fault::DropBeforeBody);
    assert_heals_at_once(&Fault::DropMidBody);
    assert_heals_at_once(&Fault::CutBody);
}

#[test]
fn a_body_that_is_no_page_heals_with_another_try() {
    assert_heals_at_once(&Fault::WrongShape);
    assert_heals_at_once(&Fault::EmptyPageHasMore);
    assert_heals_at_once(&Fault::UnreadableRow { field: "created_at".into() });
    assert_heals_at_once(&Fault::UnreadableRow { field: "duration".into() });
}

#[test]
fn an_endless_body_is_cut_off_and_asked_for_again() {
    assert_heals_at_once(&Fault::HugeBody);
    assert_heals_at_once(&Fault::GzipBomb);
}

#[test]
fn a_server_that_hangs_is_given_up_and_asked_again_and_a_slow_one_is_waited_for() {
    assert_heals_at_once(&Fault::Hang);
    assert_heals_at_once(&Fault::Slow { ms: 500 });
}

#[test]
fn an_error_status_that_stays_ends_the_sync_as_a_server_error() {
    assert_keeps_what_it_had(&Fault::Status500, Code::ServerError, 5);
    assert_keeps_what_it_had(&Fault::Html502, Code::ServerError, 5);
}

#[test]
fn a_request_limit_that_never_ends_is_said_to_be_one() {
    assert_keeps_what_it_had(&Fault::TooMany { retry_after_s: None }, Code::RateLimited, 8);
}

#[test]
fn connections_that_keep_breaking_end_the_sync_as_offline() {
    assert_keeps_what_it_had(&Fault::DropConnection, Code::Offline, 5);
    assert_keeps_what_it_had(&Fault::DropBeforeBody, Code::Offline, 5);
    assert_keeps_what_it_had(&Fault::DropMidBody, Code::Offline, 5);
    assert_keeps_what_it_had(&Fault::Hang, Code::Offline, 3);
}

#[test]
fn answers_that_stay_unusable_end_the_sync_as_a_bad_response() {
    assert_keeps_what_it_had(&Fault::CutBody, Code::BadResponse, 5);
    assert_keeps_what_it_had(&Fault::WrongShape, Code::BadResponse, 5);
    assert_keeps_what_it_had(&Fault::EmptyPageHasMore, Code::BadResponse, 5);
}

#[test]
fn a_token_revoked_in_the_middle_stops_at_once_and_is_not_tried_again() {
    assert_keeps_what_it_had(&Fault::Unauthorized, Code::Unauthorized, 1);
}

#[test]
fn a_redirect_to_another_host_is_not_followed_and_the_token_never_gets_there() {
    let other = start(settled(10));
    let address = format!("{}/list-calls", other.endpoint());
    assert_keeps_what_it_had(&Fault::RedirectTo(address), Code::BadResponse, 1);
    assert_eq!(other.requests(), 0, "no request, so no token");
}

#[test]
fn the_command_ends_with_the_code_of_the_fault_and_says_what_it_kept() {
    let (remote, desk, _profile) = connected();
    remote.fail_after(2, Fault::Unauthorized);
    let outcome = desk.run(&["sync", "--json"]);
    let body = outcome.json();
    outcome.assert_refused(3, "unauthorized");
    assert_eq!((&body["complete"], &body["requests"]), (&false.into(), &3.into()), "{body}");
    assert_eq!(body["inserted"], body["local_total"], "{body}");
    assert!(body["inserted"].as_u64() > Some(150), "{body}");
    remote.fail_next([Fault::RedirectTo("http://127.0.0.1:9/list-calls".into())]);
    desk.run(&["sync", "--json"]).assert_refused(5, "bad_response");
    desk.sync();
    assert_same_calls(&desk.calls(), &remote.calls());
}

#[test]
fn a_server_that_never_answers_is_given_up_by_the_command_and_nothing_is_lost() {
    let (remote, desk, _profile) = connected();
    remote.fail_after(3, Fault::Hang);
    remote.fail_next(vec![Fault::Hang; 10]);
    let outcome = desk.run(&["sync", "--timeout", "1", "--json"]);
    let body = outcome.json();
    outcome.assert_refused(4, "offline");
    assert_eq!(body["retries"], 2, "it was asked again: {body}");
    assert!(body["inserted"].as_u64() > Some(250), "{body}");
    assert_eq!(body["inserted"], body["local_total"], "{body}");
    assert_only_servers_calls(&desk.calls(), &remote.calls());
    remote.clear_faults();
    desk.sync();
    // An answer that the usual time would have sufficed for.
    remote.fail_next(vec![Fault::Slow { ms: 3_000 }; 10]);
    desk.run(&["verify", "--timeout", "1", "--json"]).assert_refused(4, "offline");
    remote.clear_faults();
    assert_same_calls(&desk.calls(), &remote.calls());
}

#[test]
fn a_row_that_stays_unreadable_is_set_aside_and_reported_and_appears_once_it_can_be_read() {
    let (remote, _desk, profile) = connected();
    let theirs = remote.calls();
    let (in_the_middle, at_the_end) = (&theirs[250], &theirs[CALLS - 1]);
    remote.spoil_row(in_the_middle["id"].as_str().unwrap(), "status");
    remote.spoil_row(at_the_end["id"].as_str().unwrap(), "created_at");
    let report = sync(&profile, &remote);
    assert!(!report.complete, "{report:?}");
    assert!(report.warnings.contains(&SyncWarning::Unreadable(2)), "{report:?}");
    assert_eq!(profile.status().unwrap().unreadable_rows, 2);
    let readable =
        theirs.iter().filter(|call| *call != in_the_middle && *call != at_the_end).cloned();
    assert_same_calls(&all_calls(&profile), &readable.collect::<Vec<_>>());

    // While it stays so, it costs neither retries nor a walk.
    let quiet = sync(&profile, &remote);
    assert!(quiet.requests <= 3 && quiet.retries == 0, "{quiet:?}");

    remote.clear_faults();
    let syncs = syncs_until_whole(&remote, &profile, 10);
    eprintln!("rows that became readable were taken in by sync {syncs}");
    assert_eq!(profile.status().unwrap().unreadable_rows, 0);
}

/// Syncs until cache and server agree; says how many it took.
#[track_caller]
fn syncs_until_whole(remote: &DemoRemote, profile: &Profile, most: usize) -> usize {
    for number in 1..=most {
        if sync(profile, remote).complete && all_calls(profile) == remote.calls() {
            return number;
        }
    }
    assert_same_calls(&all_calls(profile), &remote.calls());
    panic!("not said to be complete after {most} syncs");
}

#[test]
fn a_server_that_stumbles_at_every_third_request_is_synced_whole() {
    let (remote, _desk, profile) = connected();
    for fault in [Fault::Status500, Fault::DropMidBody, Fault::WrongShape] {
        remote.fail_every(3, fault);
        let options = SyncOptions { full: true, ..quick() };
        let report = sync_with(&profile, &remote, options).unwrap();
        assert!(report.complete && report.retries >= 2, "{report:?}");
    }
    assert_same_calls(&all_calls(&profile), &remote.calls());
}
