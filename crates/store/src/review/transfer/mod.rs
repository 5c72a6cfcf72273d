//! Review data as JSON, out and in. What comes in is united with what is here; nothing is lost.
//!
//! - Stars, review marks and tags: what either side has. What is here keeps its time and spelling.
//! - Notes: the newer one, with the other one's text below a divider where it differs.
//! - Views: by id; one that comes in replaces ours of the same id in its place.
//! - Aliases: the newer one.

mod format;
mod unite;

use std::fs;
use std::io::{Read, Write};

use offhook_model::Instant;
use serde::Serialize;

use super::backup::{self, BackupKind};
use super::{Review, aliases, of_calls, views};
use crate::Error;

/// What an import changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Calls in the file.
    pub calls: u64,
    /// Calls starred.
    pub starred: u64,
    /// Calls marked as reviewed.
    pub reviewed: u64,
    /// Tags put on calls.
    pub tagged: u64,
    /// Notes put on calls without one.
    pub notes_added: u64,
    /// Notes changed by what came in.
    pub notes_merged: u64,
    /// Views not here before.
    pub views_added: u64,
    /// Views replaced.
    pub views_replaced: u64,
    /// Aliases given or replaced.
    pub aliases: u64,
    /// The backup of what was here before, where there was anything and it was changed.
    pub backup: Option<String>,
}

impl Review {
    /// Writes all review data as one JSON object, from one snapshot: one call a line, by id. What
    /// can be undone and the revision are no part of it. Gives the count of calls.
    ///
    /// # Errors
    /// [`Error::Write`] when `out` takes no more, [`Error`] when the review data cannot be read.
    pub fn export_json(&self, out: &mut dyn Write) -> Result<u64, Error> {
        self.read(|snapshot| {
            let ids = of_calls::all_ids(snapshot)?;
            write(
                out,
                &format!(
                    "{{\"format\":\"{}\",\"version\":{},\n\"calls\":[",
                    format::FORMAT,
                    format::VERSION
                ),
            )?;
            let calls = ids.iter().map(|id| {
                let call = of_calls::detail(snapshot, id)?;
                Ok(as_json(&format::call_entry(id, call)))
            });
            write_list(out, calls)?;
            write(out, "],\n\"views\":[")?;
            let views = views::all(snapshot)?;
            write_list(out, views.into_iter().map(|view| Ok(as_json(&format::view_entry(view)?))))?;
            write(out, "],\n\"agent_aliases\":[")?;
            let aliases = aliases::all(snapshot)?;
            write_list(
                out,
                aliases.into_iter().map(|alias| Ok(as_json(&format::alias_entry(alias)))),
            )?;
            write(out, "]}\n")?;
            Ok(ids.len() as u64)
        })
    }

    /// Unites what [`Review::export_json`] wrote with what is here, in one transaction. Doing it
    /// twice changes nothing more. What is changed is backed up first, which can be put back.
    ///
    /// # Errors
    /// [`Error::InvalidReview`] when it is not such a file, or holds what cannot be kept; then
    /// nothing was changed.
    pub fn import_json(&self, from: &mut dyn Read, now: Instant) -> Result<ImportReport, Error> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|error| format::refused(&error.to_string()))?;
        let body = format::parse(&bytes)?;
        let before = self.revision()?;
        let kind = BackupKind::BeforeImport;
        let kept = (before > 0).then(|| self.copy_as(kind, &backup::stamp(now))).transpose()?;
        let united = self.write(|change| unite::unite(change, body, now));
        let Some(kept) = kept else { return united };
        if united.is_err() || self.revision().is_ok_and(|revision| revision == before) {
            // Nothing was changed, so there is nothing to go back to.
            let _ = fs::remove_file(backup::folder(self.path()).join(kept.name));
            return united;
        }
        self.forget_the_oldest(kind, &kept.name);
        united.map(|report| ImportReport { backup: Some(kept.name), ..report })
    }
}

/// Text, lists and options of them always are JSON.
fn as_json(entry: &impl Serialize) -> String {
    serde_json::to_string(entry).unwrap_or_default()
}

fn write(out: &mut dyn Write, text: &str) -> Result<(), Error> {
    out.write_all(text.as_bytes()).map_err(|error| match error.kind() {
        std::io::ErrorKind::StorageFull => Error::DiskFull,
        _ => Error::Write(error.to_string()),
    })
}

/// One entry a line, commas between them.
fn write_list(
    out: &mut dyn Write,
    entries: impl Iterator<Item = Result<String, Error>>,
) -> Result<(), Error> {
    let mut separator = "\n";
    for entry in entries {
        write(out, separator)?;
        write(out, &entry?)?;
        separator = ",\n";
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{MAX_NOTE_BYTES, View};

    fn opened() -> (tempfile::TempDir, Review) {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        (dir, review)
    }

    fn at(us: i64) -> Instant {
        Instant::from_us(us)
    }

    fn exported(review: &Review) -> String {
        let mut out = Vec::new();
        review.export_json(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn import(review: &Review, text: &str) -> Result<ImportReport, Error> {
        review.import_json(&mut text.as_bytes(), at(99))
    }

    fn some_of_everything(review: &Review) {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        review.set_starred(&ids(&["a", "b\"\n"]), true, at(1)).unwrap();
        review.set_reviewed(&ids(&["a"]), true, at(2)).unwrap();
        review.add_tag(&ids(&["a", "c"]), "Überprüfen", at(3)).unwrap();
        review.set_note("c", "a <b>note</b>\n\0\u{202e}", at(4)).unwrap();
        let request = r#"{"status": "failed"}"#.to_owned();
        review
            .save_view(&View { id: "v2".into(), name: "Second".into(), request: request.clone() })
            .unwrap();
        review.save_view(&View { id: "v1".into(), name: "First".into(), request }).unwrap();
        review.set_agent_alias("agent", Some("Sarah"), at(5)).unwrap();
    }

    #[test]
    fn what_was_exported_comes_in_the_same_and_twice_is_once() {
        let (_dir, review) = opened();
        some_of_everything(&review);
        let text = exported(&review);
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        let (_dir, other) = opened();
        let report = import(&other, &text).unwrap();
        let expected = ImportReport {
            calls: 3,
            starred: 2,
            reviewed: 1,
            tagged: 2,
            notes_added: 1,
            notes_merged: 0,
            views_added: 2,
            views_replaced: 0,
            aliases: 1,
            backup: None,
        };
        assert_eq!(report, expected);
        assert_eq!(exported(&other), text);
        let revision = other.revision().unwrap();
        let again = import(&other, &text).unwrap();
        assert_eq!(again, ImportReport { calls: 3, ..ImportReport::default() });
        assert_eq!(other.revision().unwrap(), revision);
    }

    #[test]
    fn the_newer_note_wins_the_other_stands_below_and_both_sides_end_the_same() {
        let (_dir, ours) = opened();
        let (_dir, theirs) = opened();
        ours.set_note("a", "not ok", at(1)).unwrap();
        theirs.set_note("a", "ok", at(2)).unwrap();
        let (from_ours, from_theirs) = (exported(&ours), exported(&theirs));
        assert_eq!(import(&ours, &from_theirs).unwrap().notes_merged, 1);
        import(&theirs, &from_ours).unwrap();
        let note = ours.detail("a").unwrap().note.unwrap();
        assert_eq!((note.text.as_str(), note.changed_at), ("ok\n\n---\n\nnot ok", at(2)));
        assert_eq!(exported(&ours), exported(&theirs));
        import(&ours, &from_theirs).unwrap();
        import(&ours, &from_ours).unwrap();
        import(&ours, &exported(&theirs)).unwrap();
        assert_eq!(ours.detail("a").unwrap().note.unwrap(), note, "nothing comes twice");
    }

    #[test]
    fn the_newer_alias_wins_and_a_view_of_the_same_id_is_replaced_in_its_place() {
        let (_dir, ours) = opened();
        some_of_everything(&ours);
        let incoming = r#"{"format":"offhook-review","version":1,
            "views":[{"id":"v2","name":"Renamed","request":{}}],
            "agent_aliases":[
              {"agent_id":"agent","alias":"Old","changed_at":"1969-01-01T00:00:00Z"},
              {"agent_id":"other","alias":"Tom","changed_at":"2026-01-01T00:00:00Z"}]}"#;
        let report = import(&ours, incoming).unwrap();
        assert_eq!((report.views_replaced, report.aliases), (1, 1));
        assert_eq!(ours.views().unwrap()[0].name, "Renamed");
        assert_eq!(ours.agent_aliases().unwrap()[0].alias, "Sarah");
        let newer = incoming.replace("1969", "2026");
        import(&ours, &newer).unwrap();
        assert_eq!(ours.agent_aliases().unwrap()[0].alias, "Old");
    }

    #[test]
    fn what_cannot_be_imported_says_why_and_changes_nothing() {
        let (_dir, review) = opened();
        some_of_everything(&review);
        let before = exported(&review);
        let call = |rest: &str| {
            format!(
                r#"{{"format":"offhook-review","version":1,"calls":[
                {{"id":"new","starred_at":"2026-01-01T00:00:00Z"}},{{{rest}}}]}}"#
            )
        };
        let with_view = |request: &str| {
            format!(
                r#"{{"format":"offhook-review","version":1,
                "views":[{{"id":"v9","name":"Bad","request":{request}}}]}}"#
            )
        };
        let long = "x".repeat(MAX_NOTE_BYTES);
        let cases = [
            (String::new(), "no JSON export"),
            ("{".to_owned(), "no JSON export"),
            ("[1]".to_owned(), "no JSON export"),
            (r#"{"format":"x","version":1}"#.to_owned(), "another kind"),
            (r#"{"format":"offhook-review","version":2,"calls":5}"#.to_owned(), "newer version"),
            (before[..before.len() - 20].to_owned(), "no JSON export"),
            (call(r#""id":"""#), "must not be empty"),
            (call(r#""id":"x","tags":["a\nb"]"#), "call \"x\": a tag must not"),
            (call(r#""id":"x","starred_at":"yesterday""#), "not a date"),
            (with_view(r#"{"tags":{"x":1}}"#), "the view \"Bad\" cannot be used (tags"),
            (with_view(r#"{"query":5}"#), "the view \"Bad\" cannot be used (query"),
            (
                call(&format!(r#""id":"c","note":{{"text":"{long}","changed_at":"2026-01-01"}}"#)),
                "longer than 1 MiB",
            ),
        ];
        for (text, why) in cases {
            let message = import(&review, &text).unwrap_err().to_string();
            assert!(message.contains(why), "{message}");
            assert!(message.contains("nothing was changed"), "{message}");
            assert_eq!(exported(&review), before);
            assert!(Review::backups_of(review.path()).is_empty(), "nothing to go back to");
        }
    }

    #[test]
    fn what_an_import_changes_is_backed_up_first_and_can_be_put_back() {
        let (_dir, theirs) = opened();
        some_of_everything(&theirs);
        let (_dir, ours) = opened();
        ours.set_note("a", "ours", at(1)).unwrap();
        let (text, before) = (exported(&theirs), exported(&ours));
        let report = import(&ours, &text).unwrap();
        let kept = report.backup.expect("a backup");
        assert!(kept.starts_with("review-before-import-"), "{kept}");
        Review::restore(ours.path(), &kept, at(100)).unwrap();
        assert_eq!(exported(&ours), before);
        for day in 0..9 {
            ours.set_starred(&["a".to_owned()], false, at(day)).unwrap();
            ours.import_json(&mut text.as_bytes(), at(1_000 + day)).unwrap();
        }
        let kind = |kind| move |backup: &&crate::Backup| backup.kind == kind;
        let kept = Review::backups_of(ours.path());
        assert_eq!(kept.iter().filter(kind(BackupKind::BeforeImport)).count(), 7);
    }
}
