//! Review data as JSON, out and in. What comes in is united with what is here; nothing is lost.
//!
//! - Stars, review marks and tags: what either side has. What is here keeps its time and spelling.
//! - Notes: the newer one, with the other one's text below a divider where it differs.
//! - Views: by id; one that comes in replaces ours of the same id in its place.
//! - Aliases: the newer one.

use std::collections::HashSet;
use std::io::{Read, Write};

use offhook_model::Instant;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::marks::Mark;
use super::of_calls::{self, CallReview, NoteOnCall};
use super::revision::Change;
use super::{MAX_NOTE_BYTES, Review, View, aliases, labels, marks, notes, tags, views};
use crate::Error;

const FORMAT: &str = "offhook-review";
const VERSION: u32 = 1;
/// Between the note that won and the one that lost; a rule in Markdown.
const DIVIDER: &str = "\n\n---\n\n";

/// What an import changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    calls: Vec<CallEntry>,
    #[serde(default)]
    views: Vec<ViewEntry>,
    #[serde(default)]
    agent_aliases: Vec<AliasEntry>,
}

#[derive(Serialize, Deserialize)]
struct CallEntry {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starred_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reviewed_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<NoteEntry>,
}

#[derive(Serialize, Deserialize)]
struct NoteEntry {
    text: String,
    changed_at: Time,
}

#[derive(Serialize, Deserialize)]
struct ViewEntry {
    id: String,
    name: String,
    request: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
struct AliasEntry {
    agent_id: String,
    alias: String,
    changed_at: Time,
}

/// An instant as RFC 3339.
struct Time(Instant);

impl Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A clock that was out of the calendar is brought to its nearer end.
        let end = || if self.0.as_us() < 0 { "0000-01-01" } else { "9999-12-31" }.to_owned();
        serializer.serialize_str(&self.0.to_rfc3339().unwrap_or_else(end))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Instant::parse(&text).map(Self).map_err(serde::de::Error::custom)
    }
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
            write(out, &format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\n\"calls\":["))?;
            let calls = ids.iter().map(|id| {
                let call = of_calls::detail(snapshot, id)?;
                Ok(as_json(&call_entry(id, call)))
            });
            write_list(out, calls)?;
            write(out, "],\n\"views\":[")?;
            let views = views::all(snapshot)?;
            write_list(out, views.into_iter().map(|view| Ok(as_json(&view_entry(view)?))))?;
            write(out, "],\n\"agent_aliases\":[")?;
            let aliases = aliases::all(snapshot)?;
            write_list(out, aliases.into_iter().map(|alias| Ok(as_json(&alias_entry(alias)))))?;
            write(out, "]}\n")?;
            Ok(ids.len() as u64)
        })
    }

    /// Unites what [`Review::export_json`] wrote with what is here, in one transaction. Doing it
    /// twice changes nothing more. It cannot be undone, for it takes nothing away.
    ///
    /// # Errors
    /// [`Error::InvalidReview`] when it is not such a file, or holds what cannot be kept; then
    /// nothing was changed.
    pub fn import_json(&self, from: &mut dyn Read, now: Instant) -> Result<ImportReport, Error> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|error| refused(&error.to_string()))?;
        let body = parse(&bytes)?;
        self.write(|change| {
            let mut report = ImportReport { calls: body.calls.len() as u64, ..Default::default() };
            for call in &body.calls {
                let united = unite_call(change, call, now, &mut report);
                united.map_err(|error| about_call(error, &call.id))?;
            }
            unite_views(change, body.views, &mut report)?;
            unite_aliases(change, &body.agent_aliases, &mut report)?;
            Ok(report)
        })
    }
}

fn refused(why: &str) -> Error {
    Error::InvalidReview(format!("the review data cannot be imported: {why}; nothing was changed"))
}

fn about_call(error: Error, id: &str) -> Error {
    match error {
        Error::InvalidReview(why) => {
            let id: String = id.chars().take(60).collect();
            refused(&format!("call \"{id}\": {why}"))
        }
        other => other,
    }
}

fn parse(bytes: &[u8]) -> Result<Body, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head: Head = serde_json::from_slice(bytes)
        .map_err(|error| refused(&format!("it is no JSON export of review data ({error})")))?;
    if head.format != FORMAT {
        return Err(refused("it is JSON of another kind"));
    }
    if head.version > VERSION {
        return Err(refused("it was written by a newer version of Offhook; update Offhook first"));
    }
    serde_json::from_slice(bytes)
        .map_err(|error| refused(&format!("its JSON is not right: {error}")))
}

fn unite_call(
    change: &Change<'_>,
    call: &CallEntry,
    now: Instant,
    report: &mut ImportReport,
) -> Result<(), Error> {
    let id = call.id.as_str();
    labels::check_call_id(id)?;
    let marked = [
        (Mark::Starred, &call.starred_at, &mut report.starred),
        (Mark::Reviewed, &call.reviewed_at, &mut report.reviewed),
    ];
    for (mark, at, count) in marked {
        let Some(Time(at)) = at else { continue };
        if marks::put_on(change, id, mark, *at)?.is_some() {
            change.touch(id)?;
            *count += 1;
        }
    }
    for tag in &call.tags {
        if tags::put_on(change, id, labels::checked("a tag", tag)?, now)?.is_some() {
            change.touch(id)?;
            report.tagged += 1;
        }
    }
    match &call.note {
        Some(note) if !note.text.is_empty() => unite_note(change, id, note, report),
        _ => Ok(()),
    }
}

fn unite_note(
    change: &Change<'_>,
    id: &str,
    note: &NoteEntry,
    report: &mut ImportReport,
) -> Result<(), Error> {
    let theirs = NoteOnCall { text: note.text.clone(), changed_at: note.changed_at.0 };
    let ours = notes::stored(change, id)?;
    let united = match &ours {
        Some(ours) => united(ours, &theirs),
        None => theirs,
    };
    if ours.as_ref() == Some(&united) {
        return Ok(());
    }
    if united.text.len() > MAX_NOTE_BYTES {
        let why = "the notes here and in the file are together longer than 1 MiB; shorten one";
        return Err(Error::InvalidReview(why.to_owned()));
    }
    *if ours.is_some() { &mut report.notes_merged } else { &mut report.notes_added } += 1;
    notes::put(change, id, &united.text, united.changed_at)
}

/// The newer note, with the other below where it says anything that the newer does not. The same
/// whichever side is asked, and once only.
fn united(ours: &NoteOnCall, theirs: &NoteOnCall) -> NoteOnCall {
    let rank = |note: &NoteOnCall| (note.changed_at, note.text.len(), note.text.clone());
    let (newer, older) = if rank(theirs) > rank(ours) { (theirs, ours) } else { (ours, theirs) };
    let text = if holds(&newer.text, &older.text) {
        newer.text.clone()
    } else if holds(&older.text, &newer.text) {
        older.text.clone()
    } else {
        format!("{}{DIVIDER}{}", newer.text, older.text)
    };
    NoteOnCall { text, changed_at: newer.changed_at }
}

/// Whether `part` stands in `whole`, between dividers or alone.
fn holds(whole: &str, part: &str) -> bool {
    whole == part
        || whole.starts_with(&format!("{part}{DIVIDER}"))
        || whole.ends_with(&format!("{DIVIDER}{part}"))
        || whole.contains(&format!("{DIVIDER}{part}{DIVIDER}"))
}

fn unite_views(
    change: &Change<'_>,
    incoming: Vec<ViewEntry>,
    report: &mut ImportReport,
) -> Result<(), Error> {
    let here: HashSet<String> =
        views::all(change.transaction)?.into_iter().map(|view| view.id).collect();
    for entry in incoming {
        let view = View { id: entry.id, name: entry.name, request: entry.request.get().to_owned() };
        let view = views::checked(&view).map_err(|error| refused(&error.to_string()))?;
        if views::put(change, &view)? {
            let known = here.contains(&view.id);
            *if known { &mut report.views_replaced } else { &mut report.views_added } += 1;
        }
    }
    Ok(())
}

fn unite_aliases(
    change: &Change<'_>,
    incoming: &[AliasEntry],
    report: &mut ImportReport,
) -> Result<(), Error> {
    for entry in incoming {
        let alias = labels::checked("an alias", &entry.alias);
        let alias = alias.map_err(|error| refused(&error.to_string()))?;
        let at = entry.changed_at.0;
        let is_newer = aliases::known(change, &entry.agent_id)?
            .is_none_or(|ours| ours.changed_at < at && ours.alias != alias);
        if is_newer {
            aliases::put(change, &entry.agent_id, alias, at)?;
            report.aliases += 1;
        }
    }
    Ok(())
}

fn call_entry(id: &str, call: CallReview) -> CallEntry {
    CallEntry {
        id: id.to_owned(),
        starred_at: call.starred_at.map(Time),
        reviewed_at: call.reviewed_at.map(Time),
        tags: call.tags,
        note: call
            .note
            .map(|note| NoteEntry { text: note.text, changed_at: Time(note.changed_at) }),
    }
}

fn view_entry(view: View) -> Result<ViewEntry, Error> {
    let request = RawValue::from_string(view.request)
        .map_err(|error| Error::Damaged(format!("the view \"{}\": {error}", view.name)))?;
    Ok(ViewEntry { id: view.id, name: view.name, request })
}

fn alias_entry(alias: aliases::AgentAlias) -> AliasEntry {
    AliasEntry { agent_id: alias.agent_id, alias: alias.alias, changed_at: Time(alias.changed_at) }
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
        }
    }
}
