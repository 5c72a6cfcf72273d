//! A screen, a message bus and a keychain of their own for a program that opens the window: it
//! never meets those of the person.

use std::process::Command;

use crate::paths;
use crate::process::command;

/// Starts a keychain, unlocked, and drops whatever it had stored before.
const WITH_KEYCHAIN: &str = r#"
rm -rf "$OFFHOOK_E2E_HOME" && mkdir -p -m 700 "$OFFHOOK_E2E_HOME"/run
export XDG_DATA_HOME="$OFFHOOK_E2E_HOME"/data XDG_CONFIG_HOME="$OFFHOOK_E2E_HOME"/config
export XDG_CACHE_HOME="$OFFHOOK_E2E_HOME"/cache XDG_RUNTIME_DIR="$OFFHOOK_E2E_HOME"/run
printf offhook | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$@"
"#;

/// These words as a command, with a screen of 1440 × 1000 around them.
pub(crate) fn around<'a>(words: impl IntoIterator<Item = &'a str>) -> Command {
    let screen = ["-a", "-s", "-screen 0 1440x1000x24", "dbus-run-session", "--"];
    let keychain = ["sh", "-c", WITH_KEYCHAIN, "sh"];
    let mut command = command("xvfb-run", screen.into_iter().chain(keychain).chain(words));
    command.env("OFFHOOK_E2E_HOME", paths::target().join("e2e/home"));
    command
}
