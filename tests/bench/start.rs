//! From the start of the process until the first rows are painted.
//!
//! The page marks the frame after the one in which its first rows were painted, on its own clock,
//! whose origin it knows as a time of day. The process's birth is the kernel's figure, to 10 ms.
//! The system's file cache is warm, as it is for whoever has opened the window that day.

use std::fs;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use offhook_tests::driver::Drawing;
use offhook_tests::window::Window;

use crate::tree::Tree;

const STARTS: usize = 9;
/// Of the kernel's clock for births, a second; the same on every Linux a desktop runs.
const TICKS: f64 = 100.0;

/// So many starts, one after the other.
pub(crate) async fn cold_starts(data_dir: &str) -> Vec<Duration> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let window = Window::open_drawing(&["--data-dir", data_dir], Drawing::AsAlways).await;
        let painted = painted(&window).await;
        let born = born(Tree::of_the_window().root());
        times.push(Duration::from_secs_f64(painted - born));
    }
    times
}

/// When the first rows had been painted, in seconds since 1970.
async fn painted(window: &Window) -> f64 {
    const MARK: &str = "const mark = performance.getEntriesByName('rows-painted')[0];
        return mark ? performance.timeOrigin + mark.startTime : null";
    window.wait_until("rows are painted", async || !window.run(MARK, vec![]).await.is_null()).await;
    window.run(MARK, vec![]).await.as_f64().expect("a time in milliseconds") / 1e3
}

/// When a process began, in seconds since 1970.
fn born(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("it runs");
    let behind_name = stat.rsplit_once(')').expect("a name in brackets").1;
    let ticks: f64 = behind_name.split_whitespace().nth(19).expect("22 fields").parse().unwrap();
    let uptime = fs::read_to_string("/proc/uptime").expect("the uptime");
    let uptime: f64 = uptime.split_whitespace().next().expect("seconds").parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs_f64();
    now - uptime + ticks / TICKS
}
