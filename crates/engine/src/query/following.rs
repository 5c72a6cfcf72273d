//! The timeline, kept up to date with the cache: loaded from the index, caught up by what has
//! changed since, in this process or another, and saved again once it is worth it.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use offhook_model::Instant;
use offhook_store::{Cache, Entry as Stored, Followed, Index, IndexPart, Mark, Since};
use offhook_timeline::{Entry, Timeline, TimelineBuilder};

use crate::Error;

/// So many changed instants are read one by one; beyond them everything is read anew.
const MOST_INSTANTS: usize = 150_000;
/// Changes after which the timeline is saved, and the share of it, whichever is more.
const SAVE_AFTER: usize = 2_000;
const SAVE_AFTER_SHARE: usize = 50;

/// The timeline of one profile as it was last seen.
#[derive(Debug, Default)]
pub(crate) struct Following {
    seen: Mutex<Option<Seen>>,
    saving: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Clone, Debug)]
struct Seen {
    timeline: Timeline,
    mark: Mark,
    changes_since_saved: usize,
}

impl Following {
    /// As far as this one has come, going its own way from here: for a cache that stays as it is.
    pub(crate) fn forked(&self) -> Self {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Self { seen: Mutex::new(seen), saving: Mutex::default() }
    }

    /// The timeline of the calls as they are now. Costs two look-ups when nothing has changed.
    pub(crate) fn current(&self, cache: &Cache, index: &Arc<Index>) -> Result<Timeline, Error> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut present = match seen.take() {
            Some(present) => present,
            None => load(cache, index)?,
        };
        present.catch_up(cache)?;
        let timeline = present.timeline.clone();
        let worth_saving = present.is_worth_saving();
        if worth_saving {
            present.changes_since_saved = 0;
        }
        let mark = present.mark;
        *seen = Some(present);
        drop(seen);
        if worth_saving {
            self.save(timeline.clone(), followed(cache, mark)?, Arc::clone(index));
        }
        Ok(timeline)
    }

    /// On a thread of its own, for nobody waits for it. One that is lost is made up for by the
    /// next.
    fn save(&self, timeline: Timeline, followed: Followed, index: Arc<Index>) {
        let mut saving = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        if saving.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let work = move || {
            let _ = index.save_timeline(&timeline.to_parts(), &followed);
        };
        *saving = thread::Builder::new().name("save-timeline".to_owned()).spawn(work).ok();
    }
}

impl Drop for Following {
    /// A short-lived command waits for its own saving, or no command would ever get there.
    fn drop(&mut self) {
        let saving = self.saving.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = saving.take() {
            let _ = thread.join();
        }
    }
}

impl Seen {
    fn catch_up(&mut self, cache: &Cache) -> Result<(), Error> {
        match cache.since(self.mark, MOST_INSTANTS)? {
            Since::Nothing => {}
            Since::Instants(instants, mark) => {
                self.timeline = caught_up(&self.timeline, cache, &instants)?;
                self.mark = mark;
                self.changes_since_saved += instants.len();
            }
            Since::Everything(_) => *self = read_all(cache)?,
        }
        Ok(())
    }

    fn is_worth_saving(&self) -> bool {
        self.changes_since_saved >= SAVE_AFTER.max(self.timeline.len() / SAVE_AFTER_SHARE)
    }
}

/// As it was saved, when that belongs to this very cache; else from the calls themselves.
fn load(cache: &Cache, index: &Index) -> Result<Seen, Error> {
    if let Some(kept) = index.followed(IndexPart::Timeline)?
        && belongs_to(cache, &kept)?
        && let Ok(timeline) = Timeline::from_parts(&index.timeline()?)
    {
        return Ok(Seen { timeline, mark: kept.mark, changes_since_saved: 0 });
    }
    read_all(cache)
}

/// Whether what was followed is this cache, and not one that has been put back since.
pub(super) fn belongs_to(cache: &Cache, kept: &Followed) -> Result<bool, Error> {
    let last_id = cache.id_at(kept.mark.seq)?.unwrap_or_default();
    Ok(kept.history == cache.history()? && kept.last_id == last_id)
}

/// What tells this cache at this mark.
pub(super) fn followed(cache: &Cache, mark: Mark) -> Result<Followed, Error> {
    let last_id = cache.id_at(mark.seq)?.unwrap_or_default();
    Ok(Followed { history: cache.history()?, mark, last_id })
}

fn read_all(cache: &Cache) -> Result<Seen, Error> {
    let mut builder = TimelineBuilder::default();
    let mark = cache.visit_entries(|stored| {
        if let Some(entry) = entry(&stored) {
            builder.push(&entry);
        }
    })?;
    let timeline = builder.finish();
    let changes_since_saved = timeline.len();
    Ok(Seen { timeline, mark, changes_since_saved })
}

fn caught_up(before: &Timeline, cache: &Cache, instants: &[Instant]) -> Result<Timeline, Error> {
    let mut rows = Vec::new();
    cache.visit_entries_at(instants, |stored| rows.push(Owned::of(&stored)))?;
    let instants: Vec<i64> = instants.iter().map(|instant| instant.as_us()).collect();
    Ok(before.replaced(&instants, rows.iter().filter_map(Owned::entry)))
}

/// `None` for a row number beyond four thousand million, which no cache reaches.
fn entry<'a>(stored: &Stored<'a>) -> Option<Entry<'a>> {
    Some(Entry {
        seq: u32::try_from(stored.seq).ok()?,
        created_at_us: stored.created_at.as_us(),
        direction: stored.direction,
        status: stored.status,
        agent_id: stored.agent_id,
        from_number: stored.from_number,
        to_number: stored.to_number,
        duration_s: stored.duration_s,
        sentiment: stored.sentiment,
        removed: stored.removed,
    })
}

/// A row that outlives the statement it was read by.
struct Owned {
    seq: i64,
    created_at: Instant,
    words: [Option<String>; 6],
    duration_s: Option<i64>,
    removed: bool,
}

impl Owned {
    fn of(stored: &Stored<'_>) -> Self {
        let words = [
            stored.direction,
            stored.status,
            stored.agent_id,
            stored.from_number,
            stored.to_number,
            stored.sentiment,
        ];
        Self {
            seq: stored.seq,
            created_at: stored.created_at,
            words: words.map(|word| word.map(str::to_owned)),
            duration_s: stored.duration_s,
            removed: stored.removed,
        }
    }

    fn entry(&self) -> Option<Entry<'_>> {
        let [direction, status, agent_id, from_number, to_number, sentiment] =
            self.words.each_ref().map(Option::as_deref);
        entry(&Stored {
            seq: self.seq,
            created_at: self.created_at,
            direction,
            status,
            agent_id,
            from_number,
            to_number,
            duration_s: self.duration_s,
            sentiment,
            removed: self.removed,
        })
    }
}
