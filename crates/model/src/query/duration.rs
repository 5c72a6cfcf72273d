//! Lengths of calls as `duration:` takes them, and how they are written.

use super::term::Kind;

const UNITS: [(&str, i64); 5] = [("sec", 1), ("min", 60), ("s", 1), ("m", 60), ("h", 3600)];

pub(super) fn read(value: &str) -> Option<Kind> {
    let text = value.to_ascii_lowercase();
    let (min_s, max_s) = compared(&text).or_else(|| range(&text)).or_else(|| exactly(&text))?;
    Some(Kind::Lasting { min_s, max_s })
}

type Bounds = (Option<i64>, Option<i64>);

fn compared(text: &str) -> Option<Bounds> {
    let behind = |signs: [&str; 2]| signs.iter().find_map(|sign| text.strip_prefix(sign));
    if let Some(rest) = behind([">=", "≥"]) {
        return Some((Some(seconds(rest)?), None));
    }
    if let Some(rest) = behind(["<=", "≤"]) {
        return Some((None, Some(seconds(rest)?)));
    }
    if let Some(rest) = text.strip_prefix('>') {
        return Some((Some(seconds(rest)?.checked_add(1)?), None));
    }
    let rest = text.strip_prefix('<')?;
    Some((None, Some(seconds(rest)?.checked_sub(1)?)))
}

/// `1m-5m`, or `15m-` without an upper end.
fn range(text: &str) -> Option<Bounds> {
    let (min, max) = text.split_once('-')?;
    let max = if max.is_empty() { None } else { Some(unsigned_seconds(max)?) };
    Some((Some(unsigned_seconds(min)?), max))
}

fn exactly(text: &str) -> Option<Bounds> {
    let seconds = unsigned_seconds(text)?;
    Some((Some(seconds), Some(seconds)))
}

/// A server may send any number, so that a bound can be negative.
fn seconds(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(digits) if is_digits(digits) => text.parse().ok(),
        _ => unsigned_seconds(text),
    }
}

/// `90`, `90s`, `2m`, `1h30m`.
fn unsigned_seconds(text: &str) -> Option<i64> {
    if is_digits(text) {
        return text.parse().ok();
    }
    let mut rest = text;
    let mut sum: i64 = 0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (count, behind) = rest.split_at(digits);
        let (unit, unit_s) = UNITS.iter().find(|(unit, _)| behind.starts_with(unit))?;
        sum = sum.checked_add(count.parse::<i64>().ok()?.checked_mul(*unit_s)?)?;
        rest = behind.get(unit.len()..)?;
    }
    (!text.is_empty()).then_some(sum)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The terms that stand for these inclusive bounds.
pub(super) fn terms(min_s: Option<i64>, max_s: Option<i64>) -> Vec<String> {
    match (min_s, max_s) {
        (Some(min), Some(max)) if 0 <= min && min == max => {
            vec![format!("duration:{}", written(min))]
        }
        (Some(min), Some(max)) if 0 <= min && min < max => {
            vec![format!("duration:{}-{}", written(min), written(max))]
        }
        _ => {
            let min = min_s.map(|min| format!("duration:>={}", written(min)));
            let max = max_s.map(|max| format!("duration:<={}", written(max)));
            min.into_iter().chain(max).collect()
        }
    }
}

fn written(seconds: i64) -> String {
    match seconds {
        whole if whole > 0 && whole % 3600 == 0 => format!("{}h", whole / 3600),
        whole if whole > 0 && whole % 60 == 0 => format!("{}m", whole / 60),
        0.. => format!("{seconds}s"),
        _ => seconds.to_string(),
    }
}
