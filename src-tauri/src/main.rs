//! The window of Offhook. It decodes what the page asks, hands it to the engine and encodes the
//! answer; everything that decides is in the crates below.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod at_login;
mod backup_commands;
mod bell;
#[cfg(test)]
mod bindings;
mod calendar;
mod closing;
#[cfg(test)]
mod command_names;
mod commands;
mod connection;
mod desktop_commands;
mod encode;
mod events;
mod export_commands;
mod exporting;
mod host;
mod insight_commands;
mod manners;
mod markdown;
mod menu;
mod notice;
mod noticing;
mod notifying;
mod opened;
mod options;
mod placement;
mod placing;
mod printing;
mod profile_commands;
mod reach;
mod refresh;
mod rendering;
mod review_commands;
mod samples;
mod single;
mod syncing;
mod titling;
mod tray;
mod watching;
mod window;
mod wire;
mod words;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let options = options::Options::parse();
    rendering::prefer_what_is_quick();
    window::open(options)
}
