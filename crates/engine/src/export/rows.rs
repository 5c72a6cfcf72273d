//! Where an export's rows come from: the calls of one moment, read on a thread of its own while the
//! caller's thread writes what was read before.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use offhook_model::{Calendar, Filter};
use tokio_util::sync::CancellationToken;

use super::{ExportOptions, quiet};
use crate::query::{local_calendar, zone_calendar};
use crate::{Error, Profile};

/// A batch is handed over when it holds so many bytes or rows.
const BATCH_BYTES: usize = 256 * 1024;
const BATCH_ROWS: usize = 1_024;
/// Batches read ahead.
const AHEAD: usize = 2;

/// Documents in order, one after the other in one text.
#[derive(Debug, Default)]
pub(super) struct Batch {
    text: String,
    ends: Vec<usize>,
}

impl Batch {
    fn push(&mut self, document: &str) {
        self.text.push_str(document);
        self.ends.push(self.text.len());
    }

    fn is_full(&self) -> bool {
        self.text.len() >= BATCH_BYTES || self.ends.len() >= BATCH_ROWS
    }

    pub(super) fn documents(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }

    fn cleared(mut self) -> Self {
        self.text.clear();
        self.ends.clear();
        self
    }
}

/// The calls to write, and the profile as it was when they were decided.
#[derive(Debug)]
pub(super) struct Moment {
    /// Stays as it was: every part of an export is read through it.
    pub(super) profile: Profile,
    /// The calls' rows, in order.
    pub(super) rows: Vec<u32>,
}

impl Moment {
    /// Decides on the calls of the filter, or on the selected ones of them, and holds on to this
    /// state of the profile.
    ///
    /// # Errors
    /// [`Error::Store`]; [`Error::Busy`] when texts are searched for and the calls change faster
    /// than that can be done.
    pub(super) fn of(
        profile: &Profile,
        filter: &Filter,
        options: &ExportOptions,
    ) -> Result<Self, Error> {
        let calendar = calendar(options)?;
        let (profile, rows) = profile.at_one_moment(filter, &*calendar, |still| {
            still.rows_to_export(filter, &*calendar, options.selection.as_ref())
        })?;
        Ok(Self { profile, rows })
    }
}

fn calendar(options: &ExportOptions) -> Result<Box<dyn Calendar>, Error> {
    Ok(match &options.days_in {
        Some(zone) => Box::new(zone_calendar(zone.name())?),
        None => Box::new(local_calendar()),
    })
}

impl Profile {
    /// The rows of the filter's calls in its order, of the selected ones alone where some are.
    fn rows_to_export(
        &self,
        filter: &Filter,
        calendar: &dyn Calendar,
        selection: Option<&HashSet<String>>,
    ) -> Result<Vec<u32>, Error> {
        let mut rows = self.rows_of(filter, calendar)?;
        if let Some(ids) = selection {
            let mut ids: Vec<&String> = ids.iter().collect();
            ids.sort_unstable();
            let selected: HashSet<u32> = self.cache.seqs_of(&ids)?.into_iter().flatten().collect();
            rows.retain(|seq| selected.contains(seq));
        }
        Ok(rows)
    }

    /// Hands the calls in these rows to `take`, a batch at a time, until it fails, `cancel` is told, or
    /// all were taken.
    pub(super) fn stream_rows<E: From<Error>>(
        &self,
        rows: &[u32],
        cancel: &CancellationToken,
        mut take: impl FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let (full, filled) = sync_channel(AHEAD);
        let (empty, emptied) = channel();
        thread::scope(|scope| {
            let reader = scope.spawn(move || self.read_batches(rows, cancel, &full, &emptied));
            // The receiver ends with this call, and with it the reader, also when `take` fails.
            take_all(filled, &empty, &mut take)?;
            Ok(outcome(reader.join())?)
        })
    }

    fn read_batches(
        &self,
        rows: &[u32],
        cancel: &CancellationToken,
        full: &SyncSender<Batch>,
        emptied: &Receiver<Batch>,
    ) -> Result<(), Error> {
        let mut batch = Batch::default();
        self.cache.visit_rows(rows, |_, document| {
            batch.push(document);
            if !batch.is_full() {
                return ControlFlow::Continue(());
            }
            let next = emptied.try_recv().unwrap_or_default();
            let sent = full.send(std::mem::replace(&mut batch, next));
            if sent.is_err() || cancel.is_cancelled() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        // Nobody takes it when the writer has failed, which it says itself.
        let _ = full.send(batch);
        Ok(())
    }
}

/// A reader that panicked did not stop because anybody asked it to.
fn outcome(ended: thread::Result<Result<(), Error>>) -> Result<(), Error> {
    ended.unwrap_or_else(|panic| Err(Error::Defect(quiet::in_words(panic.as_ref()))))
}

fn take_all<E>(
    filled: Receiver<Batch>,
    empty: &Sender<Batch>,
    take: &mut impl FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    for batch in filled {
        take(&batch)?;
        // The reader may have ended already.
        let _ = empty.send(batch.cleared());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use offhook_model::Code;

    use super::*;

    #[test]
    fn a_reader_that_panics_is_a_defect_and_no_cancel() {
        let reader = thread::spawn(|| -> Result<(), Error> { panic!("out of its mind") });
        let ended = outcome(reader.join()).unwrap_err();
        assert_eq!(ended.code(), Code::Internal);
        assert!(ended.to_string().contains("out of its mind"), "{ended}");
        assert_eq!(outcome(Ok(Err(Error::ExportStopped))).unwrap_err().code(), Code::Cancelled);
    }

    #[test]
    fn a_batch_gives_its_documents_back_one_by_one() {
        let mut batch = Batch::default();
        for document in ["{}", "", "{\"id\":\"ü\"}"] {
            batch.push(document);
        }
        assert_eq!(batch.documents().collect::<Vec<_>>(), ["{}", "", "{\"id\":\"ü\"}"]);
        assert_eq!(batch.cleared().documents().count(), 0);
    }
}
