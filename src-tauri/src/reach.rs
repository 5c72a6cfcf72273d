//! The window can always be reached: it comes to the front when it is asked for, and closing hides
//! it only while the tray leads back to it.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use offhook_engine::Home;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, WindowEvent};

use crate::closing;
use crate::host::Host;
use crate::menu;
use crate::placement::Placement;
use crate::placing;
use crate::tray::{self, Choose, Chosen, Tray};

/// Its label in `tauri.conf.json`.
const WINDOW: &str = "main";
/// A panel that starts anew, or later than the programs at login, is there by then.
const PANEL_PATIENCE: Duration = Duration::from_secs(10);

/// Brings the window to the front, wherever it is.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(WINDOW) else { return };
    // Each of them is a wish that the desktop may refuse.
    if !window.is_visible().unwrap_or(true) {
        let _ = put_back(&window);
    }
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
}

/// A window that was hidden would come back wherever the desktop likes.
fn put_back(window: &WebviewWindow) -> Option<()> {
    let home: Home = window.try_state::<Arc<Host>>()?.home().ok()?;
    placing::restore(window, Placement::load(&home)?).ok()
}

/// Brings it to the front and does an action of the page, by its name there, as if it was chosen in
/// the palette; what the page does not know, or has no use for now, does nothing.
pub(crate) fn show_and_act(app: &AppHandle, action: &str) {
    show(app);
    // Without a page there is nobody to miss it.
    let _ = app.emit("act", action);
}

/// Brings it to the front; a profile that is named is opened by the page, which has notes to save
/// before it leaves another one, and says so when it cannot. One that is only just loading asks for
/// it once it can listen.
pub(crate) fn show_with(app: &AppHandle, profile: Option<String>) {
    show(app);
    if let Some(name) = profile
        && let Some(host) = app.try_state::<Arc<Host>>()
    {
        host.want_profile(name);
        let _ = app.emit("profile-wanted", ());
    }
}

/// Does what the menu bar names; the tray's menu is heard here as well and does its own.
pub(crate) fn chosen_in_menu(app: &AppHandle, action: &str) {
    if action == menu::QUIT {
        closing::end(app);
    } else if !action.starts_with(tray::MENU_PREFIX) {
        show_and_act(app, action);
    }
}

/// Closing the window leaves the program in the tray, as long as that can be seen; else it ends,
/// once the page has nothing against it.
pub(crate) fn hide_or_end_when_closed(window: &WebviewWindow) {
    let closed = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            let tray = closed.try_state::<Tray>().is_some_and(|tray| tray.can_be_seen());
            let hidden = tray && closed.hide().is_ok();
            if hidden || !closing::may_end(closed.app_handle()) {
                api.prevent_close();
            }
        }
    });
}

/// What is chosen in the tray is done here.
pub(crate) fn chosen_in_tray(app: AppHandle) -> Choose {
    Arc::new(move |chosen| match chosen {
        Chosen::Show => show(&app),
        Chosen::Sync => {
            if let Some(host) = app.try_state::<Arc<Host>>() {
                // Why it cannot start is told in the window.
                let _ = host.sync_now(false);
            }
        }
        Chosen::Quit => closing::end(&app),
        Chosen::Gone => show_unless_seen(app.clone()),
    })
}

/// Puts the icon into the tray where that is wanted, while the window opens.
pub(crate) fn start_tray(app: &AppHandle) -> std::io::Result<()> {
    let app = app.clone();
    let start = move || {
        if app.state::<Arc<Host>>().manners().tray() && app.state::<Tray>().turn(true).is_err() {
            show(&app);
        }
    };
    thread::Builder::new().name("tray-start".to_owned()).spawn(start).map(drop)
}

/// A window that is hidden in a tray that does not come back could be reached by nothing.
fn show_unless_seen(app: AppHandle) {
    let look = move || {
        thread::sleep(PANEL_PATIENCE);
        let hidden =
            app.get_webview_window(WINDOW).is_some_and(|w| !w.is_visible().unwrap_or(true));
        if hidden && !app.state::<Tray>().can_be_seen() {
            show(&app);
        }
    };
    let _ = thread::Builder::new().name("tray-gone".to_owned()).spawn(look);
}
