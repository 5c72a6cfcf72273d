//! The other readings of the contract that a client must be right under.

use std::collections::HashSet;

use offhook_demo_remote::{Bounds, Config, DemoRemote, Order, Stamps, Total};
use serde_json::{Value, json};

use crate::client::{calls, ids, list};

fn server(config: Config) -> DemoRemote {
    DemoRemote::start(config).unwrap()
}

fn three_seconds(config: Config) -> DemoRemote {
    let remote = server(Config { calls: 0, ..config });
    for second in 0..3 {
        let created_at = format!("2026-02-18T06:09:0{second}.123456+00:00");
        remote.insert(json!({"id": second.to_string(), "created_at": created_at}));
    }
    remote
}

#[test]
fn exclusive_bounds_leave_out_their_own_instant() {
    let remote = three_seconds(Config { bounds: Bounds::Exclusive, ..Config::default() });
    let filter = json!({
        "from_date": "2026-02-18T06:09:00.123456Z", "to_date": "2026-02-18T06:09:02.123456Z",
    });
    assert_eq!(ids(&list(&remote, &filter)), ["1"]);
    let one_more = json!({"to_date": "2026-02-18T06:09:02.123457Z"});
    assert_eq!(ids(&list(&remote, &one_more)), ["2", "1", "0"]);
}

#[test]
fn ascending_order_lists_the_oldest_first() {
    let remote = three_seconds(Config { order: Order::Ascending, ..Config::default() });
    assert_eq!(ids(&list(&remote, &json!({}))), ["0", "1", "2"]);
    assert_eq!(ids(&list(&remote, &json!({"offset": 1, "limit": 1}))), ["1"]);
}

#[test]
fn random_order_is_another_one_each_time_and_still_whole() {
    let remote = server(Config { calls: 60, order: Order::Random, ..Config::default() });
    let listings: Vec<Vec<String>> =
        (0..5).map(|_| ids(&list(&remote, &json!({"limit": 60})))).collect();
    let sets: HashSet<_> = listings.iter().collect();
    assert_eq!(sets.len(), 5);
    for listing in &listings {
        assert_eq!(listing.iter().collect::<HashSet<_>>().len(), 60);
    }
    let filtered = list(&remote, &json!({"direction": "inbound"}));
    assert!(calls(&filtered).iter().all(|call| call["direction"] == "inbound"));
}

#[test]
fn coarse_stamps_are_stored_as_they_are_shown() {
    for (stamps, shown) in [
        (Stamps::Microseconds, "2026-02-18T06:09:01.123456+00:00"),
        (Stamps::Milliseconds, "2026-02-18T06:09:01.123+00:00"),
        (Stamps::Seconds, "2026-02-18T06:09:01+00:00"),
    ] {
        let remote = three_seconds(Config { stamps, ..Config::default() });
        let exactly = json!({"from_date": shown, "to_date": shown});
        let page = list(&remote, &exactly);
        assert_eq!(ids(&page), ["1"], "{stamps:?}");
        assert_eq!(calls(&page)[0]["created_at"], shown);
    }
}

#[test]
fn made_up_calls_follow_the_precision_too() {
    let remote = server(Config { calls: 200, stamps: Stamps::Seconds, ..Config::default() });
    for call in remote.calls() {
        assert!(!call["created_at"].as_str().unwrap().contains('.'), "{call}");
    }
}

#[test]
fn a_total_can_be_missing_or_wrong_while_has_more_stays_right() {
    let page = |total, limit: u32| -> Value {
        let remote = three_seconds(Config { total, ..Config::default() });
        list(&remote, &json!({"limit": limit}))
    };
    assert_eq!(page(Total::Missing, 3).get("total"), None);
    assert_eq!(page(Total::Off(4), 3)["total"], 7);
    assert_eq!(page(Total::Off(-9), 2)["total"], 0);
    assert_eq!(page(Total::Off(-9), 2)["has_more"], true);
    assert_eq!(page(Total::Off(4), 3)["has_more"], false);
}

#[test]
fn a_smaller_maximum_cuts_the_page() {
    let remote = server(Config { calls: 80, max_limit: 20, ..Config::default() });
    let page = list(&remote, &json!({"limit": 100}));
    assert_eq!(calls(&page).len(), 20);
    assert_eq!(page["has_more"], true);
}
