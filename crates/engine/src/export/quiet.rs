//! A library that panics when its own temporary file cannot be written: its panics become errors.
//!
//! Such a panic is caught, but the standard library would report it on standard error all the
//! same, and a full disk is nobody's defect. It knows one hook for the whole process and none for a
//! thread, so ours is put before the usual one, once, and holds a report back only on a thread that
//! is in the middle of [`catching`]; every other panic is reported as before.

use std::any::Any;
use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic in it becomes an error and is not reported on standard error. What `work`
/// was changing must not be used afterwards.
pub(super) fn catching<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if !CATCHING.get() {
                usual(about);
            }
        }));
    });
    CATCHING.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(false);
    outcome.unwrap_or_else(|payload| Err(as_error(payload.as_ref())))
}

/// What a panic said.
pub(super) fn in_words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("no reason was given").to_owned()
}

/// The kinds that tell of a full disk are read from the panic's text, which quotes the error.
fn as_error(payload: &(dyn Any + Send)) -> io::Error {
    let text = in_words(payload);
    let kinds =
        [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded, io::ErrorKind::FileTooLarge];
    match kinds.into_iter().find(|kind| text.contains(&format!("{kind:?}"))) {
        Some(kind) => kind.into(),
        // How the standard library shows an error of the system, or of its own.
        None if ["Os {", "Custom {", "Kind("].iter().any(|shown| text.contains(shown)) => {
            io::Error::other(text)
        }
        None => io::Error::other(Defect(text)),
    }
}

/// A panic over anything but a file: a mistake in the library, or in how it is used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Defect(String);

/// What a panic said, where it was none over a file.
pub(super) fn defect(error: &io::Error) -> Option<String> {
    Some(error.get_ref()?.downcast_ref::<Defect>()?.0.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_over_a_full_disk_is_a_full_disk() {
        let full = || -> io::Result<()> { Err(io::Error::from_raw_os_error(28)) };
        let caught = catching(|| -> io::Result<()> {
            full().expect("written");
            Ok(())
        });
        #[cfg(unix)]
        assert_eq!(caught.unwrap_err().kind(), io::ErrorKind::StorageFull);
        #[cfg(not(unix))]
        caught.unwrap_err();
        assert_eq!(catching(|| Ok(7)).unwrap(), 7);
    }

    #[test]
    fn any_other_panic_is_a_defect_unless_it_quotes_an_error_of_the_system() {
        let panicked = |text: String| {
            catching(|| -> io::Result<()> { std::panic::panic_any(text) }).unwrap_err()
        };
        let torn = panicked(format!("written: {:?}", io::Error::from_raw_os_error(5)));
        assert_eq!(defect(&torn), None);
        assert!(torn.to_string().contains("code: 5"), "{torn}");
        let wrong = panicked("something else".to_owned());
        assert_eq!(defect(&wrong).unwrap(), "something else");
    }
}
