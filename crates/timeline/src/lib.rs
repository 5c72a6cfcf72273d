//! Which calls match, how many, and what their facets are: columns in memory, in time order.
//!
//! SQLite keeps the rows; this crate answers *which*. A [`Timeline`] is an immutable snapshot of a
//! few bytes a call; one pass over its columns gives the exact total, any page at any offset, the
//! facet counts and the histogram ([`Timeline::ask`]), another everything there is to count
//! ([`Timeline::insights`]). Pure: no file, no clock.

mod answer;
mod chunk;
mod classes;
mod durations;
mod entry;
mod facets;
mod fields;
mod figures;
mod insights;
mod marks;
mod mask;
mod matched;
mod numbers;
mod offsets;
mod order;
mod parts;
mod predicate;
mod question;
mod seq_set;
mod slots;
mod timeline;
mod weekly;

#[cfg(test)]
mod insights_tests;
#[cfg(test)]
mod naive_tests;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod weekly_tests;

pub use answer::Answer;
pub use entry::Entry;
pub use facets::{DURATION_CLASSES, Facets};
pub use figures::{Figures, FiguresOf, TOP_NUMBERS, Tally, Trend};
pub use marks::{Marks, MarksOf};
pub use offsets::Offsets;
pub use parts::DamagedParts;
pub use question::{Narrowed, Question, TermMatch};
pub use seq_set::SeqSet;
pub use slots::TOP_WORDS;
pub use timeline::{Timeline, TimelineBuilder};
