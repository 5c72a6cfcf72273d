//! The menu bar of macOS, where every program has one. Elsewhere the window has none: it would say
//! again what the palette says. It is built on every system, so that none finds it broken.

use offhook_model::Language;
use tauri::menu::{
    AboutMetadata, HELP_SUBMENU_ID, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu,
    WINDOW_SUBMENU_ID,
};
use tauri::{AppHandle, Wry};

/// The entry that the host does itself.
pub(crate) const QUIT: &str = "quit";

/// An action of the page by its name there, its words and its keys. Keys of one letter are left to
/// the page: a menu would take them while a person writes.
struct Entry {
    action: &'static str,
    english: &'static str,
    german: &'static str,
    keys: Option<&'static str>,
}

const SETTINGS: Entry = entry("settings", "Settings…", "Einstellungen …", Some("CmdOrCtrl+,"));
const FILE: [Entry; 3] = [
    entry("sync", "Sync Now", "Jetzt abgleichen", None),
    entry("export", "Export…", "Exportieren …", None),
    entry("print", "Print…", "Drucken …", Some("CmdOrCtrl+P")),
];
const VIEW: [Entry; 6] = [
    entry("palette", "Find an Action…", "Aktion suchen …", Some("CmdOrCtrl+K")),
    entry("view-all", "All Calls", "Alle Anrufe", None),
    entry("view-review", "Needs Review", "Zu prüfen", None),
    entry("view-negative", "Negative", "Negativ", None),
    entry("insights", "Insights", "Auswertung", None),
    entry("activity", "Sync Activity", "Abgleiche", None),
];
const HELP: [Entry; 2] = [
    entry("keys", "Keyboard Shortcuts", "Tastenkürzel", None),
    entry("diagnostics", "Copy Diagnostics", "Diagnose kopieren", None),
];

/// What macOS does itself, in its own words: left to the library, it would be said in English.
struct Own {
    about: &'static str,
    services: &'static str,
    hide: &'static str,
    hide_others: &'static str,
    quit: &'static str,
    close: &'static str,
    undo: &'static str,
    redo: &'static str,
    cut: &'static str,
    copy: &'static str,
    paste: &'static str,
    select_all: &'static str,
    full_screen: &'static str,
    minimize: &'static str,
    zoom: &'static str,
}

const ENGLISH: Own = Own {
    about: "About Offhook",
    services: "Services",
    hide: "Hide Offhook",
    hide_others: "Hide Others",
    quit: "Quit Offhook",
    close: "Close",
    undo: "Undo",
    redo: "Redo",
    cut: "Cut",
    copy: "Copy",
    paste: "Paste",
    select_all: "Select All",
    full_screen: "Toggle Full Screen",
    minimize: "Minimize",
    zoom: "Zoom",
};
const GERMAN: Own = Own {
    about: "Über Offhook",
    services: "Dienste",
    hide: "Offhook ausblenden",
    hide_others: "Andere ausblenden",
    quit: "Offhook beenden",
    close: "Schließen",
    undo: "Widerrufen",
    redo: "Wiederholen",
    cut: "Ausschneiden",
    copy: "Kopieren",
    paste: "Einsetzen",
    select_all: "Alles auswählen",
    full_screen: "Vollbild ein/aus",
    minimize: "Im Dock ablegen",
    zoom: "Zoomen",
};

const fn own(language: Language) -> &'static Own {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    }
}

const fn entry(
    action: &'static str,
    english: &'static str,
    german: &'static str,
    keys: Option<&'static str>,
) -> Entry {
    Entry { action, english, german, keys }
}

/// Puts the bar up, or another in its place, where programs have one. One that cannot be built is
/// missed by nobody who has the palette.
pub(crate) fn put_up(app: &AppHandle, language: Language) {
    if cfg!(target_os = "macos")
        && let Ok(bar) = bar(app, language)
    {
        let _ = app.set_menu(bar);
    }
}

/// The whole bar.
///
/// # Errors
/// When the system refuses a menu.
fn bar(app: &AppHandle, language: Language) -> tauri::Result<Menu<Wry>> {
    let word = |english, german| match language {
        Language::English => english,
        Language::German => german,
    };
    let own = own(language);
    let program = program(app, language)?;
    let file = submenu(app, word("File", "Ablage"), &FILE, language)?;
    file.append_items(&[
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::close_window(app, Some(own.close))?,
    ])?;
    let view = submenu(app, word("View", "Darstellung"), &VIEW, language)?;
    view.append_items(&[
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::fullscreen(app, Some(own.full_screen))?,
    ])?;
    let window = Submenu::with_id(app, WINDOW_SUBMENU_ID, word("Window", "Fenster"), true)?;
    window.append_items(&[
        &PredefinedMenuItem::minimize(app, Some(own.minimize))?,
        &PredefinedMenuItem::maximize(app, Some(own.zoom))?,
    ])?;
    let help = Submenu::with_id(app, HELP_SUBMENU_ID, word("Help", "Hilfe"), true)?;
    append(app, &help, &HELP, language)?;
    let edit = edit(app, word("Edit", "Bearbeiten"), own)?;
    Menu::with_items(app, &[&program, &file, &edit, &view, &window, &help])
}

/// Without these entries macOS gives the page no clipboard keys.
fn edit(app: &AppHandle, name: &str, own: &Own) -> tauri::Result<Submenu<Wry>> {
    let items: [&dyn IsMenuItem<Wry>; 7] = [
        &PredefinedMenuItem::undo(app, Some(own.undo))?,
        &PredefinedMenuItem::redo(app, Some(own.redo))?,
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::cut(app, Some(own.cut))?,
        &PredefinedMenuItem::copy(app, Some(own.copy))?,
        &PredefinedMenuItem::paste(app, Some(own.paste))?,
        &PredefinedMenuItem::select_all(app, Some(own.select_all))?,
    ];
    Submenu::with_items(app, name, true, &items)
}

/// The menu that has the program's own name.
fn program(app: &AppHandle, language: Language) -> tauri::Result<Submenu<Wry>> {
    let about = AboutMetadata {
        name: Some("Offhook".to_owned()),
        version: Some(app.package_info().version.to_string()),
        ..AboutMetadata::default()
    };
    let own = own(language);
    // The system's own entry ends the program without asking the page.
    let quit = MenuItem::with_id(app, QUIT, own.quit, true, Some("CmdOrCtrl+Q"))?;
    let items: [&dyn IsMenuItem<Wry>; 10] = [
        &PredefinedMenuItem::about(app, Some(own.about), Some(about))?,
        &PredefinedMenuItem::separator(app)?,
        &item(app, &SETTINGS, language)?,
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::services(app, Some(own.services))?,
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::hide(app, Some(own.hide))?,
        &PredefinedMenuItem::hide_others(app, Some(own.hide_others))?,
        &PredefinedMenuItem::separator(app)?,
        &quit,
    ];
    Submenu::with_items(app, "Offhook", true, &items)
}

fn submenu(
    app: &AppHandle,
    name: &str,
    entries: &[Entry],
    language: Language,
) -> tauri::Result<Submenu<Wry>> {
    let submenu = Submenu::new(app, name, true)?;
    append(app, &submenu, entries, language)?;
    Ok(submenu)
}

fn append(
    app: &AppHandle,
    submenu: &Submenu<Wry>,
    entries: &[Entry],
    language: Language,
) -> tauri::Result<()> {
    entries.iter().try_for_each(|entry| submenu.append(&item(app, entry, language)?))
}

fn item(app: &AppHandle, entry: &Entry, language: Language) -> tauri::Result<MenuItem<Wry>> {
    let words = match language {
        Language::English => entry.english,
        Language::German => entry.german,
    };
    MenuItem::with_id(app, entry.action, words, true, entry.keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> impl Iterator<Item = &'static Entry> {
        [&SETTINGS].into_iter().chain(&FILE).chain(&VIEW).chain(&HELP)
    }

    #[test]
    fn each_entry_is_an_action_of_the_page_and_has_words_of_its_own() {
        let actions = include_str!("../../ui/src/app/actions.ts");
        let views = include_str!("../../ui/src/features/views/smart.ts");
        for Entry { action, english, german, .. } in entries() {
            let declared = match action.strip_prefix("view-") {
                Some(view) => views.contains(&format!("{{ id: '{view}',")),
                None => actions.contains(&format!("id: '{action}',")),
            };
            assert!(declared, "the page has no action `{action}`");
            assert!(english != german && !english.is_empty(), "{action}");
        }
    }

    /// Where the page says the same, by the key in its catalogues; the rest is said here alone.
    const SAID_BY_THE_PAGE: [(&str, &str, &str); 11] = [
        ("settings", "  settings: {", " title: "),
        ("sync", "  sync: {", " now: "),
        ("export", "  actions: {", " exportShort: "),
        ("palette", "  actions: {", " palette: "),
        ("view-all", "  views: {", " all: "),
        ("view-review", "  views: {", " review: "),
        ("view-negative", "  views: {", " negative: "),
        ("insights", "  screens: {", " insights: "),
        ("activity", "  actions: {", " activity: "),
        ("keys", "export const keys", " title: "),
        ("diagnostics", "export const diagnostics", " copy: "),
    ];

    /// The text behind `key` in the part of a catalogue that begins with `section`.
    pub(crate) fn word_of(catalogue: &str, section: &str, key: &str) -> String {
        let part = catalogue.split_once(section).unwrap_or_else(|| panic!("no {section}")).1;
        let text = part.split_once(&format!("{key}'")).unwrap_or_else(|| panic!("no {key}")).1;
        text.split('\'').next().unwrap_or_default().to_owned()
    }

    #[test]
    fn what_the_page_says_as_well_is_said_in_its_words() {
        let english = concat!(
            include_str!("../../ui/src/shared/text/en.ts"),
            include_str!("../../ui/src/shared/text/diagnostics.en.ts"),
            include_str!("../../ui/src/shared/text/keys.en.ts")
        );
        let german = concat!(
            include_str!("../../ui/src/shared/text/de.ts"),
            include_str!("../../ui/src/shared/text/diagnostics.de.ts"),
            include_str!("../../ui/src/shared/text/keys.de.ts")
        );
        // What opens a dialog is marked so in a menu, and English titles have capitals there.
        let plain = |words: &str| words.trim_end_matches(['…', ' ']).to_lowercase();
        for (action, section, key) in SAID_BY_THE_PAGE {
            let entry = entries().find(|entry| entry.action == action).unwrap();
            assert_eq!(plain(entry.english), plain(&word_of(english, section, key)), "{action}");
            let (own, page) = (entry.german, word_of(german, section, key));
            assert_eq!(own.trim_end_matches(['…', ' ']), page.trim_end_matches(['…', ' ']));
        }
        let copied = word_of(german, "  review: {", " copy: ");
        assert_eq!((GERMAN.copy, ENGLISH.copy), (copied.as_str(), "Copy"));
    }

    #[test]
    fn no_key_of_the_menu_is_one_that_a_person_writes_with() {
        assert!(
            entries().filter_map(|entry| entry.keys).all(|keys| keys.starts_with("CmdOrCtrl+"))
        );
    }
}
