//! `offhook serve`

use std::sync::Arc;

use offhook_engine::{Error, Profile};
use offhook_serve::Server;
use serde_json::json;

use super::cancel_on_signal;
use crate::args::ServeArgs;
use crate::output;

pub(super) fn run(profile: Profile, args: &ServeArgs) -> Result<(), Error> {
    let failed = |error: std::io::Error| Error::File {
        path: format!("port {}", args.port).into(),
        reason: error.to_string(),
    };
    let stop = cancel_on_signal();
    let server = Server::listen(args.port).map_err(failed)?;
    output::print(&json!({"endpoint": server.endpoint(), "token": server.token()}).to_string())?;
    output::say("Answering from the cache; stop with Ctrl-C");
    server.answer(Arc::new(profile), &stop).map_err(failed)
}
