//! The grammar of `offhook review`.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    #[command(subcommand)]
    pub(crate) action: ReviewAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewAction {
    /// Star calls
    Star(CallIds),
    /// Take the stars off calls
    Unstar(CallIds),
    /// Mark calls as reviewed
    Reviewed(CallIds),
    /// Mark calls as not reviewed
    Unreviewed(CallIds),
    /// Put a tag on calls
    Tag(TagArgs),
    /// Take a tag off calls
    Untag(TagArgs),
    /// Print the note on a call, or write it
    ///
    /// Without --text and --stdin the note is printed. An empty text removes it.
    Note(NoteArgs),
    /// Show everything that is kept of a call
    Show(ShowArgs),
    /// Take the latest change of stars, review marks or tags back
    ///
    /// May be run again and again, for the last 100 changes.
    Undo,
    /// Write all review data to a JSON file
    Export(ReviewExportArgs),
    /// Unite an exported JSON file with what is here
    ///
    /// Stars, marks and tags of either side are kept. Of two notes the newer one wins, and the
    /// other is kept below it. A saved view replaces ours of the same id; the newer alias wins.
    /// Importing a file twice changes nothing more.
    Import(ReviewImportArgs),
    /// List the backups, newest first
    ///
    /// The first change of a day makes one of what the day began with; the last 7 are kept.
    Backups(BackupsArgs),
    /// Put a backup back
    ///
    /// What is there now is kept as a backup of its own, so that this can be taken back.
    Restore(RestoreArgs),
}

impl ReviewAction {
    pub(crate) const fn wants_json(&self) -> bool {
        match self {
            Self::Show(args) => args.json,
            Self::Backups(args) => args.json,
            _ => false,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct CallIds {
    /// The calls
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TagArgs {
    /// The tag; case does not matter
    pub(crate) tag: String,
    /// The calls
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NoteArgs {
    /// The call
    pub(crate) id: String,
    /// The note's new text
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// Read the note's new text from standard input
    #[arg(long, conflicts_with = "text")]
    pub(crate) stdin: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The call
    pub(crate) id: String,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReviewExportArgs {
    /// The file to write; - for standard output
    pub(crate) path: PathBuf,
    /// Replace a file that exists
    #[arg(long)]
    pub(crate) overwrite: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReviewImportArgs {
    /// The file to read; - for standard input
    pub(crate) path: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BackupsArgs {
    /// Print one JSON array
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RestoreArgs {
    /// The backup's name, as `offhook review backups` lists it
    pub(crate) name: String,
}
