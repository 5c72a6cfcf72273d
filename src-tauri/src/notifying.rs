//! Hands a notice to the system, and hears of a click where the system tells: on Linux over the
//! session bus, by one connection and one thread for all of them.

#[cfg(target_os = "linux")]
use bus as system;
#[cfg(not(target_os = "linux"))]
use elsewhere as system;

pub(crate) use system::Notifier;

#[cfg(target_os = "linux")]
mod bus {
    use std::collections::{HashMap, VecDeque};
    use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
    use std::thread;
    use std::time::Duration;

    use zbus::blocking::connection::Builder;
    use zbus::zvariant::Value;

    use crate::notice::Notice;

    /// The file name of the icon, and of the entry in the system's menu, as the bundle installs it.
    const ICON: &str = "offhook-desktop";
    /// The specification's name for a click on the notification itself.
    const CLICK: &str = "default";
    /// Notices whose clicks are listened for: what still stands in a system's list of them.
    const REMEMBERED: usize = 64;
    /// A server that does not answer is given up: a sync waits for it.
    const PATIENCE: Duration = Duration::from_secs(5);
    /// The system's own idea of how long.
    const AS_ALWAYS: i32 = -1;

    #[zbus::proxy(
        interface = "org.freedesktop.Notifications",
        default_service = "org.freedesktop.Notifications",
        default_path = "/org/freedesktop/Notifications",
        gen_async = false
    )]
    trait Notifications {
        fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

        #[expect(clippy::too_many_arguments, reason = "as the specification has them")]
        fn notify(
            &self,
            app_name: &str,
            replaces_id: u32,
            app_icon: &str,
            summary: &str,
            body: &str,
            actions: &[&str],
            hints: HashMap<&str, Value<'_>>,
            expire_timeout_ms: i32,
        ) -> zbus::Result<u32>;

        #[zbus(signal)]
        fn action_invoked(&self, id: u32, action: String) -> zbus::Result<()>;
    }

    /// Sends notices. Connects with the first of them.
    pub(crate) struct Notifier {
        on_click: Arc<dyn Fn() + Send + Sync>,
        shown: Arc<Mutex<VecDeque<u32>>>,
        server: Mutex<Option<NotificationsProxy<'static>>>,
    }

    impl Notifier {
        /// `on_click` is called from a thread of its own.
        pub(crate) fn new(on_click: impl Fn() + Send + Sync + 'static) -> Self {
            let on_click = Arc::new(on_click);
            Self { on_click, shown: Arc::default(), server: Mutex::default() }
        }

        /// Waits for the system's answer: not for the main thread.
        ///
        /// # Errors
        /// When nobody on the session bus shows notifications.
        pub(crate) fn show(&self, notice: &Notice) -> zbus::Result<()> {
            let mut server = locked(&self.server);
            let proxy = match server.take() {
                Some(proxy) => proxy,
                None => self.connect()?,
            };
            // A connection that fails is not kept: the next notice makes another.
            let id = send(&proxy, notice)?;
            *server = Some(proxy);
            let mut shown = locked(&self.shown);
            shown.push_back(id);
            if shown.len() > REMEMBERED {
                shown.pop_front();
            }
            Ok(())
        }

        fn connect(&self) -> zbus::Result<NotificationsProxy<'static>> {
            let bus = Builder::session()?.method_timeout(PATIENCE).build()?;
            let proxy = NotificationsProxy::new(&bus)?;
            // Before the first is sent, so that no click is missed.
            let clicks = proxy.receive_action_invoked()?;
            let (shown, on_click) = (Arc::clone(&self.shown), Arc::clone(&self.on_click));
            let listen = move || {
                for click in clicks {
                    let Ok(click) = click.args() else { continue };
                    if click.action == CLICK && locked(&shown).contains(&click.id) {
                        on_click();
                    }
                }
            };
            // Without the thread a notice is shown all the same.
            let _ = thread::Builder::new().name("notifications".to_owned()).spawn(listen);
            Ok(proxy)
        }
    }

    fn send(server: &NotificationsProxy<'_>, notice: &Notice) -> zbus::Result<u32> {
        let able = server.get_capabilities()?;
        let is_able = |word: &str| able.iter().any(|one| one == word);
        let body = if is_able("body-markup") { escaped(&notice.body) } else { notice.body.clone() };
        let actions: &[&str] = if is_able("actions") { &[CLICK, notice.show] } else { &[] };
        let hints = HashMap::from([("desktop-entry", Value::from(ICON))]);
        server.notify("Offhook", 0, ICON, &notice.title, &body, actions, hints, AS_ALWAYS)
    }

    /// For a server that reads markup: what callers said is none.
    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }

    fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        // Each change is one assignment, so what a panic leaves behind is whole.
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use crate::notice::Notice;

    /// Sends notices. These systems open the program by themselves when one is clicked, or do not.
    pub(crate) struct Notifier;

    impl Notifier {
        /// Nobody calls `on_click` here.
        pub(crate) fn new(_on_click: impl Fn() + Send + Sync + 'static) -> Self {
            Self
        }

        /// Waits for the system's answer: not for the main thread.
        ///
        /// # Errors
        /// When the system takes no notifications.
        pub(crate) fn show(&self, notice: &Notice) -> notify_rust::error::Result<()> {
            let mut notification = notify_rust::Notification::new();
            notification.summary(&notice.title).body(&notice.body).auto_icon();
            #[cfg(windows)]
            notification.app_id("app.offhook.desktop");
            notification.show().map(drop)
        }
    }
}
