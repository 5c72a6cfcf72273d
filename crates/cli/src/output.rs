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

/// Text from the server, safe to show on a terminal: control and direction-changing characters
/// could otherwise rewrite the screen.
pub(crate) fn terminal_safe(text: &str) -> String {
    let changes_direction = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if c.is_control() || changes_direction(c) { ' ' } else { c }).collect()
}
