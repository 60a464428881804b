//! Upright rules without level ones between the rows: the white between these.
//!
//! Lines of a cell are closer than rows. A column of numbers must say that there are rows: columns of prose may be parted by
//! uprights, too.

use super::{ALIKE, MAX_COLUMNS, MAX_RULES, height, words};
use crate::source::pdf::geometry::{Rect, Segment};
use crate::source::pdf::layout::lines::text;
use crate::source::pdf::layout::words::Atom;
use crate::source::pdf::table::merge;

/// Uprights from which a row of them is a table.
const MIN_RULES: usize = 3;
/// Rules below and above the rows.
const MAX_INNER: usize = 2;
/// Rows of a table.
const MIN_ROWS: usize = 3;
/// A word's letters reach from here to there, in font sizes above and below its baseline.
const ABOVE: f32 = 0.72;
const BELOW: f32 = 0.2;
/// White between rows is wider than that between the lines of a cell, times this.
const WIDER: f32 = 1.5;
/// Share of the rows below the heading that have a number in one column.
const FIGURES: f32 = 0.6;

/// The level lines that are missing between uprights.
pub(in super::super) fn levels(lines: &[Segment], atoms: &[Atom], arena: &str) -> Vec<Segment> {
    let count = lines.iter().filter(|s| !s.horizontal).count();
    if !(MIN_RULES..=MAX_RULES).contains(&count) {
        return Vec::new();
    }
    let rules = merge(lines.iter().filter(|s| !s.horizontal));
    let mut taken = vec![false; rules.len()];
    let mut out = Vec::new();
    for first in 0..rules.len() {
        let alike = |r: &Segment| (r.from - rules[first].from).abs() + (r.to - rules[first].to).abs() <= ALIKE;
        if taken[first] {
            continue;
        }
        let own: Vec<usize> = (first..rules.len()).filter(|&i| alike(&rules[i])).collect();
        own.iter().for_each(|&i| taken[i] = true);
        if !(MIN_RULES..=MAX_COLUMNS).contains(&own.len()) {
            continue;
        }
        let xs: Vec<f32> = own.iter().map(|&i| rules[i].at).collect();
        let area = Rect { x0: xs[0], y0: rules[first].from, x1: xs[xs.len() - 1], y1: rules[first].to };
        let inside = |s: &Segment| {
            let (at, from, to) = if s.horizontal { (area.y0, area.x0, area.x1) } else { (area.x0, area.y0, area.y1) };
            let end = if s.horizontal { area.y1 } else { area.x1 };
            s.at > at + ALIKE && s.at < end - ALIKE && s.from.max(from) + ALIKE < s.to.min(to)
        };
        let whole = |s: &Segment| (s.from - area.x0).abs() + (s.to - area.x1).abs() <= 2.0 * ALIKE;
        let inner: Vec<&Segment> = lines.iter().filter(|s| s.horizontal && inside(s)).collect();
        let parted = rules.iter().any(|r| inside(r) && !alike(r));
        if parted || inner.len() > MAX_INNER * xs.len() {
            continue;
        }
        // A rule below the heading leaves the rows to be told apart.
        let inner = merge(inner.into_iter());
        if inner.len() > MAX_INNER || !inner.iter().all(whole) {
            continue;
        }
        let mut ys: Vec<f32> = inner.iter().map(|s| s.at).chain([area.y0, area.y1]).collect();
        ys.sort_by(f32::total_cmp);
        let highest = ys.windows(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
        let Some(&[y0, y1]) = highest else { continue };
        let area = Rect { y0, y1, ..area };
        if let Some(splits) = splits(area, &xs, atoms, arena) {
            let level = |at| Segment { horizontal: true, at, from: area.x0, to: area.x1 };
            out.extend([area.y0, area.y1].into_iter().chain(splits).map(level));
        }
    }
    out
}

/// Heights at which the rows between uprights part.
fn splits(area: Rect, xs: &[f32], atoms: &[Atom], arena: &str) -> Option<Vec<f32>> {
    let mut words = words(atoms, area)?;
    words.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut blocks: Vec<(f32, f32)> = Vec::new();
    for w in &words {
        let (top, end) = (w.base - ABOVE * w.size, w.base + BELOW * w.size);
        match blocks.last_mut() {
            Some(b) if top <= b.1 => *b = (b.0.min(top), b.1.max(end)),
            _ => blocks.push((top, end)),
        }
    }
    let white: Vec<f32> = blocks.windows(2).map(|b| b[1].0 - b[0].1).collect();
    let (least, most) = white.iter().fold((f32::MAX, 0.0f32), |(a, b), &w| (a.min(w), b.max(w)));
    // White that is much the same everywhere parts rows of one line.
    let wide = if most > WIDER * least { (least + most) / 2.0 } else { 0.0 };
    let splits: Vec<f32> =
        blocks.windows(2).filter(|b| b[1].0 - b[0].1 > wide).map(|b| (b[0].1 + b[1].0) / 2.0).collect();
    let rows = splits.len() + 1;
    let columns = xs.len() - 1;
    let mut cells: Vec<Vec<&Atom>> = vec![Vec::new(); rows * columns];
    for &w in &words {
        let row = splits.partition_point(|&y| y < height(w));
        let column = xs.partition_point(|&x| x < (w.x0 + w.x1) / 2.0).saturating_sub(1).min(columns - 1);
        cells[row * columns + column].push(w);
    }
    let filled = |row: &[Vec<&Atom>]| row.iter().filter(|c| !c.is_empty()).count() * 2 > columns;
    let number = |c: &Vec<&Atom>| matches!(c[..], [one] if text(one, arena).bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'%')));
    let figures = |c: usize| (1..rows).filter(|r| number(&cells[r * columns + c])).count();
    let told = (0..columns).any(|c| figures(c) as f32 >= FIGURES * (rows - 1) as f32);
    (rows >= MIN_ROWS && told && cells.chunks(columns).all(filled)).then_some(splits)
}
