//! Whether anything in a call is still expected to change by itself.

use offhook_model::Call;

/// Statuses after which a call no longer lives.
const FINAL_STATUSES: [&str; 6] =
    ["completed", "busy", "no-answer", "failed", "canceled", "voicemail"];

/// A call settles once its status is final and its summary and sentiment have arrived.
pub(crate) fn is_settled(call: &Call) -> bool {
    let ended = call.status.as_deref().is_some_and(|status| FINAL_STATUSES.contains(&status));
    ended && call.summary.is_some() && call.sentiment.is_some()
}
