//! Which calls a person is told of without asking: those that are new here and negative, each once.
//!
//! A call is new when it came after the mark that is set before a sync. It often comes without its
//! sentiment, so it is waited for until it settles. What was told stands in the cache itself: one
//! that is made anew begins anew, and its first sync tells nothing.

use std::sync::PoisonError;

use offhook_model::Instant;
use offhook_model::phone::readable;
use offhook_store::{Newcomer, StateKey};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::query::AgentNames;
use crate::{Error, Profile};

/// Calls that are described; the others are only counted.
const DESCRIBED: usize = 3;
/// A sync reads a call again for so long; after that no sentiment is expected.
const WAITED_US: i64 = 48 * 3_600 * 1_000_000;
/// Far more calls than a manager has in two days.
const MOST_WAITING: usize = 20_000;
/// Characters of a summary: two lines of a notification.
const SUMMARY_CHARACTERS: usize = 120;

/// New calls with a negative sentiment, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NegativeCalls {
    /// How many there are.
    pub count: usize,
    /// The newest of them, at most three, newest first.
    pub newest: Vec<NegativeCall>,
}

/// One of them in a few words, each on one line and without control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NegativeCall {
    /// The other party's number as people read it.
    pub number: Option<String>,
    /// What a person calls the agent.
    pub agent: Option<String>,
    /// The beginning of the summary.
    pub summary: Option<String>,
}

/// What a person has been told, or need not be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    /// Calls that came up to this row have been looked at.
    seq: i64,
    /// Those of them whose sentiment may still come.
    waiting: Vec<i64>,
}

impl Profile {
    /// Notices calls that come from now on. Nothing is new before a first sync has come to its end.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read or written.
    pub fn watch_for_negative(&self) -> Result<(), Error> {
        if self.told()?.is_none() && self.cache.state(StateKey::VerifiedAt)?.is_some() {
            self.remember(&Told { seq: self.cache.mark()?.seq, waiting: Vec::new() })?;
        }
        Ok(())
    }

    /// Notices nothing until [`Self::watch_for_negative`] is called again.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read or written.
    pub fn stop_watching(&self) -> Result<(), Error> {
        if self.cache.state(StateKey::Told)?.is_some() {
            self.cache.set_state(StateKey::Told, None)?;
        }
        Ok(())
    }

    /// The new negative calls that were not told before; they count as told now, so that a crash
    /// leaves one untold rather than telling it twice.
    ///
    /// # Errors
    /// [`Error::Store`] when the cache cannot be read or written.
    pub fn new_negative_calls(&self, now: Instant) -> Result<Option<NegativeCalls>, Error> {
        let _telling = self.telling.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(told) = self.told()? else { return Ok(None) };
        let newcomers = self.cache.newcomers(told.seq, &told.waiting)?;
        let (negative, next) = sift(&told, &newcomers, now);
        if next != told {
            self.remember(&next)?;
        }
        if negative.is_empty() {
            return Ok(None);
        }
        let newest = self.described(&negative[..negative.len().min(DESCRIBED)])?;
        Ok(Some(NegativeCalls { count: negative.len(), newest }))
    }

    fn described(&self, seqs: &[i64]) -> Result<Vec<NegativeCall>, Error> {
        let names = AgentNames::read(self)?;
        let rows: Vec<u32> = seqs.iter().filter_map(|seq| u32::try_from(*seq).ok()).collect();
        let mut described = Vec::new();
        self.cache.visit_rows(&rows, |_, document| {
            described.push(NegativeCall::of(document, &names));
            std::ops::ControlFlow::Continue(())
        })?;
        Ok(described)
    }

    /// What cannot be read counts as nothing told yet, which tells too little rather than too much.
    fn told(&self) -> Result<Option<Told>, Error> {
        let text = self.cache.state(StateKey::Told)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    fn remember(&self, told: &Told) -> Result<(), Error> {
        let text = serde_json::to_string(told).unwrap_or_default();
        Ok(self.cache.set_state(StateKey::Told, Some(&text))?)
    }
}

/// The rows to tell of, newest call first, and what is told with that.
fn sift(told: &Told, newcomers: &[Newcomer], now: Instant) -> (Vec<i64>, Told) {
    let is_negative = |call: &&Newcomer| {
        call.sentiment.as_deref().is_some_and(|word| word.trim().eq_ignore_ascii_case("negative"))
    };
    let here = || newcomers.iter().filter(|call| !call.removed);
    let mut negative: Vec<&Newcomer> = here().filter(is_negative).collect();
    negative.sort_by_key(|call| std::cmp::Reverse((call.created_at, call.seq)));
    let young = now.plus_us(-WAITED_US);
    let mut waiting: Vec<i64> = here()
        .filter(|call| !is_negative(call) && !call.settled && call.created_at >= young)
        .map(|call| call.seq)
        .collect();
    waiting.drain(..waiting.len().saturating_sub(MOST_WAITING));
    let seq = newcomers.iter().map(|call| call.seq).fold(told.seq, i64::max);
    (negative.into_iter().map(|call| call.seq).collect(), Told { seq, waiting })
}

impl NegativeCall {
    /// A document that cannot be read is a call that nothing is known of.
    fn of(document: &str, names: &AgentNames) -> Self {
        let fields: Map<String, Value> = serde_json::from_str(document).unwrap_or_default();
        let text = |field: &str| fields.get(field).and_then(Value::as_str);
        let outbound = text("direction") == Some("outbound");
        let party = text(if outbound { "to_number" } else { "from_number" });
        let agent = text("agent_id").and_then(|id| names.of(id)).or(text("agent_name"));
        Self {
            number: party.and_then(|number| readable(number).or_else(|| one_line(number))),
            agent: agent.and_then(one_line),
            summary: text("call_summary").and_then(one_line),
        }
    }
}

/// Its words on one line, cut to a few; `None` where there are none. Characters that steer a screen
/// or turn the direction of writing are left out: it is shown beside what others have written.
fn one_line(text: &str) -> Option<String> {
    let steers = |c: &char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}');
    // So much is looked at that a cut can be seen, whatever the length.
    let seen: String = text.chars().take(20 * SUMMARY_CHARACTERS).collect();
    let words: Vec<String> = seen
        .split(|c: char| c.is_whitespace() || c.is_control())
        .map(|word| word.chars().filter(|c| !steers(c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let line = words.join(" ");
    if line.chars().count() <= SUMMARY_CHARACTERS {
        return Some(line).filter(|line| !line.is_empty());
    }
    let cut: String = line.chars().take(SUMMARY_CHARACTERS - 1).collect();
    Some(format!("{}…", cut.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_US: i64 = 3_600_000_000;
    const NOW: Instant = Instant::from_us(1_000 * HOUR_US);

    fn call(seq: i64, hours_ago: i64, sentiment: Option<&str>) -> Newcomer {
        Newcomer {
            seq,
            created_at: NOW.plus_us(-hours_ago * HOUR_US),
            sentiment: sentiment.map(str::to_owned),
            settled: sentiment.is_some(),
            removed: false,
        }
    }

    fn told(seq: i64, waiting: &[i64]) -> Told {
        Told { seq, waiting: waiting.to_vec() }
    }

    #[test]
    fn new_negative_calls_are_told_newest_first_and_others_are_not() {
        let calls = [
            call(11, 3, Some("Negative")),
            call(12, 1, Some("negative")),
            call(13, 2, Some("positive")),
            call(14, 2, Some("NEGATIVE ")),
        ];
        assert_eq!(sift(&told(10, &[]), &calls, NOW), (vec![12, 14, 11], told(14, &[])));
    }

    #[test]
    fn a_call_whose_sentiment_comes_later_is_told_then_and_only_once() {
        let (none, waiting) = sift(&told(10, &[]), &[call(11, 1, None)], NOW);
        assert_eq!((none, &waiting), (vec![], &told(11, &[11])));
        let (negative, done) = sift(&waiting, &[call(11, 1, Some("negative"))], NOW);
        assert_eq!((negative, &done), (vec![11], &told(11, &[])));
        assert_eq!(sift(&done, &[], NOW), (vec![], done));
    }

    #[test]
    fn nobody_waits_for_a_sentiment_for_ever() {
        assert_eq!(sift(&told(10, &[10]), &[call(10, 49, None)], NOW).1, told(10, &[]));
        let settled = Newcomer { settled: true, ..call(10, 1, None) };
        assert_eq!(sift(&told(10, &[10]), &[settled], NOW).1, told(10, &[]));
        let many: Vec<_> = (1..=30_000).map(|seq| call(seq, 1, None)).collect();
        assert_eq!(sift(&told(0, &[]), &many, NOW).1.waiting.len(), MOST_WAITING);
    }

    #[test]
    fn a_call_that_is_gone_from_the_server_is_no_news() {
        let gone = Newcomer { removed: true, ..call(11, 1, Some("negative")) };
        assert_eq!(sift(&told(10, &[]), &[gone], NOW), (vec![], told(11, &[])));
    }

    #[test]
    fn a_line_has_no_breaks_no_control_characters_and_an_end() {
        let odd = "  Angry\n\tabout \u{202E}the\u{0} bill \u{200B} ";
        assert_eq!(one_line(odd).unwrap(), "Angry about the bill");
        assert_eq!(one_line(" \n\u{200E}"), None);
        let long = one_line(&"wörter".repeat(100_000)).unwrap();
        assert_eq!((long.chars().count(), long.chars().last()), (SUMMARY_CHARACTERS, Some('…')));
    }

    #[test]
    fn the_other_party_is_named_and_an_odd_document_breaks_nothing() {
        let names = AgentNames::default();
        let document = r#"{"direction": "outbound", "from_number": "+49 1", "to_number": "+49 2",
                           "agent_id": "a", "agent_name": "Ada", "call_summary": "Left\nangry"}"#;
        let some = |text: &str| Some(text.to_owned());
        let expected =
            NegativeCall { number: some("+49 2"), agent: some("Ada"), summary: some("Left angry") };
        assert_eq!(NegativeCall::of(document, &names), expected);
        for odd in ["", "[]", "{\"from_number\": 5}", "{\"call_summary\": null}"] {
            assert_eq!(NegativeCall::of(odd, &names), NegativeCall::default(), "{odd}");
        }
    }
}
