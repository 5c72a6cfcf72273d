//! `offhook sync`

use std::time::Duration;

use offhook_engine::{Profile, SyncOptions, SyncProgress, SyncReport, SystemClock, WaitingFor};

use super::{block_on, cancel_on_signal, take_token, timeouts};
use crate::args::SyncArgs;
use crate::exit::Failure;
use crate::output::{self, ProgressLine};

pub(super) fn run(profile: &Profile, args: &SyncArgs) -> Result<(), Failure> {
    take_token(profile, args.token_stdin, "sync")?;
    let client = profile.client_with(timeouts(args.timeout))?;
    let options = SyncOptions {
        full: args.full,
        max_requests: args.max_requests,
        accept_removals: args.accept_removals,
        ..SyncOptions::default()
    };
    let cancel = cancel_on_signal();
    let mut line = ProgressLine::new();
    let mut observe = |progress: &SyncProgress| line.show(&in_words(progress));
    let work = profile.sync(&client, options, &SystemClock, &cancel, &mut observe);
    let outcome = block_on(work)?;
    line.clear();
    let report = outcome?;
    for warning in &report.warnings {
        output::say(&format!("Note: {warning}."));
    }
    if args.json {
        let json = serde_json::to_string(&report).unwrap_or_default();
        output::print(&json)?;
    } else {
        output::print(&summary(&report))?;
    }
    Ok(())
}

fn in_words(progress: &SyncProgress) -> String {
    let of = progress.remote_total.map_or(String::new(), |total| format!(" of {total}"));
    let mut words = format!("{}{of} calls", progress.local_total);
    if let Some(back_to) = progress.back_to.as_deref().and_then(|text| text.split('T').next()) {
        words.push_str(&format!(", back to {back_to}"));
    }
    if let Some(eta_s) = progress.eta_s {
        words.push_str(&match eta_s {
            0..=89 => format!(", about {} s", eta_s.max(1)),
            _ => format!(", about {} minutes", eta_s.div_ceil(60)),
        });
    }
    if let Some(until) = &progress.waiting_until {
        let time = until.split(['T', '.']).nth(1).unwrap_or(until);
        words.push_str(&match progress.waiting_for {
            Some(WaitingFor::RateLimit) => {
                format!(", waiting for the server's limit until {time} UTC")
            }
            _ => format!(", trying again at {time} UTC"),
        });
    }
    words
}

fn summary(report: &SyncReport) -> String {
    let state = match (report.complete, &report.verified_back_to) {
        (true, _) => format!("Complete: {} calls", report.local_total),
        (false, Some(back_to)) => {
            format!("{} calls, complete back to {back_to}", report.local_total)
        }
        (false, None) => format!("{} calls, not complete yet", report.local_total),
    };
    format!(
        "{state}. {} new, {} changed, {} removed; {} requests, {} retries, {:.1} s",
        report.inserted,
        report.updated,
        report.removed,
        report.requests,
        report.retries,
        Duration::from_millis(report.elapsed_ms).as_secs_f64()
    )
}
