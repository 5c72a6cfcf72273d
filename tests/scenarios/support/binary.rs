//! Finds the `offhook` binary of this build, and builds it where it is missing or older than its
//! sources: a test of this package does not make Cargo build another package's binary.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

/// The program under test.
#[track_caller]
pub(crate) fn offhook() -> &'static Path {
    static BINARY: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let found = BINARY.get_or_init(|| {
        let profile = profile_dir();
        let binary = profile.join(format!("offhook{}", std::env::consts::EXE_SUFFIX));
        if is_fresh(&binary) || build(&profile) {
            return Ok(binary);
        }
        Err(format!("{} is missing or old and was not built; run: {BUILD}", binary.display()))
    });
    found.as_deref().unwrap_or_else(|problem| panic!("{problem}"))
}

const BUILD: &str = "cargo build --package offhook-cli";

/// `target/debug` or its like: two levels above this test's own file in `deps`.
fn profile_dir() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    test.ancestors().nth(2).expect("a test lies in target/PROFILE/deps").to_owned()
}

/// Cargo writes beside each binary which sources went into it.
fn is_fresh(binary: &Path) -> bool {
    let Some(built) = modified(binary) else { return false };
    let Ok(sources) = fs::read_to_string(binary.with_extension("d")) else { return false };
    let listed = sources.split_once(": ").map_or("", |(_, listed)| listed);
    // A space inside a path is written as a backslash and a space.
    let listed = listed.trim().replace("\\ ", "\0");
    let sources: Vec<PathBuf> =
        listed.split(' ').map(|path| path.replace('\0', " ").into()).collect();
    // A target directory may be shared with another checkout: the binary must be this one's.
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("crates");
    sources.iter().any(|path| path.starts_with(&ours))
        && sources.iter().all(|path| modified(path).is_some_and(|changed| changed <= built))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

fn build(profile: &Path) -> bool {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--package", "offhook-cli", "--target-dir"]);
    cargo.arg(profile.parent().expect("a profile lies in the target directory"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    cargo.status().is_ok_and(|status| status.success())
}
