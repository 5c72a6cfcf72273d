//! Review work on a profile: what is refused, what outlives what.

use std::fs;
use std::path::Path;

use offhook_model::words::Reading;
use offhook_model::{Calendar, Call, Code, Instant, Language, RawFilter};
use offhook_store::PageToCommit;
use serde_json::json;

use crate::{Home, Profile, ProfileName, QueryOptions, local_calendar};

fn now() -> Instant {
    Instant::parse("2026-03-01T12:00:00Z").unwrap()
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn opened(dir: &tempfile::TempDir) -> Profile {
    let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
    Profile::open(&home, &ProfileName::default()).unwrap()
}

/// A profile whose cache holds the calls `a` and `b`.
fn with_calls() -> (tempfile::TempDir, Profile) {
    let dir = tempfile::tempdir().unwrap();
    let profile = opened(&dir);
    let call = |id: &str| {
        Call::read(&json!({"id": id, "created_at": "2026-03-01T10:00:00Z"}).to_string()).unwrap()
    };
    let calls = [call("a"), call("b")];
    profile.cache.commit_page(&PageToCommit::of(&calls, now())).unwrap();
    (dir, profile)
}

#[test]
fn a_mistyped_call_is_refused_with_all_the_others_unless_something_is_kept_of_it() {
    let (dir, profile) = with_calls();
    let error = profile.set_starred(&ids(&["a", "typo"]), true, now()).unwrap_err();
    assert_eq!(error.code(), Code::InvalidFilter);
    assert!(error.to_string().contains("no call \"typo\""), "{error}");
    assert!(!profile.call_review("a").unwrap().starred);
    profile.set_note("a", "kept", now()).unwrap();
    drop(profile);
    fs::remove_file(dir.path().join("profiles/default/cache.db")).unwrap();
    let profile = opened(&dir);
    profile.set_starred(&ids(&["a"]), true, now()).unwrap();
    assert!(profile.set_starred(&ids(&["b"]), true, now()).is_err());
    let kept = profile.call_review("a").unwrap();
    assert_eq!((kept.starred, kept.note.as_str()), (true, "kept"));
    assert_eq!(kept.note_changed_at.as_deref(), Some("2026-03-01T12:00:00.000000Z"));
}

#[test]
fn the_first_change_of_a_day_backs_up_what_the_day_began_with() {
    let (_dir, profile) = with_calls();
    profile.set_note("a", "first day", now()).unwrap();
    assert!(profile.review_backups().is_empty(), "there was nothing to back up");
    let next_day = now().plus_us(86_400_000_000);
    profile.set_note("a", "second day", next_day).unwrap();
    profile.set_note("a", "later on", next_day).unwrap();
    let backups = profile.review_backups();
    assert_eq!(backups.len(), 1);
    assert_eq!(backups[0].name, "review-2026-03-02.db");
    let kept = profile.restore_review(&backups[0].name, next_day).unwrap();
    assert_eq!(profile.call_review("a").unwrap().note, "first day");
    profile.restore_review(&kept, next_day.plus_us(1)).unwrap();
    assert_eq!(profile.call_review("a").unwrap().note, "later on");
}

#[test]
fn damaged_review_data_leaves_the_calls_readable_and_names_the_way_out() {
    let (dir, profile) = with_calls();
    profile.set_note("a", "kept", now()).unwrap();
    profile.backup_review_if_due(now()).unwrap().unwrap();
    drop(profile);
    let file = dir.path().join("profiles/default/review.db");
    fs::write(&file, "no database, but long enough to be looked at as one").unwrap();
    let profile = opened(&dir);
    let list = profile.list_calls(&RawFilter::default()).unwrap();
    assert_eq!((list.total, list.review_problem.is_some()), (2, true));
    let error = profile.set_note("a", "x", now()).unwrap_err();
    assert_eq!(error.code(), Code::Internal);
    assert!(error.to_string().contains("offhook review restore review-2026-03-01.db"), "{error}");
    let in_the_window = error.without_commands().unwrap();
    assert!(in_the_window.ends_with("untouched: restore a backup"), "{in_the_window}");
    profile.restore_review("review-2026-03-01.db", now()).unwrap();
    assert_eq!(profile.call_review("a").unwrap().note, "kept");
}

fn options(calendar: &dyn Calendar) -> QueryOptions<'_> {
    QueryOptions {
        facets: true,
        histogram: true,
        calendar,
        language: Language::English,
        reading: Reading::default(),
    }
}

/// Overwrites the pages of a file that `which` names, the first being 0, and leaves its header whole.
fn damage(file: &Path, which: impl Fn(&[u8]) -> bool) {
    const PAGE: usize = 4096;
    let mut bytes = fs::read(file).unwrap();
    let pages = bytes.chunks_mut(PAGE).skip(1).filter(|page| which(page));
    assert!(pages.map(|page| page.fill(0xa5)).count() > 0);
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_page_damaged_within_the_review_data_takes_no_call_away_and_the_reason_is_told() {
    let has_the_note = |page: &[u8]| page.windows(9).any(|bytes| bytes == b"warehouse");
    let calendar = local_calendar();
    type Damage<'a> = &'a dyn Fn(&[u8]) -> bool;
    let damages: [Damage<'_>; 2] = [&|_| true, &has_the_note];
    for which in damages {
        let (dir, profile) = with_calls();
        profile.set_note("a", "rang the warehouse", now()).unwrap();
        // Backed up before that, for it is the day's second change.
        profile.set_starred(&ids(&["a"]), true, now()).unwrap();
        drop(profile);
        damage(&dir.path().join("profiles/default/review.db"), which);
        let profile = opened(&dir);
        for query in ["", "nobody", "-nobody"] {
            let raw = RawFilter { query: query.into(), ..RawFilter::default() };
            let list = profile.list_calls(&raw).unwrap();
            let answer = profile.query(&raw, options(&calendar)).unwrap();
            assert_eq!((answer.total, answer.calls.len()), (list.total, list.calls.len()));
            if !query.is_empty() {
                for problem in [&answer.review_problem, &list.review_problem] {
                    let problem = problem.as_ref().expect("the reason").to_string();
                    assert!(problem.contains("is damaged"), "{problem}");
                }
                profile.first_calls(&raw, 9, options(&calendar)).unwrap();
            }
        }
        let all = profile.list_calls(&RawFilter::default()).unwrap();
        assert_eq!(all.total, 2);
        profile.restore_review("review-2026-03-01.db", now()).unwrap();
        let raw = RawFilter { query: "warehouse".into(), ..RawFilter::default() };
        let answer = profile.query(&raw, options(&calendar)).unwrap();
        assert!(answer.review_problem.is_none());
        assert_eq!((answer.total, answer.marks[0].noted), (1, true));
    }
}

#[test]
fn a_view_with_a_filter_that_cannot_be_used_is_refused() {
    let (_dir, profile) = with_calls();
    let error = profile.save_view(None, "Bad", &json!({"limit": 0}), now()).unwrap_err();
    assert_eq!(error.code(), Code::InvalidFilter);
    let views = profile.save_view(None, "Failed", &json!({"status": "failed"}), now()).unwrap();
    assert_eq!(views[0].request.get(), r#"{"status":"failed"}"#);
    let id = views[0].id.clone();
    let renamed = profile.save_view(Some(&id), "Missed", &json!({}), now()).unwrap();
    assert_eq!((renamed.len(), renamed[0].name.as_str()), (1, "Missed"));
}

#[test]
fn an_export_goes_to_a_new_file_only_and_comes_in_again() {
    let (dir, profile) = with_calls();
    profile.add_tag(&ids(&["a", "b"]), "refund", now()).unwrap();
    let path = dir.path().join("review.json");
    assert_eq!(profile.export_review(&path, false).unwrap(), 2);
    let error = profile.export_review(&path, false).unwrap_err();
    assert_eq!(error.code(), Code::ExportFailed);
    profile.export_review(&path, true).unwrap();
    let (_dir, other) = with_calls();
    let text = fs::read(&path).unwrap();
    let report = other.import_review(&mut text.as_slice(), now()).unwrap();
    assert_eq!((report.calls, report.tagged), (2, 2));
    let error = other.import_review(&mut &text[..20], now()).unwrap_err();
    assert_eq!(error.code(), Code::InvalidFilter);
    let tags = other.tags().unwrap();
    assert_eq!((tags[0].tag.as_str(), tags[0].calls), ("refund", 2));
}
