//! A sync as the person sees it: how far it is, stopped and gone on with, one at a time across
//! programs, what it brought, what it asks, and the server's word on it.

use std::process::Command;

use offhook_demo_remote::{Config, DemoRemote, Handle};
use offhook_tests::window::Window;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::binary::offhook;
use crate::steps::{account, connect, fill_in, open_call, wait_until_synced};
use crate::{PAGE, STORY};

const CALLS: usize = 150;
/// So many that the first sync can be watched.
const MANY: usize = 3_000;
const LATENCY_MS: u64 = 400;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_long_first_sync_is_watched_stopped_and_gone_on_with_and_none_runs_beside_it() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    // Built, where it has to be, before the sync begins.
    offhook();
    let config = Config { calls: MANY, latency_ms: LATENCY_MS, ..Config::default() };
    let remote = DemoRemote::start(config).unwrap();
    let calls = remote.calls();

    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        fill_in(&window, remote.endpoint(), remote.token()).await;
        window.click("connect-submit").await;
        the_newest_calls_are_there_while_it_runs(&window, &calls[0]).await;
        status_says(&window, "of 3,000, back to").await;
        window.screenshot("syncing").await;
        another_program_is_told_that_one_runs(&data_dir, remote.token());

        window.click("sync-now").await;
        status_says(&window, "Cancelled").await;
        let kept = window.value("total-count").await.unwrap().parse::<usize>().unwrap();
        assert!((PAGE..MANY).contains(&kept), "{kept} calls are kept");
        let asked = remote.requests();

        window.click("sync-now").await;
        wait_until_synced(&window).await;
        window.wait_for_total(MANY).await;
        let left = (MANY - kept).div_ceil(100) as u64;
        let sent = remote.requests() - asked;
        assert!(sent <= left * 102 / 100 + 5, "{sent} requests for {left} pages");

        window.click("activity-open").await;
        window
            .wait_until("both syncs are in the log", async || {
                let log = window.text("sync-log").await;
                ["Complete", "Cancelled"].iter().all(|outcome| log.contains(outcome))
            })
            .await;
        window.click("check-server").await;
        let checked = window.text("check-result").await;
        assert!(checked.contains("The server agrees: 3,000 calls."), "{checked}");
        window.screenshot("sync-activity").await;
    };
    window.tell("syncing", STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn news_wait_for_a_click_changes_are_kept_and_many_removals_for_a_word() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 4);
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        let calls = remote.calls();
        new_calls_are_offered(&window, &remote, &data_dir).await;
        a_change_is_kept_with_the_call(&window, remote.handle(), &calls[1]).await;

        let most: Vec<String> = calls[20..].iter().map(id).collect();
        remote.handle().delete(&most);
        window.click("sync-now").await;
        window.find("removals-dialog").await;
        window.screenshot("removals").await;
        window.click("removals-keep").await;
        window.wait_for_total(CALLS + 2).await;

        window.click("sync-remedy").await;
        window.click("removals-accept").await;
        window.wait_for_total(22).await;
        wait_until_synced(&window).await;
    };
    window.tell("news", STORY, story).await;
}

async fn the_newest_calls_are_there_while_it_runs(window: &Window, newest: &Value) {
    window
        .wait_until("the newest call is shown", async || {
            window.rows().await.first().is_some_and(|row| row.id == id(newest))
        })
        .await;
    let tone = window.attribute("sync-status", "data-tone").await;
    assert_eq!(tone.as_deref(), Some("running"), "the first page is shown before the last is read");
}

async fn status_says(window: &Window, words: &str) {
    window
        .wait_until(&format!("the status says `{words}`"), async || {
            window.text("sync-status").await.contains(words)
        })
        .await;
}

fn another_program_is_told_that_one_runs(data_dir: &str, token: &str) {
    let (exit_code, said) = sync_on_the_command_line(data_dir, token);
    assert_eq!((exit_code, &said["code"]), (Some(6), &json!("busy")), "{said}");
}

/// `offhook sync` on the same data directory: how it ended, and what it said.
fn sync_on_the_command_line(data_dir: &str, token: &str) -> (Option<i32>, Value) {
    let output = Command::new(offhook())
        .env("OFFHOOK_DATA_DIR", data_dir)
        .env("OFFHOOK_TOKEN", token)
        .args(["sync", "--json"])
        .output()
        .unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
}

/// Rows do not jump under the mouse: a bar says what another program's sync brought.
async fn new_calls_are_offered(window: &Window, remote: &DemoRemote, data_dir: &str) {
    let newest = &remote.calls()[0];
    // The mouse rests on the row it has clicked.
    window.click("call-row").await;
    remote.handle().insert_made_up(2, "2030-01-01T12:00:00Z".parse().unwrap());
    let report = sync_on_the_command_line(data_dir, remote.token()).1;
    assert_eq!(report["inserted"], 2, "{report}");
    let news = window.text("news-bar").await;
    assert!(news.contains("2 new calls arrived"), "{news}");
    assert_eq!(window.rows().await[0].id, id(newest));
    window.screenshot("news-bar").await;
    window.click("news-bar").await;
    window.wait_for_total(CALLS + 2).await;
    window
        .wait_until("the newest are at the top", async || window.rows().await[2].id == id(newest))
        .await;
}

async fn a_change_is_kept_with_the_call(window: &Window, server: &Handle, call: &Value) {
    server.update(&id(call), |fields| {
        fields.insert("sentiment".to_owned(), json!("furious"));
    });
    window.click("sync-now").await;
    open_call(window, call).await;
    window
        .wait_until("the change is told", async || {
            window.shows("detail-changes").await
                && window.text("detail-changes").await.contains("→ furious")
        })
        .await;
    window.screenshot("change-history").await;
}

fn id(call: &Value) -> String {
    call["id"].as_str().unwrap().to_owned()
}
