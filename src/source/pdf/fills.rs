//! Filled cells to lines: tables whose cells are told apart by their backgrounds.
//!
//! Takes the filled rectangles of a page and its drawn lines, gives the sides of those rectangles that are cells: a
//! heading in grey above ruled rows, or a table in two colours. Backgrounds of pages and paragraphs, bars of charts
//! and stripes behind every other row give nothing.

use super::geometry::{Rect, Segment};
use super::table::{SAME, Sets};

/// Fills of a page that are looked at; drawings have more, tables have not.
const MAX_FILLS: usize = 1500;
/// Share of the box around cells that they cover, once.
const TILED: f32 = 0.92;
/// A line that joins a row of cells to ruled rows runs along this share of it.
const ALONG: f32 = 0.9;
/// The row between two stripes is less than so many times as high as they are.
const STRIPE: f32 = 2.5;

/// The sides of the fills that are cells.
pub(super) fn cell_sides(fills: &[Rect], lines: &[Segment]) -> Vec<Segment> {
    if fills.len() < 2 || fills.len() > MAX_FILLS {
        return Vec::new();
    }
    // A fill behind others is their background; the same fill again is no cell of its own.
    let within =
        |a: &Rect, b: &Rect| a.x0 - SAME <= b.x0 && b.x1 <= a.x1 + SAME && a.y0 - SAME <= b.y0 && b.y1 <= a.y1 + SAME;
    let cells: Vec<Rect> = fills
        .iter()
        .enumerate()
        .filter(|(i, a)| {
            let holds = |(j, b): (usize, &Rect)| j != *i && within(a, b) && (!within(b, a) || j < *i);
            !fills.iter().enumerate().any(holds)
        })
        .map(|(_, r)| *r)
        .collect();
    let mut sets = Sets::new(cells.len());
    for (i, a) in cells.iter().enumerate() {
        for (j, b) in cells.iter().enumerate().skip(i + 1) {
            if touch(a, b) {
                sets.join(i, j);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<Rect>)> = Vec::new();
    for (i, cell) in cells.iter().enumerate() {
        let root = sets.root(i);
        match groups.iter_mut().find(|g| g.0 == root) {
            Some(g) => g.1.push(*cell),
            None => groups.push((root, vec![*cell])),
        }
    }
    let bands: Vec<Band> = groups.iter().map(|(_, g)| Band::of(g)).collect();
    let striped = |band: &Band| bands.iter().any(|other| band.alternates(other) || other.alternates(band));
    let tables = groups.iter().zip(&bands).filter(|((_, g), band)| is_table(g, lines) && !striped(band));
    tables.flat_map(|((_, g), _)| g.iter().flat_map(sides)).collect()
}

/// Cells that touch: their box, where they begin and end, and the height of the lowest.
struct Band {
    all: Rect,
    edges: Vec<f32>,
    row: f32,
}

impl Band {
    fn of(cells: &[Rect]) -> Self {
        let mut edges: Vec<f32> = cells.iter().flat_map(|c| [c.x0, c.x1]).collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup_by(|a, b| *a - *b <= SAME);
        let all = cells.iter().fold(Rect::EMPTY, |all, c| all.union(*c));
        Self { all, edges, row: cells.iter().map(|c| c.y1 - c.y0).fold(f32::MAX, f32::min) }
    }

    /// Whether a row without background stands between this and the one below, which has the same columns: every other row is
    /// filled, and none of them is the table.
    fn alternates(&self, below: &Self) -> bool {
        let gap = below.all.y0 - self.all.y1;
        let near = |a: f32, b: f32| (a - b).abs() <= SAME;
        (SAME..STRIPE * self.row.max(below.row)).contains(&gap)
            && near(self.all.x0, below.all.x0)
            && near(self.all.x1, below.all.x1)
            && below.edges.len() > 2
            && below.edges.iter().all(|&e| self.edges.iter().any(|&own| near(own, e)))
    }
}

/// Whether two fills stand side by side or one above the other.
fn touch(a: &Rect, b: &Rect) -> bool {
    let (wide, high) = (a.x1.min(b.x1) - a.x0.max(b.x0), a.y1.min(b.y1) - a.y0.max(b.y0));
    wide > SAME && high.abs() <= SAME || high > SAME && wide.abs() <= SAME
}

/// Cells side by side without a hole: rows of them, or one row that goes on in ruled ones.
fn is_table(cells: &[Rect], lines: &[Segment]) -> bool {
    let all = cells.iter().fold(Rect::EMPTY, |all, c| all.union(*c));
    let covered: f32 = cells.iter().map(|c| c.area()).sum();
    let tiled = covered > TILED * all.area() && covered * TILED < all.area();
    let beside = cells.iter().any(|c| c.x0 > all.x0 + SAME);
    let above = cells.iter().any(|c| c.y0 > all.y0 + SAME && c.x1 < all.x1 - SAME);
    let ruled = || {
        let along = |s: &&Segment| {
            let shared = s.to.min(all.x1) - s.from.max(all.x0);
            let edge = (s.at - all.y0).abs().min((s.at - all.y1).abs()) <= SAME;
            s.horizontal && edge && shared > 0.0
        };
        let drawn: f32 = lines.iter().filter(along).map(|s| s.to.min(all.x1) - s.from.max(all.x0)).sum();
        // Stripes between level rules are told apart by these alone.
        let goes_on = |s: &Segment| {
            let below = s.from <= all.y1 + SAME && s.to > all.y1 + SAME;
            let above = s.to >= all.y0 - SAME && s.from < all.y0 - SAME;
            !s.horizontal && (all.x0 - SAME..=all.x1 + SAME).contains(&s.at) && (below || above)
        };
        drawn >= ALONG * (all.x1 - all.x0) && lines.iter().any(goes_on)
    };
    tiled && beside && (above || ruled())
}

fn sides(r: &Rect) -> [Segment; 4] {
    let level = |at| Segment { horizontal: true, at, from: r.x0, to: r.x1 };
    let upright = |at| Segment { horizontal: false, at, from: r.y0, to: r.y1 };
    [level(r.y0), level(r.y1), upright(r.x0), upright(r.x1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        Rect { x0, y0, x1, y1 }
    }

    #[test]
    fn cells_and_backgrounds() {
        let row = |y: f32| [cell(0.0, y, 50.0, y + 20.0), cell(50.0, y, 100.0, y + 20.0)];
        let page = cell(-50.0, -50.0, 500.0, 700.0);
        let rule = Segment { horizontal: true, at: 20.0, from: 0.0, to: 100.0 };
        let upright = Segment { horizontal: false, at: 50.0, from: 20.0, to: 60.0 };
        let rows: [(Vec<Rect>, &[Segment], usize, &str); 10] = [
            ([row(0.0), row(20.0)].concat(), &[], 16, "two rows of two"),
            ([&[page], &row(0.0)[..], &row(20.0)].concat(), &[], 16, "a page's background behind them"),
            ([row(0.0), row(20.0), row(20.0)].concat(), &[], 16, "drawn twice"),
            (row(0.0).to_vec(), &[], 0, "a row alone: a stripe"),
            (row(0.0).to_vec(), &[rule, upright], 8, "a heading above ruled rows"),
            (row(0.0).to_vec(), &[rule], 0, "a stripe above a rule"),
            ([row(0.0), row(40.0)].concat(), &[], 0, "every other row"),
            ([row(0.0), row(20.0), row(60.0)].concat(), &[], 0, "a heading and every other row below it"),
            (vec![cell(0.0, 0.0, 100.0, 20.0), cell(0.0, 20.0, 100.0, 40.0)], &[rule], 0, "lines of a paragraph"),
            (
                vec![cell(0.0, 0.0, 10.0, 20.0), cell(10.0, 0.0, 20.0, 90.0), cell(20.0, 0.0, 30.0, 45.0)],
                &[],
                0,
                "a chart",
            ),
        ];
        for (fills, lines, expected, reason) in rows {
            assert_eq!(cell_sides(&fills, lines).len(), expected, "{reason}");
        }
    }
}
