//! `offhook verify`: the same question to the server and to the cache, differences by name.

use chrono::Utc;

use crate::support::{Desk, id, settled, start};

#[test]
fn differences_are_named_at_the_price_of_one_request_and_gone_after_a_sync() {
    let remote = start(settled(150));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let verify = |words: &[&str]| {
        let before = remote.requests();
        let all = [&["verify", "--json"], words].concat();
        let report = desk.run(&all).assert_code(0).json();
        let asked = remote.requests() - before;
        assert!(asked <= 2, "{asked} requests");
        assert_eq!(report["requests"], asked);
        report
    };
    assert_eq!(verify(&[])["agrees"], true);

    let calls = remote.calls();
    let [changed, gone, ..] = &calls[..] else { panic!("150 calls") };
    let new = remote.insert_made_up(1, Utc::now()).remove(0);
    remote.update(id(changed), |fields| {
        fields.insert("sentiment".into(), "furious".into());
    });
    remote.delete(&[id(gone)]);
    remote.delete(&[id(&calls[149])]);
    let report = verify(&[]);
    assert_eq!(report["agrees"], false);
    assert_eq!(report["remote_total"], 149);
    assert_eq!(report["local_total"], 150);
    let differences = report["differences"].to_string();
    for told in [
        "the server counts 149 calls, the cache 150".to_owned(),
        format!("call {new} is not in the cache yet"),
        format!("call {} has changed on the server", id(changed)),
        format!("call {} is no longer on the server", id(gone)),
    ] {
        assert!(differences.contains(&told), "{told} is not in {differences}");
    }

    // What vanished is read twice before it counts as gone.
    for _again in 0..4 {
        desk.sync();
    }
    assert_eq!(verify(&[])["agrees"], true);
    assert_eq!(verify(&["--direction", "inbound"])["agrees"], true);
}
