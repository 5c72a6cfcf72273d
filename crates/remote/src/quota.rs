//! What the server's headers say of its request limit.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// The rate-limit headers of one answer; each may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// `X-RateLimit-Limit`: requests allowed in the window.
    pub limit: Option<u64>,
    /// `X-RateLimit-Remaining`: requests left in the window.
    pub remaining: Option<u64>,
    /// `X-RateLimit-Reset`: when the window ends, Unix seconds.
    pub reset_at_s: Option<i64>,
    /// `Date`: what the server's own clock showed, Unix seconds.
    pub answered_at_s: Option<i64>,
}

impl Quota {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        Self {
            limit: number(headers, "x-ratelimit-limit"),
            remaining: number(headers, "x-ratelimit-remaining"),
            reset_at_s: number(headers, "x-ratelimit-reset"),
            answered_at_s: date(headers, &DATE).map(|date| date.timestamp()),
        }
    }

    /// Whether the server speaks of a limit at all.
    #[must_use]
    pub const fn is_stated(&self) -> bool {
        self.limit.is_some() || self.remaining.is_some()
    }
}

fn number<N: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Option<N> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<DateTime<Utc>> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    Some(DateTime::parse_from_rfc2822(text).ok()?.to_utc())
}

/// `Retry-After` in either of its forms: seconds, or a date (RFC 9110, section 10.2.3). A date is
/// one of the server's clock; it is held against this computer's `now` only where the answer does
/// not tell its own.
pub(crate) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = date(headers, &RETRY_AFTER)?;
    let now = date(headers, &DATE).unwrap_or(now);
    Some((at - now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_retry_after_are_read() {
        let now = DateTime::parse_from_rfc3339("2026-02-18T06:00:00Z").unwrap().to_utc();
        let cases = [
            ("7", Some(7)),
            ("Wed, 18 Feb 2026 06:01:00 GMT", Some(60)),
            ("Wed, 18 Feb 2026 05:00:00 GMT", Some(0)),
            ("soon", None),
        ];
        for (text, seconds) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().unwrap());
            assert_eq!(retry_after(&headers, now), seconds.map(Duration::from_secs), "{text}");
        }
    }

    #[test]
    fn a_date_to_retry_at_is_held_against_the_servers_own_clock() {
        let our_clock_is_wrong = DateTime::<Utc>::UNIX_EPOCH;
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, "Wed, 18 Feb 2026 06:01:00 GMT".parse().unwrap());
        headers.insert(DATE, "Wed, 18 Feb 2026 06:00:30 GMT".parse().unwrap());
        let pause = retry_after(&headers, our_clock_is_wrong);
        assert_eq!(pause, Some(Duration::from_secs(30)));
        assert_eq!(Quota::read(&headers).answered_at_s, Some(1_771_394_430));
    }
}
