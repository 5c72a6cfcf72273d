//! Where a call has what was searched for, beside the summary and the name that a list shows.

use offhook_model::Query;
use offhook_model::excerpt::excerpt;
use offhook_model::highlight::number_highlights;

use super::answer::{FoundElsewhere, FoundText};
use super::asked::Asked;
use super::page::{Page, spans, spans_in};

/// More would not fit into a row.
const MOST_TAGS: usize = 5;
/// Of all notes of a page together: whoever writes books into notes must not wait at each key.
const MOST_NOTE_BYTES: usize = 256 * 1024;

/// What is looked at of a call.
pub(super) struct Looked<'a> {
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    pub(super) agent_id: &'a str,
    /// The agent's name as the list shows it.
    pub(super) agent: &'a str,
    pub(super) tags: &'a [String],
}

/// All but the note, which is read for the whole page at once.
pub(super) fn of(call: &Looked<'_>, asked: &Asked) -> FoundElsewhere {
    let query = &asked.query;
    let number = |number: &str| spans(number, &number_highlights(number, query.words()));
    let server_name = asked.names.server_name(call.agent_id).filter(|name| *name != call.agent);
    FoundElsewhere {
        from: number(call.from),
        to: number(call.to),
        tags: call.tags.iter().filter_map(|tag| found_text(tag, query)).take(MOST_TAGS).collect(),
        note: None,
        agent: server_name.and_then(|name| found_text(name, query)),
    }
}

/// Puts in where the notes on the page's noted calls have it.
pub(super) fn look_into_notes(page: &mut Page, notes: Vec<Option<String>>, query: &Query) {
    let places: Vec<usize> = page.noted().into_iter().map(|(place, _)| place).collect();
    let mut left = MOST_NOTE_BYTES;
    for (place, note) in places.into_iter().zip(notes) {
        let note = note.unwrap_or_default();
        let looked_at = note.get(..note.floor_char_boundary(left)).unwrap_or_default();
        left -= looked_at.len();
        let found = excerpt(looked_at, query.words());
        let Some(elsewhere) = page.elsewhere.get_mut(place) else { continue };
        elsewhere.note = found.map(|excerpt| FoundText {
            found: spans(&excerpt.text, &excerpt.found),
            text: excerpt.text,
        });
    }
}

fn found_text(text: &str, query: &Query) -> Option<FoundText> {
    let found = spans_in(text, query);
    (!found.is_empty()).then(|| FoundText { text: text.to_owned(), found })
}
