//! What our own engine takes, in this process, and what it answers.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use offhook_engine::{BucketUnit, Home, Profile, ProfileName, QueryAnswer, QueryOptions};
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

    pub(crate) fn measure(dir: &Path, sql: &Sql, filters: &[Value], searches: &[Value]) -> Self {
        prepare(dir, sql);
        // Once for the disk's cache, by a handle of its own: what it remembers helps nobody.
        let warming = open(dir);
        filters.iter().chain(searches).for_each(|body| drop(list(&warming, body)));
        let timeline_bytes = warming.timeline_bytes().expect("a timeline");
        drop(warming);

        let profile = open(dir);
        first_page(&profile);
        let (filters_took, pages) = filters.iter().map(|body| list(&profile, body)).unzip();
        let (whole_took, counts) = filters.iter().map(|body| whole(&profile, body)).unzip();
        let (searches_took, found) = searches.iter().map(|body| search(&profile, body)).unzip();
        drop(profile);
        let measured = |what, target, times| Measured { what, target, times };
        Self {
            filters: measured("any filter, sort and offset: page, total", "≤ 5", filters_took),
            whole: measured("the same with all facets and the histogram", "≤ 16", whole_took),
            searches: measured("search while typing: page, total", "≤ 25", searches_took),
            opened: measured("a start until the first page", "≤ 500", starts(dir)),
            opened_without_index: measured("a start without index.db", "–", without_index(dir)),
            timeline_bytes,
            pages,
            counts,
            found,
        }
    }
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

fn starts(dir: &Path) -> Times {
    let mut times = Times::default();
    times.extend((0..STARTS).map(|_| start(dir)));
    times
}

/// A start in a process of its own, measured inside it.
fn start(dir: &Path) -> Duration {
    let this_program = std::env::current_exe().expect("a program knows its own file");
    let output = Command::new(this_program).arg(OPEN).arg(dir).output().expect("it starts");
    let text = String::from_utf8(output.stdout).expect("text");
    Duration::from_micros(text.trim().parse().expect("microseconds"))
}

/// Starts that find no index; the index is put back afterwards.
fn without_index(dir: &Path) -> Times {
    let index = cache_file(dir).with_file_name("index.db");
    let aside = index.with_extension("aside");
    fs::rename(&index, &aside).expect("the index can be set aside");
    let mut times = Times::default();
    for _ in 0..STARTS {
        times.extend([start(dir)]);
        for ending in ["db", "db-wal", "db-shm"] {
            let _ = fs::remove_file(index.with_extension(ending));
        }
    }
    fs::rename(&aside, &index).expect("the index can be put back");
    times
}
