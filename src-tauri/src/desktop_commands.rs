//! The window's commands on how Offhook behaves among other programs: decode, ask, encode.

use offhook_engine::Error;
use tauri::{AppHandle, Manager};

use crate::at_login;
use crate::closing;
use crate::commands::{Answer, Shared, on_worker};
use crate::host::Host;
use crate::titling;
use crate::tray::Tray;
use crate::wire::{ClosingAnswer, DesktopManners, DesktopWish, ErrorBody, Theme};

#[tauri::command]
pub(crate) async fn desktop_manners(app: AppHandle, host: Shared<'_>) -> Answer<DesktopManners> {
    on_worker(host, move |host| Ok::<_, Error>(manners(&app, host))).await
}

/// Changes what is wished and nothing else, and tells how everything is then.
#[tauri::command]
pub(crate) async fn change_desktop(
    app: AppHandle,
    host: Shared<'_>,
    wish: DesktopWish,
) -> Answer<DesktopManners> {
    on_worker(host, move |host| {
        if let Some(on) = wish.notify_negative {
            host.change_manners(|manners| manners.set_notify_negative(on))?;
        }
        if let Some(on) = wish.tray {
            host.change_manners(|manners| manners.set_tray(on))?;
            // Where the system has none, the answer says that it cannot be seen.
            let _ = app.state::<Tray>().turn(on);
        }
        if let Some(on) = wish.at_login {
            at_login::turn(on, host.options())?;
        }
        Ok::<_, Error>(manners(&app, host))
    })
    .await
}

/// The frame of the window in the colours of the page.
#[tauri::command]
pub(crate) async fn choose_theme(app: AppHandle, theme: Theme) -> Answer<()> {
    titling::follow(&app, theme).map_err(ErrorBody::internal)
}

/// The page listens for the program's end, or says what is to become of it.
#[tauri::command]
pub(crate) async fn answer_closing(app: AppHandle, answer: ClosingAnswer) -> Answer<()> {
    closing::answered(&app, answer);
    Ok(())
}

fn manners(app: &AppHandle, host: &Host) -> DesktopManners {
    let kept = host.manners();
    DesktopManners {
        notify_negative: kept.notify_negative(),
        tray: kept.tray(),
        tray_seen: app.state::<Tray>().can_be_seen(),
        at_login: at_login::is_on(host.options()),
    }
}
