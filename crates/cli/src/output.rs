//! Writing to the terminal: data, words, and progress that only a terminal sees.

use std::io::{self, IsTerminal, Write};

use offhook_engine::Error;

/// Says something to the person, on stderr.
pub(crate) fn say(text: &str) {
    // A closed stderr is no reason to fail.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Prints one line of data to stdout.
pub(crate) fn print_line(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Prints data. A reader that went away (`offhook list | head`) is no failure.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    match print_line(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::File { path: "standard output".into(), reason: error.to_string() })
        }
        _ => Ok(()),
    }
}

/// One line of progress that rewrites itself; silent when stderr is no terminal.
pub(crate) struct ProgressLine {
    shown: bool,
    enabled: bool,
}

impl ProgressLine {
    pub(crate) fn new() -> Self {
        Self { shown: false, enabled: io::stderr().is_terminal() }
    }

    pub(crate) fn show(&mut self, text: &str) {
        if self.enabled {
            let _ = write!(io::stderr(), "\r\x1b[2K{text}");
            self.shown = true;
        }
    }

    pub(crate) fn clear(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
            self.shown = false;
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.clear();
    }
}

/// How many columns the terminal has that stdout is; `None` where it is none.
pub(crate) fn terminal_width() -> Option<usize> {
    const UNKNOWN: usize = 80;
    let out = io::stdout();
    if !out.is_terminal() {
        return None;
    }
    let width = terminal_size::terminal_size_of(out).map(|(width, _)| usize::from(width.0));
    Some(width.filter(|columns| *columns > 0).unwrap_or(UNKNOWN))
}

/// Text from the server, safe to show on a terminal.
pub(crate) fn terminal_safe(text: &str) -> String {
    text.chars().map(|c| if is_dangerous(c) { ' ' } else { c }).collect()
}

/// Prints a JSON text. On a terminal what is dangerous there is written as an escape, which is the
/// same value; JSON has such characters in its strings only.
pub(crate) fn print_json(json: &str) -> Result<(), Error> {
    if !io::stdout().is_terminal() {
        return print(json);
    }
    print(&escaped(json))
}

fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if is_dangerous(c) && !matches!(c, '\n' | '\r' | '\t') {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

/// Control, line-breaking and direction-changing characters could rewrite the screen.
fn is_dangerous(c: char) -> bool {
    let changes_direction = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || changes_direction || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_json_is_the_same_value_and_harmless() {
        let value = serde_json::json!({"a\u{7f}": "\u{1b}[2J \u{9b}31m \u{202e}x\u{2028} é退👍\n"});
        let text = escaped(&value.to_string());
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
        assert!(!text.chars().any(is_dangerous), "{text}");
        assert!(text.contains("é退👍"), "{text}");
    }
}
