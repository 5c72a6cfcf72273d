//! A note's Markdown as a tree of known parts. No HTML is ever made from a note: the page draws the
//! tree with elements of its own, so there is nothing to inject into and nothing to sanitise.

mod addresses;
#[cfg(test)]
mod tests;

use std::mem;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use serde::Serialize;
use ts_rs::TS;

/// More than this, in UTF-16 units, would take the page long to draw.
const MOST_UNITS: usize = 60_000;
/// Parts of one tree, for the same reason.
const MOST_PIECES: usize = 20_000;
/// Parts within parts. What lies deeper is shown as it was written.
const DEEPEST: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PieceKind {
    Text,
    Strong,
    Em,
    Del,
    Code,
    Break,
    Link,
    Paragraph,
    Heading,
    Quote,
    List,
    Item,
    Block,
    Rule,
    Table,
    Row,
    Cell,
}

/// A block of a note or a stretch of its text.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct Piece {
    kind: PieceKind,
    /// Of a link its address.
    text: String,
    pieces: Vec<Piece>,
    /// Headings: 1 to 6. Lists: the first number, 0 for bullets. Tasks: 1 done, 0 open. Cells: 1 in
    /// the table's head, else 0. Whatever else: -1.
    number: i32,
}

/// A note as it looks.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct NoteLook {
    pieces: Vec<Piece>,
    /// How much of the note this is, in UTF-16 units, where it is not all of it.
    cut_at: Option<usize>,
}

/// Reads the beginning of a note: as much of it as can be drawn without a wait.
pub(crate) fn read(note: &str) -> NoteLook {
    let source = beginning(note);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut events = Parser::new_ext(source, options).into_offset_iter();
    let mut tree = Tree::new(source);
    let mut reached = 0;
    let whole = loop {
        let Some((event, range)) = events.next() else { break true };
        if tree.made >= MOST_PIECES {
            break false;
        }
        match event {
            Event::Start(tag) => {
                if !tree.open(tag, &range) {
                    pass_over(&mut events);
                    reached = range.end;
                }
            }
            Event::End(_) => tree.close(),
            other => {
                tree.add(other, &range);
                reached = range.end;
            }
        }
    };
    let end = if whole { source.len() } else { reached };
    let cut = end < note.len();
    NoteLook { pieces: tree.finish(), cut_at: cut.then(|| note[..end].encode_utf16().count()) }
}

fn beginning(note: &str) -> &str {
    let mut units = 0;
    let end = note.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > MOST_UNITS
    });
    end.map_or(note, |(at, _)| &note[..at])
}

/// Goes on behind the part that has just begun.
fn pass_over<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) {
    let mut depth = 1_usize;
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

/// Control characters become visible marks; line breaks and tabs stay.
fn visible(text: &str) -> String {
    let marked = |letter: char| match letter {
        '\r' => '\n',
        '\n' | '\t' => letter,
        _ if letter.is_control() => char::REPLACEMENT_CHARACTER,
        _ => letter,
    };
    text.replace("\r\n", "\n").chars().map(marked).collect()
}

/// What has been read so far.
struct Tree<'a> {
    source: &'a str,
    /// From the outermost to the innermost.
    open: Vec<Piece>,
    done: Vec<Piece>,
    /// Text that the parser gave in parts, until something else comes.
    words: String,
    made: usize,
    in_head: bool,
}

impl<'a> Tree<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            open: Vec::new(),
            done: Vec::new(),
            words: String::new(),
            made: 0,
            in_head: false,
        }
    }

    /// `false` when the part is shown as it was written, with all that it holds.
    fn open(&mut self, tag: Tag<'_>, range: &Range<usize>) -> bool {
        self.end_words();
        let within_table_or_list =
            matches!(tag, Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell);
        let too_deep = self.open.len() >= DEEPEST && !within_table_or_list;
        let Some((kind, text, number)) = self.part(tag).filter(|_| !too_deep) else {
            self.add_text(&self.source[range.clone()]);
            return false;
        };
        let piece = self.piece(kind, &text, number);
        self.open.push(piece);
        true
    }

    /// `None` for what is not drawn, such as pictures and addresses that lead nowhere good.
    fn part(&mut self, tag: Tag<'_>) -> Option<(PieceKind, String, i32)> {
        let plain = |kind| Some((kind, String::new(), -1));
        let numbered = |kind, number| Some((kind, String::new(), number));
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => plain(PieceKind::Paragraph),
            Tag::Heading { level, .. } => numbered(PieceKind::Heading, level as i32),
            Tag::BlockQuote(_) => plain(PieceKind::Quote),
            Tag::CodeBlock(_) => plain(PieceKind::Block),
            Tag::List(None) => numbered(PieceKind::List, 0),
            Tag::List(Some(first)) => {
                numbered(PieceKind::List, i32::try_from(first).unwrap_or(1).max(1))
            }
            Tag::Item => plain(PieceKind::Item),
            Tag::Table(_) => plain(PieceKind::Table),
            Tag::TableHead | Tag::TableRow => {
                self.in_head = matches!(tag, Tag::TableHead);
                plain(PieceKind::Row)
            }
            Tag::TableCell => numbered(PieceKind::Cell, i32::from(self.in_head)),
            Tag::Emphasis => plain(PieceKind::Em),
            Tag::Strong => plain(PieceKind::Strong),
            Tag::Strikethrough => plain(PieceKind::Del),
            Tag::Link { link_type, dest_url, .. } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                addresses::may_show(&address).then_some((PieceKind::Link, address, -1))
            }
            _ => None,
        }
    }

    fn close(&mut self) {
        self.end_words();
        if let Some(mut piece) = self.open.pop() {
            if piece.kind == PieceKind::Block {
                let code = piece.text.strip_suffix('\n').unwrap_or(&piece.text);
                piece.text = visible(code);
            }
            self.siblings().push(piece);
        }
    }

    fn add(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(text) => match self.open.last_mut() {
                Some(code) if code.kind == PieceKind::Block => code.text.push_str(&text),
                _ => self.words.push_str(&text),
            },
            Event::Code(text) => self.add_leaf(PieceKind::Code, &text),
            Event::SoftBreak | Event::HardBreak => self.add_leaf(PieceKind::Break, ""),
            Event::Rule => self.add_leaf(PieceKind::Rule, ""),
            Event::TaskListMarker(done) => {
                let item = self.open.iter_mut().rev().find(|piece| piece.kind == PieceKind::Item);
                if let Some(item) = item {
                    item.number = i32::from(done);
                }
            }
            Event::Html(markup) | Event::InlineHtml(markup) => {
                self.end_words();
                self.add_text(&markup);
            }
            _ => self.words.push_str(&self.source[range.clone()]),
        }
    }

    fn add_leaf(&mut self, kind: PieceKind, text: &str) {
        self.end_words();
        let piece = self.piece(kind, text, -1);
        self.siblings().push(piece);
    }

    /// Text goes on where text was before.
    fn add_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.siblings().last_mut() {
            Some(before) if before.kind == PieceKind::Text => before.text += &visible(text),
            _ => {
                let piece = self.piece(PieceKind::Text, text, -1);
                self.siblings().push(piece);
            }
        }
    }

    /// Shows the text that has come together, and where addresses within it lead.
    fn end_words(&mut self) {
        let words = mem::take(&mut self.words);
        let mut rest = words.as_str();
        if !self.open.iter().any(|piece| piece.kind == PieceKind::Link) {
            while let Some(range) = addresses::first_in(rest) {
                self.add_text(&rest[..range.start]);
                let shown = &rest[range.clone()];
                let mut link = self.piece(PieceKind::Link, &addresses::whole(shown), -1);
                link.pieces = vec![self.piece(PieceKind::Text, shown, -1)];
                self.siblings().push(link);
                rest = &rest[range.end..];
            }
        }
        self.add_text(rest);
    }

    fn piece(&mut self, kind: PieceKind, text: &str, number: i32) -> Piece {
        self.made += 1;
        Piece { kind, text: visible(text), pieces: Vec::new(), number }
    }

    /// Where the next part goes.
    fn siblings(&mut self) -> &mut Vec<Piece> {
        match self.open.last_mut() {
            Some(parent) => &mut parent.pieces,
            None => &mut self.done,
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.end_words();
        while !self.open.is_empty() {
            self.close();
        }
        self.done
    }
}
