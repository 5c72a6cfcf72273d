//! One made-up call from its first ring to its summary, and what the server shows of it at any time.

use std::sync::Arc;

use serde::Serialize;

use crate::config::Stamps;
use crate::stamp::{self, SECOND_US, Zone};

/// How long a call stays `initiated` before it rings.
const DIALLING_US: i64 = 2 * SECOND_US;

/// Everything that will have happened in one call. Instants are UTC microseconds.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) id: String,
    pub(crate) agent_id: Option<Arc<str>>,
    pub(crate) agent_name: Option<Arc<str>>,
    pub(crate) from_number: Option<Arc<str>>,
    pub(crate) to_number: Option<Arc<str>>,
    pub(crate) direction: &'static str,
    /// The last status; `None` is a null in the server's table.
    pub(crate) status: Option<&'static str>,
    pub(crate) duration_s: Option<i64>,
    pub(crate) sentiment: Option<&'static str>,
    pub(crate) summary: Option<String>,
    pub(crate) created_at_us: i64,
    /// `None` when nobody picked up.
    pub(crate) answered_at_us: Option<i64>,
    pub(crate) ended_at_us: i64,
    /// When summary and sentiment appear; equals the end for a call that gets none.
    pub(crate) settled_at_us: i64,
    pub(crate) zone: Zone,
}

/// One row as the server shows it: the documented fields in their order, then the observed ones.
#[derive(Debug, Serialize)]
pub(crate) struct ShownCall<'a> {
    pub(crate) id: &'a str,
    pub(crate) agent_id: Option<&'a str>,
    pub(crate) from_number: Option<&'a str>,
    pub(crate) to_number: Option<&'a str>,
    pub(crate) direction: &'a str,
    pub(crate) status: &'a str,
    pub(crate) duration: Option<i64>,
    pub(crate) sentiment: Option<&'a str>,
    pub(crate) call_summary: Option<&'a str>,
    pub(crate) created_at: String,
    pub(crate) agent_name: Option<&'a str>,
    pub(crate) started_at: Option<String>,
    pub(crate) ended_at: Option<String>,
}

impl Story {
    /// The status that is stored at `now_us`; `None` is null.
    pub(crate) fn status_at(&self, now_us: i64) -> Option<&'static str> {
        if now_us >= self.ended_at_us {
            self.status
        } else if self.answered_at_us.is_some_and(|answered_us| now_us >= answered_us) {
            Some("in-progress")
        } else if now_us >= self.created_at_us + DIALLING_US {
            Some("ringing")
        } else {
            Some("initiated")
        }
    }

    /// The row as it is shown at `now_us`: what has not happened yet is null.
    pub(crate) fn shown_at(&self, now_us: i64, stamps: Stamps) -> ShownCall<'_> {
        let ended = now_us >= self.ended_at_us;
        let settled = now_us >= self.settled_at_us;
        let stamp = |instant_us: i64| stamp::text(stamps.truncate(instant_us), self.zone);
        ShownCall {
            id: &self.id,
            agent_id: self.agent_id.as_deref(),
            from_number: self.from_number.as_deref(),
            to_number: self.to_number.as_deref(),
            direction: self.direction,
            status: self.status_at(now_us).unwrap_or("completed"),
            duration: self.duration_s.filter(|_| ended),
            sentiment: self.sentiment.filter(|_| settled),
            call_summary: self.summary.as_deref().filter(|_| settled),
            created_at: stamp(self.created_at_us),
            agent_name: self.agent_name.as_deref(),
            started_at: self.answered_at_us.filter(|at_us| now_us >= *at_us).map(stamp),
            ended_at: ended.then(|| stamp(self.ended_at_us)),
        }
    }

    /// Whether nothing of this call changes after `now_us`.
    pub(crate) fn is_settled_at(&self, now_us: i64) -> bool {
        now_us >= self.settled_at_us
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> Story {
        Story {
            id: "c1".into(),
            agent_id: None,
            agent_name: None,
            from_number: None,
            to_number: Some("+16045550142".into()),
            direction: "inbound",
            status: Some("completed"),
            duration_s: Some(60),
            sentiment: Some("neutral"),
            summary: Some("Asked for opening hours.".into()),
            created_at_us: 0,
            answered_at_us: Some(10 * SECOND_US),
            ended_at_us: 70 * SECOND_US,
            settled_at_us: 200 * SECOND_US,
            zone: Zone::Offset,
        }
    }

    #[test]
    fn a_call_lives_through_its_statuses_and_gets_its_summary_last() {
        let story = story();
        let seen = |second: i64| {
            let shown = story.shown_at(second * SECOND_US, Stamps::Microseconds);
            (shown.status, shown.duration, shown.call_summary.is_some(), shown.ended_at.is_some())
        };
        assert_eq!(seen(0), ("initiated", None, false, false));
        assert_eq!(seen(5), ("ringing", None, false, false));
        assert_eq!(seen(10), ("in-progress", None, false, false));
        assert_eq!(seen(70), ("completed", Some(60), false, true));
        assert_eq!(seen(200), ("completed", Some(60), true, true));
    }

    #[test]
    fn a_null_status_is_shown_as_completed() {
        let story = Story { status: None, ..story() };
        assert_eq!(story.status_at(i64::MAX), None);
        assert_eq!(story.shown_at(i64::MAX, Stamps::Seconds).status, "completed");
    }

    #[test]
    fn fields_come_in_the_documented_order() {
        let story = story();
        let shown = story.shown_at(0, Stamps::Microseconds);
        let text = serde_json::to_string(&shown).unwrap();
        assert_eq!(
            text,
            r#"{"id":"c1","agent_id":null,"from_number":null,"to_number":"+16045550142","direction":"inbound","status":"initiated","duration":null,"sentiment":null,"call_summary":null,"created_at":"1970-01-01T00:00:00+00:00","agent_name":null,"started_at":null,"ended_at":null}"#
        );
    }
}
