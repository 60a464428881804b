//! The heading of a table without ruling: the lines above its rows, sorted into its columns.
//!
//! Takes the lines above and the columns, gives the rows of the heading: "Hộ nghèo", in the middle over "Số hộ" and
//! "Tỷ lệ (%)", covers both. A caption ("Biểu 1: …") and a unit ("ĐVT: hộ") stay lines.

use super::{Page, Phrase, Placed, Rect, Row, column, middle};
use crate::source::pdf::layout::lines::{Line, text};

/// Distance of baselines from a heading's line to the next, in font sizes.
const HEADING_STEP: f32 = 1.8;
/// Or as far as the rows of figures, times this.
const ROW_STEP: f32 = 1.15;
/// Lines closer than this are halves of one row, their cells set in the middle of it.
const HALF_STEP: f32 = 0.9;
/// Lines of a heading.
const MAX_HEADING: usize = 5;
/// How far from the middle of the words below it a heading over several of them may stand, in font sizes.
const CENTRED: f32 = 0.6;
/// How far the edge or the middle of a heading's cell may stand from that of its column, in font sizes.
const IN_PLACE: f32 = 0.35;
/// White between two headings is wider than that between the words of one, times this.
const WIDER: f32 = 1.25;
/// Columns that one heading covers.
const MAX_SPAN: usize = 6;

impl Page<'_> {
    /// How many lines at the end of `above` are the heading of the table of these rows.
    pub(super) fn heading(self, above: &[Line], rows: &[Row<'_>], columns: &[Rect]) -> usize {
        let [first, second, ..] = rows else { return 0 };
        let (first, second) = (&first.lines[0], &second.lines[0]);
        let (mut best, mut below) = (0, first);
        let row = (second.base - first.base) * ROW_STEP;
        for (n, l) in above.iter().rev().take(MAX_HEADING).enumerate() {
            let step = below.base - l.base;
            let size = l.size.max(first.size);
            let alike = (l.size - first.size).abs() < 0.25 * size;
            let phrases: Vec<Phrase> =
                self.phrases(l).into_iter().flat_map(|p| self.over_columns(l, p, columns)).collect();
            let near = (0.05 * size..row.max(HEADING_STEP * size)).contains(&step);
            if !near || !alike || self.is_data(l) || self.place(l, columns).is_none() || self.is_aside(l) {
                break;
            }
            match &phrases[..] {
                // A word alone belongs to the heading where it stands in its column, below others or level with them.
                [one] => {
                    let c = column(columns, (one.x0 + one.x1) / 2.0);
                    let left = if c == 0 { f32::MIN } else { columns[c - 1].x1 };
                    let right = columns.get(c + 1).map_or(f32::MAX, |next| next.x0);
                    // "Chỉ tiêu" in the middle beside two lines, of which one is still to come.
                    let level = step < HALF_STEP * size;
                    if c == 0 && !level || one.x0 < left || one.x1 > right {
                        break;
                    }
                    if best > 0 && level {
                        best = n + 1;
                    }
                }
                _ => best = n + 1,
            }
            below = l;
        }
        best
    }

    /// Headings with no more than a space between them, "Dự toán năm Thực hiện năm" over two columns of figures: each begins with a
    /// capital, a digit or a parenthesis and stands in its column, all of them to the left, to the right or in the middle. One that
    /// covers the columns stays whole.
    pub(super) fn over_columns(self, l: &Line, phrase: Phrase, columns: &[Rect]) -> Vec<Phrase> {
        let over: Vec<&Rect> = columns.iter().filter(|c| (phrase.x0..=phrase.x1).contains(&middle(c))).collect();
        if over.len() < 2 || phrase.atoms.len() < over.len() {
            return vec![phrase];
        }
        let place: [fn(&Rect) -> f32; 3] = [|r| r.x0, |r| r.x1, middle];
        let cut = place.iter().find_map(|place| self.cut(l, &phrase, &over, *place));
        let cut = cut.or_else(|| self.cut_at_gaps(&phrase, &over));
        cut.unwrap_or_else(|| vec![phrase])
    }

    /// Whether a heading over several columns has run together with the next, "hộHộ nghèo": what is whose cannot be told.
    pub(super) fn is_glued(self, p: &Phrase, columns: &[Rect]) -> bool {
        let over = columns.iter().filter(|c| (p.x0..=p.x1).contains(&middle(c))).count();
        let glued = |i: &usize| {
            let mut letters = text(&self.atoms[*i], self.arena).chars();
            let mut small = false;
            letters.any(|c| std::mem::replace(&mut small, c.is_lowercase()) && c.is_uppercase())
        };
        over > 1 && p.atoms.iter().any(glued)
    }

    /// The phrase cut into one part for each column, the parts' places those of the columns.
    fn cut(self, l: &Line, phrase: &Phrase, over: &[&Rect], place: fn(&Rect) -> f32) -> Option<Vec<Phrase>> {
        let (mut out, mut at) = (Vec::with_capacity(over.len()), 0);
        for (n, column) in over.iter().enumerate() {
            let off = |to: usize| {
                let rect =
                    Rect { x0: self.atoms[phrase.atoms[at]].x0, x1: self.atoms[phrase.atoms[to - 1]].x1, ..**column };
                (place(&rect) - place(column)).abs()
            };
            let last = phrase.atoms.len();
            let ends = at + 1..=last;
            let ends =
                ends.filter(
                    |&to| if n + 1 == over.len() { to == last } else { to < last && self.begins(phrase.atoms[to]) },
                );
            let to = ends.min_by(|&a, &b| off(a).total_cmp(&off(b))).filter(|&to| off(to) <= IN_PLACE * l.size)?;
            let atoms = phrase.atoms[at..to].to_vec();
            out.push(Phrase { x0: self.atoms[atoms[0]].x0, x1: self.atoms[atoms[atoms.len() - 1]].x1, atoms });
            at = to;
        }
        Some(out)
    }

    /// The phrase cut where the white is wider than between its other words, when this gives one part for each column, over it.
    fn cut_at_gaps(self, phrase: &Phrase, over: &[&Rect]) -> Option<Vec<Phrase>> {
        let white = |pair: &[usize]| self.atoms[pair[1]].x0 - self.atoms[pair[0]].x1;
        let mut gaps: Vec<f32> = phrase.atoms.windows(2).map(white).collect();
        gaps.sort_by(f32::total_cmp);
        let space = *gaps.get(gaps.len().checked_sub(over.len())? / 2)?;
        let parts = phrase.atoms.chunk_by(|&a, &b| white(&[a, b]) < WIDER * space || !self.begins(b));
        let parts: Vec<Phrase> = parts
            .map(|atoms| Phrase {
                x0: self.atoms[atoms[0]].x0,
                x1: self.atoms[atoms[atoms.len() - 1]].x1,
                atoms: atoms.to_vec(),
            })
            .collect();
        let each = parts.len() == over.len() && parts.iter().zip(over).all(|(p, c)| (p.x0..=p.x1).contains(&middle(c)));
        each.then_some(parts)
    }

    /// Whether a word may begin a heading: with a capital, a digit, a parenthesis or a percent sign.
    fn begins(self, i: usize) -> bool {
        text(&self.atoms[i], self.arena)
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '(' | '%'))
    }

    /// Whether a line above a table is its caption or unit, or the end of a sentence.
    fn is_aside(self, l: &Line) -> bool {
        let text = l.text(self.atoms, self.arena);
        let start = text.trim_start_matches(['(', ' ']).to_lowercase();
        ["biểu", "bảng", "phụ lục", "đơn vị", "đvt", "đv tính"].iter().any(|w| start.starts_with(w))
            || text.ends_with(['.', ';', ':', ','])
    }

    /// The lines of a heading in rows: down to the last word over several columns is one row, what stands below it
    /// another.
    pub(super) fn heading_rows<'l>(
        self,
        lines: impl Iterator<Item = &'l Line>,
        columns: &[Rect],
    ) -> Vec<Vec<(&'l Line, Vec<Placed>)>> {
        let mut heading: Vec<(&Line, Vec<Placed>)> =
            lines.map(|l| (l, self.place(l, columns).unwrap_or_default())).collect();
        for upper in 0..heading.len() {
            let (above, below) = heading.split_at_mut(upper + 1);
            self.spread(&mut above[upper], below);
        }
        let spanning = heading.iter().rposition(|(_, placed)| placed.iter().any(|p| p.1 > 1)).map_or(0, |at| at + 1);
        let lower = heading.split_off(spanning);
        [heading, lower].into_iter().filter(|part| !part.is_empty()).collect()
    }

    /// Lets words that stand in the middle over words of several columns cover these columns.
    fn spread(self, (_, placed): &mut (&Line, Vec<Placed>), below: &[(&Line, Vec<Placed>)]) {
        let Some((line, lower)) = below.iter().max_by_key(|(_, p)| p.len()).filter(|(_, p)| p.len() > 1) else {
            return;
        };
        let centre = |p: &Placed| {
            let (x0, x1) =
                p.2.iter().fold((f32::MAX, f32::MIN), |(a, b), &i| (a.min(self.atoms[i].x0), b.max(self.atoms[i].x1)));
            (x0 + x1) / 2.0
        };
        let taken: Vec<usize> = placed.iter().map(|p| p.0).collect();
        for p in placed.iter_mut().filter(|p| p.1 == 1) {
            let at = centre(p);
            let free = |q: &Placed| q.1 == 1 && (q.0 == p.0 || !taken.contains(&q.0));
            let mut best = (1, p.0, CENTRED * line.size);
            if let Some(own) = lower.iter().find(|q| q.0 == p.0) {
                best.2 = best.2.min((centre(own) - at).abs());
            }
            for n in 2..=MAX_SPAN.min(lower.len()) {
                for part in lower.windows(n).filter(|w| w.iter().all(free)) {
                    let (first, last) = (&part[0], &part[n - 1]);
                    let off = ((centre(first) + centre(last)) / 2.0 - at).abs();
                    if last.0 - first.0 + 1 == n && (first.0..=last.0).contains(&p.0) && off < best.2 {
                        best = (n, first.0, off);
                    }
                }
            }
            if best.0 > 1 {
                (p.1, p.0) = (best.0, best.1);
            }
        }
    }
}
