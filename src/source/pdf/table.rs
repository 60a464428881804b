//! Ruled tables: drawn lines to grids of cells.
//!
//! Takes the lines of a page, gives grids whose cells are merged where the line between them is missing
//! ("Hộ nghèo" above "Số hộ" and "Tỷ lệ (%)"). A frame around text is no table.

use super::geometry::{Rect, Segment};

/// Lines this close are one: borders drawn per cell lie side by side.
pub(super) const SAME: f32 = 3.0;
/// Lines of one direction that are looked at; drawings have more, tables have not.
const MAX_LINES: usize = 4000;
/// Cells of a grid before merging.
const MAX_CELLS: usize = 100_000;
/// The share of a side that must be drawn to part two cells.
const DRAWN: f32 = 0.6;
/// Lines that stick out further than this from the outermost crossing line leave an open side.
const OPEN_SIDE: f32 = 12.0;

/// A grid of cells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    pub(crate) rect: Rect,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// By row, then column.
    pub(crate) cells: Vec<GridCell>,
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// Cell index of every field, row by row.
    fields: Vec<usize>,
}

/// A cell of a grid.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GridCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) row_span: usize,
    pub(crate) column_span: usize,
}

impl Grid {
    /// A grid of these cells, row by row, each one row high, that cover all of its fields.
    pub(crate) fn of_cells(rect: Rect, xs: Vec<f32>, ys: Vec<f32>, cells: Vec<GridCell>) -> Self {
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        let fields = cells.iter().enumerate().flat_map(|(i, c)| std::iter::repeat_n(i, c.column_span)).collect();
        Self { rect, rows, columns, cells, xs, ys, fields }
    }

    /// The cell that holds a point.
    pub(crate) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        if !self.rect.contains(x, y) {
            return None;
        }
        let find = |lines: &[f32], v: f32| {
            lines.partition_point(|&l| l <= v).saturating_sub(1).min(lines.len().saturating_sub(2))
        };
        self.fields.get(find(&self.ys, y) * self.columns + find(&self.xs, x)).copied()
    }

    /// Splits the cells of a row, each one row high, at these heights. Gives for each cell of before the cells that it became, from
    /// top to bottom.
    pub(crate) fn split_row(&mut self, row: usize, at: &[f32]) -> Vec<Vec<usize>> {
        let more = at.len();
        let mut parts: Vec<(usize, GridCell)> = Vec::new();
        for (i, cell) in self.cells.iter().enumerate() {
            let own = cell.row == row && cell.row_span == 1;
            for part in 0..if own { more + 1 } else { 1 } {
                let mut cell = cell.clone();
                if cell.row > row {
                    cell.row += more;
                } else if cell.row + cell.row_span > row && !own {
                    cell.row_span += more;
                }
                cell.row += part;
                parts.push((i, cell));
            }
        }
        parts.sort_by_key(|(_, c)| (c.row, c.column));
        let mut became = vec![Vec::new(); self.cells.len()];
        for (new, (old, _)) in parts.iter().enumerate() {
            became[*old].push(new);
        }
        self.cells = parts.into_iter().map(|(_, cell)| cell).collect();
        self.rows += more;
        self.ys.splice(row + 1..row + 1, at.iter().copied());
        self.fields = vec![0; self.rows * self.columns];
        for (i, c) in self.cells.iter().enumerate() {
            for r in c.row..c.row + c.row_span {
                self.fields[r * self.columns + c.column..][..c.column_span].fill(i);
            }
        }
        became
    }

    /// Whether the columns stand where those of another table stand, `shift` further right.
    pub(crate) fn same_columns(&self, other: &Self, shift: f32) -> bool {
        self.xs.len() == other.xs.len()
            && self.xs.iter().zip(&other.xs).all(|(a, b)| (a - b - shift).abs() <= 2.0 * SAME)
    }
}

/// The grids of a page, from top to bottom.
pub(crate) fn grids(segments: &[Segment]) -> Vec<Grid> {
    let level = merge(segments.iter().filter(|s| s.horizontal));
    let upright = merge(segments.iter().filter(|s| !s.horizontal));
    if level.len() < 2 || upright.is_empty() || level.len() > MAX_LINES || upright.len() > MAX_LINES {
        return Vec::new();
    }
    let mut sets = Sets::new(level.len() + upright.len());
    for (i, h) in level.iter().enumerate() {
        for (j, v) in upright.iter().enumerate() {
            let crosses = h.from - SAME <= v.at && v.at <= h.to + SAME && v.from - SAME <= h.at && h.at <= v.to + SAME;
            if crosses {
                sets.join(i, level.len() + j);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<Segment>, Vec<Segment>)> = Vec::new();
    for (i, s) in level.iter().chain(&upright).enumerate() {
        let root = sets.root(i);
        let at = groups.iter().position(|g| g.0 == root).unwrap_or_else(|| {
            groups.push((root, Vec::new(), Vec::new()));
            groups.len() - 1
        });
        if s.horizontal { groups[at].1.push(*s) } else { groups[at].2.push(*s) }
    }
    let mut out: Vec<Grid> = groups.iter().filter_map(|(_, h, v)| grid(h, v)).collect();
    out.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0).then(a.rect.x0.total_cmp(&b.rect.x0)));
    out
}

/// Lines on the same axis that touch become one.
pub(super) fn merge<'a>(segments: impl Iterator<Item = &'a Segment>) -> Vec<Segment> {
    let mut all: Vec<Segment> = segments.copied().filter(|s| s.to - s.from > 1.0).collect();
    all.sort_by(|a, b| a.at.total_cmp(&b.at));
    // Lines at nearly the same place get the same place.
    let mut start = 0;
    for i in 0..all.len() {
        if all[i].at - all[start].at > SAME {
            start = i;
        }
        all[i].at = all[start].at;
    }
    all.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Segment> = Vec::new();
    for s in all {
        match out.last_mut() {
            Some(o) if o.at == s.at && s.from <= o.to + SAME => o.to = o.to.max(s.to),
            _ => out.push(s),
        }
    }
    out
}

/// Places of lines, and of the ends of lines that stick out over the last crossing line.
fn places(lines: &[Segment], crossing: &[Segment]) -> Vec<f32> {
    let mut out: Vec<f32> = Vec::new();
    let mut all: Vec<f32> = lines.iter().map(|l| l.at).collect();
    all.sort_by(f32::total_cmp);
    for at in all {
        if out.last().is_none_or(|l| at - l > SAME) {
            out.push(at);
        }
    }
    let (Some(&first), Some(&last)) = (out.first(), out.last()) else { return out };
    let mut low: Vec<f32> = crossing.iter().map(|c| c.from).filter(|&f| first - f > OPEN_SIDE).collect();
    let mut high: Vec<f32> = crossing.iter().map(|c| c.to).filter(|&t| t - last > OPEN_SIDE).collect();
    if low.len() >= 2 {
        low.sort_by(f32::total_cmp);
        out.insert(0, low[0]);
    }
    if high.len() >= 2 {
        high.sort_by(f32::total_cmp);
        out.push(high[high.len() - 1]);
    }
    out
}

fn grid(level: &[Segment], upright: &[Segment]) -> Option<Grid> {
    let (xs, ys) = (places(upright, level), places(level, upright));
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns * rows < 2 || columns * rows > MAX_CELLS {
        return None;
    }
    let drawn = |lines: &[Segment], at: f32, from: f32, to: f32| {
        let covered: f32 = lines
            .iter()
            .filter(|l| (l.at - at).abs() <= SAME)
            .map(|l| (l.to.min(to) - l.from.max(from)).max(0.0))
            .sum();
        covered >= DRAWN * (to - from)
    };
    // Lines of a place, so that a field looks at few.
    let by_place = |lines: &[Segment], places: &[f32]| -> Vec<Vec<Segment>> {
        places.iter().map(|&p| lines.iter().filter(|l| (l.at - p).abs() <= SAME).copied().collect()).collect()
    };
    let (uprights, levels) = (by_place(upright, &xs), by_place(level, &ys));
    let mut sets = Sets::new(columns * rows);
    for r in 0..rows {
        for c in 0..columns {
            let field = r * columns + c;
            if c + 1 < columns && !drawn(&uprights[c + 1], xs[c + 1], ys[r], ys[r + 1]) {
                sets.join(field, field + 1);
            }
            if r + 1 < rows && !drawn(&levels[r + 1], ys[r + 1], xs[c], xs[c + 1]) {
                sets.join(field, field + columns);
            }
        }
    }
    let mut cells: Vec<GridCell> = Vec::new();
    let mut cell_of_root = vec![usize::MAX; columns * rows];
    let mut fields = Vec::with_capacity(columns * rows);
    for r in 0..rows {
        for c in 0..columns {
            let root = sets.root(r * columns + c);
            if cell_of_root[root] == usize::MAX {
                cell_of_root[root] = cells.len();
                cells.push(GridCell { row: r, column: c, row_span: 1, column_span: 1 });
            }
            let cell = &mut cells[cell_of_root[root]];
            cell.row_span = cell.row_span.max(r - cell.row + 1);
            let left = cell.column.min(c);
            cell.column_span = (cell.column + cell.column_span).max(c + 1) - left;
            cell.column = left;
            fields.push(cell_of_root[root]);
        }
    }
    let rect = Rect { x0: xs[0], y0: ys[0], x1: xs[columns], y1: ys[rows] };
    (cells.len() >= 2).then_some(Grid { rect, rows, columns, cells, xs, ys, fields })
}

/// Union-find.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(super) fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn h(at: f32, from: f32, to: f32) -> Segment {
        Segment { horizontal: true, at, from, to }
    }

    fn v(at: f32, from: f32, to: f32) -> Segment {
        Segment { horizontal: false, at, from, to }
    }

    /// Cells as `row.column+row_span+column_span`.
    fn cells(segments: &[Segment]) -> Vec<String> {
        grids(segments)
            .iter()
            .flat_map(|g| g.cells.iter().map(|c| format!("{}.{}+{}+{}", c.row, c.column, c.row_span, c.column_span)))
            .collect()
    }

    #[test]
    fn cells_of_lines() {
        let frame = [h(0.0, 0.0, 100.0), h(40.0, 0.0, 100.0), v(0.0, 0.0, 40.0), v(100.0, 0.0, 40.0)];
        let with = |more: &[Segment]| [&frame[..], more].concat();
        let rows: [(Vec<Segment>, &[&str], &str); 7] = [
            (frame.to_vec(), &[], "a frame is no table"),
            (with(&[v(50.0, 0.0, 40.0)]), &["0.0+1+1", "0.1+1+1"], "one row"),
            (
                with(&[v(50.0, 0.0, 40.0), h(20.0, 50.0, 100.0)]),
                &["0.0+2+1", "0.1+1+1", "1.1+1+1"],
                "a cell over two rows: STT beside Số hộ and Tỷ lệ",
            ),
            (
                with(&[v(50.0, 20.0, 40.0), h(20.0, 0.0, 100.0)]),
                &["0.0+1+2", "1.0+1+1", "1.1+1+1"],
                "a cell over two columns: Hộ nghèo above two",
            ),
            (
                with(&[v(50.0, 0.0, 19.0), v(50.5, 20.0, 40.0), h(20.0, 0.0, 49.0), h(21.0, 50.0, 100.0)]),
                &["0.0+1+1", "0.1+1+1", "1.0+1+1", "1.1+1+1"],
                "borders drawn per cell",
            ),
            (
                vec![h(0.0, 0.0, 100.0), h(20.0, 0.0, 100.0), v(30.0, 0.0, 20.0), v(60.0, 0.0, 20.0)],
                &["0.0+1+1", "0.1+1+1", "0.2+1+1"],
                "open sides",
            ),
            (vec![h(0.0, 0.0, 100.0), h(20.0, 0.0, 100.0)], &[], "rules without uprights"),
        ];
        for (segments, expected, reason) in rows {
            assert_eq!(cells(&segments), expected, "{reason}");
        }
    }

    #[test]
    fn rows_are_split() {
        let mut g = grids(&[
            h(0.0, 0.0, 100.0),
            h(20.0, 0.0, 100.0),
            h(60.0, 0.0, 100.0),
            v(0.0, 0.0, 60.0),
            v(50.0, 0.0, 60.0),
            v(100.0, 0.0, 60.0),
        ])
        .remove(0);
        assert_eq!(g.split_row(1, &[40.0]), [vec![0], vec![1], vec![2, 4], vec![3, 5]]);
        assert_eq!((g.rows, g.cell_at(10.0, 30.0), g.cell_at(60.0, 50.0)), (3, Some(2), Some(5)));
    }

    #[test]
    fn points_find_their_cell() {
        let g = &grids(&[
            h(0.0, 0.0, 100.0),
            h(20.0, 0.0, 100.0),
            v(0.0, 0.0, 20.0),
            v(50.0, 0.0, 20.0),
            v(100.0, 0.0, 20.0),
        ])[0];
        assert_eq!((g.cell_at(10.0, 10.0), g.cell_at(60.0, 10.0), g.cell_at(60.0, 30.0)), (Some(0), Some(1), None));
    }
}
