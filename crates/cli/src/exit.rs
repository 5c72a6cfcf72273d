//! How a command ends: its exit code, its message for a person, its JSON for a script.

use std::process::ExitCode;

use offhook_engine::{Error, SyncFailure, SyncReport};
use offhook_model::Code;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::output;

/// Why a command failed, with what a sync did before it did.
#[derive(Debug)]
pub(crate) struct Failure {
    error: Error,
    report: Option<Box<SyncReport>>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, report: None }
    }
}

impl From<SyncFailure> for Failure {
    fn from(failure: SyncFailure) -> Self {
        Self { error: failure.error, report: Some(failure.report) }
    }
}

#[derive(Serialize)]
struct ErrorBody {
    code: Code,
    message: String,
    retryable: bool,
}

/// Says what went wrong and ends with the code that DESIGN gives it.
pub(crate) fn failed(failure: &Failure, json: bool) -> ExitCode {
    let code = failure.error.code();
    let message = failure.error.to_string();
    output::say(&format!("offhook: {message}"));
    if json {
        let body = ErrorBody { code, message, retryable: code.is_retryable() };
        let mut object = fields(&body);
        object.extend(failure.report.as_ref().map(fields).unwrap_or_default());
        // The message is on stderr already if stdout is gone.
        let _ = output::print_line(&Value::Object(object).to_string());
    }
    ExitCode::from(exit_code(code))
}

fn fields(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

const fn exit_code(code: Code) -> u8 {
    match code {
        Code::InvalidFilter => 2,
        Code::Unauthorized => 3,
        Code::Offline | Code::RateLimited | Code::ServerError => 4,
        Code::BadResponse => 5,
        Code::Busy => 6,
        Code::AccountMismatch | Code::RemovalsRefused => 7,
        Code::DiskFull
        | Code::CacheDamaged
        | Code::ExportFailed
        | Code::Cancelled
        | Code::Internal => 1,
    }
}

/// Help and version end well; anything else the parser says is a usage error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    const USAGE: u8 = 2;
    // Nobody is left to tell when even stderr is closed.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}
