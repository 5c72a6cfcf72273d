//! What a note looks like, and that nothing within it does harm or takes long.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::*;

/// A tree in one line: `kind number "text" (parts)`, without what says nothing.
fn outline(pieces: &[Piece]) -> String {
    let one = |piece: &Piece| {
        let kind = format!("{:?}", piece.kind).to_lowercase();
        let number = if piece.number < 0 { String::new() } else { format!(" {}", piece.number) };
        let text = if piece.text.is_empty() { String::new() } else { format!(" {:?}", piece.text) };
        let inner = if piece.pieces.is_empty() {
            String::new()
        } else {
            format!(" ({})", outline(&piece.pieces))
        };
        format!("{kind}{number}{text}{inner}").replacen("text \"", "\"", 1)
    };
    pieces.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn look(note: &str) -> String {
    outline(&read(note).pieces)
}

fn all(pieces: &[Piece]) -> Vec<&Piece> {
    pieces.iter().flat_map(|piece| [vec![piece], all(&piece.pieces)].concat()).collect()
}

fn depth(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| 1 + depth(&piece.pieces)).max().unwrap_or(0)
}

#[test]
fn markdown_is_read_as_its_blocks_and_spans() {
    let table = [
        ("# Title", r#"heading 1 ("Title")"#),
        ("Title\n---", r#"heading 2 ("Title")"#),
        (
            "Some **bold**, *slanted* and `code`",
            r#"paragraph ("Some " strong ("bold") ", " em ("slanted") " and " code "code")"#,
        ),
        ("~~gone~~", r#"paragraph (del ("gone"))"#),
        ("one\ntwo  \nthree", r#"paragraph ("one" break "two" break "three")"#),
        ("one\n\ntwo", r#"paragraph ("one") paragraph ("two")"#),
        ("> said\n> so", r#"quote (paragraph ("said" break "so"))"#),
        ("3. one\n4. two", r#"list 3 (item ("one") item ("two"))"#),
        ("0. one", r#"list 1 (item ("one"))"#),
        (
            "- [x] done\n- [ ] open\n- none",
            r#"list 0 (item 1 ("done") item 0 ("open") item ("none"))"#,
        ),
        ("- a\n\n- b", r#"list 0 (item (paragraph ("a")) item (paragraph ("b")))"#),
        ("- a\n  - b", r#"list 0 (item ("a" list 0 (item ("b"))))"#),
        ("| a |\n|---|\n| **b** |", r#"table (row (cell 1 ("a")) row (cell 0 (strong ("b"))))"#),
        ("```rust\nlet a;\n\n  b\n```", r#"block "let a;\n\n  b""#),
        ("    <img>\n    two", r#"block "<img>\ntwo""#),
        ("a\n\n---\n\nb", r#"paragraph ("a") rule paragraph ("b")"#),
        (r"\*plain\*", r#"paragraph ("*plain*")"#),
        ("a &amp; b", r#"paragraph ("a & b")"#),
        ("", ""),
    ];
    for (note, expected) in table {
        assert_eq!(look(note), expected, "{note:?}");
    }
}

#[test]
fn a_link_says_where_it_leads() {
    let table = [
        ("[offer](https://example.org/a)", r#"paragraph (link "https://example.org/a" ("offer"))"#),
        ("[x]: https://example.org\n[x]", r#"paragraph (link "https://example.org" ("x"))"#),
        (
            "<https://example.org>",
            r#"paragraph (link "https://example.org" ("https://example.org"))"#,
        ),
        ("<a@example.org>", r#"paragraph (link "mailto:a@example.org" ("a@example.org"))"#),
        ("[call](tel:+16045551234)", r#"paragraph (link "tel:+16045551234" ("call"))"#),
        (
            "see (https://example.org/a_b_c?x=(1)).",
            r#"paragraph ("see (" link "https://example.org/a_b_c?x=(1)" ("https://example.org/a_b_c?x=(1)") ").")"#,
        ),
        (
            "www.example.org, then",
            r#"paragraph (link "http://www.example.org" ("www.example.org") ", then")"#,
        ),
        ("http://, www. and xhttps://a", r#"paragraph ("http://, www. and xhttps://a")"#),
    ];
    for (note, expected) in table {
        assert_eq!(look(note), expected, "{note:?}");
    }
}

#[test]
fn an_address_that_leads_elsewhere_is_shown_as_it_was_written() {
    for note in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](\u{1}javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//example.org)",
        "<javascript:alert(1)>",
        "![x](https://example.org/pixel.png)",
        "![x](javascript:alert(1))",
    ] {
        let expected = format!("paragraph ({:?})", visible(note));
        assert_eq!(look(note), expected, "{note:?}");
    }
    let within = look("[![x](https://example.org/pixel.png)](https://example.org)");
    assert_eq!(
        within,
        r#"paragraph (link "https://example.org" ("![x](https://example.org/pixel.png)"))"#
    );
}

#[test]
fn markup_is_text_as_it_was_written() {
    for note in [
        "a <b>c</b>",
        "a <b onclick=\"alert(1)\">b</b>",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<svg><style><img src=x></style></svg>",
        "<!-- hidden -->",
    ] {
        let read = read(note);
        let text: String = all(&read.pieces).iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(text, note);
        let plain = [PieceKind::Paragraph, PieceKind::Text];
        assert!(all(&read.pieces).iter().all(|piece| plain.contains(&piece.kind)), "{note}");
    }
    assert_eq!(look("`<img>`"), r#"paragraph (code "<img>")"#);
    assert_eq!(look("```\n<img>\n```"), r#"block "<img>""#);
}

#[test]
fn control_characters_are_made_visible_and_turning_ones_stay() {
    let note = "a\u{7}b\0 &#27;[0m\u{9b} `\u{8}` \u{202e}x\u{2069}";
    let text = "a\u{fffd}b\u{fffd} \u{fffd}[0m\u{fffd} ";
    let read = read(note);
    let texts: Vec<&str> = all(&read.pieces).iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(texts, ["", text, "\u{fffd}", " \u{202e}x\u{2069}"]);
    assert_eq!(look("a\r\nb"), r#"paragraph ("a" break "b")"#);
    assert_eq!(look("```\r\na\r\nb\r\n```"), r#"block "a\nb""#);
}

#[test]
fn notes_without_end_are_read_in_bounded_time_and_depth() {
    let lists: String = (0..300).map(|depth| format!("{}- x\n", " ".repeat(depth * 2))).collect();
    let quotes: String = (1..340).map(|depth| format!("{} x\n", ">".repeat(depth))).collect();
    let table =
        format!("|{}\n|{}\n{}", "a|".repeat(9_000), "-|".repeat(9_000), "|\n".repeat(9_000));
    let named = format!("[x]: https://example.org/{}\n", "y".repeat(20_000));
    for (what, note) in [
        ("quotes", ">".repeat(100_000)),
        ("quotes in steps", quotes),
        ("brackets", "[".repeat(100_000)),
        ("brackets that close", "[".repeat(30_000) + &"]".repeat(30_000)),
        ("links", "[a](".repeat(25_000)),
        ("pictures", "![".repeat(50_000)),
        ("stars", "*a ".repeat(30_000)),
        ("stars both ways", "*a_ ".repeat(25_000)),
        ("strong", "**a".repeat(30_000)),
        ("tildes", "~~a".repeat(30_000)),
        ("ticks", (1..400).map(|count| "`".repeat(count) + " ").collect()),
        ("lists", lists),
        ("lists in one line", "- + ".repeat(25_000)),
        ("markup", "<a ".repeat(30_000)),
        ("comments", "<!--".repeat(25_000)),
        ("entities", "&#x1b;".repeat(16_000)),
        ("a wide table", table),
        ("a long address by its name", named + &"[x]\n".repeat(20_000)),
        ("addresses", "www..".repeat(20_000)),
        ("an address that closes", "https://a".to_owned() + &")".repeat(90_000)),
        ("lines", "a\n".repeat(50_000)),
        ("a megabyte", "word **bold** ".repeat(75_000)),
    ] {
        let begun = Instant::now();
        let read = read(&note);
        let length = serde_json::to_vec(&read).unwrap().len();
        assert!(begun.elapsed() < Duration::from_secs(4), "{what}: {:?}", begun.elapsed());
        assert!(!read.pieces.is_empty(), "{what}");
        assert!(depth(&read.pieces) <= DEEPEST + 4, "{what}: {}", depth(&read.pieces));
        let pieces = all(&read.pieces).len();
        assert!(pieces <= MOST_PIECES + 10, "{what}: {pieces} pieces");
        assert!(length < 4_000_000, "{what}: {length} bytes");
    }
}

#[test]
fn what_lies_too_deep_is_shown_as_it_was_written() {
    let read = read(&format!("{} deep **down**", ">".repeat(DEEPEST + 8)));
    let pieces = all(&read.pieces);
    let last = pieces.last().unwrap();
    assert_eq!(pieces.len(), DEEPEST + 1);
    assert_eq!(last.text, ">>>>>>>> deep **down**");
}

#[test]
fn a_note_is_cut_where_the_answer_says() {
    let cut = |note: &str| read(note).cut_at;
    assert_eq!(cut(&"a".repeat(MOST_UNITS)), None);
    assert_eq!(cut(&"a".repeat(MOST_UNITS + 1)), Some(MOST_UNITS));
    // A letter of two units is not cut in its middle.
    assert_eq!(cut(&("a".to_owned() + &"😀".repeat(MOST_UNITS))), Some(MOST_UNITS - 1));
    let lines = read(&"😀\n".repeat(15_000));
    // Each line makes a text and a break of three units together, the paragraph is one piece more.
    assert_eq!(lines.cut_at, Some(MOST_PIECES / 2 * 3));
    assert_eq!(all(&lines.pieces).len(), MOST_PIECES + 1);
}

#[test]
fn the_page_gets_kinds_by_their_names_and_nothing_but_the_tree() {
    let answer: Value = serde_json::to_value(read("**a**")).unwrap();
    let text = json!({"kind": "text", "text": "a", "pieces": [], "number": -1});
    let strong = json!({"kind": "strong", "text": "", "pieces": [text], "number": -1});
    let paragraph = json!({"kind": "paragraph", "text": "", "pieces": [strong], "number": -1});
    assert_eq!(answer, json!({"pieces": [paragraph], "cut_at": null}));
}
