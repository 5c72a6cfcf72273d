//! Call summaries that read like real ones, put together from phrases in four languages.

mod english;
mod french;
mod german;
mod spanish;

use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// The language a call is held in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    English,
    German,
    French,
    Spanish,
}

/// How a call ended for the person on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Positive,
    Neutral,
    Negative,
}

/// Who may have placed a call on a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Inbound,
    Outbound,
    Either,
}

/// What a call can be about and how it can end.
struct Topic {
    side: Side,
    /// How often, compared with the other topics.
    weight: u32,
    /// The matter, in one sentence.
    matters: &'static [&'static str],
    /// The end of it; the sentence fits every matter of the topic.
    ends: &'static [(Mood, &'static str)],
}

/// The phrases of one language. `{slots}` in them are filled by [`fill`].
struct Phrasebook {
    topics: &'static [Topic],
    voicemails_in: &'static [&'static str],
    voicemails_out: &'static [&'static str],
    /// A last sentence that some summaries have; fits every mood.
    tails: &'static [&'static str],
    names: &'static [&'static str],
    days: &'static [&'static str],
    /// Anything that is sold.
    items: &'static [&'static str],
    /// What is sold and can stop working.
    machines: &'static [&'static str],
    services: &'static [&'static str],
    /// Hour and minute in words of the language.
    time: fn(u32, u32) -> String,
    /// Whole units and cents as an amount of money.
    amount: fn(u32, u32) -> String,
}

impl Language {
    fn phrasebook(self) -> &'static Phrasebook {
        match self {
            Self::English => &english::PHRASES,
            Self::German => &german::PHRASES,
            Self::French => &french::PHRASES,
            Self::Spanish => &spanish::PHRASES,
        }
    }
}

/// The summary of a held conversation with the person of this index, and the mood it ended in.
pub(crate) fn conversation(
    rng: &mut ChaCha8Rng,
    language: Language,
    outbound: bool,
    name_index: usize,
) -> (String, Mood) {
    let book = language.phrasebook();
    let topic = topic(rng, book, outbound);
    let (mood, end) = choose(rng, topic.ends, (Mood::Neutral, ""));
    let mut text = one_of(rng, book, topic.matters, name_index);
    text.push(' ');
    text.push_str(&fill(rng, book, end, name_index));
    if rng.random_bool(0.2) {
        text.push(' ');
        text.push_str(&one_of(rng, book, book.tails, name_index));
    }
    (text, mood)
}

/// What is kept of a call that ended on an answering machine.
pub(crate) fn voicemail(
    rng: &mut ChaCha8Rng,
    language: Language,
    outbound: bool,
    name_index: usize,
) -> String {
    let book = language.phrasebook();
    let phrases = if outbound { book.voicemails_out } else { book.voicemails_in };
    one_of(rng, book, phrases, name_index)
}

fn topic<'a>(rng: &mut ChaCha8Rng, book: &'a Phrasebook, outbound: bool) -> &'a Topic {
    let fits = |topic: &&Topic| match topic.side {
        Side::Either => true,
        Side::Inbound => !outbound,
        Side::Outbound => outbound,
    };
    let whole: u32 = book.topics.iter().filter(fits).map(|topic| topic.weight).sum();
    let mut left = rng.random_range(0..whole.max(1));
    book.topics
        .iter()
        .filter(fits)
        .find(|topic| {
            let found = left < topic.weight;
            left = left.saturating_sub(topic.weight);
            found
        })
        .unwrap_or(&book.topics[0])
}

fn choose<T: Copy>(rng: &mut ChaCha8Rng, from: &[T], otherwise: T) -> T {
    from.choose(rng).copied().unwrap_or(otherwise)
}

fn one_of(rng: &mut ChaCha8Rng, book: &Phrasebook, phrases: &[&str], name_index: usize) -> String {
    let phrase = choose(rng, phrases, "");
    fill(rng, book, phrase, name_index)
}

/// The phrase with every `{slot}` filled: name, day, time, order, amount, item,
/// machine, service.
fn fill(rng: &mut ChaCha8Rng, book: &Phrasebook, phrase: &str, name_index: usize) -> String {
    let mut text = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some((before, (slot, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        text.push_str(before);
        text.push_str(&word(rng, book, slot, name_index));
        rest = after;
    }
    text.push_str(rest);
    text
}

fn word(rng: &mut ChaCha8Rng, book: &Phrasebook, slot: &str, name_index: usize) -> String {
    match slot {
        "name" => book.names[name_index % book.names.len()].to_owned(),
        "day" => choose(rng, book.days, "").to_owned(),
        "item" => choose(rng, book.items, "").to_owned(),
        "machine" => choose(rng, book.machines, "").to_owned(),
        "service" => choose(rng, book.services, "").to_owned(),
        "time" => (book.time)(rng.random_range(8..18), 15 * rng.random_range(0..4)),
        "order" => format!("#{}", rng.random_range(40_100..98_900)),
        "amount" => {
            let cents = choose(rng, &[0, 50, 90, 95, 99], 0);
            (book.amount)(rng.random_range(12..690), cents)
        }
        unknown => format!("{{{unknown}}}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use rand::SeedableRng;

    use super::*;

    const LANGUAGES: [Language; 4] =
        [Language::English, Language::German, Language::French, Language::Spanish];

    #[test]
    fn no_slot_stays_open_and_no_summary_is_cut() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        for language in LANGUAGES {
            for index in 0..2_000 {
                let outbound = index % 2 == 0;
                let (held, _) = conversation(&mut rng, language, outbound, index);
                let left = voicemail(&mut rng, language, outbound, index);
                for text in [held, left] {
                    assert!(!text.contains(['{', '}']), "{text}");
                    assert!(!text.contains("  "), "{text}");
                    assert!(text.ends_with(['.', '!', '?', '»', '"']), "{text}");
                    assert!(text.len() > 25, "{text}");
                }
            }
        }
    }

    #[test]
    fn hardly_two_summaries_are_alike() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        for language in LANGUAGES {
            let texts: HashSet<String> =
                (0..1_000).map(|i| conversation(&mut rng, language, i % 2 == 0, i).0).collect();
            assert!(texts.len() > 900, "{language:?}: {}", texts.len());
        }
    }

    #[test]
    fn every_topic_can_end_in_more_than_one_mood_or_is_plain() {
        for language in LANGUAGES {
            let book = language.phrasebook();
            let moods = |wanted: Mood| {
                book.topics
                    .iter()
                    .filter(|t| t.ends.iter().any(|(mood, _)| *mood == wanted))
                    .count()
            };
            for mood in [Mood::Positive, Mood::Neutral, Mood::Negative] {
                assert!(moods(mood) >= 3, "{language:?} {mood:?}");
            }
        }
    }

    #[test]
    fn each_language_has_topics_for_both_directions() {
        for language in LANGUAGES {
            let topics = language.phrasebook().topics;
            assert!(topics.iter().any(|topic| topic.side == Side::Inbound), "{language:?}");
            assert!(topics.iter().any(|topic| topic.side == Side::Outbound), "{language:?}");
        }
    }
}
