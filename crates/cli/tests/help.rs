//! The help that teaches: each command is named and explains itself.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

fn printed(args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_offhook")).args(args).output().unwrap();
    assert!(run.status.success(), "{args:?}");
    assert!(run.stderr.is_empty(), "help and version are what was asked for: stdout");
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn help_names_every_command_shows_a_first_example_and_the_exit_codes() {
    let help = printed(&["--help"]);
    for command in [
        "connect", "sync", "list", "stats", "export", "status", "verify", "review", "doctor",
        "demo",
    ] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command}");
        let own = printed(&[command, "--help"]);
        assert!(own.contains(&format!("Usage: offhook {command}")), "{own}");
    }
    assert!(help.contains("offhook demo --port 8787"), "{help}");
    assert!(help.contains("Exit codes: 0 done"), "{help}");
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(printed(&["--version"]).trim(), concat!("offhook ", env!("CARGO_PKG_VERSION")));
}
