//! What a notification of new negative calls says.

use offhook_engine::{NegativeCall, NegativeCalls};
use offhook_model::Language;

use crate::words;

/// A title and a few lines, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) title: String,
    pub(crate) body: String,
    /// The word for what a click does.
    pub(crate) show: &'static str,
}

impl Notice {
    pub(crate) fn of(news: &NegativeCalls, language: Language) -> Self {
        let mut lines: Vec<String> = news.newest.iter().filter_map(line).collect();
        // One call has the room to say what it was about; of several the numbers tell most.
        if let ([_], Some(summary)) = (&news.newest[..], summary_of_the_newest(news)) {
            lines.push(summary);
        }
        let untold = news.count.saturating_sub(news.newest.len());
        if untold > 0 {
            lines.push(words::and_more(language, untold));
        }
        Self {
            title: words::new_negative_calls(language, news.count),
            body: lines.join("\n"),
            show: words::show(language),
        }
    }
}

fn summary_of_the_newest(news: &NegativeCalls) -> Option<String> {
    news.newest.first()?.summary.clone()
}

fn line(call: &NegativeCall) -> Option<String> {
    let parts: Vec<&str> = call.number.iter().chain(&call.agent).map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(number: &str, agent: Option<&str>, summary: &str) -> NegativeCall {
        NegativeCall {
            number: Some(number.to_owned()),
            agent: agent.map(str::to_owned),
            summary: Some(summary.to_owned()),
        }
    }

    #[test]
    fn one_call_says_what_it_was_about() {
        let newest = vec![call("+491701234567", Some("Ada"), "Waited for a refund.")];
        let notice = Notice::of(&NegativeCalls { count: 1, newest }, Language::English);
        assert_eq!(notice.title, "1 new negative call");
        assert_eq!(notice.body, "+491701234567 · Ada\nWaited for a refund.");
    }

    #[test]
    fn of_many_the_newest_are_named_and_the_others_counted() {
        let newest =
            vec![call("1", Some("Ada"), "a"), call("2", None, "b"), NegativeCall::default()];
        let notice = Notice::of(&NegativeCalls { count: 5, newest }, Language::German);
        assert_eq!(notice.title, "5 neue negative Anrufe");
        assert_eq!(notice.body, "1 · Ada\n2\nund 2 weitere");
    }

    #[test]
    fn a_call_of_which_nothing_is_known_is_counted_all_the_same() {
        let newest = vec![NegativeCall::default()];
        let notice = Notice::of(&NegativeCalls { count: 1, newest }, Language::English);
        assert_eq!((notice.title.as_str(), notice.body.as_str()), ("1 new negative call", ""));
    }
}
