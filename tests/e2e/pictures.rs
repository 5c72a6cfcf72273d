//! The pictures in `docs/`: every screen in both themes. `cargo xtask pictures` takes them; they are no
//! part of the checks.

mod colours;

use std::fs;
use std::path::Path;
use std::time::Duration;

use offhook_demo_remote::{Config, DemoRemote};
use offhook_tests::hands::Key;
use offhook_tests::window::{Window, keep};
use serde_json::{Value, json};

use crate::no_keychain::NO_KEYCHAIN;
use crate::steps::{
    account, add_tag, connect, fill_in, open_call, search, wait_until_synced, write_note,
};
use colours::with_256_colours;

const SIZE: (u32, u32) = (1280, 800);
const THEMES: [&str; 2] = ["light", "dark"];
/// Dozens of screens, twice.
const LIMIT: Duration = Duration::from_secs(20 * 60);
const CALLS: usize = 2_400;
/// So many, and so slow, that the first sync is seen at work.
const MANY: usize = 156_000;
const LATENCY_MS: u64 = 300;
/// Paths are seen in the pictures, so that these look like a person's.
const DATA_DIR: &str = "/tmp/offhook";
const DOWNLOADS: &str = "/home/manager/Downloads";

#[tokio::test]
#[ignore = "takes pictures of the real window: run `cargo xtask pictures`"]
async fn the_first_screens() {
    let _dir = DataDir::make();
    let window = open(&["--data-dir", DATA_DIR]).await;
    let story = |window: Window| async move {
        for theme in THEMES {
            window.wear(theme).await;
            window.find("welcome").await;
            take(&window, "welcome", theme).await;
        }
    };
    window.tell("pictures-first", LIMIT, story).await;

    let window = open(&["--data-dir", DATA_DIR, "--sample"]).await;
    let story = |window: Window| async move {
        for theme in THEMES {
            window.wear(theme).await;
            wait_until_synced(&window).await;
            window
                .wait_until("the views are counted", async || {
                    window.text("view-all").await.contains(|letter: char| letter.is_ascii_digit())
                })
                .await;
            take(&window, "window", theme).await;
        }
    };
    window.tell("pictures-samples", LIMIT, story).await;

    let remote = account(CALLS, 7);
    let window = Window::open_in(&NO_KEYCHAIN, &["--data-dir", DATA_DIR]).await;
    let story = |window: Window| async move {
        window.resize(SIZE.0, SIZE.1).await;
        for theme in THEMES {
            window.wear(theme).await;
            fill_in(&window, remote.endpoint(), remote.token()).await;
            take(&window, "connect", theme).await;
            window.click("connect-submit").await;
            window.find("token-places").await;
            take(&window, "no-keychain", theme).await;
        }
    };
    window.tell("pictures-no-keychain", LIMIT, story).await;
}

#[tokio::test]
#[ignore = "takes pictures of the real window: run `cargo xtask pictures`"]
async fn a_first_sync_at_work() {
    let _dir = DataDir::make();
    let config =
        Config { calls: MANY, latency_ms: LATENCY_MS, span_days: 600, ..Config::default() };
    let remote = DemoRemote::start(config).unwrap();
    let window = open(&["--data-dir", DATA_DIR]).await;
    let story = |window: Window| async move {
        fill_in(&window, remote.endpoint(), remote.token()).await;
        window.click("connect-submit").await;
        for theme in THEMES {
            window.wear(theme).await;
            window
                .wait_until("it is told how long it takes", async || {
                    window.text("sync-status").await.contains("minute")
                })
                .await;
            take(&window, "syncing", theme).await;
        }
    };
    window.tell("pictures-syncing", LIMIT, story).await;
}

#[tokio::test]
#[ignore = "takes pictures of the real window: run `cargo xtask pictures`"]
async fn an_account_under_review() {
    let _dir = DataDir::make();
    let remote = account(CALLS, 7);
    let calls = remote.calls();
    let window = open(&["--data-dir", DATA_DIR]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        fs::create_dir_all(Path::new(DATA_DIR).join("profiles/west")).unwrap();
        let told = calls.iter().find(|call| has_a_long_summary(call)).unwrap();
        open_call(&window, told).await;
        window.keys("s").await;
        add_tag(&window, "follow-up").await;
        write_note(&window, "Asked for the *invoice*; call back on Monday").await;
        for theme in THEMES {
            window.wear(theme).await;
            window.wait_for_total(CALLS).await;
            the_list(&window, told, theme).await;
            the_search(&window, theme).await;
            the_dialogs(&window, theme).await;
            the_insights(&window, theme).await;
        }

        let most: Vec<String> = calls[20..].iter().map(id).collect();
        remote.handle().delete(&most);
        window.click("sync-now").await;
        window.find("removals-dialog").await;
        window.click("removals-keep").await;
        for theme in THEMES {
            window.wear(theme).await;
            window.find("removals-dialog").await;
            take(&window, "removals", theme).await;
        }
    };
    window.tell("pictures-review", LIMIT, story).await;
}

async fn the_list(window: &Window, told: &Value, theme: &str) {
    for (name, open, inside) in [
        ("columns", "view-open", "view-menu"),
        ("dates", "filter-from-open", "filter-from-calendar"),
    ] {
        window.click(open).await;
        window.find(inside).await;
        take(window, name, theme).await;
        window.press(Key::Escape).await;
        window.wait_until("it is closed", async || !window.shows(inside).await).await;
    }
    open_call(window, told).await;
    const TO_THE_ROW: &str = "document.querySelector('[data-testid=call-row].open')
        .scrollIntoView({ block: 'center' })";
    window.run(TO_THE_ROW, vec![]).await;
    take(window, "details", theme).await;
    window.click("note-preview").await;
    window.find("note-rendered").await;
    take(window, "preview", theme).await;
    window.click("note-write").await;
    const THE_ROW: &str = "document.querySelector('[data-testid=call-row].open').focus()";
    window.run(THE_ROW, vec![]).await;
    window.press_menu().await;
    window.find("row-menu").await;
    take(window, "row-menu", theme).await;
    window.press(Key::Escape).await;
    window.wait_until("it is closed", async || !window.shows("row-menu").await).await;
    for key in ["x", "j", "x", "j", "x"] {
        window.keys(key).await;
    }
    window.find("selection-bar").await;
    take(window, "selection", theme).await;
    window.click("selection-clear").await;
    window.press(Key::Escape).await;
    window.wait_until("it is closed", async || !window.shows("detail-pane").await).await;
}

async fn the_search(window: &Window, theme: &str) {
    search(window, "lighthouse sentiment:negative").await;
    window.wait_for_total(0).await;
    take(window, "nothing", theme).await;
    search(window, "refund").await;
    window.keys("/").await;
    window.keys(" s").await;
    window.find("search-suggestion").await;
    take(window, "search", theme).await;
    window.press(Key::Escape).await;
    window.click("search-clear").await;
    window.wait_for_total(CALLS).await;
}

async fn the_dialogs(window: &Window, theme: &str) {
    for (name, open, inside) in [
        ("settings", "settings-open", "settings"),
        ("keys", "keys-open", "keys"),
        ("activity", "activity-open", "sync-log"),
    ] {
        window.click(open).await;
        window.find(inside).await;
        take(window, name, theme).await;
        if name == "settings" {
            const SCROLL: &str = "document.querySelector('[data-testid=settings-diagnostics]')
                .scrollIntoView({ block: 'end' })";
            window.run(SCROLL, vec![]).await;
            take(window, "desktop", theme).await;
            window.click("backups-open").await;
            window.find("backup-row").await;
            take(window, "backups", theme).await;
            leave(window, "backups").await;
            continue;
        }
        leave(window, inside).await;
    }
    window.press_with_control('k').await;
    window.find("palette-action").await;
    take(window, "palette", theme).await;
    leave(window, "palette").await;
    for (name, path) in [("export", "export-path"), ("print", "print-path")] {
        match name {
            "export" => window.click("export-open").await,
            _ => window.press_with_control('p').await,
        }
        window
            .wait_until("a place is proposed", async || {
                window.typed(path).await.is_some_and(|place| !place.is_empty())
            })
            .await;
        let file = window.typed(path).await.unwrap();
        let file = Path::new(&file).file_name().unwrap().to_string_lossy().into_owned();
        window.type_into(path, &format!("{DOWNLOADS}/{file}")).await;
        take(window, name, theme).await;
        leave(window, path).await;
    }
    window.click("profile-switch").await;
    window.click("profile-manage").await;
    window.find("profile-line-west").await;
    take(window, "profiles", theme).await;
    leave(window, "profiles").await;
}

async fn the_insights(window: &Window, theme: &str) {
    window.click("insights-open").await;
    window.find("insights-heat").await;
    take(window, "insights", theme).await;
    window.click("calls-open").await;
    window.find("calls-table").await;
}

async fn leave(window: &Window, inside: &str) {
    window.press(Key::Escape).await;
    window.wait_until("it is closed", async || !window.shows(inside).await).await;
}

async fn open(args: &[&str]) -> Window {
    let window = Window::open(args).await;
    window.resize(SIZE.0, SIZE.1).await;
    window
}

/// The data directory, empty at first and gone at the end.
struct DataDir;

impl DataDir {
    /// Takes nothing away that is there already.
    fn make() -> Self {
        fs::create_dir(DATA_DIR).unwrap_or_else(|error| panic!("{DATA_DIR}: {error}"));
        Self
    }
}

impl Drop for DataDir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(DATA_DIR);
    }
}

/// When everything has come to rest.
async fn take(window: &Window, name: &str, theme: &str) {
    const RESTS: &str = "const done = arguments[0];
        const still = () => Promise.all(document.getAnimations()
            .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
            .map((one) => one.finished.catch(() => null)));
        const rests = () => document.querySelector('[data-testid^=toast-]')
            ? setTimeout(rests, 200)
            : still().then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
        rests();";
    assert_eq!(window.run_async(RESTS, vec![]).await, json!(true));
    let picture = with_256_colours(&window.picture().await);
    keep(&format!("pictures/{name}-{theme}.png"), &picture);
}

fn has_a_long_summary(call: &Value) -> bool {
    call["call_summary"].as_str().is_some_and(|summary| summary.len() > 120)
}

fn id(call: &Value) -> String {
    call["id"].as_str().unwrap().to_owned()
}
