//! A review of ten calls from the first start on, by keys alone.

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::Value;
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, add_tag, is_open, search, wait_until_synced, write_note};

const CALLS: usize = 120;
const REVIEWED: usize = 10;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn ten_calls_are_reviewed_from_a_first_start_without_the_mouse() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 5);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        window.find("welcome").await;
        window.watch_the_mouse().await;
        connect_by_keys(&window, remote.endpoint(), remote.token()).await;
        window.wait_for_total(CALLS).await;
        wait_until_synced(&window).await;

        window.keys("j").await;
        window.press(Key::Enter).await;
        the_open_call_is(&window, &calls[0]).await;
        mark_the_open_call(&window).await;
        window.screenshot("keyboard-light").await;

        for next in &calls[1..=REVIEWED] {
            window.keys("r").await;
            the_open_call_is(&window, next).await;
        }
        facet_counts(&window, "facet-reviewed-true", REVIEWED).await;
        facet_counts(&window, "facet-starred-true", 1).await;
        facet_counts(&window, "facet-tag-billing", 1).await;

        window.press_with_control('z').await;
        facet_counts(&window, "facet-reviewed-true", REVIEWED - 1).await;
        window.press_with_control('z').await;
        facet_counts(&window, "facet-reviewed-true", REVIEWED - 2).await;

        the_work_is_found_again(&window, &calls[0]).await;
        window.assert_nothing_was_clicked().await;
    };
    window.tell("keyboard", STORY, story).await;
}

async fn connect_by_keys(window: &Window, endpoint: &str, token: &str) {
    window.tab_to("connect-open").await;
    window.press(Key::Enter).await;
    window
        .wait_until("the form waits for the token", async || {
            window.has_focus("connect-token").await
        })
        .await;
    window.keys(token).await;
    window.press_shift_tab().await;
    while !window.has_focus("connect-endpoint").await {
        window.press_shift_tab().await;
    }
    window.press_with_control('a').await;
    window.keys(endpoint).await;
    window.press(Key::Enter).await;
}

/// A star, a tag and a note.
async fn mark_the_open_call(window: &Window) {
    window.keys("s").await;
    window
        .wait_until("the star is on", async || {
            let pressed = window.attribute("star", "aria-pressed").await;
            pressed.as_deref() == Some("true")
        })
        .await;

    add_tag(window, "billing").await;
    write_note(window, "Rang back, *r* and j are only letters here").await;
}

async fn the_work_is_found_again(window: &Window, first: &Value) {
    window.press(Key::Escape).await;
    search(window, "is:starred tag:billing has:note rang").await;
    window.wait_for_total(1).await;
    assert_eq!(first["id"], *window.rows().await[0].id);
}

async fn the_open_call_is(window: &Window, call: &Value) {
    window.wait_until("the wanted call is open", async || is_open(window, call).await).await;
}

async fn facet_counts(window: &Window, test_id: &str, expected: usize) {
    let wanted = Some(expected.to_string());
    window
        .wait_until(&format!("`{test_id}` counts {expected}"), async || {
            window.attribute(test_id, "data-count").await == wanted
        })
        .await;
}
