//! The other programs of a desktop on the session bus, as far as the window talks to them: made
//! here, because a machine without a screen has none.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, Proxy};
use zbus::interface;
use zbus::zvariant::{OwnedValue, Value};

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

/// A tray that takes icons; gone with its drop.
pub(crate) struct Tray {
    bus: Connection,
    items: Arc<Mutex<Vec<String>>>,
}

impl Tray {
    pub(crate) fn start() -> Self {
        let items = Arc::<Mutex<Vec<String>>>::default();
        let bus = Builder::session().unwrap().name("org.kde.StatusNotifierWatcher").unwrap();
        let watcher = Watcher { items: Arc::clone(&items) };
        let bus = bus.serve_at("/StatusNotifierWatcher", watcher).unwrap().build().unwrap();
        Self { bus, items }
    }

    /// Names on the bus of the icons that are there.
    pub(crate) fn items(&self) -> Vec<String> {
        let bus = DBusProxy::new(&self.bus).unwrap();
        let is_there =
            |name: &String| bus.name_has_owner(name.as_str().try_into().unwrap()).unwrap();
        self.items.lock().unwrap().iter().filter(|name| is_there(name)).cloned().collect()
    }

    /// A property of the one icon.
    pub(crate) fn property(&self, name: &str) -> String {
        self.item().get_property(name).unwrap()
    }

    /// Clicks the icon.
    pub(crate) fn activate(&self) {
        self.item().call_method("Activate", &(0, 0)).unwrap();
    }

    /// The words of its menu, separators left out.
    pub(crate) fn menu(&self) -> Vec<String> {
        self.entries().into_iter().map(|(_, label)| label).collect()
    }

    /// Chooses the entry with these words.
    pub(crate) fn choose(&self, label: &str) {
        let entries = self.entries();
        let (id, _) = entries.iter().find(|(_, one)| one == label).expect("such an entry");
        let event = (*id, "clicked", Value::from(0), 0_u32);
        // Whoever ends by it does not answer.
        let menu = self.object("/MenuBar", "com.canonical.dbusmenu");
        menu.call_noreply("Event", &event).unwrap();
    }

    fn entries(&self) -> Vec<(i32, String)> {
        let menu = self.object("/MenuBar", "com.canonical.dbusmenu");
        let (_, (_, _, entries)): (u32, Entry) =
            menu.call("GetLayout", &(0, 1, vec!["label"])).unwrap();
        let read = |entry: OwnedValue| {
            let (id, fields, _): Entry = Value::from(entry).try_into().unwrap();
            Some((id, String::try_from(fields.get("label")?.try_clone().ok()?).ok()?))
        };
        entries.into_iter().filter_map(read).collect()
    }

    fn item(&self) -> Proxy<'static> {
        self.object("/StatusNotifierItem", "org.kde.StatusNotifierItem")
    }

    fn object(&self, path: &'static str, interface: &'static str) -> Proxy<'static> {
        let name = self.items().pop().expect("an icon");
        Proxy::new(&self.bus, name, path, interface).unwrap()
    }
}

/// Of a menu: its number, its fields, its own entries.
type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

struct Watcher {
    items: Arc<Mutex<Vec<String>>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.items.lock().unwrap().push(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}
