//! What can go wrong on demand, and the plan that says when.

use std::collections::{HashMap, VecDeque};

/// One way to answer a request badly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 500 with the error envelope.
    Status500,
    /// 502 with an HTML page, as a proxy in front of the service answers.
    Html502,
    /// 429 with the error envelope, and `Retry-After` when given.
    TooMany {
        /// Seconds in the `Retry-After` header.
        retry_after_s: Option<u64>,
    },
    /// The connection closes without a byte of an answer.
    DropConnection,
    /// Status line and headers arrive, then the connection breaks.
    DropBeforeBody,
    /// The connection breaks after half of the announced body.
    DropMidBody,
    /// Status and `Content-Length` agree, the connection closes cleanly, but the JSON is cut.
    CutBody,
    /// 200 with valid JSON that is no page of calls.
    WrongShape,
    /// 200 with no calls, the right total, and `has_more: true`.
    EmptyPageHasMore,
    /// The first call of the page has an object where this field's value should be.
    UnreadableRow {
        /// Name of the field.
        field: String,
    },
    /// No answer, ever; the connection stays open until a side gives up.
    Hang,
    /// The right answer, this much later.
    Slow {
        /// Milliseconds.
        ms: u64,
    },
    /// 401, although the token is right: as after it was revoked.
    Unauthorized,
    /// 200 with a body that goes on for a gibibyte.
    HugeBody,
    /// The same, compressed to about a mebibyte.
    GzipBomb,
    /// 307 to this address.
    RedirectTo(String),
}

/// Which of the coming requests fail, and how.
#[derive(Debug, Default)]
pub(crate) struct FaultPlan {
    /// One entry for each of the next requests; `None` lets it pass.
    next: VecDeque<Option<Fault>>,
    every: Option<(u64, Fault)>,
    /// Requests seen since `every` was set.
    since_every: u64,
    /// Id of a call to the field that is unreadable in it.
    spoiled: HashMap<String, String>,
}

impl FaultPlan {
    pub(crate) fn fail_next(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.next.extend(faults.into_iter().map(Some));
    }

    pub(crate) fn pass_next(&mut self, requests: usize) {
        self.next.extend(std::iter::repeat_n(None, requests));
    }

    pub(crate) fn fail_every(&mut self, nth: u64, fault: Fault) {
        self.every = Some((nth.max(1), fault));
        self.since_every = 0;
    }

    pub(crate) fn spoil_row(&mut self, id: &str, field: &str) {
        self.spoiled.insert(id.to_owned(), field.to_owned());
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The fault of the request that is being answered. A planned one goes before a regular one.
    pub(crate) fn take(&mut self) -> Option<Fault> {
        self.since_every += 1;
        if let Some(planned) = self.next.pop_front() {
            return planned;
        }
        let (nth, fault) = self.every.as_ref()?;
        self.since_every.is_multiple_of(*nth).then(|| fault.clone())
    }

    /// The field that is unreadable in this call, for as long as the plan says so.
    pub(crate) fn spoiled_field(&self, id: &str) -> Option<&str> {
        self.spoiled.get(id).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planned_faults_come_in_order_and_once() {
        let mut plan = FaultPlan::default();
        plan.pass_next(1);
        plan.fail_next([Fault::Status500, Fault::Html502]);
        let taken: Vec<_> = (0..4).map(|_| plan.take()).collect();
        assert_eq!(taken, [None, Some(Fault::Status500), Some(Fault::Html502), None]);
    }

    #[test]
    fn every_third_request_fails_until_cleared() {
        let mut plan = FaultPlan::default();
        plan.fail_every(3, Fault::Hang);
        let failed: Vec<_> = (0..7).map(|_| plan.take().is_some()).collect();
        assert_eq!(failed, [false, false, true, false, false, true, false]);
        plan.clear();
        assert!((0..9).all(|_| plan.take().is_none()));
    }
}
