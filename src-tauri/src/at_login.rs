//! Whether the system opens Offhook at login. The truth is the system's own entry: nothing of it is
//! remembered here, so whoever takes the entry away elsewhere is believed.

use offhook_engine::Error;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Runtime};
use tauri_plugin_autostart::{Builder, ManagerExt};

/// What the entry says on the command line; the same as in `options.rs`.
const WORD: &str = "--at-login";

/// Writes and reads the entry: a file in `~/.config/autostart`, a launch agent, or a value under
/// `Run` in the registry.
pub(crate) fn plugin<R: Runtime>() -> TauriPlugin<R> {
    Builder::new().app_name("Offhook").arg(WORD).build()
}

/// Whether there is an entry; `None` where the system does not tell.
pub(crate) fn is_on(app: &AppHandle) -> Option<bool> {
    app.autolaunch().is_enabled().ok()
}

/// Makes the entry, or takes it away.
///
/// # Errors
/// [`Error::InvalidSetting`] with the system's reason.
pub(crate) fn turn(app: &AppHandle, on: bool) -> Result<(), Error> {
    let entry = app.autolaunch();
    let turned = if on { entry.enable() } else { entry.disable() };
    turned.map_err(|error| {
        Error::InvalidSetting(format!("the system's entry for login cannot be changed: {error}"))
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::options::Options;

    #[test]
    fn what_the_entry_says_is_understood_at_the_next_login() {
        assert!(Options::parse_from(["offhook-desktop", WORD]).at_login);
    }
}
