//! Several accounts in one window: switched, renamed and removed without a restart.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use offhook_demo_remote::DemoRemote;
use offhook_tests::hands::Key;
use offhook_tests::window::{Window, program};
use serde_json::Value;
use tempfile::TempDir;

use crate::steps::{account, connect, note_is, open_call, wait_until_synced, write_note};
use crate::{PAGE, STORY};

const CALLS: [usize; 2] = [70, 90];

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn accounts_are_switched_renamed_and_removed_in_the_window() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let (first, second) = (account(CALLS[0], 41), account(CALLS[1], 42));
    let (firsts, seconds) = (first.calls(), second.calls());
    let profiles = folder.path().join("profiles");

    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, first.endpoint(), first.token(), CALLS[0]).await;
        open_call(&window, &firsts[0]).await;
        write_note(&window, "Note of the first").await;

        add_account(&window, "west").await;
        window.screenshot("second-account").await;
        connect(&window, second.endpoint(), second.token(), CALLS[1]).await;
        shows_only(&window, &seconds).await;
        open_call(&window, &seconds[0]).await;
        note_is(&window, "").await;

        // A note that is still being written is safe before the other account is shown.
        window.keys("n").await;
        window
            .wait_until("keys go to the note", async || window.has_focus("note-editor").await)
            .await;
        window.keys("Note of the second").await;
        window.press(Key::Escape).await;
        switch_to(&window, "default").await;
        window.wait_for_total(CALLS[0]).await;
        shows_only(&window, &firsts).await;
        open_call(&window, &firsts[0]).await;
        note_is(&window, "Note of the first").await;
        switch_to(&window, "west").await;
        window.wait_for_total(CALLS[1]).await;
        open_call(&window, &seconds[0]).await;
        note_is(&window, "Note of the second").await;

        rename(&window, "west", "north").await;
        window.wait_for_total(CALLS[1]).await;
        assert!(profiles.join("north/cache.db").is_file() && !profiles.join("west").exists());
        // The token went along in the keychain.
        sync_again(&window, &second).await;

        remove(&window, "north").await;
        window.wait_for_total(CALLS[0]).await;
        shows_only(&window, &firsts).await;
        let left: Vec<_> =
            fs::read_dir(&profiles).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["default"]);
    };
    window.tell("switching", STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_second_start_with_another_profile_shows_that_one_in_the_open_window() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let remote = account(CALLS[0], 41);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS[0]).await;
        open_call(&window, &calls[0]).await;
        window.keys("n").await;
        window
            .wait_until("keys go to the note", async || window.has_focus("note-editor").await)
            .await;
        // Nothing of what is being written is lost.
        window.keys("Half a note").await;
        start_again(&data_dir, "west");
        window.find("welcome").await;
        start_again(&data_dir, "default");
        window.wait_for_total(CALLS[0]).await;
        open_call(&window, &calls[0]).await;
        note_is(&window, "Half a note").await;

        start_again(&data_dir, "no name");
        // A message that is still fading in has no text yet.
        window
            .wait_until("it is said what a name may be", async || {
                window.text("toast-profile").await.contains("profile name has 1 to 64 letters")
            })
            .await;
        assert_eq!(window.text("profile-switch").await, "default");
    };
    window.tell("second-profile", STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_second_start_while_the_page_is_only_loading_shows_its_profile_too() {
    let folder = TempDir::new().unwrap();
    for profile in ["default", "west"] {
        let folder = folder.path().join("profiles").join(profile);
        fs::create_dir_all(&folder).unwrap();
        // An address, so that the window shows its list; nobody answers there.
        let settings = r#"{"endpoint": "http://127.0.0.1:9/v1", "refresh_interval_min": 0}"#;
        fs::write(folder.join("profile.json"), settings).unwrap();
    }
    let door = folder.path().join("window.door");
    // As soon as there is a door, which is long before the page listens.
    let asking = std::thread::spawn(move || knock_for(&door, "west"));
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        window
            .wait_until("the profile that was asked for is shown", async || {
                window.text("profile-switch").await == "west"
            })
            .await;
    };
    window.tell("early-second-start", STORY, story).await;
    asking.join().unwrap();
}

/// What another start says at the door, as soon as there is one.
fn knock_for(door: &Path, profile: &str) {
    let (port, word) = loop {
        let told = fs::read_to_string(door).unwrap_or_default();
        if let Some((port, word)) = told.split_once(' ') {
            break (port.parse::<u16>().unwrap(), word.to_owned());
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let mut window = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    window.write_all(format!("{word}{profile}").as_bytes()).unwrap();
    window.shutdown(Shutdown::Write).unwrap();
    let mut said = String::new();
    window.read_to_string(&mut said).unwrap();
    assert_eq!(said, "shown\n");
}

/// Another start of the program, which is done once the open window has heard of it.
fn start_again(data_dir: &str, profile: &str) {
    let mut start = Command::new(program());
    let ended = start.args(["--data-dir", data_dir, "--profile", profile]).status();
    assert!(ended.unwrap().success());
}

async fn add_account(window: &Window, name: &str) {
    window.click("profile-switch").await;
    window.click("profile-add").await;
    window.type_into("profile-new-name", "default").await;
    window
        .wait_until("the name is known to be taken", async || {
            window.attribute("profile-create", "disabled").await.is_some()
        })
        .await;
    window.type_into("profile-new-name", name).await;
    window.click("profile-create").await;
    window.find("welcome").await;
}

async fn switch_to(window: &Window, name: &str) {
    window.click("profile-switch").await;
    window.find(&format!("profile-{name}")).await;
    window.screenshot("profile-menu").await;
    window.click(&format!("profile-{name}")).await;
    window
        .wait_until("the other account is shown", async || {
            window.text("profile-switch").await == name
        })
        .await;
}

/// The button means `Cancel` while a sync runs that the window has begun by itself, as it does for a
/// profile that it has just opened.
async fn sync_again(window: &Window, remote: &DemoRemote) {
    let asked = remote.requests();
    window
        .wait_until("it has synced", async || {
            let tone = window.attribute("sync-status", "data-tone").await;
            if tone.as_deref() != Some("running") {
                window.click("sync-now").await;
            }
            remote.requests() > asked
        })
        .await;
    wait_until_synced(window).await;
}

async fn rename(window: &Window, from: &str, to: &str) {
    window.click("profile-switch").await;
    window.click("profile-manage").await;
    window.find(&format!("profile-line-{from}")).await;
    window.screenshot("profiles").await;
    window.click_within(&format!("profile-line-{from}"), "profile-rename").await;
    window.type_into("profile-rename-name", to).await;
    window.press(Key::Enter).await;
    window
        .wait_until("the new name is shown", async || window.text("profile-switch").await == to)
        .await;
}

async fn remove(window: &Window, name: &str) {
    window.click("profile-switch").await;
    window.click("profile-manage").await;
    window.click_within(&format!("profile-line-{name}"), "profile-remove").await;
    let whats = ["90 calls in the cache", "notes on 1 call", "system keychain", "profiles/north"];
    window
        .wait_until("the question says what is deleted", async || {
            let told = window.text("profile-question").await;
            whats.iter().all(|what| told.contains(what))
        })
        .await;
    window.screenshot("profile-remove").await;
    window.click("profile-agree").await;
}

async fn shows_only(window: &Window, calls: &[Value]) {
    let sent: Vec<_> = calls[..PAGE].iter().map(|call| call["id"].as_str().unwrap()).collect();
    window
        .wait_until("the list is this account's", async || {
            let shown: Vec<_> = window.rows().await.into_iter().map(|row| row.id).collect();
            shown == sent
        })
        .await;
}
