//! The timeline as bytes, to be kept on disk, and back. What cannot be what was kept is refused.

use std::sync::Arc;

use thiserror::Error;

use crate::Timeline;
use crate::chunk::Chunk;
use crate::classes::{Class, Classes, Lexicon};
use crate::numbers::Numbers;

/// Stands at the head of each part. Changes with the format; read on a machine of another byte
/// order it is another number.
const FORMAT: u32 = 0x0F40_0001;

/// Kept bytes that are no timeline: damaged, or of another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the kept timeline is damaged")]
pub struct DamagedParts;

impl Timeline {
    /// The timeline as parts: the dictionaries, then each chunk.
    #[must_use]
    pub fn to_parts(&self) -> Vec<Vec<u8>> {
        let mut parts = vec![dictionaries(&self.classes, &self.numbers)];
        parts.extend(self.chunks.iter().map(|chunk| columns(chunk)));
        parts
    }

    /// The timeline of parts that [`Timeline::to_parts`] gave.
    ///
    /// # Errors
    /// [`DamagedParts`] for anything else.
    pub fn from_parts(parts: &[Vec<u8>]) -> Result<Self, DamagedParts> {
        let (first, chunks) = parts.split_first().ok_or(DamagedParts)?;
        let (classes, numbers) = read_dictionaries(first).ok_or(DamagedParts)?;
        let read = |part: &Vec<u8>| read_chunk(part, &classes, &numbers).map(Arc::new);
        let chunks: Vec<_> = chunks.iter().map(read).collect::<Option<_>>().ok_or(DamagedParts)?;
        let in_order =
            |pair: &[Arc<Chunk>]| pair[0].created_at_us.last() > pair[1].created_at_us.first();
        if !chunks.windows(2).all(in_order) {
            return Err(DamagedParts);
        }
        Ok(Self { chunks, classes: Arc::new(classes), numbers: Arc::new(numbers) })
    }
}

/// Writes values one after the other; `finish` puts the head before them.
#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: usize) {
        self.0.extend((number as u64).to_ne_bytes());
    }

    fn column<T: bytemuck::NoUninit>(&mut self, values: &[T]) {
        self.number(values.len());
        self.0.extend_from_slice(bytemuck::cast_slice(values));
    }

    fn finish(self) -> Vec<u8> {
        let mut part = Vec::with_capacity(self.0.len() + 8);
        part.extend(FORMAT.to_ne_bytes());
        part.extend(crc32fast::hash(&self.0).to_ne_bytes());
        part.extend(self.0);
        part
    }
}

/// Reads them back; every length is checked against what is there.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn new(part: &'a [u8]) -> Option<Self> {
        let (format, rest) = part.split_first_chunk::<4>()?;
        let (checksum, body) = rest.split_first_chunk::<4>()?;
        let is_whole = u32::from_ne_bytes(*format) == FORMAT
            && u32::from_ne_bytes(*checksum) == crc32fast::hash(body);
        is_whole.then_some(Self(body))
    }

    fn number(&mut self) -> Option<usize> {
        let (bytes, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        usize::try_from(u64::from_ne_bytes(*bytes)).ok()
    }

    fn column<T: bytemuck::AnyBitPattern + bytemuck::NoUninit>(&mut self) -> Option<Vec<T>> {
        let bytes = self.number()?.checked_mul(size_of::<T>())?;
        let (values, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        // The bytes may lie anywhere, so that they are copied into a column of their own.
        let mut column = vec![T::zeroed(); bytes / size_of::<T>()];
        bytemuck::cast_slice_mut(&mut column).copy_from_slice(values);
        Some(column)
    }
}

fn dictionaries(classes: &Classes, numbers: &Numbers) -> Vec<u8> {
    let mut out = Writer::default();
    for lexicon in [&classes.directions, &classes.statuses, &classes.agents, &classes.sentiments] {
        out.number(lexicon.texts.len());
        lexicon.texts.iter().for_each(|text| out.column(text.as_bytes()));
    }
    let fields = |class: &Class| {
        [class.direction, class.status, class.agent, class.sentiment, class.removed.into()]
    };
    out.column(&classes.table.iter().flat_map(fields).collect::<Vec<u32>>());
    out.column(&numbers.texts);
    out.column(&numbers.ends);
    out.finish()
}

fn read_dictionaries(part: &[u8]) -> Option<(Classes, Numbers)> {
    let mut part = Reader::new(part)?;
    let mut lexicon = || {
        let count = part.number()?;
        let text = |_| String::from_utf8(part.column()?).ok();
        let texts: Option<Vec<String>> = (0..count).map(text).collect();
        Some(Lexicon::from_texts(texts?))
    };
    let lexica = [lexicon()?, lexicon()?, lexicon()?, lexicon()?];
    let fields: Vec<u32> = part.column()?;
    let (classes, rest) = fields.as_chunks::<5>();
    let class = |[direction, status, agent, sentiment, removed]: &[u32; 5]| {
        let codes = [*direction, *status, *agent, *sentiment];
        let known = codes.iter().zip(&lexica).all(|(code, words)| (*code as usize) < words.codes());
        let [direction, status, agent, sentiment] = codes;
        (known && *removed < 2).then_some(Class {
            direction,
            status,
            agent,
            sentiment,
            removed: *removed == 1,
        })
    };
    let table = classes.iter().map(class).collect::<Option<Vec<_>>>()?;
    let numbers = Numbers::from_parts(part.column()?, part.column()?)?;
    let nothing_left = rest.is_empty() && part.0.is_empty();
    nothing_left.then(|| (Classes::from_parts(lexica, table), numbers))
}

fn columns(chunk: &Chunk) -> Vec<u8> {
    let mut out = Writer::default();
    out.column(&chunk.created_at_us);
    for column in [&chunk.seq, &chunk.class, &chunk.from, &chunk.to] {
        out.column(column);
    }
    out.column(&chunk.duration_s);
    out.finish()
}

fn read_chunk(part: &[u8], classes: &Classes, numbers: &Numbers) -> Option<Chunk> {
    let mut part = Reader::new(part)?;
    let chunk = Chunk {
        created_at_us: part.column()?,
        seq: part.column()?,
        class: part.column()?,
        from: part.column()?,
        to: part.column()?,
        duration_s: part.column()?,
    };
    let rows = chunk.rows();
    let below = |column: &[u32], count: usize| column.iter().all(|code| (*code as usize) < count);
    let as_long = [&chunk.class, &chunk.from, &chunk.to].iter().all(|column| column.len() == rows);
    let is_one = rows > 0
        && part.0.is_empty()
        && as_long
        && chunk.created_at_us.len() == rows
        && chunk.duration_s.len() == rows
        && below(&chunk.class, classes.table.len())
        && below(&chunk.from, numbers.codes())
        && below(&chunk.to, numbers.codes())
        && chunk.created_at_us.is_sorted_by(|a, b| a >= b);
    is_one.then_some(chunk)
}
