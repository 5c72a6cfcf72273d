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
    entry("view-review", "Needs Review", "Noch zu prüfen", None),
    entry("view-negative", "Negative Calls", "Negative Anrufe", None),
    entry("insights", "Insights", "Einblicke", None),
    entry("activity", "Activity", "Abgleiche", None),
];
const HELP: [Entry; 2] = [
    entry("keys", "Keyboard Shortcuts", "Tastenkürzel", None),
    entry("diagnostics", "Copy Diagnostics", "Diagnose kopieren", None),
];

const fn entry(
    action: &'static str,
    english: &'static str,
    german: &'static str,
    keys: Option<&'static str>,
) -> Entry {
    Entry { action, english, german, keys }
}

/// The whole bar, in the language that the window spoke last.
///
/// # Errors
/// When the system refuses a menu.
pub(crate) fn bar(app: &AppHandle, language: Language) -> tauri::Result<Menu<Wry>> {
    let word = |english, german| match language {
        Language::English => english,
        Language::German => german,
    };
    let program = program(app, language)?;
    let file = submenu(app, word("File", "Ablage"), &FILE, language)?;
    file.append_items(&[
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::close_window(app, None)?,
    ])?;
    let view = submenu(app, word("View", "Darstellung"), &VIEW, language)?;
    view.append_items(&[
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::fullscreen(app, None)?,
    ])?;
    let window = Submenu::with_id(app, WINDOW_SUBMENU_ID, word("Window", "Fenster"), true)?;
    window.append_items(&[
        &PredefinedMenuItem::minimize(app, None)?,
        &PredefinedMenuItem::maximize(app, None)?,
    ])?;
    let help = Submenu::with_id(app, HELP_SUBMENU_ID, word("Help", "Hilfe"), true)?;
    append(app, &help, &HELP, language)?;
    let edit = edit(app, word("Edit", "Bearbeiten"))?;
    Menu::with_items(app, &[&program, &file, &edit, &view, &window, &help])
}

/// Without these entries macOS gives the page no clipboard keys.
fn edit(app: &AppHandle, name: &str) -> tauri::Result<Submenu<Wry>> {
    let items: [&dyn IsMenuItem<Wry>; 7] = [
        &PredefinedMenuItem::undo(app, None)?,
        &PredefinedMenuItem::redo(app, None)?,
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::cut(app, None)?,
        &PredefinedMenuItem::copy(app, None)?,
        &PredefinedMenuItem::paste(app, None)?,
        &PredefinedMenuItem::select_all(app, None)?,
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
    let word = match language {
        Language::English => "Quit Offhook",
        Language::German => "Offhook beenden",
    };
    // The system's own entry ends the program without asking the page.
    let quit = MenuItem::with_id(app, QUIT, word, true, Some("CmdOrCtrl+Q"))?;
    let items: [&dyn IsMenuItem<Wry>; 10] = [
        &PredefinedMenuItem::about(app, None, Some(about))?,
        &PredefinedMenuItem::separator(app)?,
        &item(app, &SETTINGS, language)?,
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::services(app, None)?,
        &PredefinedMenuItem::separator(app)?,
        &PredefinedMenuItem::hide(app, None)?,
        &PredefinedMenuItem::hide_others(app, None)?,
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

    #[test]
    fn no_key_of_the_menu_is_one_that_a_person_writes_with() {
        assert!(
            entries().filter_map(|entry| entry.keys).all(|keys| keys.starts_with("CmdOrCtrl+"))
        );
    }
}
