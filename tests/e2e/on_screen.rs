//! The window from outside, as a window manager has it: whether it is shown, its close button, and its end.

use std::process::Command;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

/// The window with a title, once there is one.
pub(crate) struct OnScreen {
    server: RustConnection,
    root: Window,
    title: &'static str,
}

impl OnScreen {
    pub(crate) fn of(title: &'static str) -> Self {
        let (server, screen) = x11rb::connect(None).unwrap();
        let root = server.setup().roots[screen].root;
        Self { server, root, title }
    }

    /// Whether it is there to be seen.
    pub(crate) fn is_shown(&self) -> bool {
        let Some(window) = self.window() else { return false };
        let asked = self.server.get_window_attributes(window).unwrap();
        asked.reply().is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE)
    }

    /// Presses its close button.
    pub(crate) fn close(&self) {
        let window = self.window().expect("a window to close");
        let atom = |name: &str| {
            self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
        };
        let data = [atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS"), data);
        let mask = EventMask::NO_EVENT;
        self.server.send_event(false, window, mask, message).unwrap().check().unwrap();
    }

    /// Tells its process to end, as the system does at the end of a session.
    pub(crate) fn end_session(&self) {
        let window = self.window().expect("a window of a process");
        let atom = self.server.intern_atom(false, b"_NET_WM_PID").unwrap().reply().unwrap().atom;
        let asked = self.server.get_property(false, window, atom, AtomEnum::CARDINAL, 0, 1);
        let told = asked.unwrap().reply().unwrap();
        let process = told.value32().and_then(|mut numbers| numbers.next()).expect("its process");
        let sent = Command::new("kill").args(["-TERM", &process.to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "the signal could be sent");
    }

    fn window(&self) -> Option<Window> {
        let windows = self.server.query_tree(self.root).unwrap().reply().unwrap().children;
        windows.into_iter().find(|window| {
            let (name, any) = (AtomEnum::WM_NAME, AtomEnum::ANY);
            let asked = self.server.get_property(false, *window, name, any, 0, 64).unwrap();
            // One that has just gone has none.
            asked.reply().is_ok_and(|name| name.value == self.title.as_bytes())
        })
    }
}
