//! Exporting from the window: what the list shows is what the file holds, under the name given.

use std::fs;

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::Value;
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, connect, count};

const CALLS: usize = 320;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn the_calls_of_the_filter_are_written_to_the_file_that_was_named() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("inbound.ndjson");
    let remote = account(CALLS, 21);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let path = file.clone();
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        window.click("facet-direction-inbound").await;
        let inbound = count(&calls, |call| call["direction"] == "inbound");
        window.wait_for_total(inbound).await;
        window.click("export-open").await;
        window.click("export-format-ndjson").await;
        window.type_into("export-path", path.to_str().unwrap()).await;
        window.screenshot("export-light").await;
        window.click("export-start").await;
        window.find("export-done").await;
        window.screenshot("export-done").await;
        let lines = fs::read_to_string(&path).unwrap();
        let written: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(written.len(), inbound);
        assert!(written.iter().all(|call| call["direction"] == "inbound"));
        window.press(Key::Escape).await;
    };
    window.tell("exporting", STORY, story).await;
}
