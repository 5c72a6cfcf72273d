//! `offhook connect`

use offhook_engine::{
    Error, PageRequest, Profile, Settings, Source, TOKEN_VARIABLE, TokenKept, TokenStore,
};

use super::{block_on, token_from_stdin};
use crate::args::{ConnectArgs, TokenPlace};
use crate::output;

pub(super) fn run(profile: &Profile, args: &ConnectArgs) -> Result<(), Error> {
    let before = profile.settings()?;
    let endpoint = args.endpoint.trim().to_owned();
    let mut settings = Settings { endpoint: Some(endpoint.clone()), ..before.clone() };
    if let Some(limit) = &args.rate_limit {
        settings.rate_limit = limit.parse()?;
    }
    let token = args.token_stdin.then(|| token_from_stdin("connect")).transpose()?;
    profile.save_settings(&settings)?;
    if before.endpoint.is_some_and(|before| before != endpoint) {
        forget_the_others(profile, before.token_kept)?;
    }
    if let Some(token) = token {
        profile.keep_token(&token, store(args.token_store))?;
    }
    if args.check {
        check(profile)?;
    }
    output::say(&format!(
        "Profile \"{}\" is connected to {endpoint}. {}",
        profile.name(),
        next(args)
    ));
    Ok(())
}

const fn store(place: TokenPlace) -> TokenStore {
    match place {
        TokenPlace::Keychain => TokenStore::Keychain,
        TokenPlace::File => TokenStore::File,
        TokenPlace::Session => TokenStore::Session,
    }
}

/// A token goes to the address that it was given for, and nowhere else.
fn forget_the_others(profile: &Profile, kept: TokenKept) -> Result<(), Error> {
    if matches!(kept, TokenKept::Keychain | TokenKept::File) {
        profile.forget_token()?;
        output::say("The token of the address before was forgotten; this one needs its own.");
    }
    Ok(())
}

fn next(args: &ConnectArgs) -> String {
    match args.token_store {
        TokenPlace::Session if args.token_stdin => format!(
            "The token was not stored: give it to each command by {TOKEN_VARIABLE} or --token-stdin"
        ),
        _ => "Next: offhook sync".to_owned(),
    }
}

fn check(profile: &Profile) -> Result<(), Error> {
    let client = profile.client()?;
    let request = PageRequest { limit: 1, ..PageRequest::default() };
    let page = block_on(Source::page(&client, &request))??;
    match page.total {
        Some(total) => output::say(&format!("The server answers and counts {total} calls.")),
        None => output::say("The server answers."),
    }
    Ok(())
}
