//! New negative calls are told by the system, once, and a click on that leads to them.

use std::fs;
use std::process::Command;

use chrono::Utc;
use offhook_tests::window::Window;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::binary::offhook;
use crate::session_bus::Notifications;
use crate::steps::{account, connect, count};

const CALLS: usize = 120;

fn call(id: &str, sentiment: &str) -> Value {
    json!({
        "id": id, "agent_id": "agent-1", "agent_name": "Ada", "direction": "inbound",
        "from_number": "+49 30 901820", "to_number": "+49 30 1", "duration": 65,
        "status": "completed", "sentiment": sentiment, "created_at": Utc::now(),
        "call_summary": "Wants <b>money</b> & an answer.",
    })
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_new_negative_call_is_told_once_and_a_click_leads_to_it() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap();
    fs::write(folder.path().join("desktop.json"), r#"{"notify_negative": true}"#).unwrap();
    let system = Notifications::start();
    let remote = account(CALLS, 12);
    let (endpoint, token) = (remote.endpoint().to_owned(), remote.token().to_owned());

    // Built, where it has to be, before the story begins.
    offhook();
    let elsewhere = data_dir.to_owned();

    let window = Window::open(&["--data-dir", data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, &endpoint, &token, CALLS).await;
        assert_eq!(system.shown().len(), 0, "a first sync tells nothing");

        remote.insert(call("told", "negative"));
        remote.insert(call("well", "positive"));
        sync(&window, CALLS + 2).await;
        window.wait_until("it is told", async || system.shown().len() == 1).await;
        let told = system.shown().remove(0);
        assert_eq!(told.title, "1 new negative call");
        assert!(told.body.starts_with("+49 30 901820 · Ada\n"), "{}", told.body);
        assert!(told.body.contains("&lt;b&gt;money&lt;/b&gt; &amp; an answer"), "{}", told.body);
        assert_eq!(told.actions, ["default", "Show"]);

        // The command line has synced, say by a timer.
        remote.insert(call("elsewhere", "negative"));
        sync_elsewhere(&elsewhere, &token);
        window.wait_until("it is told as well", async || system.shown().len() == 2).await;
        assert_eq!(system.shown()[1].title, "1 new negative call");

        // The click finds the window on another screen, under a dialog.
        window.click("insights-open").await;
        window.click("settings-open").await;
        window.find("settings").await;
        system.click(told.id + 7);
        system.click(told.id);
        let negative = count(&remote.calls(), |call| {
            call["sentiment"].as_str().is_some_and(|word| word.eq_ignore_ascii_case("negative"))
        });
        window.wait_for_total(negative).await;
        assert!(!window.shows("settings").await, "the dialog is out of the way");

        switch_off(&window).await;
        remote.insert(call("untold", "negative"));
        sync(&window, negative + 1).await;
        assert_eq!(system.shown().len(), 2, "it was switched off, and nothing is told twice");
    };
    window.tell("notifying", STORY, story).await;
    let kept = fs::read_to_string(folder.path().join("desktop.json")).unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept, json!({ "notify_negative": false }));
}

fn sync_elsewhere(data_dir: &str, token: &str) {
    let environment = [("OFFHOOK_DATA_DIR", data_dir), ("OFFHOOK_TOKEN", token)];
    let output = Command::new(offhook()).envs(environment).arg("sync").output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

async fn sync(window: &Window, total: usize) {
    window.click("sync-now").await;
    window.wait_for_total(total).await;
}

async fn switch_off(window: &Window) {
    window.click("settings-open").await;
    let switch = window.find("settings-notify-negative").await;
    assert!(switch.is_selected().await.unwrap());
    window.click("settings-notify-negative").await;
    window
        .wait_until("it is off", async || {
            !window.find("settings-notify-negative").await.is_selected().await.unwrap()
        })
        .await;
    window.press(offhook_tests::hands::Key::Escape).await;
}
