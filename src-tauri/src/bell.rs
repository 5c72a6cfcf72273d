//! Wakes the thread that looks after the profile: rung by whoever knows that there is something to
//! see.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Rung by any thread, waited for by one. Rings that nobody has heard yet count as one.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    rung: Mutex<bool>,
    sound: Condvar,
}

impl Bell {
    /// Wakes whoever waits, or the next one who would.
    pub(crate) fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.sound.notify_one();
    }

    /// Waits for a ring, at most this long; whether there was one.
    pub(crate) fn wait(&self, at_most: Duration) -> bool {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut rung, _) = self
            .sound
            .wait_timeout_while(rung, at_most, |rung| !*rung)
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *rung)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_before_anybody_waits_are_heard_once() {
        let bell = Bell::default();
        assert!(!bell.wait(Duration::ZERO));
        bell.ring();
        bell.ring();
        assert!(bell.wait(Duration::ZERO));
        assert!(!bell.wait(Duration::ZERO));
    }
}
