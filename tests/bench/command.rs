//! Our own sync as a person runs it: the real `offhook` binary, timed, its memory watched.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::binary::offhook;
use crate::process::watch;
use crate::profile::fresh_dir;
use crate::stand_in::StandIn;

/// What one run of the program took.
pub(crate) struct Ran {
    pub(crate) elapsed: Duration,
    /// Peak resident memory; `None` where the system does not tell.
    pub(crate) peak_kib: Option<u64>,
    pub(crate) report: Value,
}

/// `offhook sync --json` into an empty data directory.
pub(crate) fn first_sync(server: &StandIn) -> Ran {
    let dir = fresh_dir();
    let connect = ["connect", "--endpoint", &server.endpoint];
    let connected = command(dir.path(), server, &connect)
        .stderr(Stdio::piped())
        .output()
        .expect("offhook starts");
    assert!(connected.status.success(), "{connected:?}");
    let mut sync = command(dir.path(), server, &["sync", "--json"]);
    let started = Instant::now();
    let mut child = sync.spawn().expect("offhook starts");
    let peak_kib = watch(&mut child);
    let elapsed = started.elapsed();
    let output = child.wait_with_output().expect("it can be waited for");
    assert!(output.status.success(), "offhook sync: {}", output.status);
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report in JSON");
    assert_eq!(report["complete"], true, "{report}");
    Ran { elapsed, peak_kib, report }
}

/// The program, away from the machine's own settings, tokens and keychain.
fn command(dir: &Path, server: &StandIn, args: &[&str]) -> Command {
    let mut command = Command::new(offhook());
    let ours = |name: &str| name.starts_with("OFFHOOK_") || name.starts_with("XDG_");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(ours) {
            command.env_remove(name);
        }
    }
    command.env("HOME", dir).env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    command.env("OFFHOOK_DATA_DIR", dir.join("data")).env("OFFHOOK_TOKEN", &server.token);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    command
}
