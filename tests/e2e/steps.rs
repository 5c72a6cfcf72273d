//! What many stories do: connect an account, wait for its sync, compare the list.

use offhook_demo_remote::{Config, DemoRemote};
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

/// Connects an account from the welcome screen and waits until its calls are here.
pub(crate) async fn connect(window: &Window, remote: &DemoRemote) {
    fill_in(window, remote.endpoint(), remote.token()).await;
    window.click("connect-submit").await;
    window.wait_for_total(remote.calls().len()).await;
    wait_until_synced(window).await;
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
    let first = expected.first().map(|row| row.id.clone());
    window
        .wait_until("the table has turned to the wanted page", async || {
            window.rows().await.first().map(|row| row.id.clone()) == first
        })
        .await;
    assert_eq!(window.rows().await, expected);
}
