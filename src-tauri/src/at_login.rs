//! Whether the system opens Offhook at login. The truth is the system's own entry: nothing of it is
//! remembered here, so whoever takes the entry away elsewhere is believed.

use std::io;
use std::path::Path;

use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode, WindowsEnableMode};
use offhook_engine::{Error, Refused};

use crate::options::Options;

/// How the entry is called.
const NAME: &str = "Offhook";
/// What it says on the command line; the same as in `options.rs`.
const WORD: &str = "--at-login";

/// Whether there is an entry that counts and opens the data of this window; `None` where the system
/// does not tell.
pub(crate) fn is_on(options: &Options) -> Option<bool> {
    let words = Words::of(options).ok()?;
    let there = entry(&words).ok()?.is_enabled().ok()?;
    Some(there && own_entry().is_none_or(|text| !says_it_sleeps(&text) && says(&text, &words)))
}

/// Makes the entry, in place of one for other data, or takes it away.
///
/// # Errors
/// [`Error::Refused`] with the system's reason.
pub(crate) fn turn(on: bool, options: &Options) -> Result<(), Error> {
    let refused = |error: auto_launch::Error| Error::Refused {
        what: Refused::LoginEntry,
        reason: format!("the system's entry for login cannot be changed: {error}"),
    };
    let words = Words::of(options).map_err(auto_launch::Error::Io).map_err(refused)?;
    let entry = entry(&words).map_err(refused)?;
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
fn entry(words: &Words) -> Result<AutoLaunch, auto_launch::Error> {
    AutoLaunchBuilder::new()
        .set_app_name(NAME)
        .set_app_path(&program()?)
        .set_args(&words.0)
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .build()
}

/// What stands behind the program, as the entry has to write it. The environment in which a data
/// directory or a profile may have been named is not there at login, so both are written out.
struct Words(Vec<String>);

impl Words {
    fn of(options: &Options) -> io::Result<Self> {
        let mut words = vec![WORD.to_owned()];
        if let Some(dir) = &options.data_dir {
            // The entry is read in another folder than this one.
            words.extend(["--data-dir".to_owned(), written(text_of(&std::path::absolute(dir)?)?)]);
        }
        if let Some(profile) = &options.profile {
            words.extend(["--profile".to_owned(), written(profile)]);
        }
        Ok(Self(words))
    }
}

fn text_of(path: &Path) -> io::Result<&str> {
    let unwritable = || io::Error::other("the path of the data directory is no text");
    path.to_str().ok_or_else(unwritable)
}

/// An argument that somebody has chosen, as one in the system's own way of writing.
fn written(argument: &str) -> String {
    if cfg!(target_os = "linux") {
        quoted_for_exec(argument)
    } else if cfg!(windows) {
        quoted_for_windows(argument)
    } else {
        escaped_for_xml(argument)
    }
}

/// This program, as the entry has to name it.
fn program() -> io::Result<String> {
    // An AppImage runs from a place that is gone with it.
    let image = std::env::var("APPIMAGE").ok().filter(|_| cfg!(target_os = "linux"));
    let path = match image {
        Some(image) => image,
        None => std::env::current_exe()?.display().to_string(),
    };
    // Before a launch agent is written, it is looked whether there is such a file.
    Ok(if cfg!(target_os = "macos") { path } else { written(&path) })
}

/// As the Desktop Entry Specification wants an argument of `Exec`: quoted, with the characters that
/// mean something inside quotes escaped, and each backslash once more for the file's own sake.
fn quoted_for_exec(argument: &str) -> String {
    let mut quoted = String::from("\"");
    for c in argument.chars() {
        match c {
            '"' | '`' | '$' => quoted.push_str("\\\\"),
            '\\' => quoted.push_str("\\\\\\"),
            '%' => quoted.push('%'),
            '\n' => {
                quoted.push_str("\\n");
                continue;
            }
            _ => {}
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// As programs on Windows read their command line: backslashes before a quote would escape it.
fn quoted_for_windows(argument: &str) -> String {
    let mut quoted = String::from("\"");
    let mut backslashes = 0;
    for c in argument.chars() {
        if c == '"' {
            quoted.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        quoted.push(c);
    }
    quoted.extend(std::iter::repeat_n('\\', backslashes));
    quoted.push('"');
    quoted
}

/// A launch agent is XML, and its arguments need no quotes.
fn escaped_for_xml(argument: &str) -> String {
    argument.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The entry's text, where it is a file that can be read by anybody who knows the rules.
fn own_entry() -> Option<String> {
    let home = std::env::home_dir().filter(|_| cfg!(target_os = "linux"))?;
    let file = home.join(".config/autostart").join(format!("{NAME}.desktop"));
    std::fs::read_to_string(file).ok()
}

/// Whether the entry starts the program with exactly these words; where the program lies changes
/// with its updates.
fn says(entry: &str, words: &Words) -> bool {
    let end = format!("\" {}", words.0.join(" "));
    entry.lines().any(|line| line.starts_with("Exec=") && line.trim_end().ends_with(&end))
}

/// Desktops switch an entry off by a line in it, and leave it there.
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
    fn the_entry_opens_the_same_data_and_profile() {
        let given = ["offhook-desktop", "--data-dir", "/my data/100 %", "--profile", "west"];
        let Words(words) = Words::of(&Options::parse_from(given)).unwrap();
        assert_eq!(words[0], WORD);
        if cfg!(target_os = "linux") {
            let expected = ["--data-dir", r#""/my data/100 %%""#, "--profile", r#""west""#];
            assert_eq!(words[1..], expected);
        }
        let relative = Options::parse_from(["offhook-desktop", "--data-dir", "here"]);
        let here = std::env::current_dir().unwrap().join("here");
        assert_eq!(Words::of(&relative).unwrap().0[2], written(here.to_str().unwrap()));
    }

    #[test]
    fn an_entry_for_other_data_is_not_that_of_this_window() {
        let words = |given: &[&str]| {
            let all = ["offhook-desktop"].iter().chain(given);
            Words::of(&Options::parse_from(all)).unwrap()
        };
        let entry = |words: &Words| format!("Exec=\"/opt/off hook\" {}\n", words.0.join(" "));
        let [usual, west, other] =
            [words(&[]), words(&["--profile", "west"]), words(&["--data-dir", "/x --at-login"])];
        for (there, wanted) in [(&usual, &west), (&usual, &other), (&west, &other)] {
            assert!(says(&entry(wanted), wanted));
            assert!(!says(&entry(there), wanted) && !says(&entry(wanted), there));
        }
    }

    #[test]
    fn a_path_with_blanks_or_signs_is_one_argument() {
        assert_eq!(quoted_for_exec("/opt/My Apps/Off hook"), r#""/opt/My Apps/Off hook""#);
        assert_eq!(quoted_for_exec(r#"/a"b$c`d%e"#), r#""/a\\"b\\$c\\`d%%e""#);
        assert_eq!(quoted_for_exec(r"/a\b"), r#""/a\\\\b""#);
        assert_eq!(quoted_for_exec("/a\nExec=b"), r#""/a\nExec=b""#);
        assert_eq!(quoted_for_windows(r"C:\My data\"), r#""C:\My data\\""#);
        assert_eq!(quoted_for_windows(r#"a\"b"#), r#""a\\\"b""#);
        assert_eq!(escaped_for_xml("/R&D <1>"), "/R&amp;D &lt;1&gt;");
    }

    #[test]
    fn an_entry_that_a_desktop_has_switched_off_does_not_count() {
        assert!(says_it_sleeps("[Desktop Entry]\nHidden = true\n"));
        assert!(says_it_sleeps("X-GNOME-Autostart-enabled=false"));
        assert!(!says_it_sleeps("[Desktop Entry]\nHidden=false\nName=Hidden=true"));
    }
}
