//! What stands behind the window: the person's profile or the samples, and the one sync.

mod background;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use offhook_engine::{DEFAULT_ENDPOINT, Error, Home, Profile, ProfileName, Settings, SyncOptions};
use offhook_model::{Code, Language};

use crate::bell::Bell;
use crate::events::{Announce, Event};
use crate::exporting::Exporting;
use crate::manners::Manners;
use crate::noticing::Noticing;
use crate::opened::Opened;
use crate::options::Options;
use crate::samples::Samples;
use crate::syncing::{News, Syncing};
use crate::wire;

/// The state of the window's process. Share it behind an `Arc`.
pub(crate) struct Host {
    options: Options,
    /// The person's own profile, opened when first asked for, so that a failure can be shown and
    /// tried again.
    own: Mutex<Opened>,
    /// Held by whoever starts a sync or changes what the window shows, so that no sync starts for
    /// a profile that is just being left.
    turn: Mutex<()>,
    /// Asks the work in the background to let go of the profile.
    leaving: AtomicBool,
    /// There while the window shows them.
    samples: Mutex<Option<Samples>>,
    manners: Mutex<Manners>,
    /// The profile that another start asked for, until the page takes notice.
    wanted: Mutex<Option<String>>,
    pub(crate) syncing: Syncing,
    pub(crate) exporting: Exporting,
    noticing: Arc<Noticing>,
    /// Rung when there is something to look at in the background.
    bell: Arc<Bell>,
    announce: Announce,
}

impl Host {
    /// Nothing is opened yet.
    pub(crate) fn new(options: Options, announce: Announce) -> Self {
        let bell = Arc::<Bell>::default();
        let announce = ringing_after_a_sync(Arc::clone(&bell), announce);
        let noticing = Arc::<Noticing>::default();
        let syncing = Syncing::new(Arc::clone(&announce), Arc::clone(&noticing));
        let exporting = Exporting::new(Arc::clone(&announce));
        let home = Home::resolve(options.data_dir.clone());
        // What is wrong with the data directory is told in the window.
        let manners = home.map(|home| Manners::load(&home)).unwrap_or_default();
        Self {
            own: Mutex::new(Opened::new(options.profile.clone())),
            options,
            turn: Mutex::default(),
            leaving: AtomicBool::new(false),
            samples: Mutex::default(),
            manners: Mutex::new(manners),
            wanted: Mutex::default(),
            syncing,
            exporting,
            noticing,
            bell,
            announce,
        }
    }

    /// What the window was started with.
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// The profile that the window shows.
    ///
    /// # Errors
    /// When its folder or its cache cannot be used.
    pub(crate) fn profile(&self) -> Result<Arc<Profile>, Error> {
        match &*locked(&self.samples) {
            Some(samples) => Ok(samples.profile()),
            None => self.own_profile(),
        }
    }

    /// The same, for whoever means the one of this name: between a wish and its being done, another
    /// may have taken its place.
    ///
    /// # Errors
    /// `account_mismatch` when another is open, or as for [`Self::profile`].
    pub(crate) fn profile_named(&self, name: &str) -> Result<Arc<Profile>, wire::ErrorBody> {
        let profile = self.profile()?;
        if profile.name().as_str() == name {
            return Ok(profile);
        }
        let open = profile.name();
        Err(wire::ErrorBody {
            code: Code::AccountMismatch,
            message: format!("This was meant for the profile {name}, but {open} is open now."),
            retryable: false,
            detail: None,
        })
    }

    fn own_profile(&self) -> Result<Arc<Profile>, Error> {
        locked(&self.own).profile(&self.home()?)
    }

    /// Where all profiles are.
    ///
    /// # Errors
    /// When it cannot be used.
    pub(crate) fn home(&self) -> Result<Home, Error> {
        Home::resolve(self.options.data_dir.clone())
    }

    /// The name of the person's own profile, also while the window shows the samples.
    ///
    /// # Errors
    /// When the name on the command line is none.
    pub(crate) fn own_name(&self) -> Result<ProfileName, Error> {
        locked(&self.own).name(&self.home()?)
    }

    /// Shows another profile. What ran for the one before is stopped.
    ///
    /// # Errors
    /// When it cannot be opened; then the one before stays.
    pub(crate) fn switch_to(&self, name: &ProfileName) -> Result<(), Error> {
        let _turn = locked(&self.turn);
        let home = self.home()?;
        // In the order in which `profile` takes them, else the two would wait for each other.
        let mut samples = locked(&self.samples);
        let mut own = locked(&self.own);
        let next = own.open(&home, name)?;
        self.stop_work();
        drop(samples.take());
        own.show(next);
        // It is opened again at the next start; else the default one is, which harms nothing.
        let _ = home.remember_profile(name);
        self.bell.ring();
        Ok(())
    }

    /// Another start asks for this profile; only the last wish counts.
    pub(crate) fn want_profile(&self, name: String) {
        *locked(&self.wanted) = Some(name);
    }

    /// The profile that is wished for, told once.
    pub(crate) fn take_wanted_profile(&self) -> Option<String> {
        locked(&self.wanted).take()
    }

    /// Does `work` on a profile's files while nothing here has them open.
    ///
    /// # Errors
    /// `busy` when the profile is in use and does not become free, or what `work` says.
    pub(crate) fn while_closed<T>(
        &self,
        name: &ProfileName,
        work: impl FnOnce(&Home, &mut Opened) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let _turn = locked(&self.turn);
        let home = self.home()?;
        if locked(&self.own).name(&home)? != *name {
            return work(&home, &mut locked(&self.own));
        }
        self.leaving.store(true, Ordering::Relaxed);
        if locked(&self.samples).is_none() {
            self.stop_work();
        }
        let mut own = locked(&self.own);
        let done = own.close().and_then(|()| work(&home, &mut own));
        self.leaving.store(false, Ordering::Relaxed);
        self.bell.ring();
        done
    }

    fn stop_work(&self) {
        self.exporting.cancel();
        self.syncing.stop();
    }

    /// The profile as the window presents it.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub(crate) fn profile_info(&self) -> Result<wire::ProfileInfo, Error> {
        let sample = locked(&self.samples).is_some();
        let profile = self.profile()?;
        let settings = profile.settings()?;
        Ok(wire::ProfileInfo {
            name: profile.name().to_string(),
            endpoint: settings.endpoint,
            default_endpoint: DEFAULT_ENDPOINT.to_owned(),
            token_kept: profile.token_kept()?.into(),
            token_choice: settings.token_kept.into(),
            sample,
            calls: profile.status()?.calls,
            data_dir: profile.dir().display().to_string(),
            rate_limit: settings.rate_limit.to_string(),
            refresh_interval_min: settings.refresh_interval_min,
        })
    }

    /// Stores what a person may change.
    ///
    /// # Errors
    /// When a value cannot be used, which is named, or the file cannot be written.
    pub(crate) fn save_settings(&self, settings: &wire::Settings) -> Result<(), Error> {
        let profile = self.profile()?;
        profile.save_settings(&Settings {
            endpoint: Some(settings.endpoint.trim().to_owned()).filter(|text| !text.is_empty()),
            rate_limit: settings.rate_limit.parse()?,
            refresh_interval_min: settings.refresh_interval_min,
            ..profile.settings()?
        })
    }

    /// Shows sample calls and starts to sync them.
    ///
    /// # Errors
    /// When the stand-in or the sync cannot be started.
    pub(crate) fn explore_samples(&self) -> Result<(), wire::ErrorBody> {
        let samples = Samples::start()?;
        let _turn = locked(&self.turn);
        let profile = samples.profile();
        self.syncing.stop();
        *locked(&self.samples) = Some(samples);
        self.bell.ring();
        self.syncing.start(profile, SyncOptions::default(), News::Untold)
    }

    /// Goes back to the person's own profile. The samples are gone with that.
    pub(crate) fn leave_samples(&self) {
        let _turn = locked(&self.turn);
        self.syncing.stop();
        drop(locked(&self.samples).take());
        self.bell.ring();
    }

    /// How Offhook behaves among other programs.
    pub(crate) fn manners(&self) -> Manners {
        locked(&self.manners).clone()
    }

    /// Changes that and keeps it. Nothing is written where nothing has changed.
    ///
    /// # Errors
    /// When it cannot be kept; then it is as it was.
    pub(crate) fn change_manners(&self, change: impl FnOnce(&mut Manners)) -> Result<(), Error> {
        let mut manners = locked(&self.manners);
        let mut next = manners.clone();
        change(&mut next);
        if next != *manners {
            next.save(&self.home()?)?;
            *manners = next;
        }
        Ok(())
    }

    /// From now on, what is said outside the page is said in this language.
    pub(crate) fn speak(&self, language: Language) {
        {
            let mut manners = locked(&self.manners);
            if manners.language() == language {
                return;
            }
            manners.set_language(language);
            // The page says it again after the next start.
            let _ = self.home().and_then(|home| manners.save(&home));
        }
        // Who hears of it asks for the language.
        (self.announce)(Event::Language(language));
    }

    /// Nobody is told of made-up calls.
    fn news(&self) -> News {
        let made_up = locked(&self.samples).is_some();
        if self.manners().notify_negative() && !made_up { News::Told } else { News::Untold }
    }

    /// Starts a sync of what the window shows and returns at once.
    ///
    /// # Errors
    /// `busy` when one is running, or why the profile cannot be opened.
    pub(crate) fn sync_now(&self, accept_removals: bool) -> Result<(), wire::ErrorBody> {
        let _turn = locked(&self.turn);
        let options = SyncOptions { accept_removals, ..SyncOptions::default() };
        self.syncing.start(self.profile()?, options, self.news())
    }

    /// Tells the window that marks, tags, notes, views or names have changed.
    pub(crate) fn review_changed(&self) {
        if let Ok(profile) = self.profile() {
            self.noticing.own_review_change(&profile);
        }
        (self.announce)(Event::ReviewChanged);
    }

    /// Ends what runs, for the end of the process.
    pub(crate) fn close(&self) {
        self.leave_samples();
    }
}

/// What a sync has left is worked off, and when the next one is due has changed.
fn ringing_after_a_sync(bell: Arc<Bell>, announce: Announce) -> Announce {
    Arc::new(move |event| {
        if matches!(event, Event::Finished(_)) {
            bell.ring();
        }
        announce(event);
    })
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Each change is one assignment, so what a panic leaves behind is whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
