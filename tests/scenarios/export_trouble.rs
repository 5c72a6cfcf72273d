//! Exports in trouble: a full disk, a kill, Ctrl-C, a reader that goes away. The old file stays
//! whole and nothing half-written takes its place.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use offhook_demo_remote::DemoRemote;
use offhook_engine::{CsvFor, ExportFormat, ExportOptions};
use offhook_model::{Code, Filter};
use tokio_util::sync::CancellationToken;

#[cfg(unix)]
use crate::support::signal;
use crate::support::{Desk, ShiftedClock, end, names_in, settled, start};

const FORMATS: [&str; 5] = ["xlsx", "csv", "json", "ndjson", "parquet"];
const CALLS: usize = 6_000;

fn synced() -> (DemoRemote, Desk) {
    let remote = start(settled(CALLS));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    fs::create_dir(desk.path("exports")).unwrap();
    (remote, desk)
}

/// The command of an export over a file that exists.
fn over_an_old_file(desk: &Desk, format: &str) -> Command {
    let file = desk.path("exports/calls");
    fs::write(&file, "the old file").unwrap();
    let path = file.to_str().unwrap();
    desk.command(&["export", "--format", format, "--output", path, "--overwrite"])
}

#[track_caller]
fn assert_only_the_old_file(desk: &Desk, when: &str) {
    assert_eq!(names_in(&desk.path("exports")), ["calls"], "{when}");
    assert_eq!(fs::read(desk.path("exports/calls")).unwrap(), b"the old file", "{when}");
}

/// The same command with no file of it larger than so many blocks of 512 bytes. The signal that
/// would end the process is ignored, so that it meets the error instead, as on a full disk.
fn with_small_files(command: &Command, blocks: u32) -> Command {
    let mut limited = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    limited.args(["-c", &script, "sh"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    limited
}

#[test]
fn a_disk_that_fills_up_half_way_is_told_in_words_and_leaves_the_old_file_whole() {
    let (_remote, desk) = synced();
    for format in FORMATS {
        let command = over_an_old_file(&desk, format);
        let mut limited = with_small_files(&command, 100);
        let outcome = end(limited.spawn().unwrap()).assert_code(1);
        assert!(outcome.stderr.contains("the disk is full; free some space"), "{outcome:?}");
        assert!(!outcome.stderr.contains("panicked"), "{outcome:?}");
        assert_only_the_old_file(&desk, format);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_told_in_words() {
    let (_remote, desk) = synced();
    for format in FORMATS {
        let mut command = desk.command(&["export", "--format", format, "--output", "-"]);
        command.stdout(File::options().write(true).open("/dev/full").unwrap());
        let outcome = end(command.spawn().unwrap()).assert_code(1);
        assert!(outcome.stderr.contains("standard output failed: the disk is full"), "{outcome:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let (_remote, desk) = synced();
    let mut child = desk.spawn(&["export", "--format", "ndjson", "--output", "-"]);
    drop(child.stdout.take());
    end(child).assert_code(0);
}

/// Waits until the export has begun its file; says no when it has ended before that was seen.
fn has_begun(export: &mut Child, folder: &Path) -> bool {
    let patience = Instant::now() + Duration::from_secs(30);
    while !names_in(folder).iter().any(|name| name.ends_with(".part")) {
        assert!(Instant::now() < patience, "the export begins no file");
        if export.try_wait().unwrap().is_some() {
            return false;
        }
    }
    true
}

/// Kills an export half way. On a busy machine one may be over before it can be killed: then
/// another is begun.
fn killed_half_way(desk: &Desk, format: &str) {
    for _ in 0..20 {
        let mut export = over_an_old_file(desk, format).spawn().unwrap();
        let begun = has_begun(&mut export, &desk.path("exports"));
        export.kill().unwrap();
        if end(export).code.is_none() && begun {
            return;
        }
    }
    panic!("{format}: no export could be killed half way");
}

#[test]
fn a_killed_export_leaves_the_old_file_whole_and_the_next_one_tidies_up() {
    let (_remote, desk) = synced();
    let folder = desk.path("exports");
    for format in FORMATS {
        killed_half_way(&desk, format);
        assert_eq!(fs::read(folder.join("calls")).unwrap(), b"the old file");
        for name in names_in(&folder).iter().filter(|name| name.ends_with(".part")) {
            let long_ago = SystemTime::now() - Duration::from_secs(60);
            let left = File::options().write(true).open(folder.join(name)).unwrap();
            left.set_modified(long_ago).unwrap();
        }
        end(over_an_old_file(&desk, format).spawn().unwrap()).assert_code(0);
        let names = names_in(&folder);
        assert!(!names.iter().any(|name| name.ends_with(".part")), "{names:?}");
    }
}

#[test]
fn a_cancel_at_any_moment_leaves_the_old_file_whole_and_nothing_beside_it() {
    let (_remote, desk) = synced();
    let profile = desk.profile();
    let file = desk.path("exports/calls");
    let forms = [
        ExportFormat::Xlsx,
        ExportFormat::Csv(CsvFor::Excel),
        ExportFormat::Json,
        ExportFormat::Ndjson,
        ExportFormat::Parquet,
    ];
    for format in forms {
        for at_the_end in [false, true] {
            fs::write(&file, "the old file").unwrap();
            let cancel = CancellationToken::new();
            let mut told = 0;
            let mut observe = |progress: &offhook_engine::ExportProgress| {
                told += 1;
                assert!(progress.rows <= progress.total && progress.total == CALLS as u64);
                if progress.finishing == at_the_end {
                    cancel.cancel();
                }
            };
            let options = ExportOptions { overwrite: true, ..ExportOptions::new(format) };
            let (filter, clock) = (Filter::everything(), ShiftedClock::default());
            let stopped = profile
                .export(&filter, &options, &file, &clock, &cancel, &mut observe)
                .unwrap_err();
            assert_eq!(stopped.code(), Code::Cancelled, "{stopped}");
            assert!(stopped.to_string().contains("nothing was written"), "{stopped}");
            assert!(told > 0);
            assert_only_the_old_file(&desk, &format!("{format:?}, at the end: {at_the_end}"));
        }
    }
}

#[test]
fn ctrl_c_and_a_polite_kill_end_an_export_cleanly() {
    let (_remote, desk) = synced();
    for name in ["-INT", "-TERM"] {
        // A pipe that nobody reads holds the export until the signal has come.
        let child = desk.spawn(&["export", "--format", "ndjson", "--output", "-"]);
        std::thread::sleep(Duration::from_millis(400));
        signal(name, &child);
        let outcome = end(child).assert_code(1);
        assert!(outcome.stderr.contains("the export was stopped"), "{outcome:?}");
    }
}

#[test]
fn a_file_or_manifest_that_exists_is_kept_unless_it_may_be_overwritten() {
    let (_remote, desk) = synced();
    for format in FORMATS {
        let file = desk.path(&format!("exports/kept.{format}"));
        let path = file.to_str().unwrap();
        fs::write(&file, "mine").unwrap();
        let base = ["export", "--format", format, "--output", path];
        let refused = desk.run(&base).assert_code(1);
        assert!(refused.stderr.contains(path) && refused.stderr.contains("--overwrite"));
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        desk.run(&[&base[..], &["--overwrite"]].concat()).assert_code(0);
        assert_ne!(fs::read(&file).unwrap(), b"mine");
    }
    fs::remove_file(desk.path("exports/kept.csv")).unwrap();
    let path = desk.path("exports/kept.csv");
    let refused = desk.run(&["export", "--format", "csv", "--output", path.to_str().unwrap()]);
    assert!(refused.assert_code(1).stderr.contains("kept.csv.manifest.json"));
    assert!(!path.exists());
}

/// Windows refuses to replace it, and the message then says what to do; elsewhere that program goes
/// on with what it has opened.
#[test]
fn a_file_that_another_program_has_open_is_replaced_and_stays_whole_for_that_program() {
    let (_remote, desk) = synced();
    let command = over_an_old_file(&desk, "csv");
    let file = desk.path("exports/calls");
    let mut opened = File::open(&file).unwrap();
    end({ command }.spawn().unwrap()).assert_code(0);
    let mut seen = String::new();
    opened.read_to_string(&mut seen).unwrap();
    assert_eq!(seen, "the old file");
    assert!(fs::metadata(&file).unwrap().len() > 100_000);
}

#[test]
fn a_folder_is_no_place_for_a_file() {
    let (_remote, desk) = synced();
    let folder = desk.path("exports");
    let path = folder.to_str().unwrap();
    let flags = ["export", "--format", "csv", "--output", path, "--overwrite"];
    let refused = desk.run(&flags).assert_code(1);
    assert!(refused.stderr.contains("it is a folder"), "{refused:?}");
    assert!(names_in(&folder).is_empty());
}
