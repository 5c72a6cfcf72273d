//! Which addresses a note shows, and where they stand in plain text.

use std::ops::Range;

const KNOWN: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];
const FOUND_IN_TEXT: [&str; 3] = ["http://", "https://", "www."];
/// They end a sentence, not an address.
const NOT_LAST: [char; 10] = ['?', '!', '.', ',', ':', ';', '*', '_', '\'', '"'];

/// Only what leads to a page, a mailbox or a phone.
pub(super) fn may_show(address: &str) -> bool {
    KNOWN.iter().any(|known| begins_with(address, known))
}

/// The first address that stands in `words` without any mark around it.
pub(super) fn first_in(words: &str) -> Option<Range<usize>> {
    let mut before = ' ';
    words.char_indices().find_map(|(at, letter)| {
        let may_begin = !before.is_alphanumeric() && matches!(letter, 'h' | 'H' | 'w' | 'W');
        before = letter;
        let length = may_begin.then(|| length_at(&words[at..])).flatten()?;
        Some(at..at + length)
    })
}

/// As a browser would take it.
pub(super) fn whole(address: &str) -> String {
    if may_show(address) { address.to_owned() } else { format!("http://{address}") }
}

fn length_at(rest: &str) -> Option<usize> {
    let begun = FOUND_IN_TEXT.iter().find(|prefix| begins_with(rest, prefix))?.len();
    if !rest[begun..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let end = rest.find(|letter: char| letter.is_whitespace() || letter == '<');
    Some(without_the_sentence_around(&rest[..end.unwrap_or(rest.len())]).len())
}

/// A bracket that closes belongs to the address only when it was opened there.
fn without_the_sentence_around(address: &str) -> &str {
    let count = |bracket| address.matches(bracket).count();
    let mut closed_too_often = count(')').saturating_sub(count('('));
    let mut kept = address;
    loop {
        let shorter = kept.trim_end_matches(NOT_LAST);
        match shorter.strip_suffix(')') {
            Some(before) if closed_too_often > 0 => {
                closed_too_often -= 1;
                kept = before;
            }
            _ => return shorter,
        }
    }
}

fn begins_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
