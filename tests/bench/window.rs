//! What the real window costs a person at a million calls: from a key or a click until the rows are
//! painted, from its start until they are, and what it takes of the machine while nothing happens.
//! Run it with `cargo xtask bench window [--calls N] [--rounds N]`.
//!
//! The table is GitHub-flavoured Markdown, so that it can be copied into ARCHITECTURE.md.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to its terminal, and one that cannot go on stops"
)]

mod bundle;
mod filled;
mod painted;
mod scanned;
mod start;
mod table;
mod times;
mod tree;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use offhook_engine::{Home, Profile, ProfileName, Settings};
use offhook_tests::driver::Drawing;
use offhook_tests::window::Window;
use tokio::time::sleep;

use crate::painted::Painted;
use crate::start::cold_starts;
use crate::table::{Table, grouped};
use crate::times::{Times, ratio};
use crate::tree::Tree;

const USAGE: &str = "Usage: cargo xtask bench window [--calls N] [--rounds N]";
/// The size that the targets are stated for.
const DEFAULT_CALLS: usize = 1_000_000;
/// How often every text is typed and every facet clicked.
const DEFAULT_ROUNDS: usize = 4;
/// After the last key, until the window has nothing left to do.
const SETTLES: Duration = Duration::from_secs(5);
const IDLE: Duration = Duration::from_secs(10);
const KIB_PER_MB: f64 = 1_000_000.0 / 1_024.0;

/// What to measure, from the command line.
struct Args {
    calls: usize,
    rounds: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // Cargo gives this word to a benchmark, and not when it runs one as a test.
    if !words.iter().any(|word| word == "--bench") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let Some(args) = read(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    measure(&args).await;
    ExitCode::SUCCESS
}

fn read(words: &[String]) -> Option<Args> {
    let mut args = Args { calls: DEFAULT_CALLS, rounds: DEFAULT_ROUNDS };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--bench" => {}
            "--calls" => args.calls = words.next()?.parse().ok().filter(|calls| *calls >= 1_000)?,
            "--rounds" => args.rounds = words.next()?.parse().ok().filter(|rounds| *rounds > 0)?,
            _ => return None,
        }
    }
    Some(args)
}

async fn measure(args: &Args) {
    let dir = filled::filled(args.calls);
    connect_to_nobody(&dir);
    let data_dir = dir.to_str().expect("a path in UTF-8");

    let starts = cold_starts(data_dir).await;
    let window = Window::open_drawing(&["--data-dir", data_dir], Drawing::AsAlways).await;
    window.wait_for_total(args.calls).await;
    let mut painted = Painted::watching(&window).await;
    let (mut keys, mut clicks) = (Vec::new(), Vec::new());
    for _ in 0..args.rounds {
        keys.extend(painted.keys().await);
        clicks.extend(painted.clicks().await);
    }
    let tree = Tree::of_the_window();
    sleep(SETTLES).await;
    let before = tree.cpu();
    sleep(IDLE).await;
    let idle = tree.cpu().since(&before);
    let memory = tree.memory();
    let scans = scanned::scans(&filled::cache_file(&dir), painted::TEXTS);

    let mut table = Table::new(&["measure", "times", "median", "p95", "most", "target"]);
    let mut row = |what: &str, times: &[Duration], target: &str| {
        let (many, times) = (times.len().to_string(), all_of(times));
        let [median, p95, most] = [0.5, 0.95, 1.0].map(|share| format!("{} ms", times.ms(share)));
        table.row([what.to_owned(), many, median, p95, most, target.to_owned()]);
    };
    let quick = "median ≤ 50 ms, p95 ≤ 100 ms";
    row("key in the search box until rows are painted", &keys, quick);
    row("click on a facet until rows are painted", &clicks, quick);
    row("start until rows are painted", &starts, "≤ 1.5 s");
    row("the rows alone, by SQL's `LIKE` over the cache", &scans, "–");
    table.print(&format!("The window; {} calls; a release build", grouped(args.calls as u64)));

    let mut table = Table::new(&["measure", "value", "target"]);
    let mut row = |what: &str, value: String, target: &str| {
        table.row([what.to_owned(), value, target.to_owned()]);
    };
    let seconds = IDLE.as_secs();
    row(&format!("CPU in {seconds} idle seconds, all processes"), ms(idle), "none");
    let mb = |kib: u64| format!("{:.0} MB", kib as f64 / KIB_PER_MB);
    row("resident memory, summed over its processes", mb(memory.resident_kib), "printed");
    row("the same, shared pages counted once", mb(memory.proportional_kib), "printed");
    let [at_start, all] =
        bundle::gzipped_bytes().map(|bytes| format!("{:.1} kB", bytes as f64 / 1e3));
    row("scripts and styles loaded at the start, gzipped", at_start, "–");
    row("all scripts and styles, gzipped", all, "≤ 200 kB");
    table.print("Beside it");
    println!(
        "\nThe slowest in a hundred of our keys, painting included, over that of `LIKE`: {}.",
        ratio(&all_of(&keys), &all_of(&scans))
    );
    println!(
        "A key reaches the page {} ms after the system's stamp on it (median); all times count \
         from that stamp.",
        painted.lag().ms(0.5)
    );
}

fn all_of(times: &[Duration]) -> Times {
    let mut all = Times::default();
    all.extend(times.iter().copied());
    all
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// An address, so that the window shows its list and not its welcome; it syncs only when asked.
fn connect_to_nobody(dir: &Path) {
    let home = Home::resolve(Some(dir.to_owned())).expect("a home");
    let profile = Profile::open(&home, &ProfileName::default()).expect("a profile");
    let settings = profile.settings().expect("settings");
    let endpoint = Some("http://127.0.0.1:9/functions/v1/list-calls".to_owned());
    let settings = Settings { endpoint, refresh_interval_min: 0, ..settings };
    profile.save_settings(&settings).expect("settings are saved");
}
