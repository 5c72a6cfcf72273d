//! How WebKit draws where there is no graphics card: by its older way, which writes pixels itself.
//!
//! Its newer one draws through OpenGL, which without a card is a program, too, and then takes twice
//! as long for every frame (measured by `cargo xtask bench window`: 161 ms from a key to the frame
//! after its rows, instead of 82 ms). WebKit reads the choice from its environment only, before
//! anything else runs, and threads make a change of the own environment unsafe; so the program
//! starts itself anew with it, under the same process id.

/// The variable that WebKitGTK knows.
#[cfg(target_os = "linux")]
const WITHOUT_GL: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts this program anew where its drawing would be slow. Who has set the variable knows better.
#[cfg(target_os = "linux")]
pub(crate) fn prefer_what_is_quick() {
    use std::os::unix::process::CommandExt;

    if std::env::var_os(WITHOUT_GL).is_some() || has_graphics_card(std::path::Path::new("/dev/dri"))
    {
        return;
    }
    let Ok(own) = std::env::current_exe() else { return };
    let mut again = std::process::Command::new(own);
    again.args(std::env::args_os().skip(1)).env(WITHOUT_GL, "1");
    // It returns only when it has failed, and then the slower way is still one.
    let _ = again.exec();
}

/// Nowhere else are there two ways.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prefer_what_is_quick() {}

/// Whether there is a device that draws: the kernel makes `renderD128` and so on for each.
#[cfg(target_os = "linux")]
fn has_graphics_card(devices: &std::path::Path) -> bool {
    let entries = std::fs::read_dir(devices).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_a_device_that_renders() {
        let dir = tempfile::tempdir().unwrap();
        assert!(!has_graphics_card(&dir.path().join("missing")));
        std::fs::write(dir.path().join("card0"), "").unwrap();
        assert!(!has_graphics_card(dir.path()));
        std::fs::write(dir.path().join("renderD128"), "").unwrap();
        assert!(has_graphics_card(dir.path()));
    }
}
