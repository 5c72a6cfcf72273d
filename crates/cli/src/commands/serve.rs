//! `offhook serve`

use offhook_engine::{Error, Profile};
use offhook_model::RawFilter;
use offhook_serve::Server;
use serde_json::json;

use super::{cancel_on_signal, token_from_stdin};
use crate::args::ServeArgs;
use crate::output;

pub(super) fn run(profile: Profile, args: &ServeArgs) -> Result<(), Error> {
    let token = args.token_stdin.then(|| token_from_stdin("serve")).transpose()?;
    // A cache that cannot be read is better told now, and the first request finds it read.
    let calls = profile.list_calls(&RawFilter::default())?.total;
    let name = profile.name().clone();
    let server = Server::bind(profile, args.port, token)?;
    let stop = cancel_on_signal();
    let (endpoint, token) = (server.endpoint(), server.token().expose());
    output::print(&json!({"endpoint": endpoint, "token": token}).to_string())?;
    output::say(&format!("{calls} calls of profile \"{name}\"; stop with Ctrl-C"));
    server.run(&stop)
}
