//! Drawing a stretch of days over the histogram, and the counts beside it.

use chrono::{DateTime, NaiveDate, Utc};
use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::Value;
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, connect, count, the_list_is};

const CALLS: usize = 800;

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn days_drawn_over_the_histogram_narrow_the_list_and_every_count() {
    let folder = TempDir::new().unwrap();
    let remote = account(CALLS, 11);
    let calls = remote.calls();
    let window = Window::open(&["--data-dir", folder.path().to_str().unwrap()]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS).await;
        let (newest, oldest) = (day(&calls[0]), day(&calls[CALLS - 1]));
        let days = (newest - oldest).num_days() + 1;
        let (first, last) = (days / 3, days / 2);
        let middle_of = |index: i64| (index as f64 + 0.5) / days as f64;
        let nth = |index: i64| oldest + chrono::Days::new(index.unsigned_abs());
        let drawn = |call: &Value| day(call) >= nth(first) && day(call) <= nth(last);

        let missed = |call: &Value| call["status"] == "no-answer";

        window.click("facet-status-no-answer").await;
        window.drag_over("histogram-area", middle_of(first), middle_of(last)).await;
        the_list_is(&window, calls.iter().filter(|call| missed(call) && drawn(call))).await;
        window.screenshot("brush-light").await;
        let both = |call: &Value| drawn(call) && missed(call);
        assert_counts(&window, &calls, "direction", &["inbound", "outbound"], both).await;
        assert_counts(&window, &calls, "sentiment", &["positive", "neutral", "negative"], both)
            .await;
        // A facet counts under every filter but its own.
        let statuses = ["completed", "busy", "no-answer", "failed", "canceled", "voicemail"];
        assert_counts(&window, &calls, "status", &statuses, drawn).await;

        // The mouse is over the chart still, so the key means the chart.
        window.press(Key::Escape).await;
        the_list_is(&window, calls.iter().filter(|call| missed(call))).await;
        assert!(!window.shows("chip-from").await && !window.shows("chip-to").await);

        window.click("filters-clear").await;
        window.drag_over("histogram-area", middle_of(last), middle_of(first)).await;
        the_list_is(&window, calls.iter().filter(|call| drawn(call))).await;
    };
    window.tell("brush", STORY, story).await;
}

async fn assert_counts(
    window: &Window,
    calls: &[Value],
    field: &str,
    values: &[&str],
    under: impl Fn(&Value) -> bool,
) {
    for value in values {
        let expected = count(calls, |call| under(call) && call[field] == *value);
        let shown = window.attribute(&format!("facet-{field}-{value}"), "data-count").await;
        assert_eq!(shown, Some(expected.to_string()), "{field} {value}");
    }
}

fn day(call: &Value) -> NaiveDate {
    let created_at: DateTime<Utc> = call["created_at"].as_str().unwrap().parse().unwrap();
    created_at.date_naive()
}
