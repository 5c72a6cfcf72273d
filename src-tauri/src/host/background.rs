//! What goes on by itself behind the window: refreshing, work that a sync has left, and telling
//! what other processes have changed.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, SystemTime};

use offhook_engine::{Clock, SyncOptions, SystemClock};

use super::{Host, locked};
use crate::events::Event;
use crate::syncing::{News, Syncing};

/// How often is looked whether a refresh is due. The first look is at the start.
const LOOK_EVERY: Duration = Duration::from_secs(2);

impl Host {
    /// Keeps the profile fresh by itself for as long as the process lives.
    pub(crate) fn keep_fresh(self: &Arc<Self>) -> std::io::Result<()> {
        let host = Arc::clone(self);
        let look = move || loop {
            host.refresh_if(Syncing::is_due);
            host.work_off();
            host.tell_what_others_changed();
            thread::sleep(LOOK_EVERY);
        };
        thread::Builder::new().name("refresh".to_owned()).spawn(look).map(drop)
    }

    /// Somebody comes back to the window, or the network does.
    pub(crate) fn sync_if_stale(&self) {
        self.refresh_if(Syncing::is_stale);
    }

    fn refresh_if(&self, is_right: impl Fn(&Syncing, u32, SystemTime) -> bool) {
        let _turn = locked(&self.turn);
        // What is wrong with the profile or its settings is told where the window asks for them.
        let Ok(profile) = self.profile() else { return };
        let Ok(settings) = profile.settings() else { return };
        let interval_min = settings.refresh_interval_min;
        let is_right = is_right(&self.syncing, interval_min, SystemTime::now());
        if settings.endpoint.is_some() && is_right {
            // Busy is the only refusal there is, and then a sync runs already.
            let _ = self.syncing.start(profile, SyncOptions::default(), self.news());
        }
    }

    /// What a sync has left for later: the index by id, and texts that a search looks at. What
    /// fails here is tried again, and told where the window asks for it.
    fn work_off(&self) {
        let Ok(profile) = self.profile() else { return };
        if self.syncing.is_running() {
            // A few rows at a time, so that a long first sync can be searched meanwhile.
            let _ = profile.index_texts();
            return;
        }
        let _ = profile.tidy();
        let mut worked = false;
        let disturbed = || self.syncing.is_running() || self.leaving.load(Ordering::Relaxed);
        while profile.index_texts().is_ok_and(|all| !all) && !disturbed() {
            worked = true;
        }
        if worked {
            (self.announce)(Event::CallsChanged);
        }
    }

    /// While the window's own sync runs, it tells everything itself.
    fn tell_what_others_changed(&self) {
        let Ok(profile) = self.profile() else { return };
        if self.syncing.is_running() {
            return;
        }
        let noticed = self.noticing.look(&profile);
        if noticed.calls {
            (self.announce)(Event::CallsChanged);
            if self.news() == News::Told
                && let Ok(Some(negative)) = profile.new_negative_calls(SystemClock.now())
            {
                (self.announce)(Event::NegativeCalls(negative));
            }
        }
        if noticed.reviews {
            (self.announce)(Event::ReviewChanged);
        }
        if noticed.syncs
            && let Ok(status) = self.syncing.status(&profile)
        {
            (self.announce)(Event::Finished(Box::new(status)));
        }
    }
}
