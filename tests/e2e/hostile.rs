//! A call made to harm: markup, control and right-to-left characters, a huge summary.

use std::time::{Duration, Instant};

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, add_tag, connect, is_open, note_is, open_call, search, write_note};

const CALLS: usize = 60;
const MARKUP: &str =
    "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script><b>bold</b>";
/// Right-to-left overrides, an escape, a bell, a null, a zero-width space.
const CONTROLS: &str = "\u{202e}gnp.exe\u{202c} \u{1b}[31mred\u{7} nul\u{0} \u{200b}\u{feff}end";
/// Far below what a person would call stuck, far above what it takes.
const USABLE: Duration = Duration::from_secs(3);

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn hostile_text_is_shown_as_text_and_the_window_stays_usable() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 17);
    let hostile = hostile_calls();
    for call in &hostile {
        remote.insert(call.clone());
    }
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        let all = CALLS + hostile.len();
        connect(&window, remote.endpoint(), remote.token(), all).await;
        for call in &hostile {
            let began = Instant::now();
            open_call(&window, call).await;
            assert!(
                began.elapsed() < USABLE,
                "{:?} to open {}",
                began.elapsed(),
                call["agent_name"]
            );
            assert_unharmed(&window).await;
        }
        the_whole_summary_can_be_asked_for(&window).await;
        markup_is_read_as_text(&window, &hostile[0]).await;
        a_hostile_note_and_tag_are_text_as_well(&window).await;

        search(&window, "status:\"<b>\" <img onerror").await;
        assert_unharmed(&window).await;
        search(&window, "\"\"\" ((( -- NEAR( *").await;
        assert_unharmed(&window).await;
        window.click("search-clear").await;
        window.wait_for_total(all).await;
        window.press(Key::Escape).await;
        window.keys("jj").await;
        window.press(Key::Enter).await;
        window
            .wait_until("keys still open calls", async || is_open(&window, &hostile[1]).await)
            .await;
    };
    window.tell("hostile", STORY, story).await;
}

fn hostile_calls() -> Vec<Value> {
    let huge: String = "A sentence of a summary that does not end, با سلام, 退款. ".repeat(1_600);
    assert!(huge.len() > 100_000);
    [("markup", MARKUP, MARKUP), ("controls", CONTROLS, CONTROLS), ("huge", huge.as_str(), "Huge")]
        .into_iter()
        .enumerate()
        .map(|(index, (id, summary, name))| {
            json!({
                "id": format!("{id}\"'<i>&"),
                "created_at": format!("2099-01-0{}T00:00:00.000000Z", 3 - index),
                "direction": format!("in{name}"),
                "status": format!("st{name}"),
                "sentiment": format!("se{name}"),
                "agent_id": format!("ag{name}"),
                "agent_name": name,
                "from_number": format!("+1{name}"),
                "to_number": "x".repeat(5_000),
                "duration": 9_007_199_254_740_991_i64,
                "call_summary": summary,
                name: {"deep": [MARKUP, CONTROLS]},
                "__proto__": {"polluted": true},
            })
        })
        .collect()
}

/// Nothing ran, nothing of it became an element, and nothing pushes the window out of its frame.
async fn assert_unharmed(window: &Window) {
    const READ: &str = "return {
        harmed: window.harmed ?? null,
        polluted: ({}).polluted ?? null,
        elements: document.querySelectorAll('img, script:not([src]), iframe, b, i').length,
        wide: document.documentElement.scrollWidth > innerWidth,
        high: document.documentElement.scrollHeight > innerHeight,
    }";
    let unharmed =
        json!({"harmed": null, "polluted": null, "elements": 0, "wide": false, "high": false});
    assert_eq!(window.run(READ, vec![]).await, unharmed);
}

async fn the_whole_summary_can_be_asked_for(window: &Window) {
    const OPEN_ALL: &str = "const [done] = arguments;
        const began = performance.now();
        document.querySelector('[data-testid=detail-summary] ~ button').click();
        requestAnimationFrame(() => setTimeout(() => done([
            document.querySelector('[data-testid=detail-summary]').textContent.length,
            performance.now() - began,
        ])))";
    let shown = window.run_async(OPEN_ALL, vec![]).await;
    let (letters, painted_ms): (usize, f64) = serde_json::from_value(shown).unwrap();
    assert!(letters > 80_000, "{letters} letters of the summary are shown");
    assert!(painted_ms < 3_000.0, "{painted_ms} ms until the whole summary is painted");
    window.screenshot("hostile-huge").await;
}

async fn markup_is_read_as_text(window: &Window, call: &Value) {
    open_call(window, call).await;
    window
        .wait_until("the markup can be read", async || {
            window.text("detail-summary").await.contains(MARKUP)
        })
        .await;
    window.screenshot("hostile-light").await;
}

async fn a_hostile_note_and_tag_are_text_as_well(window: &Window) {
    const LINK: &str = " [a link](javascript:window.harmed=1) ![p](http://127.0.0.1:9/p.png)";
    let note = format!("{MARKUP}{LINK}");
    write_note(window, &note).await;
    add_tag(window, "<b>tag</b>").await;
    window.click("note-preview").await;
    let rendered = window.text("note-rendered").await;
    assert!(rendered.contains("<b>bold</b>"), "{rendered}");
    const LINKS: &str = "return [...document.querySelectorAll('[data-testid=note-rendered] a')]
        .filter((link) => !/^https?:/.test(link.href)).length";
    assert_eq!(window.run(LINKS, vec![]).await, json!(0));
    assert_unharmed(window).await;
    window.screenshot("hostile-note").await;

    window.click("note-write").await;
    note_is(window, &note).await;
}
