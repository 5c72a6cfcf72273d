//! `offhook verify`

use offhook_engine::{Error, Profile};

use super::{block_on, take_token, timeouts};
use crate::args::VerifyArgs;
use crate::output;

pub(super) fn run(profile: &Profile, args: VerifyArgs) -> Result<(), Error> {
    take_token(profile, args.token_stdin, "verify")?;
    let client = profile.client_with(timeouts(args.timeout))?;
    let raw = args.filters.resolve_for_server(profile)?;
    let report = block_on(profile.verify(&client, &raw))??;
    if args.json {
        return output::print(&serde_json::to_string(&report).unwrap_or_default());
    }
    if report.agrees {
        return output::print(&format!(
            "The cache agrees with the server: {} calls, newest page the same",
            report.local_total
        ));
    }
    let lines: Vec<String> = report.differences.iter().map(ToString::to_string).collect();
    output::print(&lines.join("\n"))
}
