//! Text as a spreadsheet can hold it: no formula, nothing that its file format cannot write,
//! not too long; and a count of what was altered.

use std::borrow::Cow;

use serde::Serialize;

/// Most UTF-16 code units in one cell.
/// (Microsoft, "Excel specifications and limits": total number of characters that a cell can
/// contain.)
pub(super) const LONGEST_CELL: usize = 32_767;
/// How a cell that was cut ends.
pub(super) const CUT: &str = "… [cut]";

/// What a file could not hold as the server sent it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Altered {
    /// Cells that were too long; they end with `… [cut]`.
    pub cells_cut: u64,
    /// Cells with characters that the format cannot hold, each shown as U+FFFD.
    pub cells_with_unwritable_characters: u64,
    /// Values that do not fit their typed column; they stand in `other_fields` as they were sent.
    pub values_in_other_fields: u64,
}

/// A spreadsheet runs text that starts like a formula; an apostrophe keeps it text.
/// (OWASP, "CSV Injection".)
fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// Text that a spreadsheet takes over from CSV as it stands: nothing that would run, no NUL, and
/// cut where it is too long, for the rest would run over into other rows.
pub(super) fn for_csv_cell<'a>(text: Cow<'a, str>, altered: &mut Altered) -> Cow<'a, str> {
    let text = harmless(without_nul(text, altered));
    if text.len() <= LONGEST_CELL { text } else { cut(text, altered) }
}

/// NUL ends a cell in many a reader; here it is made visible instead.
fn without_nul<'a>(text: Cow<'a, str>, altered: &mut Altered) -> Cow<'a, str> {
    if !text.as_bytes().contains(&0) {
        return text;
    }
    altered.cells_with_unwritable_characters += 1;
    Cow::Owned(text.replace('\0', "\u{fffd}"))
}

/// Text that a cell of an XLSX file holds: characters that XML cannot write made visible, line
/// ends as spreadsheets have them, and cut where it is too long.
pub(super) fn for_cell<'a>(text: Cow<'a, str>, altered: &mut Altered) -> Cow<'a, str> {
    let writable = if text.bytes().all(is_plain) { text } else { visible(text, altered) };
    if writable.len() <= LONGEST_CELL { writable } else { cut(writable, altered) }
}

/// Bytes of which nothing needs a second look. 0xEF begins U+FFFE and U+FFFF, among others.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x20..=0xee | 0xf0..)
}

fn visible<'a>(text: Cow<'a, str>, altered: &mut Altered) -> Cow<'a, str> {
    let unwritable = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let text = if text.contains('\r') {
        // XML reads each of these as one line feed; so does everybody who opens the file.
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    };
    if !text.contains(unwritable) {
        return text;
    }
    altered.cells_with_unwritable_characters += 1;
    Cow::Owned(text.replace(unwritable, "\u{fffd}"))
}

fn cut<'a>(text: Cow<'a, str>, altered: &mut Altered) -> Cow<'a, str> {
    if text.chars().map(char::len_utf16).sum::<usize>() <= LONGEST_CELL {
        return text;
    }
    altered.cells_cut += 1;
    let mut room = LONGEST_CELL - CUT.chars().map(char::len_utf16).sum::<usize>();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    let mut shorter: String = kept.collect();
    shorter.push_str(CUT);
    Cow::Owned(shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> (String, Altered) {
        let mut altered = Altered::default();
        (for_cell(text.into(), &mut altered).into_owned(), altered)
    }

    #[test]
    fn what_a_spreadsheet_would_run_stays_text() {
        for text in ["=1+1", "+1604", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(harmless(text.into()), format!("'{text}"));
        }
        assert_eq!(harmless("a=1".into()), "a=1");
    }

    #[test]
    fn a_cell_of_csv_is_made_harmless_first_and_then_cut_to_what_a_cell_holds() {
        let mut altered = Altered::default();
        let shown = for_csv_cell("=\0".repeat(LONGEST_CELL).into(), &mut altered);
        assert!(shown.starts_with("'=\u{fffd}=") && shown.ends_with(CUT));
        assert_eq!(shown.chars().count(), LONGEST_CELL);
        let once =
            Altered { cells_cut: 1, cells_with_unwritable_characters: 1, ..Altered::default() };
        assert_eq!(altered, once);
    }

    #[test]
    fn what_xml_cannot_write_is_shown_and_counted_once_a_cell() {
        let (shown, altered) = cell("a\0b\u{1b}c\u{ffff}d");
        assert_eq!(shown, "a\u{fffd}b\u{fffd}c\u{fffd}d");
        assert_eq!(altered.cells_with_unwritable_characters, 1);
        for fine in ["tab\tand\nline", "📞 \u{202e}x", "\u{feff}\u{fffd}", "ümläut", "\u{7f}"] {
            assert_eq!(cell(fine), (fine.to_owned(), Altered::default()));
        }
        assert_eq!(cell("one\r\ntwo\rthree"), ("one\ntwo\nthree".into(), Altered::default()));
    }

    #[test]
    fn a_cell_is_cut_only_when_it_is_too_long_and_then_as_little_as_can_be() {
        let longest = "x".repeat(LONGEST_CELL);
        assert_eq!(cell(&longest), (longest.clone(), Altered::default()));
        for (text, units) in [("x", 1), ("ä", 1), ("📞", 2)] {
            let (shown, altered) = cell(&text.repeat(40_000));
            assert_eq!(altered.cells_cut, 1);
            let length: usize = shown.chars().map(char::len_utf16).sum();
            assert!(shown.ends_with(CUT) && length <= LONGEST_CELL, "{length}");
            assert!(length > LONGEST_CELL - units, "{length}");
        }
        assert_eq!(cell(&"📞".repeat(16_383)).1, Altered::default());
    }
}
