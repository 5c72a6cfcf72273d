//! On a system without a keychain the person is told so, and chooses where the token is kept.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use offhook_tests::window::Window;
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, fill_in, wait_until_synced};

const CALLS: usize = 60;
/// No session bus, so nobody keeps secrets; without the bridge GTK starts no bus of its own.
pub(crate) const NO_KEYCHAIN: [(&str, &str); 2] =
    [("DBUS_SESSION_BUS_ADDRESS", "disabled:"), ("NO_AT_BRIDGE", "1")];

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn without_a_keychain_the_token_goes_where_the_person_chooses() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let profile = folder.path().join("profiles/default");
    let remote = account(CALLS, 31);
    let (endpoint, token) = (remote.endpoint().to_owned(), remote.token().to_owned());

    let window = Window::open_in(&NO_KEYCHAIN, &["--data-dir", &data_dir]).await;
    let (dir, secret) = (profile.clone(), token.clone());
    let story = |window: Window| async move {
        fill_in(&window, &endpoint, &secret).await;
        window.click("connect-submit").await;
        let told = window.text("token-places").await;
        assert!(told.contains("missing or locked"), "{told}");
        assert!(window.has_focus_within("token-place-session").await, "the choice is at hand");
        window.screenshot("no-keychain").await;
        assert!(files_with(&dir, &secret).is_empty(), "nothing is stored before the choice");

        window.click("connect-submit").await;
        window.wait_for_total(CALLS).await;
        wait_until_synced(&window).await;
        assert!(files_with(&dir, &secret).is_empty(), "a token for the session is on the disk");
    };
    window.tell("no-keychain", STORY, story).await;

    // Another start: it is gone, the choice is remembered, and now it shall be a file.
    let window = Window::open_in(&NO_KEYCHAIN, &["--data-dir", &data_dir]).await;
    let (dir, secret) = (profile.clone(), token.clone());
    let story = |window: Window| async move {
        window.wait_for_total(CALLS).await;
        window.click("settings-open").await;
        window.click("settings-token").await;
        window.type_into("connect-token", &secret).await;
        assert!(window.shows("token-places").await);
        window.click("token-place-file").await;
        window.click("connect-submit").await;
        wait_until_synced(&window).await;
        assert_eq!(files_with(&dir, &secret), ["token"]);
        let mode = fs::metadata(dir.join("token")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let page = window.run("return document.documentElement.outerHTML", vec![]).await;
        assert!(!page.as_str().unwrap().contains(&secret), "the page holds the token");
    };
    window.tell("token-file", STORY, story).await;

    // And the start after that needs nobody.
    let before = remote.requests();
    let window = Window::open_in(&NO_KEYCHAIN, &["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        window.wait_for_total(CALLS).await;
        wait_until_synced(&window).await;
        window.wait_until("it has synced", async || remote.requests() > before).await;
    };
    window.tell("token-from-file", STORY, story).await;
}

/// The names of the profile's files that hold this text.
fn files_with(profile: &Path, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(profile).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap_or_default();
        if bytes.windows(text.len()).any(|piece| piece == text.as_bytes()) {
            names.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    names
}
