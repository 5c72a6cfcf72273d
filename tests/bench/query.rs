//! What a question costs at a million calls: any filter, any page, facets, search; beside the same
//! answers by plain SQL over the same rows with good indexes. The answers must be equal.
//! Run it with `cargo xtask bench query [--calls N]`.
//!
//! The tables are GitHub-flavoured Markdown, so that they can be copied into ARCHITECTURE.md.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to its terminal, and one that cannot go on stops"
)]

mod filled;
mod questions;
mod sql;
mod table;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, Utc};
use offhook_engine::{Home, Profile, ProfileName, QueryOptions};
use offhook_model::{Language, RawFilter, ZoneCalendar};
use serde_json::Value;

use crate::questions::{Questions, typed};
use crate::sql::Sql;
use crate::table::{Table, grouped};

const USAGE: &str = "Usage: cargo xtask bench query [--calls N]";
/// The size that the targets are stated for.
const DEFAULT_CALLS: usize = 1_000_000;
const FILTERS: usize = 500;
/// The word that makes this program open a profile once, for measuring a start.
const OPEN: &str = "open-once";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [OPEN, dir] => {
            let began = Instant::now();
            let total = first_page(Path::new(dir));
            println!("{} {total}", began.elapsed().as_micros());
        }
        ["--bench"] => measure(DEFAULT_CALLS),
        ["--bench", "--calls", calls] | ["--calls", calls, "--bench"] => {
            measure(calls.parse().expect("a number of calls"));
        }
        _ => println!("{USAGE}"),
    }
    ExitCode::SUCCESS
}

fn open(dir: &Path) -> Profile {
    let home = Home::resolve(Some(dir.to_owned())).expect("a home");
    Profile::open(&home, &ProfileName::default()).expect("a profile")
}

fn first_page(dir: &Path) -> u64 {
    open(dir).list_calls(&RawFilter::default()).expect("a page").total
}

fn measure(calls: usize) {
    let dir = filled::filled(calls);
    let profile = open(&dir);
    let began = Instant::now();
    while !profile.index_texts().expect("texts are taken in") {}
    eprintln!("texts taken in after {:.1} s", began.elapsed().as_secs_f64());
    let sql = Sql::of(&filled::cache_file(&dir));
    let mut table = Table::new(&[
        "measure",
        "p50, ms",
        "p99, ms",
        "max, ms",
        "target p99",
        "plain SQL p50, ms",
        "p99, ms",
        "ratio of p99",
    ]);

    let mut questions = Questions::of(&sql);
    let filters: Vec<Value> = (0..FILTERS).map(|_| questions.filter()).collect();
    // Once for the disk: what is measured is what a person meets all day.
    filters.iter().for_each(|body| drop(list(&profile, body)));
    let ours = filters.iter().map(|body| list(&profile, body)).collect::<Vec<_>>();
    let theirs = filters.iter().map(|body| sql.page(body)).collect::<Vec<_>>();
    for ((body, (_, ours)), (_, theirs)) in filters.iter().zip(&ours).zip(&theirs) {
        assert_eq!(ours, theirs, "{body}");
    }
    row(
        &mut table,
        "any filter, sort and offset: page + total",
        "5",
        &times(&ours),
        &times(&theirs),
    );

    let whole: Vec<Duration> = filters.iter().map(|body| whole(&profile, body)).collect();
    let facets: Vec<Duration> = filters.iter().take(60).map(|body| sql.facets(body)).collect();
    row(&mut table, "the same with all facets and the histogram", "16", &whole, &facets);

    let searches: Vec<Value> = typed();
    let ours = searches.iter().map(|body| list(&profile, body)).collect::<Vec<_>>();
    let theirs = searches.iter().map(|body| sql.page(body)).collect::<Vec<_>>();
    for ((body, (_, ours)), (_, theirs)) in searches.iter().zip(&ours).zip(&theirs) {
        assert_eq!(ours.0, theirs.0, "{body}");
    }
    row(&mut table, "search while typing: page + total", "25", &times(&ours), &times(&theirs));
    drop(profile);

    let opened: Vec<Duration> = (0..5).map(|_| opened(&dir)).collect();
    row(&mut table, "opening until the first page", "500", &opened, &[]);
    table.print(&format!("Questions; {} calls", grouped(calls as u64)));
    let bytes = open(&dir).timeline_bytes().expect("a timeline");
    println!(
        "\nThe timeline holds {:.1} bytes a call (target: at most 40).",
        bytes as f64 / calls as f64
    );
}

/// How long one list took, and its total with the ids of its page.
fn list(profile: &Profile, body: &Value) -> (Duration, (u64, Vec<String>)) {
    let raw = RawFilter::from_body(body.clone()).expect("a body");
    let began = Instant::now();
    let page = profile.list_calls(&raw).expect("a page");
    let took = began.elapsed();
    let id = |call: &serde_json::value::RawValue| {
        let call: Value = serde_json::from_str(call.get()).expect("JSON");
        call["id"].as_str().expect("an id").to_owned()
    };
    (took, (page.total, page.calls.iter().map(|call| id(call)).collect()))
}

fn whole(profile: &Profile, body: &Value) -> Duration {
    let raw = RawFilter::from_body(body.clone()).expect("a body");
    let today = NaiveDate::from_ymd_opt(2026, 3, 4).expect("a day");
    let options = QueryOptions {
        facets: true,
        histogram: true,
        calendar: &ZoneCalendar::new(Utc, today),
        language: Language::English,
    };
    let began = Instant::now();
    let answer = profile.query(&raw, options).expect("an answer");
    let took = began.elapsed();
    assert!(answer.facets.is_some() && answer.histogram.is_some());
    took
}

/// A start in a process of its own, measured inside it.
fn opened(dir: &Path) -> Duration {
    let this_program = std::env::current_exe().expect("a program knows its own file");
    let output = Command::new(this_program).arg(OPEN).arg(dir).output().expect("it starts");
    let text = String::from_utf8(output.stdout).expect("text");
    let us = text.split(' ').next().and_then(|us| us.parse().ok()).expect("microseconds");
    Duration::from_micros(us)
}

fn times<T>(measured: &[(Duration, T)]) -> Vec<Duration> {
    measured.iter().map(|(took, _)| *took).collect()
}

fn row(table: &mut Table, what: &str, target: &str, ours: &[Duration], theirs: &[Duration]) {
    let ratio = if theirs.is_empty() {
        "–".to_owned()
    } else {
        format!("{:.3}", at(ours, 0.99) / at(theirs, 0.99))
    };
    let ms = |times: &[Duration], share: f64| {
        if times.is_empty() { "–".to_owned() } else { format!("{:.2}", at(times, share)) }
    };
    table.row([
        what.to_owned(),
        ms(ours, 0.5),
        ms(ours, 0.99),
        ms(ours, 1.0),
        format!("≤ {target}"),
        ms(theirs, 0.5),
        ms(theirs, 0.99),
        ratio,
    ]);
}

/// Milliseconds at this share of the sorted times.
fn at(times: &[Duration], share: f64) -> f64 {
    let mut times: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    let place = ((times.len() - 1) as f64 * share).round() as usize;
    times[place]
}
