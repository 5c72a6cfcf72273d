//! Several accounts on one desk: listed together, and sharing nothing.

use serde_json::{Value, json};

use crate::support::{Desk, settled, start};

fn profiles(desk: &Desk) -> Value {
    desk.run(&["profiles", "--json"]).assert_code(0).json()["profiles"].take()
}

#[test]
fn a_new_desk_has_no_profile_and_asking_makes_none() {
    let desk = Desk::new();
    assert_eq!(profiles(&desk), json!([]));
    assert!(!desk.data_dir().exists());
}

#[test]
fn two_accounts_are_listed_and_each_keeps_its_own_calls_and_marks() {
    let (east, west) = (start(settled(120)), start(settled(80)));
    let mut desk = Desk::new();
    for (name, remote) in [("east", &east), ("west", &west)] {
        desk.use_token(Some(remote.token()));
        desk.run(&["--profile", name, "connect", "--endpoint", remote.endpoint()]).assert_code(0);
        desk.run(&["--profile", name, "sync"]).assert_code(0);
    }
    let listed = profiles(&desk);
    let of = |key: &str| [listed[0][key].clone(), listed[1][key].clone()];
    assert_eq!(of("name"), ["east", "west"]);
    assert_eq!(of("calls"), [120, 80]);
    assert_eq!(of("last_sync"), ["done", "done"]);
    assert_eq!(of("endpoint"), [east.endpoint(), west.endpoint()]);
    assert_eq!(listed.as_array().unwrap().len(), 2);

    let page = desk.run(&["--profile", "east", "list", "--limit", "1", "--json"]).assert_code(0);
    let call = page.json()["calls"][0]["id"].as_str().unwrap().to_owned();
    desk.run(&["--profile", "east", "review", "star", &call]).assert_code(0);
    let starred = |name: &str| -> Value {
        desk.run(&["--profile", name, "list", "--starred", "--json"]).assert_code(0).json()["total"]
            .take()
    };
    assert_eq!((starred("east"), starred("west")), (json!(1), json!(0)));

    let words = desk.run(&["profiles"]).assert_code(0).stdout;
    let lines: Vec<_> = words.lines().collect();
    assert!(lines[0].starts_with("east") && lines[0].contains("120 calls"), "{words}");
    assert!(lines[1].starts_with("west") && lines[1].contains("80 calls"), "{words}");
}
