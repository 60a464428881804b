//! Text that is shown twice: once painted, once invisible for a screen reader or by a text recognition of a page that had text.
//!
//! Takes the glyphs of a page, drops the invisible ones when nearly all of them lie on painted ones. The text layer of a scan
//! lies on a picture, and stays.

use super::{Glyph, INVISIBLE};
use std::collections::HashSet;

/// The side of the squares in which painted glyphs are looked for, in points: about a letter.
const SQUARE: f32 = 6.0;
/// The share of invisible glyphs that lie on painted ones.
const MOST: usize = 8;

/// Drops invisible glyphs that repeat what is painted.
pub(super) fn drop_invisible(glyphs: &mut Vec<Glyph>) {
    let square = |g: &Glyph| ((g.x / SQUARE) as i32, (g.y / SQUARE) as i32);
    let is_invisible = |g: &&Glyph| g.flags & INVISIBLE != 0;
    let painted: HashSet<(i32, i32)> = glyphs.iter().filter(|g| !is_invisible(g)).map(square).collect();
    let near = |(x, y): (i32, i32)| {
        (-1..=1).any(|dx| (-1..=1).any(|dy| painted.contains(&(x.saturating_add(dx), y.saturating_add(dy)))))
    };
    let (mut all, mut on) = (0, 0);
    for g in glyphs.iter().filter(is_invisible) {
        all += 1;
        on += usize::from(near(square(g)));
    }
    if on * 10 >= all * MOST {
        glyphs.retain(|g| g.flags & INVISIBLE == 0);
    }
}
