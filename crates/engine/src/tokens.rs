//! Where the token lives: the system keychain, or where the person chose when there is none.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use offhook_remote::Token;
use serde::{Deserialize, Serialize};

use crate::{Error, ProfileName, home, settings};

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

/// Where to put a token: the person's choice. The last two are for systems without a keychain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenStore {
    /// The system keychain: safest, and asked for once.
    #[default]
    Keychain,
    /// A file of mode 0600 in the profile's directory: asked for once, and readable by every
    /// program that this person runs.
    File,
    /// This program's memory: nothing is written, and it is asked for again at the next start.
    Session,
}

/// Puts `token` where asked; the caller holds it in memory for [`TokenStore::Session`].
///
/// # Errors
/// [`Error::KeychainRefused`] when the keychain does not take it, [`Error::File`]. Then a token
/// that was kept before is still there.
pub(crate) fn keep(
    place: TokenStore,
    home: &Path,
    dir: &Path,
    profile: &ProfileName,
    token: &Token,
) -> Result<TokenKept, Error> {
    match place {
        TokenStore::Session => Ok(TokenKept::Session),
        TokenStore::File => {
            settings::write_private(&dir.join(FILE), token.expose().as_bytes())?;
            Ok(TokenKept::File)
        }
        TokenStore::Keychain => {
            let secret = token.expose().to_owned();
            with_entry(home, profile, move |entry| entry.set_password(&secret))
                .map_err(|reason| refused(profile, reason))?;
            Ok(TokenKept::Keychain)
        }
    }
}

/// Deletes what is stored of a token in one place; whether it is gone.
pub(crate) fn clear(kept: TokenKept, home: &Path, dir: &Path, profile: &ProfileName) -> bool {
    match kept {
        TokenKept::Keychain => forget(home, profile),
        TokenKept::File => match fs::remove_file(dir.join(FILE)) {
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
            Ok(()) => true,
        },
        TokenKept::Session | TokenKept::Environment | TokenKept::None => true,
    }
}

/// Whether this system has a keychain that answers, without storing anything in it.
///
/// # Errors
/// [`Error::KeychainRefused`] saying why not.
pub(crate) fn try_keychain(home: &Path, profile: &ProfileName) -> Result<(), Error> {
    with_entry(home, profile, |entry| match entry.get_password() {
        Err(keyring::Error::NoEntry) => Ok(()),
        result => result.map(drop),
    })
    .map_err(|reason| refused(profile, reason))
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
        TokenKept::File => read_file(&dir.join(FILE)),
        TokenKept::Keychain => with_entry(home, profile, keyring::Entry::get_password),
        TokenKept::Session => {
            Err("it was to be kept in memory only, until that program ended".to_owned())
        }
        TokenKept::None | TokenKept::Environment => Err("none was stored".to_owned()),
    };
    let text = found.map_err(|reason| missing(profile, &reason))?;
    Token::new(&text).ok_or_else(|| missing(profile, "what was stored is no token"))
}

/// The text of the token file, which nobody else may be able to read: a token that others could
/// have copied is not used as if it were secret.
fn read_file(path: &Path) -> Result<String, String> {
    const LONGEST_BYTES: u64 = 64 * 1024;
    let file = fs::File::open(path).map_err(|error| format!("{} ({error})", path.display()))?;
    let data = file.metadata().map_err(|error| error.to_string())?;
    if let Some(mode) = home::others_may_use(&data) {
        let path = path.display();
        return Err(format!(
            "{path} can be read by others (mode {mode:o}), so it is not used; run: chmod 600 \"{path}\", or ask for a new token if others use this computer"
        ));
    }
    let mut text = String::new();
    file.take(LONGEST_BYTES)
        .read_to_string(&mut text)
        .map_err(|error| format!("{} ({error})", path.display()))?;
    Ok(text)
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

fn refused(profile: &ProfileName, reason: String) -> Error {
    Error::KeychainRefused { profile: profile.to_string(), reason }
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
            let _ = send.send(result.map_err(|error| reason(&error)));
        })
        .map_err(|error| error.to_string())?;
    receive
        .recv_timeout(KEYCHAIN_PATIENCE)
        .map_err(|_| "it did not answer; is it locked?".to_owned())?
}

fn reason(error: &keyring::Error) -> String {
    match (error, keyring::Entry::store_status()) {
        (keyring::Error::NoDefaultStore, Err(cause)) => format!("none is running here: {cause}"),
        _ => error.to_string(),
    }
}

/// Two data directories may each have a profile of the same name.
fn account_of(home: &Path, profile: &ProfileName) -> String {
    let home: PathBuf = fs::canonicalize(home).unwrap_or_else(|_| home.to_owned());
    format!("{profile} in {}", home.display())
}
