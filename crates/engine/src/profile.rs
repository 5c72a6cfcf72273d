//! One account: its settings, its cached calls, its token. The handle everything else starts from.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use offhook_remote::{Client, Endpoint, Timeouts, Token};
use offhook_store::{Cache, Index, Review, StateKey};
use serde::Serialize;

use crate::query::{Following, Marked, Texts};
use crate::sync::SyncRun;
use crate::{Error, Home, ProfileName, Settings, TokenKept, TokenStore, home, tokens};

/// An open profile. Share it behind an `Arc`.
#[derive(Debug)]
pub struct Profile {
    name: ProfileName,
    home: PathBuf,
    dir: PathBuf,
    pub(crate) cache: Arc<Cache>,
    /// Opened when it is first asked for: calls are readable even when this is not.
    pub(crate) opened_review: Mutex<Option<Arc<Review>>>,
    pub(crate) opened_index: Mutex<Option<Arc<Index>>>,
    pub(crate) following: Following,
    pub(crate) marked: Marked,
    pub(crate) texts: Texts,
    session_token: Mutex<Option<Token>>,
    /// Held while is found out what a person is told, so that nothing is told twice.
    pub(crate) telling: Mutex<()>,
}

/// What a profile holds, for `offhook status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The profile's name.
    pub profile: String,
    /// The account's endpoint; `None` until connected.
    pub endpoint: Option<String>,
    /// Calls listed from the cache.
    pub calls: u64,
    /// Calls that the server no longer lists.
    pub removed: u64,
    /// The server's count at the last sync.
    pub remote_total: Option<u64>,
    /// Whether every call up to the last sync is here, and proven to be.
    pub complete: bool,
    /// Every call since then is here, RFC 3339.
    pub complete_back_to: Option<String>,
    /// When the whole cache was last proven to equal the server, RFC 3339.
    pub last_verified_at: Option<String>,
    /// The last sync run.
    pub last_sync: Option<SyncRun>,
    /// Rows of the server that cannot be read as calls.
    pub unreadable_rows: u64,
    /// Size of the cache on disk, bytes.
    pub cache_bytes: u64,
    /// The profile's directory.
    pub directory: String,
}

impl Profile {
    /// Opens a profile, creating it where needed.
    ///
    /// # Errors
    /// [`Error::File`] or [`Error::Store`] when it cannot be read or written.
    pub fn open(home: &Home, name: &ProfileName) -> Result<Self, Error> {
        let dir = home.profile_dir(name);
        home::create_private_dir(&dir)?;
        Ok(Self {
            name: name.clone(),
            home: home.path().to_owned(),
            cache: Arc::new(Cache::open(&dir.join("cache.db"))?),
            dir,
            opened_review: Mutex::default(),
            opened_index: Mutex::default(),
            following: Following::default(),
            marked: Marked::default(),
            texts: Texts::default(),
            session_token: Mutex::default(),
            telling: Mutex::default(),
        })
    }

    /// The same profile over other handles to its files; the full-text index is used as it is.
    pub(crate) fn with(
        &self,
        cache: Arc<Cache>,
        review: Option<Arc<Review>>,
        index: Arc<Index>,
        following: Following,
        marked: Marked,
    ) -> Self {
        Self {
            name: self.name.clone(),
            home: self.home.clone(),
            dir: self.dir.clone(),
            cache,
            opened_review: Mutex::new(review),
            opened_index: Mutex::new(Some(index)),
            following,
            marked,
            texts: Texts::still(),
            session_token: Mutex::default(),
            telling: Mutex::default(),
        }
    }

    /// The profile's name.
    #[must_use]
    pub const fn name(&self) -> &ProfileName {
        &self.name
    }

    /// The profile's directory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The settings as they stand on disk; another process may have changed them.
    ///
    /// # Errors
    /// [`Error::File`] when they cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        Settings::load(&self.dir)
    }

    /// Stores settings, after checking them.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for an address that no token may be sent to, [`Error::File`].
    pub fn save_settings(&self, settings: &Settings) -> Result<(), Error> {
        settings.endpoint()?;
        settings.save(&self.dir)
    }

    /// Keeps a token in the place the person chose, and remembers the choice. What was kept in
    /// another place before is deleted there. May wait for the keychain: call it off the main
    /// thread.
    ///
    /// # Errors
    /// [`Error::KeychainRefused`] where there is no keychain or it does not take the token: ask for
    /// [`TokenStore::Session`] or [`TokenStore::File`] instead. [`Error::File`].
    pub fn keep_token(&self, token: &Token, place: TokenStore) -> Result<TokenKept, Error> {
        let before = self.settings()?;
        let kept = tokens::keep(place, &self.home, &self.dir, &self.name, token)?;
        self.set_session_token((place == TokenStore::Session).then(|| token.clone()));
        if before.token_kept != kept {
            self.save_settings(&Settings { token_kept: kept, ..before.clone() })?;
            tokens::clear(before.token_kept, &self.home, &self.dir, &self.name);
        }
        Ok(kept)
    }

    /// Keeps a token in this program's memory alone, until it ends; whatever is stored stays.
    pub fn keep_token_for_session(&self, token: Token) {
        self.set_session_token(Some(token));
    }

    /// Forgets the token, here and where it is stored; whether it is gone. The keychain may keep it.
    ///
    /// # Errors
    /// [`Error::File`] when the settings cannot be read or written.
    pub fn forget_token(&self) -> Result<bool, Error> {
        let before = self.settings()?;
        self.set_session_token(None);
        let gone = tokens::clear(before.token_kept, &self.home, &self.dir, &self.name);
        self.save_settings(&Settings { token_kept: TokenKept::None, ..before })?;
        Ok(gone)
    }

    /// Whether this system has a keychain that answers: to be asked before a person is offered the
    /// places for a token. Stores nothing. May wait for the keychain: call it off the main thread.
    ///
    /// # Errors
    /// [`Error::KeychainRefused`] saying why not.
    pub fn try_keychain(&self) -> Result<(), Error> {
        tokens::try_keychain(&self.home, &self.name)
    }

    fn set_session_token(&self, token: Option<Token>) {
        *self.session_token.lock().unwrap_or_else(PoisonError::into_inner) = token;
    }

    /// The token that is kept in this program's memory alone.
    #[must_use]
    pub fn session_token(&self) -> Option<Token> {
        self.session_token.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where the token would come from now, without asking the keychain; [`TokenKept::None`] also
    /// where it was chosen to be kept for one session and this is another
    /// ([`Settings::token_kept`] tells that choice).
    ///
    /// # Errors
    /// [`Error::File`] when the settings cannot be read.
    pub fn token_kept(&self) -> Result<TokenKept, Error> {
        if self.session_token().is_some() {
            return Ok(TokenKept::Session);
        }
        if tokens::from_environment(&self.name)?.is_some() {
            return Ok(TokenKept::Environment);
        }
        Ok(match self.settings()?.token_kept {
            TokenKept::Session => TokenKept::None,
            kept => kept,
        })
    }

    /// A client for the profile's account. May wait for the keychain: call it off the main thread.
    ///
    /// # Errors
    /// [`Error::NotConnected`], [`Error::NoToken`], [`Error::InvalidSetting`].
    pub fn client(&self) -> Result<Client, Error> {
        self.client_with(Timeouts::default())
    }

    /// As [`Self::client`], for a server that is given more or less time than usual.
    ///
    /// # Errors
    /// As [`Self::client`].
    pub fn client_with(&self, timeouts: Timeouts) -> Result<Client, Error> {
        let settings = self.settings()?;
        let endpoint: Endpoint =
            settings.endpoint()?.ok_or_else(|| Error::NotConnected(self.name.to_string()))?;
        let token = match self.session_token() {
            Some(token) => token,
            None => tokens::find(settings.token_kept, &self.home, &self.dir, &self.name)?,
        };
        Ok(Client::new(endpoint, token, timeouts)?)
    }

    /// What the profile holds.
    ///
    /// # Errors
    /// [`Error::Store`] or [`Error::File`] when it cannot be read.
    pub fn status(&self) -> Result<Status, Error> {
        let verified = self.state_instant(StateKey::VerifiedAt)?;
        let last_sync = self.sync_log(1)?.into_iter().next();
        Ok(Status {
            profile: self.name.to_string(),
            endpoint: self.settings()?.endpoint,
            calls: self.cache.listed()?,
            removed: self.cache.removed()?,
            remote_total: self
                .cache
                .state(StateKey::RemoteTotal)?
                .and_then(|text| text.parse().ok()),
            complete: last_sync
                .as_ref()
                .and_then(|run| run.report.as_ref())
                .is_some_and(|report| report.complete),
            complete_back_to: self.complete_back_to()?,
            last_verified_at: verified.map(|instant| instant.to_string()),
            last_sync,
            unreadable_rows: self.cache.set_aside_count()?,
            cache_bytes: self.cache_bytes(),
            directory: self.dir.display().to_string(),
        })
    }

    /// Does what a first sync has left for later: quick once it is done.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be written.
    pub fn tidy(&self) -> Result<(), Error> {
        if self.cache.state(StateKey::VerifiedAt)?.is_some() {
            self.cache.index_by_id()?;
        }
        Ok(())
    }

    fn cache_bytes(&self) -> u64 {
        let files = ["cache.db", "cache.db-wal"].map(|file| self.dir.join(file));
        files.iter().filter_map(|path| path.metadata().ok()).map(|data| data.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> (tempfile::TempDir, Home, Profile) {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        let profile = Profile::open(&home, &ProfileName::default()).unwrap();
        let endpoint = Some("https://example.org/v1".to_owned());
        profile.save_settings(&Settings { endpoint, ..Settings::default() }).unwrap();
        (dir, home, profile)
    }

    fn token() -> Token {
        Token::new("secret").unwrap()
    }

    #[test]
    fn a_token_for_one_session_is_written_nowhere_and_the_choice_is_remembered() {
        let (_dir, home, profile) = profile();
        profile.keep_token(&token(), TokenStore::File).unwrap();
        let file = profile.dir().join(tokens::FILE);
        assert!(file.exists());
        profile.keep_token(&token(), TokenStore::Session).unwrap();
        assert!(!file.exists(), "the copy in the other place is gone");
        assert_eq!(profile.token_kept().unwrap(), TokenKept::Session);
        assert!(profile.client().is_ok());

        let next = Profile::open(&home, &ProfileName::default()).unwrap();
        assert_eq!(next.token_kept().unwrap(), TokenKept::None);
        assert_eq!(next.settings().unwrap().token_kept, TokenKept::Session);
        let refused = next.client().unwrap_err().to_string();
        assert!(refused.contains("in memory only"), "{refused}");
    }

    #[test]
    fn a_forgotten_token_is_nowhere_and_the_account_stays() {
        let (_dir, _home, profile) = profile();
        profile.keep_token(&token(), TokenStore::File).unwrap();
        assert!(profile.forget_token().unwrap());
        assert!(!profile.dir().join(tokens::FILE).exists());
        assert_eq!(profile.token_kept().unwrap(), TokenKept::None);
        assert!(profile.settings().unwrap().endpoint.is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_token_file_is_private_and_one_that_others_can_read_is_not_used() {
        use std::fs::{self, Permissions};
        use std::os::unix::fs::PermissionsExt;
        let (_dir, _home, profile) = profile();
        profile.keep_token(&token(), TokenStore::File).unwrap();
        let file = profile.dir().join(tokens::FILE);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(profile.client().is_ok());
        for mode in [0o640, 0o604, 0o644, 0o666] {
            fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            let refused = profile.client().unwrap_err();
            assert!(refused.to_string().contains("chmod 600"), "{refused}");
        }
        profile.keep_token(&token(), TokenStore::File).unwrap();
        assert!(profile.client().is_ok(), "keeping it again makes it private again");
    }
}
