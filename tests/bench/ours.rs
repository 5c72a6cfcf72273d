//! What our own engine takes, in this process, and what it answers.

use std::array;
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use offhook_engine::{BucketUnit, Home, Profile, ProfileName, QueryAnswer, QueryOptions};
use offhook_model::words::Reading;
use offhook_model::{self as model, Language, RawFilter};
use offhook_store::Cache;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::answers::{Counts, Page};
use crate::filled::cache_file;
use crate::sql::{REVIEWED, STARRED, Sql, TAGGED};
use crate::statements::calendar;
use crate::times::Times;

/// The word that makes this program open a profile once, for measuring a start.
pub(crate) const OPEN: &str = "open-once";
const STARTS: usize = 7;
/// Questions of one account before the next one's turn: enough for the processor's own caches.
const AT_A_TIME: usize = 50;

/// A filled profile and what is asked of it.
pub(crate) struct Account {
    pub(crate) dir: PathBuf,
    pub(crate) sql: Sql,
    pub(crate) filters: Vec<Value>,
    pub(crate) searches: Vec<Value>,
}

/// One line of the table.
pub(crate) struct Measured {
    pub(crate) what: &'static str,
    pub(crate) target: &'static str,
    pub(crate) times: Times,
}

/// The counts of one answer.
pub(crate) struct Counted {
    pub(crate) counts: Counts,
    pub(crate) unit: Option<BucketUnit>,
}

/// Everything measured, with the answers in the order of the questions.
pub(crate) struct Ours {
    pub(crate) filters: Measured,
    pub(crate) whole: Measured,
    pub(crate) searches: Measured,
    pub(crate) opened: Measured,
    pub(crate) opened_without_index: Measured,
    pub(crate) timeline_bytes: usize,
    pub(crate) pages: Vec<Page>,
    pub(crate) counts: Vec<Counted>,
    pub(crate) found: Vec<Page>,
}

impl Ours {
    /// What must grow no faster than the number of calls.
    pub(crate) fn steady(&self) -> [&Measured; 5] {
        let Self { filters, whole, searches, opened, opened_without_index, .. } = self;
        [filters, whole, searches, opened, opened_without_index]
    }

    pub(crate) fn measure(account: &Account) -> Self {
        let [ours] = Self::measure_in_turn([account]);
        ours
    }

    /// Several accounts in turn, so that a busy moment of the machine meets all.
    pub(crate) fn measure_in_turn<const N: usize>(accounts: [&Account; N]) -> [Self; N] {
        let timeline_bytes = accounts.map(prepared);
        let profiles = accounts.map(|account| open(&account.dir));
        profiles.iter().for_each(|profile| _ = first_page(profile));
        let filters = accounts.map(|account| account.filters.as_slice());
        let searches = accounts.map(|account| account.searches.as_slice());
        let mut lists = in_turn(&profiles, filters, list);
        let mut wholes = in_turn(&profiles, filters, whole);
        let mut founds = in_turn(&profiles, searches, search);
        drop(profiles);
        let dirs = accounts.map(|account| account.dir.as_path());
        let mut opened = starts(dirs, start);
        let mut opened_without_index = starts(dirs, start_without_index);
        array::from_fn(|place| {
            let (filters_took, pages) = mem::take(&mut lists[place]);
            let (whole_took, counts) = mem::take(&mut wholes[place]);
            let (searches_took, found) = mem::take(&mut founds[place]);
            let opened = mem::take(&mut opened[place]);
            let without_index = mem::take(&mut opened_without_index[place]);
            let measured = |what, target, times| Measured { what, target, times };
            Self {
                filters: measured("any filter, sort and offset: page, total", "≤ 5", filters_took),
                whole: measured("the same with all facets and the histogram", "≤ 16", whole_took),
                searches: measured("search while typing: page, total", "≤ 25", searches_took),
                opened: measured("a start until the first page", "≤ 500", opened),
                opened_without_index: measured("a start without index.db", "–", without_index),
                timeline_bytes: timeline_bytes[place],
                pages,
                counts,
                found,
            }
        })
    }
}

/// Asks every profile its own questions, some at a time.
fn in_turn<T, const N: usize>(
    profiles: &[Profile; N],
    questions: [&[Value]; N],
    ask: impl Fn(&Profile, &Value) -> (Duration, T),
) -> [(Times, Vec<T>); N] {
    let mut taken = array::from_fn(|_| (Times::default(), Vec::new()));
    let most = questions.iter().map(|questions| questions.len()).max().unwrap_or(0);
    for first in (0..most).step_by(AT_A_TIME) {
        for ((profile, questions), (times, answers)) in
            profiles.iter().zip(questions).zip(&mut taken)
        {
            for body in questions.iter().skip(first).take(AT_A_TIME) {
                let (took, answer) = ask(profile, body);
                times.extend([took]);
                answers.push(answer);
            }
        }
    }
    taken
}

/// Makes an account's profile ready and fills the disk's cache, by a handle of its own: what that
/// remembers helps nobody. Gives the memory of its timeline.
fn prepared(account: &Account) -> usize {
    prepare(&account.dir, &account.sql);
    let warming = open(&account.dir);
    let questions = account.filters.iter().chain(&account.searches);
    questions.for_each(|body| drop(list(&warming, body)));
    warming.timeline_bytes().expect("a timeline")
}

/// Whatever a first sync and its evening leave behind, once for a filled profile: the index by id,
/// marks, texts taken in, the timeline saved.
fn prepare(dir: &Path, sql: &Sql) {
    let cache = Cache::open(&cache_file(dir)).expect("the cache opens");
    cache.index_by_id().expect("the cache can be written");
    drop(cache);
    let profile = open(dir);
    if profile.tags().expect("tags").is_empty() {
        let now = model::Instant::from_us(1_772_000_000_000_000);
        profile.set_starred(&sql.ids_where(STARRED), true, now).expect("stars");
        profile.set_reviewed(&sql.ids_where(REVIEWED), true, now).expect("marks");
        for (tag, which) in TAGGED {
            profile.add_tag(&sql.ids_where(which), tag, now).expect("a tag");
        }
    }
    let began = Instant::now();
    while !profile.index_texts().expect("texts are taken in") {}
    first_page(&profile);
    eprintln!("texts taken in after {:.1} s", began.elapsed().as_secs_f64());
}

fn open(dir: &Path) -> Profile {
    let home = Home::resolve(Some(dir.to_owned())).expect("a home");
    Profile::open(&home, &ProfileName::default()).expect("a profile")
}

fn first_page(profile: &Profile) -> u64 {
    profile.list_calls(&RawFilter::default()).expect("a page").total
}

fn raw(body: &Value) -> RawFilter {
    RawFilter::from_body(body.clone()).expect("a body")
}

/// One list as `serve` and the command line have it.
fn list(profile: &Profile, body: &Value) -> (Duration, Page) {
    let raw = raw(body);
    let began = Instant::now();
    let list = profile.list_calls(&raw).expect("a page");
    (began.elapsed(), page(list.total, &list.calls))
}

/// One key typed in the window: with the terms and their highlights.
fn search(profile: &Profile, body: &Value) -> (Duration, Page) {
    let (took, answer) = query(profile, body, false);
    assert!(answer.ready, "all texts are searched");
    (took, page(answer.total, &answer.calls))
}

/// Everything that the window shows of a filter.
fn whole(profile: &Profile, body: &Value) -> (Duration, Counted) {
    let (took, answer) = query(profile, body, true);
    let mut counts = Counts::new();
    for facet in answer.facets.expect("facets") {
        counts.extend(
            facet.values.into_iter().map(|value| ((facet.field, value.value), value.count)),
        );
    }
    let unit = answer.histogram.as_ref().map(|histogram| histogram.unit);
    if let Some(histogram) = answer.histogram {
        for (start, count) in histogram.starts.iter().zip(histogram.counts) {
            let start = model::Instant::parse(start).expect("an instant");
            counts.insert(("time", start.as_us().to_string()), count);
        }
    }
    counts.retain(|_, count| *count > 0);
    (took, Counted { counts, unit })
}

fn query(profile: &Profile, body: &Value, all: bool) -> (Duration, QueryAnswer) {
    let options = QueryOptions {
        facets: all,
        histogram: all,
        calendar: &calendar(),
        language: Language::English,
        reading: Reading::default(),
    };
    let raw = raw(body);
    let began = Instant::now();
    let answer = profile.query(&raw, options).expect("an answer");
    (began.elapsed(), answer)
}

fn page(total: u64, calls: &[Box<RawValue>]) -> Page {
    let id = |call: &RawValue| {
        let call: Value = serde_json::from_str(call.get()).expect("JSON");
        call["id"].as_str().expect("an id").to_owned()
    };
    Page { total, ids: calls.iter().map(|call| id(call)).collect() }
}

/// Opens the profile, reads its first page and prints the microseconds.
pub(crate) fn open_once(dir: &Path) {
    let began = Instant::now();
    first_page(&open(dir));
    println!("{}", began.elapsed().as_micros());
}

fn starts<const N: usize>(dirs: [&Path; N], start: impl Fn(&Path) -> Duration) -> [Times; N] {
    let mut times = array::from_fn(|_| Times::default());
    for _ in 0..STARTS {
        for (dir, times) in dirs.iter().zip(&mut times) {
            times.extend([start(dir)]);
        }
    }
    times
}

/// A start in a process of its own, measured inside it.
fn start(dir: &Path) -> Duration {
    let this_program = std::env::current_exe().expect("a program knows its own file");
    let output = Command::new(this_program).arg(OPEN).arg(dir).output().expect("it starts");
    let text = String::from_utf8(output.stdout).expect("text");
    Duration::from_micros(text.trim().parse().expect("microseconds"))
}

/// A start that finds no index, which is put back afterwards.
fn start_without_index(dir: &Path) -> Duration {
    let index = cache_file(dir).with_file_name("index.db");
    let aside = index.with_extension("aside");
    fs::rename(&index, &aside).expect("the index can be set aside");
    let took = start(dir);
    for ending in ["db", "db-wal", "db-shm"] {
        let _ = fs::remove_file(index.with_extension(ending));
    }
    fs::rename(&aside, &index).expect("the index can be put back");
    took
}
