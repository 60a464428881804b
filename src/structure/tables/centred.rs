//! Rows whose number stands in the middle of a name of several lines, as `pdftotext -layout` prints the cells of Word:
//!
//! ```text
//!      Vốn lồng ghép từ các
//!  2                            9.155
//!      chương trình khác
//! ```
//!
//! Takes the lines of a body, gives its rows. Lines between two such rows belong to the upper one as far as it has as many below its
//! numbers as above; a blank line parts them, too.

use super::cells::{is_blank, is_number, is_numbering};
use super::columns::{Columns, merge};
use crate::structure::Cell;
use crate::structure::lines::{Role, is_rule, page_number, pieces};

/// A row, and how many lines of it stand above its numbers.
struct Row {
    cells: Vec<Cell>,
    above: usize,
    below: usize,
    nameless: bool,
}

impl Columns<'_> {
    /// Whether a numbered row of the lines has numbers and no name beside them.
    pub(super) fn is_centred(&self, first: usize, end: usize) -> bool {
        self.numbered
            && !self.tabbed
            && (first..end).any(|i| {
                let line = &self.lines[i];
                line.role == Role::Body && line.columns && self.is_nameless(&self.cells(line))
            })
    }

    fn is_nameless(&self, cells: &[Cell]) -> bool {
        let [number, name, values @ ..] = cells else { return false };
        !number.text.is_empty() && name.text.is_empty() && values.iter().any(|c| is_number(&c.text))
    }

    /// The rows of such a body.
    pub(super) fn centred_body(&self, first: usize, end: usize) -> Vec<Vec<Cell>> {
        let mut rows: Vec<Row> = Vec::new();
        // Lines that may be of the row above or of the one below, and whether a blank line stands in front of each.
        let mut loose: Vec<(Vec<Cell>, bool)> = Vec::new();
        for i in first..end {
            let line = &self.lines[i];
            let s = line.of(self.text);
            let numbering = || is_numbering(pieces(self.text, line.span).iter().map(|c| c.of(self.text)));
            if line.role != Role::Body || is_rule(s) || page_number(s).is_some() && !line.columns || numbering() {
                continue;
            }
            let cells = self.cells(line);
            let data = cells.iter().skip(1).any(|c| is_number(&c.text) || !c.text.is_empty() && is_blank(&c.text));
            if !data {
                loose.push((cells, line.gap));
                continue;
            }
            let nameless = self.is_nameless(&cells);
            let mut rest = self.give_back(&mut rows, &mut loose);
            let mut row = Row { cells, above: 0, below: 0, nameless };
            if nameless {
                row.above = rest.len();
                let mut whole = vec![Cell::default(); row.cells.len()];
                for above in rest.drain(..).chain([row.cells]) {
                    whole.iter_mut().zip(&above).for_each(|(a, b)| merge(a, b));
                }
                row.cells = whole;
            }
            rows.extend(rest.into_iter().map(|cells| Row { cells, above: 0, below: 0, nameless: false }));
            rows.push(row);
        }
        let rest = self.give_back(&mut rows, &mut loose);
        rows.into_iter().map(|row| row.cells).chain(rest).collect()
    }

    /// Gives the last row what is its own of the loose lines, and returns the rest.
    fn give_back(&self, rows: &mut [Row], loose: &mut Vec<(Vec<Cell>, bool)>) -> Vec<Vec<Cell>> {
        let mut rest = Vec::new();
        let mut own = rows.last().is_some_and(|row| row.nameless);
        for (cells, gap) in loose.drain(..) {
            own = own && !gap && rows.last().is_some_and(|row| row.below < row.above);
            match rows.last_mut().filter(|_| own) {
                Some(row) => {
                    row.cells.iter_mut().zip(&cells).for_each(|(a, b)| merge(a, b));
                    row.below += 1;
                }
                None => rest.push(cells),
            }
        }
        rest
    }
}
