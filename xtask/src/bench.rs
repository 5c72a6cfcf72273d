//! The benchmarks, which are built as a release is.

use std::process::ExitCode;

use crate::bench_words::{checked, help};
use crate::process::{command, run_in_foreground};
use crate::system::{self, Purpose};
use crate::{node, readers, screen};

/// These are held against Python packages.
const WITH_READERS: [&str; 1] = ["export"];
/// This one drives the real window.
const WITH_WINDOW: &str = "window";

/// Builds and runs the benchmark that the first word names, with the words after it.
///
/// # Errors
/// When there is no such benchmark or it does not know a word, or it cannot be built or ends with an error.
pub(crate) fn measure(words: &[String]) -> Result<ExitCode, String> {
    if words.iter().any(|word| matches!(word.as_str(), "help" | "--help" | "-h")) {
        print!("{}", help());
        return Ok(ExitCode::SUCCESS);
    }
    let name = checked(words)?.name;
    if WITH_READERS.contains(&name) {
        readers::set_up()?;
    }
    let bench = ["bench", "--locked", "--package", "offhook-tests", "--bench", name, "--"];
    let words = bench.into_iter().chain(words.iter().skip(1).map(String::as_str));
    if name == WITH_WINDOW {
        build_window()?;
        run_in_foreground(&mut screen::around(["cargo"].into_iter().chain(words)))?;
    } else {
        run_in_foreground(&mut command("cargo", words))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The window as it is released, with its pages, and what drives it.
fn build_window() -> Result<(), String> {
    system::set_up(Purpose::Test)?;
    node::set_up()?;
    let build = ["build", "--release", "--locked", "--package", "offhook-desktop"];
    run_in_foreground(&mut command("cargo", build))
}
