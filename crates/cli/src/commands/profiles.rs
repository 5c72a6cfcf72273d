//! `offhook profiles`

use offhook_engine::{Error, Home, ProfileSummary};
use serde_json::json;

use crate::args::ProfilesArgs;
use crate::output;

pub(super) fn run(home: &Home, args: &ProfilesArgs) -> Result<(), Error> {
    let profiles = home.summaries();
    if args.json {
        return output::print(&json!({ "profiles": profiles }).to_string());
    }
    if profiles.is_empty() {
        output::say("There is no profile yet. Make one: offhook connect --profile NAME …");
        return Ok(());
    }
    let lines: Vec<_> = profiles.iter().map(in_words).collect();
    output::print(&lines.join("\n"))
}

fn in_words(profile: &ProfileSummary) -> String {
    let calls = match (&profile.problem, profile.calls) {
        (Some(problem), _) => problem.clone(),
        (None, Some(calls)) => format!("{calls} calls"),
        (None, None) => "-".to_owned(),
    };
    let synced = match (&profile.last_sync_at, &profile.last_sync) {
        (Some(at), Some(outcome)) => format!("synced {at}: {outcome}"),
        _ => "never synced".to_owned(),
    };
    let endpoint = profile.endpoint.as_deref().unwrap_or("not connected");
    format!("{:22} {calls:14} {synced}  {endpoint}", profile.name)
}
