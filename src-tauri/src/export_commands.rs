//! The commands for writing calls to a file, and for finding that file again.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tauri::{AppHandle, Manager};

use crate::commands::{Answer, Shared, on_worker};
use crate::exporting;
use crate::wire::{ErrorBody, ExportDone, ExportOrder};

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

/// Opens the folder of an exported file with the system's own program.
#[tauri::command]
pub(crate) async fn show_exported(host: Shared<'_>, path: String) -> Answer<()> {
    on_worker(host, move |_| {
        let folder = exporting::folder_of(&PathBuf::from(path));
        let program = if cfg!(target_os = "macos") {
            "open"
        } else if cfg!(windows) {
            "explorer"
        } else {
            "xdg-open"
        };
        let started = Command::new(program)
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        started.map(drop).map_err(ErrorBody::internal)
    })
    .await
}
