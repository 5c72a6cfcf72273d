//! Makes up calls: who called whom, how it ended, how long it took and what was said.

use std::sync::Arc;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Builder;

use crate::config::Config;
use crate::people::{Agent, People, Person};
use crate::rhythm::{self, Region};
use crate::stamp::{SECOND_US, Zone};
use crate::story::Story;
use crate::summaries::{self, Mood};

const DAY_US: i64 = 86_400 * SECOND_US;

/// Seconds before `now` at which the newest calls began: some still ring, some lack their summary.
const NEWEST_AGES_S: [i64; 9] = [0, 6, 35, 70, 210, 300, 380, 450, 560];

/// One status and how often calls end in it, of 1,000: inbound, outbound.
const STATUSES: [(&str, u32, u32); 6] = [
    ("completed", 835, 640),
    ("no-answer", 65, 165),
    ("voicemail", 45, 85),
    ("busy", 20, 70),
    ("failed", 20, 25),
    ("canceled", 15, 15),
];

/// A source of calls. The same settings give the same calls in the same order.
#[derive(Debug)]
pub(crate) struct Maker {
    rng: ChaCha8Rng,
    people: People,
    calls: usize,
    now_us: i64,
    from_us: i64,
    null_statuses: bool,
}

/// What is decided about a call before the rest is made up.
#[derive(Clone, Copy)]
struct Wish {
    created_at_us: i64,
    /// A conversation that takes a while, not a draw of the usual outcomes.
    held: bool,
    /// Over in seconds, so that somebody who watches sees it settle.
    brisk: bool,
    region: Option<Region>,
    outbound: Option<bool>,
}

impl Wish {
    const fn at(created_at_us: i64) -> Self {
        Self { created_at_us, held: false, brisk: false, region: None, outbound: None }
    }
}

impl Maker {
    pub(crate) fn new(config: &Config) -> Self {
        let now_us = config.stamps.truncate(config.now.timestamp_micros());
        Self {
            rng: ChaCha8Rng::seed_from_u64(config.seed),
            people: People::new(config.seed, config.calls),
            calls: config.calls,
            now_us,
            from_us: now_us - i64::from(config.span_days.max(1)) * DAY_US,
            null_statuses: config.null_statuses,
        }
    }

    /// Hands over the calls that exist at the start, about oldest first; the newest is at `now`.
    pub(crate) fn history(&mut self, mut take: impl FnMut(Story)) {
        let newest = self.calls.min(NEWEST_AGES_S.len());
        let mut older = self.calls - newest;
        let newest_began_us =
            self.now_us - (NEWEST_AGES_S[NEWEST_AGES_S.len() - 1] + 60) * SECOND_US;
        let mut moments = rhythm::moments(&mut self.rng, self.from_us, newest_began_us, older);
        while let Some(at_us) = moments.next() {
            let size = self.burst_size().min(older);
            self.burst(at_us, size, &mut take);
            older -= size;
            // The calls of a burst take the places of the next moments.
            for _ in 1..size {
                moments.next();
            }
        }
        for age_s in NEWEST_AGES_S[..newest].iter().rev() {
            let at_us = self.now_us - age_s * SECOND_US;
            let jitter_us = if *age_s == 0 { 0 } else { self.rng.random_range(0..2 * SECOND_US) };
            take(self.story(Wish { held: true, ..Wish::at(at_us + jitter_us) }));
        }
    }

    /// A finished call of this instant.
    pub(crate) fn call_at(&mut self, created_at_us: i64) -> Story {
        self.story(Wish::at(created_at_us))
    }

    /// A call that begins now and settles within a minute or two.
    pub(crate) fn brisk_call_at(&mut self, created_at_us: i64) -> Story {
        self.story(Wish { brisk: true, ..Wish::at(created_at_us) })
    }

    /// How many calls begin at the same instant: nearly always one, now and then a campaign's.
    fn burst_size(&mut self) -> usize {
        if self.rng.random_ratio(1, 130) { self.rng.random_range(2..=5) } else { 1 }
    }

    fn burst(&mut self, at_us: i64, size: usize, take: &mut impl FnMut(Story)) {
        let imported = at_us < self.from_us + (self.now_us - self.from_us) / 12;
        let on_the_second = imported || self.rng.random_ratio(1, 50);
        let at_us = if on_the_second { at_us - at_us.rem_euclid(SECOND_US) } else { at_us };
        let campaign = (size > 1).then(|| rhythm::region_at(&mut self.rng, at_us));
        for _ in 0..size {
            let wish =
                Wish { region: campaign, outbound: campaign.map(|_| true), ..Wish::at(at_us) };
            let story = self.story(wish);
            let zone = if imported { Zone::Letter } else { Zone::Offset };
            take(Story { zone, ..story });
        }
    }

    fn story(&mut self, wish: Wish) -> Story {
        let Wish { created_at_us, outbound, .. } = wish;
        let agent = self.agent(wish);
        let rng = &mut self.rng;
        let id = Builder::from_random_bytes(rng.random()).into_uuid().to_string();
        let person = self.people.person(rng, &agent);
        let outbound = outbound.unwrap_or_else(|| rng.random_bool(agent.outbound_share));
        let course = course(rng, wish, outbound);
        let (summary, sentiment) = said(rng, &course, &agent, outbound, &person);
        let (from_number, to_number) = ends(rng, &agent, person, outbound);
        let delay_us =
            if summary.is_some() || sentiment.is_some() { course.summary_delay_us } else { 0 };
        // Drawn in any case, so that the switch changes nothing but the status.
        let status_lost =
            rng.random_ratio(1, 150) && self.null_statuses && course.status == "completed";
        let agent_lost = rng.random_ratio(1, 90);
        Story {
            id,
            agent_name: agent.name.filter(|_| !agent_lost),
            agent_id: Some(agent.id).filter(|_| !agent_lost),
            from_number,
            to_number,
            direction: if outbound { "outbound" } else { "inbound" },
            status: Some(course.status).filter(|_| !status_lost),
            duration_s: course.duration_s,
            sentiment,
            summary,
            created_at_us,
            answered_at_us: course.answered_at_us,
            ended_at_us: course.ended_at_us,
            settled_at_us: course.ended_at_us + delay_us,
            zone: Zone::Offset,
        }
    }

    /// Somebody who is at work at that time, in the wished region or in one that is awake.
    fn agent(&mut self, wish: Wish) -> Agent {
        let at_us = wish.created_at_us;
        let region = wish.region.unwrap_or_else(|| rhythm::region_at(&mut self.rng, at_us));
        let progress = (at_us - self.from_us) as f64 / (self.now_us - self.from_us) as f64;
        self.people.agent(&mut self.rng, region, progress.clamp(0.0, 1.0)).clone()
    }
}

/// The outer course of a call: how it ended and when.
struct Course {
    status: &'static str,
    duration_s: Option<i64>,
    answered_at_us: Option<i64>,
    ended_at_us: i64,
    summary_delay_us: i64,
}

fn course(rng: &mut ChaCha8Rng, wish: Wish, outbound: bool) -> Course {
    let status = if wish.held { "completed" } else { status(rng, outbound) };
    let talk_s = match status {
        "completed" if wish.brisk => Some(rng.random_range(8..50)),
        "completed" if wish.held => Some(rng.random_range(110..300)),
        "completed" => Some(talk_s(rng)),
        "voicemail" => Some(rng.random_range(9..55)),
        _ => None,
    };
    let ring_s = match status {
        "no-answer" if wish.brisk => rng.random_range(8..15),
        "no-answer" => rng.random_range(25..60),
        _ if wish.brisk => rng.random_range(3..6),
        _ => rng.random_range(3..22),
    };
    let ring_us = ring_s * SECOND_US + rng.random_range(0..SECOND_US);
    let picked_up_us = wish.created_at_us + ring_us;
    let summary_delay_s = match (wish.brisk, wish.held) {
        (true, _) => rng.random_range(5..20),
        (_, true) => rng.random_range(240..360),
        _ => rng.random_range(40..240),
    };
    // A call nobody took has sometimes no duration and sometimes zero seconds.
    let untaken_s = rng.random_bool(0.5).then_some(0);
    Course {
        status,
        duration_s: talk_s.or(untaken_s),
        answered_at_us: talk_s.map(|_| picked_up_us),
        ended_at_us: picked_up_us + talk_s.unwrap_or(0) * SECOND_US,
        summary_delay_us: summary_delay_s * SECOND_US,
    }
}

fn status(rng: &mut ChaCha8Rng, outbound: bool) -> &'static str {
    let mut left = rng.random_range(0..1_000);
    for (status, inbound_share, outbound_share) in STATUSES {
        let share = if outbound { outbound_share } else { inbound_share };
        if left < share {
            return status;
        }
        left -= share;
    }
    "completed"
}

/// Most conversations take one to four minutes, a few take twenty.
fn talk_s(rng: &mut ChaCha8Rng) -> i64 {
    let spread = rng.random::<f64>() + rng.random::<f64>() + rng.random::<f64>() - 1.5;
    (120.0 * (spread * 1.9).exp()).clamp(4.0, 1_500.0) as i64
}

/// Summary and sentiment; both are missing when nothing was said.
fn said(
    rng: &mut ChaCha8Rng,
    course: &Course,
    agent: &Agent,
    outbound: bool,
    person: &Person,
) -> (Option<String>, Option<&'static str>) {
    match course.status {
        "completed" if course.duration_s.is_some_and(|duration_s| duration_s >= 10) => {
            let (summary, mood) =
                summaries::conversation(rng, agent.language, outbound, person.name_index);
            (Some(summary), Some(sentiment(rng, mood)))
        }
        // Hung up within seconds: the sentiment is guessed now and then, a summary never.
        "completed" => (None, rng.random_bool(0.3).then_some("neutral")),
        "voicemail" => {
            let text = summaries::voicemail(rng, agent.language, outbound, person.name_index);
            (Some(text), rng.random_bool(0.5).then_some("neutral"))
        }
        _ => (None, None),
    }
}

/// The word for a mood; the service writes it with a capital letter at times.
fn sentiment(rng: &mut ChaCha8Rng, mood: Mood) -> &'static str {
    match (mood, rng.random_ratio(1, 9)) {
        (Mood::Positive, false) => "positive",
        (Mood::Positive, true) => "Positive",
        (Mood::Neutral, false) => "neutral",
        (Mood::Neutral, true) => "Neutral",
        (Mood::Negative, false) => "negative",
        (Mood::Negative, true) => "Negative",
    }
}

/// `from_number` and `to_number`; some callers hide theirs, some come over the internet.
fn ends(
    rng: &mut ChaCha8Rng,
    agent: &Agent,
    person: Person,
    outbound: bool,
) -> (Option<Arc<str>>, Option<Arc<str>>) {
    let other = match rng.random_range(0..1_000) {
        0..18 if !outbound => Some("anonymous".into()),
        18..28 => Some(format!("sip:desk{}@pbx.example.com", person.name_index % 4 + 1).into()),
        28..33 => None,
        _ => Some(person.number),
    };
    let own = Some(agent.line.clone());
    if outbound { (own, other) } else { (other, own) }
}
