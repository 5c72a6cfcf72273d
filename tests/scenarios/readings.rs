//! Every reading of the contract: bounds, precision, order, totals. Always whole, and never said
//! to be complete where that cannot be proven.

use chrono::Duration as Span;
use offhook_demo_remote::{Bounds, Config, DemoRemote, Order, Stamps, Total};

use crate::support::{Desk, all_calls, assert_same_calls, id, long_ago, settled, start, sync};

const ALL_BOUNDS: [Bounds; 2] = [Bounds::Inclusive, Bounds::Exclusive];
const ALL_STAMPS: [Stamps; 3] = [Stamps::Microseconds, Stamps::Milliseconds, Stamps::Seconds];

/// A short, dense account: two ties larger than a page, one of them next to other calls of the
/// same second.
fn dense(config: Config) -> DemoRemote {
    let remote = start(Config { span_days: 2, ..config });
    let middle = long_ago() - Span::hours(20);
    remote.insert_made_up(230, middle);
    remote.insert_made_up(101, long_ago() - Span::hours(40));
    for step_us in [-900_000, -1_000, -1, 1, 1_000, 900_000] {
        remote.insert_made_up(3, middle + Span::microseconds(step_us));
    }
    remote
}

/// Syncs from empty, after calls were added and after one was deleted; the cache is the server's
/// each time. The two do not happen at once, because they would cancel out in the count.
#[track_caller]
fn assert_whole(config: Config, most_syncs: usize, is_provable: bool) {
    let reading = (config.bounds, config.stamps, config.order, config.total);
    let remote = dense(config);
    let desk = Desk::connected_to(&remote);
    let profile = desk.profile();
    let until_whole = |when: &str| {
        let mut reports = Vec::new();
        for _sync in 0..most_syncs {
            let report = sync(&profile, &remote);
            let is_whole = all_calls(&profile) == remote.calls();
            assert!(is_whole || !report.complete, "{reading:?} {when}: {report:?}");
            assert!(is_provable || !report.complete, "{reading:?} {when}: {report:?}");
            assert_eq!(report.complete, report.warnings.is_empty(), "{reading:?}: {report:?}");
            if is_whole && report.complete == is_provable {
                return;
            }
            reports.push(report);
        }
        eprintln!("{reading:?} {when}: {reports:#?}");
        assert_same_calls(&all_calls(&profile), &remote.calls());
        panic!("{reading:?} {when}: the same, and not said to be complete");
    };
    until_whole("at first");
    remote.insert_made_up(2, long_ago() - Span::hours(20));
    remote.insert_made_up(2, long_ago() + Span::minutes(5));
    until_whole("with four more");
    remote.delete(&[id(&remote.calls()[130])]);
    until_whole("with one less");
}

#[test]
fn either_reading_of_bounds_and_every_precision_of_stamps_is_synced_whole() {
    for bounds in ALL_BOUNDS {
        for stamps in ALL_STAMPS {
            assert_whole(Config { bounds, stamps, ..settled(260) }, 3, true);
        }
    }
}

#[test]
fn a_server_that_lists_oldest_first_is_synced_whole() {
    for bounds in ALL_BOUNDS {
        assert_whole(Config { bounds, order: Order::Ascending, ..settled(260) }, 4, true);
    }
    let seconds = Config { stamps: Stamps::Seconds, order: Order::Ascending, ..settled(260) };
    assert_whole(seconds, 4, true);
}

#[test]
fn a_server_without_any_order_is_synced_whole() {
    for bounds in ALL_BOUNDS {
        assert_whole(Config { bounds, order: Order::Random, ..settled(260) }, 4, true);
    }
    let seconds = Config { stamps: Stamps::Seconds, order: Order::Random, ..settled(260) };
    assert_whole(seconds, 4, true);
}

#[test]
fn a_missing_total_is_said_to_prove_nothing_and_nothing_is_lost() {
    for bounds in ALL_BOUNDS {
        assert_whole(Config { bounds, total: Total::Missing, ..settled(260) }, 12, false);
    }
}

#[test]
fn a_wrong_total_is_said_to_prove_nothing_and_nothing_is_lost() {
    for off in [5, -5] {
        assert_whole(Config { total: Total::Off(off), ..settled(260) }, 12, false);
    }
}

#[test]
fn a_server_that_gives_fewer_calls_than_asked_for_is_synced_whole() {
    assert_whole(Config { max_limit: 40, ..settled(260) }, 3, true);
}

#[test]
fn an_empty_account_is_complete_after_one_request() {
    let remote = start(settled(0));
    let desk = Desk::connected_to(&remote);
    let report = sync(&desk.profile(), &remote);
    assert!(report.complete, "{report:?}");
    assert_eq!((report.requests, report.local_total), (1, 0));
}
