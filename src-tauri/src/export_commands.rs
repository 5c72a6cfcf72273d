//! The commands for writing calls to a file, and for finding that file again.

use std::path::Path;

use serde_json::Value;
use tauri::{AppHandle, Manager, WebviewWindow};

use crate::commands::{Answer, Shared, on_worker};
use crate::printing;
use crate::wire::{ErrorBody, ExportDone, ExportOrder, PrintOrder};

#[tauri::command]
pub(crate) async fn export_calls(
    host: Shared<'_>,
    body: Value,
    order: ExportOrder,
) -> Answer<ExportDone> {
    on_worker(host, move |host| {
        let profile = host.profile()?;
        host.exporting.run(&profile, body, order)
    })
    .await
}

#[tauri::command]
pub(crate) async fn export_cancel(host: Shared<'_>) -> Answer<()> {
    host.exporting.cancel();
    Ok(())
}

/// Where exports go unless a person says otherwise: the downloads, else the home folder.
#[tauri::command]
pub(crate) async fn export_folder(app: AppHandle) -> Answer<String> {
    let path = app.path();
    let folder = path.download_dir().or_else(|_| path.home_dir()).map_err(ErrorBody::internal)?;
    Ok(folder.display().to_string())
}

/// Opens an exported file with the program that the system has for it.
#[tauri::command]
pub(crate) async fn open_exported(host: Shared<'_>, path: String) -> Answer<()> {
    on_worker(host, move |host| {
        host.exporting.check_written(Path::new(&path))?;
        tauri_plugin_opener::open_path(&path, None::<&str>).map_err(ErrorBody::internal)
    })
    .await
}

/// Shows an exported file among the others of its folder; where the system has nothing that can
/// point at a file, the folder alone.
#[tauri::command]
pub(crate) async fn show_exported(host: Shared<'_>, path: String) -> Answer<()> {
    on_worker(host, move |host| {
        let path = Path::new(&path);
        host.exporting.check_written(path)?;
        if tauri_plugin_opener::reveal_item_in_dir(path).is_ok() {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        tauri_plugin_opener::open_path(folder, None::<&str>).map_err(ErrorBody::internal)
    })
    .await
}

/// Prints what the page has laid out; says whether anything was printed.
#[tauri::command]
pub(crate) async fn print_pages(
    host: Shared<'_>,
    window: WebviewWindow,
    order: PrintOrder,
) -> Answer<bool> {
    on_worker(host, move |host| {
        let printed = printing::print(&window, &order)?;
        if let Some(path) = &order.path {
            host.exporting.note_written(Path::new(path));
        }
        Ok::<_, ErrorBody>(printed)
    })
    .await
}

/// Where PDF files go unless a person says otherwise; null where only the system's print dialog
/// makes them.
#[tauri::command]
pub(crate) async fn pdf_folder(app: AppHandle) -> Answer<Option<String>> {
    if printing::writes_pdf() { export_folder(app).await.map(Some) } else { Ok(None) }
}
