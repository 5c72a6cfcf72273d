//! Moves committed pages from the WAL into the database while the writer goes on.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crate::open;

/// Calls written between two checkpoints: some ten megabytes of WAL.
const EVERY_CALLS: u64 = 10_000;

/// Counts what was written, and sees to it that one checkpoint at a time runs.
#[derive(Debug, Default)]
pub(crate) struct Checkpoints {
    since_last: AtomicU64,
    running: Arc<AtomicBool>,
}

impl Checkpoints {
    pub(crate) fn written(&self, calls: u64, path: &Path) {
        let since_last = self.since_last.fetch_add(calls, Ordering::Relaxed) + calls;
        if since_last < EVERY_CALLS || self.running.swap(true, Ordering::AcqRel) {
            return;
        }
        self.since_last.store(0, Ordering::Relaxed);
        let (running, path) = (Arc::clone(&self.running), path.to_owned());
        let work = move || {
            checkpoint(&path);
            running.store(false, Ordering::Release);
        };
        if thread::Builder::new().name("checkpoint".to_owned()).spawn(work).is_err() {
            self.running.store(false, Ordering::Release);
        }
    }
}

/// One that fails is made up for by the next, or by the writer itself.
fn checkpoint(path: &Path) {
    let passive = "PRAGMA wal_checkpoint(PASSIVE)";
    let _ = open::beside_the_writer(path)
        .and_then(|connection| Ok(connection.query_row(passive, [], |_| Ok(()))?));
}
