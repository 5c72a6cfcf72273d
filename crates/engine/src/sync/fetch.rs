//! One page, whatever it takes within reason: pacing, time-outs, retries with growing pauses.

use std::time::Duration;

use offhook_model::Instant;
use offhook_remote::{Error as RemoteError, Page, PageRequest};
use offhook_store::Cache;
use tokio_util::sync::CancellationToken;

use super::pace::{HOUR_US, Pace};
use super::progress::WaitingFor;
use super::source::Source;
use super::steady::{SteadyTime, micros};
use crate::{Clock, Error};

/// Pauses between tries: doubled each time, with up to half as much again at random.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The first pause.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { first: Duration::from_millis(500), longest: Duration::from_secs(30) }
    }
}

/// Tries for a page whose rows cannot all be read, before those rows are set aside.
const TRIES_FOR_UNREADABLE_ROWS: u32 = 3;
/// The clock is looked at this often while waiting, so that a computer that slept goes on at once.
const CLOCK_CHECK: Duration = Duration::from_secs(1);

/// A stated pause is never believed to be longer than the longest window of the service's limits.
const LONGEST_BELIEVED_PAUSE: Duration = Duration::from_secs(3_660);

/// What fetching needs to know and may change.
pub(super) struct Fetcher<'a, S> {
    pub(super) source: &'a S,
    pub(super) cache: &'a Cache,
    pub(super) clock: &'a dyn Clock,
    pub(super) cancel: &'a CancellationToken,
    pub(super) backoff: Backoff,
    pub(super) pace: Pace,
    pub(super) time: SteadyTime,
    pub(super) requests: u64,
    pub(super) retries: u64,
}

/// Told when a wait begins (with its end) and when it is over.
pub(super) type OnWait<'a> = &'a mut dyn FnMut(Option<(Instant, WaitingFor)>, u64);

impl<S: Source> Fetcher<'_, S> {
    /// Fetches one page.
    ///
    /// # Errors
    /// [`Error::Cancelled`], or the last [`Error::Remote`] once tries are used up.
    pub(super) async fn page(
        &mut self,
        request: &PageRequest,
        on_wait: OnWait<'_>,
    ) -> Result<Page, Error> {
        let mut tries = 0;
        loop {
            self.wait_for_pace(on_wait).await?;
            tries += 1;
            let error = match self.send(request).await? {
                Ok(page) => match self.judged(request, page, tries)? {
                    Ok(page) => return Ok(page),
                    Err(error) => error,
                },
                Err(RemoteError::PastEnd) if request.offset > 0 => return Ok(Page::default()),
                Err(error) => error,
            };
            if !error.is_transient() || tries >= most_tries(&error) {
                return Err(error.into());
            }
            self.retries += 1;
            let until = self.now().plus_us(micros(self.pause(&error, tries)));
            let why = match error {
                RemoteError::RateLimited { .. } => WaitingFor::RateLimit,
                _ => WaitingFor::Retry,
            };
            self.wait_until(until, why, on_wait).await?;
        }
    }

    /// The time of this run, in which every wait is reckoned.
    pub(super) fn now(&mut self) -> Instant {
        self.time.now(self.clock.now())
    }

    async fn send(&mut self, request: &PageRequest) -> Result<Result<Page, RemoteError>, Error> {
        let now = self.now();
        self.pace.note_sent(now);
        if self.pace.counts() {
            // What outlives this run is told by the wall clock, the only one that does.
            let wall = self.clock.now();
            self.cache.note_request(wall, wall.plus_us(-HOUR_US))?;
        }
        self.requests += 1;
        let answer = tokio::select! {
            () = self.cancel.cancelled() => return Err(Error::Cancelled),
            answer = self.source.page(request) => answer,
        };
        if let Ok(page) = &answer {
            let now = self.now();
            self.pace.learn(&page.quota, self.clock.now(), now);
        }
        Ok(answer)
    }

    /// Holds a page against itself. Rows that cannot be read are given a few chances, then they
    /// go through and are set aside.
    fn judged(
        &self,
        request: &PageRequest,
        page: Page,
        tries: u32,
    ) -> Result<Result<Page, RemoteError>, Error> {
        let promises_more = page.has_more || page.total.is_some_and(|total| total > 0);
        if page.rows() == 0 && request.offset == 0 && promises_more {
            let reason = "it is empty, and says that there is more".to_owned();
            return Ok(Err(RemoteError::Unreadable { reason }));
        }
        if tries < TRIES_FOR_UNREADABLE_ROWS {
            for row in &page.unreadable {
                if !self.cache.is_set_aside(row.key())? {
                    let call = row.id.as_deref().unwrap_or("without an id");
                    let reason = format!("call {call}: {}", row.problem);
                    return Ok(Err(RemoteError::Unreadable { reason }));
                }
            }
        }
        Ok(Ok(page))
    }

    fn pause(&self, error: &RemoteError, tries: u32) -> Duration {
        if let RemoteError::RateLimited { retry_after: Some(pause) } = error {
            return (*pause).min(LONGEST_BELIEVED_PAUSE);
        }
        let doubled = self.backoff.first.saturating_mul(1 << (tries - 1).min(16));
        let pause = doubled.min(self.backoff.longest);
        pause + pause.mul_f64(rand::random::<f64>() / 2.0)
    }

    /// Whether the next request must wait for the server's limit.
    pub(super) fn has_to_wait(&mut self) -> bool {
        let now = self.now();
        self.pace.free_at(now) > now
    }

    async fn wait_for_pace(&mut self, on_wait: OnWait<'_>) -> Result<(), Error> {
        let now = self.now();
        let free_at = self.pace.free_at(now);
        self.wait_until(free_at, WaitingFor::RateLimit, on_wait).await
    }

    async fn wait_until(
        &mut self,
        until: Instant,
        why: WaitingFor,
        on_wait: OnWait<'_>,
    ) -> Result<(), Error> {
        if self.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let mut waited = false;
        loop {
            let left_us = until.as_us().saturating_sub(self.now().as_us());
            let Some(left) = u64::try_from(left_us).ok().filter(|left| *left > 0) else { break };
            if !waited {
                on_wait(Some((self.clock.now().plus_us(left_us), why)), self.requests);
                waited = true;
            }
            tokio::select! {
                () = self.cancel.cancelled() => return Err(Error::Cancelled),
                () = tokio::time::sleep(Duration::from_micros(left).min(CLOCK_CHECK)) => {}
            }
        }
        if waited {
            on_wait(None, self.requests);
        }
        Ok(())
    }
}

/// A server that is not there is given up sooner than one that stumbles.
const fn most_tries(error: &RemoteError) -> u32 {
    match error {
        RemoteError::Unreachable { .. } | RemoteError::TimedOut => 3,
        RemoteError::RateLimited { .. } => 8,
        _ => 5,
    }
}
