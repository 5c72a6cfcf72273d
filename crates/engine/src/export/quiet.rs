//! A library that panics when its own temporary file cannot be written: its panics become errors.

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
        None => io::Error::other(text),
    }
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
        let other = catching(|| -> io::Result<()> { panic!("something else") });
        assert_eq!(other.unwrap_err().to_string(), "something else");
        assert_eq!(catching(|| Ok(7)).unwrap(), 7);
    }
}
