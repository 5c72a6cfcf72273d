//! The command line's grammar, and the help that teaches it.

mod review;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use review::{NoteArgs, ReviewAction, ReviewArgs, ReviewExportArgs};

use crate::filters::FilterArgs;

/// Every phone call of your account on your own desk: sync once, then list, search and export,
/// with or without a network.
#[derive(Debug, Parser)]
#[command(
    name = "offhook",
    version,
    about,
    max_term_width = 100,
    after_help = "\
Start with sample calls:
  offhook demo --port 8787                         (leave it running; it prints endpoint and token)
  OFFHOOK_TOKEN=... offhook connect --endpoint http://127.0.0.1:8787/functions/v1
  OFFHOOK_TOKEN=... offhook sync
  offhook list --status failed --from-date 2026-01-01

Exit codes: 0 done, 1 failed, 2 usage or invalid filter, 3 not authorised, 4 server or network
unreachable (what was fetched is kept), 5 unusable response, 6 busy, 7 needs your decision."
)]
pub(crate) struct Args {
    /// Where all profiles live [default: the system's place for application data]
    #[arg(long, global = true, env = "OFFHOOK_DATA_DIR", value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Which account
    #[arg(
        long,
        global = true,
        env = "OFFHOOK_PROFILE",
        value_name = "NAME",
        default_value = "default"
    )]
    pub(crate) profile: String,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Connect the profile to an account
    ///
    /// Stores the endpoint in the profile and, with --token-stdin, the token in the system
    /// keychain. Nothing is sent unless --check is given. Without a stored token, every command
    /// that needs one reads OFFHOOK_TOKEN, which is never stored. Where there is no keychain, choose
    /// with --token-store whether it lies in a file or nowhere.
    #[command(after_help = "\
Example:
  printf %s \"$TOKEN\" | offhook connect --endpoint https://HOST/functions/v1 --token-stdin --check")]
    Connect(ConnectArgs),
    /// Fetch what is new, changed or gone
    ///
    /// Reads the newest calls first and walks back in time. It may be stopped at any moment: what
    /// was fetched is kept, and the next sync goes on from there. A quiet refresh is one request.
    Sync(SyncArgs),
    /// List calls from the cache, online or not
    #[command(after_help = "\
Examples:
  offhook list --status failed --status no-answer --from-date 2026-03-01
  offhook list --phone-number +16045551234 --json
  offhook list --query 'refund -voicemail agent:sarah after:2026-03-01 duration:>2m'
  offhook list --request '{\"direction\":\"inbound\",\"limit\":10}' --json")]
    List(ListArgs),
    /// Count the calls of a filter: over time, by status, sentiment, hour, agent and number
    ///
    /// Days, weeks and hours are those of this computer's time zone, or of --timezone. With
    /// --from-date the period of equal length before it stands beside it.
    #[command(after_help = "\
Examples:
  offhook stats --from-date 2026-03-01
  offhook stats --query 'agent:sarah' --unit month --timezone Europe/Berlin
  offhook stats --status failed --json | jq .agents")]
    Stats(StatsArgs),
    /// Write every call of a filter to a file
    ///
    /// The file appears once it is whole, and with it a manifest that says what is in it: which
    /// calls, as of when, how complete the cache was, and the file's SHA-256. It lies beside the
    /// file as PATH.manifest.json, and in an xlsx file as a second sheet.
    #[command(after_help = "\
Examples:
  offhook export --format xlsx --output failed.xlsx --status failed --timezone Europe/Berlin
  offhook export --format csv --csv-for machines --columns id,created_at,duration --output calls.csv
  offhook export --format ndjson --output - | jq .call_summary")]
    Export(ExportArgs),
    /// Say what the profile holds: calls, coverage, last sync, sizes
    Status(StatusArgs),
    /// List the profiles: each holds one account
    Profiles(ProfilesArgs),
    /// Ask the server and the cache the same question and compare the answers
    ///
    /// Compares the filter's total and newest page, with two requests at most, and lists the
    /// differences. Only the server's own filters can be compared.
    Verify(VerifyArgs),
    /// Star, mark, tag and note calls; undo, back up, export and import that work
    #[command(after_help = "\
Examples:
  offhook review tag \"call back\" 8d0f1c9e 5b7a22d1
  offhook review note 8d0f1c9e --text \"Asked for a refund; see order 4711\"
  offhook review export - | jq .calls")]
    Review(ReviewArgs),
    /// Check data, backups, token and server; say what is wrong and what to do
    ///
    /// Sends one request. Ends with 0 when all is well, else with 1.
    Doctor(DoctorArgs),
    /// Answer the API's own requests from the cache, on this computer, online or not
    ///
    /// The same POST /functions/v1/list-calls: a script written for the service runs unchanged
    /// with this endpoint and token. The first line of stdout is JSON with both. The calls of a
    /// sync that runs meanwhile are in the next answer. Stop it with Ctrl-C.
    #[command(after_help = "\
Example:
  offhook serve --port 8899                        (leave it running; it prints endpoint and token)
  curl http://127.0.0.1:8899/functions/v1/list-calls -H \"Authorization: Bearer $TOKEN\" \\
    -H 'Content-Type: application/json' -d '{\"status\":\"failed\",\"limit\":10}'")]
    Serve(ServeArgs),
    /// Run the built-in stand-in server with made-up calls
    ///
    /// The first line of stdout is JSON with its endpoint and token. Stop it with Ctrl-C.
    Demo(DemoArgs),
}

impl Command {
    pub(crate) const fn wants_json(&self) -> bool {
        match self {
            Self::Sync(args) => args.json,
            Self::List(args) => args.json,
            Self::Stats(args) => args.json,
            Self::Status(args) => args.json,
            Self::Profiles(args) => args.json,
            Self::Verify(args) => args.json,
            Self::Review(args) => args.action.wants_json(),
            Self::Doctor(args) => args.json,
            Self::Connect(_) | Self::Export(_) | Self::Serve(_) | Self::Demo(_) => false,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConnectArgs {
    /// The base address, such as https://HOST/functions/v1
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: String,
    /// Read the token from standard input and keep it
    #[arg(long)]
    pub(crate) token_stdin: bool,
    /// Where to keep it
    #[arg(long, value_enum, default_value = "keychain", requires = "token_stdin")]
    pub(crate) token_store: TokenPlace,
    /// auto, none, or N/min,M/h
    ///
    /// auto keeps the service's limits (100 a minute, 1,000 an hour); a server on this machine
    /// that states no limits is not paced.
    #[arg(long, value_name = "LIMIT")]
    pub(crate) rate_limit: Option<String>,
    /// Try the connection with one request
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TokenPlace {
    /// The system keychain
    Keychain,
    /// A file that only you can read, and every program you run
    File,
    /// Nowhere: each command is given it by OFFHOOK_TOKEN or --token-stdin
    Session,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SyncArgs {
    /// Read everything again
    #[arg(long)]
    pub(crate) full: bool,
    /// Stop after so many requests; the next sync goes on
    #[arg(long, value_name = "N")]
    pub(crate) max_requests: Option<u64>,
    /// The calls that the server no longer lists were deleted on purpose, however many
    #[arg(long)]
    pub(crate) accept_removals: bool,
    /// Give the server so many seconds for each answer [default: 60, and 20 between its pieces]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: Option<u64>,
    /// Read the token from standard input, for this command only
    #[arg(long)]
    pub(crate) token_stdin: bool,
    /// End with one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Most calls to list, 1 to 100 [default: 50]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(crate) limit: Option<String>,
    /// Calls to skip [default: 0]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(crate) offset: Option<String>,
    /// The API's own request body, instead of flags
    #[arg(long, value_name = "JSON", conflicts_with_all = [
        "direction", "status", "agent_id", "from_date", "to_date", "phone_number", "sentiment",
        "min_duration", "max_duration", "removed", "sort", "limit", "offset", "query", "starred",
        "reviewed", "tag",
    ])]
    pub(crate) request: Option<String>,
    /// Print exactly the API's response
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// How long a step over time is [default: what fits the span]
    #[arg(long, value_enum)]
    pub(crate) unit: Option<Unit>,
    /// Days and hours as clocks show them there, such as Europe/Berlin [default: the system's]
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The form of the file
    #[arg(long, value_enum)]
    pub(crate) format: Format,
    /// The file to write; - for standard output
    #[arg(long, value_name = "PATH")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Columns in order; json, ndjson and parquet hold every field of the server without it
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Times in xlsx and csv for excel as clocks show them there, such as Europe/Berlin
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub(crate) timezone: String,
    /// excel: formulas made harmless, opens well in spreadsheets; machines: values untouched
    #[arg(long, value_enum, default_value = "excel")]
    pub(crate) csv_for: CsvKind,
    /// Write stars, marks, tags and notes, too
    #[arg(long)]
    pub(crate) with_review: bool,
    /// Replace a file that exists
    #[arg(long)]
    pub(crate) overwrite: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Xlsx,
    Csv,
    Json,
    Ndjson,
    Parquet,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CsvKind {
    Excel,
    Machines,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StatusArgs {
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProfilesArgs {
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Give the server so many seconds for each answer [default: 60, and 20 between its pieces]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: Option<u64>,
    /// Read the token from standard input, for this command only
    #[arg(long)]
    pub(crate) token_stdin: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {
    /// Do not ask the server
    #[arg(long)]
    pub(crate) offline: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Read the token that requests must carry from standard input [default: a random one]
    #[arg(long)]
    pub(crate) token_stdin: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// How many calls to make up
    #[arg(long, value_name = "N", default_value_t = 2_400)]
    pub(crate) calls: usize,
    /// The same seed makes up the same calls
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub(crate) seed: u64,
}
