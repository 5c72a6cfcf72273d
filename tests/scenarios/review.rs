//! The manager's own work: it outlives the cache and the server's calls, can be taken back, backed
//! up, put back and carried to another desk.

use std::fs;
use std::io::Write;

use offhook_demo_remote::DemoRemote;
use serde_json::{Value, json};

use crate::support::{Desk, Outcome, end, id, settled, start};

/// A synced desk, and the ids of its calls, newest first.
fn synced(calls: usize) -> (DemoRemote, Desk, Vec<String>) {
    let remote = start(settled(calls));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let ids = desk.calls().iter().map(|call| id(call).to_owned()).collect();
    (remote, desk, ids)
}

fn review(desk: &Desk, args: &[&str]) -> Outcome {
    desk.run(&[&["review"], args].concat())
}

fn shown(desk: &Desk, id: &str) -> Value {
    review(desk, &["show", id, "--json"]).assert_code(0).json()
}

fn exported(desk: &Desk) -> String {
    review(desk, &["export", "-"]).assert_code(0).stdout
}

fn note_from_stdin(desk: &Desk, id: &str, text: &str) -> Outcome {
    let mut command = desk.command(&["review", "note", id, "--stdin"]);
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    end(child)
}

/// The first call has everything, the second a star and a tag, the third a note.
fn work_on(desk: &Desk, ids: &[String]) {
    let [first, second, third] = [&ids[0], &ids[1], &ids[2]];
    review(desk, &["star", first, second]).assert_code(0);
    review(desk, &["reviewed", first]).assert_code(0);
    review(desk, &["tag", "Call back", first]).assert_code(0);
    review(desk, &["tag", "CALL BACK", first, second]).assert_code(0);
    review(desk, &["note", first, "--text", "-- asked for a *refund*"]).assert_code(0);
    note_from_stdin(desk, third, "<b>two</b>\nlines \u{202e}\u{1F4DE}\n").assert_code(0);
}

#[test]
fn review_work_outlives_a_deleted_cache_and_a_new_sync() {
    let (_remote, desk, ids) = synced(300);
    work_on(&desk, &ids);
    let before = exported(&desk);
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", desk.cache_file().display());
        let _ = fs::remove_file(file);
    }
    assert_eq!(exported(&desk), before);
    desk.sync();
    assert_eq!(exported(&desk), before);
    let first = shown(&desk, &ids[0]);
    assert_eq!(first["starred"], true, "{first}");
    assert!(first["reviewed_at"].is_string(), "{first}");
    assert_eq!(first["tags"], json!(["Call back"]), "the first spelling is kept");
    assert_eq!(first["note"], "-- asked for a *refund*");
    assert_eq!(shown(&desk, &ids[2])["note"], "<b>two</b>\nlines \u{202e}\u{1F4DE}");
    let unsafe_for_a_terminal = review(&desk, &["show", &ids[2]]).assert_code(0).stdout;
    assert!(!unsafe_for_a_terminal.contains('\u{202e}'), "{unsafe_for_a_terminal}");
}

#[test]
fn a_call_that_the_server_lists_no_longer_keeps_its_note_and_can_be_given_more() {
    let (remote, desk, ids) = synced(300);
    let gone = &ids[40];
    review(&desk, &["note", gone, "--text", "keep me"]).assert_code(0);
    assert_eq!(remote.delete(&[gone]), 1);
    for _until_confirmed in 0..2 {
        desk.sync();
    }
    let removed = desk.list(&json!({"removed": true}));
    assert_eq!(removed["total"], 1, "{removed}");
    assert_eq!(shown(&desk, gone)["note"], "keep me");
    review(&desk, &["star", gone]).assert_code(0);
    assert_eq!(shown(&desk, gone)["starred"], true);
}

#[test]
fn changes_are_taken_back_one_after_the_other_and_a_typing_error_changes_nothing() {
    let (_remote, desk, ids) = synced(50);
    let (a, b) = (ids[0].as_str(), ids[1].as_str());
    review(&desk, &["star", a]).assert_code(0);
    review(&desk, &["star", a, b]).assert_code(0);
    review(&desk, &["untag", "never given", a]).assert_code(0);
    let refused = review(&desk, &["star", "no-such-call", a]).assert_code(2);
    assert!(refused.stderr.contains("no call \"no-such-call\""), "{refused:?}");
    review(&desk, &["tag", " \n ", a]).assert_code(2);
    review(&desk, &["undo"]).assert_code(0);
    assert_eq!(
        (&shown(&desk, a)["starred"], &shown(&desk, b)["starred"]),
        (&true.into(), &false.into())
    );
    review(&desk, &["undo"]).assert_code(0);
    assert_eq!(shown(&desk, a)["starred"], false);
    let nothing = review(&desk, &["undo"]).assert_code(0);
    assert!(nothing.stderr.contains("nothing to take back"), "{nothing:?}");
}

#[test]
fn a_backup_is_put_back_and_what_it_replaced_can_be_put_back_as_well() {
    let (_remote, desk, ids) = synced(50);
    work_on(&desk, &ids);
    let worked = exported(&desk);
    let day = review(&desk, &["backups", "--json"]).assert_code(0).json();
    let today = day[0]["name"].as_str().expect("the second change of the day made it").to_owned();
    review(&desk, &["restore", &today]).assert_code(0);
    let as_the_day_began = exported(&desk);
    assert!(as_the_day_began.len() < worked.len(), "{as_the_day_began}");
    let list = review(&desk, &["backups", "--json"]).assert_code(0).json();
    let kept = list.as_array().unwrap().iter().find(|backup| backup["before_restore"] == true);
    let kept = kept.unwrap()["name"].as_str().unwrap();
    review(&desk, &["restore", kept]).assert_code(0);
    assert_eq!(exported(&desk), worked);

    let unknown = review(&desk, &["restore", "../review.db"]).assert_code(2);
    assert!(unknown.stderr.contains("offhook review backups"), "{unknown:?}");
}

#[test]
fn a_damaged_file_is_named_with_the_way_out_and_the_calls_stay_readable() {
    let (_remote, desk, ids) = synced(50);
    work_on(&desk, &ids);
    let file = desk.cache_file().with_file_name("review.db");
    fs::write(&file, "this is no database, and long enough to be looked at as one").unwrap();
    let message = review(&desk, &["show", &ids[0], "--json"]).assert_refused(1, "internal");
    let way_out = message.split("offhook review ").nth(1).unwrap().to_owned();
    assert_eq!(desk.calls().len(), 50);
    let doctor = desk.run(&["doctor", "--json"]).assert_code(1).json();
    assert_eq!(doctor["well"], false);
    let listed = desk.run(&["list"]).assert_code(0);
    assert!(listed.stderr.contains("were left out"), "{listed:?}");
    assert!(listed.stderr.contains("offhook review restore"), "{listed:?}");
    review(&desk, &way_out.split(' ').collect::<Vec<_>>()).assert_code(0);
    desk.run(&["doctor", "--offline"]).assert_code(0);
    assert_eq!(shown(&desk, &ids[0])["starred"], true);
}

#[test]
fn pages_damaged_within_the_file_take_no_call_away() {
    const PAGE: usize = 4096;
    let (_remote, desk, ids) = synced(50);
    work_on(&desk, &ids);
    let file = desk.cache_file().with_file_name("review.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[PAGE..].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    assert_eq!(desk.calls().len(), 50);
    for args in [&["list"][..], &["list", "--query=-nobody"]] {
        let listed = desk.run(args).assert_code(0);
        assert!(listed.stdout.contains("of 50 calls"), "{listed:?}");
        assert!(listed.stderr.contains("is damaged"), "{listed:?}");
    }
    let backups = review(&desk, &["backups", "--json"]).assert_code(0).json();
    review(&desk, &["restore", backups[0]["name"].as_str().unwrap()]).assert_code(0);
    assert_eq!(shown(&desk, &ids[0])["starred"], true);
    assert_eq!(desk.run(&["list"]).assert_code(0).stderr, "");
}

#[test]
fn two_desks_exchange_their_work_and_end_the_same() {
    let (remote, ours, ids) = synced(50);
    let theirs = Desk::connected_to(&remote);
    theirs.sync();
    work_on(&ours, &ids);
    review(&theirs, &["note", &ids[0], "--text", "their word"]).assert_code(0);
    review(&theirs, &["tag", "urgent", &ids[7]]).assert_code(0);
    let file = ours.path("ours.json");
    let file = file.to_str().unwrap();
    review(&ours, &["export", file]).assert_code(0);
    review(&ours, &["export", file]).assert_code(1);
    review(&ours, &["export", file, "--overwrite"]).assert_code(0);

    let from_theirs = exported(&theirs);
    review(&theirs, &["import", file]).assert_code(0);
    let both = shown(&theirs, &ids[0]);
    assert_eq!(both["note"], "their word\n\n---\n\n-- asked for a *refund*");
    assert_eq!((&both["starred"], &both["tags"]), (&true.into(), &json!(["Call back"])));

    let mut import = ours.command(&["review", "import", "-"]);
    let mut import = import.stdin(std::process::Stdio::piped()).spawn().unwrap();
    import.stdin.take().unwrap().write_all(from_theirs.as_bytes()).unwrap();
    let taken = end(import).assert_code(0);
    assert!(taken.stderr.contains("review restore review-before-import-"), "{taken:?}");
    assert_eq!(exported(&ours), exported(&theirs));

    let before = exported(&ours);
    let broken = ours.path("broken.json");
    fs::write(&broken, &before[..before.len() - 9]).unwrap();
    let refused = review(&ours, &["import", broken.to_str().unwrap()]).assert_code(2);
    assert!(refused.stderr.contains("nothing was changed"), "{refused:?}");
    assert_eq!(exported(&ours), before);
}

#[test]
fn the_doctor_finds_a_sound_profile_well_and_says_what_is_wrong_with_another() {
    let (remote, mut desk, ids) = synced(50);
    work_on(&desk, &ids);
    let well = desk.run(&["doctor", "--json"]).assert_code(0).json();
    assert_eq!(well["well"], true, "{well}");
    let server = well["checks"].as_array().unwrap().last().unwrap();
    assert_eq!(server["message"], "it answers and counts 50 calls");
    let before = remote.requests();
    desk.run(&["doctor", "--offline"]).assert_code(0);
    assert_eq!(remote.requests(), before, "offline asks nothing");

    remote.stop();
    let lines = desk.run(&["doctor"]).assert_code(1).stdout;
    assert!(lines.contains("problem  server"), "{lines}");
    desk.use_token(None);
    let lines = desk.run(&["doctor", "--offline"]).assert_code(1).stdout;
    assert!(lines.contains("problem  token") && lines.contains("OFFHOOK_TOKEN"), "{lines}");

    let fresh = Desk::new();
    let lines = fresh.run(&["doctor"]).assert_code(1).stdout;
    assert!(lines.contains("offhook connect"), "{lines}");
    assert!(!fresh.data_dir().exists(), "looking creates nothing");
}
