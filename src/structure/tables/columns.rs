//! The columns of an aligned table, and what stands in them: cells of a row, headings, body.
//!
//! Takes lines and their columns (ranges of character positions, or tabs), gives the rows of the body: "1.486" that ends below "Hộ"
//! belongs to the column of "Hộ".

use super::cells::{is_blank, is_number, is_numbering, is_row_number, is_year, leading_number, number_heading};
use crate::structure::Cell;
use crate::structure::lines::{Line, Role, bare, is_rule, page_number, pieces, starts_lower};
use crate::structure::outline::fold;
use crate::text::Span;

/// A piece of a row: characters `from..to` of the line, and its place in the text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub from: usize,
    pub to: usize,
    pub span: Span,
}

impl Piece {
    /// Characters that stand below each other.
    pub fn overlap(&self, other: &Self) -> usize {
        self.to.min(other.to).saturating_sub(self.from.max(other.from))
    }
}

/// The pieces of a line with the positions of their characters. Where rows are numbered, one space is enough between
/// the number and the name.
pub(super) fn positions(text: &str, line: &Line, numbered: bool) -> Vec<Piece> {
    let mut at = line.span.start;
    let mut column = line.indent;
    let mut parts = pieces(text, line.span);
    if let Some(first) = parts.first().copied().filter(|_| numbered) {
        let s = first.of(text);
        if let Some(len) = number_heading(s).or_else(|| leading_number(s)).filter(|&len| len < s.len()) {
            let middle = first.start + len;
            let lead = s.len() - len - s[len..].trim_start().len();
            parts.splice(..1, [Span::new(first.start, middle), Span::new(middle + lead, first.end)]);
        }
    }
    parts
        .into_iter()
        .map(|span| {
            column += text[at..span.start].chars().count();
            let from = column;
            column += span.of(text).chars().count();
            at = span.end;
            Piece { from, to: column, span }
        })
        .collect()
}

/// Columns of rows with tabs: one a tab.
pub(super) fn by_tab(text: &str, lines: &[Line], rows: &[usize]) -> Vec<(usize, usize)> {
    let count =
        rows.iter().map(|&r| lines[r].of(text).split('\t').count() + leading_tabs(text, &lines[r])).max().unwrap_or(0);
    (0..count).map(|i| (i, i + 1)).collect()
}

/// Tabs before the first cell: empty cells.
fn leading_tabs(text: &str, line: &Line) -> usize {
    text[..line.span.start].bytes().rev().take_while(|b| matches!(b, b'\t' | b' ')).filter(|b| *b == b'\t').count()
}

/// Columns of rows with spaces: ranges of positions that the cells of the usual rows share.
pub(super) fn by_position(text: &str, lines: &[Line], rows: &[usize], numbered: bool) -> Vec<(usize, usize)> {
    let all: Vec<Vec<Piece>> = rows.iter().map(|&r| positions(text, &lines[r], numbered)).collect();
    let most = all.iter().map(Vec::len).max().unwrap_or(0);
    // The usual number of cells; of two equally usual ones the larger.
    let usual = (2..=most).max_by_key(|&n| (all.iter().filter(|r| r.len() == n).count(), n)).unwrap_or(0);
    let chosen: Vec<&Vec<Piece>> = all.iter().filter(|r| r.len() >= usual).collect();
    // A dash for "nothing" may stand anywhere in its column: it widens no range unless its column holds nothing else.
    let merged = |blanks: bool| {
        let mut ranges: Vec<(usize, usize)> = chosen
            .iter()
            .flat_map(|r| r.iter().filter(|p| blanks || !is_blank(p.span.of(text))).map(|p| (p.from, p.to)))
            .collect();
        ranges.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::new();
        for (from, to) in ranges {
            match merged.last_mut() {
                Some(last) if from < last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        merged
    };
    if let Some(found) = [false, true].map(merged).into_iter().find(|m| m.len() >= usual) {
        return found;
    }
    // Long cells reach over the next column: take the columns in order.
    in_order(&chosen, usual)
}

/// Ranges of the first, second and every further piece of the rows with so many.
fn in_order(rows: &[&Vec<Piece>], count: usize) -> Vec<(usize, usize)> {
    let same = || rows.iter().filter(|r| r.len() == count);
    let range = |i: usize| (same().map(|r| r[i].from).min().unwrap_or(0), same().map(|r| r[i].to).max().unwrap_or(0));
    (0..count).map(range).collect()
}

/// Columns of rows that are set apart by spaces and stand below each other by number alone, not by position: all rows and the
/// last line of the heading, `heading`, have as many pieces. A row that lacks a cell could be read in more than one way.
pub(super) fn by_number(
    text: &str,
    lines: &[Line],
    rows: &[usize],
    heading: &Line,
    numbered: bool,
) -> Option<Vec<(usize, usize)>> {
    let count = positions(text, heading, numbered).len();
    let all: Vec<Vec<Piece>> = rows.iter().map(|&r| positions(text, &lines[r], numbered)).collect();
    let regular = |r: &Vec<Piece>| r.len() == count || numbered && r.len() + 1 == count && lacks_number(text, r);
    let regular = count >= 3 && rows.len() >= 3 && all.iter().all(regular);
    regular.then(|| in_order(&all.iter().collect::<Vec<_>>(), count))
}

/// Whether the row has no number in front, as a total has none.
fn lacks_number(text: &str, row: &[Piece]) -> bool {
    row.first().is_some_and(|first| !is_row_number(first.span.of(text)))
}

/// The columns of a table.
pub(super) struct Columns<'a> {
    /// The normalized text.
    pub(super) text: &'a str,
    /// All lines.
    pub(super) lines: &'a [Line],
    /// Positions of the columns; numbers of tabs when `tabbed`.
    pub(super) ranges: Vec<(usize, usize)>,
    /// Whether tabs divide the cells.
    pub(super) tabbed: bool,
    /// Whether the first column holds the rows' numbers.
    pub(super) numbered: bool,
    /// Whether the pieces of a row are its columns one by one, wherever they stand.
    pub(super) counted: bool,
}

impl Columns<'_> {
    /// The cells of a line, by column.
    pub(super) fn cells(&self, line: &Line) -> Vec<Cell> {
        let mut out = vec![Cell::default(); self.ranges.len()];
        for (column, piece) in self.assign(line) {
            let text = fold(bare(piece.of(self.text)));
            let cell = &mut out[column];
            if cell.text.is_empty() {
                *cell = Cell { text, span: piece };
            } else {
                cell.text.push(' ');
                cell.text.push_str(&text);
                cell.span.end = piece.end;
            }
        }
        out
    }

    /// The pieces of a line with their columns.
    pub(super) fn assign(&self, line: &Line) -> Vec<(usize, Span)> {
        if self.tabbed {
            let mut at = line.span.start;
            let mut out = Vec::new();
            for (i, s) in line.of(self.text).split('\t').enumerate() {
                let trimmed = s.trim();
                let start = at + (s.len() - s.trim_start().len());
                let column = i + leading_tabs(self.text, line);
                if !trimmed.is_empty() && column < self.ranges.len() {
                    out.push((column, Span::new(start, start + trimmed.len())));
                }
                at += s.len() + 1;
            }
            return out;
        }
        let mut out = Vec::new();
        let pieces = positions(self.text, line, self.numbered);
        let missing = self.ranges.len().saturating_sub(pieces.len());
        let total = missing == 1 && self.numbered && lacks_number(self.text, &pieces);
        if self.counted && (missing == 0 || total) {
            return pieces.iter().enumerate().map(|(i, piece)| (i + missing, piece.span)).collect();
        }
        for piece in pieces {
            let over: Vec<usize> = (0..self.ranges.len()).filter(|&c| self.overlap(c, &piece) > 0).collect();
            let s = piece.span.of(self.text);
            // Two numbers with a single space between them stand in two columns.
            let words: Vec<&str> = s.split(' ').collect();
            if over.len() >= 2 && words.len() == over.len() && words.iter().all(|w| is_number(w) || is_blank(w)) {
                for (c, w) in over.iter().zip(&words) {
                    let start = w.as_ptr() as usize - self.text.as_ptr() as usize;
                    out.push((*c, Span::new(start, start + w.len())));
                }
                continue;
            }
            // Numbers are set flush right, words flush left.
            let best = if is_number(s) && over.len() >= 2 {
                over.iter().copied().min_by_key(|&c| self.ranges[c].1.abs_diff(piece.to))
            } else {
                over.iter().copied().max_by_key(|&c| (self.overlap(c, &piece), std::cmp::Reverse(c)))
            };
            let column = best.unwrap_or_else(|| self.nearest(&piece));
            out.push((column, piece.span));
        }
        out
    }

    pub(super) fn overlap(&self, column: usize, piece: &Piece) -> usize {
        let (from, to) = self.ranges[column];
        to.min(piece.to).saturating_sub(from.max(piece.from))
    }

    pub(super) fn nearest(&self, piece: &Piece) -> usize {
        (0..self.ranges.len())
            .min_by_key(|&c| {
                let (from, to) = self.ranges[c];
                from.saturating_sub(piece.to).max(piece.from.saturating_sub(to))
            })
            .unwrap_or(0)
    }

    /// Whether a line holds nothing but the rest of the name above it, "Thị trấn Nông trường" over "Thanh Bình": the column is too
    /// narrow for the first word of it, and it is no heading of a group.
    fn goes_on(&self, above: &[Cell], cells: &[Cell], filled: &[usize]) -> bool {
        let [column] = filled[..] else { return false };
        let name = usize::from(self.numbered);
        if column != name || !self.numbered || self.tabbed || !above.first().is_some_and(|n| is_row_number(&n.text)) {
            return false;
        }
        let (text, before) = (&cells[column].text, &above[column].text);
        let width = self.ranges[column].1 - self.ranges[column].0;
        let first = text.split(' ').next().unwrap_or_default();
        let full = before.chars().count() + 1 + first.chars().count() > width;
        let shouted = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let group =
            ["Khối", "Nhóm", "Cụm", "Vùng", "Khu", "Các", "Trong", "Tổng", "Cộng", "Chia", "Loại", "Ngành", "Lĩnh"]
                .contains(&first);
        full && !shouted && !group && !text.ends_with(':') && before.contains(' ')
    }

    /// The body rows of the lines `first..end`.
    pub(super) fn body(&self, first: usize, end: usize, headings: &[String], head: usize) -> Vec<Vec<Cell>> {
        if self.is_centred(first, end) {
            return self.centred_body(first, end);
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut pending: Option<Vec<Cell>> = None;
        let heading_lines: Vec<&str> = (head..first).map(|i| self.lines[i].of(self.text)).collect();
        for i in first..end {
            let line = &self.lines[i];
            let s = line.of(self.text);
            if line.role != Role::Body || is_rule(s) || page_number(s).is_some() && !line.columns {
                continue;
            }
            // The heading again, on the next page.
            if heading_lines.contains(&s) || is_numbering(pieces(self.text, line.span).iter().map(|c| c.of(self.text)))
            {
                continue;
            }
            let mut cells = self.cells(line);
            let filled: Vec<usize> = (0..cells.len()).filter(|&c| !cells[c].text.is_empty()).collect();
            let data = filled.iter().any(|&c| c > 0 && (is_number(&cells[c].text) || is_blank(&cells[c].text)));
            if data {
                if let Some(mut p) = pending.take() {
                    // The label began on the line above.
                    for (above, cell) in p.iter_mut().zip(&cells) {
                        merge(above, cell);
                    }
                    cells = p;
                }
                rows.push(cells);
                continue;
            }
            if filled.iter().all(|&c| is_year(&cells[c].text)) || cells.iter().map(|c| &c.text).eq(headings.iter()) {
                continue;
            }
            let lower = filled.iter().any(|&c| starts_lower(&cells[c].text) && !cells[c].text.starts_with('('));
            if lower && let Some(last) = rows.last_mut().filter(|_| !line.gap) {
                for (above, cell) in last.iter_mut().zip(&cells) {
                    merge(above, cell);
                }
                continue;
            }
            if let Some(last) = rows.last_mut().filter(|last| !line.gap && self.goes_on(last, &cells, &filled)) {
                for (above, cell) in last.iter_mut().zip(&cells) {
                    merge(above, cell);
                }
                continue;
            }
            let next_lower =
                self.lines.get(i + 1).filter(|_| i + 1 < end).is_some_and(|n| !n.gap && starts_lower(n.of(self.text)));
            if next_lower && pending.is_none() {
                pending = Some(cells);
            } else {
                rows.extend(pending.take());
                rows.push(cells);
            }
        }
        rows.extend(pending);
        rows
    }
}

/// Joins the text of a wrapped cell to the part above it; the place stays that of the first part with text.
pub(super) fn merge(above: &mut Cell, below: &Cell) {
    if below.text.is_empty() {
        return;
    }
    if above.text.is_empty() {
        *above = below.clone();
    } else {
        above.text.push(' ');
        above.text.push_str(&below.text);
    }
}
