//! What may be shown to strangers when something is wrong: figures, codes and versions, and never
//! a token, a number, a name, a word of a call or a note, or a path on this computer.
//!
//! Nothing here is taken over as it stands but what this program has made itself. Even a message
//! of an error is left out, for it may quote the server or name a folder.

use std::fmt::Write;
use std::{env, fs};

use offhook_model::{Code, Instant};

use crate::{
    CheckState, Endpoint, Home, Profile, ProfileName, Settings, SyncRun, TokenKept, doctor,
};

/// Sync runs that are listed.
const RUNS: u32 = 10;
/// A longer word of the environment than that is none of its usual ones.
const LONGEST_WORD_CHARACTERS: usize = 60;
/// What says how the desktop session is made up.
const SESSION_VARIABLES: [&str; 4] =
    ["XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "DESKTOP_SESSION", "LANG"];

impl Home {
    /// Describes this installation in plain lines, for a report of a fault. `versions` are those
    /// of what the program runs in, by name. Quick: whether the databases are damaged deep inside
    /// is for [`Doctor`](crate::Doctor) to find.
    #[must_use]
    pub fn diagnostics(
        &self,
        name: &ProfileName,
        versions: &[(&str, String)],
        now: Instant,
    ) -> String {
        let mut lines = Lines::default();
        lines.add("offhook", env!("CARGO_PKG_VERSION"));
        for (name, version) in versions {
            lines.add(name, &plain(version));
        }
        lines.add("at", &now.to_string());
        lines.add("system", &system());
        for variable in SESSION_VARIABLES {
            if let Some(value) = env::var(variable).ok().filter(|value| !value.is_empty()) {
                lines.add(variable, &plain(&value));
            }
        }
        lines.add("profiles", &self.profiles().len().to_string());
        lines.add("data directory", state_word(doctor::data_directory(self.path()).state));
        add_settings(&mut lines, Settings::load(&self.profile_dir(name)));
        match Profile::open(self, name) {
            Ok(profile) => add_contents(&mut lines, &profile),
            Err(error) => lines.add("profile", error.code().as_str()),
        }
        lines.0
    }
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{name}: {value}");
    }
}

fn add_settings(lines: &mut Lines, settings: Result<Settings, crate::Error>) {
    let settings = match settings {
        Ok(settings) => settings,
        Err(error) => return lines.add("settings", error.code().as_str()),
    };
    let endpoint = match settings.endpoint() {
        Ok(None) => "not set",
        Ok(Some(endpoint)) if endpoint.is_loopback() => "on this computer",
        Ok(Some(endpoint)) if is_default(&endpoint) => "the default one",
        Ok(Some(_)) => "another one",
        Err(_) => "unusable",
    };
    lines.add("endpoint", endpoint);
    lines.add("rate limit", &settings.rate_limit.to_string());
    lines.add("refresh every minutes", &settings.refresh_interval_min.to_string());
    lines.add("token kept", place_word(settings.token_kept));
}

fn add_contents(lines: &mut Lines, profile: &Profile) {
    match profile.status() {
        Ok(status) => {
            lines.add("calls", &status.calls.to_string());
            lines.add("removed calls", &status.removed.to_string());
            lines.add("unreadable rows", &status.unreadable_rows.to_string());
            lines.add("complete", if status.complete { "yes" } else { "no" });
            lines.add("cache bytes", &status.cache_bytes.to_string());
            lines.add("backups of the review", &profile.review_backups().len().to_string());
        }
        Err(error) => lines.add("status", error.code().as_str()),
    }
    match profile.sync_log(RUNS) {
        Ok(runs) => runs.iter().for_each(|run| lines.add("sync", &run_line(run))),
        Err(error) => lines.add("sync log", error.code().as_str()),
    }
}

fn run_line(run: &SyncRun) -> String {
    let known = ["running", "interrupted", "done"];
    let is_known = known.contains(&run.outcome.as_str())
        || Code::ALL.iter().any(|code| code.as_str() == run.outcome);
    let outcome = if is_known { run.outcome.as_str() } else { "unknown" };
    let ended = run.ended_at.as_deref().unwrap_or("not");
    format!("{outcome}, began {}, ended {ended}", run.started_at)
}

fn is_default(endpoint: &Endpoint) -> bool {
    crate::DEFAULT_ENDPOINT.parse::<Endpoint>().is_ok_and(|default| default == *endpoint)
}

const fn state_word(state: CheckState) -> &'static str {
    match state {
        CheckState::Ok => "ok",
        CheckState::Problem => "problem",
        CheckState::Skipped => "skipped",
    }
}

const fn place_word(kept: TokenKept) -> &'static str {
    match kept {
        TokenKept::Keychain => "keychain",
        TokenKept::File => "file",
        TokenKept::Session => "session",
        TokenKept::Environment => "environment",
        TokenKept::None => "nowhere",
    }
}

/// What can be neither a markup nor a further line, and not long enough for a secret story.
fn plain(text: &str) -> String {
    let usable = |c: &char| c.is_ascii_alphanumeric() || " .:_-+/()".contains(*c);
    text.chars().filter(usable).take(LONGEST_WORD_CHARACTERS).collect()
}

/// The system with its release where a file says it.
fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
        Some(format!(" ({})", plain(line)))
    });
    format!("{} {}{}", env::consts::OS, env::consts::ARCH, release.unwrap_or_default())
}

#[cfg(test)]
mod tests {

    use offhook_model::Call;
    use offhook_store::PageToCommit;

    use super::*;
    use crate::tokens;

    fn now() -> Instant {
        Instant::parse("2026-03-01T12:00:00Z").unwrap()
    }

    #[test]
    fn a_folder_without_anything_is_described_as_well() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().join("data"))).unwrap();
        let versions = [("web view", "2.50\n<b>".to_owned())];
        let text = home.diagnostics(&ProfileName::default(), &versions, now());
        assert!(text.contains("\nprofiles: 0\n"), "{text}");
        assert!(text.contains("\nweb view: 2.50b\n"), "{text}");
        assert!(text.contains("\nendpoint: not set\n"), "{text}");
    }

    /// Everything that must stay on this desk is in the cache, the notes or the settings.
    fn planted(dir: &std::path::Path) -> Profile {
        let home = Home::resolve(Some(dir.to_owned())).unwrap();
        let profile = Profile::open(&home, &"acme-secret".parse().unwrap()).unwrap();
        let row = serde_json::json!({
            "id": "call-secret", "agent_id": "agent-secret", "agent_name": "Sarah Secret",
            "from_number": "+16045551234", "to_number": "+4930123456", "status": "completed",
            "call_summary": "A refund nobody may hear of", "created_at": "2026-03-01T00:00:00Z",
        });
        let calls = [Call::read(&row.to_string()).unwrap()];
        profile.cache.commit_page(&PageToCommit::of(&calls, now())).unwrap();
        profile.set_note("call-secret", "Noted refund", now()).unwrap();
        profile.add_tag(&["call-secret".to_owned()], "tag-secret", now()).unwrap();
        let message = "unauthorized for Sarah Secret with tok-secret";
        for outcome in ["unauthorized", "Sarah Secret"] {
            let run = profile.cache.begin_run(now()).unwrap();
            profile.cache.end_run(run, now(), outcome, Some(message), "{}").unwrap();
        }
        let settings = Settings {
            endpoint: Some("https://host-secret.example/path-secret/list-calls".to_owned()),
            token_kept: TokenKept::File,
            ..Settings::default()
        };
        profile.save_settings(&settings).unwrap();
        std::fs::write(profile.dir().join(tokens::FILE), "tok-secret").unwrap();
        profile
    }

    #[test]
    fn nothing_that_belongs_to_the_account_or_its_callers_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let profile = planted(dir.path());
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        let text = home.diagnostics(profile.name(), &[], now());
        for told in ["\ncalls: 1\n", "\nsync: unauthorized, began 2026", "\nsync: unknown, "] {
            assert!(text.contains(told), "{told} is missing: {text}");
        }
        assert!(text.contains("\nendpoint: another one\n"), "{text}");
        let folded = text.to_lowercase();
        let folder = dir.path().to_str().unwrap().to_lowercase();
        for secret in ["secret", "sarah", "6045551234", "30123456", "refund", "noted", &*folder] {
            assert!(!folded.contains(secret), "{secret} is told: {text}");
        }
    }

    #[test]
    fn a_damaged_profile_is_described_by_its_code() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        let profile = home.profile_dir(&ProfileName::default());
        fs::create_dir_all(&profile).unwrap();
        fs::write(profile.join("cache.db"), [0xAB; 8192]).unwrap();
        fs::write(profile.join("profile.json"), "{").unwrap();
        let text = home.diagnostics(&ProfileName::default(), &[], now());
        assert!(text.contains("\nsettings: "), "{text}");
        assert!(text.contains("profile: cache_damaged"), "{text}");
        assert!(!text.contains(dir.path().to_str().unwrap()), "{text}");
    }
}
