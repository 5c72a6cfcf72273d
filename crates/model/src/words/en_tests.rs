//! The English sentences.

use super::test_cases::{said, said_read};
use super::{Language, Reading};

#[test]
fn filters_are_said_in_english() {
    let cases = [
        ("", "All calls"),
        ("status:failed", "Failed calls"),
        ("status:failed status:busy", "Failed or busy calls"),
        ("status:failed status:busy status:canceled", "Failed, busy or canceled calls"),
        (
            "status:failed status:busy status:completed status:ringing",
            "Calls with status failed, busy and 2 more",
        ),
        ("status:\"odd\" status:no-answer", "Calls with status “odd” or no answer"),
        ("is:starred tag:Acme", "Starred calls tagged “Acme”"),
        ("is:starred is:reviewed is:removed", "Starred reviewed removed calls"),
        ("is:unstarred", "Calls not starred"),
        ("tag:a tag:b & tag:c", "Calls tagged “a” or “b” and tagged “c”"),
        ("agent:a & agent:b", "Calls of “a” and of “b”"),
        ("phone:+16045551234", "Calls with +16045551234"),
        (
            "direction:outbound status:failed agent-id:s after:2026-03-01 refund",
            "Outbound failed calls of Sarah since 1 March 2026, mentioning “refund”",
        ),
        (
            "is:missed on:2026-03-03 duration:>=2m -voicemail is:unreviewed",
            "Missed calls on 3 March 2026, at least 2 minutes long, not mentioning “voicemail”, not reviewed",
        ),
        ("agent-id:s agent-id:t agent-id:550e", "Calls of Sarah, Tom Lee or “550e”"),
        ("agent:sarah", "Calls of “sarah”"),
        (
            "from:+1604 to:+4930",
            "Calls from numbers beginning with 1604 to numbers beginning with 4930",
        ),
        ("number:604 before:2026-03-01", "Calls until 28 February 2026, with 604 in a number"),
        ("on:2026-03", "Calls in March 2026"),
        ("on:2025", "Calls in 2025"),
        ("on:last-7-days", "Calls from 26 February 2026 to 4 March 2026"),
        ("after:2026-03-01T10:30", "Calls since 1 March 2026 at 10:30"),
        (
            "after:2026-03-01 before:2026-03-01T10:30:15",
            "Calls since 1 March 2026 and before 1 March 2026 at 10:30:15",
        ),
        ("until:2026-03-01T10:30", "Calls until 1 March 2026 at 10:30"),
        (
            "weekday:tue hour:14 after:2026-03-01",
            "Calls since 1 March 2026 on Tuesdays between 14:00 and 15:00",
        ),
        (
            "weekday:mon-fri weekday:sun hour:22-5 hour:12 refund",
            "Calls on Sundays to Fridays between 12:00 and 13:00 or 22:00 and 6:00, mentioning “refund”",
        ),
        ("weekday:weekend", "Calls on Saturdays or Sundays"),
        ("duration:<=30s", "Calls at most 30 seconds long"),
        ("duration:1m-5m", "Calls between 1 and 5 minutes long"),
        ("duration:30s-1h30m", "Calls between 30 seconds and 1 hour 30 minutes long"),
        ("duration:1", "Calls exactly 1 second long"),
        ("duration:90", "Calls exactly 90 seconds long"),
        ("sentiment:Negative sentiment:mixed", "Calls with negative or mixed sentiment"),
        ("has:note \"not happy\" refund", "Calls with a note, mentioning “not happy” and “refund”"),
        ("has:no-note", "Calls without a note"),
        ("has:no-sentiment has:agent", "Calls with an agent, without a sentiment"),
        ("has:no-status refund", "Calls without a status, mentioning “refund”"),
        ("has:no-agent agent-id:s", "No calls: parts of this filter exclude each other"),
        ("a b c d -e -f", "Calls mentioning “a”, “b” and 2 more, not mentioning “e” or “f”"),
        ("(604) 555-1234", "Calls mentioning “(604) 555-1234”"),
        (
            "direction:inbound direction:outbound status:voicemail",
            "Inbound or outbound voicemail calls",
        ),
        ("is:starred is:unstarred", "No calls: parts of this filter exclude each other"),
        ("after:today before:yesterday", "No calls: parts of this filter exclude each other"),
    ];
    for (text, sentence) in cases {
        assert_eq!(said(text, Language::English), sentence, "{text}");
    }
}

#[test]
fn times_are_said_as_the_country_writes_them() {
    let american = Reading { twelve_hours: true, month_first: true };
    let indian = Reading { twelve_hours: true, month_first: false };
    let cases = [
        ("on:2026-07-01", american, "Calls on July 1, 2026"),
        ("on:2026-03", american, "Calls in March 2026"),
        ("on:last-7-days", american, "Calls from February 26, 2026 to March 4, 2026"),
        ("after:2026-07-01T14:00", american, "Calls since July 1, 2026 at 2:00\u{202f}PM"),
        ("after:2026-07-01T00:05", indian, "Calls since 1 July 2026 at 12:05\u{202f}AM"),
        ("before:2026-07-01T12:30:15", american, "Calls before July 1, 2026 at 12:30:15\u{202f}PM"),
        ("hour:14", american, "Calls between 2:00\u{202f}PM and 3:00\u{202f}PM"),
        ("hour:18-23", indian, "Calls between 6:00\u{202f}PM and 12:00\u{202f}AM"),
        ("hour:18-23", Reading::default(), "Calls between 18:00 and 24:00"),
    ];
    for (text, reading, sentence) in cases {
        assert_eq!(said_read(text, Language::English, reading), sentence, "{text}");
    }
    let german = said("after:2026-07-01T14:00 hour:9-16", Language::German);
    let told = said_read("after:2026-07-01T14:00 hour:9-16", Language::German, american);
    assert_eq!(told, german);
}
