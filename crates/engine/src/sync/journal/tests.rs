//! Whatever a kill leaves in the files, the next sync takes in just what follows the cache.

use super::*;

fn page() -> WalkedPage {
    let row = r#"{"id":"a","created_at":"2026-01-01T00:00:00Z","note":{ "x":
        [1, 2.50] }}"#;
    let (after, until) = (Instant::MIN, Instant::from_us(2_000_000_000_000_000));
    WalkedPage {
        calls: vec![Call::read(row).unwrap()],
        complete: Some((after, until)),
        coverage_before: Vec::new(),
        coverage: vec![Stretch { after, until, verified_at: Instant::from_us(7) }],
        now: Instant::from_us(7),
    }
}

/// The page so many steps down a walk.
fn step(step: i64) -> WalkedPage {
    let ledger = |step: i64| {
        let after = Instant::from_us(1_700_000_000_000_000 - step);
        let (until, verified_at) = (Instant::MAX, Instant::from_us(7));
        vec![Stretch { after, until, verified_at }]
    };
    let row = format!(r#"{{"id":"{step}","created_at":"2026-01-01T00:00:00Z"}}"#);
    WalkedPage {
        calls: vec![Call::read(&row).unwrap()],
        complete: None,
        coverage_before: if step == 0 { Vec::new() } else { ledger(step - 1) },
        coverage: ledger(step),
        ..page()
    }
}

fn steps_in(cache: &Cache) -> Vec<i64> {
    (0..9).filter(|step| cache.call(&step.to_string()).unwrap().is_some()).collect()
}

#[test]
fn pages_in_both_files_are_taken_in_in_their_order_and_those_in_the_cache_are_passed_over() {
    let dir = tempfile::tempdir().unwrap();
    let cache = cache_in(dir.path());
    let mut journal = Journal::of(dir.path());
    for (place, taken_turns) in [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2)] {
        if taken_turns > 0 && place % 2 == 1 {
            journal.turn();
        }
        journal.write(&step(place)).unwrap();
    }
    // The first file holds 3 and 4 over 0 by now, the second 1 and 2.
    for place in [0, 1] {
        cache.commit_page(&step(place).to_commit(u64::MAX)).unwrap();
    }
    Journal::of(dir.path()).replay(&cache, || Ok(u64::MAX)).unwrap();
    assert_eq!(steps_in(&cache), [0, 1, 2, 3, 4]);
    assert_eq!(cache.coverage().unwrap(), step(4).coverage);
    for file in FILES {
        assert_eq!(fs::metadata(dir.path().join(file)).unwrap().len(), 0);
    }
}

#[test]
fn what_is_left_of_older_pages_behind_newer_ones_is_not_taken_in() {
    for (in_the_cache, then) in [(0, &[][..]), (3, &[0, 1, 2, 3][..])] {
        let dir = tempfile::tempdir().unwrap();
        let cache = cache_in(dir.path());
        let mut journal = Journal::of(dir.path());
        (0..3).for_each(|place| journal.write(&step(place)).unwrap());
        journal.turn();
        journal.turn();
        // As long as the page it lies over, so that the older ones behind it can be read.
        journal.write(&step(3)).unwrap();
        for place in 0..in_the_cache {
            cache.commit_page(&step(place).to_commit(u64::MAX)).unwrap();
        }
        Journal::of(dir.path()).replay(&cache, || Ok(u64::MAX)).unwrap();
        assert_eq!(steps_in(&cache), then);
    }
}

#[test]
fn a_page_cut_off_by_the_kill_takes_none_before_it_along() {
    let dir = tempfile::tempdir().unwrap();
    let cache = cache_in(dir.path());
    let mut journal = Journal::of(dir.path());
    (0..2).for_each(|place| journal.write(&step(place)).unwrap());
    let path = dir.path().join(FILES[0]);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    Journal::of(dir.path()).replay(&cache, || Ok(u64::MAX)).unwrap();
    assert_eq!(steps_in(&cache), [0]);
    assert_eq!(cache.coverage().unwrap(), step(0).coverage);
}

fn cache_in(dir: &Path) -> Cache {
    Cache::open(&dir.join("cache.db")).unwrap()
}

#[test]
fn a_page_left_by_a_killed_sync_is_taken_in_once_and_twice_alike() {
    let dir = tempfile::tempdir().unwrap();
    let cache = cache_in(dir.path());
    for _ in 0..2 {
        Journal::of(dir.path()).write(&page()).unwrap();
        Journal::of(dir.path()).replay(&cache, || Ok(u64::MAX)).unwrap();
        let found = cache.call("a").unwrap().unwrap();
        assert_eq!(found.document, page().calls[0].document);
        assert_eq!(cache.coverage().unwrap(), page().coverage);
    }
    assert_eq!(fs::metadata(dir.path().join(FILES[0])).unwrap().len(), 0);
}

#[test]
fn a_page_of_a_cache_that_was_moved_away_is_not_taken_in_by_the_next_one() {
    let dir = tempfile::tempdir().unwrap();
    let mut walked = page();
    walked.coverage_before.clone_from(&walked.coverage);
    walked.coverage_before[0].after = Instant::from_us(1);
    Journal::of(dir.path()).write(&walked).unwrap();
    let fresh = cache_in(dir.path());
    Journal::of(dir.path()).replay(&fresh, || Ok(u64::MAX)).unwrap();
    assert!(fresh.call("a").unwrap().is_none());
    assert!(fresh.coverage().unwrap().is_empty(), "nothing older was ever read into it");
    assert_eq!(fs::metadata(dir.path().join(FILES[0])).unwrap().len(), 0);
}

#[test]
fn a_page_that_was_cut_off_or_cleared_is_not_taken_in() {
    let dir = tempfile::tempdir().unwrap();
    let cache = cache_in(dir.path());
    let mut journal = Journal::of(dir.path());
    journal.write(&page()).unwrap();
    let whole = fs::read(dir.path().join(FILES[0])).unwrap();
    let mut torn = whole.clone();
    torn[HEAD_BYTES + 30] ^= 1;
    let cut = |length: usize| whole[..length].to_vec();
    for left in [cut(0), cut(1), cut(whole.len() / 2), cut(whole.len() - 1), torn] {
        fs::write(dir.path().join(FILES[0]), &left).unwrap();
        Journal::of(dir.path()).replay(&cache, || Ok(u64::MAX)).unwrap();
        assert!(cache.call("a").unwrap().is_none(), "{left:?}");
    }
    journal.write(&page()).unwrap();
    journal.clear().unwrap();
    Journal::of(dir.path()).replay(&cache, || Ok(u64::MAX)).unwrap();
    assert!(cache.call("a").unwrap().is_none());
}

#[test]
fn pages_that_miss_too_many_together_are_not_believed_after_a_kill_either() {
    let dir = tempfile::tempdir().unwrap();
    let cache = cache_in(dir.path());
    let at = |place: i64| Instant::from_us(1_700_000_000_000_000 - place);
    let call = |place: i64| {
        Call::read(&format!(r#"{{"id":"old {place}","created_at":"{}"}}"#, at(place))).unwrap()
    };
    let old: Vec<Call> = (0..3).map(call).collect();
    cache.commit_page(&PageToCommit::of(&old, Instant::from_us(7))).unwrap();
    let mut journal = Journal::of(dir.path());
    for place in 0..3 {
        // Each is complete where one of the old calls was, and holds another call far away.
        let complete = Some((at(place + 1), at(place)));
        journal.write(&WalkedPage { complete, ..step(place) }).unwrap();
    }
    Journal::of(dir.path()).replay(&cache, || Ok(2)).unwrap();
    assert_eq!(steps_in(&cache), [0, 1]);
    assert_eq!(cache.missed_once().unwrap().len(), 2);
    assert_eq!(cache.coverage().unwrap(), step(1).coverage);
}
