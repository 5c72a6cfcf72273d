//! The main job: sync an account, then page and filter its calls offline.

use std::collections::HashSet;

use offhook_demo_remote::{Config, DemoRemote};
use offhook_tests::window::Window;
use serde_json::Value;
use tempfile::TempDir;

use crate::steps::{fill_in, the_list_is, wait_for_result, wait_for_rows, wait_until_synced};
use crate::{PAGE, STORY};

const CALLS: usize = 2_345;
/// Rows per page when more are asked for.
const LONG_PAGE: usize = 100;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn an_account_is_synced_and_then_paged_and_filtered_offline() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap();
    let remote = DemoRemote::start(Config { calls: CALLS, ..Config::default() }).unwrap();
    let calls = remote.calls();

    let window = Window::open(&["--data-dir", data_dir]).await;
    let expected = calls.clone();
    let story = |window: Window| async move {
        connect_after_a_test(&window, remote.endpoint(), remote.token()).await;
        window.wait_for_total(CALLS).await;
        wait_until_synced(&window).await;
        window.screenshot("window-light").await;

        remote.stop();
        the_server_going_away_is_taken_calmly(&window).await;
        every_page_shows_what_the_server_sent(&window, &expected).await;
        filters_agree_with_a_plain_count(&window, &expected).await;
        details_open_beside_the_list(&window, &expected[0]).await;
        in_the_dark(&window).await;
    };
    window.tell("account", STORY, story).await;

    // A new start, still without the server.
    let window = Window::open(&["--data-dir", data_dir]).await;
    let story = |window: Window| async move {
        window.wait_for_total(CALLS).await;
        wait_for_rows(&window, &calls[..PAGE]).await;
    };
    window.tell("second-start", STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn sample_calls_are_one_click_away_and_left_again() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        window.click("explore-samples").await;
        window.find("sample-banner").await;
        wait_until_synced(&window).await;
        window
            .wait_until("a whole page is there", async || window.rows().await.len() == PAGE)
            .await;
        window.screenshot("samples").await;

        window.click("leave-samples").await;
        window.find("welcome").await;
    };
    window.tell("samples", STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn the_sample_flag_opens_on_sample_calls() {
    let folder = TempDir::new().unwrap();
    let words = ["--sample", "--data-dir", folder.path().to_str().unwrap()];
    let window = Window::open(&words).await;
    let story = |window: Window| async move {
        window.find("sample-banner").await;
        window.find("call-row").await;
    };
    window.tell("sample-flag", STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_wrong_token_is_said_so_and_nothing_is_kept() {
    let folder = TempDir::new().unwrap();
    let remote = DemoRemote::start(Config { calls: 10, ..Config::default() }).unwrap();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        fill_in(&window, remote.endpoint(), "not-the-token").await;
        window.click("connect-submit").await;
        wait_for_result(&window, "did not accept the token").await;
        window.screenshot("wrong-token").await;
        window.reload().await;
        window.find("connect-open").await;
    };
    window.tell("wrong-token", STORY, story).await;
}

async fn connect_after_a_test(window: &Window, endpoint: &str, token: &str) {
    window.find("welcome").await;
    window.screenshot("first-run").await;
    fill_in(window, endpoint, token).await;
    window.click("connect-test").await;
    wait_for_result(window, "2,345 calls").await;
    window.screenshot("connection-tested").await;
    window.click("connect-submit").await;
}

async fn the_server_going_away_is_taken_calmly(window: &Window) {
    window.click("sync-now").await;
    let note = window.text("offline-note").await;
    assert!(note.contains("2,345 cached calls"), "{note}");
    assert!(!window.shows("error-state").await, "an error is in the way of the cached calls");
    window.wait_for_total(CALLS).await;
    window.screenshot("offline").await;
}

/// Pages from the first to the last, comparing every cell of every row.
async fn every_page_shows_what_the_server_sent(window: &Window, calls: &[Value]) {
    wait_for_rows(window, &calls[..PAGE]).await;
    window.choose("page-size", LONG_PAGE).await;
    let mut seen = HashSet::new();
    for (page, expected) in calls.chunks(LONG_PAGE).enumerate() {
        if page > 0 {
            window.click("page-next").await;
        }
        wait_for_rows(window, expected).await;
        let first = page * LONG_PAGE + 1;
        let range = format!("{first}–{} of {CALLS}", first + expected.len() - 1);
        assert_eq!(window.text("page-range").await.replace(',', ""), range);
        seen.extend(window.rows().await.into_iter().map(|row| row.id));
    }
    assert_eq!(seen.len(), CALLS, "every call is on one page, and on one only");
    let next = window.find("page-next").await;
    assert!(!next.is_enabled().await.unwrap(), "there is nothing after the last page");
    window.choose("page-size", PAGE).await;
}

async fn filters_agree_with_a_plain_count(window: &Window, calls: &[Value]) {
    let inbound = |call: &&Value| call["direction"] == "inbound";
    let missed = |call: &&Value| call["status"] == "no-answer";
    let busy = |call: &&Value| call["status"] == "busy";

    window.click("facet-direction-inbound").await;
    the_list_is(window, calls.iter().filter(inbound)).await;
    window.click("facet-status-no-answer").await;
    the_list_is(window, calls.iter().filter(inbound).filter(missed)).await;
    window.screenshot("filtered").await;
    window.click("facet-status-busy").await;
    let either = |call: &&Value| missed(call) || busy(call);
    the_list_is(window, calls.iter().filter(inbound).filter(either)).await;
    window.click("filters-clear").await;
    the_list_is(window, calls.iter()).await;

    let number = calls.iter().find_map(|call| call["from_number"].as_str()).unwrap();
    let theirs = |call: &&Value| call["from_number"] == number || call["to_number"] == number;
    window.type_into("search-input", &format!("phone:\"{number}\"")).await;
    the_list_is(window, calls.iter().filter(theirs)).await;
    window.click("filters-clear").await;
    the_list_is(window, calls.iter()).await;
}

async fn details_open_beside_the_list(window: &Window, newest: &Value) {
    window.click("call-row").await;
    let details = window.text("detail-pane").await;
    let id = newest["id"].as_str().unwrap();
    assert!(details.contains(id), "{details}");
    window.screenshot("details").await;
}

async fn in_the_dark(window: &Window) {
    window.wear("dark").await;
    window.wait_for_total(CALLS).await;
    window.find("call-row").await;
    window.screenshot("window-dark").await;
}
