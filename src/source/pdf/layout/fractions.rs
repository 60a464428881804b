//! Fractions set one above the other, `125` over `480`, to `125/480` in the line that they stand in.
//!
//! Takes the words of a page and its drawn lines. A bar that its numerator and denominator cover, level with the middle of the
//! letters beside it, is one; an underline hangs below the line it stands in, a rule of a table meets others.

use super::lines::text;
use super::words::Atom;
use crate::source::pdf::geometry::{Rect, Segment};

/// Length of a bar, in points, and bars that are looked at: pages of tables have more short lines.
const LENGTH: std::ops::Range<f32> = 4.0..160.0;
const MAX_BARS: usize = 100;
/// Words over and under it.
const MAX_WORDS: usize = 12;
/// A bar is longer than what it parts by this much at most, in font sizes.
const LONGER: f32 = 0.8;
/// The white between the bar and the words before and behind it, and between the words on it.
const BESIDE: f32 = 1.0;
const SPACE: f32 = 0.6;
/// The bar's height above the baseline of the line, in font sizes.
const RISE: std::ops::Range<f32> = 0.12..0.45;
/// Baselines of the numerator above the bar, and of the denominator below it.
const OVER: std::ops::Range<f32> = 0.02..0.6;
const UNDER: std::ops::Range<f32> = 0.65..1.4;
/// Lines closer than this meet.
const MEET: f32 = 2.0;

/// Puts each fraction into one atom.
pub(super) fn join(atoms: &mut Vec<Atom>, lines: &[Segment], arena: &mut String) {
    let bars: Vec<&Segment> =
        lines.iter().filter(|s| s.horizontal && LENGTH.contains(&(s.to - s.from))).take(MAX_BARS + 1).collect();
    if bars.len() > MAX_BARS {
        return;
    }
    for bar in bars {
        let Some((over, under)) = parts(atoms, bar) else { continue };
        let touches = |s: &Segment| {
            let (x, y) = (s.from - MEET..=s.to + MEET, s.at - MEET..=s.at + MEET);
            let ends = [bar.from, bar.to];
            if s.horizontal {
                s != bar && y.contains(&bar.at) && ends.iter().any(|e| x.contains(e))
            } else {
                x.contains(&bar.at) && ends.iter().any(|e| y.contains(e))
            }
        };
        if lines.iter().any(touches) {
            continue;
        }
        let [upper, lower] = [&over, &under].map(|part| {
            let words: Vec<&str> = part.iter().map(|&i| text(&atoms[i], arena)).collect();
            if words.len() > 1 { format!("({})", words.join(" ")) } else { words.concat() }
        });
        let start = arena.len() as u32;
        *arena += &format!("{upper}/{lower}");
        let (first, last) = (&atoms[over[0]], &atoms[under[0]]);
        let base = (first.base + last.base) / 2.0;
        let text = (start, arena.len() as u32);
        atoms[over[0]] = Atom { text, x0: bar.from, x1: bar.to, base, ..first.clone() };
        let mut at = 0;
        atoms.retain(|_| {
            at += 1;
            at - 1 == over[0] || !over.contains(&(at - 1)) && !under.contains(&(at - 1))
        });
    }
}

/// The words over and under a bar, when it is one.
fn parts(atoms: &[Atom], bar: &Segment) -> Option<(Vec<usize>, Vec<usize>)> {
    let length = bar.to - bar.from;
    let beside = |a: &Atom| {
        let close = (bar.from - a.x1).abs().min((a.x0 - bar.to).abs()) < BESIDE * a.size;
        close && RISE.contains(&((a.base - bar.at) / a.size))
    };
    let part = |place: fn(f32) -> f32, heights: &std::ops::Range<f32>| {
        let on = |a: &Atom| bar.from - 1.0 <= a.x0 && a.x1 <= bar.to + 1.0;
        let at = |a: &Atom| on(a) && heights.contains(&(place(a.base - bar.at) / a.size));
        let mut out: Vec<usize> = (0..atoms.len()).filter(|&i| at(&atoms[i])).collect();
        out.sort_by(|&a, &b| atoms[a].x0.total_cmp(&atoms[b].x0));
        let phrase = out.windows(2).all(|w| atoms[w[1]].x0 - atoms[w[0]].x1 < SPACE * atoms[w[0]].size);
        (phrase && (1..=MAX_WORDS).contains(&out.len())).then_some(out)
    };
    let (over, under) = (part(|d| -d, &OVER)?, part(|d| d, &UNDER)?);
    let width = |part: &[usize]| {
        let r = part.iter().fold(Rect::EMPTY, |r, &i| r.union(atoms[i].rect()));
        r.x1 - r.x0
    };
    let hugs = length - width(&over).max(width(&under)) < LONGER * atoms[over[0]].size;
    (hugs && atoms.iter().any(beside)).then_some((over, under))
}
