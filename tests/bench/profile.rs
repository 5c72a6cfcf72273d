//! Our own sync in this process: a fresh profile in a directory that is deleted afterwards.

use std::path::Path;
use std::time::Duration;

use offhook_demo_remote::DemoRemote;
use offhook_engine::{
    Backoff, Client, ExportFormat, ExportOptions, Home, Profile, ProfileName, SyncFailure,
    SyncOptions, SyncReport, SystemClock,
};
use offhook_model::Filter;
use serde_json::Value;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::difference::Difference;
use crate::download::{block_on, client};

/// A directory on the disk that holds the build: a temporary directory may lie in memory.
pub(crate) fn fresh_dir() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory")
}

/// An empty profile.
pub(crate) struct FreshProfile {
    profile: Profile,
    _dir: TempDir,
}

impl FreshProfile {
    pub(crate) fn new() -> Self {
        let dir = fresh_dir();
        let home = Home::resolve(Some(dir.path().join("data"))).expect("a home");
        let profile = Profile::open(&home, &ProfileName::default()).expect("a profile");
        Self { profile, _dir: dir }
    }

    /// One sync, which must succeed.
    pub(crate) fn sync(&self, client: &Client, options: SyncOptions) -> SyncReport {
        self.try_sync(client, options).unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    pub(crate) fn try_sync(
        &self,
        client: &Client,
        options: SyncOptions,
    ) -> Result<SyncReport, SyncFailure> {
        let cancel = CancellationToken::new();
        let mut ignore = |_: &_| {};
        block_on(self.profile.sync(client, options, &SystemClock, &cancel, &mut ignore))
    }

    /// How the cache differs from what the server holds now.
    pub(crate) fn difference(&self, remote: &DemoRemote) -> Difference {
        Difference::between(&self.calls(), &remote.calls())
    }

    fn calls(&self) -> Vec<Value> {
        let options = ExportOptions::new(ExportFormat::Ndjson);
        let (filter, name) = (Filter::everything(), Path::new("memory"));
        let cancel = CancellationToken::new();
        let mut lines = Vec::new();
        self.profile
            .export_to(&filter, &options, &mut lines, name, &SystemClock, &cancel, &mut |_| {})
            .expect("an export");
        let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).expect("JSON")).collect()
    }
}

/// The product's options, with pauses between tries of a few milliseconds.
pub(crate) fn quick() -> SyncOptions {
    let backoff = Backoff { first: Duration::from_millis(1), longest: Duration::from_millis(8) };
    SyncOptions { backoff, ..SyncOptions::default() }
}

/// A client of a server in this process.
pub(crate) fn client_of(remote: &DemoRemote) -> Client {
    client(remote.endpoint(), remote.token())
}
