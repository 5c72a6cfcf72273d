//! A query text cut into pieces: bare words, quoted phrases, fields with their values.

/// One piece of the text.
pub(super) struct Piece<'t> {
    /// First byte, a minus included.
    pub(super) start: usize,
    /// Byte behind the piece.
    pub(super) end: usize,
    /// Whether a minus stands before it.
    pub(super) negated: bool,
    /// As typed, the minus aside.
    pub(super) text: &'t str,
    pub(super) body: Body<'t>,
}

pub(super) enum Body<'t> {
    Bare,
    Quoted { value: String, closed: bool },
    Field { name: &'t str, value: String, quoted: bool, closed: bool },
}

/// Every piece, in order; between them there is nothing but white space.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + (rest.len() - rest.trim_start().len());
        let piece = piece(text, start)?;
        at = piece.end;
        Some(piece)
    })
}

/// Straight and curly quotes alike: keyboards put in what they like.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

fn piece(text: &str, start: usize) -> Option<Piece<'_>> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    let negated = rest
        .strip_prefix('-')
        .and_then(|behind| behind.chars().next())
        .is_some_and(|next| !next.is_whitespace());
    let body_start = start + usize::from(negated);
    let rest = text.get(body_start..)?;
    let (body, length) = body(rest);
    let end = body_start + length;
    Some(Piece { start, end, negated, text: text.get(body_start..end)?, body })
}

/// What the text begins with, and how many bytes it takes.
fn body(rest: &str) -> (Body<'_>, usize) {
    if rest.starts_with(is_quote) {
        let (value, closed, length) = quoted(rest);
        return (Body::Quoted { value, closed }, length);
    }
    match field(rest) {
        Some(found) => found,
        None => (Body::Bare, word_length(rest)),
    }
}

fn field(rest: &str) -> Option<(Body<'_>, usize)> {
    let (name, behind) = rest.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    // An address such as https://… is a word.
    if !is_name || behind.starts_with("//") {
        return None;
    }
    let value_start = name.len() + 1;
    if behind.starts_with(is_quote) {
        let (value, closed, length) = quoted(behind);
        return Some((Body::Field { name, value, quoted: true, closed }, value_start + length));
    }
    let length = word_length(behind);
    let value = behind.get(..length)?.to_owned();
    Some((Body::Field { name, value, quoted: false, closed: true }, value_start + length))
}

fn word_length(rest: &str) -> usize {
    rest.find(char::is_whitespace).unwrap_or(rest.len())
}

/// What stands between the quote that the text begins with and the next one, whether there is a
/// next one, and the bytes of all that. A backslash takes the meaning from a quote or a backslash.
fn quoted(rest: &str) -> (String, bool, usize) {
    let mut value = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let literal = (c == '\\')
            .then(|| chars.next_if(|(_, next)| is_quote(*next) || *next == '\\'))
            .flatten();
        match literal {
            Some((_, next)) => value.push(next),
            None if is_quote(c) => return (value, true, at + c.len_utf8()),
            None => value.push(c),
        }
    }
    (value, false, rest.len())
}

/// The value in quotes, such that [`pieces`] reads exactly this value.
pub(super) fn in_quotes(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for c in value.chars() {
        if is_quote(c) || c == '\\' {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}
