//! The stand-in server over real HTTP: what CONTRACT says it does, and what it does on demand.
#![allow(clippy::unwrap_used, clippy::panic)]

mod changes;
mod client;
mod contract;
mod faults;
mod filters;
mod made_up_calls;
mod pace;
mod readings;
