//! The Python packages that read exports back in the tests and that a benchmark is held against,
//! in a virtual environment below the target folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;
use crate::process::{command, run_in_foreground};

/// Installs them, only when the list has changed.
///
/// # Errors
/// When Python has no `venv`, or a package cannot be fetched.
pub(crate) fn set_up() -> Result<(), String> {
    let list = paths::root().join("tests/readers.txt");
    let packages = fs::read_to_string(&list)
        .map_err(|problem| format!("{} cannot be read: {problem}", list.display()))?;
    let folder = paths::target().join("export-readers");
    let installed = folder.join("installed.txt");
    // The list as it was installed: the tests look for the same file.
    if fs::read_to_string(&installed).is_ok_and(|text| text == packages) {
        return Ok(());
    }
    println!("set-up: pip install {}", packages.lines().collect::<Vec<_>>().join(" "));
    let [folder_word, python] = [&folder, &interpreter(&folder)].map(|path| word(path));
    run_in_foreground(&mut command("python3", ["-m", "venv", "--clear", &folder_word?]))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run_in_foreground(&mut command(&python?, pip.into_iter().chain(packages.lines())))?;
    fs::write(&installed, &packages)
        .map_err(|problem| format!("{} cannot be written: {problem}", installed.display()))
}

fn interpreter(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

fn word(path: &Path) -> Result<String, String> {
    let text = path.to_str().ok_or("the target folder's path is not UTF-8")?;
    Ok(text.to_owned())
}
