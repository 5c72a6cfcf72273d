//! The list-calls client: one request, one page. The only room that knows HTTP.
//!
//! It retries nothing and waits for nothing; the engine decides that from [`Error::is_transient`]
//! and the [`Quota`] that comes with every answer.

mod client;
mod endpoint;
mod error;
mod page;
mod quota;
mod token;

pub use client::{Client, Timeouts};
pub use endpoint::{DEFAULT_ENDPOINT, Endpoint, InvalidEndpoint};
pub use error::Error;
pub use page::{Page, PageRequest, UnreadableRow};
pub use quota::Quota;
pub use token::Token;
