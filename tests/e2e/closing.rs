//! What was just typed is kept, however soon the window is closed.

use offhook_tests::window::Window;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::STORY;
use crate::on_screen::OnScreen;
use crate::steps::{account, connect, note_is, open_call};

const CALLS: usize = 60;
const NOTE: &str = "Typed and gone";

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_note_is_kept_when_the_window_is_closed_while_it_is_being_written() {
    a_note_is_kept("closing", OnScreen::close).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_note_is_kept_when_the_session_ends_while_it_is_being_written() {
    a_note_is_kept("session-end", OnScreen::end_session).await;
}

async fn a_note_is_kept(name: &str, end: fn(&OnScreen)) {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let remote = account(CALLS, 51);
    let (endpoint, token) = (remote.endpoint().to_owned(), remote.token().to_owned());
    let call = remote.calls()[0].clone();

    let window = Window::open(&["--data-dir", &data_dir]).await;
    let noted = call.clone();
    let story = |window: Window| async move {
        let screen = OnScreen::of("Offhook");
        connect(&window, &endpoint, &token, CALLS).await;
        open_call(&window, &noted).await;
        window.keys("n").await;
        window
            .wait_until("keys go to the note", async || window.has_focus("note-editor").await)
            .await;
        window.keys(NOTE).await;
        end(&screen);
        window.wait_until("the window has gone", async || !screen.is_shown()).await;
    };
    window.tell(name, STORY, story).await;

    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        window.wait_for_total(CALLS).await;
        open_call(&window, &call).await;
        note_is(&window, NOTE).await;
    };
    window.tell(&format!("{name}-again"), STORY, story).await;
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_note_that_cannot_be_saved_keeps_the_window_until_the_person_decides() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let remote = account(CALLS, 53);
    let call = remote.calls()[0].clone();
    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        let screen = OnScreen::of("Offhook");
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        open_call(&window, &call).await;
        let other = Connection::open(folder.path().join("profiles/default/review.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        window.keys("n").await;
        window
            .wait_until("keys go to the note", async || window.has_focus("note-editor").await)
            .await;
        window.keys(NOTE).await;
        screen.close();
        window.find("leaving-dialog").await;
        window.screenshot("leaving").await;
        window.click("leaving-stay").await;
        window
            .wait_until("the question is gone", async || !window.shows("leaving-dialog").await)
            .await;
        assert!(screen.is_shown());
        note_is(&window, NOTE).await;

        screen.close();
        window.find("leaving-dialog").await;
        other.execute_batch("ROLLBACK").unwrap();
        // The window goes with the press, and with it who would answer for it.
        const AGAIN: &str = "setTimeout(() =>
            document.querySelector('[data-testid=leaving-again]').click(), 200)";
        window.run(AGAIN, vec![]).await;
        window.wait_until("the window has gone", async || !screen.is_shown()).await;
        let kept: String = other.query_row("SELECT text FROM notes", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, NOTE);
    };
    window.tell("leaving", STORY, story).await;
}
