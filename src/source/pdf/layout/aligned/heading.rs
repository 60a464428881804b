//! The heading of a table without ruling: the lines above its rows, sorted into its columns.
//!
//! Takes the lines above and the columns, gives the rows of the heading: "Hộ nghèo", in the middle over "Số hộ" and
//! "Tỷ lệ (%)", covers both. A caption ("Biểu 1: …") and a unit ("ĐVT: hộ") stay lines.

use super::{Page, Placed, Rect, Row, column};
use crate::source::pdf::layout::lines::Line;

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
            let phrases = self.phrases(l);
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
                    if c == 0 || one.x0 < left || one.x1 > right {
                        break;
                    }
                    if best > 0 && step < HALF_STEP * size {
                        best = n + 1;
                    }
                }
                _ => best = n + 1,
            }
            below = l;
        }
        best
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
