//! What a stand-in server is asked to be: its size, its seed, and which reading of the contract it follows.

use chrono::{DateTime, Utc};

/// How one stand-in server is set up. Every field has a useful default.
///
/// The same `seed`, `calls`, `now`, `span_days` and `stamps` give the same calls.
///
/// ```
/// use offhook_demo_remote::Config;
/// let small = Config { calls: 50, seed: 3, ..Config::default() };
/// assert_eq!(small.max_limit, 1_000);
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    /// TCP port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// How many made-up calls exist at the start.
    pub calls: usize,
    /// Seed of everything that is made up or shuffled. Another seed is another account.
    pub seed: u64,
    /// The bearer token that is accepted; `None` derives one from the seed.
    pub token: Option<String>,
    /// `created_at` of the newest call. The default is the clock at the time of asking.
    pub now: DateTime<Utc>,
    /// How many days of history the made-up calls are spread over, at least 1.
    pub span_days: u32,
    /// Requests allowed; `None` means no limit and no `X-RateLimit-*` headers at all.
    pub rate_limit: Option<RateLimit>,
    /// Length of the limiter's minute in seconds (its hour is sixty of them). Tests shorten it.
    pub rate_minute_s: u64,
    /// Added to every answer, in milliseconds.
    pub latency_ms: u64,
    /// Whether answers are compressed for clients that accept gzip.
    pub gzip: bool,
    /// Whether `from_date` and `to_date` include their own instant.
    pub bounds: Bounds,
    /// The order in which calls are listed.
    pub order: Order,
    /// Precision in which timestamps are stored and shown.
    pub stamps: Stamps,
    /// Whether `total` tells the truth.
    pub total: Total,
    /// The largest `limit` that is honoured; a larger one is cut to it.
    pub max_limit: usize,
    /// Whether a few calls have a null status: shown as `completed`, matched by no status filter.
    pub null_statuses: bool,
    /// Whether time passes: new calls arrive every few seconds, and unsettled ones settle.
    pub live: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            calls: 2_400,
            seed: 7,
            token: None,
            now: Utc::now(),
            span_days: 120,
            rate_limit: None,
            rate_minute_s: 60,
            latency_ms: 0,
            gzip: true,
            bounds: Bounds::Inclusive,
            order: Order::Descending,
            stamps: Stamps::Microseconds,
            total: Total::Right,
            max_limit: 1_000,
            null_statuses: true,
            live: false,
        }
    }
}

/// How many requests one token may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests a minute.
    pub per_minute: u32,
    /// Requests an hour.
    pub per_hour: u32,
}

/// Whether a date bound includes its own instant. Documented: no; observed: yes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bounds {
    /// At or after, at or before.
    #[default]
    Inclusive,
    /// Strictly after, strictly before.
    Exclusive,
}

/// Order of a listing by `created_at`. Calls of the same instant come in a new order each request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Newest first, as observed.
    #[default]
    Descending,
    /// Oldest first.
    Ascending,
    /// No order at all, another one for each request.
    Random,
}

/// Precision in which the server stores and shows timestamps; what is finer is cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stamps {
    /// As Postgres does.
    #[default]
    Microseconds,
    /// Three digits of fraction.
    Milliseconds,
    /// No fraction.
    Seconds,
}

impl Stamps {
    /// The instant as this precision keeps it.
    pub(crate) fn truncate(self, instant_us: i64) -> i64 {
        let step_us = match self {
            Self::Microseconds => 1,
            Self::Milliseconds => 1_000,
            Self::Seconds => 1_000_000,
        };
        instant_us - instant_us.rem_euclid(step_us)
    }
}

/// What the response says in `total`. `has_more` stays right in every case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Total {
    /// The number of matching calls.
    #[default]
    Right,
    /// No such field.
    Missing,
    /// The right number plus this, never below 0.
    Off(i64),
}
