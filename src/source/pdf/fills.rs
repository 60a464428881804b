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
    groups.iter().filter(|(_, g)| is_table(g, lines)).flat_map(|(_, g)| g.iter().flat_map(sides)).collect()
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
        drawn >= ALONG * (all.x1 - all.x0)
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
        let rows: [(Vec<Rect>, &[Segment], usize, &str); 8] = [
            ([row(0.0), row(20.0)].concat(), &[], 16, "two rows of two"),
            ([&[page], &row(0.0)[..], &row(20.0)].concat(), &[], 16, "a page's background behind them"),
            ([row(0.0), row(20.0), row(20.0)].concat(), &[], 16, "drawn twice"),
            (row(0.0).to_vec(), &[], 0, "a row alone: a stripe"),
            (row(0.0).to_vec(), &[rule], 8, "a heading above ruled rows"),
            ([row(0.0), row(40.0)].concat(), &[], 0, "every other row"),
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
