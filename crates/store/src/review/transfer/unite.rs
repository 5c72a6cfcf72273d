//! Unites what comes in with what is here.

use std::collections::HashSet;

use offhook_model::{Instant, RawFilter};

use super::super::marks::{self, Mark};
use super::super::of_calls::NoteOnCall;
use super::super::revision::Change;
use super::super::{MAX_NOTE_BYTES, View, aliases, labels, notes, tags, views};
use super::ImportReport;
use super::format::{AliasEntry, Body, CallEntry, NoteEntry, Time, ViewEntry, refused};
use crate::Error;

/// Between the note that won and the one that lost; a rule in Markdown.
const DIVIDER: &str = "\n\n---\n\n";

/// Takes everything in; where that fails, the transaction is to be undone.
pub(super) fn unite(change: &Change<'_>, body: Body, now: Instant) -> Result<ImportReport, Error> {
    let mut report = ImportReport { calls: body.calls.len() as u64, ..ImportReport::default() };
    for call in &body.calls {
        let united = unite_call(change, call, now, &mut report);
        united.map_err(|error| about_call(error, &call.id))?;
    }
    unite_views(change, body.views, &mut report)?;
    unite_aliases(change, &body.agent_aliases, &mut report)?;
    Ok(report)
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
        check_request(&view)?;
        if views::put(change, &view)? {
            let known = here.contains(&view.id);
            *if known { &mut report.views_replaced } else { &mut report.views_added } += 1;
        }
    }
    Ok(())
}

/// One that no list can be asked with would break the page whenever it is chosen.
fn check_request(view: &View) -> Result<(), Error> {
    let body = serde_json::from_str(&view.request).unwrap_or_default();
    let resolved = RawFilter::from_body(body).and_then(|raw| raw.resolve());
    resolved
        .map(drop)
        .map_err(|error| refused(&format!("the view \"{}\" cannot be used ({error})", view.name)))
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
