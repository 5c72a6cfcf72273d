//! One window for each data directory: a second start shows the first, with the profile that it
//! asks for, and is done.
//!
//! The operating system holds the lock and lets go of it however the process ends, so nothing
//! stale can block a start. The door, a port of this machine with a secret word kept beside the
//! lock, is only how a second start asks; nothing else can be asked of it. The word and the name of
//! a profile, where one is asked for, are all that is said there.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use offhook_engine::Home;

const LOCK_FILE: &str = "window.lock";
const DOOR_FILE: &str = "window.door";
/// What the first window says once it has come to the front.
const SHOWN: &[u8] = b"shown\n";
/// Far more than the name of any profile; what is longer is cut and then is none.
const LONGEST_NAME_BYTES: u64 = 1024;
/// A talk on this machine takes a thousandth of that.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a second start asks a window that is only just opening or closing.
const TRIES: u32 = 100;
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// What became of a start.
#[derive(Debug)]
pub(crate) enum Start {
    /// This is the window of the data directory.
    First(Single),
    /// There is one, and it has come to the front.
    Shown,
    /// There is one, and it does not answer.
    Deaf,
    /// It cannot be told, because the data directory has no locks; better two windows than none.
    Unknown,
}

/// The right to be the window of a data directory, until it is dropped.
#[derive(Debug)]
pub(crate) struct Single {
    home: Home,
    lock: Mutex<Option<File>>,
    closing: Arc<AtomicBool>,
}

impl Single {
    /// Asks for the right, or for the window that has it, to show `profile` where one is named.
    /// Takes at most half a minute, and only where that window hangs.
    pub(crate) fn start(home: &Home, profile: Option<&str>) -> Start {
        for attempt in 0..TRIES {
            match lock(home) {
                Ok(Some(file)) => return Start::First(Self::new(home, file)),
                Ok(None) if knock(home, profile).is_ok() => return Start::Shown,
                Ok(None) if attempt + 1 < TRIES => thread::sleep(BETWEEN_TRIES),
                Ok(None) => {}
                Err(_) => return Start::Unknown,
            }
        }
        Start::Deaf
    }

    fn new(home: &Home, file: File) -> Self {
        // The door of a window that was killed leads nowhere, or to somebody else.
        let _ = fs::remove_file(home.path().join(DOOR_FILE));
        Self { home: home.clone(), lock: Mutex::new(Some(file)), closing: Arc::default() }
    }

    /// Lets later starts ask; `show` brings the window to the front, with the profile of this name
    /// where one was asked for. Whether there is such a profile is not looked at here.
    ///
    /// # Errors
    /// When no port can be had or the word cannot be kept.
    pub(crate) fn answer(&self, show: impl Fn(Option<String>) + Send + 'static) -> io::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let word = format!("{:032x}", rand::random::<u128>());
        let door = format!("{} {word}", listener.local_addr()?.port());
        self.home.keep_private(DOOR_FILE, door.as_bytes()).map_err(io::Error::other)?;
        let closing = Arc::clone(&self.closing);
        let listen = move || {
            for visitor in listener.incoming() {
                if closing.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(visitor) = visitor else {
                    // Out of file handles, say: not a reason to spin.
                    thread::sleep(BETWEEN_TRIES);
                    continue;
                };
                // Whoever does not know the word or hangs up is none of our concern.
                let _ = greet(visitor, &word, &show);
            }
        };
        thread::Builder::new().name("door".to_owned()).spawn(listen).map(drop)
    }

    /// Gives the right up while the window closes, so that a start just then opens a new one.
    pub(crate) fn give_up(&self) {
        self.closing.store(true, Ordering::Relaxed);
        let _ = fs::remove_file(self.home.path().join(DOOR_FILE));
        let lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Not only closed: a program that is just being started would keep it locked.
        let _ = lock.map(|file| file.unlock());
    }
}

/// `None` when another process holds it.
fn lock(home: &Home) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(home.path().join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn greet(mut visitor: TcpStream, word: &str, show: &impl Fn(Option<String>)) -> io::Result<()> {
    visitor.set_read_timeout(Some(PATIENCE))?;
    visitor.set_write_timeout(Some(PATIENCE))?;
    let mut said = vec![0; word.len()];
    visitor.read_exact(&mut said)?;
    if said == word.as_bytes() {
        let mut profile = Vec::new();
        Read::take(&visitor, LONGEST_NAME_BYTES).read_to_end(&mut profile)?;
        let profile = String::from_utf8_lossy(&profile).into_owned();
        show(Some(profile).filter(|name| !name.is_empty()));
        visitor.write_all(SHOWN)?;
    }
    Ok(())
}

fn knock(home: &Home, profile: Option<&str>) -> io::Result<()> {
    let door = fs::read_to_string(home.path().join(DOOR_FILE))?;
    let unreadable = || io::Error::from(io::ErrorKind::InvalidData);
    let (port, word) = door.split_once(' ').ok_or_else(unreadable)?;
    let port: u16 = port.parse().map_err(|_| unreadable())?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut window = TcpStream::connect_timeout(&address, PATIENCE)?;
    window.set_read_timeout(Some(PATIENCE))?;
    window.write_all(word.as_bytes())?;
    window.write_all(profile.unwrap_or_default().as_bytes())?;
    window.shutdown(Shutdown::Write)?;
    let mut said = [0; SHOWN.len()];
    window.read_exact(&mut said)?;
    if said == SHOWN { Ok(()) } else { Err(unreadable()) }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;

    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        (dir, home)
    }

    fn first(home: &Home) -> Single {
        match Single::start(home, None) {
            Start::First(single) => single,
            other => panic!("{other:?}"),
        }
    }

    fn answering(single: &Single) -> Arc<AtomicU32> {
        let shown = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&shown);
        let show = move |_: Option<String>| {
            count.fetch_add(1, Ordering::SeqCst);
        };
        single.answer(show).unwrap();
        shown
    }

    #[test]
    fn a_second_start_shows_the_first_and_one_with_other_data_opens() {
        let ((_dir, one), (_other_dir, other)) = (home(), home());
        let single = first(&one);
        let shown = answering(&single);
        assert!(matches!(Single::start(&one, None), Start::Shown));
        assert_eq!(shown.load(Ordering::SeqCst), 1);
        let _ = first(&other);
        assert_eq!(shown.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_second_start_says_which_profile_it_wants() {
        let (_dir, home) = home();
        let single = first(&home);
        let wanted = Arc::new(Mutex::new(Vec::new()));
        let hear = Arc::clone(&wanted);
        single.answer(move |profile| hear.lock().unwrap().push(profile)).unwrap();
        let long = "n".repeat(5000);
        for asked in [Some("west"), None, Some("no name \n"), Some(long.as_str())] {
            assert!(matches!(Single::start(&home, asked), Start::Shown), "{asked:?}");
        }
        let wanted = wanted.lock().unwrap();
        let names: Vec<_> = wanted.iter().map(Option::as_deref).collect();
        assert_eq!(names[..3], [Some("west"), None, Some("no name \n")]);
        assert!(names[3].unwrap().len() < long.len());
    }

    #[test]
    fn a_start_while_the_first_closes_opens_a_new_window() {
        let (_dir, home) = home();
        let closing = first(&home);
        let shown = answering(&closing);
        closing.give_up();
        let _ = first(&home);
        assert_eq!(shown.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn a_door_left_behind_or_damaged_blocks_no_start() {
        let (_dir, home) = home();
        for left in ["1 word", "65536 word", "", "\u{0}", "no port"] {
            home.keep_private(DOOR_FILE, left.as_bytes()).unwrap();
            let _ = first(&home);
        }
    }

    #[test]
    fn nobody_without_the_word_brings_the_window_to_the_front() {
        let (_dir, home) = home();
        let single = first(&home);
        let shown = answering(&single);
        let door = fs::read_to_string(home.path().join(DOOR_FILE)).unwrap();
        let (port, word) = door.split_once(' ').unwrap();
        let wrong = format!("{port} {}", "0".repeat(word.len()));
        home.keep_private(DOOR_FILE, wrong.as_bytes()).unwrap();
        assert!(knock(&home, None).is_err());
        assert_eq!(shown.load(Ordering::SeqCst), 0);
    }

    #[cfg(unix)]
    #[test]
    fn the_word_is_for_the_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_dir, home) = home();
        let single = first(&home);
        let _shown = answering(&single);
        for file in [LOCK_FILE, DOOR_FILE] {
            let mode = fs::metadata(home.path().join(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{file}: {mode:o}");
        }
    }
}
