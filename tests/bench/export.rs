//! What an export costs: each form beside `sqlite3` and Python's XlsxWriter writing the same
//! columns from the same file, and its memory; and what the figures of the insights screen cost
//! beside plain SQL. Run it with `cargo xtask bench export [--calls N]`; `--only FORM` measures one
//! form alone, or `--only insights`.
//!
//! The tables are GitHub-flavoured Markdown, so that they can be copied into ARCHITECTURE.md.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to its terminal, and one that cannot go on stops"
)]

#[path = "../scenarios/support/binary.rs"]
mod binary;
mod exports;
mod filled;
mod insights;
mod process;
mod table;

use std::process::ExitCode;

const USAGE: &str = "Usage: cargo xtask bench export [--calls N] [--rounds N] [--only FORM]";
const INSIGHTS: &str = "insights";
/// The size that the targets are stated for.
const DEFAULT_CALLS: usize = 1_000_000;
const DEFAULT_ROUNDS: usize = 3;

/// What to measure, from the command line.
struct Args {
    calls: usize,
    rounds: usize,
    only: Option<String>,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // Cargo gives this word to a benchmark, and not when it runs one as a test.
    if !words.iter().any(|word| word == "--bench") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let Some(args) = read(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let only = args.only.as_deref();
    if only != Some(INSIGHTS) {
        exports::measure(args.calls, args.rounds, only);
    }
    if only.is_none_or(|only| only == INSIGHTS) {
        insights::measure(args.calls);
    }
    ExitCode::SUCCESS
}

fn read(words: &[String]) -> Option<Args> {
    let mut args = Args { calls: DEFAULT_CALLS, rounds: DEFAULT_ROUNDS, only: None };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--bench" => {}
            "--calls" => args.calls = words.next()?.parse().ok().filter(|calls| *calls > 0)?,
            "--rounds" => args.rounds = words.next()?.parse().ok().filter(|rounds| *rounds > 0)?,
            "--only" => args.only = Some(words.next()?.clone()),
            _ => return None,
        }
    }
    Some(args)
}
