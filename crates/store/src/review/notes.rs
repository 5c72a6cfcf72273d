//! Notes: one text on a call.

use offhook_model::Instant;
use rusqlite::{OptionalExtension, params};

use super::of_calls::{NoteOnCall, note_row};
use super::revision::Change;
use super::{Review, labels};
use crate::Error;

/// The longest note, in bytes of UTF-8.
pub const MAX_NOTE_BYTES: usize = 1024 * 1024;

impl Review {
    /// Sets the note on a call; an empty text removes it. Says whether anything changed.
    ///
    /// # Errors
    /// [`Error::InvalidReview`] for a text that is too long; [`Error`] when nothing was written.
    pub fn set_note(&self, id: &str, text: &str, now: Instant) -> Result<bool, Error> {
        labels::check_call_id(id)?;
        if text.len() > MAX_NOTE_BYTES {
            return Err(Error::InvalidReview(format!(
                "a note may be 1 MiB long, and this one has {} bytes; the note on the call is as it was",
                text.len()
            )));
        }
        self.write(|change| {
            let changed = match stored(change, id)? {
                Some(note) if note.text == text => false,
                None if text.is_empty() => false,
                _ => {
                    put(change, id, text, now)?;
                    true
                }
            };
            Ok(changed)
        })
    }
}

/// The note on a call, in a transaction that is open already.
pub(super) fn stored(change: &Change<'_>, id: &str) -> Result<Option<NoteOnCall>, Error> {
    let mut statement = change
        .transaction
        .prepare_cached("SELECT text, changed_at_us FROM notes WHERE call_id = ?")?;
    Ok(statement.query_row([id], note_row).optional()?)
}

/// Writes the note on a call, or removes it where `text` is empty.
pub(super) fn put(change: &Change<'_>, id: &str, text: &str, at: Instant) -> Result<(), Error> {
    if text.is_empty() {
        change.transaction.prepare_cached("DELETE FROM notes WHERE call_id = ?")?.execute([id])?;
    } else {
        change
            .transaction
            .prepare_cached("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)")?
            .execute(params![id, text, at.as_us()])?;
    }
    change.touch(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_kept_as_written_changed_and_removed() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        let text = "<script>\u{202e}\0\n\u{1F4DE} # *Markdown*\r\n ";
        assert!(review.set_note("a", text, Instant::from_us(1)).unwrap());
        assert!(!review.set_note("a", text, Instant::from_us(2)).unwrap());
        let note = review.detail("a").unwrap().note.unwrap();
        assert_eq!((note.text.as_str(), note.changed_at), (text, Instant::from_us(1)));
        assert!(review.set_note("a", "", Instant::from_us(3)).unwrap());
        assert_eq!(review.detail("a").unwrap().note, None);
    }

    #[test]
    fn a_note_of_one_mebibyte_fits_and_a_longer_one_leaves_the_old_one() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        let longest = "é".repeat(MAX_NOTE_BYTES / 2);
        review.set_note("a", &longest, Instant::from_us(1)).unwrap();
        let refused = review.set_note("a", &format!("{longest}x"), Instant::from_us(2));
        assert!(matches!(refused, Err(Error::InvalidReview(_))));
        assert_eq!(review.detail("a").unwrap().note.unwrap().text, longest);
    }
}
