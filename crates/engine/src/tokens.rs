//! Where the token lives: the system keychain, or where the person chose when there is none.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use offhook_remote::Token;
use serde::{Deserialize, Serialize};

use crate::{Error, ProfileName, settings};

/// The environment variable that goes before every stored token, and is itself never stored.
pub const TOKEN_VARIABLE: &str = "OFFHOOK_TOKEN";
/// The name under which the keychain lists our entries.
const SERVICE: &str = "Offhook";
/// A locked keychain asks its owner; without an answer we go on and say so.
const KEYCHAIN_PATIENCE: Duration = Duration::from_secs(60);
pub(crate) const FILE: &str = "token";

/// Where a profile's token was put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKept {
    /// The system keychain.
    Keychain,
    /// A file of mode 0600 in the profile's directory.
    File,
    /// Nowhere: this program's memory, until it ends.
    Session,
    /// The environment variable [`TOKEN_VARIABLE`].
    Environment,
    /// There is none.
    #[default]
    None,
}

/// Where to put a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenStore {
    /// The system keychain.
    #[default]
    Keychain,
    /// A file of mode 0600 in the profile's directory, for systems without a keychain.
    File,
}

/// Puts `token` where asked.
///
/// # Errors
/// [`Error::NoToken`] with the way out when the keychain does not take it.
pub(crate) fn keep(
    place: TokenStore,
    home: &Path,
    dir: &Path,
    profile: &ProfileName,
    token: &Token,
) -> Result<TokenKept, Error> {
    match place {
        TokenStore::File => {
            settings::write_private(&dir.join(FILE), token.expose().as_bytes())?;
            Ok(TokenKept::File)
        }
        TokenStore::Keychain => {
            let secret = token.expose().to_owned();
            with_entry(home, profile, move |entry| entry.set_password(&secret))
                .map_err(|reason| refused(profile, &reason))?;
            // A token in the keychain must not also lie about in a file.
            let _ = fs::remove_file(dir.join(FILE));
            Ok(TokenKept::Keychain)
        }
    }
}

/// Finds the token: the environment first, then where it was put.
///
/// # Errors
/// [`Error::NoToken`] saying where it was looked for and what to do.
pub(crate) fn find(
    kept: TokenKept,
    home: &Path,
    dir: &Path,
    profile: &ProfileName,
) -> Result<Token, Error> {
    if let Some(token) = from_environment(profile)? {
        return Ok(token);
    }
    let found = match kept {
        TokenKept::File => fs::read_to_string(dir.join(FILE)).map_err(|error| error.to_string()),
        TokenKept::Keychain => with_entry(home, profile, keyring::Entry::get_password),
        TokenKept::None | TokenKept::Session | TokenKept::Environment => {
            Err("none was stored".to_owned())
        }
    };
    let text = found.map_err(|reason| missing(profile, &reason))?;
    Token::new(&text).ok_or_else(|| missing(profile, "what was stored is no token"))
}

/// Copies a token in the keychain from one name to another; whether that worked.
pub(crate) fn copy(home: &Path, from: &ProfileName, to: &ProfileName) -> bool {
    with_entry(home, from, keyring::Entry::get_password)
        .and_then(|secret| with_entry(home, to, move |entry| entry.set_password(&secret)))
        .is_ok()
}

/// Takes a token out of the keychain; whether it is gone.
pub(crate) fn forget(home: &Path, profile: &ProfileName) -> bool {
    with_entry(home, profile, |entry| match entry.delete_credential() {
        Err(keyring::Error::NoEntry) => Ok(()),
        result => result,
    })
    .is_ok()
}

/// The token of [`TOKEN_VARIABLE`], when it is set to anything.
pub(crate) fn from_environment(profile: &ProfileName) -> Result<Option<Token>, Error> {
    match std::env::var(TOKEN_VARIABLE) {
        Ok(text) if !text.is_empty() => Token::new(&text).map(Some).ok_or_else(|| Error::NoToken {
            profile: profile.to_string(),
            reason: format!("{TOKEN_VARIABLE} holds characters that no token has"),
        }),
        _ => Ok(None),
    }
}

fn missing(profile: &ProfileName, reason: &str) -> Error {
    Error::NoToken {
        profile: profile.to_string(),
        reason: format!(
            "{reason}; connect again with --token-stdin, or set {TOKEN_VARIABLE} for this command"
        ),
    }
}

fn refused(profile: &ProfileName, reason: &str) -> Error {
    Error::NoToken {
        profile: profile.to_string(),
        reason: format!(
            "the system keychain did not take it ({reason}). Set {TOKEN_VARIABLE} for each command instead, or choose --token-store file to keep it in a file that only you can read"
        ),
    }
}

/// The keychain may ask its owner and block, so it is spoken to from a thread of its own.
fn with_entry<T: Send + 'static>(
    home: &Path,
    profile: &ProfileName,
    work: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send + 'static,
) -> Result<T, String> {
    let account = account_of(home, profile);
    let (send, receive) = mpsc::channel();
    thread::Builder::new()
        .name("keychain".to_owned())
        .spawn(move || {
            let result = keyring::Entry::new(SERVICE, &account).and_then(|entry| work(&entry));
            // Nobody listens any more once patience has run out.
            let _ = send.send(result.map_err(|error| error.to_string()));
        })
        .map_err(|error| error.to_string())?;
    receive
        .recv_timeout(KEYCHAIN_PATIENCE)
        .map_err(|_| "it did not answer; is it locked?".to_owned())?
}

/// Two data directories may each have a profile of the same name.
fn account_of(home: &Path, profile: &ProfileName) -> String {
    let home: PathBuf = fs::canonicalize(home).unwrap_or_else(|_| home.to_owned());
    format!("{profile} in {}", home.display())
}
