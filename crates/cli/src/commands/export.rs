//! `offhook export`

use std::io::{self, Write};
use std::path::Path;

use offhook_engine::{
    CsvFor, Error, ExportFormat, ExportOptions, ExportProgress, ExportReport, Profile, SystemClock,
    local_calendar, manifest_path,
};
use offhook_model::{Filter, Language};

use super::cancel_on_signal;
use crate::args::{CsvKind, ExportArgs, Format};
use crate::filters::request;
use crate::output::{self, ProgressLine};

pub(super) fn run(profile: &Profile, args: ExportArgs) -> Result<(), Error> {
    let raw = args.filters.resolve(profile)?;
    let filter = raw.resolve()?;
    super::index_texts_for(profile, &filter)?;
    if let Some(hint) = filter.contradiction() {
        output::say(&format!("Note: {hint}."));
    }
    let options = ExportOptions {
        columns: args.columns,
        with_review: args.with_review,
        time_zone: args.timezone.parse()?,
        overwrite: args.overwrite,
        filter_in_words: profile.filter_in_words(&filter, &local_calendar(), Language::English)?,
        request: request(&raw),
        ..ExportOptions::new(format(args.format, args.csv_for))
    };
    if args.output == Path::new("-") {
        return to_standard_output(profile, &filter, &options);
    }
    let cancel = cancel_on_signal();
    let mut line = ProgressLine::new();
    let mut observe = |progress: &ExportProgress| line.show(&progress_in_words(progress));
    let written =
        profile.export(&filter, &options, &args.output, &SystemClock, &cancel, &mut observe);
    line.clear();
    say_what_was_written(&written?, &options, &args.output);
    Ok(())
}

const fn format(format: Format, csv_for: CsvKind) -> ExportFormat {
    match (format, csv_for) {
        (Format::Xlsx, _) => ExportFormat::Xlsx,
        (Format::Csv, CsvKind::Excel) => ExportFormat::Csv(CsvFor::Excel),
        (Format::Csv, CsvKind::Machines) => ExportFormat::Csv(CsvFor::Machines),
        (Format::Json, _) => ExportFormat::Json,
        (Format::Ndjson, _) => ExportFormat::Ndjson,
        (Format::Parquet, _) => ExportFormat::Parquet,
    }
}

fn to_standard_output(
    profile: &Profile,
    filter: &Filter,
    options: &ExportOptions,
) -> Result<(), Error> {
    let mut out = UntilClosed { out: io::stdout(), closed: false };
    let cancel = cancel_on_signal();
    let name = Path::new("standard output");
    let mut say_nothing = |_: &ExportProgress| {};
    let written =
        profile.export_to(filter, options, &mut out, name, &SystemClock, &cancel, &mut say_nothing);
    // A reader that went away (`offhook export … | head`) is no failure.
    if out.closed { Ok(()) } else { written.map(|_| ()) }
}

/// Remembers that the reader went away.
struct UntilClosed<W> {
    out: W,
    closed: bool,
}

impl<W: Write> UntilClosed<W> {
    fn noted<T>(&mut self, written: io::Result<T>) -> io::Result<T> {
        self.closed |= matches!(&written, Err(e) if e.kind() == io::ErrorKind::BrokenPipe);
        written
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.noted(flushed)
    }
}

fn progress_in_words(progress: &ExportProgress) -> String {
    let ExportProgress { rows, total, .. } = progress;
    if progress.finishing {
        return format!("{rows} of {total} calls, finishing the file");
    }
    match progress.eta_s {
        Some(eta_s @ 0..=89) => format!("{rows} of {total} calls, about {} s", eta_s.max(1)),
        Some(eta_s) => format!("{rows} of {total} calls, about {} minutes", eta_s.div_ceil(60)),
        None => format!("{rows} of {total} calls"),
    }
}

fn say_what_was_written(written: &ExportReport, options: &ExportOptions, path: &Path) {
    let altered = written.altered;
    output::say(&format!("{} calls written to {}", written.rows, path.display()));
    if options.format != ExportFormat::Xlsx {
        output::say(&format!("what is in it: {}", manifest_path(path).display()));
    }
    if altered.cells_cut > 0 {
        output::say(&format!(
            "Note: {} cells were too long for a spreadsheet; they end with \"… [cut]\".",
            altered.cells_cut
        ));
    }
    if altered.cells_with_unwritable_characters > 0 {
        output::say(&format!(
            "Note: {} cells have characters that a spreadsheet cannot hold; each is shown as \u{fffd}.",
            altered.cells_with_unwritable_characters
        ));
    }
    if altered.values_in_other_fields > 0 && options.columns.is_empty() {
        output::say(&format!(
            "Note: {} values do not fit their column's type; they stand in other_fields.",
            altered.values_in_other_fields
        ));
    }
}
