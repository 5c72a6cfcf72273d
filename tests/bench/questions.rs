//! Questions as a person would come to ask them, always the same.

use rand::seq::{IndexedRandom, IteratorRandom};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use crate::sql::Sql;

const STATUSES: [&str; 6] = ["completed", "failed", "busy", "no-answer", "canceled", "voicemail"];
const SENTIMENTS: [&str; 3] = ["positive", "neutral", "Negative"];
const SORTS: [&str; 4] = ["-created_at", "created_at", "-duration", "duration"];

/// Makes up request bodies from the account's own values.
pub(crate) struct Questions {
    rng: ChaCha8Rng,
    /// Agent, from, to, created_at of some calls.
    samples: Vec<[String; 4]>,
    calls: u64,
}

impl Questions {
    pub(crate) fn of(sql: &Sql) -> Self {
        Self { rng: ChaCha8Rng::seed_from_u64(3), samples: sql.samples(), calls: sql.calls() }
    }

    /// Each field of the API with some probability, any sort, any offset.
    pub(crate) fn filter(&mut self) -> Value {
        let [one, other] =
            [0, 1].map(|_| self.samples.choose(&mut self.rng).expect("calls").clone());
        // Lists of one field that share nothing would contradict each other.
        let statuses = STATUSES.into_iter().sample(&mut self.rng, 3);
        let mut body = Map::new();
        let shortest = self.rng.random_range(0..600);
        let words = [
            (0.35, "direction", json!(["inbound", "outbound"].choose(&mut self.rng))),
            (0.2, "status", json!(statuses.choose(&mut self.rng))),
            (0.25, "statuses", json!(statuses)),
            (0.2, "agent_id", json!(one[0])),
            (0.1, "agent_ids", json!([one[0], other[0]])),
            (0.1, "phone_number", json!(one[self.rng.random_range(1..3)])),
            (0.3, "from_date", json!(one[3])),
            (0.2, "to_date", json!(other[3])),
            (0.25, "sentiment", json!(SENTIMENTS.choose(&mut self.rng))),
            (0.2, "min_duration", json!(shortest)),
            (0.15, "max_duration", json!(shortest + self.rng.random_range(10..900))),
            (0.08, "starred", json!(self.rng.random_bool(0.5))),
            (0.08, "reviewed", json!(self.rng.random_bool(0.5))),
            (0.05, "tags", json!(["billing", "escalated"])),
            (0.3, "limit", json!(self.rng.random_range(1..=100))),
        ];
        for (chance, field, value) in words {
            if self.rng.random_bool(chance) {
                body.insert(field.to_owned(), value);
            }
        }
        body.insert("sort".into(), json!(SORTS.choose(&mut self.rng)));
        let deepest = *[1, 2_000, self.calls / 20, self.calls].choose(&mut self.rng).expect("four");
        body.insert("offset".into(), self.rng.random_range(0..deepest.max(1)).into());
        body.into()
    }
}

/// Search texts typed letter by letter, half of them under a filter.
pub(crate) fn typed() -> Vec<Value> {
    let texts = [
        "refund delivery",
        "appointment -voicemail",
        "sarah",
        "invoice",
        "(604) 555-01",
        "technician \"next tuesday\"",
        "order",
    ];
    let mut bodies = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        for length in 1..=text.len() {
            // A sign by itself asks for nothing yet.
            if !text[..length].ends_with(|last: char| last.is_ascii_alphanumeric()) {
                continue;
            }
            let mut body = json!({"query": text[..length]});
            if number % 2 == 1 {
                body["direction"] = "inbound".into();
                body["sentiment"] = "negative".into();
            }
            bodies.push(body);
        }
    }
    bodies
}
