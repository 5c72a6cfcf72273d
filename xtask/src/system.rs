//! The system packages that a build or a test needs: found, and on Debian and Ubuntu installed.

use std::io::IsTerminal;
use std::process::Command;

use crate::process::{command, output_of, run_in_foreground};

/// What a machine is being set up for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building the window and opening it.
    Run,
    /// That, driving the window on a machine without a screen, and trying what others read and ask.
    Test,
}

const TO_BUILD: [&str; 4] =
    ["build-essential", "pkg-config", "ca-certificates", "libwebkit2gtk-4.1-dev"];
/// The window manager is for the stories of where the window was.
const TO_DRIVE: [&str; 6] =
    ["webkit2gtk-driver", "xvfb", "xauth", "dbus", "gnome-keyring", "xfwm4"];
/// For the programs of others that read our exports back and ask our server, and for ending ours.
const TO_TRY_WITH: [&str; 4] = ["python3", "python3-venv", "curl", "procps"];

const ELSEWHERE: &str = "\
  Fedora   sudo dnf install gcc gcc-c++ make pkgconf-pkg-config ca-certificates webkit2gtk4.1-devel
  Arch     sudo pacman -S --needed base-devel pkgconf ca-certificates webkit2gtk-4.1
  macOS    xcode-select --install
  Windows  Visual Studio Build Tools with \"Desktop development with C++\"; WebView2 is part of Windows 11";

const ELSEWHERE_TO_DRIVE: &str = "\
and, to drive the real window in the tests:
  Fedora   sudo dnf install webkit2gtk-driver xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon gnome-keyring xfwm4
  Arch     sudo pacman -S --needed webkitgtk-6.0 xorg-server-xvfb xorg-xauth dbus gnome-keyring xfwm4
  macOS, Windows   not possible: their web views have no such driver, and that one check is left out
and, to read exports back and to ask `offhook serve`: python3 with its venv module, and curl";

/// Installs what is missing, or says what is needed where it cannot.
///
/// # Errors
/// When installing fails or is not allowed; the text holds the command to run by hand.
pub(crate) fn set_up(purpose: Purpose) -> Result<(), String> {
    if output_of("dpkg-query", &["--version"]).is_none() {
        say_what_is_needed(purpose);
        return Ok(());
    }
    let missing: Vec<&str> =
        wanted(purpose).into_iter().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("set-up: these system packages are missing: {}", missing.join(" "));
    install(&missing)
}

fn wanted(purpose: Purpose) -> Vec<&'static str> {
    let mut packages = TO_BUILD.to_vec();
    if purpose == Purpose::Test {
        packages.extend(TO_DRIVE);
        packages.extend(TO_TRY_WITH);
    }
    packages
}

fn is_installed(package: &str) -> bool {
    let state = output_of("dpkg-query", &["-W", "-f=${db:Status-Status}\n", package]);
    // One line for each architecture it is installed for.
    state.is_some_and(|text| text.lines().any(|line| line == "installed"))
}

fn say_what_is_needed(purpose: Purpose) {
    if native_libraries_are_there() && purpose == Purpose::Run {
        return;
    }
    println!(
        "set-up: this is not Debian or Ubuntu; if the build fails, these packages are needed:"
    );
    println!("{ELSEWHERE}");
    if purpose == Purpose::Test {
        println!("{ELSEWHERE_TO_DRIVE}");
    }
}

/// Whether the one library that a machine usually lacks is found. macOS and Windows bring theirs.
fn native_libraries_are_there() -> bool {
    !cfg!(target_os = "linux") || output_of("pkg-config", &["--exists", "webkit2gtk-4.1"]).is_some()
}

fn install(missing: &[&str]) -> Result<(), String> {
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install --no-install-recommends {}",
        missing.join(" ")
    );
    let is_root = output_of("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if !is_root && !std::io::stdin().is_terminal() {
        return Err(format!("installing needs root; run this, then try again:\n  {by_hand}"));
    }
    // A package list that cannot be refreshed (one broken source is enough) may still do.
    if let Err(problem) = apt_get(is_root, &["update", "-q"]) {
        println!("set-up: {problem}; going on with the package lists that are there");
    }
    let mut words = vec!["install", "-q", "-y", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends"];
    words.extend(missing);
    apt_get(is_root, &words).map_err(|problem| {
        format!("{problem}\nthe packages can be installed by hand:\n  {by_hand}")
    })
}

fn apt_get(is_root: bool, words: &[&str]) -> Result<(), String> {
    let asked = format!("apt-get {}", words.join(" "));
    println!("set-up: {}{asked}", if is_root { "" } else { "sudo " });
    run_in_foreground(&mut apt_get_command(is_root, words))
        .map_err(|problem| format!("`{asked}` failed: {problem}"))
}

fn apt_get_command(is_root: bool, words: &[&str]) -> Command {
    // `env` because sudo drops the environment.
    let env = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let program = if is_root { "env" } else { "sudo" };
    let mut apt_get = command(program, &env[usize::from(is_root)..]);
    apt_get.args(words);
    apt_get
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(command: &Command) -> Vec<String> {
        let program = std::iter::once(command.get_program());
        program.chain(command.get_args()).map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn opening_the_window_needs_no_test_driver() {
        assert!(!wanted(Purpose::Run).contains(&"webkit2gtk-driver"));
        assert!(wanted(Purpose::Test).contains(&"webkit2gtk-driver"));
        assert!(wanted(Purpose::Test).contains(&"python3-venv"));
    }

    #[test]
    fn root_installs_directly_and_others_through_sudo() {
        let quiet = "DEBIAN_FRONTEND=noninteractive";
        assert_eq!(words(&apt_get_command(true, &["update"])), ["env", quiet, "apt-get", "update"]);
        assert_eq!(
            words(&apt_get_command(false, &["update"])),
            ["sudo", "env", quiet, "apt-get", "update"]
        );
    }
}
