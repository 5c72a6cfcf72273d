//! The other programs of a desktop on the session bus, as far as the window talks to them: made
//! here, because a machine without a screen has none.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::interface;
use zbus::zvariant::OwnedValue;

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const NOTIFICATIONS_PATH: &str = "/org/freedesktop/Notifications";

/// A notification as it came.
#[derive(Clone, Debug)]
pub(crate) struct Notified {
    pub(crate) id: u32,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) actions: Vec<String>,
}

/// Shows notifications to nobody and remembers them.
pub(crate) struct Notifications {
    bus: Connection,
    shown: Arc<Mutex<Vec<Notified>>>,
}

impl Notifications {
    pub(crate) fn start() -> Self {
        let shown = Arc::<Mutex<Vec<Notified>>>::default();
        let server = Server { shown: Arc::clone(&shown) };
        let bus = Builder::session().unwrap().name(NOTIFICATIONS).unwrap();
        let bus = bus.serve_at(NOTIFICATIONS_PATH, server).unwrap().build().unwrap();
        Self { bus, shown }
    }

    /// All that came so far.
    pub(crate) fn shown(&self) -> Vec<Notified> {
        self.shown.lock().unwrap().clone()
    }

    /// What a person does with one of them.
    pub(crate) fn click(&self, id: u32) {
        let to_all = None::<&str>;
        let click = (id, "default");
        let (path, interface) = (NOTIFICATIONS_PATH, NOTIFICATIONS);
        self.bus.emit_signal(to_all, path, interface, "ActionInvoked", &click).unwrap();
    }
}

struct Server {
    shown: Arc<Mutex<Vec<Notified>>>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_capabilities(&self) -> Vec<&str> {
        vec!["body", "body-markup", "actions"]
    }

    #[expect(clippy::too_many_arguments, reason = "as the specification has them")]
    fn notify(
        &self,
        _app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout_ms: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().unwrap();
        let id = u32::try_from(shown.len()).unwrap() + 1;
        shown.push(Notified { id, title, body, actions });
        id
    }
}
