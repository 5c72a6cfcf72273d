//! The icon in the system's tray: there while a person wants it, with how long ago the last sync
//! was. While it can be seen, closing the window only hides it.

mod look;
#[cfg(target_os = "linux")]
#[path = "status_item.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "elsewhere.rs"]
mod system;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tauri::AppHandle;

use self::look::Look;
use self::system::Icon;
use crate::host::Host;

/// How the entries of its menu are named, so that nobody takes them for others.
pub(crate) const MENU_PREFIX: &str = "tray-";
/// "2 min ago" goes stale by itself.
const LOOK_EVERY: Duration = Duration::from_secs(20);
/// A running sync tells of every step, which is too often for a menu.
const REST: Duration = Duration::from_millis(300);

/// What a person chooses in its menu, or what has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chosen {
    Show,
    Sync,
    Quit,
    /// The system has no tray for now: what is hidden cannot be reached by it.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "elsewhere it is always there")
    )]
    Gone,
}

/// Whoever does what was chosen, from any thread.
pub(crate) type Choose = Arc<dyn Fn(Chosen) + Send + Sync>;

/// Whether the icon can be seen: held by whoever hears of it.
type Seen = Arc<AtomicBool>;

/// The icon, while there is one.
pub(crate) struct Tray {
    app: AppHandle,
    host: Arc<Host>,
    choose: Choose,
    /// Read on the main thread, which must not wait for the system.
    seen: Seen,
    shown: Mutex<Option<Shown>>,
}

struct Shown {
    icon: Arc<Icon>,
    /// Dropped with the rest, which ends the thread that looks.
    news: Sender<()>,
}

impl Tray {
    /// There is no icon yet.
    pub(crate) fn new(app: AppHandle, host: Arc<Host>, choose: Choose) -> Self {
        Self { app, host, choose, seen: Seen::default(), shown: Mutex::default() }
    }

    /// Shows the icon, or takes it away. Waits for the system's answer.
    ///
    /// # Errors
    /// The system's reason, for a person, where it takes no icons at all.
    pub(crate) fn turn(&self, on: bool) -> Result<(), String> {
        let mut shown = self.shown();
        if !on {
            if let Some(Shown { icon, .. }) = shown.take() {
                icon.remove();
            }
            self.seen.store(false, Ordering::SeqCst);
            return Ok(());
        }
        if shown.is_none() {
            let look = Look::at(&self.host);
            let choose = Arc::clone(&self.choose);
            let icon = Arc::new(Icon::show(&self.app, &look, choose, &self.seen)?);
            let (news, heard) = channel();
            let (watched, host) = (Arc::clone(&icon), Arc::clone(&self.host));
            let keep = move || keep_fresh(&watched, &host, look, &heard);
            // Without the thread the icon says what it said at first, and does what it should.
            let _ = thread::Builder::new().name("tray".to_owned()).spawn(keep);
            *shown = Some(Shown { icon, news });
        }
        Ok(())
    }

    /// Whether a person can see it and reach the window by it.
    pub(crate) fn can_be_seen(&self) -> bool {
        self.seen.load(Ordering::SeqCst)
    }

    /// Something about the sync has changed.
    pub(crate) fn news(&self) {
        // One that is just being shown or removed needs none.
        if let Ok(shown) = self.shown.try_lock()
            && let Some(shown) = &*shown
        {
            let _ = shown.news.send(());
        }
    }

    fn shown(&self) -> MutexGuard<'_, Option<Shown>> {
        // Each change is one assignment, so what a panic leaves behind is whole.
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keep_fresh(icon: &Icon, host: &Host, mut look: Look, news: &Receiver<()>) {
    while news.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Disconnected) {
        while news.try_recv().is_ok() {}
        let now = Look::at(host);
        if now != look {
            icon.wear(&now);
            look = now;
        }
        thread::sleep(REST);
    }
}
