//! What every scenario needs: the binary, a desk with a data directory of its own, a server.

mod binary;
mod calls;
mod client;
mod desk;
mod engine;
mod http;
mod questions;
mod served;
#[cfg(unix)]
mod terminal;

pub(crate) use calls::{
    DOCUMENTED, assert_only_servers_calls, assert_same_calls, id, newest_first, stamp_us,
};
pub(crate) use client::javascript;
#[cfg(unix)]
pub(crate) use desk::signal;
pub(crate) use desk::{Desk, Outcome, end, names_in};
pub(crate) use engine::{ShiftedClock, all_calls, quick, sync, sync_at, sync_with};
pub(crate) use http::{ask, post, serve_once_and_again};
pub(crate) use offhook_tests::readers::python;
pub(crate) use questions::{Asker, all_matches, assert_agrees, odd_account};
pub(crate) use served::Served;
#[cfg(unix)]
pub(crate) use terminal::on_terminal;

use chrono::{DateTime, Utc};
use offhook_demo_remote::{Config, DemoRemote};

/// An instant that lies far enough back that nothing made up before it still changes.
pub(crate) fn long_ago() -> DateTime<Utc> {
    "2026-03-03T12:00:00Z".parse().unwrap()
}

/// A settled account of so many calls, always the same.
pub(crate) fn settled(calls: usize) -> Config {
    Config { calls, now: long_ago(), ..Config::default() }
}

pub(crate) fn start(config: Config) -> DemoRemote {
    DemoRemote::start(config).expect("the stand-in server starts on a free port")
}
