//! The bearer token, kept out of logs and error messages by its type.

use std::fmt;

/// A bearer token. Its `Debug` form shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token as typed or pasted; space around it is dropped. `None` when nothing is left
    /// or when it holds characters that no HTTP header can carry.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        let usable = !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_graphic());
        usable.then(|| Self(trimmed.to_owned()))
    }

    /// The token itself, for the header and the keychain alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_shows_itself() {
        let token = Token::new(" secret-value\n").unwrap();
        assert_eq!(token.expose(), "secret-value");
        assert!(!format!("{token:?}").contains("secret"));
    }

    #[test]
    fn what_no_header_can_carry_is_no_token() {
        for text in ["", "  \n", "a b", "a\nb", "tökén"] {
            assert_eq!(Token::new(text), None, "{text:?}");
        }
    }
}
