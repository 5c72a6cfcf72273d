//! Review work stays when the cache is thrown away, and when the server drops a call.

use std::fs;
use std::path::Path;

use offhook_tests::window::Window;
use serde_json::Value;
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, clear_search, connect, note_is, open_call, search, write_note};

const CALLS: usize = 150;
const KEPT_NOTE: &str = "Ask for the *invoice* again";
const GONE_NOTE: &str = "Was about the refund";

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn stars_and_notes_outlive_the_cache_and_the_call_on_the_server() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap();
    let remote = account(CALLS, 3);
    let server = remote.handle().clone();
    let calls = remote.calls();
    let (kept, gone) = (calls[10].clone(), calls[12].clone());

    let window = Window::open(&["--data-dir", data_dir]).await;
    let (marked, lost, at_server) = (kept.clone(), gone.clone(), server.clone());
    let (endpoint, token) = (remote.endpoint().to_owned(), remote.token().to_owned());
    let story = |window: Window| async move {
        connect(&window, &endpoint, &token, CALLS).await;
        star_and_note(&window, &marked, KEPT_NOTE).await;
        star_and_note(&window, &lost, GONE_NOTE).await;

        at_server.delete(&[id(&lost)]);
        window.click("sync-now").await;
        window.wait_for_total(CALLS - 1).await;
        the_removed_call_is_reached_with_its_work(&window, &lost).await;
    };
    window.tell("before-rebuild", STORY, story).await;

    throw_away_the_cache(&folder.path().join("profiles/default"));
    let window = Window::open(&["--data-dir", data_dir]).await;
    let story = |window: Window| async move {
        window.wait_for_total(CALLS - 1).await;
        search(&window, "is:starred has:note").await;
        window.wait_for_total(1).await;
        open_call(&window, &kept).await;
        note_is(&window, KEPT_NOTE).await;

        // What was written about the other one waits for it, should it come back.
        server.insert(gone.clone());
        window.click("sync-now").await;
        window.wait_for_total(2).await;
        open_call(&window, &gone).await;
        note_is(&window, GONE_NOTE).await;
    };
    window.tell("after-rebuild", STORY, story).await;
    drop(remote);
}

async fn star_and_note(window: &Window, call: &Value, note: &str) {
    open_call(window, call).await;
    window.keys("s").await;
    write_note(window, note).await;
}

async fn the_removed_call_is_reached_with_its_work(window: &Window, lost: &Value) {
    search(window, "is:removed").await;
    window.wait_for_total(1).await;
    open_call(window, lost).await;
    note_is(window, GONE_NOTE).await;
    window.screenshot("removed-call").await;
    clear_search(window).await;
}

fn throw_away_the_cache(profile: &Path) {
    let mut thrown_away = 0;
    for entry in fs::read_dir(profile).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("cache.db") || name.starts_with("index.db") {
            fs::remove_file(&path).unwrap();
            thrown_away += 1;
        }
    }
    assert!(thrown_away >= 2, "the cache and its index are where they are expected");
}

fn id(call: &Value) -> &str {
    call["id"].as_str().unwrap()
}
