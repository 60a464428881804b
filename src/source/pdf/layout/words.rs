//! Glyphs to words, by position alone: word processors end a text object at every change of font, in
//! Vietnamese in the middle of a word (`K·Ế·HO·Ạ·CH`), so what touches belongs together.

use crate::normalize::legacy::{Encoding, repair};
use crate::source::pdf::content::{AFTER_SPACE, FURNITURE, Glyph, LEGACY, REPLACED, STAMP};
use crate::source::pdf::font::{Fonts, Piece};
use crate::source::pdf::geometry::Rect;
use unicode_normalization::UnicodeNormalization;

/// A gap wider than this share of the font size is a space; the narrowest spaces of justified print are wider,
/// kerning is narrower.
const GAP: f32 = 0.16;
/// The same where a space character was shown: a space squeezed by justification is still one.
const GAP_AFTER_SPACE: f32 = 0.06;
/// Glyphs may overlap by this share of the font size and still follow each other.
const OVERLAP: f32 = 0.45;
/// A share of the font size by which the baseline may move within a word.
const BASELINE: f32 = 0.12;
/// A glyph shown again within this share of the font size is a fake bold.
const SHADOW: f32 = 0.12;

/// Flags on which the glyphs of a word agree.
const LAYERS: u8 = STAMP | FURNITURE;
/// The atom's font is bold; shares the byte with the flags of glyphs.
pub(crate) const BOLD: u8 = 128;

/// What stands together without a gap, in the page's reading frame (text runs to the right, y downward).
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// Range in the arena.
    pub(crate) text: (u32, u32),
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    /// Baseline.
    pub(crate) base: f32,
    pub(crate) size: f32,
    /// Flags of its first glyph.
    pub(crate) flags: u8,
    /// Runs at an angle to the page's text, or is a watermark: one atom is a whole line.
    pub(crate) sideways: bool,
    /// For sideways atoms, upper and lower edge.
    pub(crate) extent: Option<(f32, f32)>,
}

impl Atom {
    /// Box around its letters.
    pub(crate) fn rect(&self) -> Rect {
        let (y0, y1) = self.extent.unwrap_or((self.base - 0.75 * self.size, self.base + 0.22 * self.size));
        Rect { x0: self.x0, y0, x1: self.x1, y1 }
    }

    /// Whether it belongs to an annotation.
    pub(crate) fn is_stamp(&self) -> bool {
        self.flags & STAMP != 0
    }

    /// Whether the producer marked it as page furniture.
    pub(crate) fn is_furniture(&self) -> bool {
        self.flags & FURNITURE != 0
    }

    /// Whether a space separates it from what ends at `end` on its left.
    pub(crate) fn is_apart(&self, end: f32, size: f32) -> bool {
        self.x0 - end > gap(self.flags) * size.max(self.size)
    }
}

fn gap(flags: u8) -> f32 {
    if flags & AFTER_SPACE != 0 { GAP_AFTER_SPACE } else { GAP }
}

/// Joins the glyphs that run in one direction, in the order in which they are shown; `turn` brings a point into the
/// frame in which they run to the right.
pub(super) fn atoms<'a>(
    glyphs: impl Iterator<Item = &'a Glyph>,
    turn: impl Fn(f32, f32) -> (f32, f32),
    fonts: &Fonts,
    arena: &mut String,
) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    let mut open: Option<Open> = None;
    for g in glyphs.filter(|g| g.flags & REPLACED == 0) {
        let (x, base) = turn(g.x, g.y);
        let end = x + length(g.dx, g.dy);
        let piece = fonts.strings.get(g.uni);
        if let Some(o) = &mut open {
            if is_mark(piece) && (x - o.end).abs() < 1.5 * g.size && (base - o.atom.base).abs() < g.size {
                push(arena, piece);
                o.marked = true;
                o.end = o.end.max(end);
                continue;
            }
            let shift = x - o.end;
            let level = (base - o.atom.base).abs() < BASELINE * g.size && g.flags & LAYERS == o.atom.flags & LAYERS;
            if level && g.uni == o.last && (x - o.last_x).abs() < SHADOW * g.size {
                continue;
            }
            let ratio = g.size / o.atom.size;
            if level && shift > -OVERLAP * g.size && shift <= gap(g.flags) * g.size && (0.8..1.25).contains(&ratio) {
                push(arena, piece);
                o.marked |= matches!(piece, Piece::Str(_));
                o.end = o.end.max(end);
                o.atom.flags |= g.flags & LEGACY;
                (o.last, o.last_x) = (g.uni, x);
                continue;
            }
            out.extend(close(open.take(), arena));
        }
        let start = arena.len() as u32;
        push(arena, piece);
        let bold = if fonts.get(g.font).is_some_and(|f| f.bold) { BOLD } else { 0 };
        let flags = g.flags | bold;
        let atom =
            Atom { text: (start, start), x0: x, x1: end, base, size: g.size, flags, sideways: false, extent: None };
        open =
            Some(Open { atom, end, last: g.uni, last_x: x, marked: is_mark(piece) || matches!(piece, Piece::Str(_)) });
    }
    out.extend(close(open, arena));
    out
}

/// Length of a vector; most lie along an axis.
fn length(dx: f32, dy: f32) -> f32 {
    if dx == 0.0 || dy == 0.0 { (dx + dy).abs() } else { dx.hypot(dy) }
}

struct Open {
    atom: Atom,
    end: f32,
    last: crate::source::pdf::font::Uni,
    last_x: f32,
    /// Holds combining marks.
    marked: bool,
}

fn close(open: Option<Open>, arena: &mut String) -> Option<Atom> {
    let Open { mut atom, end, marked, .. } = open?;
    let start = atom.text.0 as usize;
    if marked {
        let composed: String = arena[start..].nfc().collect();
        arena.truncate(start);
        arena.push_str(&composed);
    }
    if atom.flags & LEGACY != 0 {
        // Capitals that the encoding lacks, and the ư that became a hyphen.
        let repaired = repair(arena[start..].to_owned(), Encoding::Tcvn3);
        arena.truncate(start);
        arena.push_str(&repaired);
    }
    atom.text.1 = arena.len() as u32;
    atom.x1 = end.max(atom.x0 + 0.05 * atom.size);
    (atom.text.1 > atom.text.0).then_some(atom)
}

/// Combining marks belong to the glyph before them, wherever they are drawn.
fn is_mark(piece: Piece<'_>) -> bool {
    matches!(piece, Piece::Char('\u{300}'..='\u{36F}'))
}

fn push(arena: &mut String, piece: Piece<'_>) {
    match piece {
        Piece::Char(c) => push_char(arena, c),
        Piece::Str("") => arena.push('\u{FFFD}'),
        Piece::Str(s) => s.chars().for_each(|c| push_char(arena, c)),
    }
}

fn push_char(arena: &mut String, c: char) {
    match c {
        '!'..='~' => arena.push(c),
        // Shown soft hyphens are hyphens.
        '\u{AD}' => arena.push('-'),
        '\u{FB00}' => arena.push_str("ff"),
        '\u{FB01}' => arena.push_str("fi"),
        '\u{FB02}' => arena.push_str("fl"),
        '\u{FB03}' => arena.push_str("ffi"),
        '\u{FB04}' => arena.push_str("ffl"),
        c if c.is_whitespace() => arena.push(' '),
        c if c.is_control() => {}
        c => arena.push(c),
    }
}
