//! Turns a [`Filter`] into SQL. Values are always bound, never spliced.

use offhook_model::{Filter, Sort};
use rusqlite::types::Value;

/// A `WHERE` clause with the values it binds, in order.
pub(crate) struct Clause {
    conditions: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Clause {
    pub(crate) fn of(filter: &Filter) -> Self {
        let presence = if filter.removed { "presence = 2" } else { "presence < 2" };
        let mut clause = Self { conditions: vec![presence.to_owned()], values: Vec::new() };
        clause.any_of("direction", &filter.direction);
        clause.any_of("status", &filter.status);
        clause.any_of("status", &filter.statuses);
        clause.any_of("agent_id", &filter.agent_id);
        clause.any_of("agent_id", &filter.agent_ids);
        clause.any_of("sentiment", &filter.sentiment);
        clause.either_number(&filter.phone_number);
        clause.bound("created_at_us >=", filter.from.map(|from| from.as_us()));
        clause.bound("created_at_us <=", filter.to.map(|to| to.as_us()));
        clause.bound("duration_s >=", filter.min_duration_s);
        clause.bound("duration_s <=", filter.max_duration_s);
        clause
    }

    pub(crate) fn sql(&self) -> String {
        self.conditions.join(" AND ")
    }

    fn any_of(&mut self, column: &str, words: &[String]) {
        if words.is_empty() {
            return;
        }
        self.conditions.push(format!("{column} IN ({})", marks(words.len())));
        self.values.extend(words.iter().cloned().map(Value::from));
    }

    fn either_number(&mut self, numbers: &[String]) {
        if numbers.is_empty() {
            return;
        }
        let marks = marks(numbers.len());
        self.conditions.push(format!("(from_number IN ({marks}) OR to_number IN ({marks}))"));
        for _side in ["from", "to"] {
            self.values.extend(numbers.iter().cloned().map(Value::from));
        }
    }

    fn bound(&mut self, comparison: &str, limit: Option<i64>) {
        if let Some(limit) = limit {
            self.conditions.push(format!("{comparison} ?"));
            self.values.push(limit.into());
        }
    }
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(",")
}

/// The `ORDER BY` of each sort; ties always by id, so that pages are stable.
pub(crate) const fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "created_at_us DESC, id",
        Sort::Oldest => "created_at_us, id",
        Sort::Longest => "duration_s DESC NULLS LAST, id",
        Sort::Shortest => "duration_s NULLS LAST, id",
    }
}
