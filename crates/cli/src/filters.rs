//! The filter flags, declared once for every command that filters.

use clap::Args;
use offhook_engine::{Error, Profile};
use offhook_model::{DIRECTIONS, InvalidFilter, RawFilter, STATUSES};
use serde_json::Value;

/// Filters combine with AND; a flag given several times is OR within itself.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// inbound or outbound
    #[arg(long, value_name = "WORD")]
    direction: Option<String>,
    /// completed, busy, no-answer, failed, canceled, or a word of a live call; may be repeated
    #[arg(long, value_name = "WORD")]
    status: Vec<String>,
    /// Calls of this agent id; may be repeated
    #[arg(long, value_name = "ID")]
    agent_id: Vec<String>,
    /// From this date or time on, inclusive: 2026-02-18 or 2026-02-18T06:09:30+01:00
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Up to this date or time, inclusive; a date alone means its midnight, UTC
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// Exactly this number, as caller or as called
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    phone_number: Option<String>,
    /// positive, neutral or negative, in any case; may be repeated
    #[arg(long, value_name = "WORD")]
    sentiment: Vec<String>,
    /// At least so many seconds long
    #[arg(long, value_name = "SECONDS", allow_hyphen_values = true)]
    min_duration: Option<String>,
    /// At most so many seconds long
    #[arg(long, value_name = "SECONDS", allow_hyphen_values = true)]
    max_duration: Option<String>,
    /// Search text: words, "exact words", -without, status:failed, agent:sarah, after:2026-03-01,
    /// duration:>2m, is:starred, tag:billing, tag:billing & tag:vip (both) and more
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    query: Option<String>,
    /// Only calls with a star
    #[arg(long)]
    starred: bool,
    /// Only calls marked as reviewed
    #[arg(long)]
    reviewed: bool,
    /// Only calls that carry this tag; may be repeated
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Only calls that the server no longer lists
    #[arg(long)]
    removed: bool,
    /// created_at or duration, with - in front for descending [default: -created_at]
    #[arg(long, value_name = "ORDER", allow_hyphen_values = true)]
    sort: Option<String>,
}

impl FilterArgs {
    /// The flags as the API's body. A word that neither the contract nor the cache knows is
    /// refused here, where it is most likely a typing error.
    pub(crate) fn resolve(self, profile: &Profile) -> Result<RawFilter, Error> {
        if let Some(word) = &self.direction {
            known_word("direction", word, &DIRECTIONS, |word| profile.has_direction(word))?;
        }
        for word in &self.status {
            known_word("status", word, &STATUSES, |word| profile.has_status(word))?;
        }
        Ok(RawFilter {
            direction: self.direction.into(),
            statuses: self.status.into(),
            agent_ids: self.agent_id.into(),
            from_date: self.from_date.into(),
            to_date: self.to_date.into(),
            phone_number: self.phone_number.into(),
            sentiment: self.sentiment.into(),
            min_duration: number(self.min_duration),
            max_duration: number(self.max_duration),
            removed: self.removed.into(),
            query: self.query.into(),
            starred: only_if(self.starred),
            reviewed: only_if(self.reviewed),
            tags: self.tag.into(),
            sort: self.sort.into(),
            ..RawFilter::default()
        })
    }

    /// The flags as the server's own body, for `verify`: single values where the API has them.
    pub(crate) fn resolve_for_server(self, profile: &Profile) -> Result<RawFilter, Error> {
        let raw = self.resolve(profile)?;
        let single = |list: &Value| match list.as_array().map(Vec::as_slice) {
            Some([]) => Value::Null,
            Some([one]) => one.clone(),
            _ => list.clone(),
        };
        let none_or =
            |value: Value| if value == Value::Array(Vec::new()) { Value::Null } else { value };
        Ok(RawFilter {
            status: single(&raw.statuses),
            agent_id: single(&raw.agent_ids),
            statuses: Value::Null,
            agent_ids: Value::Null,
            sentiment: none_or(raw.sentiment),
            tags: none_or(raw.tags),
            removed: if raw.removed == Value::Bool(false) { Value::Null } else { raw.removed },
            ..raw
        })
    }
}

/// The filter's fields that are set, in the API's names.
fn fields(raw: &RawFilter) -> Vec<(&'static str, &Value)> {
    let all = [
        ("direction", &raw.direction),
        ("status", &raw.status),
        ("statuses", &raw.statuses),
        ("agent_id", &raw.agent_id),
        ("agent_ids", &raw.agent_ids),
        ("from_date", &raw.from_date),
        ("to_date", &raw.to_date),
        ("phone_number", &raw.phone_number),
        ("sentiment", &raw.sentiment),
        ("sentiments", &raw.sentiments),
        ("min_duration", &raw.min_duration),
        ("max_duration", &raw.max_duration),
        ("removed", &raw.removed),
        ("query", &raw.query),
        ("starred", &raw.starred),
        ("reviewed", &raw.reviewed),
        ("tags", &raw.tags),
        ("sort", &raw.sort),
    ];
    let is_set = |name: &str, value: &Value| match value {
        Value::Null => false,
        // `removed: false` is what nobody asked for; `starred: false` is a filter.
        Value::Bool(false) => name != "removed",
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    all.into_iter().filter(|(name, value)| is_set(name, value)).collect()
}

/// The filter as the API's request, without what is not set.
pub(crate) fn request(raw: &RawFilter) -> Value {
    let fields = fields(raw).into_iter();
    Value::Object(fields.map(|(name, value)| (name.to_owned(), value.clone())).collect())
}

/// The filter without each of its fields in turn, which is named as its flag.
pub(crate) fn without_one(raw: &RawFilter) -> Result<Vec<(String, RawFilter)>, InvalidFilter> {
    let whole = request(raw);
    let filters = fields(raw).into_iter().filter(|(name, _)| *name != "sort");
    let without = |(name, _): (&str, &Value)| {
        let mut rest = whole.clone();
        if let Some(fields) = rest.as_object_mut() {
            fields.remove(name);
        }
        Ok((flag_of(name), RawFilter::from_body(rest)?))
    };
    filters.map(without).collect()
}

fn flag_of(field: &str) -> String {
    let flag = match field {
        "statuses" => "status",
        "agent_ids" => "agent-id",
        "sentiments" => "sentiment",
        "tags" => "tag",
        other => other,
    };
    format!("--{}", flag.replace('_', "-"))
}

/// A switch that was not given asks for nothing.
fn only_if(given: bool) -> Value {
    if given { Value::Bool(true) } else { Value::Null }
}

fn known_word(
    flag: &str,
    word: &str,
    accepted: &[&str],
    occurs: impl Fn(&str) -> Result<bool, Error>,
) -> Result<(), Error> {
    if word.is_empty() || accepted.contains(&word) || occurs(word)? {
        return Ok(());
    }
    let message = format!("--{flag} \"{word}\" is not known; accepted are {}", accepted.join(", "));
    Err(InvalidFilter::new(message).into())
}

/// A number as JSON; text that is none goes on as text and is refused with the field's bounds.
pub(crate) fn number(text: Option<String>) -> Value {
    match text {
        None => Value::Null,
        Some(text) => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_filter_is_told_as_the_request_that_gives_it_again() {
        assert_eq!(request(&RawFilter::default()), json!({}));
        let raw = RawFilter {
            statuses: json!(["failed", "busy"]),
            min_duration: json!(30),
            removed: json!(true),
            direction: json!(""),
            ..RawFilter::default()
        };
        let again = json!({"statuses": ["failed", "busy"], "min_duration": 30, "removed": true});
        assert_eq!(request(&raw), again);
        assert_eq!(RawFilter::from_body(again).unwrap().resolve(), raw.resolve());
    }
}
