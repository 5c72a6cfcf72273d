//! The insights: figures of the calls that the filter lets pass, marks that lead to their calls,
//! charts as files.

use std::fs;
use std::path::{Path, PathBuf};

use offhook_tests::readers::python;
use offhook_tests::window::{Window, keep};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, connect, count, search};

const CALLS: usize = 700;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn figures_follow_the_filter_lead_to_their_calls_and_become_files() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 41);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        search(&window, "direction:inbound").await;
        window.wait_for_total(count(&calls, inbound)).await;
        window.keys("gi").await;
        says(&window, "figure-calls", count(&calls, inbound)).await;
        says(&window, "statuses-completed", count(&calls, completed)).await;
        window.screenshot("insights-light").await;

        is_a_picture_of_something(&saved(&window, "time-png").await);
        is_a_picture_of_something(&saved(&window, "heat-png").await);
        for chart in ["statuses", "durations", "agents", "numbers"] {
            let file = saved(&window, &format!("{chart}-png")).await;
            keep(&format!("insights-{chart}.png"), &fs::read(&file).unwrap());
            is_a_picture_of_something(&file);
        }
        nothing_unseen_takes_the_focus(&window).await;
        is_drawn_in_vectors(&saved(&window, "time-svg").await, count(&calls, inbound));

        window.click("sentiments-none").await;
        window.wait_for_total(count(&calls, unfelt)).await;
        search(&window, "direction:inbound").await;
        window.wait_for_total(count(&calls, inbound)).await;
        window.keys("gi").await;

        window.click("statuses-completed").await;
        window.wait_for_total(count(&calls, completed)).await;
        window.keys("gi").await;
        says(&window, "figure-calls", count(&calls, completed)).await;
        let in_that_hour = click_the_fullest_hour(&window).await;
        window.wait_for_total(in_that_hour).await;
        assert!(
            window.shows("chip-term-2").await,
            "the hour and the weekday stand beside the rest"
        );

        search(&window, "nothing-like-this").await;
        window.keys("gi").await;
        window.find("insights-empty").await;
        window.screenshot("insights-no-match-light").await;

        window.wear("dark").await;
        window.wait_for_total(CALLS).await;
        window.keys("gi").await;
        says(&window, "figure-calls", CALLS).await;
        window.screenshot("insights-dark").await;
    };
    window.tell("insights", STORY, story).await;
}

fn inbound(call: &Value) -> bool {
    call["direction"] == "inbound"
}

fn unfelt(call: &Value) -> bool {
    inbound(call) && call["sentiment"].is_null()
}

fn completed(call: &Value) -> bool {
    inbound(call) && call["status"] == "completed"
}

/// The number stands somewhere in this part of the screen.
async fn says(window: &Window, test_id: &str, count: usize) {
    window
        .wait_until(&format!("`{test_id}` says {count}"), async || {
            let text = window.text(test_id).await;
            text.split(|letter: char| !letter.is_ascii_digit())
                .any(|word| word == count.to_string())
        })
        .await;
}

/// Clicks the hour with the most calls; gives how many it tells of.
async fn click_the_fullest_hour(window: &Window) -> usize {
    const CLICK: &str = "
        const told = (cell) => Number(/: (\\d+)/.exec(cell.title)?.[1] ?? 0);
        const cells = [...document.querySelectorAll('[data-testid=heat-cell]')];
        const fullest = cells.reduce((most, cell) => (told(cell) > told(most) ? cell : most));
        fullest.click();
        return told(fullest)";
    let told = window.run(CLICK, vec![]).await.as_u64().unwrap();
    assert!(told > 0, "no hour has calls");
    usize::try_from(told).unwrap()
}

/// The tables for screen readers hold no buttons that a person with a keyboard would step through.
async fn nothing_unseen_takes_the_focus(window: &Window) {
    const COUNT: &str = "return document.querySelectorAll('.sr-only button, .sr-only a').length";
    assert_eq!(window.run(COUNT, vec![]).await, 0);
}

/// Saves a chart; gives the file that the window says it wrote.
async fn saved(window: &Window, button: &str) -> PathBuf {
    /// In one go, for a newer message takes the place of an older one.
    const READ: &str =
        "return document.querySelector('[data-testid=toast-picture]')?.textContent ?? ''";
    window.click(button).await;
    let (chart, ending) = button.rsplit_once('-').unwrap();
    let (name, ending) = (format!("offhook-{chart}"), format!(".{ending}"));
    let told = async || window.run(READ, vec![]).await.as_str().unwrap().to_owned();
    window
        .wait_until("the window says where the file is", async || {
            let told = told().await;
            told.contains(&name) && told.contains(&ending)
        })
        .await;
    let told = told().await;
    let (path, _) = told.trim().trim_start_matches("Saved as ").split_once(&ending).unwrap();
    PathBuf::from(format!("{path}{ending}"))
}

/// What an independent decoder makes of it: its size, and how many colours it has.
fn is_a_picture_of_something(file: &Path) {
    const READ: &str = "
import json, sys
from PIL import Image
with Image.open(sys.argv[1]) as picture:
    print(json.dumps([picture.format, picture.width, len(picture.convert('RGB').getcolors(1 << 24))]))";
    let read = python(READ, file);
    fs::remove_file(file).unwrap();
    assert_eq!(read[0], "PNG");
    assert!(read[1].as_u64() >= Some(1_000), "{read}");
    assert!(read[2].as_u64() > Some(8), "blank: {read}");
}

fn is_drawn_in_vectors(file: &Path, calls: usize) {
    const READ: &str = "
import json, sys
import xml.etree.ElementTree as tree
names = [part.tag.rsplit('}', 1)[-1] for part in tree.parse(sys.argv[1]).iter()]
print(json.dumps({'root': names[0], 'bars': names.count('rect'), 'words': names.count('text')}))";
    let read = python(READ, file);
    fs::remove_file(file).unwrap();
    assert_eq!(read["root"], json!("svg"));
    assert!(read["words"].as_u64() > Some(5), "{calls} calls: {read}");
    assert!(read["bars"].as_u64() > Some(10), "{calls} calls: {read}");
}
