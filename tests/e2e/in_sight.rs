//! What must be seen is seen: the row that keys act on, whole numbers and whole names, in windows of
//! every size.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use offhook_tests::window::Window;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::STORY;
use crate::steps::{account, connect, open_call};

const CALLS: usize = 120;
/// Rows that are reached by keys: past the end of every screen here.
const STEPS: usize = 40;
/// The smallest window, those just wide enough for the details beside the list, and a large one.
const SIZES: [(u32, u32); 5] = [(900, 600), (1184, 700), (1200, 700), (1280, 800), (1440, 1000)];
/// What a slow computer needs until a page that was loaded stands as it will.
const SETTLED: Duration = Duration::from_secs(5);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn the_row_that_keys_act_on_is_never_below_the_bar_of_the_selection() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 11);
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        // Down to where the bar will be, which comes with the first call that is selected.
        window.keys("j").await;
        while room_below(&window, "calls-table").await > 40.0 {
            window.keys("j").await;
        }
        window.keys("x").await;
        window.find("selection-bar").await;
        window
            .wait_until("the row has moved clear of the bar", async || {
                room_below(&window, "selection-bar").await >= 0.0
            })
            .await;
        window.screenshot("selection-in-sight").await;
        for _ in 0..STEPS {
            window.keys("j").await;
            let room = room_below(&window, "selection-bar").await;
            assert!(room >= 0.0, "{room} px of the row lie below the bar");
        }
    };
    window.tell("selection-in-sight", STORY, story).await;
}

/// Pixels between the row that keys act on and the bar, or the end of the room for the list.
async fn room_below(window: &Window, limit: &str) -> f64 {
    const READ: &str = "const row = document.querySelector('[data-testid=call-row].cursor');
        const limit = document.querySelector(`[data-testid=${arguments[0]}]`);
        const end = arguments[0] === 'calls-table'
            ? limit.parentElement.getBoundingClientRect().bottom : limit.getBoundingClientRect().top;
        return end - row.getBoundingClientRect().bottom;";
    window.run(READ, vec![json!(limit)]).await.as_f64().expect("a row and the bar")
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn numbers_and_names_are_whole_beside_the_details_in_both_languages() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 12);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        let mut cut = BTreeSet::new();
        for language in ["en", "de"] {
            let speak = "localStorage.setItem('offhook.language', arguments[0])";
            window.run(speak, vec![json!(language)]).await;
            for theme in ["light", "dark"] {
                window.wear(theme).await;
                for (width, height) in SIZES {
                    window.resize(width, height).await;
                    look(&window, &format!("alone-{language}-{width}-{theme}"), &mut cut).await;
                    open_call(&window, &calls[3]).await;
                    look(&window, &format!("beside-{language}-{width}-{theme}"), &mut cut).await;
                    window.click("detail-close").await;
                }
            }
        }
        assert!(cut.is_empty(), "{cut:#?}");
    };
    window.tell("beside-details", STORY, story).await;
}

/// What stays cut: the columns get their room once the agents' names and the font have come.
async fn look(window: &Window, name: &str, cut: &mut BTreeSet<(String, String)>) {
    let started = Instant::now();
    let mut still_cut = cut_off(window).await;
    while !still_cut.is_empty() && started.elapsed() < SETTLED {
        sleep(LOOK_AGAIN).await;
        still_cut = cut_off(window).await;
    }
    window.screenshot(name).await;
    cut.extend(still_cut.into_iter().map(|what| (name.to_owned(), what)));
}

/// Numbers and names of which not all can be seen. Of a nameless agent there is only a
/// long id, and an address is no number.
async fn cut_off(window: &Window) -> Vec<String> {
    const READ: &str = "return [...document.querySelectorAll('[data-testid=call-row] td')]
        .filter((cell) => ['cell-from', 'cell-to', 'cell-agent'].includes(cell.dataset.testid))
        .filter((cell) => cell.scrollWidth > cell.clientWidth)
        .map((cell) => cell.textContent.trim())
        .filter((text) => !/^([0-9a-f-]{36}|sip:.*)$/.test(text))";
    let told: Value = window.run(READ, vec![]).await;
    serde_json::from_value(told).expect("texts of cells")
}
