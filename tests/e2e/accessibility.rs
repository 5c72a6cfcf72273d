//! axe-core's judgement of every screen, in light and dark, inside the real window.

use std::fs;
use std::path::Path;

use offhook_tests::hands::Key;
use offhook_tests::window::{Window, keep};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, add_tag, connect, open_call, write_note};

const CALLS: usize = 30;
const LIGHT: &str = "light";
/// The same elements in other colours, so that only these are judged again.
const DARK: &str = "dark";
/// What a person who depends on it cannot work around.
const REFUSED: [&str; 2] = ["serious", "critical"];

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn axe_finds_nothing_serious_on_any_screen_in_light_and_dark() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 13);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        let mut found = Vec::new();
        for theme in [LIGHT, DARK] {
            window.wear(theme).await;
            window.find("connect-open").await;
            look(&window, &format!("welcome-{theme}"), &mut found).await;
            window.click("connect-open").await;
            window.find("connect-token").await;
            look(&window, &format!("connect-{theme}"), &mut found).await;
        }
        window.reload().await;
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        open_call(&window, &calls[20]).await;
        window.keys("s").await;
        add_tag(&window, "billing").await;
        write_note(&window, "Asked for the *invoice*").await;

        for theme in [LIGHT, DARK] {
            window.wear(theme).await;
            window.wait_for_total(CALLS).await;
            look(&window, &format!("list-{theme}"), &mut found).await;
            look_at_details_and_marks(&window, &calls, theme, &mut found).await;
            look_at_menus(&window, theme, &mut found).await;
            look_at_dialogs(&window, theme, &mut found).await;
            look_at_insights(&window, theme, &mut found).await;
        }
        assert!(found.is_empty(), "axe-core found:\n{}", found.join("\n"));
    };
    window.tell("accessibility", 2 * STORY, story).await;
}

async fn look_at_details_and_marks(
    window: &Window,
    calls: &[Value],
    theme: &str,
    found: &mut Vec<String>,
) {
    open_call(window, &calls[20]).await;
    look(window, &format!("details-{theme}"), found).await;
    window.click("note-preview").await;
    window.find("note-rendered").await;
    look(window, &format!("preview-{theme}"), found).await;
    window.click("note-write").await;
    window.keys("x").await;
    window.find("selection-bar").await;
    look(window, &format!("selection-{theme}"), found).await;
    window.press(Key::Escape).await;
    window.press(Key::Escape).await;
    window.drag_over("histogram-area", 0.3, 0.6).await;
    window.keys("/").await;
    window.keys("refund status:").await;
    window.find("search-suggestion").await;
    look(window, &format!("filtered-{theme}"), found).await;
    window.press(Key::Escape).await;
    window.press(Key::Escape).await;
    window.click("filters-clear").await;
}

/// What opens beside a button or a call.
async fn look_at_menus(window: &Window, theme: &str, found: &mut Vec<String>) {
    for (open, inside) in [
        ("view-open", "view-menu"),
        ("filter-from-open", "filter-from-calendar"),
        ("profile-switch", "profile-manage"),
    ] {
        window.click(open).await;
        window.find(inside).await;
        look(window, &format!("{inside}-{theme}"), found).await;
        window.press(Key::Escape).await;
        window.wait_until("it is closed", async || !window.shows(inside).await).await;
    }
    window.keys("j").await;
    window.wait_until("keys go to a row", async || window.has_focus("call-row").await).await;
    window.press_menu().await;
    window.find("row-menu").await;
    look(window, &format!("row-menu-{theme}"), found).await;
    window.press(Key::Escape).await;
    window.wait_until("it is closed", async || !window.shows("row-menu").await).await;
}

async fn look_at_dialogs(window: &Window, theme: &str, found: &mut Vec<String>) {
    for (open, inside) in
        [("settings-open", "settings-save"), ("keys-open", "keys"), ("activity-open", "sync-log")]
    {
        window.click(open).await;
        window.find(inside).await;
        look(window, &format!("{}-{theme}", open.trim_end_matches("-open")), found).await;
        window.press(Key::Escape).await;
        window.wait_until("the dialog is gone", async || !window.shows(inside).await).await;
    }
    window.click("settings-open").await;
    window.click("backups-open").await;
    window.find("backup-row").await;
    look(window, &format!("backups-{theme}"), found).await;
    window.click("backup-restore").await;
    window.find("backup-question").await;
    look(window, &format!("backup-question-{theme}"), found).await;
    window.press(Key::Escape).await;
    window.wait_until("it is closed", async || !window.shows("backup-question").await).await;
    window.press(Key::Escape).await;
    window.wait_until("it is closed", async || !window.shows("backups").await).await;
    window.click("profile-switch").await;
    window.click("profile-manage").await;
    window.find("profiles").await;
    look(window, &format!("profiles-{theme}"), found).await;
    window.press(Key::Escape).await;
    window.wait_until("it is closed", async || !window.shows("profiles").await).await;
    look_at_exports(window, theme, found).await;
    window.press_with_control('p').await;
    window.find("print-start").await;
    look(window, &format!("print-{theme}"), found).await;
    window.press(Key::Escape).await;
    window.wait_until("the dialog is gone", async || !window.shows("print-start").await).await;
    window.press_with_control('k').await;
    window.find("palette-action").await;
    look(window, &format!("palette-{theme}"), found).await;
    window.press(Key::Escape).await;
    window.wait_until("the palette is gone", async || !window.shows("palette").await).await;
}

async fn look_at_insights(window: &Window, theme: &str, found: &mut Vec<String>) {
    window.click("insights-open").await;
    window.find("insights-heat").await;
    look(window, &format!("insights-{theme}"), found).await;
    window.click("time-table").await;
    look(window, &format!("insights-table-{theme}"), found).await;
    window.click("calls-open").await;
    window.wait_until("the list is back", async || window.shows("calls-table").await).await;
}

/// The dialog with all that it can show: the choices, a refusal, a written file.
async fn look_at_exports(window: &Window, theme: &str, found: &mut Vec<String>) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("calls.xlsx");
    fs::write(&file, "mine").unwrap();
    window.click("export-open").await;
    window.find("export-start").await;
    window.click("export-columns-chosen").await;
    window.find("export-column-status").await;
    look(window, &format!("export-{theme}"), found).await;
    window.click("export-format-xlsx").await;
    window.type_into("export-path", file.to_str().unwrap()).await;
    window.click("export-start").await;
    window.find("export-replace").await;
    look(window, &format!("export-exists-{theme}"), found).await;
    window.click("export-replace").await;
    window.find("export-done").await;
    look(window, &format!("export-done-{theme}"), found).await;
    window.click("export-close").await;
    window.wait_until("the dialog is gone", async || !window.shows("export-dialog").await).await;
}

/// Keeps a picture and the whole report of what is shown now; adds what is refused to `found`.
async fn look(window: &Window, screen: &str, found: &mut Vec<String>) {
    const RUN: &str = "const [options, done] = arguments;
        // Half of a fade is neither the one colour nor the other.
        Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)))
            .then(() => axe.run(document, options))
            .then((report) => done(JSON.stringify(report)), (error) => done(String(error)))";
    if window.run("return typeof axe", vec![]).await != json!("object") {
        window.run(&axe(), vec![]).await;
    }
    let mut options = json!({"resultTypes": ["violations", "incomplete"]});
    if screen.ends_with(DARK) {
        options["runOnly"] = json!(["color-contrast"]);
    }
    let report = window.run_async(RUN, vec![options]).await;
    let report = report.as_str().expect("axe-core answers");
    keep(&format!("axe-{screen}.json"), report.as_bytes());
    window.screenshot(&format!("screen-{screen}")).await;
    let report: Value = serde_json::from_str(report).unwrap_or_else(|_| panic!("{report}"));
    for violation in report["violations"].as_array().expect("a list of violations") {
        if REFUSED.iter().any(|impact| violation["impact"] == *impact) {
            found.push(format!("{screen}: {}", told(violation)));
        }
    }
}

fn told(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().into_iter().flatten();
    let nodes: Vec<String> = nodes
        .map(|node| format!("    {}\n      {}", node["html"], node["failureSummary"]))
        .collect();
    format!("{} ({})\n{}", violation["id"], violation["help"], nodes.join("\n"))
}

/// The tool itself, as `npm ci` puts it there.
fn axe() -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("ui/node_modules/axe-core/axe.min.js");
    let source = fs::read_to_string(&path);
    let source = source.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    // A script of the driver is a function of its own, and the tool wants to be global.
    format!("{source}\nwindow.axe = axe;")
}
