//! The benchmarks, which are built as a release is.

use std::process::ExitCode;

use crate::process::{command, run_in_foreground};
use crate::readers;

/// Each has its own file `tests/bench/NAME.rs`, whose words are its own affair.
const BENCHMARKS: [&str; 3] = ["export", "query", "sync"];
/// These are held against Python packages.
const WITH_READERS: [&str; 1] = ["export"];

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
    let words = words.iter().map(String::as_str);
    run_in_foreground(&mut command("cargo", bench.into_iter().chain(words)))?;
    Ok(ExitCode::SUCCESS)
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
