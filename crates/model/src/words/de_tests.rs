//! The German sentences.

use super::Language;
use super::test_cases::said;

#[test]
fn filters_are_said_in_german() {
    let cases = [
        ("", "Alle Anrufe"),
        ("status:failed", "Fehlgeschlagene Anrufe"),
        ("status:failed status:busy", "Fehlgeschlagene oder besetzte Anrufe"),
        (
            "status:failed status:busy status:canceled",
            "Fehlgeschlagene, besetzte oder abgebrochene Anrufe",
        ),
        (
            "status:failed status:busy status:completed status:ringing",
            "Anrufe mit Status fehlgeschlagen, besetzt und 2 weiteren",
        ),
        ("status:voicemail", "Anrufe mit Status Mailbox"),
        ("status:\"odd\" status:no-answer", "Anrufe mit Status „odd“ oder keine Antwort"),
        ("is:starred tag:Acme", "Anrufe mit Stern, mit Schlagwort „Acme“"),
        ("is:unstarred is:reviewed is:removed", "Durchgesehene entfernte Anrufe ohne Stern"),
        ("phone:+16045551234", "Anrufe mit +16045551234"),
        (
            "phone:\"+1\" & phone:\"+2\" tag:a & tag:c",
            "Anrufe mit +1 und mit +2, mit Schlagwort „a“ und mit Schlagwort „c“",
        ),
        (
            "direction:outbound status:failed agent-id:s after:2026-03-01 Rückerstattung",
            "Ausgehende fehlgeschlagene Anrufe von Sarah seit 1. März 2026, in denen „Rückerstattung“ vorkommt",
        ),
        (
            "is:missed on:2026-03-03 duration:>=2m -voicemail is:unreviewed",
            "Nicht durchgesehene verpasste Anrufe am 3. März 2026, mit mindestens 2 Minuten Dauer, in denen „voicemail“ nicht vorkommt",
        ),
        ("agent-id:s agent-id:t agent-id:550e", "Anrufe von Sarah, Tom Lee oder „550e“"),
        ("agent:sarah", "Anrufe von „sarah“"),
        (
            "from:+1604 to:+4930",
            "Anrufe von Nummern mit 1604 am Anfang an Nummern mit 4930 am Anfang",
        ),
        ("number:604 before:2026-03-01", "Anrufe bis 28. Februar 2026, mit 604 in einer Nummer"),
        ("on:2026-03", "Anrufe im März 2026"),
        ("on:2025", "Anrufe im Jahr 2025"),
        ("on:last-7-days", "Anrufe vom 26. Februar 2026 bis zum 4. März 2026"),
        ("after:2026-03-01T10:30", "Anrufe seit 1. März 2026 um 10:30 Uhr"),
        (
            "after:2026-03-01 before:2026-03-01T10:30:15",
            "Anrufe seit 1. März 2026 und vor dem 1. März 2026 um 10:30:15 Uhr",
        ),
        (
            "weekday:tue hour:14 after:2026-03-01",
            "Anrufe seit 1. März 2026 dienstags zwischen 14 und 15 Uhr",
        ),
        (
            "weekday:mon-wed weekday:sat hour:22-5 hour:12",
            "Anrufe montags bis mittwochs oder samstags zwischen 12 und 13 Uhr oder 22 und 6 Uhr",
        ),
        ("weekday:weekend", "Anrufe samstags oder sonntags"),
        ("duration:<=30s", "Anrufe mit höchstens 30 Sekunden Dauer"),
        ("duration:1m-5m", "Anrufe mit 1 bis 5 Minuten Dauer"),
        ("duration:30s-1h30m", "Anrufe mit 30 Sekunden bis 1 Stunde 30 Minuten Dauer"),
        ("duration:1", "Anrufe mit genau 1 Sekunde Dauer"),
        ("sentiment:Negative sentiment:neutral", "Anrufe mit negativer oder neutraler Stimmung"),
        (
            "has:note Umtausch Termin",
            "Anrufe mit Notiz, in denen „Umtausch“ und „Termin“ vorkommen",
        ),
        ("has:no-note", "Anrufe ohne Notiz"),
        ("has:no-sentiment has:agent", "Anrufe mit Agent, ohne Stimmung"),
        ("has:no-status Umtausch", "Anrufe ohne Status, in denen „Umtausch“ vorkommt"),
        ("refund", "Anrufe, in denen „refund“ vorkommt"),
        ("refund -voicemail", "Anrufe, in denen „refund“ vorkommt, aber nicht „voicemail“"),
        (
            "a b c d -e -f",
            "Anrufe, in denen „a“, „b“ und 2 weitere vorkommen, aber weder „e“ noch „f“",
        ),
        ("-e -f", "Anrufe, in denen weder „e“ noch „f“ vorkommt"),
        ("-e -f -g -h", "Anrufe, in denen weder „e“ noch „f“ noch 2 weitere vorkommen"),
        ("is:starred is:unstarred", "Keine Anrufe: Teile dieses Filters schließen einander aus"),
    ];
    for (text, sentence) in cases {
        assert_eq!(said(text, Language::German), sentence, "{text}");
    }
}
