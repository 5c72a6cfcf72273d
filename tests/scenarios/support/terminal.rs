//! A real pseudo-terminal of a chosen width, with a command on it.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::Stdio;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::desk::{Desk, Outcome, end};

/// Runs a command whose standard output is a terminal of so many columns; gives what it wrote
/// there, byte for byte, and what it said on standard error.
pub(crate) fn on_terminal(desk: &Desk, args: &[&str], columns: u16) -> Outcome {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there are terminals");
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let size = Winsize { ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&master, size).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let path = std::ffi::OsStr::from_bytes(name.to_bytes());
    let theirs = OpenOptions::new().read(true).write(true).open(path).unwrap();
    let child = {
        // The command holds their side, and must be gone before its end can be seen on ours.
        let mut command = desk.command(args);
        command.stdout(Stdio::from(theirs)).spawn().expect("the binary starts")
    };
    let written = read_to_end(File::from(master));
    Outcome { stdout: written, ..end(child) }
}

/// Linux ends a terminal that nobody holds with an error, others with an end of file.
fn read_to_end(mut ours: File) -> String {
    let mut written = Vec::new();
    let mut part = [0; 4096];
    while let Ok(length @ 1..) = ours.read(&mut part) {
        written.extend_from_slice(&part[..length]);
    }
    String::from_utf8(written).expect("what it prints is UTF-8")
}
