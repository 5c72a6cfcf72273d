//! Who is answered: programs on this computer that carry the token, and no page of another site.
//!
//! A page in a browser can send requests to 127.0.0.1, and can make a name of its own stand for
//! that address (DNS rebinding). The first shows in `Origin`, the second in `Host`.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use offhook_engine::Token;
use subtle::ConstantTimeEq as _;

/// Why a request is not answered whatever it asks; `None` when it may go on.
pub(crate) fn refusal(uri: &Uri, headers: &HeaderMap) -> Option<&'static str> {
    let target = uri.authority().is_none_or(|authority| is_this_computer(authority.as_str()));
    if !target || !only_value(headers, header::HOST).is_some_and(is_this_computer) {
        return Some("Only requests to 127.0.0.1 or localhost by that name are answered");
    }
    let foreign = |origin: &HeaderValue| !origin.to_str().is_ok_and(is_local_origin);
    if headers.get_all(header::ORIGIN).iter().any(foreign) {
        return Some("Pages of other sites are not answered");
    }
    None
}

/// Whether the request carries the token. Takes as long for a nearly right one as for a wrong one.
pub(crate) fn carries(headers: &HeaderMap, token: &Token) -> bool {
    let Some(value) = only_value(headers, header::AUTHORIZATION) else { return false };
    let Some((scheme, given)) = value.split_once(' ') else { return false };
    let same = given.trim().as_bytes().ct_eq(token.expose().as_bytes());
    scheme.eq_ignore_ascii_case("bearer") && bool::from(same)
}

/// The header's value when it is there once, as text.
fn only_value(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// `http://localhost:5173` and its like.
fn is_local_origin(origin: &str) -> bool {
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    authority.is_some_and(is_this_computer)
}

/// `127.0.0.1`, `localhost` or `[::1]`, with any port: a tunnel may lead here from another one.
fn is_this_computer(authority: &str) -> bool {
    let name = match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => authority,
    };
    matches!(name, "127.0.0.1" | "[::1]") || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        let pair = |(name, value): &(header::HeaderName, &str)| {
            (name.clone(), HeaderValue::from_str(value).unwrap())
        };
        pairs.iter().map(pair).fold(HeaderMap::new(), |mut map, (name, value)| {
            map.append(name, value);
            map
        })
    }

    fn is_refused(target: &'static str, pairs: &[(header::HeaderName, &str)]) -> bool {
        refusal(&Uri::from_static(target), &headers(pairs)).is_some()
    }

    #[test]
    fn only_the_names_of_this_computer_are_hosts() {
        let ours = ["127.0.0.1", "127.0.0.1:8787", "localhost", "LocalHost:1", "[::1]", "[::1]:80"];
        for host in ours {
            assert!(!is_refused("/x", &[(header::HOST, host)]), "{host}");
        }
        let foreign = [
            "",
            "evil.example",
            "evil.example:8787",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "user@localhost",
            "localhost:80@evil.example",
            "::1",
            "[::1",
            "0.0.0.0",
            "127.0.0.1:8o",
            "192.168.1.5:8787",
        ];
        for host in foreign {
            assert!(is_refused("/x", &[(header::HOST, host)]), "{host}");
        }
        assert!(is_refused("/x", &[]), "no host at all");
        let twice = [(header::HOST, "localhost"), (header::HOST, "evil.example")];
        assert!(is_refused("/x", &twice));
        assert!(is_refused("http://evil.example/x", &[(header::HOST, "localhost")]));
    }

    #[test]
    fn an_origin_must_be_of_this_computer_when_there_is_one() {
        let host = (header::HOST, "127.0.0.1:8787");
        for origin in ["http://localhost:5173", "https://127.0.0.1", "http://[::1]:3000"] {
            assert!(!is_refused("/x", &[host.clone(), (header::ORIGIN, origin)]), "{origin}");
        }
        for origin in
            ["null", "", "https://evil.example", "http://localhost.evil.example", "file://"]
        {
            assert!(is_refused("/x", &[host.clone(), (header::ORIGIN, origin)]), "{origin}");
        }
    }

    #[test]
    fn the_token_must_be_whole_and_in_its_place() {
        let token = Token::new("secret").unwrap();
        let given = |value| carries(&headers(&[(header::AUTHORIZATION, value)]), &token);
        for value in ["Bearer secret", "bearer secret", "Bearer  secret"] {
            assert!(given(value), "{value}");
        }
        for value in
            ["secret", "Bearer", "Bearer ", "Bearer secre", "Bearer secret1", "Basic secret"]
        {
            assert!(!given(value), "{value}");
        }
        assert!(!carries(&HeaderMap::new(), &token));
    }
}
