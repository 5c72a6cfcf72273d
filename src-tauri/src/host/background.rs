//! What goes on by itself behind the window: refreshing, work that a sync has left, and telling
//! what other processes have changed.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use offhook_engine::{Clock, SyncOptions, SystemClock};

use super::{Host, locked};
use crate::events::Event;
use crate::syncing::{News, Syncing};
use crate::watching::Watch;

/// Between two looks while a sync runs, and where nothing tells that files are written.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Between two looks a moment after something was told.
const LOOK_AGAIN_EVERY: Duration = Duration::from_secs(1);
/// A file is written before what was written counts, on a slow disk quite some time before.
const STIRRED_FOR: Duration = Duration::from_secs(3);
/// From a ring to the look, so that many small changes are one.
const BREATH: Duration = Duration::from_millis(300);
/// While nothing is told: for a clock that was set, and a computer that slept past a refresh.
const LONGEST_REST: Duration = Duration::from_secs(30);

impl Host {
    /// Keeps the profile fresh by itself for as long as the process lives.
    pub(crate) fn keep_fresh(self: &Arc<Self>) -> std::io::Result<()> {
        let host = Arc::clone(self);
        let watch = Watch::new(&self.bell);
        thread::Builder::new()
            .name("refresh".to_owned())
            .spawn(move || {
                host.warm_up();
                host.look_for_ever(&watch);
            })
            .map(drop)
    }

    /// Somebody comes back to the window, or the network does.
    pub(crate) fn sync_if_stale(&self) {
        self.refresh_if(Syncing::is_stale);
    }

    /// By the time the page is there and asks, what it needs has been read. What fails is told where it
    /// asks.
    fn warm_up(&self) {
        let _ = self.profile().and_then(|profile| profile.warm_up());
    }

    fn look_for_ever(&self, watch: &Watch) {
        let mut stirred_until = Instant::now() + STIRRED_FOR;
        loop {
            // Before the look, so that nothing falls between the two.
            let watched = self.profile().is_ok_and(|profile| watch.aim(profile.dir()));
            self.refresh_if(Syncing::is_due);
            self.work_off();
            self.tell_what_others_changed();
            if self.syncing.is_running() {
                // The bell rings all the time, and the sync tells everything itself.
                thread::sleep(LOOK_EVERY);
                continue;
            }
            let stirred = Instant::now() < stirred_until;
            if self.bell.wait(self.rest(watched, stirred)) {
                thread::sleep(if stirred { LOOK_AGAIN_EVERY } else { BREATH });
                stirred_until = Instant::now() + STIRRED_FOR;
            }
        }
    }

    /// How long nothing need be looked at, unless the bell rings.
    fn rest(&self, watched: bool, stirred: bool) -> Duration {
        if !watched {
            LOOK_EVERY
        } else if stirred {
            LOOK_AGAIN_EVERY
        } else {
            let due_in = self.due_in().unwrap_or(LONGEST_REST);
            due_in.clamp(LOOK_EVERY, LONGEST_REST)
        }
    }

    fn due_in(&self) -> Option<Duration> {
        let settings = self.profile().ok()?.settings().ok()?;
        settings.endpoint?;
        self.syncing.due_in(settings.refresh_interval_min, SystemTime::now())
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use clap::Parser;
    use offhook_engine::{Home, Profile, ProfileName};

    use super::*;
    use crate::options::Options;

    /// Two seconds are promised to whoever has the command line beside the window; the rest is for a
    /// busy machine, and less than the longest rest, after which it would be seen by looking.
    const NOTICED_WITHIN: Duration = Duration::from_secs(20);
    const POLL: Duration = Duration::from_millis(50);

    fn name(text: &str) -> ProfileName {
        text.parse().unwrap()
    }

    fn open_host(home: &Home) -> (Arc<Host>, Receiver<Event>) {
        let words = ["offhook-desktop", "--data-dir", home.path().to_str().unwrap()];
        let (tell, told) = channel();
        let options = Options::parse_from(words);
        let host = Arc::new(Host::new(options, Arc::new(move |event| drop(tell.send(event)))));
        (host, told)
    }

    fn notices(host: &Host, theirs: &Profile, alias: &str, told: &Receiver<Event>) {
        // On a slow disk it takes seconds to make the files, and the first look only takes note.
        let began = Instant::now();
        while !host.noticing.has_seen(theirs) {
            assert!(began.elapsed() < NOTICED_WITHIN, "it never looks");
            thread::sleep(POLL);
        }
        // Long enough to have come to rest: it would hear of nothing by looking.
        thread::sleep(STIRRED_FOR + 2 * LOOK_AGAIN_EVERY);
        while told.try_recv().is_ok() {}
        theirs.set_agent_alias("agent", Some(alias), SystemClock.now()).unwrap();
        let event = told.recv_timeout(NOTICED_WITHIN);
        assert!(matches!(event, Ok(Event::ReviewChanged)), "{alias}: {event:?}");
    }

    #[test]
    fn a_resting_window_notices_what_another_process_writes_also_after_changing_profiles() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        // Both, for the window shows the one there is.
        for profile in ["default", "west"] {
            home.create_profile(&name(profile)).unwrap();
        }
        let theirs = |profile| Profile::open(&home, &name(profile)).unwrap();
        let (host, told) = open_host(&home);
        host.keep_fresh().unwrap();
        notices(&host, &theirs("default"), "Sam", &told);
        host.switch_to(&name("west")).unwrap();
        notices(&host, &theirs("west"), "Sarah", &told);
    }

    #[test]
    fn a_change_for_a_profile_that_is_no_longer_open_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        for profile in ["default", "west"] {
            home.create_profile(&name(profile)).unwrap();
        }
        let (host, _told) = open_host(&home);
        assert_eq!(host.profile_named("default").unwrap().name(), &name("default"));
        host.switch_to(&name("west")).unwrap();
        let refused = host.profile_named("default").map(|_| ()).unwrap_err();
        assert_eq!(refused.code, offhook_model::Code::AccountMismatch);
        assert!(refused.message.contains("default") && refused.message.contains("west"));
        assert_eq!(host.profile_named("west").unwrap().name(), &name("west"));
    }

    #[test]
    fn it_rests_until_a_refresh_is_due_and_never_for_long() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        let (host, _told) = open_host(&home);
        assert_eq!(host.rest(true, false), LONGEST_REST, "there is no account");
        assert_eq!(host.rest(true, true), LOOK_AGAIN_EVERY);
        assert_eq!(host.rest(false, false), LOOK_EVERY);
        let profile = host.profile().unwrap();
        let endpoint = Some("http://127.0.0.1:9/v1".to_owned());
        let settings = profile.settings().unwrap();
        profile.save_settings(&offhook_engine::Settings { endpoint, ..settings }).unwrap();
        assert_eq!(host.rest(true, false), LOOK_EVERY, "due at once, and not without a pause");
    }
}
