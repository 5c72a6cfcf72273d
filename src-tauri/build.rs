//! Embeds the built pages and declares the window's commands, so that each needs a permission.

#[path = "src/command_names.rs"]
mod command_names;

use std::error::Error;
use std::path::Path;

use tauri_build::{AppManifest, Attributes};

const PAGES: &str = "../ui/dist";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={PAGES}");
    if !Path::new(PAGES).join("index.html").is_file() {
        println!(
            "cargo::error=the window's pages are not built: ui/dist/index.html is missing. \
             Run `cargo xtask run`, or `npm --prefix ui ci && npm --prefix ui run build`."
        );
        return Ok(());
    }
    let manifest = AppManifest::new().commands(&command_names::COMMANDS);
    tauri_build::try_build(Attributes::new().app_manifest(manifest))?;
    Ok(())
}
