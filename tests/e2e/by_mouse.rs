//! What a hand at the mouse finds: a call's own menu, all calls marked at once and taken back, an order,
//! a view of one's own, and another language.

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::Value;
use tempfile::TempDir;

use crate::steps::{account, connect, count};
use crate::{PAGE, STORY};

const CALLS: usize = 130;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_call_has_a_menu_all_are_marked_and_taken_back_and_a_view_keeps_its_order() {
    let data = TempDir::new().unwrap();
    let remote = account(CALLS, 61);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", &data.path().display().to_string()]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        a_call_has_a_menu(&window).await;
        all_are_marked_and_taken_back(&window).await;
        a_view_keeps_its_order(&window, &calls).await;
        another_language_is_spoken(&window).await;
    };
    window.tell("by-mouse", STORY, story).await;
}

async fn a_call_has_a_menu(window: &Window) {
    window.right_click("call-row").await;
    window.find("row-menu").await;
    window.screenshot("row-menu").await;
    window.press(Key::Escape).await;
    window.wait_until("the menu is gone", async || !window.shows("row-menu").await).await;
    window.right_click("call-row").await;
    window.click("row-menu-star").await;
    let starred =
        async || window.attribute("row-star", "aria-pressed").await.as_deref() == Some("true");
    window.wait_until("the first call has its star", starred).await;
}

async fn all_are_marked_and_taken_back(window: &Window) {
    window.run("document.activeElement?.blur()", vec![]).await;
    window.press_with_control('a').await;
    window.wait_until("the page is chosen", async || chosen(window).await == PAGE).await;
    window.click("select-all").await;
    window.wait_until("all calls are chosen", async || chosen(window).await == CALLS).await;
    window.screenshot("all-chosen").await;
    window.click("bulk-reviewed").await;
    window.wait_until("all are reviewed", async || reviewed(window).await == CALLS).await;
    window.click("toast-undo-action").await;
    window.wait_until("none is reviewed", async || reviewed(window).await == 0).await;
}

async fn a_view_keeps_its_order(window: &Window, calls: &[Value]) {
    let completed = |call: &Value| call["status"] == "completed";
    let found = count(calls, completed);
    assert!(found > 0 && found < CALLS);
    window.click("facet-status-completed").await;
    window.wait_for_total(found).await;
    window.click("sort-duration").await;
    let longest = calls.iter().filter(|call| completed(call)).filter_map(seconds).max().unwrap();
    let first_is_the_longest = async || {
        let rows = window.rows().await;
        let first = rows.first().and_then(|row| calls.iter().find(|call| call["id"] == row.id));
        first.and_then(seconds) == Some(longest)
    };
    window.wait_until("the longest call is the first", first_is_the_longest).await;

    window.click("view-save").await;
    window.press_with_control('a').await;
    window.keys("Answered, longest first").await;
    window.press(Key::Enter).await;
    window.wait_until("the view is there", async || has_view(window).await).await;
    window.screenshot("view-saved").await;
    window.click("view-all").await;
    window.wait_for_total(CALLS).await;
    assert!(!first_is_the_longest().await || calls.first().and_then(seconds) == Some(longest));
    window.run(&format!("{VIEW}.click()"), vec![]).await;
    window.wait_for_total(found).await;
    window.wait_until("the view has its order", first_is_the_longest).await;

    window.run(&format!("{VIEW}.focus()"), vec![]).await;
    window.press(Key::Delete).await;
    window.wait_until("the view is gone", async || !has_view(window).await).await;
    window.press_with_control('z').await;
    window.wait_until("the view is back", async || has_view(window).await).await;
}

async fn another_language_is_spoken(window: &Window) {
    window.click("settings-open").await;
    window.click("settings-language-de").await;
    window.press(Key::Escape).await;
    window
        .wait_until("the views are told in German", async || {
            window.text("view-all").await.contains("Alle Anrufe")
        })
        .await;
    window.screenshot("in-german").await;
}

const VIEW: &str = "document.querySelector('[data-testid=saved-views] [data-testid^=saved-view-]')";

async fn has_view(window: &Window) -> bool {
    window.run(&format!("return {VIEW} !== null"), vec![]).await == Value::Bool(true)
}

async fn chosen(window: &Window) -> usize {
    const READ: &str = "return Number(document.querySelector('[data-testid=selection-count]')?.dataset.value ?? 0)";
    number(window, READ).await
}

async fn reviewed(window: &Window) -> usize {
    const READ: &str = "return Number(document.querySelector('[data-testid=facet-reviewed-true]')
        ?.textContent.replace(/[^0-9]/g, '') || 0)";
    number(window, READ).await
}

async fn number(window: &Window, script: &str) -> usize {
    usize::try_from(window.run(script, vec![]).await.as_u64().unwrap()).unwrap()
}

fn seconds(call: &Value) -> Option<u64> {
    call["duration"].as_u64()
}
