//! Runs other programs so that none of them can outlive or hang a run.
//!
//! A WebDriver that is killed leaves the window it opened, and that window keeps the pipes of
//! whoever started it open for ever. So a guarded step is the leader of a process group of its
//! own, has a time limit, and its whole group is killed by id when it ends. Should xtask itself
//! be killed (Ctrl-C), a pipe it holds closes, and a watcher inside the group ends the group.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running step is looked at.
const POLL: Duration = Duration::from_millis(50);

/// Waits on fd 3, which ends when xtask ends, and takes the group (`$$` is its leader) along.
/// The step itself reads nothing.
#[cfg(unix)]
const WATCHED: &str = r#"
exec 3<&0 </dev/null
(cat <&3 >/dev/null 2>&1; kill -s KILL -- -$$) &
exec 3<&-
"$@"
"#;

/// A program with its words, ready to start in the repository's root.
pub(crate) fn command<S: AsRef<OsStr>>(
    program: &str,
    args: impl IntoIterator<Item = S>,
) -> Command {
    let mut command = Command::new(program_on_this_system(program));
    command.args(args).current_dir(crate::paths::root());
    command
}

/// npm and npx are `.cmd` files on Windows, which are not found without their ending.
fn program_on_this_system(program: &str) -> String {
    if cfg!(windows) && matches!(program, "npm" | "npx") {
        format!("{program}.cmd")
    } else {
        program.to_owned()
    }
}

/// The program's standard output when it can be started and succeeds.
pub(crate) fn output_of(program: &str, args: &[&str]) -> Option<String> {
    let mut command = command(program, args);
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(text)
}

/// Runs to the end with this terminal, in the same process group, without a time limit: for what
/// a person watches (installing, the open window) and may stop with Ctrl-C.
///
/// # Errors
/// Says which program could not be started or how it ended.
pub(crate) fn run_in_foreground(command: &mut Command) -> Result<(), String> {
    let name = name_of(command);
    let status = command.status().map_err(|e| format!("`{name}` could not be started: {e}"))?;
    succeeded(&name, status)
}

/// Runs in a process group of its own for at most `limit`, then kills what is left of the group.
///
/// # Errors
/// Says which program could not be started, how it ended, or that its time was over.
pub(crate) fn run_guarded(command: &Command, limit: Duration) -> Result<(), String> {
    let name = name_of(command);
    let mut child =
        grouped(command).spawn().map_err(|e| format!("`{name}` could not be started: {e}"))?;
    let ended = wait_at_most(&mut child, limit);
    kill_group(&mut child);
    match ended {
        Some(status) => succeeded(&name, status),
        None => Err(format!("`{name}` was stopped: not done after {} s", limit.as_secs())),
    }
}

fn name_of(command: &Command) -> String {
    Path::new(command.get_program()).display().to_string()
}

fn succeeded(name: &str, status: ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("`{name}` ended with {status}")) }
}

/// `None` when the time is over and it still runs.
fn wait_at_most(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if started.elapsed() < limit => thread::sleep(POLL),
            Ok(None) | Err(_) => return None,
        }
    }
}

#[cfg(unix)]
fn grouped(command: &Command) -> Command {
    use std::os::unix::process::CommandExt;

    let mut watched = Command::new("sh");
    watched.args(["-c", WATCHED, "sh"]).arg(command.get_program()).args(command.get_args());
    for (key, value) in command.get_envs() {
        match value {
            Some(value) => watched.env(key, value),
            None => watched.env_remove(key),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        watched.current_dir(folder);
    }
    watched.stdin(Stdio::piped()).process_group(0);
    watched
}

#[cfg(unix)]
fn kill_group(child: &mut Child) {
    // The standard library can signal one process, not a group; `kill` of sh can.
    let group = child.id().to_string();
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -s KILL -- -\"$1\"", "sh", &group]).stderr(Stdio::null());
    // An error here only says that the whole group has ended already.
    let _ = kill.status();
    let _ = child.wait();
}

#[cfg(not(unix))]
fn grouped(command: &Command) -> Command {
    let mut plain = Command::new(command.get_program());
    plain.args(command.get_args()).stdin(Stdio::null());
    for (key, value) in command.get_envs() {
        if let Some(value) = value {
            plain.env(key, value);
        }
    }
    if let Some(folder) = command.get_current_dir() {
        plain.current_dir(folder);
    }
    plain
}

#[cfg(not(unix))]
fn kill_group(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        command("sh", ["-c", script])
    }

    fn is_alive(pid: &str) -> bool {
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // A zombie that nobody has collected yet is as good as gone.
        !state.is_empty() && !state.contains(") Z ")
    }

    fn wait_until_gone(pid: &str) -> bool {
        (0..100).any(|_| {
            thread::sleep(Duration::from_millis(20));
            !is_alive(pid)
        })
    }

    fn scratch(name: &str) -> std::path::PathBuf {
        let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        path
    }

    #[test]
    fn a_step_reports_success_and_failure() {
        let limit = Duration::from_secs(20);
        assert_eq!(run_guarded(&sh("exit 0"), limit), Ok(()));
        assert!(run_guarded(&sh("exit 3"), limit).unwrap_err().contains("exit status: 3"));
    }

    #[test]
    fn a_program_that_does_not_exist_is_a_failure() {
        assert!(
            run_guarded(&command("no-such-program", [""; 0]), Duration::from_secs(20)).is_err()
        );
    }

    #[test]
    fn a_step_past_its_time_limit_is_stopped() {
        let started = Instant::now();
        let problem = run_guarded(&sh("sleep 60"), Duration::from_millis(200)).unwrap_err();
        assert!(problem.contains("was stopped"), "{problem}");
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_a_step_leaves_behind_is_killed_with_its_group() {
        let path = scratch("orphan");
        let script = format!("sleep 60 & echo $! > {}", path.display());
        run_guarded(&sh(&script), Duration::from_secs(20)).unwrap();
        let orphan = std::fs::read_to_string(&path).unwrap();
        assert!(wait_until_gone(orphan.trim()), "process {orphan} outlived its step");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_step_dies_with_whoever_started_it() {
        let path = scratch("watched");
        let script = format!("echo $$ > {}; exec sleep 60", path.display());
        let mut child = grouped(&sh(&script)).spawn().unwrap();
        let pid = (0..100)
            .find_map(|_| {
                thread::sleep(Duration::from_millis(20));
                std::fs::read_to_string(&path).ok().filter(|text| text.ends_with('\n'))
            })
            .unwrap();
        drop(child.stdin.take());
        assert!(wait_until_gone(pid.trim()), "process {pid} outlived its starter");
        child.wait().unwrap();
    }
}
