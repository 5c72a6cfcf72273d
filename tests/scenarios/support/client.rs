//! The JavaScript client that people's scripts for the service use, installed below the target
//! folder that the tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

const PACKAGE: &str = include_str!("../../serve-client/package.json");
/// The packages with their versions; `cargo xtask test` installs them as well.
const LOCK: &str = include_str!("../../serve-client/package-lock.json");

/// Runs a JavaScript module that may import the client, with these words in `process.argv` from
/// 1, and reads the JSON it prints.
#[track_caller]
pub(crate) fn javascript(module: &str, words: &[&str]) -> Value {
    let child = Command::new("node")
        .args(["--input-type=module", "--eval", module, "--"])
        .args(words)
        .current_dir(folder())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node starts");
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the client's script failed");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Where the client is; installed here when `cargo xtask test` has not installed it before.
#[track_caller]
fn folder() -> &'static Path {
    static MADE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = target().join("serve-client");
        let installed = folder.join("installed.json");
        if fs::read_to_string(&installed).is_ok_and(|text| text == LOCK) {
            return Ok(folder);
        }
        install(&folder)?;
        write(&installed, LOCK)?;
        Ok(folder)
    });
    made.as_deref().unwrap_or_else(|problem| panic!("{problem}; run: cargo xtask test"))
}

fn install(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    write(&folder.join("package.json"), PACKAGE)?;
    write(&folder.join("package-lock.json"), LOCK)?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]);
    match command.current_dir(folder).stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?} ended with {status}")),
        Err(error) => Err(format!("{command:?} could not be started: {error}")),
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Three levels above this test's own file in `target/PROFILE/deps`.
fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    test.ancestors().nth(3).expect("a test lies in target/PROFILE/deps").to_owned()
}
