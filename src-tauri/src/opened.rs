//! The person's own profile: which one it is, and that it is open at most once.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use offhook_engine::{Error, Home, Profile, ProfileName, Token};

/// How long a profile may still be in use after it was asked for (whoever uses it has been told, but
/// may be in the middle of a write on a slow disk), and how often that is looked at.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// The profile, and what has to outlive its being open.
pub(crate) struct Opened {
    /// The name on the command line: it goes before the remembered one.
    wanted: Option<String>,
    chosen: Option<ProfileName>,
    profile: Option<Arc<Profile>>,
    /// Tokens that are kept until the window closes, also while another profile is shown.
    session_tokens: HashMap<ProfileName, Token>,
}

impl Opened {
    /// Nothing is opened yet. `wanted` is the name on the command line.
    pub(crate) fn new(wanted: Option<String>) -> Self {
        Self { wanted, chosen: None, profile: None, session_tokens: HashMap::new() }
    }

    /// Which profile it is or would be.
    ///
    /// # Errors
    /// When the name on the command line is none.
    pub(crate) fn name(&self, home: &Home) -> Result<ProfileName, Error> {
        match (&self.chosen, &self.wanted) {
            (Some(chosen), _) => Ok(chosen.clone()),
            (None, Some(wanted)) => wanted.parse(),
            (None, None) => Ok(home.last_profile()),
        }
    }

    /// The profile, opened where it is not yet.
    ///
    /// # Errors
    /// When its folder or its cache cannot be used.
    pub(crate) fn profile(&mut self, home: &Home) -> Result<Arc<Profile>, Error> {
        if let Some(profile) = &self.profile {
            return Ok(Arc::clone(profile));
        }
        let profile = self.open(home, &self.name(home)?)?;
        self.show(Arc::clone(&profile));
        Ok(profile)
    }

    /// Opens a profile, which is not shown by that; the one that is open is given as it is.
    ///
    /// # Errors
    /// When its folder or its cache cannot be used.
    pub(crate) fn open(&self, home: &Home, name: &ProfileName) -> Result<Arc<Profile>, Error> {
        if let Some(profile) = self.profile.as_ref().filter(|profile| profile.name() == name) {
            return Ok(Arc::clone(profile));
        }
        let profile = Profile::open(home, name)?;
        if let Some(token) = self.session_tokens.get(name) {
            profile.keep_token_for_session(token.clone());
        }
        Ok(Arc::new(profile))
    }

    /// From now on it is this one.
    pub(crate) fn show(&mut self, profile: Arc<Profile>) {
        self.keep_session_token();
        self.chosen = Some(profile.name().clone());
        self.profile = Some(profile);
    }

    /// Lets go of the profile once nobody uses it any more.
    ///
    /// # Errors
    /// `busy` when somebody goes on using it; then it stays open.
    pub(crate) fn close(&mut self) -> Result<(), Error> {
        self.keep_session_token();
        let Some(mut profile) = self.profile.take() else { return Ok(()) };
        let until = Instant::now() + PATIENCE;
        loop {
            match Arc::try_unwrap(profile) {
                Ok(_) => return Ok(()),
                Err(in_use) => profile = in_use,
            }
            if Instant::now() >= until {
                self.profile = Some(profile);
                return Err(Error::Busy);
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    /// The profile `from` is called `to` now.
    pub(crate) fn renamed(&mut self, from: &ProfileName, to: &ProfileName) {
        if let Some(token) = self.session_tokens.remove(from) {
            self.session_tokens.insert(to.clone(), token);
        }
        if self.chosen.as_ref() == Some(from) || self.is_wanted(from) {
            self.chosen = Some(to.clone());
        }
    }

    /// The profile is gone: another is to be opened where it was this one.
    pub(crate) fn removed(&mut self, name: &ProfileName, home: &Home) {
        self.session_tokens.remove(name);
        if self.chosen.as_ref() == Some(name) || self.is_wanted(name) {
            self.chosen = Some(home.last_profile());
        }
    }

    fn is_wanted(&self, name: &ProfileName) -> bool {
        self.chosen.is_none() && self.wanted.as_deref() == Some(name.as_str())
    }

    fn keep_session_token(&mut self) {
        let Some(profile) = &self.profile else { return };
        let name = profile.name().clone();
        match profile.session_token() {
            Some(token) => self.session_tokens.insert(name, token),
            // It may have been put elsewhere since, and the old one must not come back.
            None => self.session_tokens.remove(&name),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> ProfileName {
        text.parse().unwrap()
    }

    fn home() -> (tempfile::TempDir, Home) {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        (dir, home)
    }

    #[test]
    fn the_name_on_the_command_line_goes_before_the_remembered_one() {
        let (_dir, home) = home();
        home.create_profile(&name("east")).unwrap();
        home.remember_profile(&name("east")).unwrap();
        assert_eq!(Opened::new(None).name(&home).unwrap(), name("east"));
        assert_eq!(Opened::new(Some("west".into())).name(&home).unwrap(), name("west"));
        assert!(Opened::new(Some("no name".into())).name(&home).is_err());
    }

    #[test]
    fn a_token_for_the_session_stays_with_its_profile_and_with_no_other() {
        let (_dir, home) = home();
        let mut opened = Opened::new(Some("east".into()));
        let token = Token::new("of-east").unwrap();
        opened.profile(&home).unwrap().keep_token_for_session(token);
        let west = opened.open(&home, &name("west")).unwrap();
        opened.show(west);
        assert!(opened.profile(&home).unwrap().session_token().is_none());
        let east = opened.open(&home, &name("east")).unwrap();
        assert!(east.session_token().is_some());

        let stored = Token::new("of-east-too").unwrap();
        east.keep_token(&stored, offhook_engine::TokenStore::File).unwrap();
        opened.show(east);
        let west = opened.open(&home, &name("west")).unwrap();
        opened.show(west);
        let east = opened.open(&home, &name("east")).unwrap();
        assert!(east.session_token().is_none(), "the one that was put into a file counts");
    }

    #[test]
    fn a_profile_in_use_is_not_closed_under_its_user() {
        let (_dir, home) = home();
        let mut opened = Opened::new(None);
        let used = opened.profile(&home).unwrap();
        assert!(matches!(opened.close(), Err(Error::Busy)));
        drop(used);
        assert!(opened.close().is_ok());
    }
}
