//! A profile whose cache holds a million made-up calls or any other number: made once, kept below
//! the target folder, used by every benchmark that reads a full cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Instant as Moment;

use chrono::{DateTime, TimeDelta, Utc};
use offhook_demo_remote::{Config, DemoRemote};
use offhook_engine::{Home, ProfileName};
use offhook_model::{Call, Instant, Stretch};
use offhook_store::{Cache, PageToCommit};

/// Calls made up at a time, and days they are spread over.
const CHUNK: usize = 50_000;
const CHUNK_DAYS: u32 = 60;
/// Calls a transaction.
const PAGE: usize = 10_000;

/// A data directory (for `--data-dir`) whose default profile holds so many calls.
pub(crate) fn filled(calls: usize) -> PathBuf {
    let shelf = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    let dir = shelf.join(format!("filled-{calls}"));
    if dir.is_dir() {
        return dir;
    }
    let began = Moment::now();
    eprintln!("making up {calls} calls in {} …", dir.display());
    let unfinished = shelf.join(format!("filled-{calls}.unfinished"));
    let _ = fs::remove_dir_all(&unfinished);
    fs::create_dir_all(&shelf).expect("a folder below the target folder");
    fill(&unfinished, calls);
    fs::rename(&unfinished, &dir).expect("the folder can be renamed");
    eprintln!("made up in {:.0} s", began.elapsed().as_secs_f64());
    dir
}

/// The cache file of the default profile in a data directory.
pub(crate) fn cache_file(data_dir: &Path) -> PathBuf {
    let home = Home::resolve(Some(data_dir.to_owned())).expect("a home");
    home.profile_dir(&ProfileName::default()).join("cache.db")
}

/// Newest first, as a sync brings them; straight into the store, for HTTP takes far longer. The
/// next calls are made up while the last are written.
fn fill(dir: &Path, calls: usize) {
    let file = cache_file(dir);
    fs::create_dir_all(file.parent().expect("a profile's folder")).expect("a folder");
    let cache = Cache::open(&file).expect("a cache");
    let (made_up, to_write) = sync_channel(1);
    thread::scope(|scope| {
        scope.spawn(move || {
            for (number, first) in (0..calls).step_by(CHUNK).enumerate() {
                let chunk = chunk(number, CHUNK.min(calls - first));
                made_up.send(chunk).expect("somebody writes");
            }
        });
        for chunk in to_write {
            chunk.chunks(PAGE).for_each(|page| commit(&cache, page));
        }
    });
}

/// The calls of one stretch of time, the newest stretch being number 0.
fn chunk(number: usize, calls: usize) -> Vec<Call> {
    let stretches = i32::try_from(number).expect("a small number");
    let config = Config {
        calls,
        seed: 7 + number as u64,
        now: newest() - TimeDelta::days(i64::from(CHUNK_DAYS)) * stretches,
        span_days: CHUNK_DAYS,
        ..Config::default()
    };
    let remote = DemoRemote::start(config).expect("the stand-in starts");
    let read = |call: serde_json::Value| Call::read(&call.to_string()).expect("a call");
    remote.calls().into_iter().map(read).collect()
}

fn commit(cache: &Cache, calls: &[Call]) {
    let now = Instant::from(newest()).plus_us(1);
    let coverage = [Stretch { after: Instant::MIN, until: now, verified_at: now }];
    let page = PageToCommit { coverage: &coverage, ..PageToCommit::of(calls, now) };
    cache.commit_page(&page).expect("a page is taken in");
}

/// `created_at` of the newest call.
fn newest() -> DateTime<Utc> {
    "2026-03-03T12:00:00Z".parse().expect("an instant")
}
