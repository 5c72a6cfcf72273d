//! Connecting a profile to an account: tried first, kept only when the server said yes.

use offhook_engine::{
    Client, Endpoint, Error, PageRequest, Profile, Settings, Timeouts, Token, TokenStore,
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

/// Tests the connection and keeps it: the address in the profile, the token in the keychain, or
/// in memory until the window closes where there is no keychain.
///
/// # Errors
/// As [`test`]; then nothing was changed.
pub(crate) fn keep(profile: &Profile, connection: &wire::Connection) -> Result<(), Error> {
    test(profile, connection)?;
    let endpoint = Some(endpoint(connection)?.to_string());
    profile.save_settings(&Settings { endpoint, ..profile.settings()? })?;
    let Some(token) = Token::new(&connection.token) else {
        return Ok(());
    };
    if profile.keep_token(&token, TokenStore::Keychain).is_err() {
        profile.keep_token_for_session(token);
    }
    Ok(())
}

fn endpoint(connection: &wire::Connection) -> Result<Endpoint, Error> {
    connection.endpoint.parse().map_err(|error| Error::InvalidSetting(format!("{error}")))
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
            Err(Error::InvalidSetting("another address needs its own token; enter it".to_owned()))
        };
    }
    let token = Token::new(&connection.token).ok_or_else(|| {
        Error::InvalidSetting("the token holds characters that no token has".to_owned())
    })?;
    Ok(Client::new(endpoint, token, Timeouts::default())?)
}
