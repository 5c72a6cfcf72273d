//! The words on the command line and in the environment that the window honours.

use std::path::PathBuf;

use clap::Parser;

/// Every phone call of an account on your own desk: list, search and review, offline.
#[derive(Clone, Debug, Parser)]
#[command(name = "offhook-desktop", version)]
pub(crate) struct Options {
    /// Where everything is kept, instead of the system's own place for it
    #[arg(long, value_name = "DIR", env = "OFFHOOK_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,

    /// Which profile to open; each holds one account
    #[arg(long, value_name = "NAME", env = "OFFHOOK_PROFILE")]
    pub(crate) profile: Option<String>,

    /// Open on made-up sample calls
    #[arg(long)]
    pub(crate) sample: bool,

    /// The system opens it at login
    #[arg(long, hide = true)]
    pub(crate) at_login: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_declared_without_contradiction() {
        use clap::CommandFactory;
        Options::command().debug_assert();
    }

    #[test]
    fn words_on_the_command_line_are_read() {
        let words = ["offhook-desktop", "--sample", "--data-dir", "/tmp/x", "--profile", "work"];
        let options = Options::parse_from(words);
        assert!(options.sample);
        assert_eq!(options.data_dir, Some(PathBuf::from("/tmp/x")));
        assert_eq!(options.profile.as_deref(), Some("work"));
    }
}
