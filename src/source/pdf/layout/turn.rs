//! The directions in which the text of a page runs: quarter turns, and slants such as that of a watermark.
//!
//! Takes glyphs, says which way each runs and what the page's own direction is: a quarter turn and the skew that a
//! scanner or a straightened scan left. Brings points, lines and boxes from the page into a frame in which text of one
//! direction runs to the right, and back.

use super::lines::lines;
use super::words::Atom;
use crate::source::pdf::content::{Glyph, STAMP};
use crate::source::pdf::geometry::{Rect, Segment};

/// Text that leaves the page's skew by more than this slope (some 6°) is slanted.
const SLANT: f32 = 0.105;
/// Slants that are told apart on a page; what exceeds them counts as the nearest quarter.
const MAX_SLANTS: usize = 8;
/// Cosine of the angle within which two directions are the same.
const SAME: f32 = 0.9995;
/// The least slope of a page that is skewed: one that lifts a line of text by less than a point is none.
const SKEW: f32 = 0.0015;
/// Lines that lie askew lean by at most this, in points, once the page is straight.
const MAX_LEAN: f32 = 1.0;

/// Which way each glyph of a page runs.
#[derive(Debug)]
pub(super) struct Directions {
    /// By glyph: quarter turns from the page's skew, or 4 and the index of its slant.
    pub(super) of: Vec<u8>,
    /// Quarter turns of the page's frame: most text runs so.
    pub(super) turned: u8,
    /// Cosine and sine of the angle between the page's text and the nearest quarter.
    skew: (f32, f32),
    /// From the page's skew on.
    slants: Vec<(f32, f32)>,
}

impl Directions {
    /// Of the glyphs of a page.
    pub(super) fn of(glyphs: &[Glyph]) -> Self {
        let mut me = Self { of: Vec::with_capacity(glyphs.len()), turned: 0, skew: skew(glyphs), slants: Vec::new() };
        if !me.fill(glyphs, MAX_SLANTS) {
            // A page of many slants is read as it lies.
            me.skew = LEVEL;
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
        let level = self.skew == LEVEL;
        let straight = Frame::Slant(self.skew.0, self.skew.1);
        for g in glyphs {
            last = match (g.dx, g.dy) {
                (0.0, 0.0) => last,
                // Most text.
                (dx, 0.0) if level => {
                    if dx > 0.0 {
                        0
                    } else {
                        2
                    }
                }
                (dx, dy) => {
                    let (dx, dy) = if level { (dx, dy) } else { straight.turn(dx, dy) };
                    self.direction(dx, dy, max_slants)
                }
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

    /// The reading frame of the page.
    pub(super) fn frame(&self) -> Frame {
        self.frame_of(self.turned)
    }

    /// The other directions of the page, each with its frame.
    pub(super) fn others(&self) -> impl Iterator<Item = (u8, Frame)> {
        let quarters = (0..4u8).filter(|&q| q != self.turned && self.of.contains(&q)).map(|q| (q, self.frame_of(q)));
        let slants = (0..self.slants.len()).map(|n| 4 + n as u8).map(|n| (n, self.frame_of(n)));
        quarters.chain(slants)
    }

    fn frame_of(&self, direction: u8) -> Frame {
        let (c, s) = match direction {
            q @ 0..4 if self.skew == LEVEL => return Frame::Quarter(q),
            0 => (1.0, 0.0),
            1 => (0.0, 1.0),
            2 => (-1.0, 0.0),
            3 => (0.0, -1.0),
            n => self.slants[usize::from(n) - 4],
        };
        let (k, t) = self.skew;
        Frame::Slant(c * k - s * t, s * k + c * t)
    }
}

const LEVEL: (f32, f32) = (1.0, 0.0);

/// The angle by which most text of a page leaves the nearest quarter: that of the glyph in the middle.
fn skew(glyphs: &[Glyph]) -> (f32, f32) {
    let leans =
        |g: &&Glyph| g.dx != 0.0 && g.dy != 0.0 && g.dx.abs().min(g.dy.abs()) > SKEW * g.dx.abs().max(g.dy.abs());
    let own = |g: &&Glyph| g.flags & STAMP == 0;
    if glyphs.iter().filter(leans).filter(own).count() * 2 <= glyphs.len() {
        return LEVEL;
    }
    let slope = |g: &Glyph| match quarter(g.dx, g.dy) {
        0 | 2 => g.dy / g.dx,
        _ => -g.dx / g.dy,
    };
    let mut slopes: Vec<f32> = glyphs.iter().filter(own).map(slope).filter(|s| s.is_finite()).collect();
    let middle = slopes.len() / 2;
    if slopes.is_empty() {
        return LEVEL;
    }
    let slope = *slopes.select_nth_unstable_by(middle, f32::total_cmp).1;
    if slope.abs() <= SKEW {
        return LEVEL;
    }
    let length = slope.hypot(1.0);
    (1.0 / length, slope / length)
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
    pub(super) fn turn_back(self, r: Rect) -> Rect {
        match self {
            Self::Quarter(q) => turn_back(q, r),
            Self::Slant(c, s) => [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)]
                .iter()
                .fold(Rect::EMPTY, |out, &(x, y)| out.with(x * c - y * s, x * s + y * c)),
        }
    }

    /// A page of this size. Askew, it keeps its size and its middle.
    pub(super) fn page(self, width: f32, height: f32) -> Rect {
        let around = |corners: [(f32, f32); 2]| corners.iter().fold(Rect::EMPTY, |r, &(x, y)| r.with(x, y));
        match self {
            Self::Quarter(q) => around([turn(q, 0.0, 0.0), turn(q, width, height)]),
            Self::Slant(c, s) => {
                let (x, y) = self.turn(width / 2.0, height / 2.0);
                let (w, h) = if quarter(c, s).is_multiple_of(2) { (width, height) } else { (height, width) };
                around([(x - w / 2.0, y - h / 2.0), (x + w / 2.0, y + h / 2.0)])
            }
        }
    }

    /// A line of the page, when it lies along an axis of this frame.
    pub(super) fn line(self, [a, b]: [(f32, f32); 2], lean: f32) -> Option<Segment> {
        let ((x0, y0), (x1, y1)) = (self.turn(a.0, a.1), self.turn(b.0, b.1));
        let (w, h) = ((x1 - x0).abs(), (y1 - y0).abs());
        if h <= lean && w > h {
            Some(Segment { horizontal: true, at: (y0 + y1) / 2.0, from: x0.min(x1), to: x0.max(x1) })
        } else if w <= lean && h > w {
            Some(Segment { horizontal: false, at: (x0 + x1) / 2.0, from: y0.min(y1), to: y0.max(y1) })
        } else {
            None
        }
    }

    /// The lines of a page that lie along the axes of this frame: `level` ones are those of the page's own.
    pub(super) fn segments(self, level: &[Segment], askew: &[[(f32, f32); 2]]) -> Vec<Segment> {
        let ends = |s: &Segment| {
            if s.horizontal { [(s.from, s.at), (s.to, s.at)] } else { [(s.at, s.from), (s.at, s.to)] }
        };
        match self {
            Self::Quarter(_) => level.iter().filter_map(|s| self.line(ends(s), MAX_LEAN)).collect(),
            Self::Slant(..) => {
                let lines = level.iter().map(ends).chain(askew.iter().copied());
                lines.filter_map(|l| self.line(l, MAX_LEAN)).collect()
            }
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
fn turn(q: u8, x: f32, y: f32) -> (f32, f32) {
    match q {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

/// The rectangle back on the page.
fn turn_back(q: u8, r: Rect) -> Rect {
    match q {
        0 => r,
        1 => Rect { x0: -r.y1, y0: r.x0, x1: -r.y0, y1: r.x1 },
        2 => Rect { x0: -r.x1, y0: -r.y1, x1: -r.x0, y1: -r.y0 },
        _ => Rect { x0: r.y0, y0: -r.x1, x1: r.y1, y1: -r.x0 },
    }
}

/// Lines of atoms that lie in `frame`, as single atoms of the `page`'s frame that stand aside from its lines.
pub(super) fn aside(other: &[Atom], frame: Frame, page: Frame, arena: &mut String) -> Vec<Atom> {
    let indices: Vec<usize> = (0..other.len()).collect();
    let mut out = Vec::new();
    for l in lines(&indices, other, arena) {
        let text = l.text(other, arena).replace('\t', " ");
        let r = l.atoms.iter().fold(Rect::EMPTY, |r, &(i, _)| r.union(other[i].rect()));
        let r = frame.turn_back(r);
        let r = [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)].iter().fold(Rect::EMPTY, |r, &(x, y)| {
            let (x, y) = page.turn(x, y);
            r.with(x, y)
        });
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
