//! The way into the file: a large buffer, the hash of what went through, and an end to it when the
//! export is cancelled.

use std::io::{self, Write};

use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

const BUFFER_BYTES: usize = 256 * 1024;

/// Writes in large pieces; fails once `cancel` is told, so that a library in the middle of a long
/// work stops, too.
///
/// It fails once. What comes after a failure is thrown away without a word: some libraries try to
/// finish their file when they are dropped, and complain on standard error when they cannot.
pub(super) struct Watched<'a, W: Write> {
    out: W,
    buffer: Vec<u8>,
    hash: Option<Sha256>,
    cancel: &'a CancellationToken,
    failure: Option<io::Error>,
}

impl<'a, W: Write> Watched<'a, W> {
    pub(super) fn new(out: W, cancel: &'a CancellationToken, with_hash: bool) -> Self {
        let buffer = Vec::with_capacity(BUFFER_BYTES);
        Self { out, buffer, hash: with_hash.then(Sha256::new), cancel, failure: None }
    }

    /// Of all that was flushed, in hexadecimal; `None` when none was asked for.
    pub(super) fn sha256(self) -> Option<String> {
        Some(in_hexadecimal(&self.hash?.finalize()))
    }

    /// Why writing failed, in the system's own error: libraries wrap it on its way up.
    pub(super) fn failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    fn pass_on(&mut self) -> io::Result<()> {
        if self.failure.is_some() {
            self.buffer.clear();
            return Ok(());
        }
        let passed = self.try_to_pass_on();
        passed.map_err(|error| {
            let same = io::Error::from(error.kind());
            self.failure = Some(error);
            same
        })
    }

    fn try_to_pass_on(&mut self) -> io::Result<()> {
        if self.cancel.is_cancelled() {
            return Err(io::Error::other("cancelled"));
        }
        if let Some(hash) = &mut self.hash {
            hash.update(&self.buffer);
        }
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

pub(super) fn in_hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl<W: Write> Write for Watched<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.buffer.len() + bytes.len() > BUFFER_BYTES {
            self.pass_on()?;
        }
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        if self.failure.is_some() { Ok(()) } else { self.out.flush() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_what_was_written() {
        let cancel = CancellationToken::new();
        let mut file = Vec::new();
        let mut out = Watched::new(&mut file, &cancel, true);
        out.write_all(b"ab").unwrap();
        out.write_all(b"c").unwrap();
        out.flush().unwrap();
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            out.sha256().unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(file, b"abc");
    }

    #[test]
    fn after_a_cancel_nothing_more_is_written() {
        let cancel = CancellationToken::new();
        let mut file = Vec::new();
        let mut out = Watched::new(&mut file, &cancel, false);
        out.write_all(b"abc").unwrap();
        cancel.cancel();
        assert!(out.flush().is_err());
        assert!(out.write_all(b"more").and_then(|()| out.flush()).is_ok(), "it fails once");
        assert_eq!(out.failure().unwrap().to_string(), "cancelled");
        assert!(file.is_empty());
    }
}
