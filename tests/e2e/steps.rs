//! What many stories do: connect an account, wait for its sync, compare the list.

use offhook_demo_remote::{Config, DemoRemote};
use offhook_tests::eyes::ShownRow;
use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::Value;

use crate::{PAGE, shown};

/// A stand-in server with so many calls of this seed.
pub(crate) fn account(calls: usize, seed: u64) -> DemoRemote {
    DemoRemote::start(Config { calls, seed, ..Config::default() }).unwrap()
}

/// How many calls a plain count finds.
pub(crate) fn count(calls: &[Value], wanted: impl Fn(&Value) -> bool) -> usize {
    calls.iter().filter(|call| wanted(call)).count()
}

pub(crate) async fn fill_in(window: &Window, endpoint: &str, token: &str) {
    window.find("welcome").await;
    window.click("connect-open").await;
    // A form that has just opened moves the focus once more; a person is not that fast.
    window
        .wait_until("the form waits for the token", async || {
            window.has_focus("connect-token").await
        })
        .await;
    window.type_into("connect-endpoint", endpoint).await;
    window.type_into("connect-token", token).await;
}

/// Connects an account from the welcome screen and waits until all its calls are here.
pub(crate) async fn connect(window: &Window, endpoint: &str, token: &str, calls: usize) {
    fill_in(window, endpoint, token).await;
    window.click("connect-submit").await;
    window.wait_for_total(calls).await;
    wait_until_synced(window).await;
}

/// Opens a call that is on the page shown.
pub(crate) async fn open_call(window: &Window, call: &Value) {
    const OPEN: &str = "document.querySelector(
        `[data-testid=call-row][data-call-id='${CSS.escape(arguments[0])}']`)?.click()";
    window
        .wait_until("the call is open", async || {
            window.run(OPEN, vec![call["id"].clone()]).await;
            is_open(window, call).await
        })
        .await;
}

/// Whether the details beside the list are this call's.
pub(crate) async fn is_open(window: &Window, call: &Value) -> bool {
    const READ: &str = "return document.querySelector('[data-testid=detail-pane]')?.dataset.callId";
    window.run(READ, vec![]).await == call["id"]
}

/// Writes a note about the open call, by keys, and leaves the field once it is kept.
pub(crate) async fn write_note(window: &Window, note: &str) {
    window.keys("n").await;
    window.wait_until("keys go to the note", async || window.has_focus("note-editor").await).await;
    window.keys(note).await;
    window.press(Key::Escape).await;
    window
        .wait_until("the note is saved", async || {
            let state = window.attribute("note-status", "data-state").await;
            state.as_deref() == Some("saved")
        })
        .await;
    note_is(window, note).await;
}

/// The note field of the open call holds this.
pub(crate) async fn note_is(window: &Window, note: &str) {
    window
        .wait_until(&format!("the note is `{note}`"), async || {
            let shown = window.typed("note-editor").await;
            shown.as_deref() == Some(note)
        })
        .await;
}

/// Tags the open call, by keys.
pub(crate) async fn add_tag(window: &Window, tag: &str) {
    window.keys("t").await;
    window.wait_until("keys go to the tags", async || window.has_focus("tag-input").await).await;
    window.keys(tag).await;
    window.press(Key::Enter).await;
    assert_eq!(window.text("tag").await, tag);
    window.press(Key::Escape).await;
}

/// Searches for this instead of what was searched for, by keys, and leaves the field.
pub(crate) async fn search(window: &Window, query: &str) {
    window.find("search-input").await;
    window.keys("/").await;
    window
        .wait_until("keys go to the search", async || window.has_focus("search-input").await)
        .await;
    window.press_with_control('a').await;
    window.keys(query).await;
    window
        .wait_until("the letters have arrived", async || {
            let typed = window.typed("search-input").await;
            typed.as_deref() == Some(query)
        })
        .await;
    // The first closes the suggestions.
    while window.has_focus("search-input").await {
        window.press(Key::Escape).await;
    }
}

/// Shows everything again.
pub(crate) async fn clear_search(window: &Window) {
    window.click("search-clear").await;
}

pub(crate) async fn wait_for_result(window: &Window, words: &str) {
    window
        .wait_until(&format!("the form says `{words}`"), async || {
            window.text("connect-result").await.contains(words)
        })
        .await;
}

pub(crate) async fn wait_until_synced(window: &Window) {
    window
        .wait_until("the sync is complete", async || {
            window.text("sync-status").await.contains("Complete")
        })
        .await;
}

/// The exact total, and every cell of the first page.
pub(crate) async fn the_list_is<'a>(window: &Window, calls: impl Iterator<Item = &'a Value>) {
    let calls: Vec<&Value> = calls.collect();
    window.wait_for_total(calls.len()).await;
    wait_for_rows(window, calls.into_iter().take(PAGE)).await;
}

pub(crate) async fn wait_for_rows<'a>(window: &Window, calls: impl IntoIterator<Item = &'a Value>) {
    let expected = shown::rows(calls);
    let ids = |rows: Vec<ShownRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
    let wanted = ids(expected.clone());
    // Those out of sight come a moment after those in sight.
    window
        .wait_until("the table has turned to the wanted page", async || {
            ids(window.rows().await) == wanted
        })
        .await;
    assert_eq!(window.rows().await, expected);
}
