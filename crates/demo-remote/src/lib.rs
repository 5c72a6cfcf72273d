//! The stand-in for the list-calls service: the same contract over real HTTP, with made-up calls
//! and faults on demand.
//!
//! It shares no code with the rest of the house. Where it and the client agree, two independent
//! readings of the contract agree.
//!
//! ```
//! use offhook_demo_remote::{Config, DemoRemote, Fault};
//!
//! let remote = DemoRemote::start(Config { calls: 120, ..Config::default() })?;
//! assert!(remote.endpoint().starts_with("http://127.0.0.1:"));
//! assert_eq!(remote.calls().len(), 120);
//! remote.fail_next([Fault::Status500]);
//! remote.stop();
//! # Ok::<(), std::io::Error>(())
//! ```

mod broken;
mod config;
mod faults;
mod handle;
mod http;
mod ledger;
mod live;
mod made_up;
mod numbers;
mod pace;
mod people;
mod query;
mod reply;
mod rhythm;
mod row;
mod stamp;
mod story;
mod summaries;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Deref;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use axum::serve::ListenerExt as _;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tokio::runtime::{Builder, Runtime};

pub use config::{Bounds, Config, Order, RateLimit, Stamps, Total};
pub use faults::Fault;
pub use handle::Handle;
pub use ledger::Ledger;

/// A running stand-in server. It stops when dropped; open connections close with it.
///
/// Everything that can be done to it is on [`Handle`], which it dereferences to.
pub struct DemoRemote {
    endpoint: String,
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl DemoRemote {
    /// Makes up the calls, listens on 127.0.0.1 and answers from a thread of its own.
    ///
    /// # Errors
    /// The port is taken, or the system gives no thread.
    pub fn start(config: Config) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let token = config.token.clone().unwrap_or_else(|| made_up_token(config.seed));
        let handle = Handle::new(&config, token);
        let (ready, started) = channel();
        let served = handle.clone();
        let thread = std::thread::Builder::new()
            .name("demo-remote".into())
            .spawn(move || run(listener, &served, &config, &ready))?;
        started.recv().map_err(io::Error::other)??;
        let endpoint = format!("http://127.0.0.1:{port}{}", http::BASE_PATH);
        Ok(Self { endpoint, handle, thread: Some(thread) })
    }

    /// The address to connect to, without `/list-calls` and without a slash at its end.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The bearer token that the server accepts.
    #[must_use]
    pub fn token(&self) -> &str {
        self.handle.token()
    }

    /// A grip on the server that can be kept and cloned.
    #[must_use]
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Stops the server and closes its connections, whatever they are doing.
    pub fn stop(self) {
        drop(self);
    }

    /// Blocks until somebody stops the server through a [`Handle`].
    pub fn wait(mut self) {
        self.join();
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic in there was reported on stderr; there is nothing to add.
            let _ = thread.join();
        }
    }
}

impl Deref for DemoRemote {
    type Target = Handle;

    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for DemoRemote {
    fn drop(&mut self) {
        self.handle.request_stop();
        self.join();
    }
}

/// The server's thread. Dropping the runtime at its end drops every connection.
fn run(listener: TcpListener, handle: &Handle, config: &Config, ready: &Sender<io::Result<()>>) {
    let (runtime, listener) = match runtime_for(listener) {
        Ok(both) => both,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    let _ = ready.send(Ok(()));
    runtime.block_on(async {
        if config.live {
            let now_us = config.now.timestamp_micros();
            tokio::spawn(live::run(handle.clone(), now_us, config.seed));
        }
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let server = axum::serve(listener, http::router(handle.clone()));
        tokio::select! {
            _ = server.into_future() => {}
            () = handle.stop_requested() => {}
        }
    });
}

fn runtime_for(listener: TcpListener) -> io::Result<(Runtime, tokio::net::TcpListener)> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    Ok((runtime, listener))
}

/// A token nobody uses, always the same for a seed.
fn made_up_token(seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x70CE);
    format!("demo-{:016x}{:016x}", rng.random::<u64>(), rng.random::<u64>())
}
