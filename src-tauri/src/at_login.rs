//! Whether the system opens Offhook at login. The truth is the system's own entry: nothing of it is
//! remembered here, so whoever takes the entry away elsewhere is believed.

use std::io;

use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode, WindowsEnableMode};
use offhook_engine::Error;

/// How the entry is called.
const NAME: &str = "Offhook";
/// What it says on the command line; the same as in `options.rs`.
const WORD: &str = "--at-login";

/// Whether there is an entry that counts; `None` where the system does not tell.
pub(crate) fn is_on() -> Option<bool> {
    let there = entry().ok()?.is_enabled().ok()?;
    Some(there && !is_put_to_sleep())
}

/// Makes the entry, or takes it away.
///
/// # Errors
/// [`Error::InvalidSetting`] with the system's reason.
pub(crate) fn turn(on: bool) -> Result<(), Error> {
    let refused = |error: auto_launch::Error| {
        Error::InvalidSetting(format!("the system's entry for login cannot be changed: {error}"))
    };
    let entry = entry().map_err(refused)?;
    match if on { entry.enable() } else { entry.disable() } {
        // Somebody else took it away.
        Err(auto_launch::Error::Io(error)) if !on && error.kind() == io::ErrorKind::NotFound => {
            Ok(())
        }
        turned => turned.map_err(refused),
    }
}

/// A file in `~/.config/autostart`, a launch agent, or a value under `Run` of this person's
/// registry; never one for everybody who uses the computer.
fn entry() -> Result<AutoLaunch, auto_launch::Error> {
    AutoLaunchBuilder::new()
        .set_app_name(NAME)
        .set_app_path(&program()?)
        .set_args(&[WORD])
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .build()
}

/// This program, as the entry has to name it.
fn program() -> io::Result<String> {
    // An AppImage runs from a place that is gone with it.
    let image = std::env::var("APPIMAGE").ok().filter(|_| cfg!(target_os = "linux"));
    let path = match image {
        Some(image) => image,
        None => std::env::current_exe()?.display().to_string(),
    };
    Ok(if cfg!(target_os = "linux") {
        quoted_for_exec(&path)
    } else if cfg!(windows) {
        format!("\"{path}\"")
    } else {
        path
    })
}

/// As the Desktop Entry Specification wants an argument of `Exec`: quoted, with the characters that
/// mean something inside quotes escaped, and each backslash once more for the file's own sake.
fn quoted_for_exec(path: &str) -> String {
    let mut quoted = String::from("\"");
    for c in path.chars() {
        match c {
            '"' | '`' | '$' => quoted.push_str("\\\\"),
            '\\' => quoted.push_str("\\\\\\"),
            '%' => quoted.push('%'),
            _ => {}
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// Desktops switch an entry off by a line in it, and leave it there.
fn is_put_to_sleep() -> bool {
    let Some(home) = std::env::home_dir().filter(|_| cfg!(target_os = "linux")) else {
        return false;
    };
    let file = home.join(".config/autostart").join(format!("{NAME}.desktop"));
    std::fs::read_to_string(file).is_ok_and(|text| says_it_sleeps(&text))
}

fn says_it_sleeps(entry: &str) -> bool {
    let means = |line: &str| line.split_whitespace().collect::<String>().to_ascii_lowercase();
    entry.lines().any(|line| {
        ["hidden=true", "x-gnome-autostart-enabled=false"].contains(&means(line).as_str())
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::options::Options;

    #[test]
    fn what_the_entry_says_is_understood_at_the_next_login() {
        assert!(Options::parse_from(["offhook-desktop", WORD]).at_login);
    }

    #[test]
    fn a_path_with_blanks_or_signs_is_one_argument() {
        assert_eq!(quoted_for_exec("/opt/My Apps/Off hook"), r#""/opt/My Apps/Off hook""#);
        assert_eq!(quoted_for_exec(r#"/a"b$c`d%e"#), r#""/a\\"b\\$c\\`d%%e""#);
        assert_eq!(quoted_for_exec(r"/a\b"), r#""/a\\\\b""#);
    }

    #[test]
    fn an_entry_that_a_desktop_has_switched_off_does_not_count() {
        assert!(says_it_sleeps("[Desktop Entry]\nHidden = true\n"));
        assert!(says_it_sleeps("X-GNOME-Autostart-enabled=false"));
        assert!(!says_it_sleeps("[Desktop Entry]\nHidden=false\nName=Hidden=true"));
    }
}
