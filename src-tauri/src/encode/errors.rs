//! What went wrong, in the words of the wire.

use offhook_engine as engine;
use offhook_engine::{Error, RemoteError, StoreError};
use offhook_model::Code;

use crate::wire;

impl From<Error> for wire::ErrorBody {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<&Error> for wire::ErrorBody {
    fn from(error: &Error) -> Self {
        let code = error.code();
        let (message, detail) = (sentence(&message(error)), detail(error));
        Self { code, message, retryable: code.is_retryable(), detail }
    }
}

/// What the window's own words are made of, where the code alone does not tell enough.
fn detail(error: &Error) -> Option<wire::ErrorDetail> {
    use wire::{ErrorDetail as Detail, Refusal};
    let refused = |what| Some(Detail::Refused { what });
    match error {
        Error::ExportExists { .. } => Some(Detail::FileExists),
        &Error::RemovalsRefused { missing, cached } => {
            Some(Detail::MissingCalls { missing, cached })
        }
        Error::File { path, .. } => Some(Detail::Unusable { path: path.display().to_string() }),
        Error::InvalidFilter(invalid) => {
            invalid.field().map(|name| Detail::Field { name: name.to_owned() })
        }
        Error::Refused { what, .. } => refused((*what).into()),
        Error::InvalidSetting(_) => refused(Refusal::Other),
        Error::NotConnected(_) => refused(Refusal::NotConnected),
        Error::NoToken { .. } => refused(Refusal::NoToken),
        Error::KeychainRefused { .. } => refused(Refusal::Keychain),
        Error::Store(error) => store_detail(error),
        Error::Remote(RemoteError::Server { status, .. }) => {
            Some(Detail::Status { status: *status })
        }
        Error::Remote(RemoteError::RateLimited { retry_after }) => {
            retry_after.map(|wait| Detail::Wait { seconds: wait.as_secs() })
        }
        _ => None,
    }
}

fn store_detail(error: &StoreError) -> Option<wire::ErrorDetail> {
    use wire::{ErrorDetail as Detail, Refusal};
    let text = |path: &std::path::Path| path.display().to_string();
    Some(match error {
        StoreError::NotWritable { path, .. } => Detail::Unusable { path: text(path) },
        StoreError::TooNew { path } | StoreError::ReviewTooNew { path } => {
            Detail::TooNew { path: text(path) }
        }
        StoreError::ReviewDamaged { path, restorable, .. } => {
            Detail::ReviewDamaged { path: text(path), backup: restorable.clone() }
        }
        StoreError::InvalidReview(_) => Detail::Refused { what: Refusal::Label },
        StoreError::ReviewFile(_) => Detail::Refused { what: Refusal::ReviewFile },
        StoreError::Backup(_) | StoreError::Restore(_) => Detail::Refused { what: Refusal::Backup },
        _ => return None,
    })
}

impl From<engine::Refused> for wire::Refusal {
    fn from(refused: engine::Refused) -> Self {
        match refused {
            engine::Refused::Endpoint => Self::Endpoint,
            engine::Refused::TokenOfOtherAddress => Self::TokenOfOtherAddress,
            engine::Refused::Token => Self::Token,
            engine::Refused::RateLimit => Self::RateLimit,
            engine::Refused::ProfileName => Self::ProfileName,
            engine::Refused::ProfileTaken => Self::ProfileTaken,
            engine::Refused::ProfileGone => Self::ProfileGone,
            engine::Refused::Comparison => Self::Comparison,
            engine::Refused::LoginEntry => Self::LoginEntry,
        }
    }
}

impl wire::ErrorBody {
    /// A defect or a broken system: nothing that a person did.
    pub(crate) fn internal(reason: impl std::fmt::Display) -> Self {
        Self { code: Code::Internal, message: reason.to_string(), retryable: false, detail: None }
    }
}

/// With a capital letter and a full stop: errors are written to follow a colon in a terminal.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map_or_else(String::new, |letter| letter.to_uppercase().collect());
    let stop = if text.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    first + letters.as_str() + stop
}

/// The engine's own words, but for those that name flags of the command line as the way out.
fn message(error: &Error) -> String {
    match error {
        Error::NotConnected(_) => "No account is connected yet. Connect your account first.".into(),
        Error::ExportExists { path } => {
            format!("{} exists already; choose another name, or replace it", path.display())
        }
        Error::NoToken { .. } => {
            "There is no token for this account here. Enter it again to go on syncing.".into()
        }
        Error::KeychainRefused { reason, .. } => {
            format!("The system keychain cannot keep the token ({reason}).")
        }
        Error::AccountMismatch { cached } => format!(
            "This token shows none of the {cached} calls kept here, so it belongs to another \
             account. Nothing was changed."
        ),
        Error::RemovalsRefused { missing, cached } => format!(
            "The server no longer lists {missing} of the {cached} calls kept here. Nothing was \
             removed."
        ),
        other => other.without_commands().unwrap_or_else(|| other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_in_the_window_speaks_of_flags() {
        let errors = [
            Error::NotConnected("default".into()),
            Error::NoToken { profile: "default".into(), reason: "use --token-stdin".into() },
            Error::KeychainRefused { profile: "default".into(), reason: "locked".into() },
            Error::AccountMismatch { cached: 7 },
            Error::RemovalsRefused { missing: 60, cached: 100 },
            Error::Busy,
            Error::Cancelled,
            Error::ExportExists { path: "calls.csv".into() },
        ];
        for error in errors {
            let body = wire::ErrorBody::from(error);
            assert!(!body.message.contains("--"), "{}", body.message);
        }
    }

    #[test]
    fn that_a_file_exists_is_told_apart_from_any_other_failure_of_an_export() {
        let path = std::path::PathBuf::from("calls that exists.csv");
        let exists = wire::ErrorBody::from(Error::ExportExists { path: path.clone() });
        assert_eq!(exists.code, Code::ExportFailed);
        assert_eq!(exists.detail, Some(wire::ErrorDetail::FileExists));
        let other = wire::ErrorBody::from(Error::Export { path, reason: "no".into() });
        assert_eq!((other.code, other.detail), (Code::ExportFailed, None));
    }

    #[test]
    fn how_many_calls_are_missing_is_told_as_numbers_for_every_language() {
        let refused =
            wire::ErrorBody::from(Error::RemovalsRefused { missing: 2_380, cached: 2_400 });
        let detail = serde_json::to_value(refused.detail).unwrap();
        let numbers = serde_json::json!({ "missing": 2_380, "cached": 2_400 });
        assert_eq!(detail, serde_json::json!({ "missing_calls": numbers }));
    }

    #[test]
    fn what_the_windows_own_words_need_is_told_beside_the_message() {
        let told =
            |error: Error| serde_json::to_value(wire::ErrorBody::from(error).detail).unwrap();
        let refused = |what: &str| serde_json::json!({ "refused": { "what": what } });
        let reason = String::new;
        let path = std::path::PathBuf::from("review.db");
        assert_eq!(
            told(Error::File { path: path.clone(), reason: reason() }),
            serde_json::json!({ "unusable": { "path": "review.db" } })
        );
        assert_eq!(
            told(StoreError::ReviewDamaged { path, reason: reason(), restorable: None }.into()),
            serde_json::json!({ "review_damaged": { "path": "review.db", "backup": null } })
        );
        assert_eq!(
            told(RemoteError::Server { status: 503, detail: reason() }.into()),
            serde_json::json!({ "status": { "status": 503 } })
        );
        let wait = Some(std::time::Duration::from_secs(90));
        assert_eq!(
            told(RemoteError::RateLimited { retry_after: wait }.into()),
            serde_json::json!({ "wait": { "seconds": 90 } })
        );
        let raw = offhook_model::RawFilter { limit: 0.into(), ..Default::default() };
        assert_eq!(
            told(raw.resolve().unwrap_err().into()),
            serde_json::json!({ "field": { "name": "limit" } })
        );
        assert_eq!(
            told("a b".parse::<engine::ProfileName>().unwrap_err()),
            refused("profile_name")
        );
        assert_eq!(told("5".parse::<engine::RateLimit>().unwrap_err()), refused("rate_limit"));
        assert_eq!(told(Error::InvalidSetting(reason())), refused("other"));
        assert_eq!(told(StoreError::InvalidReview(reason()).into()), refused("label"));
        assert_eq!(told(StoreError::ReviewFile(reason()).into()), refused("review_file"));
        assert_eq!(told(StoreError::Restore(reason()).into()), refused("backup"));
        assert_eq!(told(Error::Busy), serde_json::Value::Null);
    }

    #[test]
    fn messages_are_whole_sentences() {
        assert_eq!(sentence("limit must be 1; ask again"), "Limit must be 1; ask again.");
        assert_eq!(sentence("Nothing was changed."), "Nothing was changed.");
    }
}
