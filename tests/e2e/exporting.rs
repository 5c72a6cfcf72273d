//! Exporting from the window: what the list shows is what the file holds, under the name given.

use std::fs;
use std::path::Path;
use std::process::Command;

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
        it_is_pointed_at_in_its_folder(&window, &path, "export-show").await;
        window.press(Key::Escape).await;
        two_selected_calls_take_its_place(&window, &path).await;
        they_are_copied_with_the_columns_shown(&window).await;
    };
    window.tell("exporting", STORY, story).await;
}

/// The file manager is asked over the session's bus; what is said there can be heard.
pub(crate) async fn it_is_pointed_at_in_its_folder(window: &Window, file: &Path, button: &str) {
    let heard = file.with_extension("heard");
    let mut listening = Command::new("dbus-monitor")
        .arg("--session")
        .arg("interface=org.freedesktop.FileManager1")
        .stdout(fs::File::create(&heard).unwrap())
        .spawn()
        .unwrap();
    let said = || fs::read_to_string(&heard).unwrap();
    window.wait_until("somebody listens", async || said().contains("NameAcquired")).await;
    window.click(button).await;
    let uri = format!("file://{}", file.canonicalize().unwrap().display());
    let is_asked = async || said().contains("member=ShowItems") && said().contains(&uri);
    window.wait_until("the file manager is asked to show the file", is_asked).await;
    listening.kill().unwrap();
    listening.wait().unwrap();
}

async fn two_selected_calls_take_its_place(window: &Window, file: &Path) {
    window.keys("jxjx").await;
    window.find("selection-bar").await;
    window.keys("e").await;
    window.find("export-start").await;
    window.type_into("export-path", file.to_str().unwrap()).await;
    window.click("export-start").await;
    window.find("export-replace").await;
    window.screenshot("export-exists").await;
    window.click("export-replace").await;
    window.find("export-done").await;
    assert_eq!(fs::read_to_string(file).unwrap().lines().count(), 2);
    let manifest = fs::read_to_string(format!("{}.manifest.json", file.display())).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["selection"]["calls"], 2);
    assert_eq!(manifest["filter"]["in_words"], "2 selected calls");
    window.click("export-close").await;
    window.wait_until("the dialog is gone", async || !window.shows("export-dialog").await).await;
}

async fn they_are_copied_with_the_columns_shown(window: &Window) {
    const READ: &str = "return document.getElementById('search-input').value";
    window.press_with_control('c').await;
    window.keys("/").await;
    window.press_with_control('v').await;
    let pasted = async || window.run(READ, vec![]).await.as_str().unwrap().to_owned();
    window.wait_until("it is pasted", async || pasted().await.contains("created_at")).await;
    let pasted = pasted().await;
    let head = "created_at direction from_number to_number agent_name status duration";
    let one_line = pasted.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.starts_with(head), "{pasted}");
    assert_eq!(pasted.matches("inbound").count(), 2, "{pasted}");
}
