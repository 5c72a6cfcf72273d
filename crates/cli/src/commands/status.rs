//! `offhook status`

use offhook_engine::{Error, Profile, Status};

use crate::args::StatusArgs;
use crate::output;

pub(super) fn run(profile: &Profile, args: &StatusArgs) -> Result<(), Error> {
    let status = profile.status()?;
    if args.json {
        return output::print(&serde_json::to_string(&status).unwrap_or_default());
    }
    output::print(&in_words(&status))
}

fn in_words(status: &Status) -> String {
    let none = "-".to_owned();
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| none.clone());
    let last = status.last_sync.as_ref().map_or_else(
        || "never".to_owned(),
        |run| match &run.message {
            Some(message) => format!("{}: {} ({message})", run.started_at, run.outcome),
            None => format!("{}: {}", run.started_at, run.outcome),
        },
    );
    let lines = [
        ("Profile", status.profile.clone()),
        ("Endpoint", or_none(&status.endpoint)),
        ("Calls", status.calls.to_string()),
        ("Removed on the server", status.removed.to_string()),
        ("Complete", if status.complete { "yes" } else { "not proven" }.to_owned()),
        ("Complete back to", or_none(&status.complete_back_to)),
        ("Last verified", or_none(&status.last_verified_at)),
        ("Last sync", last),
        ("Unreadable rows", status.unreadable_rows.to_string()),
        ("Cache", format!("{:.1} MB", megabytes(status.cache_bytes))),
        ("Directory", status.directory.clone()),
    ];
    let lines = lines.map(|(name, value)| format!("{name:22} {value}"));
    lines.join("\n")
}

#[expect(clippy::cast_precision_loss, reason = "a size for people, to one digit")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}
