//! What a timeline counts for the insights screen.

use offhook_model::Filter;

use crate::{Narrowed, Offsets};

/// Calls that ended, by how; the first is an answered one.
pub(crate) const ENDED: [&str; 5] = ["completed", "no-answer", "busy", "failed", "canceled"];
/// The sentiment that is counted by agent, in lower case.
pub(crate) const NEGATIVE: &str = "negative";
/// Most frequent numbers that are given.
pub const TOP_NUMBERS: usize = 20;

/// What figures are wanted of.
#[derive(Clone, Copy, Debug)]
pub struct FiguresOf<'a> {
    /// Which calls; order and page are passed over, and `query` is not read here.
    pub filter: &'a Filter,
    /// What the timeline cannot know by itself.
    pub narrowed: Narrowed<'a>,
    /// Ascending edges of the time buckets in UTC microseconds, one more than buckets: a bucket
    /// holds its lower edge, not its upper one. Fewer than two: no buckets.
    pub edges_us: &'a [i64],
    /// The clocks that tell a call's hour and weekday.
    pub offsets: &'a Offsets,
}

/// All figures of the calls that match, from one snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Every call that matches.
    pub tally: Tally,
    /// `created_at` of the newest and the oldest of them, UTC microseconds.
    pub newest_and_oldest_us: Option<(i64, i64)>,
    /// The duration that at least half of the calls with one do not exceed, in seconds.
    pub median_s: Option<i32>,
    /// The duration that at least nine in ten of the calls with one do not exceed, in seconds.
    pub p90_s: Option<i32>,
    /// By weekday from Monday, then by hour.
    pub hours: [[u64; 24]; 7],
    /// By status, most calls first; `None` stands for calls without one.
    pub statuses: Vec<Trend>,
    /// By sentiment in lower case, most calls first; `None` stands for calls without one.
    pub sentiments: Vec<Trend>,
    /// By agent id, most calls first; `None` stands for calls without an agent.
    pub agents: Vec<(Option<String>, Tally)>,
    /// The other party's number with its calls, most first, at most [`TOP_NUMBERS`]: who rang on
    /// an inbound call, who was rung on an outbound one. Calls without it count for none.
    pub numbers: Vec<(String, u64)>,
}

/// One word of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// The word.
    pub value: Option<String>,
    /// Not one word, but all that are not among the [`crate::TOP_WORDS`] with most calls; last.
    pub others: bool,
    /// Calls that have it.
    pub calls: u64,
    /// Those of them in each time bucket.
    pub counts: Vec<u64>,
}

/// What is summed up of a set of calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub calls: u64,
    /// Those with status `completed`.
    pub answered: u64,
    /// Those that ended in any of the five ways a call ends: `completed`, `no-answer`, `busy`,
    /// `failed` or `canceled`.
    pub ended: u64,
    /// Those that have a duration.
    pub with_duration: u64,
    /// Their durations together, in seconds.
    pub duration_s: i64,
    /// Those that have a sentiment.
    pub with_sentiment: u64,
    /// Those whose sentiment is negative.
    pub negative: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, more: &Self) {
        self.calls += more.calls;
        self.answered += more.answered;
        self.ended += more.ended;
        self.with_duration += more.with_duration;
        self.duration_s += more.duration_s;
        self.with_sentiment += more.with_sentiment;
        self.negative += more.negative;
    }
}
