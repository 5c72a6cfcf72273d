//! Sample calls: the built-in stand-in server, and a profile of its own that syncs from it.

use std::sync::Arc;

use offhook_demo_remote::{Config, DemoRemote};
use offhook_engine::{Error, Home, Profile, ProfileName, Settings, Token};
use tempfile::TempDir;

/// The profile's name, as the window shows it.
const NAME: &str = "sample";
/// A made-up account that lives: calls keep arriving, so a refresh has something to show.
const REFRESH_MIN: u32 = 1;

/// A running stand-in and the profile that is connected to it.
///
/// Its calls are dated from the moment it starts, so they are kept in a folder that goes with it:
/// yesterday's samples would be another account's.
pub(crate) struct Samples {
    profile: Arc<Profile>,
    _remote: DemoRemote,
    _folder: TempDir,
}

impl Samples {
    /// Starts the stand-in and connects a new profile to it.
    ///
    /// # Errors
    /// When there is no port or no place for the profile.
    pub(crate) fn start() -> Result<Self, Error> {
        let folder = TempDir::with_prefix("offhook-sample-").map_err(|error| Error::File {
            path: std::env::temp_dir(),
            reason: error.to_string(),
        })?;
        let remote = DemoRemote::start(Config { live: true, ..Config::default() })
            .map_err(|error| Error::InvalidSetting(format!("no port for sample calls: {error}")))?;
        let profile = connected(&Home::resolve(Some(folder.path().to_owned()))?, &remote)?;
        Ok(Self { profile: Arc::new(profile), _remote: remote, _folder: folder })
    }

    /// The profile of the samples.
    pub(crate) fn profile(&self) -> Arc<Profile> {
        Arc::clone(&self.profile)
    }
}

fn connected(home: &Home, remote: &DemoRemote) -> Result<Profile, Error> {
    let profile = Profile::open(home, &NAME.parse::<ProfileName>()?)?;
    profile.save_settings(&Settings {
        endpoint: Some(remote.endpoint().to_owned()),
        refresh_interval_min: REFRESH_MIN,
        ..profile.settings()?
    })?;
    let token = Token::new(remote.token())
        .ok_or_else(|| Error::InvalidSetting("the stand-in has no token".to_owned()))?;
    profile.keep_token_for_session(token);
    Ok(profile)
}
