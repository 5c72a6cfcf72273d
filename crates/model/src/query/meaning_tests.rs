//! Law: a narrowed filter matches the calls that matched before and have the query's fields.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::{Filter, Instant, ZoneCalendar};

/// A call as far as these tests look at it.
#[derive(Debug)]
struct Seen {
    status: &'static str,
    sentiment: Option<&'static str>,
    from_digits: &'static str,
    duration_s: i64,
    at_us: i64,
    starred: bool,
    tags: Vec<&'static str>,
    numbers: [&'static str; 2],
}

const STATUSES: [&str; 3] = ["failed", "busy", "completed"];
const SENTIMENTS: [&str; 3] = ["positive", "Positive", "negative"];
const BEGINNINGS: [&str; 4] = ["1", "16", "1604", "49"];
const TAGS: [&str; 3] = ["billing", "vip", "late"];
const NUMBERS: [&str; 3] = ["+1", "+2", "+3"];
const DAY_US: i64 = 86_400_000_000;

fn seen() -> impl Strategy<Value = Seen> {
    let words =
        (select(&STATUSES[..]), of(select(&SENTIMENTS[..])), select(&["1604", "1700", "4930"][..]));
    let several = (
        proptest::sample::subsequence(&TAGS[..], 0..=3),
        [select(&NUMBERS[..]), select(&NUMBERS[..])],
    );
    (words, 0..5_i64, 0..5 * DAY_US, any::<bool>(), several).prop_map(
        |(words, duration_s, at_us, starred, (tags, numbers))| Seen {
            status: words.0,
            sentiment: words.1,
            from_digits: words.2,
            duration_s,
            at_us,
            starred,
            tags,
            numbers,
        },
    )
}

fn some(words: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    vec(select(words).prop_map(ToOwned::to_owned), 0..3)
}

fn filter() -> impl Strategy<Value = Filter> {
    let lists = (some(&STATUSES), some(&STATUSES), some(&SENTIMENTS), some(&BEGINNINGS));
    let day = of((0..5_i64).prop_map(|day| Instant::from_us(day * DAY_US)));
    let rest = (day, of(0..5_i64), any::<[Option<bool>; 2]>());
    let several = (some(&TAGS), vec(some(&TAGS), 0..2), some(&NUMBERS), vec(some(&NUMBERS), 0..2));
    (lists, rest, several).prop_map(|(lists, (from, max_duration_s, marked), several)| Filter {
        status: lists.0,
        statuses: lists.1,
        sentiment: lists.2,
        from_digits: lists.3,
        from,
        max_duration_s,
        starred: marked[0],
        tags: several.0,
        also_tags: several.1,
        phone_number: several.2,
        also_phone_number: several.3,
        with_sentiment: marked[1],
        ..Filter::everything()
    })
}

fn matches_filter(filter: &Filter, call: &Seen) -> bool {
    let any = |list: &[String], test: &dyn Fn(&str) -> bool| {
        list.is_empty() || list.iter().any(|word| test(word))
    };
    !filter.nothing
        && any(&filter.status, &|word| word == call.status)
        && any(&filter.statuses, &|word| word == call.status)
        && any(&filter.sentiment, &|word| {
            call.sentiment.is_some_and(|own| word.eq_ignore_ascii_case(own))
        })
        && filter.with_sentiment.is_none_or(|with| with == call.sentiment.is_some())
        && any(&filter.from_digits, &|digits| call.from_digits.starts_with(digits))
        && filter.from.is_none_or(|from| from.as_us() <= call.at_us)
        && filter.to.is_none_or(|to| call.at_us <= to.as_us())
        && filter.min_duration_s.is_none_or(|min| min <= call.duration_s)
        && filter.max_duration_s.is_none_or(|max| call.duration_s <= max)
        && filter.starred.is_none_or(|starred| starred == call.starred)
        && std::iter::once(&filter.tags)
            .chain(&filter.also_tags)
            .all(|list| any(list, &|tag| call.tags.contains(&tag)))
        && std::iter::once(&filter.phone_number)
            .chain(&filter.also_phone_number)
            .all(|list| any(list, &|number| call.numbers.contains(&number)))
}

/// A term, and whether a call has what it asks.
type Asked = (&'static str, fn(&Seen) -> bool);

/// Groups of which any will do, told apart from all that this crate does with them.
const GROUPS: [&[Asked]; 12] = [
    &[
        ("status:failed", |call| call.status == "failed"),
        ("status:busy", |call| call.status == "busy"),
        ("status:\"odd\"", |_| false),
    ],
    &[("is:missed", |call| call.status != "completed")],
    &[
        ("sentiment:POSITIVE", |call| call.sentiment.is_some_and(|own| own != "negative")),
        ("sentiment:negative", |call| call.sentiment == Some("negative")),
    ],
    &[
        ("from:+16", |call| call.from_digits.starts_with("16")),
        ("from:4", |call| call.from_digits.starts_with('4')),
    ],
    &[("is:starred", |call| call.starred)],
    &[("has:sentiment", |call| call.sentiment.is_some())],
    &[("has:no-sentiment", |call| call.sentiment.is_none())],
    &[("after:1970-01-03", |call| call.at_us >= 2 * DAY_US)],
    &[("before:1970-01-04", |call| call.at_us < 3 * DAY_US)],
    &[("duration:>2", |call| call.duration_s > 2)],
    &[
        ("tag:billing", |call| call.tags.contains(&"billing")),
        ("tag:vip", |call| call.tags.contains(&"vip")),
    ],
    &[
        ("phone:+1", |call| call.numbers.contains(&"+1")),
        ("phone:\"+2\"", |call| call.numbers.contains(&"+2")),
    ],
];

proptest! {
    #[test]
    fn narrowing_means_and(
        filter in filter(), call in seen(), chosen in vec(vec(any::<bool>(), 3), GROUPS.len()),
        and in vec(any::<bool>(), GROUPS.len()),
    ) {
        let mut text = String::new();
        let mut wanted = matches_filter(&filter, &call);
        for ((group, chosen), and) in GROUPS.iter().zip(chosen).zip(and) {
            let terms: Vec<&Asked> =
                group.iter().zip(chosen).filter(|(_, on)| *on).map(|(term, _)| term).collect();
            let between = if and { "& " } else { "" };
            text.extend(terms.iter().map(|(term, _)| format!("{term} {between}")));
            wanted &= terms.is_empty()
                || terms.iter().any(|(_, has)| has(&call)) && !and
                || terms.iter().all(|(_, has)| has(&call));
        }
        let calendar = ZoneCalendar::new(chrono::Utc, "1970-01-01".parse().unwrap());
        let query = Query::parse(&text, &calendar);
        let mut narrowed = filter;
        query.narrow(&mut narrowed);
        prop_assert_eq!(matches_filter(&narrowed, &call), wanted, "{}", &text);
        prop_assert_eq!(matches_filter(&settled(&narrowed), &call), wanted, "settled {}", text);
    }
}
