//! Puts the window where it was, and keeps where it is whenever it has come to rest.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use offhook_engine::Home;
use tauri::{Monitor, PhysicalPosition, PhysicalSize, WebviewWindow, WindowEvent};

use crate::placement::{Placement, Rect, Screen};

/// A window that has not moved for so long has come to rest.
const AT_REST_AFTER: Duration = Duration::from_millis(400);

/// Puts the window, which is not shown yet, where it was.
pub(crate) fn restore(window: &WebviewWindow, kept: Placement) -> tauri::Result<()> {
    let Some(Placement { rect, maximised }) = kept.fitted_to(&screens(window)?) else {
        return Ok(());
    };
    window.set_size(PhysicalSize::new(rect.width, rect.height))?;
    window.set_position(PhysicalPosition::new(rect.x, rect.y))?;
    if maximised { window.maximize() } else { Ok(()) }
}

/// Keeps from now on where the window is.
pub(crate) fn keep(window: &WebviewWindow, home: Home) -> std::io::Result<()> {
    let (moved, moves) = channel();
    // The first rest is that after opening: where it was put instead of out of sight counts too.
    let _ = moved.send(());
    let (watched, at_close) = (window.clone(), home.clone());
    thread::Builder::new()
        .name("placement".to_owned())
        .spawn(move || keep_when_at_rest(&watched, &home, &moves))?;
    let closing = window.clone();
    window.on_window_event(move |event| note(event, &moved, || save(&closing, &at_close)));
    Ok(())
}

fn note(event: &WindowEvent, moved: &Sender<()>, save: impl FnOnce()) {
    match event {
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => {
            // Nobody listens only when the process ends.
            let _ = moved.send(());
        }
        WindowEvent::CloseRequested { .. } => save(),
        _ => {}
    }
}

fn keep_when_at_rest(window: &WebviewWindow, home: &Home, moves: &Receiver<()>) {
    while moves.recv().is_ok() {
        loop {
            match moves.recv_timeout(AT_REST_AFTER) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        save(window, home);
    }
}

fn save(window: &WebviewWindow, home: &Home) {
    // A window that is just going, or a disk that is full: the placement before serves as well.
    if let Ok(Some(placement)) = placement_of(window, Placement::load(home)) {
        let _ = placement.save(home);
    }
}

/// `None` while the window is somewhere it should not come back to.
fn placement_of(
    window: &WebviewWindow,
    before: Option<Placement>,
) -> tauri::Result<Option<Placement>> {
    if !window.is_visible()? || window.is_minimized()? || window.is_fullscreen()? {
        return Ok(None);
    }
    let (position, size) = (window.outer_position()?, window.inner_size()?);
    let now = Rect { x: position.x, y: position.y, width: size.width, height: size.height };
    if window.is_maximized()? {
        let rect = before.map_or(now, |before| before.rect);
        return Ok(Some(Placement { rect, maximised: true }));
    }
    Ok(Some(Placement { rect: now, maximised: false }))
}

/// The main screen first.
fn screens(window: &WebviewWindow) -> tauri::Result<Vec<Screen>> {
    let main = window.primary_monitor()?;
    Ok(main.iter().chain(&window.available_monitors()?).map(screen).collect())
}

fn screen(monitor: &Monitor) -> Screen {
    let area = monitor.work_area();
    let rect = Rect {
        x: area.position.x,
        y: area.position.y,
        width: area.size.width,
        height: area.size.height,
    };
    Screen { area: rect, scale: monitor.scale_factor() }
}
