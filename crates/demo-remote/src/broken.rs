//! Bodies that break: sent in part, without end, or growing when they are unpacked.

use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use flate2::{Compress, Compression, FlushCompress};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::time::Sleep;
use tokio_util::io::ReaderStream;

/// Long enough that what was written before the break has left for the client.
const BEFORE_BREAK: Duration = Duration::from_millis(30);
const CHUNK_BYTES: usize = 1 << 20;
/// With [`CHUNK_BYTES`], a gibibyte.
const CHUNKS: usize = 1 << 10;
/// A gzip header with no name, no time and no hints.
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/// Breaks at once, before hyper has flushed anything: the client sees a closed connection.
pub(crate) fn nothing() -> Body {
    Broken { current: Vec::new(), sent: 0, chunk: Vec::new(), chunks_left: 0, pause: None }.body()
}

/// These bytes, a moment, then the break.
pub(crate) fn after(bytes: Vec<u8>) -> Body {
    Broken::new(bytes, Vec::new(), 0).body()
}

/// JSON that begins well and goes on for a gibibyte.
pub(crate) fn huge() -> Body {
    Broken::new(beginning(), vec![b'x'; CHUNK_BYTES], CHUNKS).body()
}

/// The same, compressed by gzip.
pub(crate) fn gzip_bomb() -> Body {
    let mut head = GZIP_HEADER.to_vec();
    head.extend(deflated(&beginning()));
    Broken::new(head, deflated(&vec![b'x'; CHUNK_BYTES]), CHUNKS).body()
}

fn beginning() -> Vec<u8> {
    br#"{"calls":[],"total":0,"has_more":false,"padding":""#.to_vec()
}

/// Deflate blocks that refer to nothing before them, so that they can be repeated.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() / 50 + 1024);
    let outcome = Compress::new(Compression::best(), false).compress_vec(
        bytes,
        &mut packed,
        FlushCompress::Full,
    );
    debug_assert!(outcome.is_ok(), "deflate into memory does not fail");
    packed
}

/// Gives some bytes, then a chunk many times, then an error in place of an end.
struct Broken {
    current: Vec<u8>,
    /// How much of `current` was given.
    sent: usize,
    chunk: Vec<u8>,
    chunks_left: usize,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Broken {
    fn new(head: Vec<u8>, chunk: Vec<u8>, chunks_left: usize) -> Self {
        let pause = Some(Box::pin(tokio::time::sleep(BEFORE_BREAK)));
        Self { current: head, sent: 0, chunk, chunks_left, pause }
    }

    fn body(self) -> Body {
        Body::from_stream(ReaderStream::with_capacity(self, CHUNK_BYTES))
    }
}

impl AsyncRead for Broken {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.sent == self.current.len() && self.chunks_left > 0 {
            self.chunks_left -= 1;
            self.sent = 0;
            self.current = self.chunk.clone();
        }
        let rest = &self.current[self.sent..];
        if !rest.is_empty() {
            let now = rest.len().min(buffer.remaining());
            buffer.put_slice(&rest[..now]);
            self.sent += now;
            return Poll::Ready(Ok(()));
        }
        if let Some(pause) = &mut self.pause {
            std::task::ready!(pause.as_mut().poll(context));
        }
        Poll::Ready(Err(Error::from(ErrorKind::ConnectionReset)))
    }
}
