//! One person's desk: a home and a data directory of its own, and the commands given there.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use offhook_demo_remote::DemoRemote;
use offhook_engine::{Home, Profile, ProfileName};
use serde_json::Value;
use tempfile::TempDir;

use super::binary::offhook;

/// Commands run here see nothing of the machine's own settings, tokens or keychain.
pub(crate) struct Desk {
    dir: TempDir,
    token: Option<String>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), token: None }
    }

    /// A desk whose profile is connected to this server.
    pub(crate) fn connected_to(remote: &DemoRemote) -> Self {
        let mut desk = Self::new();
        desk.connect(remote);
        desk
    }

    pub(crate) fn connect(&mut self, remote: &DemoRemote) {
        self.token = Some(remote.token().to_owned());
        self.run(&["connect", "--endpoint", remote.endpoint()]).assert_code(0);
    }

    /// From now on commands carry this token in their environment, or none.
    pub(crate) fn use_token(&mut self, token: Option<&str>) {
        self.token = token.map(str::to_owned);
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The default profile's database.
    pub(crate) fn cache_file(&self) -> PathBuf {
        self.data_dir().join("profiles/default/cache.db")
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(offhook());
        let ours = |name: &str| name.starts_with("OFFHOOK_") || name.starts_with("XDG_");
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(ours) {
                command.env_remove(name);
            }
        }
        command.env("HOME", self.dir.path()).env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        command.env("OFFHOOK_DATA_DIR", self.data_dir());
        if let Some(token) = &self.token {
            command.env("OFFHOOK_TOKEN", token);
        }
        command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn spawn(&self, args: &[&str]) -> Child {
        self.command(args).spawn().expect("the binary starts")
    }

    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        end(self.spawn(args))
    }

    /// As [`Desk::run`], with this text on standard input.
    pub(crate) fn run_with_input(&self, args: &[&str], text: &str) -> Outcome {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        end(child)
    }

    /// `offhook sync --json`, which must succeed; gives the report.
    pub(crate) fn sync(&self) -> Value {
        self.run(&["sync", "--json"]).assert_code(0).json()
    }

    /// Every cached call, in order, as an export gives them.
    pub(crate) fn calls(&self) -> Vec<Value> {
        let exported = self.run(&["export", "--format", "ndjson", "--output", "-"]).assert_code(0);
        exported.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// One answer of `offhook list --json --request BODY`.
    pub(crate) fn list(&self, body: &Value) -> Value {
        self.run(&["list", "--json", "--request", &body.to_string()]).assert_code(0).json()
    }

    /// The same profile, opened in this process.
    pub(crate) fn profile(&self) -> Profile {
        let home = Home::resolve(Some(self.data_dir())).unwrap();
        Profile::open(&home, &ProfileName::default()).unwrap()
    }
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    #[track_caller]
    pub(crate) fn assert_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// The last line of stdout, which is the one that holds the answer.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let line = self.stdout.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// That it failed with this exit code, and with this `code` in its JSON; gives the message.
    #[track_caller]
    pub(crate) fn assert_refused(self, exit_code: i32, code: &str) -> String {
        let refused = self.assert_code(exit_code);
        let body = refused.json();
        assert_eq!(body["code"], code, "{refused:?}");
        let message = body["message"].as_str().expect("an error has a message").to_owned();
        assert!(refused.stderr.contains(&message), "a person is told as well: {refused:?}");
        assert!(body["retryable"].is_boolean(), "{body}");
        message
    }
}

/// Waits for a command's end.
pub(crate) fn end(child: Child) -> Outcome {
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it can be waited for");
    let text = |bytes| String::from_utf8(bytes).expect("what it prints is UTF-8");
    Outcome { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
}

/// The names in a directory, sorted.
pub(crate) fn names_in(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Sends a signal, as Ctrl-C (`-INT`) or a service manager (`-TERM`) does.
#[cfg(unix)]
#[track_caller]
pub(crate) fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "the signal could be sent");
}
