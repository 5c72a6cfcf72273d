//! The frame that the system draws around the page, in the page's colours.

use tauri::AppHandle;

use crate::wire::Theme;

/// Draws the frame light, dark, or as the system has it.
///
/// # Errors
/// When the window is gone.
#[cfg(not(target_os = "linux"))]
pub(crate) fn follow(app: &AppHandle, theme: Theme) -> tauri::Result<()> {
    app.set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    });
    Ok(())
}

/// Draws the frame light, dark, or as the system has it.
///
/// # Errors
/// When the window is gone.
// Tauri's own way knows no way back to the system here: "as the system has it" would be light, for
// the frame and, by what the page asks of its engine, for the page as well.
#[cfg(target_os = "linux")]
pub(crate) fn follow(app: &AppHandle, theme: Theme) -> tauri::Result<()> {
    use gtk::prelude::GtkSettingsExt;
    app.run_on_main_thread(move || {
        let Some(settings) = gtk::Settings::default() else { return };
        match theme {
            Theme::System => settings.reset_property("gtk-application-prefer-dark-theme"),
            Theme::Light => settings.set_gtk_application_prefer_dark_theme(false),
            Theme::Dark => settings.set_gtk_application_prefer_dark_theme(true),
        }
    })
}
