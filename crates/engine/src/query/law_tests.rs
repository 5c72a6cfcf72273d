//! Law: a search finds what a plain scan of calls, notes, tags and names finds, and says where.

use std::collections::HashSet;

use offhook_model::highlight::passes;
use offhook_model::query::Kind;
use offhook_model::{Instant, Query, RawFilter};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use super::tests::{Desk, answer, calendar, ids_of, row};
use super::*;

const WORDS: [&str; 12] = [
    "refund",
    "Refunds",
    "delivery",
    "délivré",
    "late",
    "e-mail",
    "order",
    "#84564",
    "退款",
    "voicemail",
    "604",
    "Straße",
];
const TAGS: [&str; 5] = ["billing", "Late order", "Größe", "voicemail", "退款 604"];
const ALIASES: [&str; 3] = ["Night desk", "Sarah", "late delivery"];
const ASKED: [&str; 35] = [
    "refund",
    "re",
    "\"late delivery\"",
    "\"order billing\"",
    "-voicemail",
    "délivre",
    "e-mail",
    "84564",
    "退",
    "604",
    "604555",
    "(604) 555-0000",
    "strasse",
    "gros",
    "status:failed",
    "-\"late\"",
    "sarah",
    "desk",
    "unknown:word",
    "tag:billing",
    "tag:VOICEMAIL",
    "tag:\"late order\"",
    "&",
    "agent:sarah",
    "agent:\"night desk\"",
    "has:note",
    "has:no-note",
    "phone:\"+4930123\"",
    "phone:anonymous",
    "status:",
    "duration:>",
    "tag:",
    "r",
    "l",
    "e-m",
];

/// What is kept of one call.
#[derive(Clone, Debug)]
struct Kept {
    note: String,
    tags: Vec<&'static str>,
    /// Taken away again before the questions.
    is_gone: bool,
}

/// Calls with what is kept of them, and what their two agents are called here.
#[derive(Clone, Debug)]
struct Scene {
    rows: Vec<Value>,
    kept: Vec<Option<Kept>>,
    aliases: [Option<&'static str>; 2],
}

fn scene() -> impl Strategy<Value = Scene> {
    let words = || prop::collection::vec(select(&WORDS[..]), 0..6);
    let kept = (words(), subsequence(&TAGS[..], 0..=3), prop::bool::weighted(0.3))
        .prop_map(|(note, tags, is_gone)| Kept { note: note.join(" "), tags, is_gone });
    let call = (words(), prop::option::weighted(0.4, kept));
    let alias = || prop::option::of(select(&ALIASES[..]));
    (prop::collection::vec(call, 1..40), [alias(), alias()]).prop_map(|(calls, aliases)| {
        let (summaries, kept): (Vec<_>, Vec<_>) = calls.into_iter().unzip();
        let summaries = summaries.iter().enumerate();
        let rows = summaries.map(|(number, words)| row(number, &words.join(" "))).collect();
        Scene { rows, kept, aliases }
    })
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

impl Scene {
    /// Half of it before the first question, so that the index has to follow the other half.
    fn write(&self, desk: &Desk, half: usize) {
        let now = Instant::from_us(7);
        if half == 0 {
            desk.commit(&self.rows);
        }
        for (row, kept) in self.rows.iter().zip(&self.kept).skip(half).step_by(2) {
            let Some(kept) = kept else { continue };
            let id = text(row, "id");
            desk.profile.set_note(id, &kept.note, now).unwrap();
            for tag in &kept.tags {
                desk.profile.add_tag(&[id.to_owned()], tag, now).unwrap();
            }
        }
        if half == 1 {
            for (agent, alias) in ["a-1", "a-2"].into_iter().zip(self.aliases) {
                desk.profile.set_agent_alias(agent, alias, now).unwrap();
            }
        }
    }

    fn take_away(&self, desk: &Desk) {
        let now = Instant::from_us(8);
        for (row, kept) in self.rows.iter().zip(&self.kept) {
            let Some(kept) = kept.as_ref().filter(|kept| kept.is_gone) else { continue };
            let id = text(row, "id");
            desk.profile.set_note(id, "", now).unwrap();
            for tag in &kept.tags {
                desk.profile.remove_tag(&[id.to_owned()], tag, now).unwrap();
            }
        }
    }

    fn names(&self, row: &Value) -> Vec<String> {
        let alias = self.aliases[usize::from(text(row, "agent_id") == "a-2")];
        let shown = alias.unwrap_or_default().to_owned();
        // A name that no call came with is not known.
        vec![text(row, "agent_name").to_owned(), shown]
    }

    /// The meaning of a search text on top of tags that were ticked, told the slow way.
    fn naive(&self, asked: &str, ticked: &[&str]) -> HashSet<String> {
        let query = Query::parse(asked, &calendar());
        let found = self.rows.iter().zip(&self.kept).filter(|(row, kept)| {
            let nothing = Kept { note: String::new(), tags: Vec::new(), is_gone: true };
            let kept = kept.as_ref().filter(|kept| !kept.is_gone).unwrap_or(&nothing);
            let has = |tag: &str| kept.tags.iter().any(|own| own.eq_ignore_ascii_case(tag));
            let is_ticked = ticked.is_empty() || ticked.iter().any(|tag| has(tag));
            is_ticked && self.parts_hold(asked, row, kept) && {
                let names = self.names(row);
                let mut texts = vec![text(row, "call_summary"), kept.note.as_str()];
                texts.extend(kept.tags.iter().copied());
                texts.extend(names.iter().map(String::as_str));
                let numbers = [text(row, "from_number"), text(row, "to_number")];
                query.words().all(|term| passes(term, &texts, &numbers))
            }
        });
        found.map(|(row, _)| text(row, "id").to_owned()).collect()
    }

    /// Whether the call has the fields of each part between one `&` and the next.
    fn parts_hold(&self, asked: &str, row: &Value, kept: &Kept) -> bool {
        asked.split(" & ").all(|part| {
            let terms = || {
                let terms = Query::parse(part, &calendar()).terms.into_iter();
                terms.filter(|term| term.kind != Kind::NoValue)
            };
            let any_or_none = |name: &str, has: &dyn Fn(&str) -> bool| {
                let mut of_field =
                    terms().filter(|term| term.field.is_some_and(|field| field.name() == name));
                let first = of_field.next();
                first.is_none_or(|first| has(&first.value) || of_field.any(|term| has(&term.value)))
            };
            let named = |name: &str| {
                // A dash holds words together, and the beginning of the last one is enough.
                let together = Query::parse(&name.replace(' ', "-"), &calendar());
                let names = self.names(row);
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                together.words().all(|term| passes(term, &names, &[]))
            };
            let noted = !kept.note.is_empty();
            any_or_none("status", &|status| text(row, "status") == status)
                && any_or_none("tag", &|tag| {
                    kept.tags.iter().any(|own| own.eq_ignore_ascii_case(tag))
                })
                && any_or_none("phone", &|number| {
                    [text(row, "from_number"), text(row, "to_number")].contains(&number)
                })
                && any_or_none("agent", &named)
                && terms()
                    .filter(|term| term.field.is_some_and(|field| field.name() == "has"))
                    .all(|term| noted == (term.value == "note"))
        })
    }
}

/// More by hand: `PROPTEST_CASES=2000 cargo test -p offhook-engine a_search_finds`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_search_finds_what_a_plain_scan_finds_and_says_where(
        scene in scene(),
        asked in prop::collection::vec(
            (prop::collection::vec(select(&ASKED[..]), 1..5), subsequence(&TAGS[..], 0..=1)), 1..12,
        ),
    ) {
        let desk = Desk::new();
        scene.write(&desk, 0);
        answer(&desk.profile, RawFilter { query: "late".into(), ..RawFilter::default() });
        scene.write(&desk, 1);
        answer(&desk.profile, RawFilter { query: "late".into(), ..RawFilter::default() });
        scene.take_away(&desk);
        for (words, ticked) in asked {
            let query = words.join(" ");
            let raw = RawFilter { query: query.as_str().into(), tags: json!(ticked), ..RawFilter::default() };
            let answer = answer(&desk.profile, raw);
            let found: HashSet<String> = ids_of(&answer).into_iter().collect();
            prop_assert_eq!(found, scene.naive(&query, &ticked), "{} {:?}", query, ticked);
            let searched = Query::parse(&query, &calendar());
            if searched.words().any(|term| !term.negated) {
                for place in 0..answer.calls.len() {
                    let is_said = !answer.highlights[place].is_empty()
                        || !answer.agent_highlights[place].is_empty()
                        || answer.elsewhere[place] != FoundElsewhere::default();
                    prop_assert!(is_said, "{} found, and nothing says why", query);
                }
            }
        }
    }
}
