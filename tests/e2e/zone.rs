//! A fixed time zone: times, days and figures follow its clocks, also after a restart.

use offhook_tests::hands::Key;
use offhook_tests::window::Window;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::STORY;
use crate::steps::{account, connect, search};

const CALLS: usize = 20;
const ZONE: &str = "Asia/Tokyo";

/// Late in the evening here, early on the next day in Tokyo.
fn evening_call() -> Value {
    json!({
        "id": "evening-1", "agent_id": "a-7", "from_number": "+16045551234",
        "to_number": "+442079460018", "direction": "inbound", "status": "completed",
        "duration": 60, "sentiment": "neutral", "call_summary": "A zebra at the door",
        "created_at": "2026-03-20T22:30:00Z", "agent_name": "Zoë",
    })
}

#[tokio::test]
#[ignore = "opens the real window: run `cargo xtask test`"]
async fn a_fixed_zone_moves_times_and_days_and_is_remembered() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_str().unwrap().to_owned();
    let remote = account(CALLS, 51);
    remote.insert(evening_call());
    let window = Window::open(&["--data-dir", &data_dir]).await;
    let story = |window: Window| async move {
        connect(&window, remote.endpoint(), remote.token(), CALLS + 1).await;
        search(&window, "zebra on:2026-03-20").await;
        window.wait_for_total(1).await;
        the_time_is(&window, "22:30").await;

        window.click("settings-open").await;
        window.click("settings-zone-fixed").await;
        window.type_into("settings-zone-search", "tokyo").await;
        window.choose("settings-zone-list", ZONE).await;
        window
            .wait_until("the settings name the zone", async || {
                window.value("settings-zone-now").await.as_deref() == Some(ZONE)
            })
            .await;
        window.screenshot("settings-zone-light").await;
        window.press(Key::Escape).await;
        window
            .wait_until("the settings are closed", async || {
                !window.shows("settings-zone-now").await
            })
            .await;

        // The call is of the next day now.
        window.wait_for_total(0).await;
        search(&window, "zebra on:2026-03-21").await;
        window.wait_for_total(1).await;
        the_time_is(&window, "07:30").await;
        search(&window, "zebra hour:7 weekday:sat").await;
        window.wait_for_total(1).await;

        window.reload().await;
        search(&window, "zebra hour:7").await;
        window.wait_for_total(1).await;
        the_time_is(&window, "07:30").await;
    };
    window.tell("zone", STORY, story).await;
}

/// The one call in the list shows this time.
async fn the_time_is(window: &Window, time: &str) {
    window
        .wait_until(&format!("the call is of {time}"), async || {
            let rows = window.rows().await;
            rows.len() == 1 && rows.iter().all(|row| row.cells["time"].ends_with(time))
        })
        .await;
}
