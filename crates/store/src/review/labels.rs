//! Short texts that a person gives: what they may hold.

use crate::Error;

/// The longest tag, in characters; the same holds for a view's name and an agent's alias.
pub const MAX_TAG_CHARACTERS: usize = 100;

/// `text` without the space around it, when it can be kept as a `what`.
pub(super) fn checked<'a>(what: &str, text: &'a str) -> Result<&'a str, Error> {
    let trimmed = text.trim();
    let refused = |why: &str| Err(Error::InvalidReview(format!("{what} {why}")));
    if trimmed.is_empty() {
        return refused("must not be empty");
    }
    if trimmed.chars().count() > MAX_TAG_CHARACTERS {
        return refused(&format!("may be {MAX_TAG_CHARACTERS} characters long, and not longer"));
    }
    if trimmed.chars().any(char::is_control) {
        return refused("must not hold line breaks or other control characters");
    }
    Ok(trimmed)
}

/// Call ids are the server's own text; only an empty one names nothing.
pub(super) fn check_call_id(id: &str) -> Result<(), Error> {
    if id.is_empty() {
        return Err(Error::InvalidReview("a call's id must not be empty".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_trimmed_and_bounded_and_of_one_line() {
        assert_eq!(checked("a tag", "  call back \n").unwrap(), "call back");
        assert_eq!(checked("a tag", &"é".repeat(100)).unwrap().chars().count(), 100);
        for bad in ["", " \t ", "a\nb", "a\0b", "\u{7}x y\u{85}z", &"é".repeat(101)] {
            let message = checked("a tag", bad).unwrap_err().to_string();
            assert!(message.starts_with("a tag m"), "{message}");
        }
    }
}
