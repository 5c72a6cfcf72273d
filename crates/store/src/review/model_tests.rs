//! Random work on the review data, held against a plain model in memory.

use std::collections::BTreeMap;

use offhook_model::Instant;
use proptest::prelude::*;

use super::{CallReview, NoteOnCall, Review};

#[derive(Clone, Debug)]
enum Work {
    Star(Vec<u8>, bool),
    Reviewed(Vec<u8>, bool),
    Tag(Vec<u8>, &'static str, bool),
    Note(u8, &'static str),
    Undo,
    Reopen,
}

fn work() -> impl Strategy<Value = Work> {
    let calls = || proptest::collection::vec(0..5_u8, 0..5);
    let tag = proptest::sample::select(vec!["a", "A", "É", "é", "ß", "x y"]);
    let note = proptest::sample::select(vec!["", "one", "two\nlines"]);
    prop_oneof![
        3 => (calls(), any::<bool>()).prop_map(|(calls, on)| Work::Star(calls, on)),
        3 => (calls(), any::<bool>()).prop_map(|(calls, on)| Work::Reviewed(calls, on)),
        3 => (calls(), tag, any::<bool>()).prop_map(|(calls, tag, on)| Work::Tag(calls, tag, on)),
        2 => (0..5_u8, note).prop_map(|(call, note)| Work::Note(call, note)),
        3 => Just(Work::Undo),
        1 => Just(Work::Reopen),
    ]
}

/// What a person would expect: a state, and the states to go back to. Notes are not undone.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    starred: BTreeMap<String, Instant>,
    reviewed: BTreeMap<String, Instant>,
    /// By key: the spelling, and the calls.
    tags: BTreeMap<String, (String, Vec<String>)>,
}

#[derive(Default)]
struct Model {
    state: State,
    notes: BTreeMap<String, NoteOnCall>,
    before: Vec<State>,
}

fn set(marks: &mut BTreeMap<String, Instant>, ids: &[String], on: bool, now: Instant) {
    for id in ids {
        if on {
            marks.entry(id.clone()).or_insert(now);
        } else {
            marks.remove(id);
        }
    }
}

fn tag(state: &mut State, ids: &[String], tag: &str, on: bool) {
    let key = tag.to_lowercase();
    let (_, calls) = state.tags.entry(key.clone()).or_insert((tag.to_owned(), Vec::new()));
    for id in ids {
        calls.retain(|call| call != id);
        if on {
            calls.push(id.clone());
        }
    }
    calls.sort();
    if calls.is_empty() {
        state.tags.remove(&key);
    }
}

impl Model {
    fn change(&mut self, change: impl FnOnce(&mut State)) {
        let before = self.state.clone();
        change(&mut self.state);
        if self.state != before {
            self.before.push(before);
        }
    }

    fn note(&mut self, id: String, text: &str, now: Instant) {
        if text.is_empty() {
            self.notes.remove(&id);
        } else if self.notes.get(&id).is_none_or(|note| note.text != text) {
            self.notes.insert(id, NoteOnCall { text: text.to_owned(), changed_at: now });
        }
    }

    fn call(&self, id: &str) -> CallReview {
        let carried = self.state.tags.values().filter(|(_, calls)| calls.iter().any(|c| c == id));
        CallReview {
            starred_at: self.state.starred.get(id).copied(),
            reviewed_at: self.state.reviewed.get(id).copied(),
            tags: carried.map(|(spelling, _)| spelling.clone()).collect(),
            note: self.notes.get(id).cloned(),
        }
    }
}

fn ids(calls: &[u8]) -> Vec<String> {
    calls.iter().map(|call| id(*call)).collect()
}

fn id(call: u8) -> String {
    format!("call {call}")
}

fn exported(review: &Review) -> Vec<u8> {
    let mut out = Vec::new();
    review.export_json(&mut out).unwrap();
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_work_gives_what_a_plain_model_says(work in proptest::collection::vec(work(), 1..40)) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("review.db");
        let mut review = Review::open(&path).unwrap();
        let mut model = Model::default();
        for (step, work) in (1_i64..).zip(work) {
            let now = Instant::from_us(step);
            let revision = review.revision().unwrap();
            let before: Vec<CallReview> = (0..5).map(|call| model.call(&id(call))).collect();
            match work {
                Work::Star(calls, on) => {
                    review.set_starred(&ids(&calls), on, now).unwrap();
                    model.change(|state| set(&mut state.starred, &ids(&calls), on, now));
                }
                Work::Reviewed(calls, on) => {
                    review.set_reviewed(&ids(&calls), on, now).unwrap();
                    model.change(|state| set(&mut state.reviewed, &ids(&calls), on, now));
                }
                Work::Tag(calls, word, true) => {
                    review.add_tag(&ids(&calls), word, now).unwrap();
                    model.change(|state| tag(state, &ids(&calls), word, true));
                }
                Work::Tag(calls, word, false) => {
                    review.remove_tag(&ids(&calls), word, now).unwrap();
                    model.change(|state| tag(state, &ids(&calls), word, false));
                }
                Work::Note(call, text) => {
                    review.set_note(&id(call), text, now).unwrap();
                    model.note(id(call), text, now);
                }
                Work::Undo => {
                    let undone = review.undo().unwrap();
                    prop_assert_eq!(undone.is_some(), !model.before.is_empty());
                    model.state = model.before.pop().unwrap_or(model.state);
                }
                Work::Reopen => {
                    drop(review);
                    review = Review::open(&path).unwrap();
                }
            }
            let touched = review.changed_since(revision).unwrap().unwrap().call_ids;
            for (call, before) in (0..5).zip(&before) {
                let expected = model.call(&id(call));
                prop_assert_eq!(&review.detail(&id(call)).unwrap(), &expected);
                prop_assert_eq!(touched.contains(&id(call)), *before != expected);
            }
            let mut seen = Vec::new();
            review.marks_all(|marks| seen.push(marks)).unwrap();
            let ids: Vec<&str> = seen.iter().map(|marks| marks.call_id.as_str()).collect();
            prop_assert_eq!(&review.of(&ids).unwrap(), &seen);
            let tags = review.tags().unwrap();
            prop_assert_eq!(tags.len(), model.state.tags.len());
            for tag in tags {
                let (spelling, calls) = &model.state.tags[&tag.tag.to_lowercase()];
                prop_assert_eq!((&tag.tag, tag.calls), (spelling, calls.len() as u64));
            }
        }
        let other = Review::open(&dir.path().join("other.db")).unwrap();
        other.import_json(&mut exported(&review).as_slice(), Instant::from_us(0)).unwrap();
        prop_assert_eq!(exported(&other), exported(&review));
    }
}
