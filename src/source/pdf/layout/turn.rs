//! The directions in which the text of a page runs: quarter turns, and slants such as that of a watermark.
//!
//! Takes glyphs, says which way each runs and what the page's own direction is; brings points and boxes from the page
//! into a frame in which text of one direction runs to the right, and back.

use super::lines::lines;
use super::words::Atom;
use crate::source::pdf::content::{Glyph, STAMP};
use crate::source::pdf::geometry::Rect;

/// Text that leaves the nearest quarter by more than this slope (some 6°) is slanted: a scan's skew is smaller.
const SLANT: f32 = 0.105;
/// Slants that are told apart on a page; what exceeds them counts as the nearest quarter.
const MAX_SLANTS: usize = 8;
/// Cosine of the angle within which two directions are the same.
const SAME: f32 = 0.9995;

/// Which way each glyph of a page runs.
#[derive(Debug)]
pub(super) struct Directions {
    /// By glyph: quarter turns, or 4 and the index of its slant.
    pub(super) of: Vec<u8>,
    /// Quarter turns of the page's frame: most text runs so.
    pub(super) turned: u8,
    slants: Vec<(f32, f32)>,
}

impl Directions {
    /// Of the glyphs of a page.
    pub(super) fn of(glyphs: &[Glyph]) -> Self {
        let mut me = Self { of: Vec::with_capacity(glyphs.len()), turned: 0, slants: Vec::new() };
        if !me.fill(glyphs, MAX_SLANTS) {
            // A page that is slanted as a whole is read as it lies.
            me.fill(glyphs, 0);
        }
        me
    }

    /// Whether the slanted glyphs are fewer than the others.
    fn fill(&mut self, glyphs: &[Glyph], max_slants: usize) -> bool {
        self.of.clear();
        self.slants.clear();
        let mut last = 0;
        let mut count = [0usize; 4];
        let mut slanted = 0;
        for g in glyphs {
            last = match (g.dx, g.dy) {
                (0.0, 0.0) => last,
                // Most text.
                (dx, 0.0) => {
                    if dx > 0.0 {
                        0
                    } else {
                        2
                    }
                }
                (dx, dy) => self.direction(dx, dy, max_slants),
            };
            self.of.push(last);
            match count.get_mut(usize::from(last)) {
                Some(n) => *n += usize::from(g.flags & STAMP == 0),
                None => slanted += 1,
            }
        }
        self.turned = (0..4u8).rev().max_by_key(|&q| count[usize::from(q)]).unwrap_or(0);
        slanted == 0 || slanted < count.iter().sum::<usize>()
    }

    fn direction(&mut self, dx: f32, dy: f32, max_slants: usize) -> u8 {
        let (a, b) = (dx.abs(), dy.abs());
        if a.min(b) > SLANT * a.max(b) && max_slants > 0 {
            let length = dx.hypot(dy);
            let (c, s) = (dx / length, dy / length);
            let known = self.slants.iter().position(|k| k.0 * c + k.1 * s > SAME);
            if known.is_none() && self.slants.len() < max_slants && length.is_finite() {
                self.slants.push((c, s));
                return 3 + self.slants.len() as u8;
            }
            if let Some(at) = known {
                return 4 + at as u8;
            }
        }
        quarter(dx, dy)
    }

    /// The other directions of the page, each with its turn of a point.
    pub(super) fn others(&self) -> impl Iterator<Item = (u8, Frame)> {
        let quarters = (0..4u8).filter(|&q| q != self.turned && self.of.contains(&q)).map(|q| (q, Frame::Quarter(q)));
        let slants = self.slants.iter().enumerate().map(|(n, &(c, s))| (4 + n as u8, Frame::Slant(c, s)));
        quarters.chain(slants)
    }
}

/// A frame in which text of some direction runs to the right.
#[derive(Debug, Clone, Copy)]
pub(super) enum Frame {
    Quarter(u8),
    /// Cosine and sine of the direction.
    Slant(f32, f32),
}

impl Frame {
    /// A page point in this frame.
    pub(super) fn turn(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Self::Quarter(q) => turn(q, x, y),
            Self::Slant(c, s) => (x * c + y * s, y * c - x * s),
        }
    }

    /// The rectangle on the page; the one around it when it is slanted.
    fn turn_back(self, r: Rect) -> Rect {
        match self {
            Self::Quarter(q) => turn_back(q, r),
            Self::Slant(c, s) => [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)]
                .iter()
                .fold(Rect::EMPTY, |out, &(x, y)| out.with(x * c - y * s, x * s + y * c)),
        }
    }
}

/// Quarter turns that bring a direction to the right.
fn quarter(dx: f32, dy: f32) -> u8 {
    if dx.abs() >= dy.abs() {
        if dx >= 0.0 { 0 } else { 2 }
    } else if dy > 0.0 {
        1
    } else {
        3
    }
}

/// A page point in a frame turned by quarter turns, so that text of that direction runs to the right.
pub(super) fn turn(q: u8, x: f32, y: f32) -> (f32, f32) {
    match q {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

/// The rectangle back on the page.
pub(super) fn turn_back(q: u8, r: Rect) -> Rect {
    match q {
        0 => r,
        1 => Rect { x0: -r.y1, y0: r.x0, x1: -r.y0, y1: r.x1 },
        2 => Rect { x0: -r.x1, y0: -r.y1, x1: -r.x0, y1: -r.y0 },
        _ => Rect { x0: r.y0, y0: -r.x1, x1: r.y1, y1: -r.x0 },
    }
}

/// Lines of atoms that lie in `frame`, as single atoms of the page's frame `turned` that stand aside from its lines.
pub(super) fn aside(other: &[Atom], frame: Frame, turned: u8, arena: &mut String) -> Vec<Atom> {
    let indices: Vec<usize> = (0..other.len()).collect();
    let mut out = Vec::new();
    for l in lines(&indices, other, arena) {
        let text = l.text(other, arena).replace('\t', " ");
        let r = l.atoms.iter().fold(Rect::EMPTY, |r, &(i, _)| r.union(other[i].rect()));
        let r = frame.turn_back(r);
        let r =
            [turn(turned, r.x0, r.y0), turn(turned, r.x1, r.y1)].iter().fold(Rect::EMPTY, |r, &(x, y)| r.with(x, y));
        let first = &other[l.atoms[0].0];
        let start = arena.len() as u32;
        arena.push_str(&text);
        out.push(Atom {
            text: (start, arena.len() as u32),
            x0: r.x0,
            x1: r.x1,
            base: r.y1,
            extent: Some((r.y0, r.y1)),
            sideways: true,
            ..first.clone()
        });
    }
    out
}
