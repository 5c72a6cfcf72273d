//! Days, stretches of days and times as the date fields take them, and how they are written.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime};

use super::term::{Field, Kind};
use crate::{Calendar, Instant};

enum Moment {
    Days { first: NaiveDate, last: NaiveDate },
    Time(Instant),
}

pub(super) fn read(field: Field, value: &str, calendar: &dyn Calendar) -> Option<Kind> {
    let (from, to) = match moment(value, calendar)? {
        Moment::Days { first, last } => (calendar.start_of(first), calendar.end_of(last)),
        Moment::Time(_) if field == Field::On => return None,
        Moment::Time(time) => (time, time),
    };
    let (from, to) = match field {
        Field::After => (Some(from), None),
        Field::Before => (None, Some(from.plus_us(-1))),
        Field::Until => (None, Some(to)),
        _ => (Some(from), Some(to)),
    };
    Some(Kind::Between { from, to })
}

fn moment(value: &str, calendar: &dyn Calendar) -> Option<Moment> {
    let today = calendar.today();
    let word = value.to_ascii_lowercase();
    days_of_word(&word, today)
        .or_else(|| days_of_number(&word))
        .map(|(first, last)| Moment::Days { first, last })
        .or_else(|| time(value, calendar).map(Moment::Time))
}

fn days_of_word(word: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let yesterday = today.pred_opt()?;
    let month = today.with_day(1)?;
    let year = month.with_month(1)?;
    let monday =
        today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
    match word {
        "today" => Some((today, today)),
        "yesterday" => Some((yesterday, yesterday)),
        "this-week" => Some((monday, monday.checked_add_days(Days::new(6))?)),
        "last-week" => Some((monday.checked_sub_days(Days::new(7))?, monday.pred_opt()?)),
        "this-month" => months_from(month, 1),
        "last-month" => months_from(month.checked_sub_months(Months::new(1))?, 1),
        "this-year" => months_from(year, 12),
        "last-year" => months_from(year.checked_sub_months(Months::new(12))?, 12),
        _ => last_days(word, today),
    }
}

/// `last-7-days`: today and the six days before it.
fn last_days(word: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let count = word.strip_prefix("last-")?.strip_suffix("-days")?;
    let count: u64 = all_digits(count, 1..=5)?.parse().ok()?;
    Some((today.checked_sub_days(Days::new(count.checked_sub(1)?))?, today))
}

/// `2026-03-01`, `2026-03` or `2026`.
fn days_of_number(word: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut parts = word.split('-');
    let year = all_digits(parts.next()?, 4..=4)?.parse().ok()?;
    let Some(month) = parts.next() else {
        return months_from(NaiveDate::from_ymd_opt(year, 1, 1)?, 12);
    };
    let month = all_digits(month, 1..=2)?.parse().ok()?;
    let Some(day) = parts.next() else {
        return months_from(NaiveDate::from_ymd_opt(year, month, 1)?, 1);
    };
    let day = all_digits(day, 1..=2)?.parse().ok()?;
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    parts.next().is_none().then_some((day, day))
}

fn months_from(first: NaiveDate, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
}

fn all_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<&str> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && lengths.contains(&text.len())).then_some(text)
}

/// With an offset, without one (local), or as microseconds, `@1771394970000000`.
fn time(value: &str, calendar: &dyn Calendar) -> Option<Instant> {
    if let Some(us) = value.strip_prefix('@') {
        return us.parse().ok().map(Instant::from_us);
    }
    all_digits(value.get(..4)?, 4..=4)?;
    let text = value.to_ascii_uppercase().replacen(' ', "T", 1);
    if let Ok(time) = DateTime::parse_from_rfc3339(&text) {
        return Some(time.to_utc().into());
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
        .map(|local| calendar.at(local))
}

/// The terms that stand for these inclusive bounds, and for nothing a microsecond wider.
pub(super) fn terms(
    from: Option<Instant>,
    to: Option<Instant>,
    calendar: &dyn Calendar,
) -> Vec<String> {
    let first = from.and_then(|from| day_starting(from, calendar));
    let last = to.and_then(|to| day_ending(to, calendar));
    if let Some(days) = first.zip(last).and_then(|(first, last)| named_days(first, last)) {
        return vec![format!("on:{days}")];
    }
    let from = from.map(|from| format!("after:{}", written(first, from)));
    let to = to.map(|to| format!("until:{}", written(last, to)));
    from.into_iter().chain(to).collect()
}

/// The day, month or year that is exactly these days.
fn named_days(first: NaiveDate, last: NaiveDate) -> Option<String> {
    ["%Y-%m-%d", "%Y-%m", "%Y"]
        .iter()
        .map(|format| first.format(format).to_string())
        .find(|text| days_of_number(text) == Some((first, last)))
}

fn written(day: Option<NaiveDate>, instant: Instant) -> String {
    let day = day.map(|day| day.to_string());
    day.or_else(|| instant.to_rfc3339()).unwrap_or_else(|| format!("@{}", instant.as_us()))
}

/// The local day that starts at this very instant.
pub(crate) fn day_starting(from: Instant, calendar: &dyn Calendar) -> Option<NaiveDate> {
    let day = calendar.local(from)?.date();
    (is_writable(day) && calendar.start_of(day) == from).then_some(day)
}

/// The local day whose last microsecond this is.
pub(crate) fn day_ending(to: Instant, calendar: &dyn Calendar) -> Option<NaiveDate> {
    let day = calendar.local(to)?.date();
    (is_writable(day) && calendar.end_of(day) == to).then_some(day)
}

fn is_writable(day: NaiveDate) -> bool {
    (0..=9999).contains(&day.year())
}
