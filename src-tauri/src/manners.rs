//! What a person has switched on of how Offhook behaves among other programs, kept with the data.
//!
//! The file may have been written by another version or by hand: a value that cannot be read counts
//! as not set, what is not known here stays where it is, and a file that is no JSON is put aside.

use offhook_engine::{Error, Home};
use offhook_model::Language;
use serde_json::{Map, Value};

/// Its name in the data directory.
const FILE: &str = "desktop.json";
/// Where a damaged one goes.
const DAMAGED_FILE: &str = "desktop.damaged.json";

const NOTIFY_NEGATIVE: &str = "notify_negative";
const TRAY: &str = "tray";
const LANGUAGE: &str = "language";

/// Everything is off until it is switched on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Manners {
    fields: Map<String, Value>,
}

impl Manners {
    /// Those that were kept last; the file is only read.
    pub(crate) fn load(home: &Home) -> Self {
        let text = std::fs::read_to_string(home.path().join(FILE)).unwrap_or_default();
        Self { fields: serde_json::from_str(&text).unwrap_or_default() }
    }

    /// Keeps them for the next start.
    ///
    /// # Errors
    /// When the file cannot be written; then the one before is whole.
    pub(crate) fn save(&self, home: &Home) -> Result<(), Error> {
        put_damaged_aside(home);
        let text = serde_json::to_string_pretty(&self.fields).unwrap_or_default();
        home.keep_private(FILE, text.as_bytes())
    }

    /// Whether new negative calls are told.
    pub(crate) fn notify_negative(&self) -> bool {
        self.is_on(NOTIFY_NEGATIVE)
    }

    pub(crate) fn set_notify_negative(&mut self, on: bool) {
        self.set(NOTIFY_NEGATIVE, on);
    }

    /// Whether there is an icon in the tray, and closing the window hides it there.
    pub(crate) fn tray(&self) -> bool {
        self.is_on(TRAY)
    }

    pub(crate) fn set_tray(&mut self, on: bool) {
        self.set(TRAY, on);
    }

    /// The language that the window spoke last, for words outside it.
    pub(crate) fn language(&self) -> Language {
        Language::from_tag(self.fields.get(LANGUAGE).and_then(Value::as_str).unwrap_or_default())
    }

    pub(crate) fn set_language(&mut self, language: Language) {
        let tag = match language {
            Language::English => "en",
            Language::German => "de",
        };
        self.fields.insert(LANGUAGE.to_owned(), tag.into());
    }

    fn is_on(&self, name: &str) -> bool {
        self.fields.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    fn set(&mut self, name: &str, on: bool) {
        self.fields.insert(name.to_owned(), on.into());
    }
}

/// Before a file that cannot be read is written over.
fn put_damaged_aside(home: &Home) {
    let file = home.path().join(FILE);
    let Ok(bytes) = std::fs::read(&file) else { return };
    if serde_json::from_slice::<Map<String, Value>>(&bytes).is_err() {
        // Where that fails the switches are worth more than the damage.
        let _ = std::fs::rename(&file, home.path().join(DAMAGED_FILE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home_with(text: &[u8]) -> (tempfile::TempDir, Home) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), text).unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        (dir, home)
    }

    #[test]
    fn everything_is_off_at_first() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        assert_eq!(Manners::load(&home), Manners::default());
        assert!(!Manners::default().notify_negative());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "reading writes nothing");
    }

    #[test]
    fn what_was_switched_on_is_on_after_a_start() {
        let (_dir, home) = home_with(b"{}");
        let mut manners = Manners::default();
        manners.set_notify_negative(true);
        manners.set_language(Language::German);
        manners.save(&home).unwrap();
        let kept = Manners::load(&home);
        assert_eq!(kept, manners);
        assert_eq!((kept.notify_negative(), kept.language()), (true, Language::German));
    }

    #[test]
    fn a_value_of_another_kind_is_off_and_what_another_version_keeps_stays() {
        let (dir, home) = home_with(br#"{"notify_negative": "yes", "later": [1], "language": 3}"#);
        let mut manners = Manners::load(&home);
        assert_eq!((manners.notify_negative(), manners.language()), (false, Language::English));
        manners.set_notify_negative(true);
        manners.save(&home).unwrap();
        assert!(Manners::load(&home).notify_negative());
        let text = std::fs::read_to_string(dir.path().join(FILE)).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["later"], serde_json::json!([1]));
    }

    #[test]
    fn a_damaged_file_counts_as_none_and_is_put_aside_before_it_is_written_over() {
        for damaged in [b"".as_slice(), b"{\"notify_negative\": tr", b"[]", b"null", &[0xFF, 0]] {
            let (dir, home) = home_with(damaged);
            let manners = Manners::load(&home);
            assert_eq!(manners, Manners::default());
            manners.save(&home).unwrap();
            assert_eq!(std::fs::read(dir.path().join(DAMAGED_FILE)).unwrap(), damaged);
        }
    }
}
