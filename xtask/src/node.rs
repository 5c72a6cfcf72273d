//! The window's own packages and its built pages: made only when something has changed.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::paths;
use crate::process::{command, output_of, run_in_foreground};

/// Vite's own minimum.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Installs the UI packages and builds `ui/dist`, each only when out of date.
///
/// # Errors
/// When Node is missing or too old, or a step fails.
pub(crate) fn set_up() -> Result<(), String> {
    require_node()?;
    install_packages()?;
    build_pages()
}

fn require_node() -> Result<(), String> {
    let wanted = format!("Node {}.{} or newer", OLDEST_NODE.0, OLDEST_NODE.1);
    let advice = "get it from https://nodejs.org (the current LTS is fine)";
    let found = output_of("node", &["--version"])
        .ok_or_else(|| format!("`node` is missing: {wanted} is needed; {advice}"))?;
    let found = found.trim();
    if version(found).is_none_or(|version| version < OLDEST_NODE) {
        return Err(format!("Node is too old: {wanted} is needed, {found} is here; {advice}"));
    }
    output_of("npm", &["--version"])
        .map(|_| ())
        .ok_or_else(|| format!("`npm` is missing although `node` is here; {advice}"))
}

/// Major and minor of `v20.19.1`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn install_packages() -> Result<(), String> {
    let lock = paths::ui().join("package-lock.json");
    let installed = paths::ui().join("node_modules/.offhook-installed");
    // The lock file as it was installed, not its date: a checkout changes dates at will.
    if same_content(&lock, &installed) {
        return Ok(());
    }
    println!("set-up: npm ci (the window's packages, from the lock file)");
    run_in_foreground(&mut command("npm", ["--prefix", "ui", "ci", "--no-audit", "--no-fund"]))?;
    fs::copy(&lock, &installed)
        .map(|_| ())
        .map_err(|e| format!("{} cannot be written: {e}", installed.display()))
}

fn same_content(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

fn build_pages() -> Result<(), String> {
    let built = modified(&paths::ui().join("dist/index.html"));
    if built.is_some_and(|built| newest_source(&paths::ui()) <= Some(built)) {
        return Ok(());
    }
    println!("set-up: npm run build (the window's pages)");
    run_in_foreground(&mut command("npm", ["--prefix", "ui", "run", "build"]))
}

/// The latest change below `ui`, leaving out what is installed or built there.
fn newest_source(ui: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(ui).into_iter().flatten().flatten();
    let sources = entries.filter(|entry| {
        let name = entry.file_name();
        !matches!(name.to_str(), Some("node_modules" | "dist"))
    });
    let newest = sources.filter_map(|entry| newest_below(&entry.path())).max();
    newest.max(modified(&ui.join("node_modules/.offhook-installed")))
}

/// The latest change at or below `path`. A folder's own date counts too: it moves when a file in
/// it is deleted.
fn newest_below(path: &Path) -> Option<SystemTime> {
    let below = fs::read_dir(path).into_iter().flatten().flatten();
    let newest = below.filter_map(|entry| newest_below(&entry.path())).max();
    newest.max(modified(path))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|about| about.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read_and_compared_as_numbers() {
        assert_eq!(version("v20.19.1\n"), Some((20, 19)));
        assert!(version("v20.9.0") < Some(OLDEST_NODE));
        assert!(version("v24.0.0") > Some(OLDEST_NODE));
        assert_eq!(version("nonsense"), None);
    }

    #[test]
    fn the_newest_source_is_found_below_and_never_in_what_is_built() {
        let ui = std::env::temp_dir().join(format!("xtask-newest-{}", std::process::id()));
        for folder in ["src/deep", "dist", "node_modules"] {
            fs::create_dir_all(ui.join(folder)).unwrap();
        }
        let source = ui.join("src/deep/page.ts");
        fs::write(&source, "1").unwrap();
        let before = newest_source(&ui);
        assert!(before >= modified(&source));

        let later = SystemTime::now() + std::time::Duration::from_secs(60);
        let built = fs::File::create(ui.join("dist/index.html")).unwrap();
        built.set_modified(later).unwrap();
        assert_eq!(newest_source(&ui), before);

        fs::File::options().write(true).open(&source).unwrap().set_modified(later).unwrap();
        assert_eq!(newest_source(&ui), Some(later));
        fs::remove_dir_all(&ui).unwrap();
    }
}
