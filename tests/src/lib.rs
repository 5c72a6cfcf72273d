//! The harness that the tests across crates share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a harness that cannot go on fails its test"
)]

pub mod driver;
pub mod eyes;
pub mod hands;
pub mod readers;
pub mod window;
