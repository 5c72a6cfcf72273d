//! Puts what the page has laid out for print onto paper, or into a PDF file.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use offhook_engine::{Error, FileInTheMaking};
use tauri::WebviewWindow;

use crate::wire::{ErrorBody, Paper, PrintOrder};

/// A PDF of the longest list takes seconds; whoever takes longer has stopped.
const LONGEST_FOR_A_FILE: Duration = Duration::from_secs(180);

/// How a print ended: whether anything was printed, or why not.
pub(crate) type Outcome = Result<bool, String>;

/// The sheets that a print goes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheets {
    pub(crate) paper: Paper,
    pub(crate) landscape: bool,
}

/// Whether a PDF can be written without the system's print dialog, which offers one itself on
/// macOS and Windows.
pub(crate) const fn writes_pdf() -> bool {
    cfg!(target_os = "linux")
}

/// Prints and returns when it is done: with the system's dialog, or into the file that is named.
/// Gives whether anything was printed; a person may have closed the dialog.
///
/// # Errors
/// `export_failed` and `disk_full` as for an export, `internal` for what the system says.
pub(crate) fn print(window: &WebviewWindow, order: &PrintOrder) -> Result<bool, ErrorBody> {
    let sheets = Sheets { paper: order.paper, landscape: order.landscape };
    let Some(path) = &order.path else { return with_dialog(window, sheets) };
    let mut file = FileInTheMaking::begin(path.as_ref(), order.overwrite)?;
    let (done, ended) = mpsc::channel();
    native::print_to_file(window, sheets, file.temporary_path(), done)?;
    let outcome = match ended.recv_timeout(LONGEST_FOR_A_FILE) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => Err("the print took too long".to_owned()),
        Err(RecvTimeoutError::Disconnected) => Err("the print was given up".to_owned()),
    };
    let failed = |reason| Error::Export { path: path.into(), reason };
    outcome.map_err(failed)?;
    // The print system puts a file of its own in this place.
    file.written_by_another()?;
    if file.settle()? == 0 {
        return Err(failed("the system wrote nothing".to_owned()).into());
    }
    file.publish()?;
    Ok(true)
}

fn with_dialog(window: &WebviewWindow, sheets: Sheets) -> Result<bool, ErrorBody> {
    let (done, ended) = mpsc::channel();
    native::print_with_dialog(window, sheets, done)?;
    // A person may take as long as they like.
    ended.recv().map_err(ErrorBody::internal)?.map_err(ErrorBody::internal)
}

/// WebKitGTK, whose print operation can be told its paper and its file beforehand.
#[cfg(target_os = "linux")]
mod native {
    use std::cell::RefCell;
    use std::path::Path;
    use std::rc::Rc;
    use std::sync::mpsc::Sender;

    use gtk::glib;
    use tauri::WebviewWindow;
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse, WebView};

    use super::{Outcome, Sheets};
    use crate::wire::{ErrorBody, Paper};

    const MARGIN_MM: f64 = 12.0;

    pub(super) fn print_to_file(
        window: &WebviewWindow,
        sheets: Sheets,
        path: &Path,
        done: Sender<Outcome>,
    ) -> Result<(), ErrorBody> {
        let uri =
            glib::filename_to_uri(std::path::absolute(path).map_err(ErrorBody::internal)?, None)
                .map_err(ErrorBody::internal)?
                .to_string();
        begin(window, move |webview| {
            let settings = gtk::PrintSettings::new();
            // The printer goes by its name in the person's language.
            let printer = glib::dgettext(Some("gtk30"), "Print to File");
            settings.set_printer(&printer);
            settings.set(gtk::PRINT_SETTINGS_OUTPUT_FILE_FORMAT, Some("pdf"));
            settings.set(gtk::PRINT_SETTINGS_OUTPUT_URI, Some(&uri));
            let operation = operation(webview, sheets, done);
            operation.set_print_settings(&settings);
            operation.print();
        })
    }

    pub(super) fn print_with_dialog(
        window: &WebviewWindow,
        sheets: Sheets,
        done: Sender<Outcome>,
    ) -> Result<(), ErrorBody> {
        begin(window, move |webview| {
            let cancelled = done.clone();
            let operation = operation(webview, sheets, done);
            if operation.run_dialog(None::<&gtk::Window>) != PrintOperationResponse::Print {
                // Whoever asked has gone when this arrives nowhere.
                let _ = cancelled.send(Ok(false));
            }
        })
    }

    fn begin(
        window: &WebviewWindow,
        work: impl FnOnce(&WebView) + Send + 'static,
    ) -> Result<(), ErrorBody> {
        window.with_webview(move |webview| work(&webview.inner())).map_err(ErrorBody::internal)
    }

    /// A print on these sheets that tells its end once.
    fn operation(webview: &WebView, sheets: Sheets, done: Sender<Outcome>) -> PrintOperation {
        let operation = PrintOperation::new(webview);
        operation.set_page_setup(&page_setup(sheets));
        let failure = Rc::new(RefCell::new(None));
        let noted = Rc::clone(&failure);
        operation.connect_failed(move |_, error| {
            noted.replace(Some(error.to_string()));
        });
        // It lives until it has ended, and ends with this handler.
        let kept = RefCell::new(Some(operation.clone()));
        operation.connect_finished(move |_| {
            let _ = done.send(failure.take().map_or(Ok(true), Err));
            kept.take();
        });
        operation
    }

    fn page_setup(sheets: Sheets) -> gtk::PageSetup {
        let setup = gtk::PageSetup::new();
        let name = match sheets.paper {
            Paper::A4 => "iso_a4",
            Paper::Letter => "na_letter",
        };
        setup.set_paper_size_and_default_margins(&gtk::PaperSize::new(Some(name)));
        setup.set_orientation(if sheets.landscape {
            gtk::PageOrientation::Landscape
        } else {
            gtk::PageOrientation::Portrait
        });
        setup.set_top_margin(MARGIN_MM, gtk::Unit::Mm);
        setup.set_bottom_margin(MARGIN_MM, gtk::Unit::Mm);
        setup.set_left_margin(MARGIN_MM, gtk::Unit::Mm);
        setup.set_right_margin(MARGIN_MM, gtk::Unit::Mm);
        setup
    }
}

/// Elsewhere the system's dialog has everything, a PDF included; paper and margins are the page's
/// own `@page` rule.
#[cfg(not(target_os = "linux"))]
mod native {
    use std::path::Path;
    use std::sync::mpsc::Sender;

    use tauri::WebviewWindow;

    use super::{Outcome, Sheets};
    use crate::wire::ErrorBody;

    pub(super) fn print_to_file(
        _window: &WebviewWindow,
        _sheets: Sheets,
        _path: &Path,
        _done: Sender<Outcome>,
    ) -> Result<(), ErrorBody> {
        Err(ErrorBody::internal("this system's print dialog makes PDF files"))
    }

    pub(super) fn print_with_dialog(
        window: &WebviewWindow,
        _sheets: Sheets,
        done: Sender<Outcome>,
    ) -> Result<(), ErrorBody> {
        window.print().map_err(ErrorBody::internal)?;
        // Whoever asked waits on the other end.
        let _ = done.send(Ok(true));
        Ok(())
    }
}
