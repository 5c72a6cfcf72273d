//! What the tray says: how the sync stands, in a line or two, and the words of its menu.

use offhook_engine::{Clock, SyncRun, SystemClock};
use offhook_model::{Instant, Language};

use crate::host::Host;
use crate::words;

/// Runs among which the last good one is looked for; beyond them it is long ago.
const RUNS: u32 = 200;

/// Everything the tray shows; two that are equal look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// How the sync stands; not to be clicked.
    pub(crate) lines: Vec<String>,
    pub(crate) sync_now: &'static str,
    /// Whether a sync can be started now.
    pub(crate) may_sync: bool,
    pub(crate) show: &'static str,
    pub(crate) quit: &'static str,
}

impl Look {
    /// As things are now.
    pub(crate) fn at(host: &Host) -> Self {
        let profile = host.profile().ok();
        let connected = profile.as_ref().is_some_and(|profile| {
            profile.settings().is_ok_and(|settings| settings.endpoint.is_some())
        });
        let runs = profile.and_then(|profile| profile.sync_log(RUNS).ok()).unwrap_or_default();
        let running = host.syncing.is_running();
        let lines = lines(&runs, running, host.manners().language(), SystemClock.now());
        Self::saying(lines, host.manners().language(), connected && !running)
    }

    fn saying(lines: Vec<String>, language: Language, may_sync: bool) -> Self {
        let [sync_now, show, quit] = words::tray_menu(language);
        Self { lines, sync_now, may_sync, show, quit }
    }
}

/// `runs` newest first.
fn lines(runs: &[SyncRun], running: bool, language: Language, now: Instant) -> Vec<String> {
    if running {
        return vec![words::syncing(language).to_owned()];
    }
    let good = runs.iter().find(|run| run.outcome == "done");
    let ended = good.and_then(|run| Instant::parse(run.ended_at.as_deref()?).ok());
    // A clock that was set back makes no sync of the future.
    let ago_s = ended.map(|ended| ((now.as_us() - ended.as_us()) / 1_000_000).max(0));
    let mut lines = vec![words::last_sync(language, ago_s)];
    let failed = |run: &SyncRun| !["done", "running", "cancelled"].contains(&run.outcome.as_str());
    if runs.first().is_some_and(failed) {
        lines.push(words::last_try_failed(language).to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(outcome: &str, ended_at: Option<&str>) -> SyncRun {
        SyncRun {
            started_at: "2026-03-01T09:00:00Z".to_owned(),
            ended_at: ended_at.map(str::to_owned),
            outcome: outcome.to_owned(),
            message: None,
            report: None,
        }
    }

    fn said(runs: &[SyncRun], running: bool) -> Vec<String> {
        let now = Instant::parse("2026-03-01T10:00:00Z").unwrap();
        lines(runs, running, Language::English, now)
    }

    #[test]
    fn the_last_good_sync_is_told_and_that_a_later_try_failed() {
        let good = run("done", Some("2026-03-01T09:55:30Z"));
        assert_eq!(said(std::slice::from_ref(&good), false), ["Last sync 4 min ago"]);
        let offline = run("offline", Some("2026-03-01T09:59:00Z"));
        let expected = ["Last sync 4 min ago", "The last try failed"];
        assert_eq!(said(&[offline, good.clone()], false), expected);
        let stopped = run("cancelled", Some("2026-03-01T09:59:00Z"));
        assert_eq!(said(&[stopped, good], false), ["Last sync 4 min ago"]);
    }

    #[test]
    fn a_running_sync_and_none_at_all_are_said() {
        assert_eq!(said(&[run("running", None)], true), ["Syncing…"]);
        assert_eq!(said(&[], false), ["Not synced yet"]);
    }

    #[test]
    fn a_clock_set_back_or_an_odd_time_breaks_nothing() {
        let later = run("done", Some("2026-03-01T11:00:00Z"));
        assert_eq!(said(&[later], false), ["Last sync just now"]);
        assert_eq!(said(&[run("done", Some("noon"))], false), ["Not synced yet"]);
    }
}
