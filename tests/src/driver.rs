//! WebKit's WebDriver as a child that never outlives the test.
//!
//! A driver that is killed leaves the window it opened behind, so driver and window live in one
//! process group of their own, and the group is killed by id. Should the test itself be killed,
//! the pipe it holds closes and a watcher inside the group ends the group.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Starting the driver takes some 50 ms; the rest is for a busy machine.
const START: Duration = Duration::from_secs(20);
/// What the driver gets to end by itself before its group is killed.
const END: Duration = Duration::from_secs(3);
const POLL: Duration = Duration::from_millis(20);

/// Waits on fd 3, which ends when the test ends, and takes the group (`$$` is its leader) along.
const WATCHED: &str = r#"
exec 3<&0 </dev/null
(cat <&3 >/dev/null 2>&1; kill -s KILL -- -$$) &
exec 3<&-
exec WebKitWebDriver --host=127.0.0.1 --port="$1"
"#;

/// How the window draws where there is no graphics card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// As it does for people.
    AsAlways,
    /// WebKit's newer, slower way: with the other one a picture of a page that does not move is
    /// waited for until something moves.
    ForPictures,
}

/// A running WebDriver; ended with everything it started when dropped.
#[derive(Debug)]
pub struct Driver {
    leader: Child,
    port: u16,
}

impl Driver {
    /// Starts a driver on a free port and waits until it answers; `environment` is also the
    /// window's.
    ///
    /// # Panics
    /// When there is no `WebKitWebDriver`, or it does not answer in time.
    #[must_use]
    pub fn start(drawing: Drawing, environment: &[(&str, &str)]) -> Self {
        let port = free_port();
        let mut command = Command::new("sh");
        if drawing == Drawing::ForPictures {
            command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "0");
        }
        let leader = command
            .args(["-c", WATCHED, "sh", &port.to_string()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Times are shown as the computer has them: the same everywhere for the tests.
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("sh starts");
        let mut driver = Self { leader, port };
        driver.wait_until_it_answers();
        driver
    }

    /// Where the driver listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_it_answers(&mut self) {
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = self.leader.try_wait().expect("the driver's state can be read");
            assert!(ended.is_none(), "WebKitWebDriver ended ({ended:?}): is it installed?");
            assert!(started.elapsed() < START, "WebKitWebDriver does not answer");
            thread::sleep(POLL);
        }
    }

    fn signal(&self, name: &str, whom: &str) {
        // The standard library can only kill; `kill` of sh can do the rest.
        let script = format!("kill -s {name} -- {whom}");
        // An error here only says that it has ended already.
        let _ = Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).status();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let id = self.leader.id();
        self.signal("TERM", &id.to_string());
        let started = Instant::now();
        while matches!(self.leader.try_wait(), Ok(None)) && started.elapsed() < END {
            thread::sleep(POLL);
        }
        self.signal("KILL", &format!("-{id}"));
        let _ = self.leader.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
