//! Questions as a person would come to ask them, always the same.

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use crate::sql::Sql;

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

    pub(crate) fn filter(&mut self) -> Value {
        let mut body = Map::new();
        let sample = self.samples.choose(&mut self.rng).expect("calls").clone();
        let other = self.samples.choose(&mut self.rng).expect("calls").clone();
        let statuses = ["completed", "failed", "busy", "no-answer", "canceled", "voicemail"];
        let mut add = |chance: f64, field: &str, value: Value| {
            if self.rng.random_bool(chance) {
                body.insert(field.to_owned(), value);
            }
        };
        add(0.35, "direction", json!("inbound"));
        add(0.3, "status", json!("completed"));
        add(0.3, "statuses", json!([statuses[1], statuses[3], statuses[0]]));
        add(0.25, "agent_id", json!(sample[0]));
        add(0.1, "agent_ids", json!([sample[0], other[0]]));
        add(0.1, "phone_number", json!(sample[1]));
        add(0.3, "from_date", json!(sample[3]));
        add(0.2, "to_date", json!(other[3]));
        add(0.25, "sentiment", json!("negative"));
        add(0.2, "min_duration", json!(60));
        add(0.15, "max_duration", json!(300));
        let sort = *["-created_at", "created_at", "-duration", "duration"]
            .choose(&mut self.rng)
            .expect("four");
        body.insert("sort".into(), sort.into());
        let offset =
            if self.rng.random_bool(0.5) { 0 } else { self.rng.random_range(0..self.calls / 4) };
        body.insert("offset".into(), offset.into());
        body.into()
    }
}

/// Search texts typed letter by letter, some of them under a filter.
pub(crate) fn typed() -> Vec<Value> {
    let texts =
        ["refund delivery", "appointment", "voicemail", "invoice", "technician tuesday", "order"];
    let mut bodies = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        for length in 1..=text.len() {
            let typed = text[..length].trim_end();
            let mut body = json!({"query": typed});
            if number % 2 == 1 {
                body["direction"] = "inbound".into();
                body["sentiment"] = "negative".into();
            }
            bodies.push(body);
        }
    }
    bodies
}
