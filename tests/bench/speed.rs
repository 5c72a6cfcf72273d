//! Wall time of a first sync beside a bare download of the same pages, and the memory it takes.

use std::time::{Duration, Instant};

use crate::command::{Ran, first_sync};
use crate::download::walk;
use crate::profile::{FreshProfile, quick};
use crate::stand_in::StandIn;
use crate::table::{Table, grouped};

/// Measured one after the other in each round, so that a busy moment of the machine meets all.
const ROUNDS: usize = 7;
const KIB_PER_MB: f64 = 1_000_000.0 / 1_024.0;

/// One round: the same pages three times.
struct Round {
    bare: Duration,
    engine: Duration,
    command: Ran,
}

impl Round {
    fn run(server: &StandIn, calls: usize) -> Self {
        let client = server.client();
        let started = Instant::now();
        let downloaded = walk(&client);
        let bare = started.elapsed();
        assert!(downloaded.rows >= calls as u64, "{} requests", downloaded.requests);
        // As long as the bare loop's: opening the profile counts, deleting it does not.
        let started = Instant::now();
        let profile = FreshProfile::new();
        let report = profile.sync(&server.client(), quick());
        let engine = started.elapsed();
        assert!(report.complete && report.local_total == calls as u64, "{report:?}");
        drop(profile);
        Self { bare, engine, command: first_sync(server) }
    }

    fn engine_ratio(&self) -> f64 {
        self.engine.as_secs_f64() / self.bare.as_secs_f64()
    }

    fn command_ratio(&self) -> f64 {
        self.command.elapsed.as_secs_f64() / self.bare.as_secs_f64()
    }
}

/// Prints the tables of time and of memory.
pub(crate) fn measure(calls: usize) {
    let rounds = time(calls);
    let small = calls / 5;
    let server = StandIn::start(small);
    let small_run = first_sync(&server);
    let mut table =
        Table::new(&["calls", "requests", "seconds", "peak resident memory, MB", "target"]);
    for (calls, ran) in [(small, &small_run), (calls, &rounds[0].command)] {
        table.row([
            grouped(calls as u64),
            ran.report["requests"].to_string(),
            seconds(ran.elapsed),
            ran.peak_kib.map_or("unknown".into(), |kib| format!("{:.1}", kib as f64 / KIB_PER_MB)),
            "< 100".into(),
        ]);
    }
    table.print("Memory of `offhook sync`, a first sync");
}

fn time(calls: usize) -> Vec<Round> {
    let server = StandIn::start(calls);
    Round::run(&server, calls);
    let rounds: Vec<Round> = (0..ROUNDS).map(|_| Round::run(&server, calls)).collect();
    let mut table = Table::new(&[
        "round",
        "bare loop, s",
        "sync in process, s",
        "ratio",
        "`offhook sync`, s",
        "ratio",
    ]);
    for (number, round) in rounds.iter().enumerate() {
        table.row([
            (number + 1).to_string(),
            seconds(round.bare),
            seconds(round.engine),
            format!("{:.2}", round.engine_ratio()),
            seconds(round.command.elapsed),
            format!("{:.2}", round.command_ratio()),
        ]);
    }
    let middle = |of: fn(&Round) -> f64| median(rounds.iter().map(of).collect());
    table.row([
        "median".into(),
        format!("{:.2}", middle(|round| round.bare.as_secs_f64())),
        format!("{:.2}", middle(|round| round.engine.as_secs_f64())),
        format!("{:.2}", middle(Round::engine_ratio)),
        format!("{:.2}", middle(|round| round.command.elapsed.as_secs_f64())),
        format!("{:.2}", middle(Round::command_ratio)),
    ]);
    let title = "Time of a first sync, no latency, not paced; target of the ratios: at most 1.25";
    table.print(&format!("{title}; {} calls", grouped(calls as u64)));
    rounds
}

fn seconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
