//! The pages of a walk that are on their way into the cache while the next one is being fetched.
//!
//! A walk asks for the next page before the last ones are in the cache. Were the process killed just
//! then, all of them would have to be fetched again; so a page is written here first, which costs
//! one write and no more, and the next sync takes it in before it asks for anything.
//!
//! Two files take turns, so that neither grows: one holds the pages that are being committed, the
//! other those that came since.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use offhook_model::{Call, Instant, Stretch};
use offhook_store::{Cache, Committed, Error as StoreError, PageToCommit};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Error;

pub(crate) const FILES: [&str; 2] = ["sync.page", "sync.page.2"];
/// Length and checksum in hexadecimal, with a space and a line end.
const HEAD_BYTES: usize = 18;

/// A page of a walk, and what it proves.
#[derive(Debug)]
pub(super) struct WalkedPage {
    pub(super) calls: Vec<Call>,
    /// `(after, until]` that the page holds completely.
    pub(super) complete: Option<(Instant, Instant)>,
    /// The whole ledger as it stood before this page.
    pub(super) coverage_before: Vec<Stretch>,
    /// The whole ledger as it stands with this page.
    pub(super) coverage: Vec<Stretch>,
    /// The time of this read.
    pub(super) now: Instant,
}

impl WalkedPage {
    /// The page with everything it proves; more calls missed than `most_missed` are not believed.
    pub(super) fn to_commit(&self, most_missed: u64) -> PageToCommit<'_> {
        PageToCommit {
            complete: self.complete,
            most_missed,
            coverage: &self.coverage,
            ..PageToCommit::of(&self.calls, self.now)
        }
    }

    /// Bytes of its documents.
    pub(super) fn bytes(&self) -> usize {
        self.calls.iter().map(|call| call.document.len()).sum()
    }
}

/// One page after the other, up to the first that is not believed or cannot be written: what each
/// changed, and why that one is not in the cache.
pub(super) fn commit_each(
    cache: &Cache,
    pages: &[WalkedPage],
    most_missed: u64,
) -> (Vec<Committed>, Option<StoreError>) {
    let mut committed = Vec::new();
    let mut missed = 0;
    for page in pages {
        match cache.commit_page(&page.to_commit(most_missed.saturating_sub(missed))) {
            Ok(changed) => {
                missed += changed.missed;
                committed.push(changed);
            }
            Err(problem) => return (committed, Some(problem)),
        }
    }
    (committed, None)
}

/// The page as it stands in the file: a JSON array of this and, in an array, the calls' documents.
#[derive(Serialize, Deserialize)]
struct Proven {
    now_us: i64,
    complete_us: Option<(i64, i64)>,
    coverage_before_us: Vec<(i64, i64, i64)>,
    coverage_us: Vec<(i64, i64, i64)>,
}

/// The files of one profile. Whoever holds the profile's sync lock may use them.
#[derive(Debug)]
pub(super) struct Journal {
    files: [JournalFile; 2],
    /// Which of them pages are written to.
    current: usize,
}

impl Journal {
    pub(super) fn of(profile_dir: &Path) -> Self {
        Self { files: FILES.map(|name| JournalFile::at(profile_dir.join(name))), current: 0 }
    }

    /// Takes in the pages that a killed sync has left, as far as they are whole.
    ///
    /// Each follows the ledger that it names, which puts them in their order and passes over those
    /// that had been committed already. A cache with any other ledger is not the one that they were
    /// meant for: somebody has moved that one away, and a page's ledger would promise calls that
    /// this one does not hold.
    /// More calls missed than `most_missed`, by all of them together, are not believed.
    pub(super) fn replay(
        &mut self,
        cache: &Cache,
        most_missed: impl FnOnce() -> Result<u64, Error>,
    ) -> Result<(), Error> {
        let mut left: Vec<_> = self.files.iter_mut().flat_map(JournalFile::read).collect();
        if !left.is_empty() {
            let pages = following(cache.coverage()?, &mut left);
            match commit_each(cache, &pages, most_missed()?).1 {
                // What is not believed is asked for again, and what followed.
                None | Some(StoreError::TooManyMissed(_)) => {}
                Some(problem) => return Err(problem.into()),
            }
        }
        self.clear()
    }

    /// Keeps `page` until the files are cleared, or have taken turns twice.
    pub(super) fn write(&mut self, page: &WalkedPage) -> Result<(), Error> {
        self.files[self.current].append(page)
    }

    /// What was written since the last turn is being committed, and all before it is in the cache:
    /// the next page begins the other file anew.
    pub(super) fn turn(&mut self) {
        self.current = (self.current + 1) % self.files.len();
        self.files[self.current].length = 0;
    }

    /// Forgets all pages: they are in the cache.
    pub(super) fn clear(&mut self) -> Result<(), Error> {
        self.files.iter_mut().try_for_each(JournalFile::clear)
    }
}

/// Takes out the pages that lead on from this ledger, in their order.
fn following(mut coverage: Vec<Stretch>, left: &mut Vec<WalkedPage>) -> Vec<WalkedPage> {
    let mut pages = Vec::new();
    while let Some(at) = left.iter().position(|page| page.coverage_before == coverage) {
        let page = left.swap_remove(at);
        coverage.clone_from(&page.coverage);
        pages.push(page);
    }
    pages
}

/// Some pages, one behind the other, and behind them what is left of older ones.
#[derive(Debug)]
struct JournalFile {
    path: PathBuf,
    file: Option<File>,
    /// Bytes of the pages that count.
    length: u64,
    may_hold_pages: bool,
}

impl JournalFile {
    const fn at(path: PathBuf) -> Self {
        Self { path, file: None, length: 0, may_hold_pages: false }
    }

    /// The pages, up to the first that is not whole: the kill itself has cut that one off, and it
    /// is fetched again.
    fn read(&mut self) -> Vec<WalkedPage> {
        let Ok(bytes) = fs::read(&self.path) else { return Vec::new() };
        self.may_hold_pages = true;
        let mut left = bytes.as_slice();
        let mut pages = Vec::new();
        while let Some((text, rest)) = next_text(left) {
            pages.extend(read(text));
            left = rest;
        }
        pages
    }

    fn append(&mut self, page: &WalkedPage) -> Result<(), Error> {
        let text = text_of(page);
        let length = self.length;
        self.may_hold_pages = true;
        self.with_file(|mut file| {
            // Over older pages instead of after cutting them off, which would cost more.
            file.seek(SeekFrom::Start(length))?;
            file.write_all(text.as_bytes())
        })?;
        self.length += text.len() as u64;
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Error> {
        if !self.may_hold_pages {
            return Ok(());
        }
        (self.may_hold_pages, self.length) = (false, 0);
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

/// The page behind its length and checksum. Documents are JSON by construction, so that they can be
/// joined as they are.
fn text_of(page: &WalkedPage) -> String {
    let proven = Proven {
        now_us: page.now.as_us(),
        complete_us: page.complete.map(|(after, until)| (after.as_us(), until.as_us())),
        coverage_before_us: page.coverage_before.iter().map(as_numbers).collect(),
        coverage_us: page.coverage.iter().map(as_numbers).collect(),
    };
    let documents: usize = page.calls.iter().map(|call| call.document.len() + 1).sum();
    let mut text = String::with_capacity(documents + 512);
    text.push_str(&head_of(""));
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
    let head = head_of(&text[HEAD_BYTES..]);
    text.replace_range(..HEAD_BYTES, &head);
    text
}

fn head_of(text: &str) -> String {
    format!("{:08x} {:08x}\n", text.len(), crc32fast::hash(text.as_bytes()))
}

fn as_numbers(stretch: &Stretch) -> (i64, i64, i64) {
    (stretch.after.as_us(), stretch.until.as_us(), stretch.verified_at.as_us())
}

/// The first text, behind its length and checksum, and the rest; `None` when it is not all there.
fn next_text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (head, rest) = bytes.split_at_checked(HEAD_BYTES)?;
    let (length, checksum) = str::from_utf8(head).ok()?.trim_end().split_once(' ')?;
    let (text, rest) = rest.split_at_checked(usize::from_str_radix(length, 16).ok()?)?;
    let checksum = u32::from_str_radix(checksum, 16).ok()?;
    (crc32fast::hash(text) == checksum)
        .then(|| str::from_utf8(text).ok().map(|text| (text, rest)))?
}

fn read(text: &str) -> Option<WalkedPage> {
    let (proven, calls): (Proven, Vec<&RawValue>) = serde_json::from_str(text).ok()?;
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
        coverage_before: proven.coverage_before_us.into_iter().map(stretch).collect(),
        coverage: proven.coverage_us.into_iter().map(stretch).collect(),
        now: Instant::from_us(proven.now_us),
    })
}

#[cfg(test)]
mod tests;
