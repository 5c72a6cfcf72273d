//! `offhook connect`

use offhook_engine::{Error, PageRequest, Profile, Settings, Source, TokenStore};

use super::{block_on, token_from_stdin};
use crate::args::{ConnectArgs, TokenPlace};
use crate::output;

pub(super) fn run(profile: &Profile, args: &ConnectArgs) -> Result<(), Error> {
    let mut settings =
        Settings { endpoint: Some(args.endpoint.trim().to_owned()), ..profile.settings()? };
    if let Some(limit) = &args.rate_limit {
        settings.rate_limit = limit.parse()?;
    }
    profile.save_settings(&settings)?;
    if args.token_stdin {
        let place = match args.token_store {
            TokenPlace::Keychain => TokenStore::Keychain,
            TokenPlace::File => TokenStore::File,
        };
        profile.keep_token(&token_from_stdin("connect")?, place)?;
    }
    if args.check {
        check(profile)?;
    }
    output::say(&format!(
        "Profile \"{}\" is connected to {}. Next: offhook sync",
        profile.name(),
        args.endpoint.trim()
    ));
    Ok(())
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
