//! The figures as a report for people: aligned tables, with bars made of block characters.

use offhook_engine::{
    AgentFigures, InsightSpan, InsightTotals, InsightUnit, Insights, NumberFigures, Share,
    TimeSeries,
};
use offhook_model::{Calendar, Instant};

use crate::output::terminal_safe;

/// Characters of the longest bar.
const BAR: u64 = 24;
/// Characters of a name.
const NAME: usize = 24;
/// Lines of a table; the JSON has them all.
const MOST_LINES: usize = 40;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// All figures, as text; days and hours are the calendar's.
pub(super) fn of(insights: &Insights, calendar: &dyn Calendar) -> String {
    let Some(span) = &insights.span else { return "No calls.".to_owned() };
    let mut parts = vec![totals(insights, span, calendar)];
    parts.push(shares("Status", &insights.statuses));
    parts.push(shares("Sentiment", &insights.sentiments));
    parts.extend(insights.time.as_ref().map(|time| over_time(time, calendar)));
    parts.push(hours(&insights.hours));
    parts.push(agents(&insights.agents));
    parts.push(numbers(insights));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn totals(insights: &Insights, span: &InsightSpan, calendar: &dyn Calendar) -> String {
    let day = |instant: &str| local_day(instant, calendar);
    let mut lines = vec![format!("Calls from {} to {}", day(&span.from), day(&span.to))];
    let previous = insights.previous.as_ref();
    if let Some(previous) = previous {
        let (from, to) = (day(&previous.span.from), day(&previous.span.to));
        lines.push(format!("Before: {from} to {to}"));
    }
    lines.push(String::new());
    lines.push(format!("{:16} {:>12}{}", "", "now", previous.map_or("", |_| "        before")));
    type Shown = fn(&InsightTotals) -> String;
    let rows: [(&str, Shown); 8] = [
        ("Calls", |totals| totals.sums.calls.to_string()),
        ("Answered", |totals| totals.sums.answered.to_string()),
        ("Answer rate", |totals| percent(totals.sums.answer_rate)),
        ("Total length", |totals| length(totals.sums.duration_total_s)),
        ("Mean length", |totals| mean(totals.sums.duration_mean_s)),
        ("Median length", |totals| whole(totals.duration_median_s)),
        ("Nine in ten", |totals| whole(totals.duration_p90_s)),
        ("Negative", |totals| percent(totals.sums.negative_share)),
    ];
    for (name, shown) in rows {
        let before = previous.map(|previous| format!("  {:>12}", shown(&previous.totals)));
        let now = shown(&insights.totals);
        lines.push(format!("{name:16} {now:>12}{}", before.unwrap_or_default()));
    }
    lines.join("\n")
}

fn shares(title: &str, shares: &[Share]) -> String {
    let all: u64 = shares.iter().map(|share| share.count).sum();
    let line = |share: &Share| {
        let name = share.value.as_deref().map_or("(none)".to_owned(), shown);
        let (count, of_all) = (share.count, percent(ratio(share.count, all)));
        format!("{name:NAME$} {count:>9} {of_all:>7}  {}", bar(count, all))
    };
    table(title, shares.iter().map(line))
}

fn over_time(time: &TimeSeries, calendar: &dyn Calendar) -> String {
    let most = time.calls.iter().copied().max().unwrap_or(0);
    let lines = time.starts.iter().zip(&time.calls).map(|(start, calls)| {
        format!("{:NAME$} {calls:>9}  {}", local_day(start, calendar), bar(*calls, most))
    });
    let unit = match time.unit {
        InsightUnit::Day => "day",
        InsightUnit::Week => "week",
        InsightUnit::Month => "month",
    };
    let title = match time.calls.len().checked_sub(MOST_LINES) {
        Some(left_out @ 1..) => format!("By {unit} (the last {MOST_LINES}; {left_out} before)"),
        _ => format!("By {unit}"),
    };
    let lines: Vec<String> = lines.collect();
    let last = lines.len().saturating_sub(MOST_LINES);
    table(&title, lines.into_iter().skip(last))
}

/// One line a weekday, one character an hour, the darker the more calls.
fn hours(hours: &[[u64; 24]; 7]) -> String {
    const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];
    let most = hours.as_flattened().iter().copied().max().unwrap_or(0);
    let shade = |calls: &u64| {
        let step = if most == 0 { 0 } else { (calls * 4).div_ceil(most) };
        std::iter::repeat_n(SHADES[usize::try_from(step).unwrap_or(0).min(4)], 2)
    };
    let scale = (0..24).step_by(3).map(|hour| format!("{hour:<6}")).collect::<String>();
    let head = format!("{:4} {:>9}  {}", "", "calls", scale.trim_end());
    let line = |(day, hours): (&&str, &[u64; 24])| {
        let calls: u64 = hours.iter().sum();
        format!("{day:4} {calls:>9}  {}", hours.iter().flat_map(shade).collect::<String>())
    };
    table("By weekday and hour", std::iter::once(head).chain(WEEKDAYS.iter().zip(hours).map(line)))
}

fn agents(agents: &[AgentFigures]) -> String {
    let most = agents.first().map_or(0, |agent| agent.sums.calls);
    let head = format!(
        "{:NAME$} {:>9} {:>9} {:>7} {:>7} {:>8}",
        "", "calls", "answered", "rate", "mean", "negative"
    );
    let line = |agent: &AgentFigures| {
        let name = agent.name.as_deref().or(agent.agent_id.as_deref());
        format!(
            "{:NAME$} {:>9} {:>9} {:>7} {:>7} {:>8}  {}",
            name.map_or("(none)".to_owned(), shown),
            agent.sums.calls,
            agent.sums.answered,
            percent(agent.sums.answer_rate),
            mean(agent.sums.duration_mean_s),
            percent(agent.sums.negative_share),
            bar(agent.sums.calls, most),
        )
    };
    if agents.is_empty() {
        return String::new();
    }
    let more = agents.len().checked_sub(MOST_LINES).filter(|more| *more > 0);
    let more = more.map(|more| format!("… and {more} more"));
    let lines = agents.iter().take(MOST_LINES).map(line);
    table("Agents", std::iter::once(head).chain(lines).chain(more))
}

fn numbers(insights: &Insights) -> String {
    let most = insights.numbers.first().map_or(0, |number| number.calls);
    let line = |number: &NumberFigures| {
        let calls = number.calls;
        format!("{:NAME$} {calls:>9}  {}", shown(&number.number), bar(calls, most))
    };
    table("Most frequent numbers", insights.numbers.iter().map(line))
}

/// Lines below their title; nothing where there are none.
fn table(title: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    if lines.is_empty() { String::new() } else { format!("{title}\n{}", lines.join("\n")) }
}

/// A bar to an eighth of a character.
fn bar(part: u64, whole: u64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = if whole == 0 { 0 } else { (part * BAR * 8).div_ceil(whole) };
    let full = usize::try_from(eighths / 8).unwrap_or(0);
    format!("{}{}", "█".repeat(full), EIGHTHS[usize::try_from(eighths % 8).unwrap_or(0)])
}

#[expect(clippy::cast_precision_loss, reason = "shares for people, to a tenth of a percent")]
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn percent(share: Option<f64>) -> String {
    share.map_or("-".to_owned(), |share| format!("{:.1}%", share * 100.0))
}

fn mean(seconds: Option<f64>) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a mean of durations that 32 bits hold")]
    let rounded = seconds.map(|seconds| seconds.round() as i64);
    rounded.map_or("-".to_owned(), length)
}

fn whole(seconds: Option<i32>) -> String {
    seconds.map_or("-".to_owned(), |seconds| length(seconds.into()))
}

/// `1:05`, and with hours `2:03:09`.
fn length(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        return format!("{sign}{minutes}:{rest:02}");
    }
    format!("{sign}{hours}:{minutes:02}:{rest:02}")
}

/// The local day of an instant that the engine wrote.
fn local_day(instant: &str, calendar: &dyn Calendar) -> String {
    let local = Instant::parse(instant).ok().and_then(|instant| calendar.local(instant));
    local.map_or_else(|| instant.to_owned(), |local| local.date().to_string())
}

fn shown(text: &str) -> String {
    let safe = terminal_safe(text);
    if safe.chars().count() <= NAME {
        return safe;
    }
    safe.chars().take(NAME - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share_and_never_empty_for_a_call() {
        assert_eq!(bar(0, 9), "");
        assert_eq!(bar(0, 0), "");
        assert_eq!(bar(1, 1_000_000), "▏");
        assert_eq!(bar(1, 2).chars().count(), 12);
        assert_eq!(bar(9, 9), "█".repeat(24));
    }

    #[test]
    fn lengths_read_like_a_clock() {
        let cases = [(0, "0:00"), (65, "1:05"), (7389, "2:03:09"), (-5, "-0:05")];
        for (seconds, text) in cases {
            assert_eq!(length(seconds), text);
        }
        assert_eq!(mean(Some(59.5)), "1:00");
        assert_eq!(percent(None), "-");
        length(i64::MIN);
    }
}
