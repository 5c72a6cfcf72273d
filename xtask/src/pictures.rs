//! Takes the pictures in `docs/` again.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::process::{command, run_in_foreground};
use crate::system::Purpose;
use crate::{paths, run, screen};

/// The stories that take them, in the test of the real window. They are no part of its checks.
pub(crate) const STORIES: &str = "pictures::";

/// Builds the window, drives it through its screens and keeps what it looks like.
///
/// # Errors
/// When the set-up or the build fails, or a screen cannot be reached.
pub(crate) fn take() -> Result<ExitCode, String> {
    run::set_up(Purpose::Test)?;
    let build = ["build", "--locked", "--package", "offhook-desktop"];
    run_in_foreground(&mut command("cargo", build))?;
    let test = ["cargo", "test", "--locked", "--package", "offhook-tests", "--test", "e2e"];
    let some = ["--", "--ignored", "--test-threads=1", STORIES];
    run_in_foreground(&mut screen::around(test.into_iter().chain(some)))?;
    let (taken, kept) = (paths::target().join("e2e/pictures"), paths::root().join("docs/screens"));
    let count = copy_all(&taken, &kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    println!("{count} pictures: {}", kept.display());
    Ok(ExitCode::SUCCESS)
}

fn copy_all(from: &Path, to: &Path) -> std::io::Result<usize> {
    fs::create_dir_all(to)?;
    let mut count = 0;
    for picture in fs::read_dir(from)? {
        let picture = picture?;
        fs::copy(picture.path(), to.join(picture.file_name()))?;
        count += 1;
    }
    Ok(count)
}
