//! `offhook doctor`

use std::process::ExitCode;

use offhook_engine::{
    Check, CheckState, Clock, Diagnosis, Doctor, Error, Home, ProfileName, SystemClock,
};

use super::block_on;
use crate::args::DoctorArgs;
use crate::output::{self, terminal_safe};

/// Ends well only when all is well.
pub(super) fn run(
    home: &Home,
    profile: &ProfileName,
    args: &DoctorArgs,
) -> Result<ExitCode, Error> {
    let doctor = Doctor::new(home, profile);
    let mut checks = doctor.look_at_data(SystemClock.now());
    let (connection, client) = doctor.look_at_connection();
    checks.extend(connection);
    checks.push(match client {
        _ if args.offline => Check::skipped("server", "not asked, as you wish"),
        Some(client) => block_on(Doctor::ask_server(&client))?,
        None => Check::skipped("server", "not asked, for it cannot be without endpoint and token"),
    });
    let diagnosis = Diagnosis::of(checks);
    if args.json {
        output::print(&serde_json::to_string(&diagnosis).unwrap_or_default())?;
    } else {
        output::print(&in_words(&diagnosis))?;
    }
    Ok(if diagnosis.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn in_words(diagnosis: &Diagnosis) -> String {
    let line = |check: &Check| {
        let state = match check.state {
            CheckState::Ok => "ok",
            CheckState::Problem => "problem",
            CheckState::Skipped => "skipped",
        };
        let name = check.name.replace('_', " ");
        format!("{state:8} {name:15} {}", terminal_safe(&check.message))
    };
    diagnosis.checks.iter().map(line).collect::<Vec<_>>().join("\n")
}
