//! The tray of Windows and the menu bar of macOS, through Tauri's own.

use std::sync::atomic::Ordering;

use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};

use super::look::Look;
use super::{Choose, Chosen, Seen};

/// With `MENU_PREFIX`: whoever hears of the menu bar hears of these, too.
const SYNC: &str = "tray-sync";
const SHOW: &str = "tray-show";
const QUIT: &str = "tray-quit";

/// The icon; it goes when it is removed.
pub(crate) struct Icon {
    app: AppHandle,
    icon: TrayIcon,
}

impl Icon {
    /// Puts it where such icons are.
    pub(crate) fn show(
        app: &AppHandle,
        look: &Look,
        choose: Choose,
        seen: &Seen,
    ) -> Result<Self, String> {
        let at_click = choose.clone();
        let mut builder = TrayIconBuilder::with_id("offhook")
            .menu(&menu(app, look).map_err(|error| error.to_string())?)
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .tooltip(tooltip(look))
            .on_menu_event(move |_, event| match event.id().as_ref() {
                SYNC => choose(Chosen::Sync),
                SHOW => choose(Chosen::Show),
                QUIT => choose(Chosen::Quit),
                _ => {}
            })
            .on_tray_icon_event(move |_, event| {
                if is_click(&event) && !cfg!(target_os = "macos") {
                    at_click(Chosen::Show);
                }
            });
        if let Some(picture) = app.default_window_icon() {
            builder = builder.icon(picture.clone());
        }
        let icon = builder.build(app).map_err(|error| error.to_string())?;
        seen.store(true, Ordering::SeqCst);
        Ok(Self { app: app.clone(), icon })
    }

    pub(crate) fn wear(&self, look: &Look) {
        // What cannot be shown anew says what it said before.
        if let Ok(menu) = menu(&self.app, look) {
            let _ = self.icon.set_menu(Some(menu));
        }
        let _ = self.icon.set_tooltip(Some(tooltip(look)));
    }

    pub(crate) fn remove(&self) {
        let _ = self.app.remove_tray_by_id(self.icon.id());
    }
}

fn is_click(event: &TrayIconEvent) -> bool {
    let (button, state) = (MouseButton::Left, MouseButtonState::Up);
    matches!(event, TrayIconEvent::Click { button: b, button_state: s, .. } if (*b, *s) == (button, state))
}

fn tooltip(look: &Look) -> String {
    format!("Offhook\n{}", look.lines.join("\n"))
}

fn menu(app: &AppHandle, look: &Look) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    let no_keys = None::<&str>;
    for line in &look.lines {
        menu.append(&MenuItem::new(app, line, false, no_keys)?)?;
    }
    menu.append(&PredefinedMenuItem::separator(app)?)?;
    menu.append(&MenuItem::with_id(app, SYNC, look.sync_now, look.may_sync, no_keys)?)?;
    menu.append(&MenuItem::with_id(app, SHOW, look.show, true, no_keys)?)?;
    menu.append(&PredefinedMenuItem::separator(app)?)?;
    menu.append(&MenuItem::with_id(app, QUIT, look.quit, true, no_keys)?)?;
    Ok(menu)
}
