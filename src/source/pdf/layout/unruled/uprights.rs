//! Level rules without uprights: the white between their columns.
//!
//! Where the rules are put together from a piece for each cell, the pieces' ends say where columns part.

use super::{ALIKE, MAX_COLUMNS, MAX_RULES, height, words};
use crate::source::pdf::geometry::{Rect, Segment};
use crate::source::pdf::layout::words::Atom;
use crate::source::pdf::table::merge;

/// Level rules from which a stack of them is a table: its rows are ruled.
const MIN_RULES: usize = 4;
/// White between two columns, in font sizes.
const WHITE: f32 = 0.45;
/// And wider than that between the words of a cell, times this.
const WIDER: f32 = 1.5;
/// Rows at the top whose words may lie across columns.
const MAX_HEADING: usize = 3;

/// The uprights that are missing between level rules.
pub(in super::super) fn uprights(lines: &[Segment], atoms: &[Atom]) -> Vec<Segment> {
    let count = lines.iter().filter(|s| s.horizontal).count();
    if !(MIN_RULES..=MAX_RULES).contains(&count) {
        return Vec::new();
    }
    let rules = merge(lines.iter().filter(|s| s.horizontal));
    let mut taken = vec![false; rules.len()];
    let mut out = Vec::new();
    for first in 0..rules.len() {
        let alike =
            |r: &Segment| (r.from - rules[first].from).abs() <= ALIKE && (r.to - rules[first].to).abs() <= ALIKE;
        if taken[first] {
            continue;
        }
        let stack: Vec<usize> = (first..rules.len()).filter(|&i| alike(&rules[i])).collect();
        stack.iter().for_each(|&i| taken[i] = true);
        if stack.len() >= MIN_RULES {
            let levels: Vec<f32> = stack.iter().map(|&i| rules[i].at).collect();
            out.extend(Stack { levels, from: rules[first].from, to: rules[first].to }.uprights(lines, &rules, atoms));
        }
    }
    out
}

/// Level rules of the same length, from top to bottom.
struct Stack {
    levels: Vec<f32>,
    from: f32,
    to: f32,
}

impl Stack {
    /// Where most of the rules are put together from pieces, one for each cell.
    fn ends(&self, lines: &[Segment]) -> Vec<f32> {
        let near = |a: f32, b: f32| (a - b).abs() <= ALIKE / 2.0;
        let own = |s: &&Segment| s.horizontal && self.levels.iter().any(|&y| near(s.at, y));
        let inner = |x: &f32| *x > self.from + ALIKE && *x < self.to - ALIKE;
        let mut all: Vec<f32> = lines.iter().filter(own).map(|s| s.from).filter(inner).collect();
        all.sort_by(f32::total_cmp);
        let groups = all.chunk_by(|&a, &b| near(a, b)).filter(|g| g.len() * 2 > self.levels.len());
        groups.map(|g| g[g.len() / 2]).collect()
    }

    fn uprights(&self, lines: &[Segment], rules: &[Segment], atoms: &[Atom]) -> Vec<Segment> {
        let area = Rect { x0: self.from, y0: self.levels[0], x1: self.to, y1: self.levels[self.levels.len() - 1] };
        let within = |s: &Segment| {
            (area.x0 - ALIKE..=area.x1 + ALIKE).contains(&s.at) && s.from.max(area.y0) + ALIKE < s.to.min(area.y1)
        };
        if lines.iter().any(|s| !s.horizontal && within(s)) {
            return Vec::new();
        }
        let Some(words) = words(atoms, area) else { return Vec::new() };
        let band = |a: &Atom| self.levels.partition_point(|&y| y < height(a)) - 1;
        let mut bands: Vec<Vec<&Atom>> = vec![Vec::new(); self.levels.len() - 1];
        for word in words.iter().filter(|a| height(a) > area.y0) {
            bands[band(word)].push(word);
        }
        // A band without words is a second rule, or the white between two tables.
        bands.retain(|b| !b.is_empty());
        // Rows of one line each are found by their columns alone, with a heading that no rule is drawn above.
        let wrapped = |b: &Vec<&Atom>| {
            let lowest = b.iter().map(|a| a.base).fold(f32::MIN, f32::max);
            b.iter().any(|a| lowest - a.base > 0.5 * a.size)
        };
        if bands.len() < 3 || !bands.iter().any(wrapped) {
            return Vec::new();
        }
        let space = space(&bands);
        // The words of headings part no columns: they stand in the middle over figures to the right, or over several.
        let headings = (1..=MAX_HEADING.min(bands.len() - 2)).rev();
        let Some((heading, gaps)) = headings.map(|h| (h, gaps(&bands[h..], space))).max_by_key(|g| g.1.len()) else {
            return Vec::new();
        };
        if gaps.len() > MAX_COLUMNS {
            return Vec::new();
        }
        let ends = self.ends(lines);
        let phrases: Vec<(f32, f32)> = bands[..heading].iter().flat_map(|b| phrases(b)).collect();
        let cuts = gaps.into_iter().map(|gap| {
            let drawn = ends.iter().copied().find(|x| (gap.0..=gap.1).contains(x));
            (drawn.unwrap_or_else(|| beside(gap, &phrases)), drawn.is_some())
        });
        // A piece of a rule that goes on over an end of the others is the side of a cell over several columns.
        let whole = |y: f32, x: f32| {
            let over =
                |s: &&Segment| s.horizontal && (s.at - y).abs() <= ALIKE && s.from < x - ALIKE && s.to > x + ALIKE;
            lines.iter().any(|s| over(&s))
        };
        let mut out = Vec::new();
        for (x, drawn) in cuts {
            // From each rule that crosses to the next, where no word lies across.
            let crossing: Vec<f32> = rules.iter().filter(|r| r.from < x && x < r.to).map(|r| r.at).collect();
            for rows in crossing.windows(2).filter(|w| w[0] >= area.y0 - ALIKE && w[1] <= area.y1 + ALIKE) {
                if drawn && whole(rows[0], x) && (rows[0] <= area.y0 + ALIKE || whole(rows[1], x)) {
                    continue;
                }
                let inside: Vec<&Atom> =
                    words.iter().filter(|a| (rows[0]..rows[1]).contains(&height(a))).copied().collect();
                if !inside.iter().any(|a| a.x0 < x && x < a.x1 || spans(a, &inside, x)) {
                    out.push(Segment { horizontal: false, at: x, from: rows[0], to: rows[1] });
                }
            }
        }
        out
    }
}

/// Whether the white at `x` parts a word from the next of the same phrase.
fn spans(word: &Atom, words: &[&Atom], x: f32) -> bool {
    word.x1 <= x
        && words.iter().any(|next| {
            next.x0 >= x && next.x0 - word.x1 < WHITE * word.size && (next.base - word.base).abs() < 0.1 * word.size
        })
}

/// The white between words of a line that stand close.
fn space(bands: &[Vec<&Atom>]) -> f32 {
    let mut gaps: Vec<f32> = Vec::new();
    for band in bands {
        let mut words = band.clone();
        words.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
        let close = |w: &[&Atom]| (w[0].base - w[1].base).abs() < 0.1 * w[0].size && w[1].x0 - w[0].x1 < w[0].size;
        gaps.extend(words.windows(2).filter(|w| close(w)).map(|w| w[1].x0 - w[0].x1));
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0)
}

/// The white that passes through all bands.
fn gaps(bands: &[Vec<&Atom>], space: f32) -> Vec<(f32, f32)> {
    let mut covered: Vec<(f32, f32)> = bands.iter().flatten().map(|a| (a.x0, a.x1)).collect();
    covered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = bands.iter().flatten().map(|a| a.size).fold(0.0, f32::max);
    let mut out = Vec::new();
    let mut end = f32::MAX;
    for (x0, x1) in covered {
        if x0 - end >= (WHITE * size).max(WIDER * space) {
            out.push((end, x0));
        }
        end = if end == f32::MAX { x1 } else { end.max(x1) };
    }
    out
}

/// Words without white between them, from end to end.
fn phrases(band: &[&Atom]) -> Vec<(f32, f32)> {
    let mut words = band.to_vec();
    words.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
    let goes_on = |a: &&Atom, b: &&Atom| (a.base - b.base).abs() < 0.1 * a.size && b.x0 - a.x1 < WHITE * a.size;
    let ends = |p: &[&Atom]| (p[0].x0, p[p.len() - 1].x1);
    words.chunk_by(goes_on).map(ends).collect()
}

/// The middle of what headings leave of a gap: one that stands in it belongs to the nearer column.
fn beside(gap: (f32, f32), headings: &[(f32, f32)]) -> f32 {
    let (mut from, mut to) = gap;
    for &(x0, x1) in headings.iter().filter(|p| p.1 > gap.0 && p.0 < gap.1) {
        let (left, right) = (x0 - gap.0, gap.1 - x1);
        if left < 0.0 && right < 0.0 {
            continue;
        }
        if left < right {
            from = from.max(x1);
        } else {
            to = to.min(x0);
        }
    }
    if from < to { (from + to) / 2.0 } else { (gap.0 + gap.1) / 2.0 }
}
