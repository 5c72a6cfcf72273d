//! Plain rows and random questions over them, with what each question means said the plain way.

use offhook_model::{Filter, Instant, Sort};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::{Entry, Marks, MarksOf, Narrowed, SeqSet, TermMatch, Timeline};

const STATUSES: [&str; 3] = ["completed", "failed", "busy"];
const AGENTS: [&str; 3] = ["a-1", "a-2", "50%"];
const SENTIMENTS: [&str; 3] = ["positive", "Positive", "negative"];
const NUMBERS: [&str; 6] =
    ["+16045551234", "+1 (604) 555-1234", "anonymous", "sip:604@x", "", "+4930123"];
pub(super) const TAGS: [&str; 2] = ["billing", "Follow up"];

/// A row as plain values, with its marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plain {
    pub(super) seq: u32,
    pub(super) us: i64,
    pub(super) direction: Option<&'static str>,
    pub(super) status: Option<&'static str>,
    pub(super) agent: Option<&'static str>,
    pub(super) from: Option<&'static str>,
    pub(super) to: Option<&'static str>,
    pub(super) duration_s: Option<i64>,
    pub(super) sentiment: Option<&'static str>,
    pub(super) removed: bool,
    pub(super) found: bool,
    pub(super) marks: MarksOf,
}

impl Plain {
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            seq: self.seq,
            created_at_us: self.us,
            direction: self.direction,
            status: self.status,
            agent_id: self.agent,
            from_number: self.from,
            to_number: self.to,
            duration_s: self.duration_s,
            sentiment: self.sentiment,
            removed: self.removed,
        }
    }

    fn digits(number: Option<&str>) -> String {
        number.unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
    }

    /// Whether one field's filter lets the call through.
    fn passes(&self, field: &str, ask: &Ask) -> bool {
        let filter = &ask.filter;
        let any = |list: &[String], value: Option<&str>| {
            list.is_empty() || value.is_some_and(|value| list.iter().any(|word| word == value))
        };
        let begins = |list: &[String], number: Option<&str>| {
            list.is_empty() || list.iter().any(|digits| Self::digits(number).starts_with(digits))
        };
        let flag = |wanted: Option<bool>, is: bool| wanted.is_none_or(|wanted| wanted == is);
        match field {
            "direction" => any(&filter.direction, self.direction),
            "status" => {
                any(&filter.status, self.status)
                    && any(&filter.statuses, self.status)
                    && flag(filter.with_status, self.status.is_some())
            }
            "agent" => {
                any(&filter.agent_id, self.agent)
                    && any(&filter.agent_ids, self.agent)
                    && flag(filter.with_agent, self.agent.is_some())
            }
            "sentiment" => {
                let lower = self.sentiment.map(str::to_lowercase);
                let wanted: Vec<_> = filter.sentiment.iter().map(|s| s.to_lowercase()).collect();
                any(&wanted, lower.as_deref())
                    && flag(filter.with_sentiment, self.sentiment.is_some())
            }
            "duration" => {
                let (min, max) = (filter.min_duration_s, filter.max_duration_s);
                let within =
                    |s: i64| min.is_none_or(|min| s >= min) && max.is_none_or(|max| s <= max);
                (min.is_none() && max.is_none()) || self.duration_s.is_some_and(within)
            }
            "starred" => flag(filter.starred, self.marks.starred),
            "reviewed" => flag(filter.reviewed, self.marks.reviewed),
            "tag" => {
                let has =
                    |tag: &String| self.marks.tags.iter().any(|own| own.eq_ignore_ascii_case(tag));
                let carries = |tags: &Vec<String>| tags.is_empty() || tags.iter().any(has);
                carries(&filter.tags) && filter.also_tags.iter().all(carries)
            }
            "time" => {
                filter.from.is_none_or(|from| self.us >= from.as_us())
                    && filter.to.is_none_or(|to| self.us <= to.as_us())
            }
            _ => {
                let exact = |list: &Vec<String>| any(list, self.from) || any(list, self.to);
                exact(&filter.phone_number)
                    && filter.also_phone_number.iter().all(exact)
                    && begins(&filter.from_digits, self.from)
                    && begins(&filter.to_digits, self.to)
                    && flag(filter.noted, self.marks.noted)
                    && self.removed == filter.removed
                    && !filter.nothing
                    && ask.terms.iter().all(|term| self.is_found(term) != term.negated)
            }
        }
    }

    fn is_found(&self, term: &Term) -> bool {
        let in_number =
            |digits: &&str| [self.from, self.to].iter().any(|n| Self::digits(*n).contains(digits));
        (term.by_text && self.found)
            || term.digits.as_ref().is_some_and(in_number)
            || self.agent.is_some_and(|agent| term.agents.contains(&agent))
    }

    pub(super) fn passes_all_but(&self, field: &str, ask: &Ask) -> bool {
        FIELDS.iter().filter(|other| **other != field).all(|other| self.passes(other, ask))
    }
}

const FIELDS: [&str; 10] = [
    "direction",
    "status",
    "agent",
    "sentiment",
    "duration",
    "starred",
    "reviewed",
    "tag",
    "time",
    "other",
];

#[derive(Clone, Debug)]
pub(super) struct Term {
    by_text: bool,
    digits: Option<&'static str>,
    agents: Vec<&'static str>,
    negated: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) filter: Filter,
    pub(super) terms: Vec<Term>,
    pub(super) edges_us: Vec<i64>,
}

impl Ask {
    pub(super) fn everything() -> Self {
        Self { filter: Filter::everything(), terms: Vec::new(), edges_us: Vec::new() }
    }
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    option::weighted(0.8, select(words))
}

pub(super) fn row() -> impl Strategy<Value = Plain> {
    let seconds = prop_oneof![
        4 => option::weighted(0.8, 0_i64..1000).boxed(),
        1 => option::of(select(vec![-5, 0, 4098, 4099, 4100, 5000, 90_000, i64::from(i32::MAX)])).boxed(),
    ];
    let marks = (any::<bool>(), any::<bool>(), any::<bool>(), subsequence(&TAGS[..], 0..=2));
    (
        (0_i64..40, word(&["inbound", "outbound"]), word(&STATUSES), word(&AGENTS)),
        (word(&NUMBERS), word(&NUMBERS), seconds, word(&SENTIMENTS)),
        (prop::bool::weighted(0.2), any::<bool>(), option::weighted(0.4, marks)),
    )
        .prop_map(
            |((us, direction, status, agent), (from, to, duration_s, sentiment), rest)| {
                let (removed, found, marks) = rest;
                let marks =
                    marks.map_or_else(MarksOf::default, |(starred, reviewed, noted, tags)| {
                        let tags = tags.into_iter().map(str::to_owned).collect();
                        MarksOf { starred, reviewed, noted, tags }
                    });
                Plain {
                    seq: 0,
                    us,
                    direction,
                    status,
                    agent,
                    from,
                    to,
                    duration_s,
                    sentiment,
                    removed,
                    found,
                    marks,
                }
            },
        )
}

/// Rows in list order, each with a number of its own, which says nothing about the order.
pub(super) fn rows() -> impl Strategy<Value = Vec<Plain>> {
    vec(row(), 0..80).prop_map(|mut rows| {
        for (seq, row) in (1..).zip(&mut rows) {
            row.seq = seq * 3;
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.us));
        rows
    })
}

fn some(words: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        3 => Just(Vec::new()),
        2 => vec(select(words), 1..3).prop_map(|list| list.into_iter().map(str::to_owned).collect()),
        1 => Just(vec!["nonsense".to_owned()]),
    ]
}

pub(super) fn ask() -> impl Strategy<Value = Ask> {
    let bound = || option::weighted(0.3, (-2_i64..42).prop_map(Instant::from_us));
    let seconds =
        || option::weighted(0.2, prop_oneof![0_i64..1000, select(vec![i64::MIN, i64::MAX, -3])]);
    let flag = || option::weighted(0.2, any::<bool>());
    let with = || option::weighted(0.1, any::<bool>());
    let term = (
        any::<bool>(),
        option::of(select(vec!["604", "5551", "30", "9"])),
        subsequence(&AGENTS[..], 0..=2),
        any::<bool>(),
    );
    (
        (some(&["inbound"]), some(&STATUSES), some(&STATUSES), some(&AGENTS), some(&AGENTS)),
        (
            some(&["POSITIVE", "negative"]),
            (some(&NUMBERS[..4]), vec(some(&NUMBERS[..4]), 0..2)),
            some(&["1604", "604", "49"]),
            some(&["1"]),
        ),
        (bound(), bound(), seconds(), seconds()),
        (
            flag(),
            flag(),
            flag(),
            (some(&["BILLING", "follow up"]), vec(some(&["billing", "follow up"]), 0..3)),
            prop::bool::weighted(0.1),
            prop::bool::weighted(0.03),
            [with(), with(), with()],
        ),
        (
            select(vec![Sort::Newest, Sort::Oldest, Sort::Longest, Sort::Shortest]),
            0_u64..60,
            1_u32..30,
        ),
        (vec(term, 0..3), vec(-1_i64..41, 0..6)),
    )
        .prop_map(|(words, numbers, bounds, marks, order, (terms, mut edges_us))| {
            edges_us.sort_unstable();
            edges_us.dedup();
            let filter = Filter {
                direction: words.0,
                status: words.1,
                statuses: words.2,
                agent_id: words.3,
                agent_ids: words.4,
                sentiment: numbers.0,
                phone_number: numbers.1.0,
                also_phone_number: numbers.1.1,
                from_digits: numbers.2,
                to_digits: numbers.3,
                from: bounds.0,
                to: bounds.1,
                min_duration_s: bounds.2,
                max_duration_s: bounds.3,
                starred: marks.0,
                reviewed: marks.1,
                noted: marks.2,
                tags: marks.3.0,
                also_tags: marks.3.1,
                removed: marks.4,
                nothing: marks.5,
                with_status: marks.6[0],
                with_agent: marks.6[1],
                with_sentiment: marks.6[2],
                sort: order.0,
                offset: order.1,
                limit: order.2,
                ..Filter::everything()
            };
            let term =
                |(by_text, digits, agents, negated)| Term { by_text, digits, agents, negated };
            Ask { filter, terms: terms.into_iter().map(term).collect(), edges_us }
        })
}

pub(super) fn timeline(rows: &[Plain]) -> Timeline {
    Timeline::from_entries(rows.iter().map(Plain::entry))
}

/// What the timeline is told of an ask beside its filter.
pub(super) struct Found {
    terms: Vec<TermMatch>,
    marks: Marks,
}

impl Found {
    pub(super) fn of(rows: &[Plain], ask: &Ask) -> Self {
        let found: SeqSet = rows.iter().filter(|row| row.found).map(|row| row.seq).collect();
        let mut marks = Marks::default();
        rows.iter().for_each(|row| marks.set(row.seq, &row.marks));
        let term = |term: &Term| TermMatch {
            seqs: term.by_text.then(|| std::sync::Arc::new(found.clone())),
            digits: term.digits.map(str::to_owned),
            agent_ids: term.agents.iter().map(|id| (*id).to_owned()).collect(),
            negated: term.negated,
        };
        Self { terms: ask.terms.iter().map(term).collect(), marks }
    }

    pub(super) fn narrowed(&self) -> Narrowed<'_> {
        Narrowed { terms: &self.terms, marks: Some(&self.marks), offsets: None }
    }
}

/// More by hand: `PROPTEST_CASES=5000 cargo test -p offhook-timeline`.
pub(super) fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(400)
}
