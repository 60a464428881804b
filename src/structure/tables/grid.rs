//! A grid with merged cells, as the reader of a PDF finds it, to a table with headings and body rows.

use super::cells::{is_data, is_number, is_number_heading, is_numbering, is_row_number};
use super::heading::{HeadingCell, join, widen};
use super::{Found, lines_of};
use crate::source::{RawCell, RawTable};
use crate::structure::lines::{Line, bare};
use crate::structure::outline::fold;
use crate::structure::{Cell, TableBlock};
use crate::text::Span;

/// Cells of a grid, and bytes of a label that is repeated in every row that it covers.
const MAX_CELLS: usize = 1_000_000;
const MAX_LABEL_BYTES: usize = 400;

/// Reads one grid; none when it has no body.
pub(super) fn read(text: &str, lines: &[Line], raw: &RawTable) -> Option<Found> {
    if raw.columns == 0 || raw.rows == 0 || raw.rows.saturating_mul(raw.columns) > MAX_CELLS {
        return None;
    }
    let grid = Grid::new(text, raw);
    let mut head = grid.heading_rows();
    // Below the headings that a page repeats, or above its rows, may stand the rest of a row.
    let first = head.checked_sub(1).filter(|&r| raw.continues && grid.is_rest(r));
    let rest = first.or((raw.continues && head < raw.rows && grid.is_rest(head)).then_some(head));
    head -= usize::from(first.is_some());
    let mut levels: Vec<Vec<HeadingCell>> =
        (0..head).filter(|&r| !is_numbering(grid.row(r))).map(|r| grid.level(r)).collect();
    widen(&mut levels);
    let columns = join(raw.columns, &levels);
    let mut rows = Vec::new();
    for r in (head..raw.rows).filter(|r| rest != Some(*r)) {
        if grid.row(r).all(str::is_empty) || is_numbering(grid.row(r)) {
            continue;
        }
        rows.push((0..raw.columns).map(|c| grid.cell(r, c)).collect::<Vec<Cell>>());
    }
    if rows.is_empty() && levels.is_empty() {
        return None;
    }
    // A grid of one column, or of one row, is a frame around text.
    if raw.columns < 2 || (rows.is_empty() && !raw.continues) {
        return None;
    }
    let table = TableBlock { span: raw.span, title: None, intro: None, unit: None, columns, rows };
    let rest = rest.map(|r| (0..raw.columns).map(|c| grid.cell(r, c)).collect());
    Some(Found { table, lines: lines_of(lines, raw.span), continues: raw.continues, rest })
}

struct Grid<'a> {
    text: &'a str,
    raw: &'a RawTable,
    /// Cell by row and column.
    at: Vec<Option<usize>>,
    /// White space folded, by cell.
    texts: Vec<String>,
}

impl<'a> Grid<'a> {
    fn new(text: &'a str, raw: &'a RawTable) -> Self {
        let mut at = vec![None; raw.rows * raw.columns];
        for (i, c) in raw.cells.iter().enumerate() {
            for r in c.row..(c.row + c.row_span.max(1)).min(raw.rows) {
                for k in c.column..(c.column + c.column_span.max(1)).min(raw.columns) {
                    at[r * raw.columns + k].get_or_insert(i);
                }
            }
        }
        let texts = raw.cells.iter().map(|c| fold(bare(c.span.of(text)))).collect();
        Self { text, raw, at, texts }
    }

    fn index(&self, row: usize, column: usize) -> Option<usize> {
        self.at[row * self.raw.columns + column]
    }

    /// The texts of the cells of a row, a merged one once.
    fn row(&self, row: usize) -> impl Iterator<Item = &str> + Clone {
        let mut last = None;
        (0..self.raw.columns).filter_map(move |c| {
            let i = self.index(row, c);
            let again = i.is_some() && i == last;
            last = i;
            (!again).then(|| i.map_or("", |i| self.texts[i].as_str()))
        })
    }

    /// How many rows from the top are headings.
    fn heading_rows(&self) -> usize {
        let rows = self.raw.rows;
        let numbered = |r: usize| {
            let first = self.row(r).next().unwrap_or("");
            r > 0 && is_row_number(first) && is_number_heading(self.row(0).next().unwrap_or(""))
        };
        // "I. Lĩnh vực kinh tế" over all columns, right below the headings, names a group of rows.
        let group = |r: usize| r > 0 && self.raw.columns > 2 && self.row(r).count() == 1 && self.row(0).count() > 1;
        let body = (0..rows).find(|&r| is_data(self.row(r)) || group(r) || (numbered(r) && !is_numbering(self.row(r))));
        // A merged heading cell keeps the rows that it covers in the heading.
        let merged = (0..self.raw.columns)
            .filter_map(|c| self.index(0, c))
            .map(|i| self.raw.cells[i].row_span.max(1))
            .max()
            .unwrap_or(1);
        match body {
            Some(0) => 0,
            Some(r) => r,
            None => merged.min(rows),
        }
    }

    /// Whether a row that covers no other has empty cells, the first or all but the first among them: no heading has.
    fn is_rest(&self, row: usize) -> bool {
        let alone =
            |c| self.index(row, c).is_some_and(|i| self.raw.cells[i].row == row && self.raw.cells[i].row_span < 2);
        let empty = self.row(row).filter(|cell| cell.is_empty()).count();
        let unnumbered = self.row(row).next().is_some_and(str::is_empty);
        (0..self.raw.columns).all(alone)
            && self.row(row).count() > 1
            && (unnumbered && empty < self.row(row).count() || empty + 1 == self.row(row).count())
    }

    /// The heading cells of a row.
    fn level(&self, row: usize) -> Vec<HeadingCell> {
        let mut out: Vec<(usize, HeadingCell)> = Vec::new();
        for c in 0..self.raw.columns {
            let Some(i) = self.index(row, c) else { continue };
            match out.last_mut() {
                Some((last, cell)) if *last == i => cell.to = c + 1,
                _ => out.push((i, HeadingCell { text: self.texts[i].clone(), from: c, to: c + 1 })),
            }
        }
        out.into_iter().map(|(_, c)| c).collect()
    }

    /// A body cell. A merged label stands in every row that it covers; a merged number only in the first, so that
    /// it counts once.
    fn cell(&self, row: usize, column: usize) -> Cell {
        let Some(i) = self.index(row, column) else { return Cell::default() };
        let raw: &RawCell = &self.raw.cells[i];
        let text = &self.texts[i];
        let repeated = raw.row != row || raw.column != column;
        if repeated && (text.len() > MAX_LABEL_BYTES || is_number(text) || raw.column != column) {
            return Cell::default();
        }
        let s = raw.span.of(self.text);
        let start = raw.span.start + (s.len() - s.trim_start().len());
        let span = if text.is_empty() { raw.span } else { Span::new(start, start + s.trim().len()) };
        Cell { text: text.clone(), span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::scan;

    /// A grid from rows of "text@columns×rows".
    fn raw(text: &str, columns: usize, rows: usize, cells: &[(&str, usize, usize, usize, usize)]) -> RawTable {
        let mut from = 0;
        let cells = cells
            .iter()
            .map(|&(s, row, column, row_span, column_span)| {
                let start = from + text[from..].find(s).unwrap();
                from = start + s.len();
                RawCell { span: Span::new(start, from), row, column, row_span, column_span }
            })
            .collect();
        RawTable { span: Span::new(0, text.len()), columns, rows, cells, continues: false }
    }

    #[test]
    fn merged_headings() {
        let text = "STT\tXã\tHộ nghèo\tDiện tích (ha)\nSố hộ\tTỷ lệ (%)\n1\tBắc Sơn\t187\t36,52\t1.204,5\nTổng cộng\t187\t36,52\t1.204,5";
        let table = raw(
            text,
            5,
            4,
            &[
                ("STT", 0, 0, 2, 1),
                ("Xã", 0, 1, 2, 1),
                ("Hộ nghèo", 0, 2, 1, 2),
                ("Diện tích (ha)", 0, 4, 2, 1),
                ("Số hộ", 1, 2, 1, 1),
                ("Tỷ lệ (%)", 1, 3, 1, 1),
                ("1", 2, 0, 1, 1),
                ("Bắc Sơn", 2, 1, 1, 1),
                ("187", 2, 2, 1, 1),
                ("36,52", 2, 3, 1, 1),
                ("1.204,5", 2, 4, 1, 1),
                ("Tổng cộng", 3, 0, 1, 2),
                ("187", 3, 2, 1, 1),
                ("36,52", 3, 3, 1, 1),
                ("1.204,5", 3, 4, 1, 1),
            ],
        );
        let found = read(text, &scan(text), &table).unwrap().table;
        assert_eq!(found.columns, ["STT", "Xã", "Hộ nghèo / Số hộ", "Hộ nghèo / Tỷ lệ (%)", "Diện tích (ha)"]);
        assert_eq!(found.rows.len(), 2);
        assert_eq!(found.rows[0][4].span.of(text), "1.204,5");
        assert_eq!(found.rows[1][0].text, "Tổng cộng");
        assert!(found.rows[1][1].text.is_empty(), "a cell merged over two columns stands in the first");
    }
}
