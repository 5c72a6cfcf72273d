//! `offhook`: the command line over the engine. Data goes to stdout, everything else to stderr.

mod args;
mod commands;
mod exit;
mod filters;
mod output;
mod table;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return exit::usage(&error),
    };
    let json = args.command.wants_json();
    match commands::run(args) {
        Ok(code) => code,
        Err(failure) => exit::failed(&failure, json),
    }
}
