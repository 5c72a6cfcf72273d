//! What can go wrong between a request and a page, in words for the person at the desk.

use std::time::Duration;

use offhook_model::Code;
use thiserror::Error;

/// Why no page came back.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// 401 or 403.
    #[error(
        "the server did not accept the token; it may have expired or been revoked: connect again with a new one"
    )]
    Unauthorized,
    /// 429, with the pause the server asked for.
    #[error("the server asks for a pause: its request limit is used up")]
    RateLimited {
        /// From `Retry-After`, where it was sent.
        retry_after: Option<Duration>,
    },
    /// 5xx, or another status that speaks of a fault on their side.
    #[error("the server answered with an error ({status}{detail})")]
    Server {
        /// The HTTP status.
        status: u16,
        /// The server's own words, with a separator in front; empty when it gave none.
        detail: String,
    },
    /// No connection: no network, no such host, nobody listens.
    #[error("the server cannot be reached ({reason}); check the network and the address")]
    Unreachable {
        /// The system's words.
        reason: String,
    },
    /// The connection ended before the answer did.
    #[error("the connection was cut before the answer was complete")]
    Cut,
    /// Nothing came within the time-out.
    #[error("the server did not answer in time")]
    TimedOut,
    /// A body that is not what list-calls sends. Another try may help.
    #[error("the answer cannot be read: {reason}")]
    Unreadable {
        /// What is wrong with it.
        reason: String,
    },
    /// An answer that says there is no list-calls here. Another try cannot help.
    #[error("this address is no list-calls endpoint: {reason}")]
    NotListCalls {
        /// How it was told.
        reason: String,
    },
    /// The server's words for an offset past the last call.
    #[error("the offset is past the last call")]
    PastEnd,
    /// The client itself could not be set up.
    #[error("the network client cannot start: {reason}")]
    Setup {
        /// The library's words.
        reason: String,
    },
}

impl Error {
    /// Whether asking again after a short pause may help.
    #[must_use]
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::Unreachable { .. }
            | Self::Cut
            | Self::TimedOut
            | Self::Unreadable { .. } => true,
            Self::Server { status, .. } => *status >= 500,
            Self::Unauthorized | Self::NotListCalls { .. } | Self::PastEnd | Self::Setup { .. } => {
                false
            }
        }
    }

    /// The code of the closed list.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Unauthorized => Code::Unauthorized,
            Self::RateLimited { .. } => Code::RateLimited,
            Self::Server { .. } => Code::ServerError,
            Self::Unreachable { .. } | Self::Cut | Self::TimedOut => Code::Offline,
            Self::Unreadable { .. } | Self::NotListCalls { .. } | Self::PastEnd => {
                Code::BadResponse
            }
            Self::Setup { .. } => Code::Internal,
        }
    }
}
