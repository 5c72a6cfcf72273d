//! Two profiles in one data directory know nothing of each other.

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use tempfile::TempDir;

use crate::steps::{
    account, add_tag, connect, note_is, open_call, search, wait_for_rows, write_note,
};
use crate::{PAGE, STORY};

const CALLS: [usize; 2] = [110, 140];
const NAMES: [&str; 2] = ["a", "b"];

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn two_profiles_share_no_call_no_tag_and_no_note() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let remotes = [account(CALLS[0], 21), account(CALLS[1], 22)];

    for (own, remote) in remotes.iter().enumerate() {
        let calls = remote.calls();
        let (endpoint, token) = (remote.endpoint().to_owned(), remote.token().to_owned());
        let window = Window::open(&["--data-dir", &data_dir, "--profile", NAMES[own]]).await;
        let story = |window: Window| async move {
            connect(&window, &endpoint, &token, CALLS[own]).await;
            wait_for_rows(&window, &calls[..PAGE]).await;
            // Nothing here yet, whatever was done in the other profile.
            assert!(!window.shows(&format!("facet-tag-tag of {}", NAMES[1 - own])).await);
            open_call(&window, &calls[0]).await;
            note_is(&window, "").await;
            add_tag(&window, &format!("tag of {}", NAMES[own])).await;
            write_note(&window, &format!("Note of {}", NAMES[own])).await;
        };
        window.tell(&format!("profile-{}", NAMES[own]), STORY, story).await;
    }

    // Back in the first one: its own work, and none of the other's.
    let first = remotes[0].calls()[0].clone();
    let window = Window::open(&["--data-dir", &data_dir, "--profile", NAMES[0]]).await;
    let story = |window: Window| async move {
        window.wait_for_total(CALLS[0]).await;
        window.find("facet-tag-tag of a").await;
        assert!(!window.shows("facet-tag-tag of b").await);
        search(&window, "has:note").await;
        window.wait_for_total(1).await;
        open_call(&window, &first).await;
        note_is(&window, "Note of a").await;
        window.press(Key::Escape).await;
        search(&window, "\"note of b\"").await;
        window.wait_for_total(0).await;
    };
    window.tell("profile-again", STORY, story).await;
}
