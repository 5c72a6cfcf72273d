//! Much more than anybody should have: a note of a megabyte, ten thousand tags; and a note that
//! cannot be saved at the moment.

use std::path::Path;

use offhook_engine::{Clock, Home, Profile, ProfileName, SystemClock};
use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, connect, note_is, open_call, search};

const CALLS: usize = 60;
const TAGS: usize = 10_000;
/// Just below what the store takes, so that there is room to write on.
const NOTE_BYTES: usize = 1024 * 1024 - 100;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_huge_note_and_ten_thousand_tags_stay_usable_and_a_failed_save_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 23);
    let calls = remote.calls();
    let profile = folder.path().join("profiles/default");
    import(folder.path(), &calls);
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        tags_are_found_and_given(&window, &calls).await;
        the_huge_note_is_written_on(&window, &calls[0]).await;
        a_failed_save_keeps_the_text(&window, &calls[1], &profile).await;
    };
    window.tell("plenty", STORY, story).await;
}

/// Every tag on some call, the note on the newest.
fn import(data_dir: &Path, calls: &[Value]) {
    let home = Home::resolve(Some(data_dir.to_owned())).unwrap();
    let profile = Profile::open(&home, &ProfileName::default()).unwrap();
    let tagged = |(index, call): (usize, &Value)| {
        let tags: Vec<String> =
            (index..TAGS).step_by(CALLS).map(|tag| format!("matter {tag:05}")).collect();
        let mut entry = json!({"id": call["id"], "tags": tags});
        if index == 0 {
            let text = "A line of a note that does not end.\n".repeat(NOTE_BYTES / 36);
            entry["note"] = json!({"text": text, "changed_at": "2026-01-01T00:00:00Z"});
        }
        entry
    };
    let entries: Vec<Value> = calls.iter().enumerate().map(tagged).collect();
    let review = json!({"format": "offhook-review", "version": 1, "calls": entries}).to_string();
    profile.import_review(&mut review.as_bytes(), SystemClock.now()).unwrap();
    assert_eq!(profile.tags().unwrap().len(), TAGS);
}

async fn tags_are_found_and_given(window: &Window, calls: &[Value]) {
    window.click("filter-tag").await;
    window.wait_until("keys go to the search", async || window.has_focus("tag-search").await).await;
    window.keys("matter 09999").await;
    window
        .wait_until("one tag is left", async || {
            window.value("tag-option").await.as_deref() == Some("matter 09999")
        })
        .await;
    window.press(Key::Enter).await;
    window.wait_for_total(1).await;
    window.press(Key::Escape).await;
    window.click("filters-clear").await;
    window.wait_for_total(CALLS).await;

    search(window, "tag:\"matter 00061\"").await;
    window.wait_for_total(1).await;
    search(window, "mat").await;
    window.click("search-clear").await;
    window.wait_for_total(CALLS).await;
    window.press(Key::Escape).await;

    open_call(window, &calls[2]).await;
    window.screenshot("plenty-tags").await;
    window.keys("t").await;
    window.wait_until("keys go to the tags", async || window.has_focus("tag-input").await).await;
    window.keys("matter 0999").await;
    window.find("tag-option").await;
    window.press(Key::Escape).await;
    window.press(Key::Escape).await;
}

async fn the_huge_note_is_written_on(window: &Window, call: &Value) {
    open_call(window, call).await;
    note_of(window, |length| length > 1_000_000).await;
    window.keys("n").await;
    window.wait_until("keys go to the note", async || window.has_focus("note-editor").await).await;
    window.run("document.activeElement.setSelectionRange(0, 0)", vec![]).await;
    window.keys("First: ").await;
    window.press(Key::Escape).await;
    saved(window).await;
    window.click("note-preview").await;
    assert!(window.text("note-rendered").await.starts_with("First: A line"));
    window.screenshot("plenty-note").await;
    window.click("note-write").await;
    note_of(window, |length| length > 1_000_000).await;
}

async fn a_failed_save_keeps_the_text(window: &Window, call: &Value, profile: &Path) {
    const TEXT: &str = "Written while nothing could be saved";
    open_call(window, call).await;
    note_is(window, "").await;
    let other = Connection::open(profile.join("review.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    window.keys("n").await;
    window.wait_until("keys go to the note", async || window.has_focus("note-editor").await).await;
    window.keys(TEXT).await;
    window.find("note-failed").await;
    note_is(window, TEXT).await;
    window.screenshot("note-failed").await;

    other.execute_batch("ROLLBACK").unwrap();
    window.click("note-retry").await;
    saved(window).await;
    note_is(window, TEXT).await;
    let kept: String = other
        .query_row("SELECT text FROM notes WHERE text LIKE 'Written%'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, TEXT);
}

async fn note_of(window: &Window, wanted: impl Fn(usize) -> bool) {
    const LENGTH: &str =
        "return document.querySelector('[data-testid=note-editor]')?.value.length ?? 0";
    window
        .wait_until("the note is there", async || {
            let length = window.run(LENGTH, vec![]).await;
            wanted(usize::try_from(length.as_u64().unwrap_or(0)).unwrap_or(0))
        })
        .await;
}

async fn saved(window: &Window) {
    window
        .wait_until("the note is saved", async || {
            let state = window.attribute("note-status", "data-state").await;
            state.as_deref() == Some("saved")
        })
        .await;
}
