//! The commands that make something: the open window, the packages, the TypeScript types.

use std::process::ExitCode;

use crate::process::{command, run_in_foreground};
use crate::system::{self, Purpose};
use crate::{node, paths, readers, serve_client};

/// Builds the window and opens it on sample calls.
///
/// A development build on purpose: from nothing it takes half the time of a release build, it
/// shares everything with `test`, and the pages it shows are the same optimised ones.
///
/// # Errors
/// When the set-up or the build fails, or the window ends with an error.
pub(crate) fn open_window(words: &[String]) -> Result<ExitCode, String> {
    set_up(Purpose::Run)?;
    run_in_foreground(&mut command(
        "cargo",
        ["build", "--locked", "--package", "offhook-desktop"],
    ))?;
    let program = paths::desktop_program("debug");
    let program = program.to_str().ok_or("the target folder's path is not UTF-8")?;
    let words = words.iter().map(String::as_str).filter(|word| *word != "--");
    println!("opening the window on sample calls; Ctrl-C here closes it");
    run_in_foreground(&mut command(program, ["--sample"].into_iter().chain(words)))?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the release packages.
///
/// # Errors
/// When the set-up or the packager fails.
pub(crate) fn bundle() -> Result<ExitCode, String> {
    set_up(Purpose::Run)?;
    // npx instead of a dependency: some of the packager's optional platform packages are missing
    // from the registry at times, and `npm ci` then fails for everybody.
    let words = ["--yes", "@tauri-apps/cli@2", "build", "--bundles", "deb,rpm", "--", "--locked"];
    run_in_foreground(command("npx", words).current_dir(paths::root().join("src-tauri")))?;
    println!("packages: {}", paths::target().join("release/bundle").display());
    Ok(ExitCode::SUCCESS)
}

/// Writes `ui/src/ipc/bindings.ts` again: the drift test does it when asked to.
///
/// # Errors
/// When the set-up fails or the types cannot be rendered.
pub(crate) fn write_bindings() -> Result<ExitCode, String> {
    set_up(Purpose::Run)?;
    let words = ["test", "--quiet", "--locked", "--package", "offhook-desktop", "bindings"];
    run_in_foreground(command("cargo", words).env("UPDATE_BINDINGS", "1"))?;
    println!("written: ui/src/ipc/bindings.ts");
    Ok(ExitCode::SUCCESS)
}

/// What every build needs: system packages, UI packages, built pages; a test the programs
/// of others that it runs, too.
///
/// # Errors
/// When a part is missing and could not be made.
pub(crate) fn set_up(purpose: Purpose) -> Result<(), String> {
    system::set_up(purpose)?;
    if purpose == Purpose::Test {
        readers::set_up()?;
    }
    node::set_up()?;
    if purpose == Purpose::Test {
        serve_client::set_up()?;
    }
    Ok(())
}
