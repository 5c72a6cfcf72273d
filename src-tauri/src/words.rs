//! The few words that the host itself says, outside the page: in the system's notifications.

use offhook_model::Language;

/// What a notification says first.
pub(crate) fn new_negative_calls(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::English, 1) => "1 new negative call".to_owned(),
        (Language::English, _) => format!("{count} new negative calls"),
        (Language::German, 1) => "1 neuer negativer Anruf".to_owned(),
        (Language::German, _) => format!("{count} neue negative Anrufe"),
    }
}

/// Calls that are counted and not described.
pub(crate) fn and_more(language: Language, count: usize) -> String {
    match language {
        Language::English => format!("and {count} more"),
        Language::German => format!("und {count} weitere"),
    }
}

/// What a click on a notification does.
pub(crate) fn show(language: Language) -> &'static str {
    match language {
        Language::English => "Show",
        Language::German => "Anzeigen",
    }
}
