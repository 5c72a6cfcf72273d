//! Requests that each kind of sync spends, beside what it may spend.

use chrono::{DateTime, Duration as Span, Utc};
use offhook_demo_remote::DemoRemote;
use offhook_engine::{Client, SyncOptions};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::difference::id;
use crate::profile::{FreshProfile, client_of, quick};
use crate::table::{Table, grouped};

/// Syncs after a change, until the cache is the server's again.
const MOST_SYNCS: u32 = 3;

/// One account, synced again and again.
struct Bench {
    remote: DemoRemote,
    client: Client,
    profile: FreshProfile,
    table: Table,
    rng: ChaCha8Rng,
    newest: DateTime<Utc>,
}

/// Prints the table of requests.
pub(crate) fn measure(calls: usize) {
    let mut bench = Bench::start(calls);
    bench.quiet();
    for new in [1, 100, 250, 1_000] {
        bench.new_calls(new);
    }
    for scattered in [1, 5, 20] {
        bench.late_calls(scattered);
        bench.vanished_calls(scattered);
    }
    let title = format!("Requests of a sync; {} calls", grouped(calls as u64));
    bench.table.print(&title);
}

impl Bench {
    fn start(calls: usize) -> Self {
        let remote = DemoRemote::start(crate::settled(calls)).expect("the stand-in starts");
        let mut bench = Self {
            client: client_of(&remote),
            profile: FreshProfile::new(),
            table: Table::new(&[
                "sync",
                "requests",
                "target",
                "syncs",
                "missing / ghosts / stale afterwards",
            ]),
            rng: ChaCha8Rng::seed_from_u64(11),
            newest: crate::newest(),
            remote,
        };
        let most = 1.02 * calls as f64 / 100.0 + 5.0;
        bench.sync("first sync", most, quick());
        bench
    }

    fn quiet(&mut self) {
        self.sync("nothing new", 1.0, SyncOptions { sweep_requests: 0, ..quick() });
        self.sync("nothing new, and the sweep's share", 2.0, quick());
    }

    fn new_calls(&mut self, new: usize) {
        for _ in 0..new {
            self.newest += Span::seconds(20);
            self.remote.insert_made_up(1, self.newest);
        }
        let most = (new as f64 / 100.0).ceil() + 2.0;
        self.sync(&format!("{new} new calls"), most, quick());
    }

    fn late_calls(&mut self, scattered: usize) {
        for _ in 0..scattered {
            let ago = Span::seconds(self.rng.random_range(86_400..100 * 86_400));
            self.remote.insert_made_up(1, crate::newest() - ago);
        }
        self.scattered(scattered, "old calls that came late");
    }

    fn vanished_calls(&mut self, scattered: usize) {
        let calls = self.remote.calls();
        let gone: Vec<&str> = calls.sample(&mut self.rng, scattered).map(id).collect();
        self.remote.delete(&gone);
        self.scattered(scattered, "old calls that vanished");
    }

    fn scattered(&mut self, scattered: usize, what: &str) {
        let pages = self.remote.with(|ledger| ledger.len()) as f64 / 100.0;
        let most = scattered as f64 * pages.log2() * 2.0;
        self.sync(&format!("{scattered} {what}"), most, quick());
    }

    /// Syncs until the cache is the server's, at most so many times, and adds up the requests.
    fn sync(&mut self, what: &str, most: f64, options: SyncOptions) {
        let (mut requests, mut syncs) = (0, 0);
        let difference = loop {
            let report = self.profile.sync(&self.client, options);
            requests += report.requests;
            syncs += 1;
            let difference = self.profile.difference(&self.remote);
            if (report.complete && difference.is_none()) || syncs == MOST_SYNCS {
                break difference;
            }
        };
        let target = format!("{:.0}", most.floor());
        let row =
            [what.to_owned(), requests.to_string(), target, syncs.to_string(), difference.cell()];
        self.table.row(row);
    }
}
