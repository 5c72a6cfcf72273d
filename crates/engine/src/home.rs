//! Where everything lives on disk: one data directory, one directory per profile.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use crate::{Error, Refused, settings};

const WINDOW_FILE: &str = "window.json";

/// The data directory, private to its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home(PathBuf);

/// A profile's name: letters, digits, `-` and `_`, at most 64. It is also its directory's name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProfileName(String);

impl Home {
    /// Uses `data_dir`, or the system's place for application data.
    ///
    /// # Errors
    /// [`Error::File`] when the directory cannot be created or written.
    pub fn resolve(data_dir: Option<PathBuf>) -> Result<Self, Error> {
        let home = Self::locate(data_dir)?;
        create_private_dir(&home.0)?;
        Ok(home)
    }

    /// Where the data directory is or would be; nothing is created.
    ///
    /// # Errors
    /// [`Error::File`] when the system names no such place.
    pub fn locate(data_dir: Option<PathBuf>) -> Result<Self, Error> {
        match data_dir {
            Some(dir) => Ok(Self(dir)),
            None => Ok(Self(system_data_dir()?)),
        }
    }

    /// The directory itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Keeps a small file of this name in the data directory, readable by its owner alone, all or
    /// nothing.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be written.
    pub fn keep_private(&self, name: &str, content: &[u8]) -> Result<(), Error> {
        settings::write_private(&self.0.join(name), content)
    }

    /// The directory of a profile, which may not exist yet.
    #[must_use]
    pub fn profile_dir(&self, name: &ProfileName) -> PathBuf {
        self.0.join("profiles").join(&name.0)
    }

    /// The profiles that exist, by name.
    #[must_use]
    pub fn profiles(&self) -> Vec<ProfileName> {
        let Ok(entries) = fs::read_dir(self.0.join("profiles")) else { return Vec::new() };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut profiles: Vec<_> = names.filter_map(|name| name.parse().ok()).collect();
        profiles.sort_by(|a: &ProfileName, b| a.0.cmp(&b.0));
        profiles
    }

    /// The profile that the window showed last; where that is unknown or gone, the default one,
    /// and where there is none, the first of the others.
    #[must_use]
    pub fn last_profile(&self) -> ProfileName {
        let existing = self.profiles();
        let remembered = fs::read_to_string(self.0.join(WINDOW_FILE)).ok();
        remembered
            .and_then(|text| serde_json::from_str::<Remembered>(&text).ok())
            .and_then(|remembered| remembered.profile.parse().ok())
            .into_iter()
            .chain([ProfileName::default()])
            .find(|name| existing.contains(name))
            .or_else(|| existing.first().cloned())
            .unwrap_or_default()
    }

    /// Remembers which profile the window shows.
    ///
    /// # Errors
    /// [`Error::File`] when that cannot be written.
    pub fn remember_profile(&self, name: &ProfileName) -> Result<(), Error> {
        let remembered = Remembered { profile: name.to_string() };
        let text = serde_json::to_string(&remembered).unwrap_or_default();
        self.keep_private(WINDOW_FILE, text.as_bytes())
    }
}

/// What the window remembers across profiles.
#[derive(Serialize, Deserialize)]
struct Remembered {
    profile: String,
}

fn system_data_dir() -> Result<PathBuf, Error> {
    let strategy =
        etcetera::base_strategy::choose_native_strategy().map_err(|error| Error::File {
            path: PathBuf::from("~"),
            reason: format!("there is no home directory: {error}; give one with --data-dir"),
        })?;
    Ok(strategy.data_dir().join("offhook"))
}

/// Creates `dir` with mode 0700. A directory that exists keeps its mode.
pub(crate) fn create_private_dir(dir: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(dir)
        .map_err(|error| Error::File { path: dir.to_owned(), reason: error.to_string() })
}

/// The mode of a file or directory that somebody else than its owner may use.
pub(crate) fn others_may_use(data: &fs::Metadata) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = data.permissions().mode() & 0o777;
        (mode & 0o077 != 0).then_some(mode)
    }
    #[cfg(not(unix))]
    {
        let _ = data;
        None
    }
}

impl ProfileName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ProfileName {
    fn default() -> Self {
        Self("default".to_owned())
    }
}

impl FromStr for ProfileName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        const LONGEST: usize = 64;
        let usable = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if !text.is_empty() && text.len() <= LONGEST && text.bytes().all(usable) {
            return Ok(Self(text.to_owned()));
        }
        let rule = "a profile name has 1 to 64 letters, digits, - or _, and nothing else";
        Err(Error::Refused { what: Refused::ProfileName, reason: rule.to_owned() })
    }
}

impl fmt::Display for ProfileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_name_can_never_leave_its_directory() {
        for bad in ["", ".", "..", "a/b", "a\\b", "a b", "ü", "a\0"] {
            assert!(bad.parse::<ProfileName>().is_err(), "{bad:?}");
        }
        assert!("acme-2_B".parse::<ProfileName>().is_ok());
    }
}
