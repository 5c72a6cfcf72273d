//! The whole window without a server, from the start on.

use offhook_tests::window::Window;
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, connect, note_is, open_call, search, the_list_is, write_note};

const CALLS: usize = 150;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn everything_but_syncing_works_without_a_server() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap();
    let remote = account(CALLS, 9);
    let calls = remote.calls();
    let (endpoint, token) = (remote.endpoint().to_owned(), remote.token().to_owned());

    let window = Window::open(&["--data-dir", data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, &endpoint, &token, CALLS).await;
    };
    window.tell("before-offline", STORY, story).await;
    remote.stop();

    let window = Window::open(&["--data-dir", data_dir]).await;
    let story = |window: Window| async move {
        the_list_is(&window, calls.iter()).await;
        let note = window.text("offline-note").await;
        assert!(note.contains("150 cached calls"), "{note}");
        assert!(!window.shows("error-state").await && !window.shows("trouble-notice").await);

        window.click("facet-direction-inbound").await;
        let inbound = || calls.iter().filter(|call| call["direction"] == "inbound");
        the_list_is(&window, inbound()).await;
        search(&window, "status:completed").await;
        the_list_is(&window, inbound().filter(|call| call["status"] == "completed")).await;

        let newest = inbound().find(|call| call["status"] == "completed").unwrap();
        open_call(&window, newest).await;
        write_note(&window, "Written on the train").await;
        window.reload().await;
        search(&window, "train has:note").await;
        window.wait_for_total(1).await;
        open_call(&window, newest).await;
        note_is(&window, "Written on the train").await;
        window.screenshot("offline-light").await;
    };
    window.tell("offline", STORY, story).await;
}
