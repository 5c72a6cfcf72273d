//! Printing from the window, into PDF files that another program reads: the list with its columns
//! on numbered pages, one call with everything that is known of it.

use std::fs;
use std::path::Path;

use offhook_tests::hands::Key;
use offhook_tests::readers::python;
use offhook_tests::window::{Window, keep};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, add_tag, connect, open_call, write_note};

/// A few more than paper takes.
const CALLS: usize = 2_020;
const PRINTED: usize = 2_000;
const MARKUP: &str = "<b>bold</b> & <script>window.harmed=1</script>";

/// Each page's text without spaces, which a PDF does not have, and its size in points.
const READ_PDF: &str = "
import json, sys
import pypdf
pages = pypdf.PdfReader(sys.argv[1]).pages
print(json.dumps([{
    'text': ''.join(page.extract_text().split()),
    'size': [round(float(page.mediabox.width)), round(float(page.mediabox.height))],
} for page in pages]))";

struct Pdf(Vec<Value>);

impl Pdf {
    fn read(file: &Path) -> Self {
        Self(python(READ_PDF, file).as_array().unwrap().clone())
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|page| page["text"].as_str().unwrap())
    }

    #[track_caller]
    fn assert_says(&self, text: &str) {
        let whole: String = self.texts().collect();
        assert!(whole.contains(&without_spaces(text)), "{text:?} is not in {whole}");
    }
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The newest call, with more text than a page holds.
fn long_call() -> Value {
    let lines: Vec<String> = (1..=300).map(|line| format!("Line {line} of the talk.")).collect();
    json!({
        "id": "long-1", "agent_id": "a-7", "from_number": "+16045551234", "to_number": "sip:desk",
        "direction": "inbound", "status": "completed", "duration": 3_725, "sentiment": "negative",
        "call_summary": format!("{MARKUP}\n{}", lines.join("\n")), "created_at": "2030-01-02T03:04:05Z",
        "agent_name": "Zoë 📞", "started_at": null, "ended_at": null, "recording": {"kept": true},
    })
}

async fn save(window: &Window, file: &Path) {
    window.find("print-path").await;
    window.type_into("print-path", file.to_str().unwrap()).await;
    window.click("print-save").await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn the_list_and_one_call_are_saved_as_pdf_with_every_page_numbered() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 29);
    let long = long_call();
    remote.insert(long.clone());
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let (list, one) = (folder.path().join("list.pdf"), folder.path().join("call.pdf"));
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS + 1).await;
        window.wear("dark").await;
        window.wait_for_total(CALLS + 1).await;
        window.press_with_control('p').await;
        save(&window, &list).await;
        window.find("print-done").await;
        window.screenshot("print-done-dark").await;
        keep("list.pdf", &fs::read(&list).unwrap());
        the_list_is_whole(&Pdf::read(&list), CALLS + 1);
        window.click("print-close").await;

        window.wear("light").await;
        window.wait_for_total(CALLS + 1).await;
        open_call(&window, &long).await;
        add_tag(&window, "billing").await;
        write_note(&window, "Rang <i>back</i> at noon").await;
        window.press_with_control('p').await;
        window.click("print-what-call").await;
        fs::write(&one, "mine").unwrap();
        save(&window, &one).await;
        window.find("print-replace").await;
        assert_eq!(fs::read(&one).unwrap(), b"mine");
        window.screenshot("print-light").await;
        window.click("print-replace").await;
        window.find("print-done").await;
        keep("call.pdf", &fs::read(&one).unwrap());
        the_call_is_whole(&Pdf::read(&one), &long);
        window.press(Key::Escape).await;
        let harmed = window.run("return typeof window.harmed", vec![]).await;
        assert_eq!(harmed, "undefined");
        let left: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains(".part"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    };
    window.tell("printing", STORY, story).await;
}

/// With a comma between the thousands.
fn grouped(count: usize) -> String {
    format!("{},{:03}", count / 1_000, count % 1_000)
}

fn the_list_is_whole(pdf: &Pdf, calls: usize) {
    let pages = pdf.0.len();
    assert!((60..=400).contains(&pages), "{pages} pages");
    pdf.assert_says("All calls");
    let (printed, all) = (grouped(PRINTED), grouped(calls));
    pdf.assert_says(&format!("{all} calls"));
    pdf.assert_says(&format!("Only the first {printed} of {all} calls are printed here."));
    pdf.assert_says("As of");
    pdf.assert_says(MARKUP);
    for (index, text) in pdf.texts().enumerate() {
        let number = format!("Page{}of{pages}", index + 1);
        assert!(text.contains(&number), "{number} is not in {text}");
        assert!(text.contains("Summary") && text.contains("Duration"), "no headings: {text}");
    }
    for page in &pdf.0 {
        let size = page["size"].as_array().unwrap();
        assert!(size[0].as_i64() > size[1].as_i64(), "lists lie across: {size:?}");
    }
}

fn the_call_is_whole(pdf: &Pdf, call: &Value) {
    let pages = pdf.0.len();
    assert!(pages > 1, "the summary alone is longer than a page");
    pdf.assert_says(call["call_summary"].as_str().unwrap().lines().last().unwrap());
    for line in call["call_summary"].as_str().unwrap().lines() {
        pdf.assert_says(line);
    }
    for text in ["long-1", "+16045551234", "sip:desk", "1:02:05", "Zoë", "billing", "recording"] {
        pdf.assert_says(text);
    }
    pdf.assert_says("Rang <i>back</i> at noon");
    for (index, text) in pdf.texts().enumerate() {
        let number = format!("Page{}of{pages}", index + 1);
        assert!(text.contains(&number), "{number} is not in {text}");
    }
}
