//! Who may ask: whoever knows the token and speaks to this machine by its own name.

use axum::http::{HeaderMap, HeaderName, header};

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The request was meant for another host's name, or comes from another host's page.
    Foreign,
    /// There is no token, or not the right one.
    Unauthorized,
}

/// Lets a request through, or says why not. A page of another host could have its name point at
/// this machine, so names are looked at before tokens.
pub(crate) fn check(headers: &HeaderMap, token: &str) -> Result<(), Refusal> {
    let host_is_ours = text(headers, header::HOST).is_some_and(is_loopback);
    let page_is_ours = text(headers, header::ORIGIN).is_none_or(|origin| {
        origin.split_once("://").is_some_and(|(_, authority)| is_loopback(authority))
    });
    if !host_is_ours || !page_is_ours {
        return Err(Refusal::Foreign);
    }
    let given = text(headers, header::AUTHORIZATION).and_then(|text| text.strip_prefix("Bearer "));
    if given.is_some_and(|given| same(given.trim().as_bytes(), token.as_bytes())) {
        return Ok(());
    }
    Err(Refusal::Unauthorized)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

/// Whether `host` or `host:port` is a name of this machine to itself.
fn is_loopback(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let known = ["127.0.0.1", "[::1]"].contains(&host) || host.eq_ignore_ascii_case("localhost");
    known && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes as long wherever the two begin to differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(pairs: &[(HeaderName, &str)]) -> Result<(), Refusal> {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(name, value.parse().unwrap());
        }
        check(&headers, "secret")
    }

    #[test]
    fn only_this_machines_own_names_and_pages_get_an_answer() {
        let token = (header::AUTHORIZATION, "Bearer secret");
        for host in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:9", "[::1]"] {
            assert_eq!(checked(&[(header::HOST, host), token.clone()]), Ok(()), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example", "localhost:x", "", "10.0.0.1:80"] {
            let refused = checked(&[(header::HOST, host), token.clone()]);
            assert_eq!(refused, Err(Refusal::Foreign), "{host}");
        }
        let here = (header::HOST, "127.0.0.1");
        for (origin, answer) in [
            ("http://localhost:5173", Ok(())),
            ("https://evil.example", Err(Refusal::Foreign)),
            ("null", Err(Refusal::Foreign)),
        ] {
            let origin = (header::ORIGIN, origin);
            assert_eq!(checked(&[here.clone(), origin, token.clone()]), answer);
        }
    }

    #[test]
    fn the_token_must_be_the_very_one() {
        let here = (header::HOST, "127.0.0.1");
        assert_eq!(checked(std::slice::from_ref(&here)), Err(Refusal::Unauthorized));
        for wrong in ["Bearer secre", "Bearer secrets", "Basic secret", "secret", "Bearer "] {
            let given = (header::AUTHORIZATION, wrong);
            assert_eq!(checked(&[here.clone(), given]), Err(Refusal::Unauthorized), "{wrong}");
        }
    }
}
