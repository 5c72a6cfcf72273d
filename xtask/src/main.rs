//! The one entrance to the repository: `cargo xtask run | test | lint | bench | bundle |
//! bindings | pictures`.
//!
//! It uses the standard library only, so that on a bare machine the first thing a person waits
//! for is the set-up, not the tool that does it.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks to its terminal"
)]

mod bench;
mod bench_words;
mod checks;
mod node;
mod paths;
mod pictures;
mod process;
mod readers;
mod run;
mod screen;
mod serve_client;
mod system;
mod toolchain;

use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  run        set the machine up, build Offhook and open its window on sample calls;
             words after `--` go to the program: cargo xtask run -- --profile work
  test       set the machine up, then every check: format, clippy, the window's own
             checks, all tests, and the real window driven end to end
  lint       the quick part of `test`: format, clippy, type check, eslint
  bench      measure a release build: cargo xtask bench sync|query|export|window;
             `cargo xtask bench --help` lists the flags of each (--calls, --only,
             --alone, --growth, --rounds)
  bundle     release packages (.deb, .rpm) under target/release/bundle
  bindings   write ui/src/ipc/bindings.ts again from the Rust types
  pictures   take the pictures in docs/screens again, from the window as it is now
  help       this text

Set-up installs what is missing on Debian and Ubuntu (with apt-get) and the window's npm
packages from the lock file; on other systems it says what is needed and goes on.
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = words.collect();
    match dispatch(&command, &rest) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<ExitCode, String> {
    if !matches!(command, "run" | "bench") && !rest.is_empty() {
        return Err(format!("`{command}` takes no further words: {}", rest.join(" ")));
    }
    match command {
        "run" => run::open_window(rest),
        "test" => checks::test(),
        "lint" => checks::lint(),
        "bench" => bench::measure(rest),
        "bundle" => run::bundle(),
        "bindings" => run::write_bindings(),
        "pictures" => pictures::take(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => Err(format!("there is no command `{unknown}`\n\n{HELP}")),
    }
}
