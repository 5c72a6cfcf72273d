//! `offhook stats` against plain SQL over the same rows, with Python's own clocks.

use chrono::Duration;
use offhook_demo_remote::DemoRemote;
use serde_json::{Value, json};

use crate::support::{Desk, long_ago, python, settled, start};

/// One question: flags, the same as SQL, and the dates in it.
struct Case {
    flags: &'static [&'static str],
    sql: &'static str,
    dates: [Option<&'static str>; 2],
    zone: &'static str,
    unit: &'static str,
}

const CASES: [Case; 14] = [
    Case::new(&[], "1", [None, None], "UTC", "month"),
    Case::new(&[], "1", [None, None], "Europe/Berlin", "day"),
    Case::new(&[], "1", [None, None], "America/Vancouver", "week"),
    Case::new(&[], "1", [None, None], "Asia/Kathmandu", "day"),
    Case::new(&["--status", "failed"], "status = 'failed'", [None, None], "Europe/Berlin", "week"),
    Case::new(
        &["--status", "failed", "--status", "busy", "--direction", "outbound"],
        "status IN ('failed', 'busy') AND direction = 'outbound'",
        [None, None],
        "Australia/Lord_Howe",
        "day",
    ),
    Case::new(
        &["--sentiment", "NEGATIVE", "--min-duration", "60"],
        "sentiment = 'negative' AND duration_s >= 60",
        [None, None],
        "America/Sao_Paulo",
        "month",
    ),
    Case::new(&["--max-duration", "5"], "duration_s <= 5", [None, None], "UTC", "day"),
    Case::new(
        &["--from-date", "2026-02-10", "--to-date", "2026-02-20"],
        "1",
        [Some("2026-02-10T00:00:00+00:00"), Some("2026-02-20T00:00:00+00:00")],
        "Europe/Berlin",
        "day",
    ),
    Case::new(
        &["--from-date", "2026-02-01T12:30:00.000001+01:00", "--query", "direction:inbound"],
        "direction = 'inbound'",
        [Some("2026-02-01T12:30:00.000001+01:00"), None],
        "America/Vancouver",
        "week",
    ),
    Case::new(
        &["--to-date", "2026-02-01"],
        "1",
        [None, Some("2026-02-01T00:00:00+00:00")],
        "Europe/Berlin",
        "week",
    ),
    Case::new(
        &["--from-date", "2026-02-01", "--to-date", "2030-01-01", "--status", "completed"],
        "status = 'completed'",
        [Some("2026-02-01T00:00:00+00:00"), Some("2030-01-01T00:00:00+00:00")],
        "UTC",
        "month",
    ),
    Case::new(&["--removed"], "presence = 2", [None, None], "UTC", "day"),
    Case::new(&["--phone-number", "nobody"], "0", [None, None], "UTC", "day"),
];

impl Case {
    const fn new(
        flags: &'static [&'static str],
        sql: &'static str,
        dates: [Option<&'static str>; 2],
        zone: &'static str,
        unit: &'static str,
    ) -> Self {
        Self { flags, sql, dates, zone, unit }
    }

    fn answered_by(&self, desk: &Desk) -> Value {
        let base = ["stats", "--json", "--timezone", self.zone, "--unit", self.unit];
        desk.run(&[&base[..], self.flags].concat()).assert_code(0).json()
    }
}

/// Prints what differs: a list of texts.
const COMPARE: &str = r#"
import datetime, json, sqlite3, sys, zoneinfo
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
questions = json.load(open(sys.argv[1]))
db = sqlite3.connect(f'file:{questions["cache"]}?mode=ro', uri=True)
wrong = []

def us(text):
    return (datetime.datetime.fromisoformat(text) - EPOCH) // MICROSECOND

def local(us, zone):
    return (EPOCH + us * MICROSECOND).astimezone(zoneinfo.ZoneInfo(zone))

def bucket(us, zone, unit):
    day = local(us, zone).date()
    back = {'day': 0, 'week': day.weekday(), 'month': day.day - 1}[unit]
    return (day - datetime.timedelta(days=back)).isoformat()

db.create_function('hour_of_week', 2, lambda us, z: local(us, z).weekday() * 24 + local(us, z).hour)
db.create_function('bucket', 3, bucket)

TALLY = """count(*) calls, ifnull(sum(status = 'completed'), 0) answered,
    ifnull(sum(status IN ('completed', 'no-answer', 'busy', 'failed', 'canceled')), 0) ended,
    avg(CASE WHEN status IN ('completed', 'no-answer', 'busy', 'failed', 'canceled')
        THEN status = 'completed' END) answer_rate,
    count(duration_s) with_duration, ifnull(sum(duration_s), 0) duration_total_s,
    avg(duration_s) duration_mean_s, count(sentiment) with_sentiment,
    ifnull(sum(sentiment = 'negative'), 0) negative, avg(sentiment = 'negative') negative_share"""

def rows(sql):
    found = db.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found]

def pairs(sql):
    return db.execute(sql).fetchall()

def totals(where):
    found = rows(f'SELECT {TALLY} FROM calls WHERE {where}')[0]
    durations = [row[0] for row in pairs(f'SELECT duration_s FROM calls WHERE {where} '
                                         'AND duration_s IS NOT NULL ORDER BY duration_s')]
    rank = lambda tenths: durations[-(-len(durations) * tenths // 10) - 1] if durations else None
    return found | {'duration_median_s': rank(5), 'duration_p90_s': rank(9)}

def same(ours, sql, what):
    if isinstance(ours, dict) and isinstance(sql, dict):
        for name in ours.keys() | sql.keys():
            same(ours.get(name, 'missing'), sql.get(name, 'missing'), f'{what}.{name}')
    elif isinstance(ours, list) and isinstance(sql, list) and len(ours) == len(sql):
        for place, (mine, theirs) in enumerate(zip(ours, sql)):
            same(mine, theirs, f'{what}[{place}]')
    elif isinstance(ours, float) and isinstance(sql, float):
        if abs(ours - sql) > 1e-9 * max(1, abs(sql)):
            wrong.append(f'{what}: {ours} is not {sql}')
    elif ours != sql:
        wrong.append(f'{what}: {ours} is not {sql}')

names = dict(pairs('SELECT agent_id, name FROM agents'))
newest, oldest = pairs('SELECT max(created_at_us), min(created_at_us) FROM calls')[0]
for case in questions['cases']:
    ours, zone, unit, what = case['ours'], case['zone'], case['unit'], ' '.join(case['flags'])
    listed = case['sql'] if 'presence' in case['sql'] else f"presence < 2 AND ({case['sql']})"
    dates = [date and us(date) for date in case['dates']]
    where = listed
    if dates[0] is not None: where += f' AND created_at_us >= {dates[0]}'
    if dates[1] is not None: where += f' AND created_at_us <= {dates[1]}'
    first, last = pairs(f'SELECT min(created_at_us), max(created_at_us) FROM calls WHERE {where}')[0]
    if any(dates):
        first = oldest if dates[0] is None else dates[0]
        last = newest if dates[1] is None else min(dates[1], newest)
    span = ours['span'] and [us(ours['span']['from']), us(ours['span']['to'])]
    same(span, None if first is None else [first, last], f'{what}: span')
    same(ours['totals'], totals(where), f'{what}: totals')
    previous = ours['previous']
    same(previous is None, dates[0] is None, f'{what}: no previous period')
    if previous:
        begin, end = first - 1 - (last - first), first - 1
        same([us(previous['from']), us(previous['to'])], [begin, end], f'{what}: previous period')
        between = f'{listed} AND created_at_us BETWEEN {begin} AND {end}'
        same(previous['totals'], totals(between), f'{what}: previous')
    hours = dict(pairs(f"SELECT hour_of_week(created_at_us, '{zone}'), count(*) FROM calls "
                       f'WHERE {where} GROUP BY 1'))
    ours_hours = [calls for day in ours['hours'] for calls in day]
    same(ours_hours, [hours.get(hour, 0) for hour in range(168)], f'{what}: hours')
    for field, value in (('statuses', 'status'), ('sentiments', 'lower(sentiment)')):
        shares = rows(f'SELECT {value} value, count(*) count FROM calls WHERE {where} '
                      'GROUP BY 1 ORDER BY 2 DESC, 1')
        same(ours[field], shares, f'{what}: {field}')
        series = {}
        for start, word, calls in pairs(
                f"SELECT bucket(created_at_us, '{zone}', '{unit}'), {value}, count(*) "
                f'FROM calls WHERE {where} GROUP BY 1, 2'):
            series.setdefault(word, {})[start] = calls
        time = ours['time'] or {'starts': [], 'ends': [], field: []}
        starts = [local(us(start), zone).date().isoformat() for start in time['starts']]
        counted = {one['value']: {start: calls for start, calls in zip(starts, one['counts'])
                                  if calls} for one in time[field]}
        same(counted, series, f'{what}: {field} over time')
        follows = [us(end) + 1 for end in time['ends'][:-1]]
        same(follows, [us(start) for start in time['starts'][1:]], f'{what}: ends')
    agents = rows(f'SELECT agent_id, {TALLY} FROM calls WHERE {where} '
                  'GROUP BY agent_id ORDER BY calls DESC, agent_id')
    agents = [agent | {'name': names.get(agent['agent_id'])} for agent in agents]
    same(ours['agents'], agents, f'{what}: agents')
    numbers = rows("SELECT CASE direction WHEN 'inbound' THEN from_number WHEN 'outbound' "
                   f"THEN to_number END number, count(*) calls FROM calls WHERE {where} "
                   "GROUP BY 1 HAVING number <> '' ORDER BY 2 DESC, 1 LIMIT 20")
    same(ours['numbers'], numbers, f'{what}: numbers')
print(json.dumps(wrong[:20]))
"#;

/// Calls with everything odd, on both sides of changes of the clocks, and some that are gone.
fn synced() -> (DemoRemote, Desk) {
    let remote = start(settled(1_200));
    remote.insert_made_up(60, long_ago() - Duration::days(20));
    let around_changes = [
        "2025-10-26T00:59:59.999999Z",
        "2025-10-26T01:00:00Z",
        "2025-10-26T00:30:00Z",
        "2025-11-02T08:59:59Z",
        "2025-11-02T09:00:00Z",
        "2025-10-04T15:29:59Z",
        "2025-10-04T15:30:00Z",
        "2018-11-04T02:59:59Z",
        "2018-11-04T03:00:00Z",
    ];
    for (number, created_at) in around_changes.iter().enumerate() {
        let status = ["failed", "ringing"][number % 2];
        let duration_s = [5_000, -3, 61][number % 3];
        remote.insert(json!({
            "id": format!("change-{number}"), "agent_id": "O'Hara", "from_number": "+1 (604) 555",
            "to_number": "", "direction": if number % 3 == 0 { "outbound" } else { "inbound" },
            "status": status, "duration": duration_s,
            "sentiment": "Negative", "call_summary": null, "created_at": created_at,
        }));
    }
    remote.insert(json!({
        "id": "bare", "agent_id": null, "from_number": null, "to_number": null, "direction": null,
        "status": null, "duration": null, "sentiment": null, "call_summary": null,
        "created_at": "2026-02-11T23:30:00.25+00:00",
    }));
    let desk = Desk::connected_to(&remote);
    desk.sync();
    (remote, desk)
}

#[test]
fn every_figure_is_the_one_that_sql_gives_over_the_same_rows() {
    let (remote, desk) = synced();
    let gone: Vec<Value> = remote.calls().into_iter().skip(40).step_by(90).collect();
    let ids: Vec<&str> = gone.iter().map(|call| call["id"].as_str().unwrap()).collect();
    assert_eq!(remote.delete(&ids), ids.len());
    desk.run(&["sync", "--full", "--json"]).assert_code(0);
    desk.run(&["sync", "--full", "--json"]).assert_code(0);
    let cases: Vec<Value> = CASES
        .iter()
        .map(|case| {
            json!({
                "flags": case.flags, "sql": case.sql, "dates": case.dates, "zone": case.zone,
                "unit": case.unit, "ours": case.answered_by(&desk),
            })
        })
        .collect();
    let removed = &cases[12]["ours"]["totals"]["calls"];
    assert_eq!(removed, &json!(gone.len()), "removed calls are counted when asked for");
    let questions = desk.path("questions.json");
    let content = json!({ "cache": desk.cache_file(), "cases": cases });
    std::fs::write(&questions, content.to_string()).unwrap();
    assert_eq!(python(COMPARE, &questions), json!([]));
}

#[test]
fn a_report_has_every_part_and_a_profile_without_calls_has_none() {
    let (_remote, desk) = synced();
    let flags = ["stats", "--from-date", "2026-02-01", "--timezone", "Europe/Berlin"];
    let report = desk.run(&flags).assert_code(0).stdout;
    for part in [
        "Calls from 2026-02-01 to 2026-03-0",
        "Before: ",
        "Answer rate",
        "Status\n",
        "By day",
        "By weekday and hour",
        "Agents",
        "Most frequent numbers",
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
    let longest = report.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(110), "{longest:?}: {report}");
    let empty = Desk::new();
    assert_eq!(empty.run(&["stats"]).assert_code(0).stdout, "No calls.\n");
    let figures = empty.run(&["stats", "--json"]).assert_code(0).json();
    assert_eq!((&figures["span"], &figures["totals"]["calls"]), (&Value::Null, &json!(0)));
}

#[test]
fn an_unknown_zone_and_an_unknown_status_are_refused_with_what_to_write() {
    let desk = Desk::new();
    let zone = desk.run(&["stats", "--json", "--timezone", "Berlin"]);
    assert!(zone.assert_refused(2, "invalid_filter").contains("Europe/Berlin"));
    let status = desk.run(&["stats", "--json", "--status", "complete"]);
    assert!(status.assert_refused(2, "invalid_filter").contains("completed"));
}
