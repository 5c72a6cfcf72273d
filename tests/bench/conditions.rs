//! What a sync is left with under every condition that the contract allows, once the server has
//! fallen still; and what a plain offset loader is left with under one of them.

use chrono::Duration as Span;
use offhook_demo_remote::{Bounds, Config, DemoRemote, Fault, Ledger, Order, Stamps, Total};
use offhook_engine::{Client, SyncOptions, SyncReport};
use offhook_model::Code;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::difference::{Difference, id};
use crate::download::OffsetLoader;
use crate::profile::{FreshProfile, client_of, quick};
use crate::table::{Table, grouped};

/// Further syncs that what changes a count may take.
const FEW: usize = 3;
/// Old calls in the days before the newest, which changes may hit.
const DAYS: i64 = 115;

/// What happens to the calls at each request of the first sync.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Changes {
    arrive: bool,
    vanish: bool,
    /// Old calls appear late and values of old calls change: counts need not tell of it.
    rewrite: bool,
}

/// One row of the table.
struct Condition {
    name: &'static str,
    config: Config,
    changes: Changes,
    ties: usize,
    fault: Option<Fault>,
    most_syncs: usize,
}

/// Prints both tables.
pub(crate) fn measure(calls: usize) {
    let mut table = Table::new(&[
        "condition",
        "requests of the first sync",
        "it leaves missing / ghosts / stale",
        "further syncs",
        "their requests",
        "missing",
        "ghosts",
        "stale",
        "said complete",
        "questions asked",
    ]);
    for condition in conditions(calls) {
        condition.measure(&mut table);
    }
    let title = "What a sync is left with once the server has fallen still";
    table.print(&format!("{title}; {} calls", grouped(calls as u64)));
    plain_loader(calls);
}

fn conditions(calls: usize) -> Vec<Condition> {
    let plain = || Condition {
        name: "nothing special",
        config: crate::settled(calls),
        changes: Changes::default(),
        ties: 0,
        fault: None,
        most_syncs: FEW,
    };
    let read_as = |name, config| Condition { name, config, ..plain() };
    let changing = |name, changes| Condition { name, changes, ..plain() };
    let failing = |name, fault| Condition { name, fault: Some(fault), ..plain() };
    let server = || crate::settled(calls);
    let arrive = Changes { arrive: true, ..Changes::default() };
    let vanish = Changes { vanish: true, ..Changes::default() };
    // What no count tells of is found by the sweep, which reads each page once in so many syncs.
    let every_page = calls / 100 + 2 * FEW;
    let rewrite = Changes { arrive: true, vanish: true, rewrite: true };
    vec![
        plain(),
        changing("calls arrive while we page", arrive),
        changing("calls vanish while we page", vanish),
        changing("both", Changes { rewrite: false, ..rewrite }),
        Condition {
            most_syncs: every_page,
            ..changing("both, and old calls come late or are edited", rewrite)
        },
        Condition { name: "three ties of 250 calls", ties: 3, ..plain() },
        read_as("exclusive bounds", Config { bounds: Bounds::Exclusive, ..server() }),
        read_as("stamps in whole seconds", Config { stamps: Stamps::Seconds, ..server() }),
        read_as("oldest first", Config { order: Order::Ascending, ..server() }),
        read_as("no order at all", Config { order: Order::Random, ..server() }),
        read_as("no total", Config { total: Total::Missing, ..server() }),
        failing("every 10th request a 500", Fault::Status500),
        failing("every 10th connection dropped", Fault::DropConnection),
        failing("every 10th body broken off", Fault::DropMidBody),
    ]
}

impl Condition {
    fn measure(&self, table: &mut Table) {
        let remote = self.start();
        let client = client_of(&remote);
        let profile = FreshProfile::new();
        let mut person = Person::default();
        let mut last = person.sync(&profile, &client);
        let first_requests = last.requests;
        remote.between_requests(|_, _| {});
        remote.clear_faults();
        let left = profile.difference(&remote);
        let is_provable = self.config.total == Total::Right;
        let (mut difference, mut syncs, mut requests) = (left, 0, 0);
        while !(difference.is_none() && last.complete == is_provable) && syncs < self.most_syncs {
            last = person.sync(&profile, &client);
            syncs += 1;
            requests += last.requests;
            difference = profile.difference(&remote);
        }
        table.row([
            self.name.to_owned(),
            first_requests.to_string(),
            left.cell(),
            syncs.to_string(),
            requests.to_string(),
            difference.missing.to_string(),
            difference.ghosts.to_string(),
            difference.stale.to_string(),
            if last.complete { "yes" } else { "no" }.to_owned(),
            person.questions.to_string(),
        ]);
    }

    fn start(&self) -> DemoRemote {
        let remote = DemoRemote::start(self.config.clone()).expect("the stand-in starts");
        for tie in 1..=self.ties {
            let days = i64::try_from(tie * 20).expect("a few days");
            remote.insert_made_up(250, crate::newest() - Span::days(days));
        }
        if let Some(fault) = &self.fault {
            remote.fail_every(10, fault.clone());
        }
        change_while_read(&remote, self.changes);
        remote
    }
}

/// Who is asked whether so many calls may be removed, and answers yes in the next sync.
#[derive(Default)]
struct Person {
    questions: u32,
    accepts: bool,
}

impl Person {
    fn sync(&mut self, profile: &FreshProfile, client: &Client) -> SyncReport {
        let options = SyncOptions { accept_removals: self.accepts, ..quick() };
        self.accepts = false;
        match profile.try_sync(client, options) {
            Ok(report) => report,
            Err(failure) if failure.error.code() == Code::RemovalsRefused => {
                self.questions += 1;
                self.accepts = true;
                *failure.report
            }
            Err(failure) => panic!("{failure:?}"),
        }
    }
}

/// From now on the calls change at each request.
fn change_while_read(remote: &DemoRemote, changes: Changes) {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut ids: Vec<String> = remote.calls().iter().map(|call| id(call).to_owned()).collect();
    remote.between_requests(move |ledger, number| {
        if changes.arrive {
            let after = Span::seconds(i64::try_from(number).expect("a count"));
            ledger.insert_made_up(1, crate::newest() + after);
        }
        if changes.vanish {
            let gone = ids.swap_remove(rng.random_range(0..ids.len()));
            ledger.delete(&[gone]);
        }
        if changes.rewrite {
            rewrite(ledger, &ids, &mut rng);
        }
    });
}

fn rewrite(ledger: &mut Ledger, ids: &[String], rng: &mut ChaCha8Rng) {
    let ago = Span::seconds(rng.random_range(86_400..DAYS * 86_400));
    ledger.insert_made_up(1, crate::newest() - ago);
    ledger.update(&ids[rng.random_range(0..ids.len())], |fields| {
        fields.insert("call_summary".into(), "Corrected by hand.".into());
    });
}

/// The loader that keeps adding 100 to its offset, on the condition "both".
fn plain_loader(calls: usize) {
    let remote = DemoRemote::start(crate::settled(calls)).expect("the stand-in starts");
    let client = client_of(&remote);
    let mut loader = OffsetLoader::default();
    let mut table = Table::new(&["plain offset loader", "requests", "missing", "ghosts", "stale"]);
    change_while_read(&remote, Changes { arrive: true, vanish: true, rewrite: false });
    for (load, is_still) in [("first load", false), ("refresh of a still server", true)] {
        if is_still {
            remote.between_requests(|_, _| {});
        }
        let requests = loader.load(&client);
        let left = Difference::between(&loader.calls(), &remote.calls());
        table.row([
            load.to_owned(),
            requests.to_string(),
            left.missing.to_string(),
            left.ghosts.to_string(),
            left.stale.to_string(),
        ]);
    }
    table.print("For comparison, \"both\" with a plain offset loader");
}
