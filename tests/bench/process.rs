//! A running program of which the peak of memory is watched.

use std::process::Child;
use std::thread;
use std::time::Duration;

/// How often the running program's memory is looked at. The system keeps the peak itself, so that
/// only what is added in the last moments can be missed.
const LOOK: Duration = Duration::from_millis(2);

/// Waits for the end and gives the peak of resident memory seen on the way; `None` where the
/// system does not tell. What the program prints must be little enough for a pipe to hold without
/// a reader.
pub(crate) fn watch(child: &mut Child) -> Option<u64> {
    let mut peak_kib = None;
    while child.try_wait().expect("it can be waited for").is_none() {
        peak_kib = peak_of(child.id()).or(peak_kib);
        thread::sleep(LOOK);
    }
    peak_kib
}

/// The kernel's own high-water mark of a process, on Linux.
fn peak_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
