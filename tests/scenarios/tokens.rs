//! Where a token is kept, by the person's choice: a computer without a keychain is told the ways.

use std::fs;

use offhook_demo_remote::DemoRemote;
use serde_json::Value;

use crate::support::{Desk, Outcome, assert_same_calls, settled, start};

/// A server, and a desk without a keychain that knows neither its address nor its token.
fn strangers() -> (DemoRemote, Desk) {
    (start(settled(150)), Desk::new())
}

fn connect(desk: &Desk, remote: &DemoRemote, flags: &[&str]) -> Outcome {
    let args = [&["connect", "--endpoint", remote.endpoint(), "--token-stdin"], flags].concat();
    desk.run_with_input(&args, remote.token())
}

/// Every file of the desk that holds this text.
fn files_with(desk: &Desk, text: &str) -> Vec<String> {
    let profile = desk.data_dir().join("profiles/default");
    let names = crate::support::names_in(&profile);
    let holds = |name: &String| {
        let bytes = fs::read(profile.join(name)).unwrap();
        bytes.windows(text.len()).any(|piece| piece == text.as_bytes())
    };
    names.into_iter().filter(holds).collect()
}

#[test]
fn without_a_keychain_the_choice_is_explained_and_the_token_is_written_nowhere() {
    let (remote, desk) = strangers();
    let refused = connect(&desk, &remote, &[]).assert_code(3);
    let ways =
        ["--token-store file", "only you can read", "--token-store session", "OFFHOOK_TOKEN"];
    for way in ways {
        assert!(refused.stderr.contains(way), "{way}: {}", refused.stderr);
    }
    assert!(!refused.stderr.contains(remote.token()));
    assert!(files_with(&desk, remote.token()).is_empty());
    let message = desk.run(&["sync", "--json"]).assert_refused(3, "unauthorized");
    assert!(message.contains("none was stored"), "{message}");
    assert_eq!(remote.requests(), 0);
}

#[test]
fn a_token_for_the_session_is_given_to_each_command_and_never_stored() {
    let (remote, mut desk) = strangers();
    let connected =
        connect(&desk, &remote, &["--token-store", "session", "--check"]).assert_code(0);
    assert!(connected.stderr.contains("counts 150 calls"), "{}", connected.stderr);
    assert!(connected.stderr.contains("not stored"), "{}", connected.stderr);

    let message = desk.run(&["sync", "--json"]).assert_refused(3, "unauthorized");
    assert!(message.contains("in memory only"), "{message}");
    let report = desk.run_with_input(&["sync", "--json", "--token-stdin"], remote.token());
    assert_eq!(report.assert_code(0).json()["complete"], true);
    let verified = desk.run_with_input(&["verify", "--json", "--token-stdin"], remote.token());
    assert_eq!(verified.assert_code(0).json()["agrees"], true);
    desk.use_token(Some(remote.token()));
    desk.run(&["sync"]).assert_code(0);
    assert_same_calls(&desk.calls(), &remote.calls());
    assert!(files_with(&desk, remote.token()).is_empty());
    desk.run_with_input(&["sync", "--token-stdin"], " \n").assert_code(2);
}

#[cfg(unix)]
#[test]
fn a_token_file_is_for_its_owner_alone_and_not_used_once_others_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (remote, desk) = strangers();
    connect(&desk, &remote, &["--token-store", "file"]).assert_code(0);
    assert_eq!(files_with(&desk, remote.token()), ["token"]);
    let file = desk.data_dir().join("profiles/default/token");
    let mode = || fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    assert_eq!(desk.sync()["complete"], true);

    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let asked = remote.requests();
    let message = desk.run(&["sync", "--json"]).assert_refused(3, "unauthorized");
    assert!(message.contains("mode 644") && message.contains("chmod 600"), "{message}");
    assert_eq!(remote.requests(), asked, "it is not sent");
    let doctor: Value = desk.run(&["doctor", "--offline", "--json"]).assert_code(1).json();
    assert!(doctor.to_string().contains("chmod 600"), "{doctor}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(desk.sync()["complete"], true);
}

#[test]
fn a_token_is_not_sent_to_another_address_than_it_was_given_for() {
    let (remote, desk) = strangers();
    connect(&desk, &remote, &["--token-store", "file"]).assert_code(0);
    let other = start(settled(10));
    desk.run(&["connect", "--endpoint", other.endpoint()]).assert_code(0);
    desk.run(&["sync", "--json"]).assert_refused(3, "unauthorized");
    assert_eq!(other.requests(), 0);
    assert!(files_with(&desk, remote.token()).is_empty());
}
