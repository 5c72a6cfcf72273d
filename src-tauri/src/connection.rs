//! Connecting a profile to an account: tried first, kept only when the server said yes.

use offhook_engine::{
    Client, Endpoint, Error, PageRequest, Profile, Refused, Settings, Timeouts, Token, TokenStore,
};

use crate::wire;

/// Asks the server for one call.
///
/// # Errors
/// What the server or the network answered, or why nothing could be asked.
pub(crate) fn test(
    profile: &Profile,
    connection: &wire::Connection,
) -> Result<wire::ConnectionReport, Error> {
    let client = client(profile, connection)?;
    let request = PageRequest { limit: 1, ..PageRequest::default() };
    let page = tauri::async_runtime::block_on(client.page(&request))?;
    Ok(wire::ConnectionReport { calls: page.total })
}

/// Tests the connection and keeps it: the address in the profile, the token in the place that was
/// chosen.
///
/// # Errors
/// As [`test`], and [`Error::KeychainRefused`] where the keychain was chosen and does not take the
/// token; then nothing was changed.
pub(crate) fn keep(profile: &Profile, connection: &wire::Connection) -> Result<(), Error> {
    test(profile, connection)?;
    let before = profile.settings()?;
    let token = Token::new(&connection.token);
    if token.is_some() && connection.place == wire::TokenPlace::Keychain {
        profile.try_keychain()?;
    }
    let endpoint = Some(endpoint(connection)?.to_string());
    if before.endpoint.is_some() && before.endpoint != endpoint {
        // A token goes to the address that it was given for, and nowhere else.
        profile.forget_token()?;
    }
    profile.save_settings(&Settings { endpoint, ..profile.settings()? })?;
    if let Some(token) = token {
        profile.keep_token(&token, store(connection.place))?;
    }
    Ok(())
}

const fn store(place: wire::TokenPlace) -> TokenStore {
    match place {
        wire::TokenPlace::Keychain => TokenStore::Keychain,
        wire::TokenPlace::Session => TokenStore::Session,
        wire::TokenPlace::File => TokenStore::File,
    }
}

fn refused(what: Refused, reason: impl Into<String>) -> Error {
    Error::Refused { what, reason: reason.into() }
}

fn endpoint(connection: &wire::Connection) -> Result<Endpoint, Error> {
    let refused = |error| refused(Refused::Endpoint, format!("{error}"));
    connection.endpoint.parse().map_err(refused)
}

/// A client for what was typed in; an empty token stands for the stored one, which goes to the
/// address it was stored for and nowhere else.
fn client(profile: &Profile, connection: &wire::Connection) -> Result<Client, Error> {
    let endpoint = endpoint(connection)?;
    if connection.token.trim().is_empty() {
        let stored_for = profile.settings()?.endpoint;
        return if stored_for == Some(endpoint.to_string()) {
            profile.client()
        } else {
            Err(refused(
                Refused::TokenOfOtherAddress,
                "another address needs its own token; enter it",
            ))
        };
    }
    let token = Token::new(&connection.token)
        .ok_or_else(|| refused(Refused::Token, "the token holds characters that no token has"))?;
    Ok(Client::new(endpoint, token, Timeouts::default())?)
}
