//! The columns of an aligned table, and what stands in them: cells of a row, headings, body.
//!
//! Takes lines and their columns (ranges of character positions, or tabs), gives headings and body rows: "1.486" that ends below "Hộ"
//! belongs to the column of "Hộ".

use super::cells::{is_blank, is_number, is_numbering, is_year};
use super::heading::{HeadingCell, join};
use crate::structure::Cell;
use crate::structure::lines::{Line, Role, bare, is_rule, page_number, pieces, starts_lower};
use crate::structure::outline::fold;
use crate::text::Span;

/// A piece of a row: characters `from..to` of the line, and its place in the text.
#[derive(Debug, Clone)]
struct Piece {
    from: usize,
    to: usize,
    span: Span,
}

/// The pieces of a line with the positions of their characters.
fn positions(text: &str, line: &Line) -> Vec<Piece> {
    let mut at = line.span.start;
    let mut column = line.indent;
    pieces(text, line.span)
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
pub(super) fn by_position(text: &str, lines: &[Line], rows: &[usize]) -> Vec<(usize, usize)> {
    let all: Vec<Vec<Piece>> = rows.iter().map(|&r| positions(text, &lines[r])).collect();
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
    let same: Vec<&&Vec<Piece>> = chosen.iter().filter(|r| r.len() == usual).collect();
    (0..usual)
        .map(|i| {
            let from = same.iter().map(|r| r[i].from).min().unwrap_or(0);
            let to = same.iter().map(|r| r[i].to).max().unwrap_or(0);
            (from, to)
        })
        .collect()
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
}

impl Columns<'_> {
    /// The cells of a line, by column.
    fn cells(&self, line: &Line) -> Vec<Cell> {
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
    fn assign(&self, line: &Line) -> Vec<(usize, Span)> {
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
        for piece in positions(self.text, line) {
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

    fn overlap(&self, column: usize, piece: &Piece) -> usize {
        let (from, to) = self.ranges[column];
        to.min(piece.to).saturating_sub(from.max(piece.from))
    }

    fn nearest(&self, piece: &Piece) -> usize {
        (0..self.ranges.len())
            .min_by_key(|&c| {
                let (from, to) = self.ranges[c];
                from.saturating_sub(piece.to).max(piece.from.saturating_sub(to))
            })
            .unwrap_or(0)
    }

    /// The headings from the lines `head..first`, from the bottom up: a cell stands for the columns below it, and
    /// takes those beside it that no other cell of its line is nearer to.
    pub(super) fn headings(&self, head: usize, first: usize) -> Vec<String> {
        let n = self.ranges.len();
        let mut levels: Vec<Vec<HeadingCell>> = Vec::new();
        // Where the heading cell of every column stands, as far as known.
        let mut centres: Vec<Option<f32>> = vec![None; n];
        for i in (head..first).rev() {
            let line = &self.lines[i];
            if line.role == Role::Skip || is_rule(line.of(self.text)) {
                continue;
            }
            let parts = self.heading_parts(line);
            let texts = parts.iter().map(|p| p.span.of(self.text));
            if is_numbering(texts.clone()) || page_number(line.of(self.text)).is_some() {
                continue;
            }
            let mut owner: Vec<Option<usize>> = vec![None; n];
            if self.tabbed {
                for (c, span) in self.assign(line) {
                    owner[c] = parts.iter().position(|p| p.span == span);
                }
            } else if parts.len() == n {
                owner = (0..n).map(Some).collect();
            } else {
                for (c, o) in owner.iter_mut().enumerate() {
                    *o = (0..parts.len())
                        .max_by_key(|&k| (self.overlap(c, &parts[k]), std::cmp::Reverse(k)))
                        .filter(|&k| self.overlap(c, &parts[k]) > 0);
                }
                for (k, part) in parts.iter().enumerate() {
                    if !owner.contains(&Some(k)) {
                        let c = self.nearest(part);
                        if owner[c].is_none() {
                            owner[c] = Some(k);
                        }
                    }
                }
                if !levels.is_empty() {
                    self.spread(&mut owner, &parts, &centres);
                }
            }
            let mut level: Vec<HeadingCell> = Vec::new();
            for (c, o) in owner.iter().enumerate() {
                let Some(k) = o else { continue };
                centres[c] = Some((parts[*k].from + parts[*k].to) as f32 / 2.0);
                match level.last_mut() {
                    Some(l) if l.to == c && c > 0 && owner[c - 1] == *o => l.to = c + 1,
                    _ => level.push(HeadingCell { text: fold(bare(parts[*k].span.of(self.text))), from: c, to: c + 1 }),
                }
            }
            levels.push(level);
        }
        levels.reverse();
        join(n, &levels)
    }

    /// A heading line's pieces; words that one space divides but two columns take stay one piece.
    fn heading_parts(&self, line: &Line) -> Vec<Piece> {
        positions(self.text, line)
    }

    /// Gives columns with a sub-heading but nothing above it to the nearest group of the line.
    fn spread(&self, owner: &mut [Option<usize>], parts: &[Piece], centres: &[Option<f32>]) {
        for c in 0..owner.len() {
            let Some(centre) = centres[c].filter(|_| owner[c].is_none()) else { continue };
            let near = |k: &usize| {
                let (from, to) = (parts[*k].from as f32, parts[*k].to as f32);
                (from - centre).max(centre - to).max(0.0) + ((from + to) / 2.0 - centre).abs() * 0.5
            };
            // Only the groups to its left and right in the line can be meant, and no label far away.
            let best = (0..parts.len()).min_by(|a, b| near(a).total_cmp(&near(b)));
            if let Some(k) = best {
                let held: Vec<usize> = (0..owner.len()).filter(|&x| owner[x] == Some(k)).collect();
                let beside = held.iter().any(|&x| x.abs_diff(c) == 1) || held.is_empty();
                let grouped = held.iter().all(|&x| centres[x].is_some());
                if beside && grouped {
                    owner[c] = Some(k);
                }
            }
        }
    }

    /// The body rows of the lines `first..end`.
    pub(super) fn body(&self, first: usize, end: usize, headings: &[String], head: usize) -> Vec<Vec<Cell>> {
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
fn merge(above: &mut Cell, below: &Cell) {
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
