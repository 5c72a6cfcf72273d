//! The real window, driven as a person would, one file for each story.
//!
//! Ignored in a plain `cargo test`, because it needs a screen and the built program;
//! `cargo xtask test` gives it both. Pictures and reports are kept in `target/e2e`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod accessibility;
mod account;
mod backups;
#[path = "../scenarios/support/binary.rs"]
mod binary;
mod brush;
mod by_mouse;
mod closing;
mod desk;
mod desktop;
mod exporting;
mod hostile;
mod in_sight;
mod insights;
mod keyboard;
mod managed;
mod manners;
mod no_keychain;
mod notifying;
mod offline;
mod on_screen;
mod pictures;
mod plenty;
mod printing;
mod profiles;
mod rebuild;
mod review_file;
mod search;
mod session_bus;
mod shown;
mod steps;
mod switching;
mod syncing;
mod tray;
mod zone;

use std::time::Duration;

/// Rows per page, at first.
const PAGE: usize = 50;
/// Far above what a story takes, so that only a hanging one meets it.
const STORY: Duration = Duration::from_secs(180);
