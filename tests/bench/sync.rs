//! What a sync costs: time against a bare download of the same pages, memory, requests, and what
//! it is left with when the server misbehaves. Run it with `cargo xtask bench sync [--calls N]`.
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
mod budget;
mod command;
mod conditions;
mod difference;
mod download;
mod process;
mod profile;
mod speed;
mod stand_in;
mod table;

use std::process::ExitCode;
use std::time::Instant;

use chrono::{DateTime, Utc};
use offhook_demo_remote::Config;

const USAGE: &str = "Usage: cargo xtask bench sync [--calls N] [--only speed|budget|conditions]";
/// The size that the targets are stated for.
const DEFAULT_CALLS: usize = 100_000;
/// Conditions are many and are about correctness: a smaller history is enough.
const CONDITION_CALLS: usize = 20_000;

/// What to measure, from the command line.
struct Args {
    calls: usize,
    only: Option<String>,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [stand_in::SERVE, calls] = words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        stand_in::serve(calls.parse().expect("a number of calls"));
        return ExitCode::SUCCESS;
    }
    // Cargo gives this word to a benchmark, and not when it runs one as a test.
    if !words.iter().any(|word| word == "--bench") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match read(&words) {
        Some(args) => {
            measure(&args);
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn read(words: &[String]) -> Option<Args> {
    let mut args = Args { calls: DEFAULT_CALLS, only: None };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--bench" => {}
            "--calls" => args.calls = words.next()?.parse().ok().filter(|calls| *calls >= 1_000)?,
            "--only" => args.only = Some(words.next()?.clone()),
            _ => return None,
        }
    }
    Some(args)
}

fn measure(args: &Args) {
    let started = Instant::now();
    let wanted = |part: &str| args.only.as_deref().is_none_or(|only| only == part);
    if wanted("speed") {
        speed::measure(args.calls);
    }
    if wanted("budget") {
        budget::measure(args.calls);
    }
    if wanted("conditions") {
        conditions::measure(args.calls.min(CONDITION_CALLS));
    }
    eprintln!("\nmeasured in {:.0} s", started.elapsed().as_secs_f64());
}

/// `created_at` of the newest call: so long ago that every call has settled, whenever this runs.
fn newest() -> DateTime<Utc> {
    "2026-03-03T12:00:00Z".parse().expect("an instant")
}

/// An account of so many settled calls, always the same.
fn settled(calls: usize) -> Config {
    Config { calls, now: newest(), ..Config::default() }
}
