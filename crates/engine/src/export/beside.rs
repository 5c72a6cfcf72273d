//! A small file that is written beside what is there, never over it.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::target::{FileInTheMaking, failed};
use crate::Error;

/// Names that are tried: `chart.png`, `chart (2).png` and so on.
const MOST_NAMES: u32 = 1_000;

/// Writes `content` into `folder` under the name that is wanted, or with a number where that is
/// taken; the file appears whole or not at all. Returns where it is.
///
/// # Errors
/// [`Error::Export`] when the folder takes no file or every name is taken,
/// [`Error::ExportDiskFull`].
pub fn save_beside_others(folder: &Path, name: &str, content: &[u8]) -> Result<PathBuf, Error> {
    let (stem, ending) = plain(name);
    for number in 1..=MOST_NAMES {
        let path = folder.join(numbered(&stem, &ending, number));
        if path.symlink_metadata().is_ok() {
            continue;
        }
        let target = FileInTheMaking::begin(&path, false)?;
        target.file().write_all(content).map_err(|error| failed(&path, &error))?;
        target.settle()?;
        match target.publish() {
            // Somebody has just taken the name.
            Err(_) if path.symlink_metadata().is_ok() => {}
            published => return published.map(|()| path),
        }
    }
    let reason = format!("{MOST_NAMES} files of that name are there; move some away");
    Err(Error::Export { path: folder.join(name), reason })
}

fn numbered(stem: &str, ending: &str, number: u32) -> String {
    if number == 1 { format!("{stem}{ending}") } else { format!("{stem} ({number}){ending}") }
}

/// The name's letters, digits and dashes, and its ending: a name never leads out of the folder.
fn plain(name: &str) -> (String, String) {
    const LONGEST: usize = 100;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let kept = |text: &str, longest: usize| -> String {
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        text.chars().filter(is_plain).take(longest).collect()
    };
    let stem = Some(kept(stem, LONGEST)).filter(|stem| !stem.is_empty());
    let ending = Some(kept(ending, 8)).filter(|ending| !ending.is_empty());
    (
        stem.unwrap_or_else(|| "offhook".to_owned()),
        ending.map_or_else(String::new, |ending| format!(".{ending}")),
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_written_beside_others_and_never_over_one() {
        let dir = tempfile::tempdir().unwrap();
        let save = |name: &str, content: &str| {
            let path = save_beside_others(dir.path(), name, content.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
            assert_eq!(path.parent(), Some(dir.path()));
            path.file_name().unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(save("offhook-time.png", "1"), "offhook-time.png");
        assert_eq!(save("offhook-time.png", "2"), "offhook-time (2).png");
        assert_eq!(save("offhook-time.png", "3"), "offhook-time (3).png");
        assert_eq!(fs::read_to_string(dir.path().join("offhook-time.png")).unwrap(), "1");
        assert_eq!(save("../../etc/pass wd.s/vg", "4"), "etcpasswd.svg");
        assert_eq!(save("…", "5"), "offhook");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 5);
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let error = save_beside_others(&dir.path().join("gone"), "a.png", b"x").unwrap_err();
        assert_eq!(error.code(), offhook_model::Code::ExportFailed);
        assert!(error.to_string().contains("there is no such folder"), "{error}");
    }
}
