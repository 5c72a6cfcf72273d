//! Looks whether everything Offhook stands on is sound, and says what to do where it is not.

use std::fs;
use std::path::{Path, PathBuf};

use offhook_model::Instant;
use offhook_remote::{Client, PageRequest, Timeouts, Token};
use offhook_store::{Cache, Health, Review};
use serde::Serialize;

use crate::{Error, Home, ProfileName, Settings, Source, TokenKept, home, review, tokens};

/// How one thing was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at: a word that stays the same across releases.
    pub name: &'static str,
    /// How it was found.
    pub state: CheckState,
    /// What was found and, where it is a problem, what to do.
    pub message: String,
}

/// How a thing can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// As it should be.
    Ok,
    /// Something is to be done.
    Problem,
    /// Not looked at.
    Skipped,
}

/// Everything that was looked at, in the order in which one would repair it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// Whether no check found a problem.
    pub well: bool,
    /// The checks.
    pub checks: Vec<Check>,
}

/// Looks at one profile without opening it: it must be able to tell why that fails.
#[derive(Debug)]
pub struct Doctor<'a> {
    home: &'a Home,
    profile: &'a ProfileName,
    dir: PathBuf,
}

impl Check {
    const fn ok(name: &'static str, message: String) -> Self {
        Self { name, state: CheckState::Ok, message }
    }

    const fn problem(name: &'static str, message: String) -> Self {
        Self { name, state: CheckState::Problem, message }
    }

    /// Something that was not looked at, and why.
    #[must_use]
    pub fn skipped(name: &'static str, why: &str) -> Self {
        Self { name, state: CheckState::Skipped, message: why.to_owned() }
    }
}

impl Diagnosis {
    /// Sums checks up.
    #[must_use]
    pub fn of(checks: Vec<Check>) -> Self {
        let well = checks.iter().all(|check| check.state != CheckState::Problem);
        Self { well, checks }
    }
}

impl<'a> Doctor<'a> {
    /// For the profile of this name, which need not exist.
    #[must_use]
    pub fn new(home: &'a Home, profile: &'a ProfileName) -> Self {
        Self { home, profile, dir: home.profile_dir(profile) }
    }

    /// Looks at the directories and databases. Reads both databases whole, which takes about a
    /// second for each gigabyte, and makes the day's backup where it is due.
    #[must_use]
    pub fn look_at_data(&self, now: Instant) -> Vec<Check> {
        let mut checks = vec![data_directory(self.home.path())];
        if self.dir.is_dir() {
            checks.push(self.cache());
            checks.extend(self.review(now));
        } else {
            checks.push(Check::problem("profile", self.no_profile()));
        }
        checks
    }

    /// Looks for the endpoint and the token; gives a client where both are there. May wait for
    /// the keychain: call it off the main thread.
    #[must_use]
    pub fn look_at_connection(&self) -> (Vec<Check>, Option<Client>) {
        let settings = match Settings::load(&self.dir) {
            Ok(settings) => settings,
            Err(error) => return (vec![Check::problem("settings", error.to_string())], None),
        };
        let endpoint = settings.endpoint().and_then(|endpoint| {
            endpoint.ok_or_else(|| Error::NotConnected(self.profile.to_string()))
        });
        let found = tokens::find(settings.token_kept, self.home.path(), &self.dir, self.profile);
        let mut checks = vec![match &endpoint {
            Ok(endpoint) => Check::ok("endpoint", endpoint.to_string()),
            Err(error) => Check::problem("endpoint", error.to_string()),
        }];
        checks.push(self.token(&found, settings.token_kept));
        let (Ok(endpoint), Ok(token)) = (endpoint, found) else { return (checks, None) };
        match Client::new(endpoint, token, Timeouts::default()) {
            Ok(client) => (checks, Some(client)),
            Err(error) => {
                checks.push(Check::problem("server", error.to_string()));
                (checks, None)
            }
        }
    }

    /// Asks the server for one call: one request.
    pub async fn ask_server(source: &impl Source) -> Check {
        let request = PageRequest { limit: 1, ..PageRequest::default() };
        match source.page(&request).await {
            Ok(page) => {
                let total =
                    page.total.map_or(String::new(), |total| format!(" and counts {total} calls"));
                Check::ok("server", format!("it answers{total}"))
            }
            Err(error) => Check::problem("server", error.to_string()),
        }
    }

    fn no_profile(&self) -> String {
        let others: Vec<String> =
            self.home.profiles().iter().map(|name| format!("\"{name}\"")).collect();
        let others = match others.as_slice() {
            [] => "there are none yet".to_owned(),
            names => format!("there are {}", names.join(", ")),
        };
        format!(
            "there is no profile \"{}\" ({others}); offhook connect --endpoint URL creates it",
            self.profile
        )
    }

    fn cache(&self) -> Check {
        let path = self.dir.join("cache.db");
        if !path.exists() {
            return Check::ok("cache", "not there yet; the first sync fills it".to_owned());
        }
        let way_out = "move it away and run: offhook sync";
        let health = Cache::open(&path).and_then(|cache| cache.health());
        database("cache", &path, health, way_out)
    }

    fn review(&self, now: Instant) -> Vec<Check> {
        let path = self.dir.join(review::FILE);
        if !path.exists() {
            return vec![Check::ok("review", "nothing was reviewed yet".to_owned())];
        }
        let way_out = match Review::backups_of(&path).first() {
            Some(backup) => {
                format!("put a backup back with: offhook review restore {}", backup.name)
            }
            None => "there is no backup; copy the file before you go on".to_owned(),
        };
        let opened = Review::open(&path);
        let backups = opened.as_ref().ok().map(|review| backups(review, now));
        let health = opened.and_then(|review| review.health());
        let mut checks = vec![database("review", &path, health, &way_out)];
        checks.extend(backups);
        checks
    }

    fn token(&self, found: &Result<Token, Error>, kept: TokenKept) -> Check {
        let in_environment = matches!(tokens::from_environment(self.profile), Ok(Some(_)));
        let place = match kept {
            _ if in_environment => tokens::TOKEN_VARIABLE,
            TokenKept::Keychain => "the system keychain",
            TokenKept::File => {
                let path = self.dir.join(tokens::FILE);
                match others_may_read(&path) {
                    Some(mode) => return Check::problem("token", too_open(&path, mode, "600")),
                    None => "a file that only you can read",
                }
            }
            TokenKept::Session | TokenKept::Environment | TokenKept::None => "nowhere",
        };
        match found {
            Ok(_) => Check::ok("token", format!("found in {place}")),
            Err(error) => Check::problem("token", error.to_string()),
        }
    }
}

pub(crate) fn data_directory(dir: &Path) -> Check {
    const NAME: &str = "data_directory";
    let shown = dir.display();
    if !dir.is_dir() {
        let message =
            format!("{shown} is no directory yet; offhook connect --endpoint URL creates it");
        return Check::problem(NAME, message);
    }
    if let Err(error) = tempfile::tempfile_in(dir) {
        let message = format!(
            "nothing can be written to {shown} ({error}); check that you own it, and that the disk has room"
        );
        return Check::problem(NAME, message);
    }
    match others_may_read(dir) {
        Some(mode) => Check::problem(NAME, too_open(dir, mode, "700")),
        None => Check::ok(NAME, format!("{shown} is writable and private")),
    }
}

fn database(
    name: &'static str,
    path: &Path,
    health: Result<Health, offhook_store::Error>,
    way_out: &str,
) -> Check {
    match health {
        Ok(health) if !health.problems.is_empty() => {
            let problems = health.problems.join("; ");
            Check::problem(name, format!("{} is damaged ({problems}); {way_out}", path.display()))
        }
        Ok(health) => match others_may_read(path) {
            Some(mode) => Check::problem(name, too_open(path, mode, "600")),
            None => {
                Check::ok(name, format!("{} is sound, version {}", path.display(), health.version))
            }
        },
        Err(error) => Check::problem(name, error.to_string()),
    }
}

fn backups(review: &Review, now: Instant) -> Check {
    const NAME: &str = "backups";
    if let Err(error) = review.backup_if_due(now) {
        return Check::problem(NAME, format!("today's backup cannot be made: {error}"));
    }
    match Review::backups_of(review.path()).as_slice() {
        [] => Check::ok(NAME, "none yet, for there is nothing to back up".to_owned()),
        [newest, ..] => Check::ok(NAME, format!("the newest is {}", newest.name)),
    }
}

fn too_open(path: &Path, mode: u32, better: &str) -> String {
    let path = path.display();
    format!("{path} can be read by others (mode {mode:o}); run: chmod {better} \"{path}\"")
}

/// The mode of what somebody else than its owner may use.
fn others_may_read(path: &Path) -> Option<u32> {
    home::others_may_use(&fs::metadata(path).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;

    fn now() -> Instant {
        Instant::parse("2026-03-01T12:00:00Z").unwrap()
    }

    fn state(checks: &[Check], name: &str) -> CheckState {
        checks.iter().find(|check| check.name == name).map(|check| check.state).unwrap()
    }

    #[test]
    fn a_machine_without_any_data_is_told_how_to_begin_and_nothing_is_created() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(dir.path().join("data"))).unwrap();
        let name = ProfileName::default();
        let checks = Doctor::new(&home, &name).look_at_data(now());
        assert!(!Diagnosis::of(checks.clone()).well);
        assert!(checks.iter().all(|check| check.message.contains("offhook connect")), "{checks:?}");
        assert!(!home.path().exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_sound_profile_is_well_and_an_open_door_is_not() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().join("data"))).unwrap();
        let name = ProfileName::default();
        let profile = Profile::open(&home, &name).unwrap();
        profile.set_agent_alias("agent", Some("Sarah"), now()).unwrap();
        let doctor = Doctor::new(&home, &name);
        let checks = doctor.look_at_data(now());
        assert!(Diagnosis::of(checks.clone()).well, "{checks:?}");
        assert_eq!(profile.review_backups().len(), 1);
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let checks = doctor.look_at_data(now());
        assert_eq!(state(&checks, "data_directory"), CheckState::Problem);
        assert!(checks[0].message.contains("chmod 700"), "{checks:?}");
    }

    #[test]
    fn damage_deep_inside_either_database_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().join("data"))).unwrap();
        let name = ProfileName::default();
        let profile = Profile::open(&home, &name).unwrap();
        profile.set_agent_alias("agent", Some("Sarah"), now()).unwrap();
        profile.backup_review_if_due(now()).unwrap();
        let profile_dir = profile.dir().to_owned();
        drop(profile);
        for (file, name) in [("cache.db", "cache"), ("review.db", "review")] {
            let path = profile_dir.join(file);
            let mut bytes = fs::read(&path).unwrap();
            bytes[4096..].fill(0xAB);
            fs::write(&path, bytes).unwrap();
            let checks = Doctor::new(&home, &ProfileName::default()).look_at_data(now());
            assert_eq!(state(&checks, name), CheckState::Problem, "{checks:?}");
        }
    }
}
