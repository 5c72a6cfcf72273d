//! `offhook list` on a real terminal: columns that line up, lines that fit, and nothing in a call
//! that could take the terminal over.
#![cfg(unix)]

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::support::{Desk, on_terminal, settled, start};

/// What would clear the screen, rename the window, write over the line or turn its direction.
const HOSTILE: [&str; 6] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}gone",
    "\u{9b}31m red \u{90}q",
    "rings\u{7}\u{8}\u{8}\rover\ttab\nline\u{b}\u{c}",
    "\u{202e}gnp.exe\u{2066}x\u{200f}\u{61c}",
    "a\u{2028}b\u{2029}c\u{85}d\u{0}e\u{7f}f",
    "\u{1b}P1$r\u{1b}\\\u{1b}[?1049h",
];
const WIDE: [&str; 6] = [
    "客户要求退款，因为包裹三周前就应该送到了，但是一直没有收到任何消息，请尽快处理",
    "👍👍🏽 👨‍👩‍👧 🇨🇦 everything is settled, thank you very much, and have a nice day",
    "العميل يطلب استرداد المبلغ لأن الطرد لم يصل بعد ثلاثة أسابيع من الانتظار",
    "הלקוח מבקש החזר כספי כי החבילה לא הגיעה אחרי שלושה שבועות של המתנה ארוכה",
    "e\u{301}te\u{301} cre\u{300}me bru\u{302}le\u{301}e with marks that take no room of their own at all",
    "한국어 요약은 두 칸씩 차지합니다 그리고 아주 깁니다 정말로 아주 아주 깁니다",
];

/// Odd calls above ordinary ones.
fn desk() -> Desk {
    let remote = start(settled(40));
    let long = "long ".repeat(4_000);
    let texts = HOSTILE.iter().chain(&WIDE).copied().chain([long.as_str(), ""]);
    for (number, text) in texts.enumerate() {
        remote.insert(json!({
            "id": format!("odd-{number}"), "created_at": format!("2026-03-04T10:{number:02}:00Z"),
            "agent_id": "a", "agent_name": text, "from_number": "+16045551234",
            "to_number": text, "direction": "inbound", "status": "completed",
            "duration": number * 100, "sentiment": "neutral", "call_summary": text,
        }));
    }
    let desk = Desk::connected_to(&remote);
    assert_eq!(desk.sync()["complete"], true);
    desk
}

fn lines(desk: &Desk, args: &[&str], columns: u16) -> Vec<String> {
    let written = on_terminal(desk, args, columns).assert_code(0).stdout;
    let lines = written.split("\r\n").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines.last().map(String::as_str), Some(""), "it ends with a line's end");
    lines[..lines.len() - 1].to_vec()
}

fn is_harmless(line: &str) -> bool {
    let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    line.chars().all(|c| !c.is_control() && !turns(c) && !matches!(c, '\u{2028}' | '\u{2029}'))
}

/// What stands in a line from this terminal column on; `None` where a character lies across it.
fn from_column(line: &str, column: usize) -> Option<&str> {
    let width = |text: &str| {
        text.chars().map(|c| UnicodeWidthStr::width(c.to_string().as_str())).sum::<usize>()
    };
    let mut ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    ends.rfind(|at| width(&line[..*at]) == column).map(|at| &line[at..])
}

#[test]
fn lines_fit_the_terminal_columns_line_up_and_nothing_takes_it_over() {
    let desk = desk();
    for columns in [60, 80, 100, 132, 200] {
        let lines = lines(&desk, &["list"], columns);
        assert_eq!(lines.len(), 50 + 2, "a head, a line for each call, a foot");
        for line in &lines {
            assert!(is_harmless(line), "{columns}: {line:?}");
            assert!(line.width() <= columns.into(), "{columns}: {line}");
        }
        let at = lines[0].find("STATUS").unwrap();
        for line in &lines[1..lines.len() - 1] {
            let status = from_column(line, at).unwrap_or_else(|| panic!("{columns}: {line}"));
            let word = status.split_whitespace().next().unwrap_or_default();
            assert!(offhook_model::STATUSES.contains(&word), "{columns}: {word} in {line}");
        }
    }
}

#[test]
fn a_narrow_terminal_says_which_columns_it_has_no_room_for_and_keeps_the_summary() {
    let desk = desk();
    let wide = lines(&desk, &["list"], 200);
    assert!(wide[0].contains("DIRECTION") && wide[0].contains("SENTIMENT"), "{}", wide[0]);
    assert_eq!(wide.last().unwrap(), "50 of 54 calls; use --offset for more");
    let narrow = lines(&desk, &["list", "--limit", "3"], 90);
    assert!(narrow[0].ends_with("SUMMARY") && !narrow[0].contains("TO"), "{}", narrow[0]);
    let foot = "3 of 54 calls; use --offset for more; no room for ";
    assert!(narrow.last().unwrap().starts_with(foot), "{narrow:?}");
    // The newest is the call without any text, the one before that with the long one.
    assert!(narrow[2].contains("long long") && narrow[2].ends_with('…'), "{narrow:?}");
}

#[test]
fn an_empty_result_says_how_to_widen() {
    let desk = desk();
    let nothing = ["list", "--status", "completed", "--query", "nobodysaidthis", "--limit", "5"];
    let told = on_terminal(&desk, &nothing, 100).assert_code(0);
    assert!(told.stdout.ends_with("0 of 0 calls\r\n"), "{}", told.stdout);
    let without = json!({"statuses": ["completed"], "limit": 1});
    let count = desk.list(&without)["total"].clone();
    let way = format!("No call matches all of these filters. Calls without --query: {count}.\n");
    assert_eq!(told.stderr, way);
    let both = ["list", "--tag", "none", "--query", "nobodysaidthis"];
    let told = on_terminal(&desk, &both, 100).assert_code(0);
    assert!(told.stderr.contains("without any there are 54 calls"), "{}", told.stderr);
    let empty = Desk::connected_to(&start(settled(0)));
    let told = on_terminal(&empty, &["list"], 100).assert_code(0);
    assert!(told.stderr.contains("\"offhook sync\" fetches them"), "{}", told.stderr);
}

/// The rule for scripts: JSON is asked for by `--json`, on a terminal and in a pipe alike.
#[test]
fn a_pipe_gets_whole_summaries_and_json_is_the_same_everywhere() {
    let desk = desk();
    let piped = desk.run(&["list", "--limit", "2"]).assert_code(0).stdout;
    assert!(piped.contains(&"long ".repeat(3_999)), "a summary is whole where nothing cuts it");
    assert!(piped.lines().all(is_harmless));
    let json = ["list", "--json", "--limit", "100"];
    let on_terminal = on_terminal(&desk, &json, 80).assert_code(0).stdout;
    let in_pipe = desk.run(&json).assert_code(0);
    let list: Value = in_pipe.json();
    assert_eq!(serde_json::from_str::<Value>(&on_terminal).unwrap(), list);
    let hostile = list["calls"].as_array().unwrap().iter();
    let hostile = hostile.filter(|call| call["call_summary"] == HOSTILE[0]);
    assert_eq!(hostile.count(), 1, "data is as the server sent it");
    assert!(
        is_harmless(on_terminal.trim_end()),
        "and what is dangerous on a terminal is an escape"
    );
}
