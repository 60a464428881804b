//! Text in a frame beside other text: `Hộp 1. Số liệu chính` that a paragraph runs around.
//!
//! Takes the lines drawn on a page and the words outside its tables, says which words are read by themselves: what stands
//! beside a frame does not go on inside it.

use super::lines::{Line, lines};
use super::order::{Block, BlockKind};
use super::paragraph::{Measure, paragraphs};
use super::words::Atom;
use super::{Sheet, Table};
use crate::source::pdf::geometry::{Rect, Segment};

/// Lines of each direction that are looked at; drawings have more.
const MAX_LINES: usize = 64;
/// A frame is at least this wide and high, in points.
const WIDE: f32 = 60.0;
const HIGH: f32 = 20.0;
/// Corners this close meet.
const SAME: f32 = 3.0;
/// Words beside a frame that are text: fewer may be a mark or a number in the margin.
const BESIDE: usize = 3;
/// Words of a line that fill no field of a form.
const FIELD: usize = 3;
/// Words in a frame, and beside it; more do not fit on a page.
const MAX_WORDS: usize = 2000;

/// A frame and the lines in it.
#[derive(Debug)]
pub(crate) struct Boxed {
    pub(crate) rect: Rect,
    pub(crate) lines: Vec<Line>,
}

impl Boxed {
    /// Whether a line of the body ends or begins beside it; the white around the frame is some lines' room, too.
    pub(super) fn is_beside(&self, line: &Line) -> bool {
        let (r, room) = (&self.rect, 0.5 * line.size);
        (r.y0 - room..r.y1 + line.size + room).contains(&line.base) && (line.x1 < r.x0 || line.x0 > r.x1)
    }
}

/// Parts the text in frames that have text beside them from the body.
pub(super) fn part(
    segments: &[Segment],
    tables: &[Table],
    body: &mut Vec<usize>,
    atoms: &[Atom],
    arena: &str,
) -> Vec<Boxed> {
    let mut out: Vec<Boxed> = Vec::new();
    let frames = frames(segments);
    let all = if frames.is_empty() { Vec::new() } else { body.clone() };
    for rect in frames {
        let overlaps = |o: &Rect| o.intersect(rect).area() > 0.0;
        if tables.iter().any(|t| overlaps(&t.grid.rect)) || out.iter().any(|b| overlaps(&b.rect)) {
            continue;
        }
        let inside = |i: &usize| {
            let w = atoms[*i].rect();
            rect.contains((w.x0 + w.x1) / 2.0, (w.y0 + w.y1) / 2.0)
        };
        let (own, mut rest): (Vec<usize>, Vec<usize>) = body.iter().partition(|i| inside(i));
        let level = |i: &&usize| (rect.y0..rect.y1).contains(&(atoms[**i].base - 0.3 * atoms[**i].size));
        let beside: Vec<usize> = all.iter().filter(level).filter(|i| !inside(i)).copied().collect();
        if own.is_empty() || own.len() > MAX_WORDS || !(BESIDE..MAX_WORDS).contains(&beside.len()) {
            continue;
        }
        // A frame may be stamped upon a line that goes on outside of it.
        let goes_on = |l: &Line| {
            let level = |a: &Atom| (a.base - l.base).abs() < 0.1 * l.size;
            let close = |a: &Atom| a.x0 - l.x1 < l.size && l.x0 - a.x1 < l.size;
            beside.iter().any(|&i| level(&atoms[i]) && close(&atoms[i]))
        };
        let (cut, lines): (Vec<Line>, Vec<Line>) = lines(&own, atoms, arena).into_iter().partition(goes_on);
        // A frame around words of one line marks them; a field of a form holds a word or a number.
        let boxed = Boxed { rect, lines };
        let text = boxed.lines.iter().any(|l| l.atoms.len() >= FIELD) || is_receipt(&boxed, atoms, arena);
        if boxed.lines.len() > 1 && text {
            rest.extend(cut.iter().flat_map(|l| &l.atoms).map(|a| a.0));
            *body = rest;
            out.push(boxed);
        }
    }
    out
}

/// Whether a box is the stamp of an office that received the letter: `CÔNG VĂN ĐẾN`, `Số: …`, `Ngày: …`.
pub(super) fn is_receipt(b: &Boxed, atoms: &[Atom], arena: &str) -> bool {
    let has = |test: fn(&str) -> bool| b.lines.iter().any(|l| test(l.text(atoms, arena).trim()));
    has(|l| l == "ĐẾN" || l.ends_with(" ĐẾN") && ["CÔNG ", "VĂN BẢN "].iter().any(|w| l.starts_with(w)))
        && has(|l| l.starts_with("Số"))
        && has(|l| l.starts_with("Ngày"))
}

/// Rectangles of four drawn sides.
fn frames(segments: &[Segment]) -> Vec<Rect> {
    let long = |horizontal: bool, least: f32| -> Vec<&Segment> {
        let long = segments.iter().filter(|s| s.horizontal == horizontal && s.to - s.from > least);
        long.take(MAX_LINES + 1).collect()
    };
    let (mut level, upright) = (long(true, WIDE), long(false, HIGH));
    if level.len() > MAX_LINES || upright.len() > MAX_LINES {
        return Vec::new();
    }
    level.sort_by(|a, b| a.at.total_cmp(&b.at));
    let near = |a: f32, b: f32| (a - b).abs() <= SAME;
    let mut out = Vec::new();
    for (n, top) in level.iter().enumerate() {
        let closes = |bottom: &&&Segment| {
            let side =
                |x: f32| upright.iter().any(|u| near(u.at, x) && u.from <= top.at + SAME && u.to >= bottom.at - SAME);
            let wide = near(top.from, bottom.from) && near(top.to, bottom.to);
            bottom.at - top.at > HIGH && wide && side(top.from) && side(top.to)
        };
        if let Some(bottom) = level[n + 1..].iter().find(closes) {
            out.push(Rect { x0: top.from, y0: top.at, x1: top.to, y1: bottom.at });
        }
    }
    out
}

/// Puts the boxes of a page among its blocks, each behind the paragraph at whose side it begins.
pub(super) fn insert(sheet: &Sheet, out: &mut Vec<Block>) {
    let place = |b: &Boxed| {
        let size = b.lines.first().map_or(0.0, |l| l.size);
        let begins_above = |block: &Block| match block.kind {
            BlockKind::Table(t) => sheet.tables[t].grid.rect.y0 < b.rect.y0,
            _ => block
                .lines
                .first()
                .is_some_and(|l| l.base < b.rect.y0 || l.x0 < b.rect.x0 && l.base < b.rect.y0 + 2.0 * size),
        };
        out.iter().rposition(begins_above).map_or(0, |at| at + 1)
    };
    let mut places: Vec<(usize, &Boxed)> = sheet.boxes.iter().map(|b| (place(b), b)).collect();
    places.sort_by(|a, b| {
        a.0.cmp(&b.0).then(a.1.rect.y0.total_cmp(&b.1.rect.y0)).then(a.1.rect.x0.total_cmp(&b.1.rect.x0))
    });
    for (at, b) in places.into_iter().rev() {
        let mut own = Measure::of(b.lines.iter(), None);
        own.right = own.right.max(b.rect.x1 - (own.left - b.rect.x0));
        out.splice(at..at, paragraphs(sheet, b.lines.clone(), &own));
    }
}
