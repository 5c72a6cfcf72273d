//! Every check of the repository, in order, each with its time and its verdict.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::process::{command, run_guarded};
use crate::system::Purpose;
use crate::{pictures, run, screen, toolchain};

/// Compiling from nothing on a slow machine is the longest thing a check does.
const COMPILING: Duration = Duration::from_secs(45 * 60);
/// Dozens of stories, each with a window of its own; a slow machine takes twice as long.
const STORIES: Duration = Duration::from_secs(25 * 60);
/// Checks that compile no Rust.
const QUICK: Duration = Duration::from_secs(10 * 60);

/// The programs, out of what the tests were built of: of the whole workspace and with what tests need,
/// or dependencies would be compiled once more with other features.
const BUILD: [&str; 5] = ["build", "--workspace", "--locked", "--bins", "--tests"];

/// One check: what it is called, what it runs and how long it may take.
struct Check {
    name: &'static str,
    command: Command,
    limit: Duration,
}

struct Verdict {
    name: &'static str,
    elapsed: Duration,
    problem: Option<String>,
}

/// All checks. Success when every one passes.
pub(crate) fn test() -> Result<ExitCode, String> {
    let mut checks = quick_checks();
    checks.push(npm("window: vitest", "test"));
    checks.push(cargo("tests", &["test", "--workspace", "--locked"]));
    if cfg!(target_os = "linux") {
        checks.push(cargo("window: build", &BUILD));
        checks.push(end_to_end());
    } else {
        println!("left out: the real window end to end, which only Linux has a driver for");
    }
    Ok(report(&run_all(Purpose::Test, &checks)))
}

/// The checks that take seconds once everything is compiled.
pub(crate) fn lint() -> Result<ExitCode, String> {
    Ok(report(&run_all(Purpose::Run, &quick_checks())))
}

fn quick_checks() -> Vec<Check> {
    let clippy = ["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"];
    vec![
        Check { limit: QUICK, ..cargo("format", &["fmt", "--all", "--check"]) },
        cargo("clippy", &clippy),
        npm("window: types", "check"),
        npm("window: eslint", "lint"),
    ]
}

fn cargo(name: &'static str, words: &[&str]) -> Check {
    Check { name, command: command("cargo", words), limit: COMPILING }
}

fn npm(name: &'static str, script: &str) -> Check {
    Check { name, command: command("npm", ["--prefix", "ui", "run", script]), limit: QUICK }
}

/// The built program, driven.
fn end_to_end() -> Check {
    let test = ["cargo", "test", "--workspace", "--locked", "--test", "e2e"];
    let all = ["--", "--ignored", "--test-threads=1", "--skip", pictures::STORIES];
    let command = screen::around(test.into_iter().chain(all));
    Check { name: "window: end to end", command, limit: STORIES }
}

fn run_all(purpose: Purpose, checks: &[Check]) -> Vec<Verdict> {
    let set_up = timed("set-up", || {
        run::set_up(purpose)?;
        toolchain::require_fmt_and_clippy()
    });
    let can_go_on = set_up.problem.is_none();
    let mut verdicts = vec![set_up];
    if can_go_on {
        let run_one =
            |check: &Check| timed(check.name, || run_guarded(&check.command, check.limit));
        verdicts.extend(checks.iter().map(run_one));
    }
    verdicts
}

fn timed(name: &'static str, check: impl FnOnce() -> Result<(), String>) -> Verdict {
    println!("\n=== {name}");
    let started = Instant::now();
    let problem = check().err();
    let elapsed = started.elapsed();
    let verdict = if problem.is_none() { "passed" } else { "FAILED" };
    println!("=== {name}: {verdict} in {:.1} s", elapsed.as_secs_f64());
    if let Some(problem) = &problem {
        println!("    {problem}");
    }
    Verdict { name, elapsed, problem }
}

fn report(verdicts: &[Verdict]) -> ExitCode {
    println!();
    for verdict in verdicts {
        let word = if verdict.problem.is_none() { "pass" } else { "FAIL" };
        println!("{word}  {:>7.1} s  {}", verdict.elapsed.as_secs_f64(), verdict.name);
    }
    let failed = verdicts.iter().filter(|verdict| verdict.problem.is_some()).count();
    println!("{} passed, {failed} failed", verdicts.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_is_in_the_quick_ones_or_after_them() {
        let names: Vec<_> = quick_checks().iter().map(|check| check.name).collect();
        assert_eq!(names, ["format", "clippy", "window: types", "window: eslint"]);
    }

    #[test]
    fn a_failing_check_is_kept_with_its_problem() {
        let verdict = timed("made to fail", || Err("because".to_owned()));
        assert_eq!(verdict.problem.as_deref(), Some("because"));
        assert_eq!(report(&[verdict]), ExitCode::FAILURE);
        assert_eq!(report(&[timed("made to pass", || Ok(()))]), ExitCode::SUCCESS);
    }
}
