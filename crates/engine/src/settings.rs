//! A profile's settings, one small JSON file that a person can read.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::str::FromStr;

use offhook_remote::Endpoint;
use serde::{Deserialize, Serialize};

use crate::tokens::TokenKept;
use crate::{Error, Refused, home};

const FILE: &str = "profile.json";

/// What a profile remembers beside its calls. Never the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The account's endpoint; `None` until connected.
    pub endpoint: Option<String>,
    /// How many requests may be sent.
    pub rate_limit: RateLimit,
    /// Minutes between refreshes while the window is open; 0 for never.
    pub refresh_interval_min: u32,
    /// Where the person chose to keep the token.
    pub token_kept: TokenKept,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            endpoint: None,
            rate_limit: RateLimit::Auto,
            refresh_interval_min: 5,
            token_kept: TokenKept::None,
        }
    }
}

impl Settings {
    /// The endpoint, checked anew: the file may have been edited by hand.
    pub(crate) fn endpoint(&self) -> Result<Option<Endpoint>, Error> {
        let parse = |text: &String| {
            text.parse().map_err(|error: offhook_remote::InvalidEndpoint| Error::Refused {
                what: Refused::Endpoint,
                reason: error.to_string(),
            })
        };
        self.endpoint.as_ref().map(parse).transpose()
    }

    pub(crate) fn load(dir: &Path) -> Result<Self, Error> {
        let path = dir.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(Error::File { path, reason: error.to_string() }),
        };
        serde_json::from_str(&text)
            .map_err(|error| Error::File { path, reason: format!("its JSON is broken: {error}") })
    }

    /// Writes a new file beside the old one and renames it, so that either is whole.
    pub(crate) fn save(&self, dir: &Path) -> Result<(), Error> {
        home::create_private_dir(dir)?;
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        write_private(&dir.join(FILE), text.as_bytes())
    }
}

/// Writes `bytes` to `path` with mode 0600, all or nothing.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed =
        |error: std::io::Error| Error::File { path: path.to_owned(), reason: error.to_string() };
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(dir).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// How many requests may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateLimit {
    /// The service's published limits; a server on this machine that states none is not paced.
    #[default]
    Auto,
    /// Only what the server's own headers ask for.
    None,
    /// These many, whatever the server.
    Limits {
        /// Requests in any 60 seconds.
        per_minute: u32,
        /// Requests in any 3,600 seconds.
        per_hour: u32,
    },
}

impl fmt::Display for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::None => f.write_str("none"),
            Self::Limits { per_minute, per_hour } => {
                write!(f, "{per_minute}/min,{per_hour}/h")
            }
        }
    }
}

impl FromStr for RateLimit {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let limits = || {
            let (minute, hour) = text.split_once(',')?;
            let per_minute = minute.trim().strip_suffix("/min")?.parse().ok()?;
            let per_hour = hour.trim().strip_suffix("/h")?.parse().ok()?;
            (per_minute > 0 && per_hour > 0).then_some(Self::Limits { per_minute, per_hour })
        };
        match text.trim() {
            "auto" => Ok(Self::Auto),
            "none" => Ok(Self::None),
            _ => limits().ok_or_else(|| Error::Refused {
                what: Refused::RateLimit,
                reason: format!(
                    "\"{text}\" is no rate limit; write auto, none, or for example 100/min,1000/h"
                ),
            }),
        }
    }
}

impl Serialize for RateLimit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RateLimit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_limits_go_round_and_nonsense_is_refused() {
        for text in ["auto", "none", "100/min,1000/h"] {
            assert_eq!(text.parse::<RateLimit>().unwrap().to_string(), text);
        }
        for text in ["", "fast", "0/min,5/h", "5/min", "5/h,5/min", "-1/min,5/h"] {
            assert!(text.parse::<RateLimit>().is_err(), "{text}");
        }
    }

    #[test]
    fn settings_survive_a_round_and_a_missing_file_means_the_defaults() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(dir.path()).unwrap(), Settings::default());
        let settings = Settings { endpoint: Some("https://h/x".into()), ..Settings::default() };
        settings.save(dir.path()).unwrap();
        assert_eq!(Settings::load(dir.path()).unwrap(), settings);
    }
}
