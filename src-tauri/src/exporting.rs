//! The one export that may run at a time, and what it tells on the way.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use offhook_engine::{CsvFor, Error, ExportFormat, ExportOptions, Profile, SystemClock, TimeZone};
use offhook_model::words::selected_in_words;
use offhook_model::{Language, RawFilter};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::calendar;
use crate::events::{Announce, Event};
use crate::wire::{ErrorBody, ExportDone, ExportForm, ExportOrder, ExportProgress};

/// Writes files, one at a time.
pub(crate) struct Exporting {
    running: Mutex<Option<CancellationToken>>,
    /// Files written since the window was opened: the page may have these opened, and no others.
    written: Mutex<HashSet<PathBuf>>,
    announce: Announce,
}

impl Exporting {
    pub(crate) fn new(announce: Announce) -> Self {
        Self { running: Mutex::default(), written: Mutex::default(), announce }
    }

    /// Writes the file and returns when it is there.
    ///
    /// # Errors
    /// `busy` when another export runs, else what the engine says.
    pub(crate) fn run(
        &self,
        profile: &Profile,
        body: Value,
        order: ExportOrder,
    ) -> Result<ExportDone, ErrorBody> {
        let cancel = CancellationToken::new();
        {
            let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            if running.is_some() {
                return Err(Error::Busy.into());
            }
            *running = Some(cancel.clone());
        }
        let written = self.write(profile, body, order, &cancel);
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let done = written?;
        self.note_written(Path::new(&done.path));
        Ok(done)
    }

    pub(crate) fn note_written(&self, path: &Path) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.insert(path.to_owned());
    }

    /// # Errors
    /// `internal` for a file that was not written from this window.
    pub(crate) fn check_written(&self, path: &Path) -> Result<(), ErrorBody> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.contains(path) {
            return Ok(());
        }
        Err(ErrorBody::internal("this file was not written from this window"))
    }

    /// Asks the running export to stop; the old file, if there is one, stays whole.
    pub(crate) fn cancel(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cancel) = &*running {
            cancel.cancel();
        }
    }

    fn write(
        &self,
        profile: &Profile,
        body: Value,
        order: ExportOrder,
        cancel: &CancellationToken,
    ) -> Result<ExportDone, Error> {
        let raw = RawFilter::from_body(body.clone())?;
        let filter = raw.resolve()?;
        let calendar = calendar::of(&order.days_in)?;
        let language = Language::from_tag(&order.language);
        // The page does not know the zone of every computer; UTC is then named in the file.
        let time_zone = match order.zone.as_str() {
            "" => TimeZone::default(),
            name => name.parse()?,
        };
        let path = PathBuf::from(&order.path);
        let filter_in_words = match &order.ids {
            Some(ids) => selected_in_words(ids.len(), language),
            None => profile.filter_in_words(&filter, &*calendar, language)?,
        };
        let options = ExportOptions {
            columns: order.columns,
            with_review: order.with_review,
            time_zone,
            days_in: order.days_in.parse().ok(),
            overwrite: order.overwrite,
            selection: order.ids.map(|ids| ids.into_iter().collect()),
            filter_in_words,
            request: body,
            ..ExportOptions::new(format(order.form))
        };
        let mut observe = |progress: &offhook_engine::ExportProgress| {
            (self.announce)(Event::ExportProgress(ExportProgress {
                rows: progress.rows,
                total: progress.total,
                eta_s: progress.eta_s,
                finishing: progress.finishing,
            }));
        };
        let report =
            profile.export(&filter, &options, &path, &SystemClock, cancel, &mut observe)?;
        Ok(ExportDone {
            path: path.display().to_string(),
            rows: report.rows,
            bytes: report.bytes,
            cells_cut: report.altered.cells_cut,
            cells_with_unwritable_characters: report.altered.cells_with_unwritable_characters,
        })
    }
}

const fn format(form: ExportForm) -> ExportFormat {
    match form {
        ExportForm::Xlsx => ExportFormat::Xlsx,
        ExportForm::CsvExcel => ExportFormat::Csv(CsvFor::Excel),
        ExportForm::CsvMachines => ExportFormat::Csv(CsvFor::Machines),
        ExportForm::Json => ExportFormat::Json,
        ExportForm::Ndjson => ExportFormat::Ndjson,
        ExportForm::Parquet => ExportFormat::Parquet,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn only_what_was_written_from_the_window_may_be_opened_from_it() {
        let exporting = Exporting::new(Arc::new(|_| {}));
        let path = Path::new("/home/a/calls.xlsx");
        assert!(exporting.check_written(path).is_err());
        exporting.note_written(path);
        assert!(exporting.check_written(path).is_ok());
        assert!(exporting.check_written(Path::new("/home/a/other.sh")).is_err());
    }
}
