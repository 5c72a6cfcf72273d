//! `offhook demo`

use offhook_demo_remote::{Config, DemoRemote};
use offhook_engine::Error;
use serde_json::json;

use crate::args::DemoArgs;
use crate::output;

pub(super) fn run(args: &DemoArgs) -> Result<(), Error> {
    let config =
        Config { port: args.port, calls: args.calls, seed: args.seed, ..Config::default() };
    let remote = DemoRemote::start(config).map_err(|error| cannot_listen(args.port, &error))?;
    output::print(&json!({"endpoint": remote.endpoint(), "token": remote.token()}).to_string())?;
    output::say(&format!("{} made-up calls; stop with Ctrl-C", args.calls));
    remote.wait();
    Ok(())
}

fn cannot_listen(port: u16, error: &std::io::Error) -> Error {
    Error::InvalidSetting(format!(
        "port {port} cannot be used ({error}); choose another with --port, or leave it out for any that is free"
    ))
}
