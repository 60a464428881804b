//! Tables ruled in one direction only: the white between the columns of level rules, and between the rows of upright ones, as
//! the rules that are missing.
//!
//! Takes the lines drawn on a page and its words, gives lines to add, so that the grid of such a table is made as that of any
//! other, with merged cells where words lie across the white.

mod levels;
mod uprights;

use super::words::Atom;

pub(super) use levels::levels;
pub(super) use uprights::uprights;

/// Rules of one direction that are looked at; drawings have more.
const MAX_RULES: usize = 400;
/// Rules of one table begin and end alike, to so many points.
const ALIKE: f32 = 4.0;
/// The middle of a word's letters stands so far above its baseline, in font sizes.
const MIDDLE: f32 = 0.3;

/// Height of the middle of a word.
fn height(word: &Atom) -> f32 {
    word.base - MIDDLE * word.size
}
