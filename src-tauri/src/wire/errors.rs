//! What the window is told of an error.

use offhook_model::Code;
use serde::Serialize;
use ts_rs::TS;

/// What a command rejects with. The window branches on `code`, never on `message`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ErrorBody {
    #[ts(type = "Code")]
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) retryable: bool,
    // Where the code alone does not tell what way out can be offered.
    pub(crate) detail: Option<ErrorDetail>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ErrorDetail {
    /// An export was to go where a file is.
    FileExists,
    /// So many of the calls kept here are missing on the server.
    MissingCalls { missing: u64, cached: u64 },
    /// A file or folder that cannot be read or written.
    Unusable { path: String },
    /// A file of a newer version.
    TooNew { path: String },
    /// Review data that is damaged; the newest backup by its name, where there is one.
    ReviewDamaged { path: String, backup: Option<String> },
    /// The number of the server's answer.
    Status { status: u16 },
    /// The pause that the server asks for.
    Wait { seconds: u64 },
    /// A field of a request, as it is written there.
    Field { name: String },
    /// Nothing of a filter: a setting, a name, a file.
    Refused {
        #[ts(inline)]
        what: Refusal,
    },
}

/// What a person gave that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Refusal {
    Endpoint,
    TokenOfOtherAddress,
    Token,
    RateLimit,
    ProfileName,
    ProfileTaken,
    ProfileGone,
    Comparison,
    LoginEntry,
    /// There is no token for the account.
    NoToken,
    /// The keychain does not keep the token.
    Keychain,
    /// There is no account yet.
    NotConnected,
    /// A tag, a note, or the name of a view or an agent.
    Label,
    ReviewFile,
    /// One of the review data that cannot be made or put back.
    Backup,
    /// Only the message tells what.
    Other,
}
