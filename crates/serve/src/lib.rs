//! The API's own `POST /functions/v1/list-calls` on this machine, answered from the cache, so that
//! a script written for the service runs offline unchanged.
//!
//! It listens on 127.0.0.1 only, wants a bearer token of its own, and answers neither other hosts'
//! names nor other pages' scripts. Reading waits for no sync and stops none.

mod guard;
mod http;
mod reply;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use axum::serve::ListenerExt as _;
use offhook_engine::Profile;
use tokio_util::sync::CancellationToken;

/// A server that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
    token: String,
}

impl Server {
    /// Listens on 127.0.0.1; port 0 takes any that is free. The token is a new one at each start.
    ///
    /// # Errors
    /// The port is taken.
    pub fn listen(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let token = format!("local-{:032x}", rand::random::<u128>());
        Ok(Self { listener, port, token })
    }

    /// The address to connect to, without `/list-calls`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, http::BASE_PATH)
    }

    /// The bearer token that is accepted.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Answers until `stop` is told.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn answer(self, profile: Arc<Profile>, stop: &CancellationToken) -> io::Result<()> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?.tap_io(|stream| {
                // Small answers go out at once.
                let _ = stream.set_nodelay(true);
            });
            let server = axum::serve(listener, http::router(profile, self.token));
            tokio::select! {
                ended = server.into_future() => ended,
                () = stop.cancelled() => Ok(()),
            }
        })
    }
}
