//! What the product promises, shown across its crates against the real thing: the `offhook`
//! binary, a list-calls server over HTTP, SQLite files on disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a scenario that cannot go on fails its test"
)]

mod support;

mod bad_input;
mod changing_server;
mod export;
mod export_forms;
mod export_office;
mod export_sheets;
mod export_snapshot;
mod export_trouble;
mod faults;
mod interruption;
mod list_terminal;
mod main_job;
mod news;
mod parity;
mod profiles;
mod readings;
mod review;
mod serve;
mod serve_clients;
mod stats;
mod sync_rules;
mod tokens;
mod verify;
