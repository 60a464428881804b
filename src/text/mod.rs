//! The leaf vocabulary of the crate: byte ranges, the map between two texts, and line numbers.
//!
//! Every stage speaks of the text by [`Span`]; [`OffsetMap`] leads a span of a later text back to the
//! earlier one it was made from; [`LineIndex`] names page and line of an offset. Depends on nothing of ours.

mod digits;
mod lines;
mod map;
mod packed;
mod span;

pub(crate) use digits::next_digit;
pub use lines::LineIndex;
pub use map::OffsetMap;
pub(crate) use packed::{FITS, packed, slot};
pub use span::Span;
