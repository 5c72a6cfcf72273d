//! The review data as a file: written from the palette, taken in again, and a broken one refused.

use std::fs;
use std::path::{Path, PathBuf};

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::exporting::it_is_pointed_at_in_its_folder;
use crate::steps::{account, add_tag, connect, note_is, open_call, write_note};

const CALLS: usize = 60;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn marks_tags_and_notes_come_back_from_their_file_and_a_broken_one_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let downloads = downloads_of(folder.path());
    let data_dir = folder.path().join("data").display().to_string();
    let remote = account(CALLS, 51);
    let calls = remote.calls();
    let config = folder.path().display().to_string();
    let environment = [("XDG_CONFIG_HOME", config.as_str())];
    let window = Window::open_in(&environment, &["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        let call = &calls[1];
        open_call(&window, call).await;
        window.keys("s").await;
        add_tag(&window, "billing").await;
        write_note(&window, "Wants the invoice again").await;
        star_is(&window, true).await;

        choose_in_palette(&window, "export review").await;
        toast_says(&window, "Review data of 1 call").await;
        let file = only_file_in(&downloads);
        toast_says(&window, file.to_str().unwrap()).await;
        window.screenshot("review-file-written").await;
        it_is_pointed_at_in_its_folder(&window, &file, "toast-review-file-action").await;

        window.keys("s").await;
        star_is(&window, false).await;
        remove_last_tag(&window).await;
        write_another_note(&window, "Was called back").await;

        let cut = file.with_file_name("cut.json");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&cut, &text[..text.len() / 2]).unwrap();
        take_in(&window, &cut).await;
        toast_says(&window, "The file was not imported").await;
        window.screenshot("review-file-broken").await;
        star_is(&window, false).await;
        assert!(!window.shows("tag").await);
        note_is(&window, "Was called back").await;

        take_in(&window, &file).await;
        toast_says(&window, "1 star").await;
        window.screenshot("review-file-taken").await;
        star_is(&window, true).await;
        assert_eq!(window.text("tag").await, "billing");
        // The newer one is first, and no word of the other is lost.
        note_is(&window, "Was called back\n\n---\n\nWants the invoice again").await;
    };
    window.tell("review-file", STORY, story).await;
}

/// A folder for downloads, named as a desktop names it.
fn downloads_of(config: &Path) -> PathBuf {
    let downloads = config.join("Downloads");
    fs::create_dir(&downloads).unwrap();
    let line = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
    fs::write(config.join("user-dirs.dirs"), line).unwrap();
    downloads
}

fn only_file_in(folder: &Path) -> PathBuf {
    let files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let exported: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert_eq!(exported["calls"][0]["tags"], json!(["billing"]), "{exported}");
    file.clone()
}

pub(crate) async fn choose_in_palette(window: &Window, typed: &str) {
    window.press_with_control('k').await;
    window.find("palette-action").await;
    window.keys(typed).await;
    window.press(Key::Enter).await;
    window.wait_until("the palette is gone", async || !window.shows("palette").await).await;
}

/// The driver stands in for the system's dialog, which is closed at once unless a file is named.
async fn take_in(window: &Window, file: &Path) {
    choose_in_palette(window, "import review").await;
    let input = window.find("review-file").await;
    input.send_keys(file.to_str().unwrap()).await.unwrap();
}

async fn toast_says(window: &Window, words: &str) {
    window
        .wait_until(&format!("`{words}` is said"), async || {
            window.text("toast-review-file").await.contains(words)
        })
        .await;
}

async fn remove_last_tag(window: &Window) {
    window.keys("t").await;
    window.wait_until("keys go to the tags", async || window.has_focus("tag-input").await).await;
    window.press(Key::Backspace).await;
    window.wait_until("the tag is gone", async || !window.shows("tag").await).await;
    window.press(Key::Escape).await;
}

pub(crate) async fn write_another_note(window: &Window, note: &str) {
    window.keys("n").await;
    window.wait_until("keys go to the note", async || window.has_focus("note-editor").await).await;
    window.press_with_control('a').await;
    window.press(Key::Backspace).await;
    window.press(Key::Escape).await;
    write_note(window, note).await;
}

async fn star_is(window: &Window, on: bool) {
    window
        .wait_until(&format!("the star is {on}"), async || {
            let pressed = window.attribute("star", "aria-pressed").await;
            pressed.as_deref() == Some(if on { "true" } else { "false" })
        })
        .await;
}
