//! The JavaScript client that the tests put to `offhook serve`, installed below the target folder.

use std::fs;

use crate::paths;
use crate::process::{command, run_in_foreground};

/// Installs it from its lock file, only when that has changed. Needs Node.
///
/// # Errors
/// When a file cannot be written or a package cannot be fetched.
pub(crate) fn set_up() -> Result<(), String> {
    let source = paths::root().join("tests/serve-client");
    let folder = paths::target().join("serve-client");
    let installed = folder.join("installed.json");
    let lock = fs::read_to_string(source.join("package-lock.json"))
        .map_err(|problem| format!("{} cannot be read: {problem}", source.display()))?;
    // The lock file as it was installed: the tests look for the same file.
    if fs::read_to_string(&installed).is_ok_and(|text| text == lock) {
        return Ok(());
    }
    println!("set-up: npm ci (the JavaScript client of the tests, from its lock file)");
    let unwritable = |problem| format!("{} cannot be written: {problem}", folder.display());
    fs::create_dir_all(&folder).map_err(unwritable)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(source.join(file), folder.join(file)).map_err(unwritable)?;
    }
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run_in_foreground(command("npm", words).current_dir(&folder))?;
    fs::write(&installed, lock).map_err(unwritable)
}
