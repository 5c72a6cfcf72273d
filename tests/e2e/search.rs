//! Searching: matches with every letter, marked where they are; terms as chips; the way back.

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, add_tag, connect, count, open_call, search, the_list_is, write_note};

const CALLS: usize = 800;
/// Occurs in some English summaries.
const WORD: &str = "refund";

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_search_answers_each_letter_and_marks_what_it_found() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 7);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        every_letter_is_answered(&window, &calls).await;
        a_field_becomes_a_chip_and_narrows_further(&window, &calls).await;
        an_unreadable_term_is_told(&window).await;

        window.click("search-clear").await;
        the_list_is(&window, calls.iter()).await;
        assert_eq!(marks(&window).await, Vec::<String>::new());
        assert!(!window.shows("chip-term-0").await);
        let with_number = calls
            .iter()
            .find(|call| call["from_number"].as_str().is_some_and(|n| n.starts_with('+')));
        a_call_found_by_what_was_written_about_it_says_so(&window, with_number.unwrap()).await;
    };
    window.tell("search", STORY, story).await;
}

async fn every_letter_is_answered(window: &Window, calls: &[Value]) {
    window.keys("/").await;
    window
        .wait_until("keys go to the search", async || window.has_focus("search-input").await)
        .await;
    for letters in 1..=WORD.len() {
        let typed = &WORD[..letters];
        window.keys(&WORD[letters - 1..letters]).await;
        let found: Vec<&Value> = calls.iter().filter(|call| has_word(call, typed)).collect();
        assert!(!found.is_empty() && found.len() < CALLS, "`{typed}` is no good example");
        window.wait_for_total(found.len()).await;
        first_row_is(window, found[0]).await;
        assert_marks(window, typed).await;
    }
    window.screenshot("search-light").await;
}

async fn a_field_becomes_a_chip_and_narrows_further(window: &Window, calls: &[Value]) {
    window.keys(" status:completed direction:inbound").await;
    let wanted = |call: &Value| {
        has_word(call, WORD) && call["status"] == "completed" && call["direction"] == "inbound"
    };
    window.wait_for_total(count(calls, wanted)).await;
    chip_says(window, "chip-term-0", &["Status", "Completed"]).await;
    chip_says(window, "chip-term-1", &["Direction", "Inbound"]).await;
}

async fn an_unreadable_term_is_told(window: &Window) {
    window.keys(" duration:soon").await;
    // Said with every letter; this is about the last one.
    window
        .wait_until("the chip says why it is no filter", async || {
            let told = window.attribute("chip-term-2", "title").await;
            let told = told.unwrap_or_default();
            told.contains("“soon”") && told.contains("searched as words")
        })
        .await;
    window.wait_for_total(0).await;
    window.screenshot("search-nothing").await;
}

async fn a_call_found_by_what_was_written_about_it_says_so(window: &Window, call: &Value) {
    while window.has_focus("search-input").await {
        window.press(Key::Escape).await;
    }
    open_call(window, call).await;
    add_tag(window, "Übergrößen bestellt").await;
    write_note(window, "Rang back: <b>Übergröße</b> 44 is wanted, not 42").await;
    let digits: String = call["from_number"].as_str().unwrap().chars().skip(3).take(5).collect();
    search(window, &format!("ubergross {digits}")).await;
    window.wait_for_total(1).await;
    first_row_is(window, call).await;
    let marked = async |within: &str| -> Vec<String> {
        const READ: &str = "return [...document.querySelectorAll(`${arguments[0]} mark`)]
            .map((mark) => mark.textContent)";
        serde_json::from_value(window.run(READ, vec![json!(within)]).await).unwrap()
    };
    window
        .wait_until("the row marks tag, note and number, and the details do, too", async || {
            marked("[data-testid=cell-summary]").await == ["Übergrößen", "Übergröße"]
                && marked("[data-testid=cell-from]").await.concat().replace(' ', "") == digits
                && marked("[data-testid=tag]").await == ["Übergrößen"]
                && marked("[data-testid=note-found]").await == ["Übergröße"]
        })
        .await;
    window.screenshot("search-note").await;
    const DARK: &str = "document.documentElement.dataset.theme = 'dark'";
    window.run(DARK, vec![]).await;
    window.screenshot("search-note-dark").await;
}

async fn chip_says(window: &Window, test_id: &str, words: &[&str]) {
    window
        .wait_until(&format!("`{test_id}` says {words:?}"), async || {
            let text = window.text(test_id).await;
            words.iter().all(|word| text.contains(word))
        })
        .await;
}

async fn first_row_is(window: &Window, call: &Value) {
    window
        .wait_until("the list begins with the newest match", async || {
            window.rows().await.first().is_some_and(|row| call["id"] == *row.id)
        })
        .await;
}

/// In each summary shown, exactly the words that begin with `typed` are marked.
async fn assert_marks(window: &Window, typed: &str) {
    const READ: &str = r#"
        return [...document.querySelectorAll('[data-testid="cell-summary"]')].map((cell) =>
            [cell.textContent, [...cell.querySelectorAll('mark')].map((mark) => mark.textContent)]);"#;
    let shown = window.run(READ, vec![]).await;
    let shown: Vec<(String, Vec<String>)> = serde_json::from_value(shown).unwrap();
    assert!(!shown.is_empty());
    for (summary, marked) in shown {
        let expected: Vec<&str> = words(&summary).filter(|word| begins(word, typed)).collect();
        assert_eq!(marked, expected, "`{typed}` in {summary}");
    }
}

async fn marks(window: &Window) -> Vec<String> {
    const READ: &str = "return [...document.querySelectorAll('[role=grid] mark')]
        .map((mark) => mark.textContent)";
    serde_json::from_value(window.run(READ, vec![json!(null)]).await).unwrap()
}

/// In what was said, or in the agent's name.
fn has_word(call: &Value, beginning: &str) -> bool {
    ["call_summary", "agent_name"].iter().any(|field| {
        let text = call[field].as_str().unwrap_or_default();
        words(text).any(|word| begins(word, beginning))
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Our own plain folding: the accents of the languages that the stand-in speaks.
fn begins(word: &str, beginning: &str) -> bool {
    let plain: String = word
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            other => other,
        })
        .collect();
    plain.starts_with(beginning)
}
