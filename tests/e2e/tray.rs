//! The icon in the tray: what it says and does, and that nothing is lost where there is no tray.

use std::fs;

use offhook_tests::window::Window;
use serde_json::Value;
use tempfile::TempDir;

use crate::STORY;
use crate::on_screen::OnScreen;
use crate::session_bus::Tray;
use crate::steps::{account, connect};

const CALLS: usize = 60;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn the_tray_tells_of_the_sync_hides_the_window_and_brings_it_back() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let tray = Tray::start();
    let remote = account(CALLS, 14);
    let (endpoint, token) = (remote.endpoint().to_owned(), remote.token().to_owned());

    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        let screen = OnScreen::of("Offhook");
        connect(&window, &endpoint, &token, CALLS).await;
        assert_eq!(tray.items(), [""; 0], "there is none until it is switched on");
        window.click("settings-open").await;
        window.click("settings-tray").await;
        window.wait_until("there is an icon", async || tray.items().len() == 1).await;
        assert_eq!(tray.property("Title"), "Offhook");
        let expected = ["Last sync just now", "Sync now", "Show Offhook", "Quit"];
        window.wait_until("it tells of the sync", async || tray.menu() == expected).await;
        window.screenshot("settings-tray-light").await;
        window.press(offhook_tests::hands::Key::Escape).await;
        // The mouse leaves the rows, where new calls would wait for it.
        window.click("search-input").await;

        screen.close();
        window.wait_until("the window is hidden", async || !screen.is_shown()).await;
        remote.insert_made_up(5, chrono::Utc::now());
        tray.choose("Sync now");
        window.wait_until("the calls have come", async || remote.requests() > 1).await;
        tray.choose("Show Offhook");
        window.wait_until("the window is back", async || screen.is_shown()).await;
        window
            .wait_until("the sync has ended", async || {
                window.text("sync-status").await.contains("65 calls")
            })
            .await;

        // The panel is gone for good: the window must not be lost in it.
        screen.close();
        window.wait_until("the window is hidden", async || !screen.is_shown()).await;
        drop(tray);
        window.wait_until("the window is back", async || screen.is_shown()).await;
        window.click("settings-open").await;
        let said = "This desktop shows no tray at the moment";
        window
            .wait_until("it is said", async || window.text("settings").await.contains(said))
            .await;
        window.screenshot("settings-no-tray").await;
        window.click("settings-tray").await;
        window
            .wait_until("it is off", async || {
                !window.find("settings-tray").await.is_selected().await.unwrap()
            })
            .await;
    };
    window.tell("tray", STORY, story).await;
    let kept = fs::read_to_string(folder.path().join("desktop.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&kept).unwrap()["tray"], false);
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn opened_at_login_it_stays_in_the_tray_and_quits_from_there() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    fs::write(folder.path().join("desktop.json"), r#"{"tray": true, "language": "de"}"#).unwrap();
    let tray = Tray::start();
    let window = Window::open(&["--at-login", "--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        window.find("welcome").await;
        window.wait_until("there is an icon", async || tray.items().len() == 1).await;
        let screen = OnScreen::of("Offhook");
        assert!(!screen.is_shown(), "it is in the tray");
        let expected =
            ["Noch nicht abgeglichen", "Jetzt abgleichen", "Offhook anzeigen", "Beenden"];
        assert_eq!(tray.menu(), expected);
        tray.activate();
        window.wait_until("a click shows it", async || screen.is_shown()).await;
        tray.choose("Beenden");
        window.wait_until("it has ended", async || tray.items().is_empty()).await;
    };
    window.tell("at-login-in-tray", STORY, story).await;
}
