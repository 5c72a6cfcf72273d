//! A backup of the review data, put back in the window: the old note is there again, no word of the
//! new one is found, and review data that cannot be read leads to the same place.

use std::fs;
use std::path::Path;

use offhook_tests::window::Window;
use tempfile::TempDir;

use crate::STORY;
use crate::review_file::{choose_in_palette, write_another_note};
use crate::steps::{account, clear_search, connect, note_is, open_call, search, write_note};

const CALLS: usize = 60;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_backup_is_put_back_in_the_window_and_leaves_no_word_of_what_it_replaced() {
    let data = TempDir::new().unwrap();
    let data_dir = data.path().display().to_string();
    let remote = account(CALLS, 52);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        open_call(&window, &calls[1]).await;
        write_note(&window, "Wants the invoice").await;
        // The second change of the day finds something to back up.
        window.keys("s").await;
        write_another_note(&window, "Zanzibar").await;
        search(&window, "zanzibar").await;
        window.wait_for_total(1).await;

        choose_in_palette(&window, "settings").await;
        window.click("backups-open").await;
        window.find("backup-row").await;
        window.screenshot("backups").await;
        put_back(&window).await;
        window.find("toast-restored").await;
        window.wait_for_total(0).await;
        clear_search(&window).await;
        window.wait_for_total(CALLS).await;
        open_call(&window, &calls[1]).await;
        note_is(&window, "Wants the invoice").await;
        window.screenshot("backup-put-back").await;
    };
    window.tell("backups", STORY, story).await;
    damage(data.path());

    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        window.wait_for_total(CALLS).await;
        window.find("review-trouble").await;
        window.screenshot("review-trouble").await;
        window.click("trouble-backups").await;
        put_back(&window).await;
        window
            .wait_until("all is well again", async || !window.shows("review-trouble").await)
            .await;
        window.wait_for_total(CALLS).await;
    };
    window.tell("backups-of-the-damaged", STORY, story).await;
}

/// Puts the newest one back.
async fn put_back(window: &Window) {
    window.click("backup-restore").await;
    window.find("backup-question").await;
    window.screenshot("backup-question").await;
    window.click("backup-confirm").await;
    window
        .wait_until("the question is gone", async || !window.shows("backup-question").await)
        .await;
}

/// Overwrites all pages but the first.
fn damage(data: &Path) {
    const PAGE: usize = 4096;
    let file = data.join("profiles/default/review.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[PAGE..].fill(0xa5);
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(file.with_extension(format!("db{ending}")));
    }
    fs::write(&file, bytes).unwrap();
}
