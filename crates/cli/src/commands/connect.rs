//! `offhook connect`

use std::io::{self, Read};

use offhook_engine::{Error, PageRequest, Profile, Settings, Source, Token, TokenStore};

use super::block_on;
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
        profile.keep_token(&token_from_stdin()?, place)?;
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

fn token_from_stdin() -> Result<Token, Error> {
    const LONGEST_BYTES: u64 = 64 * 1024;
    let mut text = String::new();
    let read = io::stdin().take(LONGEST_BYTES).read_to_string(&mut text);
    read.ok().and_then(|_| Token::new(&text)).ok_or_else(|| {
        Error::InvalidSetting(
            "standard input holds no token; write: printf %s \"$TOKEN\" | offhook connect …"
                .to_owned(),
        )
    })
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
