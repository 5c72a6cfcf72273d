//! `offhook review`

use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::Path;

use offhook_engine::{
    CallReview, ChangeKind, Clock, Error, ImportReport, MAX_NOTE_BYTES, Profile, SystemClock,
    UndoNote,
};

use crate::args::{NoteArgs, ReviewAction, ReviewExportArgs};
use crate::output::{self, terminal_safe};

pub(super) fn run(profile: &Profile, action: ReviewAction) -> Result<(), Error> {
    let now = SystemClock.now();
    match action {
        ReviewAction::Star(calls) => said(&profile.set_starred(&calls.ids, true, now)?),
        ReviewAction::Unstar(calls) => said(&profile.set_starred(&calls.ids, false, now)?),
        ReviewAction::Reviewed(calls) => said(&profile.set_reviewed(&calls.ids, true, now)?),
        ReviewAction::Unreviewed(calls) => said(&profile.set_reviewed(&calls.ids, false, now)?),
        ReviewAction::Tag(args) => said(&profile.add_tag(&args.ids, &args.tag, now)?),
        ReviewAction::Untag(args) => said(&profile.remove_tag(&args.ids, &args.tag, now)?),
        ReviewAction::Note(args) => note(profile, &args)?,
        ReviewAction::Show(args) => show(&profile.call_review(&args.id)?, args.json)?,
        ReviewAction::Undo => match profile.undo_review(now)? {
            Some(undone) => output::say(&format!("Taken back: {}", in_words(&undone))),
            None => output::say("There is nothing to take back."),
        },
        ReviewAction::Export(args) => export(profile, &args)?,
        ReviewAction::Import(args) => {
            output::say(&imported(&import(profile, &args.path)?));
        }
        ReviewAction::Backups(args) => backups(profile, args.json)?,
        ReviewAction::Restore(args) => {
            let kept = profile.restore_review(&args.name, now)?;
            output::say(&format!("{} is back; what it replaced is kept as {kept}", args.name));
        }
    }
    Ok(())
}

fn said(note: &UndoNote) {
    output::say(&in_words(note));
}

fn in_words(note: &UndoNote) -> String {
    let calls = if note.calls == 1 { "call" } else { "calls" };
    let tag = terminal_safe(note.tag.as_deref().unwrap_or_default());
    let what = match note.what {
        ChangeKind::Starred => "starred".to_owned(),
        ChangeKind::Unstarred => "no longer starred".to_owned(),
        ChangeKind::Reviewed => "marked as reviewed".to_owned(),
        ChangeKind::Unreviewed => "marked as not reviewed".to_owned(),
        ChangeKind::Tagged => format!("tagged \"{tag}\""),
        ChangeKind::Untagged => format!("no longer tagged \"{tag}\""),
    };
    format!("{} {calls} {what}", note.calls)
}

fn note(profile: &Profile, args: &NoteArgs) -> Result<(), Error> {
    let text = match (&args.text, args.stdin) {
        (Some(text), _) => text.clone(),
        (None, true) => note_from_stdin()?,
        (None, false) => return output::print(&profile.call_review(&args.id)?.note),
    };
    profile.set_note(&args.id, &text, SystemClock.now())?;
    output::say(if text.is_empty() { "The note is removed." } else { "The note is kept." });
    Ok(())
}

/// One line break at the end belongs to the command that wrote it.
fn note_from_stdin() -> Result<String, Error> {
    let mut text = String::new();
    let longest = MAX_NOTE_BYTES as u64 + 2;
    io::stdin().take(longest).read_to_string(&mut text).map_err(|error| {
        Error::InvalidSetting(format!("the note on standard input cannot be read: {error}"))
    })?;
    let text = text.strip_suffix('\n').map_or(text.as_str(), |text| text.trim_end_matches('\r'));
    Ok(text.to_owned())
}

fn show(call: &CallReview, json: bool) -> Result<(), Error> {
    if json {
        return output::print_json(&serde_json::to_string(call).unwrap_or_default());
    }
    let since =
        |at: &Option<String>| at.as_ref().map_or("no".to_owned(), |at| format!("since {at}"));
    let tags = if call.tags.is_empty() { "-".to_owned() } else { call.tags.join(", ") };
    let note = match &call.note_changed_at {
        Some(at) => format!("of {at}\n{}", lines_made_safe(&call.note)),
        None => "-".to_owned(),
    };
    let lines = [
        ("Starred", since(&call.starred_at)),
        ("Reviewed", since(&call.reviewed_at)),
        ("Tags", terminal_safe(&tags)),
        ("Note", note),
    ];
    output::print(&lines.map(|(name, value)| format!("{name:10} {value}")).join("\n"))
}

fn lines_made_safe(text: &str) -> String {
    text.lines().map(terminal_safe).collect::<Vec<_>>().join("\n")
}

fn export(profile: &Profile, args: &ReviewExportArgs) -> Result<(), Error> {
    if args.path == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        profile.export_review_to(&mut out, Path::new("standard output"))?;
        return Ok(());
    }
    let calls = profile.export_review(&args.path, args.overwrite)?;
    output::say(&format!("Review data of {calls} calls written to {}", args.path.display()));
    Ok(())
}

fn import(profile: &Profile, path: &Path) -> Result<ImportReport, Error> {
    let now = SystemClock.now();
    if path == Path::new("-") {
        return profile.import_review(&mut io::stdin().lock(), now);
    }
    let mut file = File::open(path).map_err(|error| {
        Error::InvalidSetting(format!("{} cannot be read: {error}", path.display()))
    })?;
    profile.import_review(&mut file, now)
}

fn imported(report: &ImportReport) -> String {
    let kept = report.backup.as_ref().map_or(String::new(), |name| {
        format!("; what was here before can be put back with: offhook review restore {name}")
    });
    format!(
        "{} calls read: {} starred, {} reviewed, {} tags given, {} notes new, {} notes changed; \
         {} views new, {} replaced; {} aliases{kept}",
        report.calls,
        report.starred,
        report.reviewed,
        report.tagged,
        report.notes_added,
        report.notes_merged,
        report.views_added,
        report.views_replaced,
        report.aliases
    )
}

fn backups(profile: &Profile, json: bool) -> Result<(), Error> {
    let backups = profile.review_backups();
    if json {
        return output::print(&serde_json::to_string(&backups).unwrap_or_default());
    }
    if backups.is_empty() {
        output::say("There are no backups yet; the first change of a day makes one.");
        return Ok(());
    }
    let lines =
        backups.iter().map(|backup| format!("{:50} {:>12} bytes", backup.name, backup.bytes));
    output::print(&lines.collect::<Vec<_>>().join("\n"))
}
