//! A table for people: columns line up whatever script they are in, and on a terminal no line is
//! longer than the terminal is wide.

use unicode_width::UnicodeWidthChar;

/// One column but the last, which takes the room that is left.
pub(crate) struct Column {
    pub(crate) title: &'static str,
    /// In terminal columns; a longer cell is cut.
    pub(crate) widest: usize,
    /// Numbers stand at the right.
    pub(crate) at_right: bool,
    /// Where the room is short, columns are left out by this number, the lowest first; `None`
    /// stays.
    pub(crate) left_out: Option<u8>,
}

/// The lines, and the titles of columns that there was no room for.
pub(crate) struct Table {
    pub(crate) lines: Vec<String>,
    pub(crate) left_out: Vec<&'static str>,
}

/// Between two columns.
const GAP: usize = 2;
/// What the last column should have at least, where its texts are as long as that.
const LEAST_FOR_LAST: usize = 20;

/// Lays out rows of one cell a column and the last one's. `room` is the terminal's width; without
/// one the last column is whole.
pub(crate) fn table(
    columns: &[Column],
    last_title: &str,
    rows: &[(Vec<String>, String)],
    room: Option<usize>,
) -> Table {
    let widths: Vec<usize> = (0..columns.len()).map(|at| width_of(at, columns, rows)).collect();
    let texts = rows.iter().map(|(_, last)| width(last)).chain([width(last_title)]);
    let last = texts.max().unwrap_or(0).min(LEAST_FOR_LAST);
    let (kept, left_out) = fitting(columns, &widths, last, room);
    let taken: usize = kept.iter().map(|at| widths[*at] + GAP).sum();
    let line = |cells: &dyn Fn(usize) -> String, last: &str| {
        let cells = kept.iter().map(|at| aligned(&cells(*at), widths[*at], columns[*at].at_right));
        let cells: String = cells.map(|cell| cell + &" ".repeat(GAP)).collect();
        let last =
            room.map_or_else(|| last.to_owned(), |room| cut(last, room.saturating_sub(taken)));
        let line = cells + &last;
        room.map_or_else(|| line.clone(), |room| cut(line.trim_end(), room)).trim_end().to_owned()
    };
    let mut lines = vec![line(&|at| columns[at].title.to_owned(), last_title)];
    lines.extend(rows.iter().map(|(cells, last)| line(&|at| cells[at].clone(), last)));
    Table { lines, left_out: left_out.into_iter().map(|at| columns[at].title).collect() }
}

fn width_of(at: usize, columns: &[Column], rows: &[(Vec<String>, String)]) -> usize {
    let cells = rows.iter().filter_map(|(cells, _)| cells.get(at)).map(|cell| width(cell));
    cells.chain([width(columns[at].title)]).max().unwrap_or(0).min(columns[at].widest)
}

/// The columns that leave enough for the last one, and those that do not.
fn fitting(
    columns: &[Column],
    widths: &[usize],
    last: usize,
    room: Option<usize>,
) -> (Vec<usize>, Vec<usize>) {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let Some(room) = room else { return (kept, Vec::new()) };
    let mut in_order: Vec<usize> =
        kept.iter().copied().filter(|at| columns[*at].left_out.is_some()).collect();
    in_order.sort_by_key(|at| columns[*at].left_out);
    let mut left_out = Vec::new();
    for at in in_order {
        let taken: usize = kept.iter().map(|at| widths[*at] + GAP).sum();
        if taken + last <= room {
            break;
        }
        kept.retain(|kept| *kept != at);
        left_out.push(at);
    }
    left_out.sort_unstable();
    (kept, left_out)
}

fn aligned(text: &str, columns: usize, at_right: bool) -> String {
    let text = cut(text, columns);
    let padding = " ".repeat(columns.saturating_sub(width(&text)));
    if at_right { padding + &text } else { text + &padding }
}

/// Terminal columns that a text takes. What a terminal draws as one picture of several characters
/// counts as all of them: too wide rather than too long.
fn width(text: &str) -> usize {
    text.chars().map(width_of_char).sum()
}

fn width_of_char(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The text, or its beginning with `…`, in at most so many terminal columns.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let mut taken = 0;
    let fits = |c: &char| {
        taken += width_of_char(*c);
        taken <= room
    };
    let mut beginning: String = text.chars().take_while(fits).collect();
    if columns > 0 {
        beginning.push('…');
    }
    beginning
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column { title: "NAME", widest: 6, at_right: false, left_out: None },
        Column { title: "TO", widest: 9, at_right: false, left_out: Some(2) },
        Column { title: "LENGTH", widest: 7, at_right: true, left_out: Some(1) },
    ];

    fn rows() -> Vec<(Vec<String>, String)> {
        let row =
            |cells: [&str; 3], last: &str| (cells.map(str::to_owned).to_vec(), last.to_owned());
        vec![
            row(["退款退款", "+1", "0:01"], "客户要求退款"),
            row(["e\u{301}té", "+4930123", "10:00"], "👍 done"),
            row(["", "", ""], ""),
        ]
    }

    #[test]
    fn columns_are_as_wide_as_what_is_in_them_and_wide_characters_count_twice() {
        let table = table(&COLUMNS, "SUMMARY", &rows(), None);
        let lines = [
            "NAME    TO        LENGTH  SUMMARY",
            "退款…   +1          0:01  客户要求退款",
            "e\u{301}té     +4930123   10:00  👍 done",
            "",
        ];
        assert_eq!(table.lines, lines);
        assert!(table.left_out.is_empty());
    }

    #[test]
    fn on_a_terminal_lines_fit_and_columns_are_left_out_in_their_order() {
        for room in 0..100 {
            let table = table(&COLUMNS, "SUMMARY", &rows(), Some(room));
            assert!(table.lines.iter().all(|line| width(line) <= room), "{room}");
        }
        let titles = |room| table(&COLUMNS, "SUMMARY", &rows(), Some(room)).left_out;
        assert_eq!(titles(38), [""; 0]);
        assert_eq!(titles(37), ["LENGTH"]);
        assert_eq!(titles(29), ["TO", "LENGTH"]);
        assert_eq!(titles(5), ["TO", "LENGTH"], "and what must stay is cut");
    }

    #[test]
    fn a_wide_character_that_does_not_fit_whole_is_left_out() {
        assert_eq!(
            [cut("退款", 4), cut("退款", 3), cut("退款", 2), cut("退款", 1)],
            ["退款", "退…", "…", "…"]
        );
        assert_eq!(cut("anything", 0), "");
    }
}
