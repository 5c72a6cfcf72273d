//! How large the window's scripts and styles are on the wire: each file by itself, as a server
//! would send it, those that are loaded later included.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Bytes after `gzip -9` of what is loaded at the start, and of everything.
pub(crate) fn gzipped_bytes() -> [usize; 2] {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("ui/dist/assets");
    let files = fs::read_dir(&assets).expect("the pages are built");
    let paths = files.map(|file| file.expect("a file").path());
    let counted =
        paths.filter(|path| path.extension().is_some_and(|end| end == "js" || end == "css"));
    counted.fold([0, 0], |[start, all], path| {
        let bytes = gzipped(&path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        [start + if name.starts_with("index-") { bytes } else { 0 }, all + bytes]
    })
}

fn gzipped(path: &Path) -> usize {
    let output = Command::new("gzip").args(["-9", "-c"]).arg(path).output().expect("gzip runs");
    assert!(output.status.success(), "gzip {}", path.display());
    output.stdout.len()
}
