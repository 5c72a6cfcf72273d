//! Where things are, so that every command works from any folder of the repository.

use std::path::{Path, PathBuf};

/// The repository: the folder above `xtask`.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The window's TypeScript sources.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// The folder cargo builds into. This program lies in `<target>/<profile>/`, which holds wherever
/// a person's own settings have moved the target folder to.
pub(crate) fn target() -> PathBuf {
    let own = std::env::current_exe().ok();
    let target = own.as_deref().and_then(|path| path.parent()?.parent());
    target.map_or_else(|| root().join("target"), Path::to_path_buf)
}

/// The built window program, for `profile` `debug` or `release`.
pub(crate) fn desktop_program(profile: &str) -> PathBuf {
    let name = format!("offhook-desktop{}", std::env::consts::EXE_SUFFIX);
    target().join(profile).join(name)
}
