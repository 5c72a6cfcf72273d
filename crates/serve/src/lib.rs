//! The list-calls API on this computer: the service's own `POST /functions/v1/list-calls`, answered
//! from the cache, so that a script written for the service runs offline unchanged.
//!
//! It listens on 127.0.0.1 alone, wants a bearer token of its own, and answers no page of another
//! site. The answers are those of [`Profile::list_calls`]; a sync, in this process or another,
//! shows in the next one.
//!
//! ```no_run
//! use offhook_engine::{Home, Profile, ProfileName};
//! use offhook_serve::Server;
//! use tokio_util::sync::CancellationToken;
//!
//! # fn main() -> Result<(), offhook_engine::Error> {
//! let profile = Profile::open(&Home::resolve(None)?, &ProfileName::default())?;
//! let server = Server::bind(profile, 0, None)?;
//! println!("{} {}", server.endpoint(), server.token().expose());
//! server.run(&CancellationToken::new())
//! # }
//! ```

mod admission;
mod body;
mod http;
mod reply;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use offhook_engine::{Error, Profile, Token};
use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;

/// Requests that read the cache at the same time; the others wait their turn.
const READERS: usize = 4;
/// How long a stop waits for the answers that are under way.
const GRACE: Duration = Duration::from_secs(2);

/// A port that is held, and what will be answered there.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    endpoint: String,
    token: Token,
    profile: Arc<Profile>,
}

impl Server {
    /// Takes a port of 127.0.0.1; 0 takes any that is free. Without a token it makes one up that
    /// nobody can guess.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] when the port cannot be had.
    pub fn bind(profile: Profile, port: u16, token: Option<Token>) -> Result<Self, Error> {
        let (listener, port) = listen(port).map_err(|error| {
            Error::InvalidSetting(format!(
                "port {port} of 127.0.0.1 cannot be used ({error}); choose another, or 0 for any that is free"
            ))
        })?;
        Ok(Self {
            listener,
            endpoint: format!("http://127.0.0.1:{port}{}", http::BASE_PATH),
            token: match token {
                Some(token) => token,
                None => made_up_token()?,
            },
            profile: Arc::new(profile),
        })
    }

    /// The address to connect to, without `/list-calls` and without a slash at its end.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The bearer token that requests must carry.
    #[must_use]
    pub const fn token(&self) -> &Token {
        &self.token
    }

    /// Answers until `stop` is cancelled, and then for at most two seconds more what has begun.
    ///
    /// # Errors
    /// [`Error::File`] when the system gives no means to wait for connections.
    pub fn run(self, stop: &CancellationToken) -> Result<(), Error> {
        let no_network =
            |error: io::Error| Error::File { path: "network".into(), reason: error.to_string() };
        let router = http::router(self.profile, self.token);
        let (runtime, listener) = runtime_for(self.listener).map_err(no_network)?;
        runtime.block_on(answer(listener, router, stop)).map_err(no_network)
    }
}

async fn answer(
    listener: tokio::net::TcpListener,
    router: Router,
    stop: &CancellationToken,
) -> io::Result<()> {
    let listener = listener.tap_io(|stream| {
        // An answer that leaves later is an answer all the same.
        let _ = stream.set_nodelay(true);
    });
    let server =
        axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    let end_of_grace = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = server.into_future() => ended,
        () = end_of_grace => Ok(()),
    }
}

fn listen(port: u16) -> io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// One thread for the connections, and the readers.
fn runtime_for(listener: TcpListener) -> io::Result<(Runtime, tokio::net::TcpListener)> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(READERS)
        .thread_name("serve")
        .build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    Ok((runtime, listener))
}

/// 256 bits from the system's generator.
fn made_up_token() -> Result<Token, Error> {
    let text = format!("serve-{:032x}{:032x}", rand::random::<u128>(), rand::random::<u128>());
    Token::new(&text).ok_or_else(|| Error::InvalidSetting("no token could be made up".to_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use offhook_engine::{Home, ProfileName};

    use super::*;

    fn profile(dir: &tempfile::TempDir) -> Profile {
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        Profile::open(&home, &ProfileName::default()).unwrap()
    }

    #[test]
    fn each_start_makes_up_a_token_of_its_own_unless_one_is_given() {
        let dir = tempfile::tempdir().unwrap();
        let tokens = [0, 1].map(|_| Server::bind(profile(&dir), 0, None).unwrap().token().clone());
        assert_ne!(tokens[0], tokens[1]);
        assert_eq!(tokens[0].expose().len(), "serve-".len() + 64);
        let given = Server::bind(profile(&dir), 0, Token::new("my-own")).unwrap();
        assert_eq!(given.token().expose(), "my-own");
    }

    #[test]
    fn a_port_that_is_taken_is_named_with_the_way_out() {
        let dir = tempfile::tempdir().unwrap();
        let first = Server::bind(profile(&dir), 0, None).unwrap();
        let port = first.listener.local_addr().unwrap().port();
        let message = Server::bind(profile(&dir), port, None).unwrap_err().to_string();
        assert!(message.contains(&format!("port {port} of 127.0.0.1")), "{message}");
        assert!(message.contains("0 for any that is free"), "{message}");
    }

    #[test]
    fn a_stop_ends_it_although_a_request_never_comes_to_its_end() {
        let dir = tempfile::tempdir().unwrap();
        let server = Server::bind(profile(&dir), 0, Token::new("secret")).unwrap();
        let address = server.listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || server.run(&stopped));
        let mut half = std::net::TcpStream::connect(address).unwrap();
        let head = "POST /functions/v1/list-calls HTTP/1.1\r\nHost: localhost\r\n\
            Authorization: Bearer secret\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n";
        half.write_all(head.as_bytes()).unwrap();
        let mut told = [0; 12];
        half.read_exact(&mut told).unwrap();
        assert_eq!(&told, b"HTTP/1.1 100", "it waits for the body");
        stop.cancel();
        thread.join().unwrap().unwrap();
    }
}
