//! Hears that files of a profile are written, by whichever process, without looking.
//!
//! Only on Linux: the kernel tells of each write there. Windows and macOS tell of a file when its
//! writer closes it, which another window or a long sync does not do for hours.

#[cfg(not(target_os = "linux"))]
mod system {
    use std::path::Path;
    use std::sync::Arc;

    use crate::bell::Bell;

    pub(crate) struct Watch;

    impl Watch {
        pub(crate) fn new(_bell: &Arc<Bell>) -> Self {
            Self
        }

        pub(crate) fn aim(&self, _folder: &Path) -> bool {
            false
        }
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::path::{Path, PathBuf};
    use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
    use std::thread;
    use std::time::Duration;

    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
    use rustix::io::Errno;

    use crate::bell::Bell;

    /// A sync writes thousands of times a second; the kernel keeps what is told meanwhile, and
    /// puts equal news together.
    const REST: Duration = Duration::from_millis(250);
    /// Holds dozens of events; what does not fit is read in the next turn.
    const BUFFER_BYTES: usize = 4096;

    /// One folder that is listened to, for as long as the process lives.
    pub(crate) struct Watch {
        /// `None` where the system gives no ear, because others have taken all there are.
        ear: Option<Arc<Ear>>,
    }

    struct Ear {
        inotify: OwnedFd,
        aimed: Mutex<Option<Aimed>>,
    }

    #[derive(Debug)]
    struct Aimed {
        folder: PathBuf,
        /// The kernel's number for it.
        watch: i32,
    }

    impl Watch {
        /// Listens to nothing yet; rings `bell` when it hears something.
        pub(crate) fn new(bell: &Arc<Bell>) -> Self {
            Self { ear: Ear::open(Arc::clone(bell)) }
        }

        /// Listens to this folder and to no other; whether that can be done.
        pub(crate) fn aim(&self, folder: &Path) -> bool {
            self.ear.as_ref().is_some_and(|ear| ear.aim(folder).is_ok())
        }
    }

    impl Ear {
        fn open(bell: Arc<Bell>) -> Option<Arc<Self>> {
            let inotify = inotify::init(CreateFlags::CLOEXEC).ok()?;
            let ear = Arc::new(Self { inotify, aimed: Mutex::default() });
            let hearing = Arc::clone(&ear);
            let hear = move || hearing.hear(&bell);
            thread::Builder::new().name("watch".to_owned()).spawn(hear).ok()?;
            Some(ear)
        }

        fn aim(&self, folder: &Path) -> Result<(), Errno> {
            // Held until the new one is noted, so that its end cannot be told before.
            let mut aimed = self.aimed();
            if aimed.as_ref().is_some_and(|aimed| aimed.folder == folder) {
                return Ok(());
            }
            if let Some(before) = aimed.take() {
                // First of all, for a folder that was renamed would have the same number again. One
                // that is gone has none any more.
                let _ = inotify::remove_watch(&self.inotify, before.watch);
            }
            let told = WatchFlags::MODIFY
                | WatchFlags::CREATE
                | WatchFlags::DELETE
                | WatchFlags::MOVED_FROM
                | WatchFlags::MOVED_TO
                | WatchFlags::ONLYDIR;
            let watch = inotify::add_watch(&self.inotify, folder, told)?;
            *aimed = Some(Aimed { folder: folder.to_owned(), watch });
            Ok(())
        }

        fn hear(&self, bell: &Bell) {
            let mut buffer = [MaybeUninit::uninit(); BUFFER_BYTES];
            let mut news = Reader::new(&self.inotify, &mut buffer);
            loop {
                match news.next() {
                    // The folder is gone; there may be one of its name again.
                    Ok(event) if event.events().contains(ReadFlags::IGNORED) => {
                        let gone = event.wd();
                        self.aimed().take_if(|aimed| aimed.watch == gone);
                    }
                    Ok(_) | Err(Errno::INTR) => {}
                    // Without an ear everything is looked at, for nothing is heard.
                    Err(_) => return,
                }
                if news.is_buffer_empty() {
                    bell.ring();
                    thread::sleep(REST);
                }
            }
        }

        fn aimed(&self) -> MutexGuard<'_, Option<Aimed>> {
            // Each change is one assignment, so what a panic leaves behind is whole.
            self.aimed.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }
}

pub(crate) use system::Watch;

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::bell::Bell;

    /// Far above what the kernel takes, and above the rest between two rings.
    const HEARD: Duration = Duration::from_secs(20);
    const SILENCE: Duration = Duration::from_millis(600);

    fn watch() -> (Arc<Bell>, Watch) {
        let bell = Arc::<Bell>::default();
        let watch = Watch::new(&bell);
        (bell, watch)
    }

    fn quiet(bell: &Bell) {
        while bell.wait(SILENCE) {}
    }

    #[test]
    fn a_write_is_heard_and_reading_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cache.db-wal");
        fs::write(&file, "a page").unwrap();
        let (bell, watch) = watch();
        assert!(watch.aim(folder.path()));
        fs::read(&file).unwrap();
        assert!(!bell.wait(SILENCE), "reading");
        fs::write(&file, "another").unwrap();
        assert!(bell.wait(HEARD), "writing");
    }

    #[test]
    fn only_the_folder_aimed_at_last_is_heard() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (bell, watch) = watch();
        assert!(watch.aim(one.path()) && watch.aim(other.path()));
        quiet(&bell);
        fs::write(one.path().join("file"), "1").unwrap();
        assert!(!bell.wait(SILENCE), "the one before");
        fs::write(other.path().join("file"), "1").unwrap();
        assert!(bell.wait(HEARD), "the other");
    }

    #[test]
    fn a_folder_that_was_renamed_is_heard_under_its_new_name() {
        let home = tempfile::tempdir().unwrap();
        let (before, after) = (home.path().join("before"), home.path().join("after"));
        fs::create_dir(&before).unwrap();
        let (bell, watch) = watch();
        assert!(watch.aim(&before));
        fs::rename(&before, &after).unwrap();
        assert!(watch.aim(&after));
        quiet(&bell);
        fs::write(after.join("file"), "1").unwrap();
        assert!(bell.wait(HEARD));
    }

    #[test]
    fn a_folder_that_is_gone_is_told_and_listened_to_when_it_is_back() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("profile");
        fs::create_dir(&folder).unwrap();
        let (bell, watch) = watch();
        assert!(watch.aim(&folder));
        fs::remove_dir(&folder).unwrap();
        assert!(bell.wait(HEARD), "its end");
        assert!(!watch.aim(&folder));
        fs::create_dir(&folder).unwrap();
        assert!(watch.aim(&folder));
        quiet(&bell);
        fs::write(folder.join("file"), "1").unwrap();
        assert!(bell.wait(HEARD), "the new one");
    }

    #[test]
    fn where_there_is_nothing_to_listen_to_it_is_said() {
        let (_bell, watch) = watch();
        assert!(!watch.aim(Path::new("/proc/0/no-such-folder")));
    }
}
