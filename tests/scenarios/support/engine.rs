//! The engine in this process, with short pauses and a clock that can be set forward.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::Utc;
use offhook_demo_remote::DemoRemote;
use offhook_engine::{
    Backoff, Client, Clock, ExportFormat, ExportOptions, Profile, SyncFailure, SyncOptions,
    SyncProgress, SyncReport, Timeouts, Token,
};
use offhook_model::{Filter, Instant};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

/// The computer's clock, and so much later or earlier.
#[derive(Debug, Default)]
pub(crate) struct ShiftedClock(AtomicI64);

impl ShiftedClock {
    pub(crate) fn go_on(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).unwrap(), Ordering::Relaxed);
    }

    pub(crate) fn set_back(&self, by: Duration) {
        self.0.fetch_sub(i64::try_from(by.as_micros()).unwrap(), Ordering::Relaxed);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Instant {
        Instant::from(Utc::now()).plus_us(self.0.load(Ordering::Relaxed))
    }
}

/// A client that gives a silent server up soon.
fn client(remote: &DemoRemote) -> Client {
    let timeouts = Timeouts {
        connect: Duration::from_secs(2),
        read: Duration::from_millis(900),
        total: Duration::from_secs(20),
    };
    let token = Token::new(remote.token()).unwrap();
    Client::new(remote.endpoint().parse().unwrap(), token, timeouts).unwrap()
}

/// Every cached call, in order, from one snapshot.
pub(crate) fn all_calls(profile: &Profile) -> Vec<Value> {
    let options = ExportOptions::new(ExportFormat::Ndjson);
    let (filter, name) = (Filter::everything(), Path::new("memory"));
    let (clock, cancel) = (ShiftedClock::default(), CancellationToken::new());
    let mut lines = Vec::new();
    profile.export_to(&filter, &options, &mut lines, name, &clock, &cancel, &mut |_| {}).unwrap();
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}

/// The usual options, with pauses between tries of a few milliseconds.
pub(crate) fn quick() -> SyncOptions {
    let backoff = Backoff { first: Duration::from_millis(1), longest: Duration::from_millis(8) };
    SyncOptions { backoff, ..SyncOptions::default() }
}

/// A sync that must succeed.
#[track_caller]
pub(crate) fn sync(profile: &Profile, remote: &DemoRemote) -> SyncReport {
    sync_with(profile, remote, quick()).unwrap_or_else(|failure| panic!("{failure:?}"))
}

pub(crate) fn sync_with(
    profile: &Profile,
    remote: &DemoRemote,
    options: SyncOptions,
) -> Result<SyncReport, SyncFailure> {
    sync_at(profile, remote, options, &ShiftedClock::default(), &mut |_, _| {})
}

/// A sync at a given time; `observe` is told of every step and may cancel.
pub(crate) fn sync_at(
    profile: &Profile,
    remote: &DemoRemote,
    options: SyncOptions,
    clock: &dyn Clock,
    observe: &mut (dyn FnMut(&SyncProgress, &CancellationToken) + Send),
) -> Result<SyncReport, SyncFailure> {
    let cancel = CancellationToken::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = client(remote);
    let mut observe = |progress: &SyncProgress| observe(progress, &cancel);
    runtime.block_on(profile.sync(&client, options, clock, &cancel, &mut observe))
}
