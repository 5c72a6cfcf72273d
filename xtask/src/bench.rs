//! The benchmarks, which are built as a release is.

use std::process::ExitCode;

use crate::process::{command, run_in_foreground};
use crate::system::{self, Purpose};
use crate::{node, readers, screen};

/// Each has its own file `tests/bench/NAME.rs`, whose words are its own affair.
const BENCHMARKS: [&str; 4] = ["export", "query", "sync", "window"];
/// These are held against Python packages.
const WITH_READERS: [&str; 1] = ["export"];
/// This one drives the real window.
const WITH_WINDOW: &str = "window";

/// Builds and runs the benchmark that the first word names, with the words after it.
///
/// # Errors
/// When there is no such benchmark, or it cannot be built or ends with an error.
pub(crate) fn measure(words: &[String]) -> Result<ExitCode, String> {
    let Some((name, words)) = words.split_first() else {
        return Err(format!("which benchmark? There is: {}", BENCHMARKS.join(", ")));
    };
    if !BENCHMARKS.contains(&name.as_str()) {
        let known = BENCHMARKS.join(", ");
        return Err(format!("there is no benchmark `{name}`; there is: {known}"));
    }
    if WITH_READERS.contains(&name.as_str()) {
        readers::set_up()?;
    }
    let bench = ["bench", "--locked", "--package", "offhook-tests", "--bench", name, "--"];
    let words = bench.into_iter().chain(words.iter().map(String::as_str));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_benchmark_that_does_not_exist_is_refused_with_the_names_of_those_that_do() {
        for words in [&[][..], &["speed".to_owned()]] {
            assert!(measure(words).unwrap_err().contains("sync"), "{words:?}");
        }
    }

    #[test]
    fn every_benchmark_has_its_file() {
        let folder = crate::paths::root().join("tests/bench");
        assert!(BENCHMARKS.iter().all(|name| folder.join(name).with_extension("rs").is_file()));
    }
}
