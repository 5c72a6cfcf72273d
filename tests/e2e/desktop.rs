//! The window's manners among other programs: what it leaves in the system, and takes away again.

use std::fs;

use offhook_tests::window::Window;
use tempfile::TempDir;

use crate::STORY;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn opening_at_login_is_the_systems_entry_and_shown_as_it_is() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().join("home");
    let entry = home.join(".config/autostart/Offhook.desktop");
    let data_dir = folder.path().join("my data").to_str().unwrap().to_owned();
    fs::create_dir(&data_dir).unwrap();
    // The smallest window there is, for the pictures.
    let smallest = r#"{"x":90,"y":60,"width":900,"height":600,"maximised":false}"#;
    fs::write(folder.path().join("my data/placement.json"), smallest).unwrap();
    let opened = data_dir.clone();
    let person = [("HOME", home.to_str().unwrap())];
    let window = Window::open_in(&person, &["--sample", "--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        window.click("settings-open").await;
        assert!(!is_on(&window, "at-login").await, "it is off until it is switched on");
        window.click("settings-at-login").await;
        window.wait_until("the entry is there", async || entry.exists()).await;
        let text = fs::read_to_string(&entry).unwrap();
        // The same data, also at login, where nobody gives a data directory.
        let words = format!("offhook-desktop\" --at-login --data-dir \"{opened}\"\n");
        assert!(text.contains(&words), "{text}");
        assert!(is_on(&window, "at-login").await);
        window.screenshot("settings-desktop-light").await;

        // Switched off elsewhere, and then taken away, as in the system's own settings.
        fs::write(&entry, format!("{text}\nHidden=true\n")).unwrap();
        window.reload().await;
        window.click("settings-open").await;
        assert!(!is_on(&window, "at-login").await, "the entry counts no longer");

        // One that opens other data is not this window's.
        fs::write(&entry, text.replace("my data", "other data")).unwrap();
        window.reload().await;
        window.click("settings-open").await;
        assert!(!is_on(&window, "at-login").await, "the entry is for other data");

        fs::remove_file(&entry).unwrap();
        window.wear("dark").await;
        window.click("settings-open").await;
        assert!(!is_on(&window, "at-login").await, "the entry is gone, so it is off");
        window.click("settings-at-login").await;
        window.wait_until("the entry is back", async || entry.exists()).await;
        assert!(is_on(&window, "at-login").await);
        window.screenshot("settings-desktop-dark").await;
        window.click("settings-at-login").await;
        window.wait_until("the entry is gone", async || !entry.exists()).await;
    };
    window.tell("at-login", STORY, story).await;
}

/// Whether a switch of the settings is on; scrolls there, for whoever looks at the picture.
async fn is_on(window: &Window, switch: &str) -> bool {
    let shown = window.find(&format!("settings-{switch}")).await;
    let scroll = "document.querySelector(`[data-testid=settings-${arguments[0]}]`)
        .scrollIntoView({ block: 'center' })";
    window.run(scroll, vec![switch.into()]).await;
    shown.is_selected().await.unwrap()
}
