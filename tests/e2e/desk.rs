//! A screen of its own with a real window manager, and the program's window on it as that has it.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use offhook_tests::window::program;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window,
};
use x11rb::rust_connection::RustConnection;

/// Far above what anything here takes, so that only what hangs meets it.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(50);

/// Ends the whole group when the test ends, however that is: see `driver.rs`.
const SCREEN: &str = "
exec 3<&0 </dev/null
(cat <&3 >/dev/null 2>&1; kill -s KILL -- -$$) &
exec 3<&-
exec Xvfb -displayfd 1 -screen 0 1440x1000x24 -nolisten tcp
";

/// The screen; ended with everything on it when dropped.
pub(crate) struct Desk {
    leader: Child,
    manager: Option<Child>,
    display: String,
    server: RustConnection,
    root: Window,
}

/// Where the window's content is on the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Desk {
    pub(crate) fn set_up() -> Self {
        let mut sh = Command::new("sh");
        sh.args(["-c", SCREEN]).stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
        let mut leader = sh.spawn().expect("sh starts");
        let mut told = String::new();
        BufReader::new(leader.stdout.take().unwrap()).read_line(&mut told).unwrap();
        let display = format!(":{}", told.trim());
        let (server, screen) = x11rb::connect(Some(&display)).unwrap();
        let root = server.setup().roots[screen].root;
        let mut desk = Self { leader, manager: None, display, server, root };
        desk.manager = Some(desk.start(Command::new("xfwm4").arg("--compositor=off")));
        wait_for("the window manager", || {
            desk.property(root, "_NET_SUPPORTING_WM_CHECK").first().copied()
        });
        desk
    }

    /// Starts the program and waits until its window is there.
    pub(crate) fn open(&self, data_dir: &Path) -> Managed<'_> {
        let program = self.start(Command::new(program()).arg("--data-dir").arg(data_dir));
        let window = wait_for("the window", || {
            let client = self.property(self.root, "_NET_CLIENT_LIST").first().copied();
            client.filter(|client| !self.property(*client, "_NET_FRAME_EXTENTS").is_empty())
        });
        Managed { desk: self, program, window }
    }

    fn start(&self, command: &mut Command) -> Child {
        let group = i32::try_from(self.leader.id()).unwrap();
        command
            .env("DISPLAY", &self.display)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(group);
        command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"))
    }

    fn atom(&self, name: &str) -> Atom {
        self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// A property's values, none where there is none.
    fn property(&self, window: Window, name: &str) -> Vec<u32> {
        let (name, any) = (self.atom(name), AtomEnum::ANY);
        let asked = self.server.get_property(false, window, name, any, 0, 64).unwrap().reply();
        asked.ok().and_then(|told| Some(told.value32()?.collect())).unwrap_or_default()
    }

    /// Asks the window manager, as a pager or a title bar would.
    fn ask(&self, window: Window, what: &str, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, window, self.atom(what), data);
        let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.server.send_event(false, self.root, mask, message).unwrap().check().unwrap();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let group = format!("-{}", self.leader.id());
        let _ = Command::new("kill").args(["-s", "KILL", "--", &group]).status();
        let _ = self.leader.wait();
        let _ = self.manager.as_mut().map(Child::wait);
    }
}

/// The program's window under the window manager.
pub(crate) struct Managed<'a> {
    desk: &'a Desk,
    program: Child,
    window: Window,
}

impl Managed<'_> {
    /// Where it is once it has come to rest.
    pub(crate) fn place(&self) -> Place {
        let mut before = (Instant::now(), self.place_now());
        wait_for("the window to rest", || {
            let now = self.place_now();
            if now != before.1 {
                before = (Instant::now(), now);
            }
            (before.0.elapsed() > Duration::from_millis(1500)).then_some(now)
        })
    }

    fn place_now(&self) -> Place {
        let server = &self.desk.server;
        let size = server.get_geometry(self.window).unwrap().reply().unwrap();
        let at = server.translate_coordinates(self.window, self.desk.root, 0, 0).unwrap();
        let at = at.reply().unwrap();
        Place {
            x: at.dst_x.into(),
            y: at.dst_y.into(),
            width: size.width.into(),
            height: size.height.into(),
        }
    }

    /// What the title bar and the borders take: left, right, top, bottom.
    pub(crate) fn frame(&self) -> Vec<u32> {
        self.desk.property(self.window, "_NET_FRAME_EXTENTS")
    }

    /// Moves and resizes it, so that its frame begins here.
    pub(crate) fn put(&self, place: Place) {
        // North-west gravity, all four values, asked for by a pager.
        let flags = 1 | 0b1111 << 8 | 2 << 12;
        let Place { x, y, width, height } = place;
        let data = [flags, x.cast_unsigned(), y.cast_unsigned(), width, height];
        self.desk.ask(self.window, "_NET_MOVERESIZE_WINDOW", data);
        self.place();
    }

    pub(crate) fn is_maximised(&self) -> bool {
        let states = self.desk.property(self.window, "_NET_WM_STATE");
        states.contains(&self.desk.atom("_NET_WM_STATE_MAXIMIZED_VERT"))
    }

    pub(crate) fn maximise(&self, on: bool) {
        let sides = ["_NET_WM_STATE_MAXIMIZED_VERT", "_NET_WM_STATE_MAXIMIZED_HORZ"];
        let [vertically, horizontally] = sides.map(|side| self.desk.atom(side));
        let data = [u32::from(on), vertically, horizontally, 2, 0];
        self.desk.ask(self.window, "_NET_WM_STATE", data);
        wait_for("the state", || (self.is_maximised() == on).then_some(()));
        self.place();
    }

    /// Presses its close button and waits for the end of the program.
    pub(crate) fn close(mut self) {
        self.desk.ask(self.window, "_NET_CLOSE_WINDOW", [x11rb::CURRENT_TIME, 2, 0, 0, 0]);
        wait_for("the program to end", || self.program.try_wait().unwrap());
        wait_for("the window to go", || {
            let windows = self.desk.property(self.desk.root, "_NET_CLIENT_LIST");
            windows.is_empty().then_some(())
        });
    }
}

fn wait_for<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(POLL);
    }
}
