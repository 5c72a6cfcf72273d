//! What a question costs at a million calls: any filter, any page, facets, search, a start; beside
//! the same answers by plain SQL over the same rows with good indexes, and by Datasette where it
//! is installed. The answers must be equal.
//! Run it with `cargo xtask bench query [--calls N] [--growth|--alone]`.
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

mod answers;
mod datasette;
mod filled;
mod ours;
mod questions;
mod sql;
mod statements;
mod table;
mod times;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use serde_json::Value;

use crate::answers::{Database, counts, page};
use crate::datasette::Datasette;
use crate::ours::{Account, Measured, Ours};
use crate::questions::{Questions, typed};
use crate::sql::Sql;
use crate::table::{Table, grouped};
use crate::times::{Times, ratio};

const USAGE: &str = "Usage: cargo xtask bench query [--calls N] [--growth|--alone]";
/// The size that the targets are stated for.
const DEFAULT_CALLS: usize = 1_000_000;
/// How many times as many calls growth is measured at, and how many times the cost it may have.
const GROWTH: usize = 5;
const MOST_GROWTH: f64 = 5.5;
const FILTERS: usize = 500;
/// Questions named of each measure.
const SLOWEST: usize = 8;
/// Of them, how many the rivals are asked, without and with facets: they take up to seconds each.
const ASKED_OF_SQL: [usize; 2] = [100, 20];
const ASKED_OF_DATASETTE: [usize; 2] = [30, 6];

/// What to measure, from the command line.
struct Args {
    calls: usize,
    /// At five times as many calls as well, and nothing beside it.
    growth: bool,
    /// Without the others, which take minutes.
    alone: bool,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [ours::OPEN, dir] = words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ours::open_once(Path::new(dir));
        return ExitCode::SUCCESS;
    }
    // Cargo gives this word to a benchmark, and not when it runs one as a test.
    if !words.iter().any(|word| word == "--bench") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let Some(args) = read(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    if args.growth {
        print_growth(args.calls);
    } else {
        compare(args.calls, args.alone);
    }
    ExitCode::SUCCESS
}

fn read(words: &[String]) -> Option<Args> {
    let mut args = Args { calls: DEFAULT_CALLS, growth: false, alone: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--bench" => {}
            "--calls" => args.calls = words.next()?.parse().ok().filter(|calls| *calls >= 1_000)?,
            "--growth" => args.growth = true,
            "--alone" => args.alone = true,
            _ => return None,
        }
    }
    Some(args)
}

/// A filled profile with its questions.
fn account(dir: PathBuf, sql: Sql) -> Account {
    let mut questions = Questions::of(&sql);
    let filters = (0..FILTERS).map(|_| questions.filter()).collect();
    Account { dir, sql, filters, searches: typed() }
}

/// Ours at one size, and the rivals beside it.
fn compare(calls: usize, alone: bool) {
    let dir = filled::filled(calls);
    let sql = Sql::of(&filled::cache_file(&dir));
    let account = account(dir, sql);
    let ours = Ours::measure(&account);
    let Account { sql, filters, searches, .. } = &account;
    let mut by_sql = Theirs::default();
    let mut by_datasette = Theirs::default();
    if !alone {
        eprintln!("plain SQL …");
        by_sql = Theirs::measure(sql, filters, ASKED_OF_SQL, searches, &ours);
        match Datasette::serve(sql) {
            Some(datasette) => {
                eprintln!("Datasette …");
                by_datasette =
                    Theirs::measure(&datasette, filters, ASKED_OF_DATASETTE, searches, &ours);
            }
            None => eprintln!("Datasette is not installed and was left out"),
        }
    }

    let mut table = Table::new(&[
        "measure",
        "p50, ms",
        "p99, ms",
        "max, ms",
        "target",
        "SQL p50, ms",
        "p99, ms",
        "ratio of p99",
        "Datasette p50, ms",
        "p99, ms",
        "ratio of p99",
    ]);
    let nobody = Times::default();
    for (Measured { what, target, times }, sql, datasette) in [
        (&ours.filters, &by_sql.filters, &by_datasette.filters),
        (&ours.whole, &by_sql.whole, &by_datasette.whole),
        (&ours.searches, &by_sql.searches, &by_datasette.searches),
        (&ours.opened, &nobody, &nobody),
        (&ours.opened_without_index, &nobody, &nobody),
    ] {
        table.row([
            (*what).to_owned(),
            times.ms(0.5),
            times.ms(0.99),
            times.ms(1.0),
            (*target).to_owned(),
            sql.ms(0.5),
            sql.ms(0.99),
            ratio(times, sql),
            datasette.ms(0.5),
            datasette.ms(0.99),
            ratio(times, datasette),
        ]);
    }
    let title = format!("Questions; {} calls; warm, in one process", grouped(calls as u64));
    table.print(&title);
    print_slowest(&ours, filters, searches);
    let bytes = ours.timeline_bytes as f64 / calls as f64;
    println!("\nThe timeline holds {bytes:.1} bytes a call (target: at most 40).");
    if !alone {
        let [pages, whole] = ASKED_OF_SQL;
        println!(
            "SQL was asked for {pages} of the {FILTERS} filters, for the facets of {whole} and for \
             all {} search texts: every page, total and count was equal.",
            searches.len()
        );
    }
}

/// The questions that decide a p99, for whoever looks for what to make faster.
fn print_slowest(ours: &Ours, filters: &[Value], searches: &[Value]) {
    for (Measured { what, times, .. }, asked) in
        [(&ours.filters, filters), (&ours.whole, filters), (&ours.searches, searches)]
    {
        eprintln!("slowest of \"{what}\":");
        for (place, ms) in longest(times) {
            eprintln!("{ms:8.2} ms  {}", asked[place]);
        }
    }
}

/// The places of the slowest, slowest first, each with its milliseconds.
fn longest(times: &Times) -> Vec<(usize, f64)> {
    let ms = |time: &Duration| time.as_secs_f64() * 1e3;
    let mut places: Vec<(usize, f64)> = times.0.iter().map(ms).enumerate().collect();
    places.sort_by(|a, b| b.1.total_cmp(&a.1));
    places.truncate(SLOWEST);
    places
}

/// What another program took for the same questions.
#[derive(Default)]
struct Theirs {
    filters: Times,
    whole: Times,
    searches: Times,
}

impl Theirs {
    /// # Panics
    /// When an answer is not ours.
    fn measure(
        database: &impl Database,
        filters: &[Value],
        [pages, whole]: [usize; 2],
        searches: &[Value],
        ours: &Ours,
    ) -> Self {
        let mut theirs = Self::default();
        for (body, ours) in filters.iter().zip(&ours.pages).take(pages) {
            let (took, page) = page(database, body);
            assert_eq!(&page, ours, "the page of {body}");
            theirs.filters.extend([took]);
        }
        for (body, ours) in filters.iter().zip(&ours.counts).take(whole) {
            let (page_took, _) = page(database, body);
            let (took, counts) = counts(database, body, ours.unit);
            assert_eq!(counts, ours.counts, "the facets of {body}");
            theirs.whole.extend([page_took + took]);
        }
        for (body, ours) in searches.iter().zip(&ours.found) {
            let (took, page) = page(database, body);
            assert_eq!(&page, ours, "what is found by {body}");
            theirs.searches.extend([took]);
        }
        theirs
    }
}

/// Ours at two sizes.
fn print_growth(calls: usize) {
    let [few, many] = [calls, calls * GROWTH].map(|calls| {
        let dir = filled::filled(calls);
        let sql = Sql::without_copy(&filled::cache_file(&dir));
        account(dir, sql)
    });
    let [few, many] = Ours::measure_in_turn([&few, &many]);
    let [at_few, at_many] = [calls, calls * GROWTH].map(|calls| grouped(calls as u64));
    let mut table = Table::new(&[
        "measure",
        &format!("p99 at {at_few}, ms"),
        &format!("p99 at {at_many}, ms"),
        "growth",
        "target",
    ]);
    let target = format!("≤ {MOST_GROWTH}");
    for (few, many) in few.steady().into_iter().zip(many.steady()) {
        let (what, few, many) = (few.what.to_owned(), &few.times, &many.times);
        table.row([what, few.ms(0.99), many.ms(0.99), ratio(many, few), target.clone()]);
    }
    let [few, many] = [few, many].map(|ours| ours.timeline_bytes as f64 / 1e6);
    let mb = |bytes: f64| format!("{bytes:.1} MB");
    let what = "memory of the timeline".to_owned();
    table.row([what, mb(few), mb(many), format!("{:.2}", many / few), target]);
    table.print(&format!("Growth from {at_few} to {at_many} calls"));
}
