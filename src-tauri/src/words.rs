//! The few words that the host itself says, outside the page: in notifications and in the tray.

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

/// How the last good sync is told of; `None`: there is none.
pub(crate) fn last_sync(language: Language, ago_s: Option<i64>) -> String {
    let Some(ago_s) = ago_s else {
        let words = match language {
            Language::English => "Not synced yet",
            Language::German => "Noch nicht abgeglichen",
        };
        return words.to_owned();
    };
    let (minutes, hours, days) = (ago_s / 60, ago_s / 3_600, ago_s / 86_400);
    let ago = match (language, minutes, hours) {
        (Language::English, 0, _) => "just now".to_owned(),
        (Language::English, _, 0) => format!("{minutes} min ago"),
        (Language::English, _, 1..48) => format!("{hours} h ago"),
        (Language::English, ..) => format!("{days} days ago"),
        (Language::German, 0, _) => "gerade eben".to_owned(),
        (Language::German, _, 0) => format!("vor {minutes} Min."),
        (Language::German, _, 1..48) => format!("vor {hours} Std."),
        (Language::German, ..) => format!("vor {days} Tagen"),
    };
    match language {
        Language::English => format!("Last sync {ago}"),
        Language::German => format!("Letzter Abgleich {ago}"),
    }
}

/// While one runs.
pub(crate) fn syncing(language: Language) -> &'static str {
    match language {
        Language::English => "Syncing…",
        Language::German => "Abgleich läuft …",
    }
}

/// After one that did not get through.
pub(crate) fn last_try_failed(language: Language) -> &'static str {
    match language {
        Language::English => "The last try failed",
        Language::German => "Der letzte Versuch ist gescheitert",
    }
}

/// The tray's menu: to sync, to show the window, to end the program.
pub(crate) fn tray_menu(language: Language) -> [&'static str; 3] {
    match language {
        Language::English => ["Sync now", "Show Offhook", "Quit"],
        Language::German => ["Jetzt abgleichen", "Offhook anzeigen", "Beenden"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_is_told_in_the_largest_unit_that_tells_enough() {
        let said = |ago_s| last_sync(Language::English, Some(ago_s));
        let times = [59, 60, 3_599, 3_600, 172_799, 172_800];
        let expected = ["just now", "1 min ago", "59 min ago", "1 h ago", "47 h ago", "2 days ago"];
        assert_eq!(times.map(said), expected.map(|ago| format!("Last sync {ago}")));
        assert_eq!(last_sync(Language::German, Some(7_200)), "Letzter Abgleich vor 2 Std.");
    }
}
