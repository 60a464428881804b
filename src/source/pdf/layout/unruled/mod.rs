//! Tables ruled in one direction only: the white between the columns of level rules, and between the rows of upright ones, as
//! the rules that are missing.
//!
//! Takes the lines drawn on a page and its words, gives lines to add, so that the grid of such a table is made as that of any
//! other, with merged cells where words lie across the white.

mod levels;
mod uprights;

use super::words::Atom;
use crate::source::pdf::geometry::Rect;

pub(super) use levels::levels;
pub(super) use uprights::uprights;

/// Rules of one direction that are looked at; drawings have more.
const MAX_RULES: usize = 400;
/// Rules of one table begin and end alike, to so many points.
const ALIKE: f32 = 4.0;
/// The middle of a word's letters stands so far above its baseline, in font sizes.
const MIDDLE: f32 = 0.3;

/// Words and columns of a table on one page, at most.
const MAX_WORDS: usize = 5000;
const MAX_COLUMNS: usize = 64;

/// The words in an area.
fn words(atoms: &[Atom], area: Rect) -> Option<Vec<&Atom>> {
    let inside = |a: &&Atom| !a.sideways && !a.is_stamp() && area.contains((a.x0 + a.x1) / 2.0, height(a));
    let words: Vec<&Atom> = atoms.iter().filter(inside).take(MAX_WORDS + 1).collect();
    (words.len() <= MAX_WORDS).then_some(words)
}

/// Height of the middle of a word.
fn height(word: &Atom) -> f32 {
    word.base - MIDDLE * word.size
}
