//! The accounts on this desk: listed, added, renamed, rebuilt and removed. Each has a directory and
//! a token of its own, and nothing here reads more than one of them.

use std::fs;
use std::path::{Path, PathBuf};

use offhook_model::Code;
use serde::Serialize;

use crate::sync::{JOURNAL_FILES, SyncLock};
use crate::tokens::{self, TokenKept};
use crate::{Error, Home, Profile, ProfileName, Refused, Settings, home, query, review};

/// Everything in a profile's directory that the server can give again. The journal is a page that
/// counts on the cache it was read for.
const CACHE_FILES: [&str; 4] = ["cache.db", query::INDEX_FILE, JOURNAL_FILES[0], JOURNAL_FILES[1]];
/// What SQLite keeps beside a database, and the database itself.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

/// One profile of a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileSummary {
    /// Its name.
    pub name: String,
    /// The account's endpoint; `None` until connected.
    pub endpoint: Option<String>,
    /// Calls listed from the cache; `None` where it cannot be read.
    pub calls: Option<u64>,
    /// When the last sync began, RFC 3339.
    pub last_sync_at: Option<String>,
    /// How it went, a word as in the sync log.
    pub last_sync: Option<String>,
    /// The profile's directory.
    pub directory: String,
    /// Why it cannot be read, for a person.
    pub problem: Option<String>,
    /// The problem's code.
    #[serde(skip)]
    pub code: Option<Code>,
}

/// What goes when a profile is removed, or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removal {
    /// The directory.
    pub directory: String,
    /// Calls in the cache; `None` where it cannot be read.
    pub calls: Option<u64>,
    /// Calls with a star, a mark, a tag or a note; `None` where these cannot be read.
    pub reviewed_calls: Option<u64>,
    /// Where its token is. [`TokenKept::Keychain`] after the removal: the keychain did not let
    /// go of it.
    pub token_kept: TokenKept,
}

impl Home {
    /// Every profile, by name. One that cannot be read says why and is listed as well.
    #[must_use]
    pub fn summaries(&self) -> Vec<ProfileSummary> {
        self.profiles().iter().map(|name| self.summary(name)).collect()
    }

    fn summary(&self, name: &ProfileName) -> ProfileSummary {
        let status = Profile::open(self, name).and_then(|profile| profile.status());
        let directory = self.profile_dir(name).display().to_string();
        match status {
            Ok(status) => ProfileSummary {
                name: name.to_string(),
                endpoint: status.endpoint,
                calls: Some(status.calls),
                last_sync_at: status.last_sync.as_ref().map(|run| run.started_at.clone()),
                last_sync: status.last_sync.map(|run| run.outcome),
                directory,
                problem: None,
                code: None,
            },
            Err(error) => ProfileSummary {
                name: name.to_string(),
                endpoint: self.settings_of(name).endpoint,
                calls: None,
                last_sync_at: None,
                last_sync: None,
                directory,
                problem: Some(error.to_string()),
                code: Some(error.code()),
            },
        }
    }

    /// Makes an empty profile.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is one of this name, [`Error::File`].
    pub fn create_profile(&self, name: &ProfileName) -> Result<(), Error> {
        self.must_be_free(name)?;
        home::create_private_dir(&self.profile_dir(name))
    }

    /// Gives a profile another name. Its directory and its token go along; where the keychain
    /// does not give the token away, it has to be entered again. Close the profile first.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is none or the new name is taken, [`Error::Busy`]
    /// while it syncs, [`Error::File`]. Then everything is as it was.
    pub fn rename_profile(&self, from: &ProfileName, to: &ProfileName) -> Result<(), Error> {
        let dir = self.existing_dir(from)?;
        self.must_be_free(to)?;
        // Held while nothing moves yet: Windows moves no directory with an open file in it.
        drop(SyncLock::take(&dir)?);
        let in_keychain = self.settings_of(from).token_kept == TokenKept::Keychain;
        let carried = in_keychain && tokens::copy(self.path(), from, to);
        let new_dir = self.profile_dir(to);
        if let Err(error) = fs::rename(&dir, &new_dir) {
            if carried {
                tokens::forget(self.path(), to);
            }
            return Err(unusable(&dir, &error));
        }
        if carried {
            tokens::forget(self.path(), from);
        } else if in_keychain {
            let settings = Settings { token_kept: TokenKept::None, ..Settings::load(&new_dir)? };
            settings.save(&new_dir)?;
        }
        Ok(())
    }

    /// What removing this profile would delete.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is none.
    pub fn removal_of(&self, name: &ProfileName) -> Result<Removal, Error> {
        let dir = self.existing_dir(name)?;
        let profile = Profile::open(self, name).ok();
        let calls = profile.as_ref().and_then(|profile| profile.status().ok()).map(|is| is.calls);
        let reviewed_calls = if dir.join(review::FILE).exists() {
            profile.and_then(|profile| profile.calls_worked_on().ok())
        } else {
            Some(0)
        };
        Ok(Removal {
            directory: dir.display().to_string(),
            calls,
            reviewed_calls,
            token_kept: self.settings_of(name).token_kept,
        })
    }

    /// Deletes a profile: its directory with calls, review work and backups, and its token. Close
    /// it first. Gives what went; a token that the keychain did not let go of is said there.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is none, [`Error::Busy`] while it syncs,
    /// [`Error::File`].
    pub fn remove_profile(&self, name: &ProfileName) -> Result<Removal, Error> {
        let mut removal = self.removal_of(name)?;
        let dir = self.existing_dir(name)?;
        drop(SyncLock::take(&dir)?);
        // Out of the list in one step, so that no half of it is ever taken for a profile.
        let going = self.path().join("profiles").join(format!(".removed-{name}"));
        delete_tree(&going)?;
        fs::rename(&dir, &going).map_err(|error| unusable(&dir, &error))?;
        if removal.token_kept != TokenKept::Keychain || tokens::forget(self.path(), name) {
            removal.token_kept = TokenKept::None;
        }
        delete_tree(&going)?;
        Ok(removal)
    }

    /// Deletes what the server can give again: the cached calls and the search index. Settings,
    /// the token and the review work stay. Close the profile first; the next sync reads all anew.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is none, [`Error::Busy`] while it syncs,
    /// [`Error::File`].
    pub fn rebuild_cache(&self, name: &ProfileName) -> Result<(), Error> {
        let dir = self.existing_dir(name)?;
        let _lock = SyncLock::take(&dir)?;
        for file in CACHE_FILES {
            for ending in ENDINGS {
                delete_file(&dir.join(format!("{file}{ending}")))?;
            }
        }
        Ok(())
    }

    fn settings_of(&self, name: &ProfileName) -> Settings {
        Settings::load(&self.profile_dir(name)).unwrap_or_default()
    }

    fn existing_dir(&self, name: &ProfileName) -> Result<PathBuf, Error> {
        let dir = self.profile_dir(name);
        if dir.is_dir() {
            return Ok(dir);
        }
        let reason = format!("there is no profile \"{name}\"");
        Err(Error::Refused { what: Refused::ProfileGone, reason })
    }

    fn must_be_free(&self, name: &ProfileName) -> Result<(), Error> {
        if self.profile_dir(name).exists() {
            let reason = format!("there is a profile \"{name}\" already; choose another name");
            return Err(Error::Refused { what: Refused::ProfileTaken, reason });
        }
        Ok(())
    }
}

impl Profile {
    /// How many calls carry a star, a mark, a tag or a note.
    ///
    /// # Errors
    /// [`Error::Store`] when the review data cannot be read.
    fn calls_worked_on(&self) -> Result<u64, Error> {
        let mut calls = 0;
        self.review()?.marks_all(|_| calls += 1)?;
        Ok(calls)
    }
}

fn unusable(path: &Path, error: &std::io::Error) -> Error {
    Error::File { path: path.to_owned(), reason: error.to_string() }
}

fn delete_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unusable(path, &error)),
        _ => Ok(()),
    }
}

fn delete_tree(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unusable(path, &error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use offhook_model::{Call, Instant};
    use offhook_remote::Token;
    use offhook_store::PageToCommit;
    use serde_json::json;

    use super::*;
    use crate::TokenStore;

    fn name(text: &str) -> ProfileName {
        text.parse().unwrap()
    }

    fn now() -> Instant {
        Instant::parse("2026-03-01T12:00:00Z").unwrap()
    }

    fn home() -> (tempfile::TempDir, Home) {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        (dir, home)
    }

    /// A profile with one call that is starred, a token in a file and an endpoint.
    fn filled(home: &Home, profile_name: &str, id: &str) -> Profile {
        let profile = Profile::open(home, &name(profile_name)).unwrap();
        let row = json!({"id": id, "created_at": "2026-03-01T10:00:00Z"}).to_string();
        let calls = [Call::read(&row).unwrap()];
        profile.cache.commit_page(&PageToCommit::of(&calls, now())).unwrap();
        profile.set_starred(&[id.to_owned()], true, now()).unwrap();
        let endpoint = Some(format!("https://{profile_name}.example.org/v1"));
        profile.save_settings(&Settings { endpoint, ..profile.settings().unwrap() }).unwrap();
        let token = Token::new(&format!("token-of-{profile_name}")).unwrap();
        profile.keep_token(&token, TokenStore::File).unwrap();
        profile
    }

    fn names(home: &Home) -> Vec<String> {
        home.summaries().into_iter().map(|summary| summary.name).collect()
    }

    #[test]
    fn profiles_are_listed_with_what_they_hold() {
        let (_dir, home) = home();
        filled(&home, "acme", "a");
        home.create_profile(&name("new")).unwrap();
        let [acme, new] = home.summaries().try_into().unwrap();
        assert_eq!(acme.endpoint.as_deref(), Some("https://acme.example.org/v1"));
        assert_eq!((acme.calls, new.calls), (Some(1), Some(0)));
        assert_eq!((acme.problem, new.endpoint, new.last_sync_at), (None, None, None));
    }

    #[test]
    fn a_profile_with_a_damaged_cache_is_listed_and_can_be_rebuilt_without_losing_review_work() {
        let (_dir, home) = home();
        let path = filled(&home, "acme", "a").dir().join("cache.db");
        for ending in ENDINGS {
            delete_file(&PathBuf::from(format!("{}{ending}", path.display()))).unwrap();
        }
        fs::write(&path, "no database, but long enough to be taken for one".repeat(100)).unwrap();
        let [summary] = home.summaries().try_into().unwrap();
        assert_eq!(summary.calls, None);
        assert!(summary.problem.is_some());
        assert_eq!(summary.code, Some(Code::CacheDamaged));

        let journal = JOURNAL_FILES.map(|file| path.with_file_name(file));
        journal.iter().for_each(|file| fs::write(file, "a page").unwrap());
        home.rebuild_cache(&name("acme")).unwrap();
        assert!(journal.iter().all(|file| !file.exists()));
        let profile = Profile::open(&home, &name("acme")).unwrap();
        assert_eq!(profile.status().unwrap().calls, 0);
        assert!(profile.call_review("a").unwrap().starred);
        assert_eq!(profile.token_kept().unwrap(), TokenKept::File);
    }

    #[test]
    fn a_renamed_profile_keeps_everything_and_the_old_name_is_free() {
        let (_dir, home) = home();
        drop(filled(&home, "acme", "a"));
        home.rename_profile(&name("acme"), &name("west")).unwrap();
        assert_eq!(names(&home), ["west"]);
        let west = Profile::open(&home, &name("west")).unwrap();
        assert_eq!(west.status().unwrap().calls, 1);
        assert!(west.call_review("a").unwrap().starred);
        assert!(west.client().is_ok());
        home.create_profile(&name("acme")).unwrap();
    }

    #[test]
    fn a_token_that_the_keychain_does_not_hand_over_is_asked_for_again_after_a_rename() {
        let (_dir, home) = home();
        let profile = Profile::open(&home, &name("acme")).unwrap();
        let settings = Settings { token_kept: TokenKept::Keychain, ..Settings::default() };
        profile.save_settings(&settings).unwrap();
        drop(profile);
        home.rename_profile(&name("acme"), &name("west")).unwrap();
        let west = Profile::open(&home, &name("west")).unwrap();
        assert_eq!(west.settings().unwrap().token_kept, TokenKept::None);
    }

    #[test]
    fn a_name_in_use_is_refused_and_both_profiles_stay() {
        let (_dir, home) = home();
        drop(filled(&home, "acme", "a"));
        drop(filled(&home, "west", "b"));
        assert!(home.rename_profile(&name("acme"), &name("west")).is_err());
        assert!(home.create_profile(&name("acme")).is_err());
        assert!(home.rename_profile(&name("gone"), &name("here")).is_err());
        assert_eq!(names(&home), ["acme", "west"]);
    }

    #[test]
    fn a_removed_profile_leaves_nothing_and_takes_nothing_of_another() {
        let (dir, home) = home();
        drop(filled(&home, "acme", "a"));
        drop(filled(&home, "west", "b"));
        let told = home.removal_of(&name("acme")).unwrap();
        assert_eq!((told.calls, told.reviewed_calls), (Some(1), Some(1)));
        assert_eq!(told.token_kept, TokenKept::File);
        assert!(home.profile_dir(&name("acme")).exists(), "asking deletes nothing");

        let gone = home.remove_profile(&name("acme")).unwrap();
        assert_eq!(gone.token_kept, TokenKept::None);
        let left: Vec<_> = fs::read_dir(dir.path().join("profiles")).unwrap().collect();
        assert_eq!(left.len(), 1);
        let west = Profile::open(&home, &name("west")).unwrap();
        assert_eq!(west.status().unwrap().calls, 1);
        assert!(west.call_review("b").unwrap().starred);
        assert!(west.client().is_ok());
    }

    #[test]
    fn a_profile_that_syncs_is_left_alone() {
        let (_dir, home) = home();
        let profile = filled(&home, "acme", "a");
        let _sync = SyncLock::take(profile.dir()).unwrap();
        let acme = name("acme");
        assert!(matches!(home.rename_profile(&acme, &name("west")), Err(Error::Busy)));
        assert!(matches!(home.remove_profile(&acme), Err(Error::Busy)));
        assert!(matches!(home.rebuild_cache(&acme), Err(Error::Busy)));
        assert_eq!(profile.status().unwrap().calls, 1);
    }

    #[test]
    fn the_profile_last_opened_is_remembered_until_it_is_gone() {
        let (_dir, home) = home();
        assert_eq!(home.last_profile(), ProfileName::default());
        drop(filled(&home, "acme", "a"));
        drop(filled(&home, "west", "b"));
        home.remember_profile(&name("west")).unwrap();
        assert_eq!(home.last_profile(), name("west"));
        home.remove_profile(&name("west")).unwrap();
        assert_eq!(home.last_profile(), name("acme"));
    }
}
