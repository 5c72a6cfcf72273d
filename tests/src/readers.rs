//! Other people's readers of our exports: Python's own, openpyxl, Pillow, pyarrow and pypdf, in a virtual
//! environment below the target folder that the tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The packages with their versions, as pip reads them; `cargo xtask test` installs them as well.
const PACKAGES: &str = include_str!("../readers.txt");

/// Runs a Python program over a file (`sys.argv[1]`) and reads the JSON it prints.
///
/// # Panics
/// When the program fails: the file is not what it should be.
#[must_use]
#[track_caller]
pub fn python(program: &str, file: &Path) -> Value {
    let child = Command::new(interpreter())
        .args(["-c", program])
        .arg(file)
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the reader refused {}", file.display());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The environment's interpreter; made here when `cargo xtask test` has not made it before.
#[track_caller]
fn interpreter() -> &'static Path {
    static MADE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = target().join("export-readers");
        let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        let installed = folder.join("installed.txt");
        if fs::read_to_string(&installed).is_ok_and(|text| text == PACKAGES) {
            return Ok(python);
        }
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let packages = PACKAGES.lines();
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        run(Command::new(&python).args(pip).args(packages))?;
        fs::write(&installed, PACKAGES).map_err(|error| error.to_string())?;
        Ok(python)
    });
    made.as_deref().unwrap_or_else(|problem| panic!("{problem}; run: cargo xtask test"))
}

fn run(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?} ended with {status}")),
        Err(error) => Err(format!("{command:?} could not be started: {error}")),
    }
}

/// Three levels above this test's own file in `target/PROFILE/deps`.
fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    test.ancestors().nth(3).expect("a test lies in target/PROFILE/deps").to_owned()
}
