//! Each form of export against the program that a person would use instead.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::binary::offhook;
use crate::filled::{cache_file, filled};
use crate::process::watch;
use crate::table::{Table, grouped};

const KIB_PER_MB: f64 = 1_000_000.0 / 1_024.0;

/// The columns of `offhook export`, as SQL finds them in the cache.
const COLUMNS: &str = "id, agent_id, from_number, to_number, direction, status, \
    duration_s AS duration, sentiment, document ->> '$.call_summary' AS call_summary, document ->> '$.created_at' AS created_at, \
    document ->> '$.agent_name' AS agent_name, document ->> '$.started_at' AS started_at, \
    document ->> '$.ended_at' AS ended_at";

/// What a careful person would write: constant memory, dates as dates, texts as texts.
const XLSXWRITER: &str = "
import datetime, sqlite3, sys
import xlsxwriter
cache, sql, path = sys.argv[1:]
book = xlsxwriter.Workbook(path, {'constant_memory': True})
sheet = book.add_worksheet('Calls')
sheet.freeze_panes(1, 0)
bold = book.add_format({'bold': True})
time = book.add_format({'num_format': 'yyyy-mm-dd hh:mm:ss'})
rows = sqlite3.connect(f'file:{cache}?mode=ro', uri=True).execute(sql)
names = [column[0] for column in rows.description]
for place, name in enumerate(names):
    sheet.write_string(0, place, name, bold)
times = {place for place, name in enumerate(names) if name.endswith('_at')}
last = 0
for last, row in enumerate(rows, 1):
    for place, value in enumerate(row):
        if value is None:
            continue
        if place in times:
            value = datetime.datetime.fromisoformat(value).replace(tzinfo=None)
            sheet.write_datetime(last, place, value, time)
        elif isinstance(value, str):
            sheet.write_string(last, place, value)
        else:
            sheet.write_number(last, place, value)
sheet.autofilter(0, 0, last, len(names) - 1)
book.close()";

/// A form of ours and what it is held against.
struct Form {
    name: &'static str,
    flags: &'static [&'static str],
    rival: Option<Rival>,
}

#[derive(Clone, Copy)]
struct Rival {
    name: &'static str,
    /// The most that our time may be of its time.
    target: f64,
    command: fn(&Setting) -> Command,
    /// Minutes long: once is enough.
    is_slow: bool,
}

/// Where the calls are and where the files go.
struct Setting {
    data_dir: PathBuf,
    cache: PathBuf,
    out: PathBuf,
}

struct Ran {
    elapsed: Duration,
    peak_kib: Option<u64>,
    bytes: u64,
}

fn forms() -> Vec<Form> {
    let sqlite = |name, command| Rival { name, target: 1.0, command, is_slow: false };
    let xlsxwriter = Rival { name: "XlsxWriter", target: 0.2, command: xlsxwriter, is_slow: true };
    vec![
        Form {
            name: "csv for machines",
            flags: &["csv", "--csv-for", "machines"],
            rival: Some(sqlite("sqlite3 -csv", |setting| sqlite3(setting, "-csv"))),
        },
        Form {
            name: "csv for excel",
            flags: &["csv", "--timezone", "Europe/Berlin"],
            rival: Some(sqlite("sqlite3 -csv", |setting| sqlite3(setting, "-csv"))),
        },
        Form {
            name: "ndjson",
            flags: &["ndjson"],
            rival: Some(sqlite("sqlite3 -json", |setting| sqlite3(setting, "-json"))),
        },
        Form {
            name: "json",
            flags: &["json"],
            rival: Some(sqlite("sqlite3 -json", |setting| sqlite3(setting, "-json"))),
        },
        Form { name: "parquet", flags: &["parquet"], rival: None },
        Form {
            name: "xlsx",
            flags: &["xlsx", "--timezone", "Europe/Berlin"],
            rival: Some(xlsxwriter),
        },
    ]
}

/// Prints the table.
pub(crate) fn measure(calls: usize, rounds: usize, only: Option<&str>) {
    let data_dir = filled(calls);
    let out = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let setting =
        Setting { cache: cache_file(&data_dir), data_dir, out: out.path().join("calls.out") };
    let idle_kib = run(command(&setting, &["list", "--limit", "1"]), &setting).peak_kib;
    let mut table = Table::new(&[
        "form",
        "seconds",
        "MB written",
        "peak memory above idle, MB (≤ 64)",
        "beside it",
        "seconds",
        "its peak, MB",
        "ratio",
        "target",
    ]);
    let is_wanted = |form: &Form| only.is_none_or(|only| form.name.starts_with(only));
    for form in forms().into_iter().filter(is_wanted) {
        eprintln!("{} …", form.name);
        let (ours, theirs) = form.measure(&setting, rounds);
        let rival = form.rival.zip(theirs);
        let of_rival = |text: fn(&Rival, &Ran) -> String| {
            rival.as_ref().map_or_else(|| "–".to_owned(), |(rival, ran)| text(rival, ran))
        };
        let ratio = rival.as_ref().map_or_else(
            || "–".to_owned(),
            |(_, ran)| format!("{:.2}", ours.elapsed.as_secs_f64() / ran.elapsed.as_secs_f64()),
        );
        table.row([
            form.name.to_owned(),
            seconds(&ours),
            format!("{:.0}", ours.bytes as f64 / 1e6),
            megabytes(ours.peak_kib.zip(idle_kib).map(|(peak, idle)| peak.saturating_sub(idle))),
            of_rival(|rival, _| format!("`{}`", rival.name)),
            of_rival(|_, ran| seconds(ran)),
            of_rival(|_, ran| megabytes(ran.peak_kib)),
            ratio,
            of_rival(|rival, _| format!("≤ {:.1}", rival.target)),
        ]);
    }
    let title = "Exports, fsync and SHA-256 included; medians";
    table.print(&format!(
        "{title}; {} calls, {rounds} rounds; idle is {} MB",
        grouped(calls as u64),
        megabytes(idle_kib)
    ));
}

impl Form {
    /// Ours and theirs in turn, so that a busy moment of the machine meets both; the first round
    /// only warms the disk's cache.
    fn measure(&self, setting: &Setting, rounds: usize) -> (Ran, Option<Ran>) {
        let path = setting.out.to_str().expect("a path in UTF-8");
        let base = ["export", "--overwrite", "--output", path, "--format"];
        let words = [&base[..], self.flags].concat();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..=rounds {
            let ran = run(command(setting, &words), setting);
            let is_warm = round > 0;
            if is_warm {
                ours.push(ran);
            }
            let Some(rival) = &self.rival else { continue };
            if is_warm && (!rival.is_slow || theirs.is_empty()) {
                theirs.push(run((rival.command)(setting), setting));
            }
        }
        (median(ours).expect("a round"), median(theirs))
    }
}

fn command(setting: &Setting, args: &[&str]) -> Command {
    let mut command = Command::new(offhook());
    command.arg("--data-dir").arg(&setting.data_dir).args(args).stdout(Stdio::null());
    command
}

fn sqlite3(setting: &Setting, form: &str) -> Command {
    let mut command = Command::new("sqlite3");
    command.args(["-readonly", form, "-header"]).arg(&setting.cache).arg(sql());
    command.stdout(File::create(&setting.out).expect("a file"));
    command
}

fn xlsxwriter(setting: &Setting) -> Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("export-readers");
    let mut command = Command::new(target.join("bin/python"));
    command.args(["-c", XLSXWRITER]).arg(&setting.cache).arg(sql()).arg(&setting.out);
    command
}

fn sql() -> String {
    format!("SELECT {COLUMNS} FROM calls WHERE presence < 2 ORDER BY created_at_us DESC, id")
}

fn run(mut command: Command, setting: &Setting) -> Ran {
    let started = Instant::now();
    let spawned = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = spawned.unwrap_or_else(|problem| panic!("{command:?}: {problem}"));
    let peak_kib = watch(&mut child);
    let elapsed = started.elapsed();
    let status = child.wait().expect("it can be waited for");
    assert!(status.success(), "{command:?} ended with {status}");
    let bytes = fs::metadata(&setting.out).map_or(0, |data| data.len());
    Ran { elapsed, peak_kib, bytes }
}

fn median(mut runs: Vec<Ran>) -> Option<Ran> {
    runs.sort_by_key(|ran| ran.elapsed);
    let middle = runs.len() / 2;
    (middle < runs.len()).then(|| runs.swap_remove(middle))
}

fn seconds(ran: &Ran) -> String {
    format!("{:.2}", ran.elapsed.as_secs_f64())
}

fn megabytes(kib: Option<u64>) -> String {
    kib.map_or("unknown".into(), |kib| format!("{:.0}", kib as f64 / KIB_PER_MB))
}
