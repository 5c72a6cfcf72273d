//! Text cut into the tokens that are searched: one way for the index, the words typed, names,
//! notes and highlights.
//!
//! A token is a run of letters and digits with the marks inside it, in lower case and without
//! accents. Han, Hiragana and Katakana are written without spaces: there every character is a
//! token, and a word is a sequence of them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// One searchable token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// Lower case, without accents; letters and digits only, never empty.
    pub folded: Cow<'t, str>,
    /// First byte of the token in the text.
    pub start: usize,
    /// Byte behind the token in the text.
    pub end: usize,
}

/// The tokens of a text, in order.
///
/// ```
/// use offhook_model::fold::tokens;
/// let found: Vec<_> = tokens("Zürich, Straße 7").map(|token| token.folded.into_owned()).collect();
/// assert_eq!(found, ["zurich", "strasse", "7"]);
/// ```
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    Tokens { text, at: 0 }
}

/// The tokens joined by single spaces: what the full-text index is fed with. Every ASCII character
/// in it is a lower-case letter, a digit or the space, so that SQLite's plain `ascii` tokenizer
/// finds exactly these tokens.
///
/// ```
/// use offhook_model::fold::folded;
/// assert_eq!(folded("Crème brûlée—E-Mail"), "creme brulee e mail");
/// assert_eq!(folded("退款 OK"), "退 款 ok");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for token in tokens(text) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&token.folded);
    }
    joined
}

struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let (skipped, first) = rest.char_indices().find(|(_, c)| c.is_alphanumeric())?;
            let start = self.at + skipped;
            let run = self.text.get(start..)?;
            let (length, folded) = if stands_alone(first) {
                (length_with_marks(run), fold_alone(first))
            } else {
                let length = run_length(run);
                (length, fold(run.get(..length)?))
            };
            self.at = start + length;
            // A lone vowel point counts as a letter and folds to nothing.
            if !folded.is_empty() {
                return Some(Token { folded, start, end: self.at });
            }
        }
    }
}

/// Bytes of the first character and the marks upon it.
fn length_with_marks(run: &str) -> usize {
    let mark_ends = |c: char| !is_combining_mark(c);
    run.char_indices().skip(1).find(|(_, c)| mark_ends(*c)).map_or(run.len(), |(at, _)| at)
}

/// Bytes up to the first character that is no part of the word.
fn run_length(run: &str) -> usize {
    let inside = |c: char| (c.is_alphanumeric() && !stands_alone(c)) || is_combining_mark(c);
    run.char_indices().find(|(_, c)| !inside(*c)).map_or(run.len(), |(at, _)| at)
}

/// A sign that stands for two (ゟ for より) stays as it is, for it has to be one token.
fn fold_alone(c: char) -> Cow<'static, str> {
    let folded: String = fold_char(c).filter(|c| is_kept(*c)).collect();
    Cow::Owned(if folded.chars().count() > 1 { c.to_string() } else { folded })
}

fn fold(run: &str) -> Cow<'_, str> {
    if run.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(run);
    }
    let mut folded = String::with_capacity(run.len());
    for c in run.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            folded.extend(fold_char(c).filter(|c| is_kept(*c)));
        }
    }
    Cow::Owned(spelled_out(folded))
}

/// Decomposed, lower case, decomposed again: either step can make work for the other.
fn fold_char(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkd().flat_map(char::to_lowercase).nfkd()
}

/// Accents and points go; vowel signs that stand on their own, as in Devanagari, stay.
fn is_kept(c: char) -> bool {
    c.is_alphanumeric() && canonical_combining_class(c) == 0
}

/// Letters that Unicode does not take apart, although readers do.
fn spelled_out(folded: String) -> String {
    if folded.chars().all(|c| spelling(c).is_none()) {
        return folded;
    }
    let mut spelled = String::with_capacity(folded.len() + 1);
    for c in folded.chars() {
        match spelling(c) {
            Some(letters) => spelled.push_str(letters),
            None => spelled.push(c),
        }
    }
    spelled
}

const fn spelling(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Whether the character folds to one of a script that is written without spaces.
fn stands_alone(c: char) -> bool {
    !c.is_ascii() && (is_unspaced(c) || (is_compatibility(c) && fold_char(c).any(is_unspaced)))
}

/// Circled, bracketed and halfwidth characters, which decompose to others.
const fn is_compatibility(c: char) -> bool {
    matches!(c, '\u{3190}'..='\u{33FF}' | '\u{FE30}'..='\u{FFEF}' | '\u{1F100}'..='\u{1F2FF}')
}

/// Han, Hiragana and Katakana.
const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{2E80}'..='\u{2FDF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{3029}'
            | '\u{3031}'..='\u{30FF}'
            | '\u{31F0}'..='\u{31FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{1AFF0}'..='\u{1B16F}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.folded.into_owned()).collect()
    }

    #[test]
    fn letters_are_folded_in_every_script() {
        let cases: [(&str, &[&str]); 16] = [
            ("", &[]),
            ("—!? 👍", &[]),
            ("Refund REFUND refund", &["refund", "refund", "refund"]),
            ("don't e-mail", &["don", "t", "e", "mail"]),
            ("Größe GRÖSSE ẞ", &["grosse", "grosse", "ss"]),
            ("Cafe\u{301} Café", &["cafe", "cafe"]),
            ("İstanbul ıssız", &["istanbul", "issiz"]),
            ("ΟΔΟΣ οδός", &["οδοσ", "οδοσ"]),
            ("Łódź Ærø œuvre", &["lodz", "aero", "oeuvre"]),
            ("ﬁne Ｆｕｌｌ １２ m² Ⅳ", &["fine", "full", "12", "m2", "iv"]),
            ("退款。返金", &["退", "款", "返", "金"]),
            ("ガスｶﾞ", &["カ", "ス", "カ"]),
            ("한국어", &["\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}\u{110b}\u{1165}"]),
            ("हिन्दी", &["हिनदी"]),
            ("שָׁלוֹם", &["שלום"]),
            ("Ёлка Йод", &["елка", "иод"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_cover_the_word_with_its_marks() {
        let text = "a e\u{301}te\u{301}! 退\u{fe00}款";
        let covered: Vec<&str> = tokens(text).map(|token| &text[token.start..token.end]).collect();
        assert_eq!(covered, ["a", "e\u{301}te\u{301}", "退\u{fe00}", "款"]);
    }

    #[test]
    fn every_character_folds_to_tokens_that_fold_to_themselves() {
        for c in '\0'..=char::MAX {
            for token in tokens(&format!("{c}{c}x")) {
                assert_eq!(words(&token.folded), [token.folded.as_ref()], "{c} U+{:04X}", c as u32);
                assert!(token.folded.chars().all(char::is_alphanumeric), "U+{:04X}", c as u32);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_ordered_stable_and_plain(text in "\\PC{0,40}|[a-cA-Cßİé\u{301}退ガ️ -]{0,20}") {
            let mut behind = 0;
            for token in tokens(&text) {
                proptest::prop_assert!(token.start >= behind && token.end > token.start);
                proptest::prop_assert!(text.get(token.start..token.end).is_some());
                proptest::prop_assert_eq!(words(&token.folded), vec![token.folded.to_string()]);
                behind = token.end;
            }
            let once = folded(&text);
            proptest::prop_assert!(once.bytes().all(|byte| !byte.is_ascii()
                || byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' '));
            proptest::prop_assert_eq!(folded(&once), once);
        }
    }
}
