//! The page that is being committed while the next one is already on its way.
//!
//! A walk asks for the next page before the last one is in the cache. Were the process killed just
//! then, two pages would have to be fetched again; so a page is written here first, which costs
//! one write and no more, and the next sync takes it in before it asks for anything.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use offhook_model::{Call, Instant, Stretch};
use offhook_store::{Cache, PageToCommit};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Error;

pub(crate) const FILE: &str = "sync.page";
/// Length and checksum in hexadecimal, with a space and a line end.
const HEAD_BYTES: usize = 18;

/// A page of a walk, and what it proves.
#[derive(Debug)]
pub(super) struct WalkedPage {
    pub(super) calls: Vec<Call>,
    /// `(after, until]` that the page holds completely.
    pub(super) complete: Option<(Instant, Instant)>,
    /// More calls missed than this are not believed.
    pub(super) most_missed: u64,
    /// The whole ledger as it stood before this page.
    pub(super) coverage_before: Vec<Stretch>,
    /// The whole ledger as it stands with this page.
    pub(super) coverage: Vec<Stretch>,
    /// The time of this read.
    pub(super) now: Instant,
}

impl WalkedPage {
    /// Takes the page in, in one transaction.
    pub(super) fn commit(
        &self,
        cache: &Cache,
    ) -> Result<offhook_store::Committed, offhook_store::Error> {
        cache.commit_page(&PageToCommit {
            complete: self.complete,
            most_missed: self.most_missed,
            coverage: &self.coverage,
            ..PageToCommit::of(&self.calls, self.now)
        })
    }
}

/// The page as it stands in the file: a JSON array of this and, in an array, the calls' documents.
#[derive(Serialize, Deserialize)]
struct Proven {
    now_us: i64,
    complete_us: Option<(i64, i64)>,
    most_missed: u64,
    coverage_before_us: Vec<(i64, i64, i64)>,
    coverage_us: Vec<(i64, i64, i64)>,
}

/// The file of one profile. Whoever holds the profile's sync lock may use it.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: Option<File>,
    holds_a_page: bool,
}

impl Journal {
    pub(super) fn of(profile_dir: &Path) -> Self {
        Self { path: profile_dir.join(FILE), file: None, holds_a_page: false }
    }

    /// Takes in the page that a killed sync has left, if it left a whole one.
    ///
    /// A page that had been committed already is committed again, which changes nothing: nothing
    /// else is ever committed while the file holds a page. A cache with any other ledger is not the
    /// one that the page was meant for: somebody has moved that one away, and the page's ledger
    /// would promise calls that this one does not hold.
    pub(super) fn replay(&mut self, cache: &Cache) -> Result<(), Error> {
        let Ok(bytes) = fs::read(&self.path) else { return Ok(()) };
        // What is not whole was cut off by the kill itself: that page is fetched again.
        if let Some(page) = read(&bytes) {
            let coverage = cache.coverage()?;
            if coverage == page.coverage_before || coverage == page.coverage {
                match page.commit(cache) {
                    // It was not believed then either: the page is asked for again.
                    Ok(_) | Err(offhook_store::Error::TooManyMissed(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        self.holds_a_page = true;
        self.clear()
    }

    /// Keeps `page` until the next is written or the file is cleared.
    pub(super) fn write(&mut self, page: &WalkedPage) -> Result<(), Error> {
        let text = text_of(page);
        self.holds_a_page = true;
        self.with_file(|mut file| {
            // Over the last page instead of after cutting it off, which would cost more; the
            // checksum tells a page from the remains of two.
            file.seek(SeekFrom::Start(0))?;
            file.write_all(
                format!("{:08x} {:08x}\n", text.len(), crc32fast::hash(text.as_bytes())).as_bytes(),
            )?;
            file.write_all(text.as_bytes())
        })
    }

    /// Forgets the page: it is in the cache.
    pub(super) fn clear(&mut self) -> Result<(), Error> {
        if !self.holds_a_page {
            return Ok(());
        }
        self.holds_a_page = false;
        self.with_file(|file| file.set_len(0))
    }

    fn with_file(&mut self, work: impl FnOnce(&File) -> std::io::Result<()>) -> Result<(), Error> {
        let failed = |error: std::io::Error| Error::File {
            path: self.path.clone(),
            reason: error.to_string(),
        };
        if self.file.is_none() {
            self.file = Some(open_private(&self.path).map_err(failed)?);
        }
        self.file.as_ref().map_or(Ok(()), work).map_err(failed)
    }
}

fn open_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Documents are JSON by construction, so that they can be joined as they are.
fn text_of(page: &WalkedPage) -> String {
    let proven = Proven {
        now_us: page.now.as_us(),
        most_missed: page.most_missed,
        complete_us: page.complete.map(|(after, until)| (after.as_us(), until.as_us())),
        coverage_before_us: page.coverage_before.iter().map(as_numbers).collect(),
        coverage_us: page.coverage.iter().map(as_numbers).collect(),
    };
    let documents: usize = page.calls.iter().map(|call| call.document.len() + 1).sum();
    let mut text = String::with_capacity(documents + 256);
    text.push('[');
    text.push_str(&serde_json::to_string(&proven).unwrap_or_default());
    text.push_str(",[");
    for (place, call) in page.calls.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&call.document);
    }
    text.push_str("]]");
    text
}

fn as_numbers(stretch: &Stretch) -> (i64, i64, i64) {
    (stretch.after.as_us(), stretch.until.as_us(), stretch.verified_at.as_us())
}

/// The text behind its length and checksum; `None` when it is not all there.
fn whole_text(bytes: &[u8]) -> Option<&str> {
    let (head, rest) = bytes.split_at_checked(HEAD_BYTES)?;
    let (length, checksum) = str::from_utf8(head).ok()?.trim_end().split_once(' ')?;
    let text = rest.get(..usize::from_str_radix(length, 16).ok()?)?;
    let checksum = u32::from_str_radix(checksum, 16).ok()?;
    (crc32fast::hash(text) == checksum).then(|| str::from_utf8(text).ok())?
}

fn read(bytes: &[u8]) -> Option<WalkedPage> {
    let (proven, calls): (Proven, Vec<&RawValue>) =
        serde_json::from_str(whole_text(bytes)?).ok()?;
    let stretch = |(after, until, verified_at): (i64, i64, i64)| Stretch {
        after: Instant::from_us(after),
        until: Instant::from_us(until),
        verified_at: Instant::from_us(verified_at),
    };
    let complete = |(after, until): (i64, i64)| (Instant::from_us(after), Instant::from_us(until));
    let calls = calls.iter().map(|call| Call::read(call.get()).ok());
    Some(WalkedPage {
        calls: calls.collect::<Option<_>>()?,
        complete: proven.complete_us.map(complete),
        most_missed: proven.most_missed,
        coverage_before: proven.coverage_before_us.into_iter().map(stretch).collect(),
        coverage: proven.coverage_us.into_iter().map(stretch).collect(),
        now: Instant::from_us(proven.now_us),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> WalkedPage {
        let row = r#"{"id":"a","created_at":"2026-01-01T00:00:00Z","note":{ "x":
            [1, 2.50] }}"#;
        let (after, until) = (Instant::MIN, Instant::from_us(2_000_000_000_000_000));
        WalkedPage {
            calls: vec![Call::read(row).unwrap()],
            complete: Some((after, until)),
            most_missed: u64::MAX,
            coverage_before: Vec::new(),
            coverage: vec![Stretch { after, until, verified_at: Instant::from_us(7) }],
            now: Instant::from_us(7),
        }
    }

    fn cache_in(dir: &Path) -> Cache {
        Cache::open(&dir.join("cache.db")).unwrap()
    }

    #[test]
    fn a_page_left_by_a_killed_sync_is_taken_in_once_and_twice_alike() {
        let dir = tempfile::tempdir().unwrap();
        let cache = cache_in(dir.path());
        for _ in 0..2 {
            Journal::of(dir.path()).write(&page()).unwrap();
            Journal::of(dir.path()).replay(&cache).unwrap();
            let found = cache.call("a").unwrap().unwrap();
            assert_eq!(found.document, page().calls[0].document);
            assert_eq!(cache.coverage().unwrap(), page().coverage);
        }
        assert_eq!(fs::metadata(dir.path().join(FILE)).unwrap().len(), 0);
    }

    #[test]
    fn a_page_of_a_cache_that_was_moved_away_is_not_taken_in_by_the_next_one() {
        let dir = tempfile::tempdir().unwrap();
        let mut walked = page();
        walked.coverage_before.clone_from(&walked.coverage);
        walked.coverage_before[0].after = Instant::from_us(1);
        Journal::of(dir.path()).write(&walked).unwrap();
        let fresh = cache_in(dir.path());
        Journal::of(dir.path()).replay(&fresh).unwrap();
        assert!(fresh.call("a").unwrap().is_none());
        assert!(fresh.coverage().unwrap().is_empty(), "nothing older was ever read into it");
        assert_eq!(fs::metadata(dir.path().join(FILE)).unwrap().len(), 0);
    }

    #[test]
    fn a_page_that_was_cut_off_or_cleared_is_not_taken_in() {
        let dir = tempfile::tempdir().unwrap();
        let cache = cache_in(dir.path());
        let mut journal = Journal::of(dir.path());
        journal.write(&page()).unwrap();
        let whole = fs::read(dir.path().join(FILE)).unwrap();
        let mut torn = whole.clone();
        torn[HEAD_BYTES + 30] ^= 1;
        let cut = |length: usize| whole[..length].to_vec();
        for left in [cut(0), cut(1), cut(whole.len() / 2), cut(whole.len() - 1), torn] {
            fs::write(dir.path().join(FILE), &left).unwrap();
            Journal::of(dir.path()).replay(&cache).unwrap();
            assert!(cache.call("a").unwrap().is_none(), "{left:?}");
        }
        journal.write(&page()).unwrap();
        journal.clear().unwrap();
        Journal::of(dir.path()).replay(&cache).unwrap();
        assert!(cache.call("a").unwrap().is_none());
    }
}
