//! `offhook export`

use std::io::{self, BufWriter};
use std::path::Path;

use offhook_engine::{CsvFor, Error, ExportFormat, ExportOptions, Profile};

use crate::args::{CsvKind, ExportArgs, Format};
use crate::output;

pub(super) fn run(profile: &Profile, args: ExportArgs) -> Result<(), Error> {
    let filter = args.filters.resolve(profile)?.resolve()?;
    if let Some(hint) = filter.contradiction() {
        output::say(&format!("Note: {hint}."));
    }
    let kind = match args.csv_for {
        CsvKind::Excel => CsvFor::Excel,
        CsvKind::Machines => CsvFor::Machines,
    };
    let options = ExportOptions {
        format: match args.format {
            Format::Csv => ExportFormat::Csv(kind),
            Format::Ndjson => ExportFormat::Ndjson,
        },
        columns: args.columns,
        overwrite: args.overwrite,
    };
    if args.output == Path::new("-") {
        let out = BufWriter::new(io::stdout().lock());
        profile.export_to(&filter, &options, out, Path::new("standard output"))?;
        return Ok(());
    }
    let written = profile.export(&filter, &options, &args.output)?;
    output::say(&format!("{} calls written to {}", written.rows, args.output.display()));
    Ok(())
}
