//! How large the window's scripts and styles are on the wire: each file by itself, as a server
//! would send it, those that are loaded later included.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Bytes after `gzip -9`.
pub(crate) fn gzipped_bytes() -> usize {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("ui/dist/assets");
    let files = fs::read_dir(&assets).expect("the pages are built");
    let paths = files.map(|file| file.expect("a file").path());
    let counted =
        paths.filter(|path| path.extension().is_some_and(|end| end == "js" || end == "css"));
    counted.map(|path| gzipped(&path)).sum()
}

fn gzipped(path: &Path) -> usize {
    let output = Command::new("gzip").args(["-9", "-c"]).arg(path).output().expect("gzip runs");
    assert!(output.status.success(), "gzip {}", path.display());
    output.stdout.len()
}
