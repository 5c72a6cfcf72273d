//! One file per command; each turns arguments into one use case of the engine.

mod connect;
mod demo;
mod doctor;
mod export;
mod list;
mod profiles;
mod review;
mod serve;
mod stats;
mod status;
mod sync;
mod verify;

use std::future::Future;
use std::io::{self, Read};
use std::process::ExitCode;
use std::time::Duration;

use offhook_engine::{Error, Home, Profile, Timeouts, Token};
use offhook_model::Filter;
use tokio_util::sync::CancellationToken;

use crate::args::{Args, Command};
use crate::exit::Failure;
use crate::output::ProgressLine;

pub(crate) fn run(args: Args) -> Result<ExitCode, Failure> {
    let command = match args.command {
        Command::Demo(demo) => {
            demo::run(&demo)?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::Doctor(doctor) => {
            let home = Home::locate(args.data_dir)?;
            return Ok(doctor::run(&home, &args.profile.parse()?, &doctor)?);
        }
        Command::Profiles(profiles) => {
            profiles::run(&Home::locate(args.data_dir)?, &profiles)?;
            return Ok(ExitCode::SUCCESS);
        }
        command => command,
    };
    let home = Home::resolve(args.data_dir)?;
    let profile = Profile::open(&home, &args.profile.parse()?)?;
    match command {
        Command::Connect(args) => connect::run(&profile, &args)?,
        Command::Sync(args) => sync::run(&profile, &args)?,
        Command::List(args) => list::run(&profile, args)?,
        Command::Stats(args) => stats::run(&profile, args)?,
        Command::Export(args) => export::run(&profile, args)?,
        Command::Status(args) => status::run(&profile, &args)?,
        Command::Verify(args) => verify::run(&profile, args)?,
        Command::Review(args) => review::run(&profile, args.action)?,
        Command::Serve(args) => serve::run(profile, &args)?,
        Command::Demo(_) | Command::Doctor(_) | Command::Profiles(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// A search looks at every text there is: what a sync has brought since is taken in first.
fn index_texts_for(profile: &Profile, filter: &Filter) -> Result<(), Error> {
    if filter.query.is_empty() {
        return Ok(());
    }
    let mut line = ProgressLine::new();
    while !profile.index_texts()? {
        line.show("Taking in new texts for the search…");
    }
    Ok(())
}

/// Runs one use case that waits for the network.
fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Error::File { path: "network".into(), reason: error.to_string() })?;
    Ok(runtime.block_on(work))
}

/// The token that was written to this command's standard input.
fn token_from_stdin(command: &str) -> Result<Token, Error> {
    const LONGEST_BYTES: u64 = 64 * 1024;
    let mut text = String::new();
    let read = io::stdin().take(LONGEST_BYTES).read_to_string(&mut text);
    read.ok().and_then(|_| Token::new(&text)).ok_or_else(|| {
        Error::InvalidSetting(format!(
            "standard input holds no token; write: printf %s \"$TOKEN\" | offhook {command} --token-stdin"
        ))
    })
}

/// Holds a token that was written to this command's standard input, where it was asked to be read,
/// until the command ends.
fn take_token(profile: &Profile, from_stdin: bool, command: &str) -> Result<(), Error> {
    if from_stdin {
        profile.keep_token_for_session(token_from_stdin(command)?);
    }
    Ok(())
}

/// How long to wait for the server: as `--timeout` says, else as everywhere.
fn timeouts(asked_s: Option<u64>) -> Timeouts {
    asked_s.map_or_else(Timeouts::default, |seconds| Timeouts::within(Duration::from_secs(seconds)))
}

/// Ctrl-C and a polite kill end the work at its next step.
fn cancel_on_signal() -> CancellationToken {
    let cancel = CancellationToken::new();
    let on_signal = cancel.clone();
    // Without a handler the signal ends the process, which loses nothing either.
    let _ = ctrlc::set_handler(move || on_signal.cancel());
    cancel
}
