//! Tells whether a token belongs to the account whose calls are cached.

use offhook_model::Instant;
use offhook_remote::{Page, PageRequest};
use offhook_store::{Cache, StateKey};
use sha2::{Digest, Sha256};

use super::source::Source;
use crate::Error;

/// Checks a token that this cache has not been synced with before: its newest calls, or those
/// around our newest, must share something with the cache. Remembers it once it has passed.
/// Returns the requests sent.
pub(super) async fn check<S: Source>(
    cache: &Cache,
    source: &S,
    head: &Page,
    page_limit: u32,
) -> Result<u32, Error> {
    let fingerprint = fingerprint(cache, &source.account())?;
    if cache.state(StateKey::Account)?.as_ref() == Some(&fingerprint) {
        return Ok(0);
    }
    let mut requests = 0;
    if let Some((_, newest)) = cache.span()?
        && !shares_calls(cache, head)?
    {
        requests += 1;
        let around = source.page(&around(newest, page_limit)).await?;
        if !shares_calls(cache, &around)? {
            let everything = cache.believed_listed(Instant::MIN, Instant::MAX)?;
            return Err(Error::AccountMismatch { cached: everything });
        }
    }
    cache.set_state(StateKey::Account, Some(&fingerprint))?;
    Ok(requests)
}

fn shares_calls(cache: &Cache, page: &Page) -> Result<bool, Error> {
    Ok(cache.known_among(page.calls.iter().map(|call| call.id.as_str()))? > 0)
}

fn around(newest: Instant, limit: u32) -> PageRequest {
    const SECOND_US: i64 = 1_000_000;
    PageRequest { limit, to: Some(newest.plus_us(SECOND_US)), ..PageRequest::default() }
}

/// A salted hash, cut to 64 bits: enough to see a change, nothing to find the token by.
fn fingerprint(cache: &Cache, account: &str) -> Result<String, Error> {
    let salt = match cache.state(StateKey::AccountSalt)? {
        Some(salt) => salt,
        None => {
            let salt = format!("{:032x}", rand::random::<u128>());
            cache.set_state(StateKey::AccountSalt, Some(&salt))?;
            salt
        }
    };
    let hash = Sha256::digest(format!("{salt} {account}"));
    Ok(hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}
