//! The parts of the Rust toolchain that a minimal installation lacks.

use crate::process::{command, output_of, run_in_foreground};

/// Makes sure that `cargo fmt` and `cargo clippy` exist; adds them when rustup can.
///
/// # Errors
/// Says which part is missing and how to add it.
pub(crate) fn require_fmt_and_clippy() -> Result<(), String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output_of("cargo", &[subcommand, "--version"]).is_some() {
            continue;
        }
        let adding = format!("rustup component add {component}");
        println!("set-up: cargo {subcommand} is missing: {adding}");
        run_in_foreground(&mut command("rustup", ["component", "add", component]))
            .map_err(|problem| format!("{problem}\nadd it by hand: {adding}"))?;
    }
    Ok(())
}
