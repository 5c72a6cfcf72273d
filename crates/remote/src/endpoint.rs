//! Where the list-calls function lives: an address we may send a token to.

use std::fmt;

use thiserror::Error;
use url::{Host, Url};

/// The address offered first. The service also answers under newer hosts, so it is a default only.
pub const DEFAULT_ENDPOINT: &str = "https://mtxbiyilvgwhbdptysex.supabase.co/functions/v1";

/// The base address, without `/list-calls`: `https`, or `http` to this machine alone.
///
/// ```
/// use offhook_remote::Endpoint;
/// let endpoint: Endpoint = "https://example.com/functions/v1/list-calls/".parse().unwrap();
/// assert_eq!(endpoint.to_string(), "https://example.com/functions/v1");
/// assert!("http://example.com/functions/v1".parse::<Endpoint>().is_err());
/// assert!("http://127.0.0.1:8080/functions/v1".parse::<Endpoint>().is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(Url);

/// An address that no token may be sent to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InvalidEndpoint {
    /// No URL at all, or none that names a host.
    #[error("\"{0}\" is not a web address; write it as https://host/functions/v1")]
    NotAUrl(String),
    /// Another scheme than https, or http to another machine.
    #[error(
        "{0} would send your token unencrypted; use https:// (http:// is allowed for this machine only)"
    )]
    Unencrypted(String),
    /// A user name, password, query or fragment in the address.
    #[error("the address must not contain a user name, a password, a query or a fragment")]
    Decorated,
}

impl Endpoint {
    /// Whether the address is this machine, so that nothing leaves it.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether what is sent there is encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The full address of the list-calls function.
    #[must_use]
    pub(crate) fn list_calls_url(&self) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}/list-calls", url.path().trim_end_matches('/')));
        url
    }
}

impl std::str::FromStr for Endpoint {
    type Err = InvalidEndpoint;

    fn from_str(text: &str) -> Result<Self, InvalidEndpoint> {
        let mut url = Url::parse(text.trim())
            .ok()
            .filter(Url::has_host)
            .ok_or_else(|| InvalidEndpoint::NotAUrl(text.trim().to_owned()))?;
        let decorated = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if decorated {
            return Err(InvalidEndpoint::Decorated);
        }
        let encrypted = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
        if !encrypted {
            return Err(InvalidEndpoint::Unencrypted(url.to_string()));
        }
        let path = url.path().trim_end_matches('/');
        let base = path.strip_suffix("/list-calls").unwrap_or(path).to_owned();
        url.set_path(&base);
        Ok(Self(url))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_or_local_addresses_pass() {
        for good in [
            DEFAULT_ENDPOINT,
            "http://localhost:8000/functions/v1",
            "http://[::1]:9/x",
            "https://h",
            " https://h/functions/v1/ ",
        ] {
            assert!(good.parse::<Endpoint>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "example.com",
            "http://example.com",
            "http://127.0.0.1.example.com/",
            "ftp://localhost/",
            "file:///etc/passwd",
            "https://user:pw@host/",
            "https://host/?a=b",
        ] {
            assert!(bad.parse::<Endpoint>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_function_is_found_whether_or_not_it_was_pasted_along() {
        for text in ["https://h/functions/v1", "https://h/functions/v1/list-calls"] {
            let endpoint: Endpoint = text.parse().unwrap();
            assert_eq!(endpoint.list_calls_url().as_str(), "https://h/functions/v1/list-calls");
        }
    }
}
