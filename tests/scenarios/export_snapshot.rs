//! An export holds the calls, notes and tags of one moment, whatever is written while it runs.

use std::cell::Cell;
use std::collections::HashSet;
use std::fs;

use offhook_demo_remote::DemoRemote;
use offhook_engine::{ExportFormat, ExportOptions, ExportProgress, Profile};
use offhook_model::{Filter, Instant, RawFilter};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::support::{Desk, ShiftedClock, id, settled, start};

const CALLS: usize = 500;

struct Account {
    remote: DemoRemote,
    desk: Desk,
    profile: Profile,
}

fn synced() -> Account {
    let remote = start(settled(CALLS));
    for call in remote.calls() {
        remote.update(id(&call), |call| {
            call.insert("status".to_owned(), "failed".into());
            call.insert("call_summary".to_owned(), "refund asked for".into());
        });
    }
    let desk = Desk::connected_to(&remote);
    desk.sync();
    let profile = desk.profile();
    Account { remote, desk, profile }
}

impl Account {
    fn filter(&self, query: &str) -> Filter {
        RawFilter { query: query.into(), ..RawFilter::default() }.resolve().unwrap()
    }

    /// Exports with the review; `meanwhile` runs once, when it is decided which calls are written.
    fn export(&self, filter: &Filter, meanwhile: impl Fn()) -> Vec<Value> {
        let file = self.desk.path("calls.ndjson");
        let options = ExportOptions {
            with_review: true,
            overwrite: true,
            ..ExportOptions::new(ExportFormat::Ndjson)
        };
        let is_first = Cell::new(true);
        let mut observe = |progress: &ExportProgress| {
            if is_first.replace(false) {
                assert_eq!((progress.rows, progress.total), (0, CALLS as u64));
                meanwhile();
            }
        };
        let (clock, cancel) = (ShiftedClock::default(), CancellationToken::new());
        let written =
            self.profile.export(filter, &options, &file, &clock, &cancel, &mut observe).unwrap();
        assert!(!is_first.get());
        let text = fs::read_to_string(&file).unwrap();
        let calls: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(written.rows, calls.len() as u64);
        calls
    }
}

#[test]
fn what_a_sync_changes_removes_and_adds_meanwhile_is_not_in_the_file() {
    let account = synced();
    for query in ["status:failed", "refund status:failed"] {
        let before: HashSet<String> =
            account.desk.calls().iter().map(|call| id(call).to_owned()).collect();
        let written = account.export(&account.filter(query), || {
            // Another process, for that is the harder case.
            for call in account.remote.calls() {
                account.remote.update(id(&call), |call| {
                    call.insert("status".to_owned(), "completed".into());
                    call.insert("call_summary".to_owned(), "all is well".into());
                });
            }
            account.desk.run(&["sync", "--full", "--json"]).assert_code(0);
        });
        let left = account.desk.list(&json!({"status": "failed"}));
        assert_eq!(left["total"], 0, "the sync has changed them all");
        let ids: HashSet<String> = written.iter().map(|call| id(call).to_owned()).collect();
        assert_eq!(ids, before, "{query}");
        for call in &written {
            assert_eq!(call["status"], "failed", "{query}: {call}");
            assert_eq!(call["call_summary"], "refund asked for", "{query}: {call}");
        }
        for call in account.remote.calls() {
            account.remote.update(id(&call), |call| {
                call.insert("status".to_owned(), "failed".into());
                call.insert("call_summary".to_owned(), "refund asked for".into());
            });
        }
        account.desk.run(&["sync", "--full", "--json"]).assert_code(0);
    }
}

#[test]
fn what_a_person_notes_and_marks_meanwhile_is_not_in_the_file() {
    let account = synced();
    let (profile, now) = (&account.profile, Instant::from_us(1));
    let ids: Vec<String> = account.remote.calls().iter().map(|call| id(call).to_owned()).collect();
    for id in &ids {
        profile.set_note(id, "kept note", now).unwrap();
    }
    profile.add_tag(&ids, "kept", now).unwrap();
    profile.set_starred(&ids, true, now).unwrap();
    let written = account.export(&account.filter("is:starred kept tag:kept"), || {
        for id in &ids {
            profile.set_note(id, "after", now).unwrap();
        }
        profile.remove_tag(&ids, "kept", now).unwrap();
        profile.set_starred(&ids, false, now).unwrap();
    });
    assert_eq!(written.len(), CALLS);
    for call in &written {
        assert_eq!(
            call["review"],
            json!({"starred": true, "reviewed": false, "tags": ["kept"], "note": "kept note"})
        );
    }
}
