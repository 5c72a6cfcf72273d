//! The law of the sync: whatever a server does between two requests, once it falls still a bounded
//! number of further syncs leaves cache = server. Driven against a model server and a real SQLite
//! file, under every reading of the contract.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use offhook_model::{Call, Filter, Instant};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tokio_util::sync::CancellationToken;

use super::model_server::{Change, ModelServer, Order, Readings, Total};
use super::{SyncFailure, SyncOptions, SyncReport, SyncWarning};
use crate::{Clock, Error, Home, Profile, ProfileName, local_calendar};

const PAGE_LIMIT: u32 = 12;
const MINUTE_US: i64 = 60_000_000;

struct HeldClock(AtomicI64);

impl Clock for HeldClock {
    fn now(&self) -> Instant {
        Instant::from_us(self.0.load(Ordering::Relaxed))
    }
}

/// A profile in a directory of its own, a clock that only moves when told, and the model server.
struct Desk {
    _dir: tempfile::TempDir,
    profile: Profile,
    clock: HeldClock,
    server: ModelServer,
}

impl Desk {
    fn new(server: ModelServer) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().join("data"))).unwrap();
        let profile = Profile::open(&home, &ProfileName::default()).unwrap();
        // Long after every call, so that nothing counts as unsettled.
        let clock = HeldClock(AtomicI64::new(server.span_us + 1_000_000 * MINUTE_US));
        Self { _dir: dir, profile, clock, server }
    }

    fn sync(&self) -> SyncReport {
        self.sync_with(SyncOptions { accept_removals: true, ..options() })
    }

    fn sync_with(&self, options: SyncOptions) -> SyncReport {
        let report = self.try_sync(options).unwrap();
        let contradicts = |warning: &_| matches!(warning, SyncWarning::Contradictory(_));
        let runaway = report.warnings.iter().any(contradicts);
        assert!(!runaway, "ran away: {report:?}");
        report
    }

    fn try_sync(&self, options: SyncOptions) -> Result<SyncReport, SyncFailure> {
        self.clock.0.fetch_add(5 * MINUTE_US, Ordering::Relaxed);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let cancel = CancellationToken::new();
        let mut unobserved = |_: &_| {};
        let work = self.profile.sync(&self.server, options, &self.clock, &cancel, &mut unobserved);
        runtime.block_on(work)
    }

    fn cached(&self) -> BTreeMap<String, String> {
        let mut cached = BTreeMap::new();
        let rows = self.profile.rows_of(&Filter::everything(), &local_calendar()).unwrap();
        self.profile
            .cache
            .visit_rows(&rows, |_, document| {
                let call = Call::read(document).unwrap();
                assert!(cached.insert(call.id, call.document).is_none(), "listed twice");
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        cached
    }

    fn is_equal(&self) -> bool {
        self.cached() == self.server.truth()
    }

    /// The calls that differ, for the message of a failing test.
    fn differences(&self) -> Vec<(Option<String>, Option<String>)> {
        let (cached, truth) = (self.cached(), self.server.truth());
        let ids: std::collections::BTreeSet<_> = cached.keys().chain(truth.keys()).collect();
        ids.into_iter()
            .map(|id| (cached.get(id).cloned(), truth.get(id).cloned()))
            .filter(|(here, there)| here != there)
            .collect()
    }

    fn requests(&self) -> u32 {
        self.server.requests()
    }
}

fn options() -> SyncOptions {
    SyncOptions { page_limit: PAGE_LIMIT, ..SyncOptions::default() }
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        3 => Just(Change::InsertNew),
        2 => any::<u32>().prop_map(Change::InsertAt),
        2 => any::<u32>().prop_map(Change::Update),
        2 => any::<u32>().prop_map(Change::Delete),
    ];
    prop::collection::vec(change, 0..40)
}

fn readings() -> impl Strategy<Value = Readings> {
    let order = prop_oneof![
        4 => Just(Order::NewestFirst), 1 => Just(Order::OldestFirst), 1 => Just(Order::None)
    ];
    let total = prop_oneof![
        5 => Just(Total::Right), 1 => Just(Total::Missing), 1 => (-3_i64..4).prop_map(Total::Off)
    ];
    let precision = prop_oneof![
        Just((1, 1)),
        Just((1_000, 1_000)),
        Just((1_000_000, 1_000_000)),
        Just((1, 1_000))
    ];
    (order, any::<bool>(), precision, total).prop_map(
        |(order, inclusive, (stored_us, shown_us), total)| Readings {
            order,
            inclusive,
            stored_us,
            shown_us,
            total,
        },
    )
}

/// One run of the law: how the server reads the contract, what it holds, and what happens to it.
#[derive(Clone, Debug)]
struct Case {
    readings: Readings,
    calls: u32,
    span_us: i64,
    rounds: Vec<Vec<Change>>,
}

fn cases_of_all_kinds() -> impl Strategy<Value = Case> {
    // From everything within seconds (many ties) to a year.
    let spans = prop_oneof![Just(3_000_000_i64), Just(600_000_000), Just(31_536_000_000_000)];
    (readings(), 0_u32..300, spans, prop::collection::vec(changes(), 1..4))
        .prop_map(|(readings, calls, span_us, rounds)| Case { readings, calls, span_us, rounds })
}

fn assert_becomes_the_server(case: &Case) -> Result<(), TestCaseError> {
    let total = case.readings.total;
    let desk = Desk::new(ModelServer::new(case.readings, case.calls, case.span_us));
    for changes in &case.rounds {
        desk.server.plan_changes(changes);
        desk.sync();
    }
    desk.server.plan_changes(&[]);
    let rows = u32::try_from(desk.server.truth().len()).unwrap();
    let bound = 3 * (rows / PAGE_LIMIT) + 10;
    let mut syncs = 0;
    while !desk.is_equal() && syncs < bound {
        desk.sync();
        syncs += 1;
    }
    prop_assert!(desk.is_equal(), "after {} still syncs: {:?}", syncs, desk.differences());
    let last = desk.sync();
    prop_assert!(desk.is_equal(), "equality lasts");
    if total == Total::Right {
        prop_assert!(last.complete, "{:?}", last);
    }
    if !matches!(total, Total::Right | Total::Off(0)) && rows > 0 {
        prop_assert!(!last.complete, "completeness must not be claimed: {:?}", last);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        // A case that does not become equal takes a second: the first one found is better than none.
        max_shrink_time: 60_000,
        max_shrink_iters: 2_000,
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases())
    })]

    #[test]
    fn once_the_server_falls_still_the_cache_becomes_the_server(case in cases_of_all_kinds()) {
        assert_becomes_the_server(&case)?;
    }
}

/// More by hand: `PROPTEST_CASES=5000 cargo test -p offhook-engine`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(120)
}

const PLAIN: Readings = Readings {
    order: Order::NewestFirst,
    inclusive: true,
    stored_us: 1,
    shown_us: 1,
    total: Total::Right,
};
const YEAR_US: i64 = 31_536_000_000_000;

/// Servers on which calls once stayed missing or stale, or were wrongly said to be all there.
#[track_caller]
fn assert_law(readings: Readings, calls: u32, span_us: i64, rounds: &[&[Change]]) {
    let rounds = rounds.iter().map(|changes| changes.to_vec()).collect();
    let case = Case { readings, calls, span_us, rounds };
    assert_becomes_the_server(&case).unwrap_or_else(|failure| panic!("{failure}: {case:?}"));
}

#[test]
fn a_tie_is_counted_where_the_total_is_too_small_and_proves_nothing() {
    for total in [Total::Off(-1), Total::Off(-3), Total::Missing] {
        for calls in [50, 96, 131] {
            let seconds = Readings { stored_us: 1_000_000, shown_us: 1_000_000, total, ..PLAIN };
            assert_law(seconds, calls, 3_000_000, &[]);
            assert_law(Readings { inclusive: false, ..seconds }, calls, 3_000_000, &[]);
        }
    }
}

const OLDEST_FIRST: Readings = Readings { order: Order::OldestFirst, ..PLAIN };

#[test]
fn without_order_the_sweep_reads_a_window_that_it_found_too_large_for_a_page() {
    let seconds = Readings { stored_us: 1_000_000, shown_us: 1_000_000, ..OLDEST_FIRST };
    for edited in [3, 20, 40, 55] {
        assert_law(seconds, 60, 3_000_000, &[&[], &[Change::Update(edited)]]);
    }
}

#[test]
fn without_order_the_sweep_finds_a_new_call_that_a_wrong_total_hides() {
    for new in 1..=3_u8 {
        let readings = Readings { total: Total::Off(-i64::from(new)), ..OLDEST_FIRST };
        let arriving = vec![Change::InsertNew; new.into()];
        assert_law(readings, 100, 600_000_000, &[&[], &arriving]);
    }
}

#[test]
fn a_first_sync_stays_within_its_budget_and_a_quiet_refresh_is_one_request() {
    for calls in [0, 1, 100, 2_345, 5_000] {
        let desk = Desk::new(ModelServer::new(PLAIN, calls, YEAR_US));
        let whole = SyncOptions { page_limit: 100, sweep_requests: 0, ..SyncOptions::default() };
        let first = desk.sync_with(whole);
        assert!(first.complete && desk.is_equal());
        let budget = 1.02 * f64::from(calls) / 100.0 + 5.0;
        assert!(f64::from(desk.requests()) <= budget, "{} for {calls}", desk.requests());
        let quiet = desk.sync_with(whole);
        assert_eq!((quiet.requests, quiet.complete), (1, true), "{calls}");
    }
}

#[test]
fn new_calls_cost_their_pages_and_two_requests_more_at_most() {
    let options = SyncOptions { page_limit: 100, sweep_requests: 0, ..SyncOptions::default() };
    let desk = Desk::new(ModelServer::new(PLAIN, 3_000, YEAR_US));
    desk.sync_with(options);
    for new in [1, 99, 100, 101, 250, 299] {
        for _ in 0..new {
            desk.server.apply(Change::InsertNew);
        }
        let report = desk.sync_with(options);
        assert!(report.complete && desk.is_equal());
        let budget = f64::from(new) / 100.0 + 2.0;
        assert!(report.requests as f64 <= budget, "{} for {new}", report.requests);
    }
}

#[test]
fn a_few_scattered_changes_cost_a_few_requests_in_a_long_history() {
    let options = SyncOptions { page_limit: 100, sweep_requests: 0, ..SyncOptions::default() };
    let calls = 10_000_u32;
    let desk = Desk::new(ModelServer::new(PLAIN, calls, YEAR_US));
    desk.sync_with(options);
    for scattered in [1_u32, 4] {
        for n in 0..scattered {
            desk.server.apply(Change::InsertAt(n * 1_000_000_007 + 12_345));
        }
        let report = desk.sync_with(options);
        assert!(report.complete && desk.is_equal());
        let budget = f64::from(scattered) * (f64::from(calls) / 100.0).log2() * 2.0;
        assert!(report.requests as f64 <= budget, "{} for {scattered}", report.requests);
    }
    for n in 0..4 {
        desk.server.apply(Change::Delete(n * 2_468 + 17));
    }
    let report = desk.sync_with(options);
    assert!(report.complete && desk.is_equal());
    assert_eq!(report.removed, 4);
    let budget = 4.0 * (f64::from(calls) / 100.0).log2() * 2.0;
    assert!(report.requests as f64 <= budget, "{} for 4 removals", report.requests);
}

#[test]
fn of_a_walk_that_misses_too_many_nothing_is_kept_from_the_page_on_that_was_not_believed() {
    let options = SyncOptions { page_limit: 100, ..SyncOptions::default() };
    let desk = Desk::new(ModelServer::new(PLAIN, 3_000, YEAR_US));
    desk.sync_with(options);
    // Twice what may be missing without a question, far below the newest page.
    desk.server.forget_from(0.6, 0.1);
    let again = SyncOptions { full: true, ..options };
    let refused = desk.try_sync(again).unwrap_err();
    assert!(matches!(refused.error, Error::RemovalsRefused { .. }), "{refused:?}");
    assert_eq!(desk.profile.cache.missed_once().unwrap(), []);
    let lowest = desk.profile.cache.coverage().unwrap().last().map(|stretch| stretch.after);
    let believed = Instant::from_us(YEAR_US / 10 * 7);
    assert!(lowest >= Some(believed), "{lowest:?} lies below what was believed");
    let accepted = desk.sync_with(SyncOptions { accept_removals: true, ..again });
    assert!(accepted.complete && desk.is_equal());
}

/// Calls closer than a millisecond, shown to the millisecond: halves that met within one counted a
/// call to the other half, missed it and found it again, at every sync, and nothing was swept.
#[test]
fn halves_meet_where_a_call_belongs_to_one_whatever_of_its_stamp_is_shown() {
    use Change::{Delete, InsertAt, InsertNew, Update};
    let total = Total::Off(-2);
    let readings = Readings { inclusive: false, shown_us: 1_000, total, ..PLAIN };
    let rounds: [&[Change]; 3] = [
        &[
            InsertAt(647_110_126),
            InsertNew,
            InsertAt(3_349_479_706),
            InsertNew,
            Delete(2_311_232_560),
            Update(1_394_714_669),
            Delete(1_369_088_394),
            InsertNew,
            InsertAt(4_051_166_010),
            InsertAt(2_145_888_036),
            InsertAt(4_089_756_804),
            InsertNew,
            InsertAt(3_285_668_857),
            Delete(1_253_818_204),
            InsertNew,
            Delete(2_018_953_505),
            Delete(683_573_205),
            InsertNew,
            InsertNew,
            Delete(2_391_150_081),
            InsertAt(2_175_460_870),
            InsertAt(3_496_564_494),
        ],
        &[
            Update(1_490_682_350),
            InsertAt(3_430_276_176),
            InsertNew,
            InsertNew,
            InsertNew,
            InsertNew,
            InsertAt(2_601_198_729),
            InsertAt(2_907_911_700),
            InsertNew,
            InsertNew,
            Update(74_297_831),
            InsertNew,
            InsertNew,
            InsertAt(3_737_963_886),
            Delete(842_279_548),
            InsertNew,
            InsertNew,
            InsertAt(349_512_234),
            InsertNew,
            InsertAt(2_040_935_914),
            InsertNew,
            InsertAt(2_736_006_503),
        ],
        &[
            InsertNew,
            Delete(4_074_319_399),
            Update(3_838_235_511),
            Delete(2_077_810_032),
            Update(1_286_151_970),
            Delete(36_676_569),
            Delete(2_996_670_648),
            InsertNew,
            InsertNew,
            InsertNew,
        ],
    ];
    assert_law(readings, 124, 3_000_000, &rounds);
}
