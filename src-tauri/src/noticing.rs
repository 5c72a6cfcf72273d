//! What another process has written: the command line syncs, imports or restores beside the window.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use offhook_engine::{Profile, Standing};

/// What is to be told after a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noticed {
    pub(crate) calls: bool,
    pub(crate) syncs: bool,
    pub(crate) reviews: bool,
}

/// How the profile of the last look stood then.
#[derive(Default)]
pub(crate) struct Noticing {
    seen: Mutex<Option<(PathBuf, Standing)>>,
}

impl Noticing {
    /// What has changed since the last look, by whomever. Another profile than the last time has
    /// just been opened, and is on screen as it is.
    pub(crate) fn look(&self, profile: &Profile) -> Noticed {
        // What is wrong with the profile is told where the window asks for it.
        let Ok(now) = profile.standing() else { return Noticed::default() };
        let before = self.swap(profile, now.clone());
        before.map_or_else(Noticed::default, |before| Noticed {
            calls: !before.same_calls(&now),
            syncs: !before.same_syncs(&now),
            reviews: !before.same_reviews(&now),
        })
    }

    /// The window has just changed review data itself, which it tells at once.
    pub(crate) fn own_review_change(&self, profile: &Profile) {
        let Ok(now) = profile.standing() else { return };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, before)) = seen.as_mut().filter(|(dir, _)| dir == profile.dir()) {
            *before = before.clone().with_reviews_of(&now);
        }
    }

    /// Whether the last look was at this profile.
    #[cfg(test)]
    pub(crate) fn has_seen(&self, profile: &Profile) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.as_ref().is_some_and(|(dir, _)| dir == profile.dir())
    }

    fn swap(&self, profile: &Profile, now: Standing) -> Option<Standing> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let before = seen.replace((profile.dir().to_owned(), now));
        before.filter(|(dir, _)| dir == profile.dir()).map(|(_, before)| before)
    }
}

#[cfg(test)]
mod tests {
    use offhook_engine::{Clock, Home, ProfileName, SystemClock};

    use super::*;

    fn opened(home: &Home, name: &str) -> Profile {
        Profile::open(home, &name.parse::<ProfileName>().unwrap()).unwrap()
    }

    fn rename_an_agent(profile: &Profile, alias: &str) {
        profile.set_agent_alias("agent", Some(alias), SystemClock.now()).unwrap();
    }

    #[test]
    fn what_another_process_changes_is_noticed_once_and_the_windows_own_changes_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        let (ours, theirs) = (opened(&home, "desk"), opened(&home, "desk"));
        let noticing = Noticing::default();
        assert_eq!(noticing.look(&ours), Noticed::default(), "the first look");

        rename_an_agent(&theirs, "Sam");
        assert_eq!(noticing.look(&ours), Noticed { reviews: true, ..Noticed::default() });
        assert_eq!(noticing.look(&ours), Noticed::default());
        rename_an_agent(&ours, "Sarah");
        noticing.own_review_change(&ours);
        assert_eq!(noticing.look(&ours), Noticed::default());
    }

    #[test]
    fn another_profile_is_no_change_of_the_one_before() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        let (one, other) = (opened(&home, "one"), opened(&home, "other"));
        rename_an_agent(&other, "Sam");
        let noticing = Noticing::default();
        for profile in [&one, &other, &one] {
            assert_eq!(noticing.look(profile), Noticed::default());
        }
    }
}
