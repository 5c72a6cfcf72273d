//! The query language: what a person types in the search box, read without ever failing.
//!
//! | typed | finds calls |
//! |---|---|
//! | `refund delivery` | whose text has both words; the beginning of a word is enough (`deliv`) |
//! | `"exact words"` | whose text has exactly these words in this order |
//! | `-voicemail`, `-"exact words"` | whose text does not have them |
//! | `(604) 555-1234` | with these digits in a number, or in the text; three digits or more |
//! | `status:failed` | with this status |
//! | `direction:inbound` | in this direction |
//! | `sentiment:negative` | with this sentiment |
//! | `agent:sarah`, `agent:"Sarah Lee"` | of agents whose name has these words |
//! | `agent-id:"550e8400-…"` | of the agent with exactly this id |
//! | `from:+1604`, `to:+4930` | whose caller's, whose called number begins with these digits |
//! | `number:5551234` | with these digits in either number; given twice, both |
//! | `phone:"+16045551234"` | with exactly this number on either side |
//! | `after:2026-03-01` | from the start of this day on |
//! | `before:2026-03-01` | before the start of this day |
//! | `until:2026-03-01` | up to the end of this day |
//! | `on:yesterday` | on this day |
//! | `hour:14`, `hour:9-17` | while local clocks show 14, 9 to 17 h (17:59 is one of them) |
//! | `weekday:mon`, `mon-fri`, `weekend` | on these local days of the week |
//! | `duration:>2m`, `<=30s`, `1m-5m`, `90` | longer, at most, between (inclusive), exactly so long |
//! | `is:starred`, `is:unstarred` | with, without a star |
//! | `is:reviewed`, `is:unreviewed` | marked, not marked as reviewed |
//! | `is:missed` | not answered, busy, failed or canceled |
//! | `is:removed` | that the server no longer lists |
//! | `has:note`, `has:no-note` | with, without a note |
//! | `has:sentiment`, `has:no-agent` | with, without a sentiment, an agent, a status |
//! | `tag:billing`, `tag:"two words"` | that carry this tag |
//!
//! Terms combine with AND. A field given several times means any of its values
//! (`status:failed status:busy`); dates and durations narrow each other. Where both are meant, `&`
//! stands between them: `tag:billing & tag:vip` finds calls that carry both tags,
//! `phone:"…" & phone:"…"` those between both numbers. In the same way a query holds on top of
//! the filter it belongs to. A day is `2026-03-01`,
//! `today` or `yesterday`; instead of a day, `2026-03`, `2026`, `last-7-days` (any number),
//! `this-week`, `last-week` (from Monday), `this-month`, `last-month`, `this-year` and `last-year`
//! stand for all of their days. `after:`, `before:` and `until:` also take a local time
//! (`2026-03-01T10:30`) or an exact one (`2026-03-01T10:30:00Z`). Fields and words may be written
//! in either case. A value in quotes is taken to the letter; `\"` is a quote inside it.
//!
//! A field without a value (`status:`, `duration:>`) asks nothing, nor does one with the beginning of
//! a word that it takes (`status:fa`), so that the list stays as it is while the value is typed. What
//! cannot be read as a field is searched as words. Either [`Term`]
//! says why.

mod dates;
mod duration;
mod lexer;
mod narrow;
mod problem;
mod term;
mod text;
mod values;
mod weekly;

#[cfg(test)]
mod meaning_tests;
#[cfg(test)]
mod narrow_tests;
#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
mod tests;

pub use problem::Problem;
pub use term::{Field, Kind, Mark, Part, Term};
pub use text::to_text;

pub(crate) use dates::{day_ending, day_starting};
pub(crate) use narrow::{MISSED, settled};

use crate::Calendar;
use crate::fold;
use lexer::{Body, Piece};

/// A query text, term by term.
///
/// ```
/// use chrono::{NaiveDate, Utc};
/// use offhook_model::{Filter, Query, ZoneCalendar};
/// let calendar = ZoneCalendar::new(Utc, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
/// let query = Query::parse("refund status:failed on:yesterday", &calendar);
/// let mut filter = Filter::everything();
/// query.narrow(&mut filter);
/// assert_eq!(filter.statuses, ["failed"]);
/// assert_eq!(filter.from.unwrap().to_string(), "2026-03-03T00:00:00.000000Z");
/// assert_eq!(query.words().count(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// In the order typed; together they cover everything in the text but white space.
    pub terms: Vec<Term>,
}

impl Query {
    /// Reads a query text. Nothing typed is an error; relative days are those of the calendar.
    #[must_use]
    pub fn parse(text: &str, calendar: &dyn Calendar) -> Self {
        let pieces: Vec<Piece<'_>> = lexer::pieces(text).collect();
        let mut terms = Vec::with_capacity(pieces.len());
        let mut rest = pieces.as_slice();
        while let Some(first) = rest.first() {
            let joined = digits_term(text, rest);
            let (term, taken) = joined.unwrap_or_else(|| (piece_term(first, calendar), 1));
            terms.push(term);
            rest = rest.get(taken..).unwrap_or_default();
        }
        Self { terms }
    }

    /// What remains for the text search, after [`Query::narrow`] and [`Query::agent_words`]: terms
    /// of kind [`Kind::Words`] and [`Kind::Digits`]. All must hold.
    pub fn words(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.is_searched())
    }

    /// The names given with `agent:`, in lists none of which is empty: any name of a list will do,
    /// and every list holds. Names live elsewhere, so that they are for the caller to turn into
    /// agent ids; they hold on top of `agent-id:`.
    #[must_use]
    pub fn agent_words(&self) -> Vec<Vec<&str>> {
        self.clauses().map(narrow::Clause::agent_words).filter(|names| !names.is_empty()).collect()
    }
}

fn piece_term(piece: &Piece<'_>, calendar: &dyn Calendar) -> Term {
    match &piece.body {
        Body::Bare if piece.text == "&" && !piece.negated => and_term(piece),
        Body::Bare => words_term(piece, piece.text.to_owned(), true, nothing_in(piece)),
        Body::Quoted { value, closed } => {
            words_term(piece, value.clone(), !closed, nothing_in(piece))
        }
        Body::Field { name, value, quoted, closed } => {
            let read = field_term(piece, name, value, *quoted, calendar);
            read.unwrap_or_else(|problem| {
                let half_typed = !(*quoted && *closed);
                words_term(piece, piece.text.to_owned(), half_typed, problem)
            })
        }
    }
}

/// `Err` holds why the piece is no field; `Err(None)` when it does not even look like one.
fn field_term(
    piece: &Piece<'_>,
    name: &str,
    value: &str,
    quoted: bool,
    calendar: &dyn Calendar,
) -> Result<Term, Option<Problem>> {
    let Some(field) = Field::from_name(name) else {
        let looks_like_one = !value.is_empty();
        return Err(looks_like_one.then(|| Problem::UnknownField(name.to_owned())));
    };
    // What a value begins with (`duration:>`, `from:+`) is no value yet either.
    let kind = if value.is_empty() { None } else { values::read(field, value, quoted, calendar) };
    let (kind, problem) = match kind {
        None if fold::tokens(value).next().is_none() => {
            (Kind::NoValue, Some(Problem::NoValue(field)))
        }
        _ if !quoted && values::is_begun(field, value) => {
            (Kind::NoValue, Some(Problem::Begun(field, value.to_owned())))
        }
        _ if piece.negated => return Err(Some(Problem::Negated(field))),
        None => return Err(Some(Problem::Unreadable(field, value.to_owned()))),
        Some(kind) => (kind, None),
    };
    let (start, end, value) = (piece.start, piece.end, value.to_owned());
    Ok(Term { start, end, field: Some(field), value, kind, negated: false, problem })
}

fn and_term(piece: &Piece<'_>) -> Term {
    let (start, end, value) = (piece.start, piece.end, piece.text.to_owned());
    Term { start, end, field: None, value, kind: Kind::And, negated: false, problem: None }
}

fn words_term(piece: &Piece<'_>, value: String, prefix: bool, problem: Option<Problem>) -> Term {
    let kind = Kind::Words { tokens: folded_tokens(&value), prefix };
    let (start, end, negated) = (piece.start, piece.end, piece.negated);
    Term { start, end, field: None, value, kind, negated, problem }
}

/// An emoji alone would be ignored in silence; a lone dash or quote is only half typed.
fn nothing_in(piece: &Piece<'_>) -> Option<Problem> {
    let in_vain = fold::tokens(piece.text).next().is_none()
        && !piece.text.chars().all(|c| c.is_ascii() || lexer::is_quote(c));
    in_vain.then(|| Problem::NothingToSearch(piece.text.to_owned()))
}

/// The pieces that together spell a phone number, as one term, and how many they are.
fn digits_term(text: &str, pieces: &[Piece<'_>]) -> Option<(Term, usize)> {
    let first = pieces.first().filter(|piece| piece.text != "-")?;
    let joined = pieces
        .iter()
        .enumerate()
        .take_while(|(index, piece)| is_phone_like(piece) && (*index == 0 || !piece.negated));
    let with_digits = joined.filter(|(_, piece)| piece.text.bytes().any(|b| b.is_ascii_digit()));
    let (last_index, last) = with_digits.last()?;
    let value = text.get(first.start + usize::from(first.negated)..last.end)?.to_owned();
    let digits = values::digits_of(&value);
    if digits.len() < FEWEST_DIGITS {
        return None;
    }
    let kind = Kind::Digits { digits, tokens: folded_tokens(&value) };
    let (start, end, negated) = (first.start, last.end, first.negated);
    let term = Term { start, end, field: None, value, kind, negated, problem: None };
    Some((term, last_index + 1))
}

/// Fewer would be found in nearly every number.
const FEWEST_DIGITS: usize = 3;

fn is_phone_like(piece: &Piece<'_>) -> bool {
    matches!(piece.body, Body::Bare) && piece.text.chars().all(is_phone_char)
}

/// What numbers are written with, the invisible marks included that address books put around them.
pub(super) const fn is_phone_char(c: char) -> bool {
    matches!(c, '0'..='9' | '+' | '-' | '(' | ')' | '.' | '/' | '\u{2010}'..='\u{2013}')
        || matches!(c, '\u{200E}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn folded_tokens(text: &str) -> Vec<String> {
    fold::tokens(text).map(|token| token.folded.into_owned()).collect()
}
