//! The window among other windows: where it opens, and that there is one for each data directory.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use offhook_tests::window::{Window, program};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_second_start_shows_the_first_window_and_a_killed_one_blocks_nothing() {
    let folder = TempDir::new().unwrap();
    let mut killed = start(folder.path());
    wait_for(|| folder.path().join("window.door").exists().then_some(())).await;
    killed.kill().unwrap();
    killed.wait().unwrap();

    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        window.find("welcome").await;
        let mut second = start(folder.path());
        assert!(ended(&mut second).await.success());
        // The first has stayed, and other data has a window of its own.
        window.find("welcome").await;
        let elsewhere = TempDir::new().unwrap();
        let mut other = start(elsewhere.path());
        wait_for(|| elsewhere.path().join("window.door").exists().then_some(())).await;
        assert_eq!(other.try_wait().unwrap(), None);
        other.kill().unwrap();
        other.wait().unwrap();
    };
    window.tell("second-start", STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn the_window_comes_back_where_it_was_and_never_out_of_sight() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("placement.json");
    let kept = json!({ "x": 90, "y": 60, "width": 1000, "height": 700, "maximised": false });
    assert_eq!(opened_size(folder.path(), &kept.to_string()).await, json!([1000, 700]));

    let lost = json!({ "x": 9000, "y": -9000, "width": 5, "height": 5, "maximised": false });
    assert_eq!(opened_size(folder.path(), &lost.to_string()).await, json!([900, 600]));
    // Where it was put instead is what is kept.
    let kept: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!((&kept["width"], &kept["height"]), (&json!(900), &json!(600)));
    assert!((0..=540).contains(&kept["x"].as_i64().unwrap()), "{kept}");
    assert!((0..=400).contains(&kept["y"].as_i64().unwrap()), "{kept}");

    assert_eq!(opened_size(folder.path(), "{\"x\":").await, json!([1280, 800]));
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn diagnostics_are_copied_in_the_settings() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap(), "--sample"]).await;
    let story = |window: Window| async move {
        window.click("settings-open").await;
        window.find("settings-diagnostics").await;
        window
            .run(
                "document.querySelector('[data-testid=settings-diagnostics]').scrollIntoView()",
                Vec::new(),
            )
            .await;
        window.click("settings-diagnostics").await;
        window
            .wait_until("it is said to be copied", async || {
                window.text("settings-diagnosed").await.starts_with("Diagnostics copied")
            })
            .await;
        window.screenshot("diagnostics").await;
    };
    window.tell("diagnostics", STORY, story).await;
}

/// Opens the window with this in its file, waits until it is kept anew, and gives its size.
async fn opened_size(dir: &Path, kept: &str) -> Value {
    let file = dir.join("placement.json");
    fs::write(&file, kept).unwrap();
    let window = Window::open(&["--data-dir", dir.to_str().unwrap()]).await;
    window.find("welcome").await;
    window
        .wait_until("the placement is kept", async || {
            let text = fs::read(&file).unwrap();
            serde_json::from_slice::<Value>(&text).is_ok_and(|now| now["width"] != 5)
        })
        .await;
    let size = window.run("return [innerWidth, innerHeight]", Vec::new()).await;
    window.tell("placement", STORY, |window| async move { drop(window) }).await;
    size
}

fn start(data_dir: &Path) -> Child {
    Command::new(program()).arg("--data-dir").arg(data_dir).spawn().unwrap()
}

async fn ended(child: &mut Child) -> ExitStatus {
    wait_for(|| child.try_wait().unwrap()).await
}

async fn wait_for<T>(mut found: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(start.elapsed() < STORY, "it does not happen");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
