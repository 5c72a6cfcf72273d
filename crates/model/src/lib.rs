//! The words every other room speaks: [`Call`], [`Filter`], [`Instant`], error [`Code`].
//!
//! Pure: no file, no network, no clock. Text comes in, checked values come out.
//!
//! What a person types in the search box is a [`Query`]; its language is told in [`query`].

mod calendar;
mod call;
mod code;
pub mod excerpt;
mod filter;
pub mod fold;
pub mod highlight;
mod instant;
pub mod phone;
pub mod query;
mod raw_filter;
mod small_set;
mod stretch;
pub mod words;

pub use calendar::{Calendar, ZoneCalendar};
pub use call::{Call, FieldError};
pub use code::Code;
pub use filter::{DEFAULT_LIMIT, DIRECTIONS, Filter, InvalidFilter, MAX_LIMIT, STATUSES, Sort};
pub use instant::{Instant, InvalidInstant};
pub use query::Query;
pub use raw_filter::RawFilter;
pub use small_set::{Hours, SmallSet, Weekdays};
pub use stretch::Stretch;
pub use words::Language;
