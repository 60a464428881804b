//! The columns of an aligned table, and what stands in them: cells of a row, headings, body.
//!
//! Takes lines and their columns (ranges of character positions, or tabs), gives headings and body rows: "1.486" that ends below "Hộ"
//! belongs to the column of "Hộ".

use super::cells::{is_blank, is_number, is_numbering, is_row_number, is_year, leading_number, number_heading};
use super::group;
use super::heading::{HeadingCell, join};
use crate::structure::Cell;
use crate::structure::lines::{Line, Role, bare, is_rule, is_upper, page_number, pieces, starts_lower};
use crate::structure::outline::fold;
use crate::text::Span;

/// A piece of a row: characters `from..to` of the line, and its place in the text.
#[derive(Debug, Clone)]
struct Piece {
    from: usize,
    to: usize,
    span: Span,
}

impl Piece {
    /// Characters that stand below each other.
    fn overlap(&self, other: &Self) -> usize {
        self.to.min(other.to).saturating_sub(self.from.max(other.from))
    }
}

/// The pieces of a line with the positions of their characters. Where rows are numbered, one space is enough between
/// the number and the name.
fn positions(text: &str, line: &Line, numbered: bool) -> Vec<Piece> {
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

    /// The headings from the lines `head..first`, from the bottom up: a cell stands for the columns below it.
    pub(super) fn headings(&self, head: usize, first: usize) -> Vec<String> {
        let n = self.ranges.len();
        let mut levels: Vec<Vec<HeadingCell>> = Vec::new();
        let full =
            (head..first).map(|i| positions(self.text, &self.lines[i], self.numbered)).find(|parts| parts.len() == n);
        // Where the heading cell of every column stands, as far as known.
        let mut named: Vec<Option<(usize, usize)>> = vec![None; n];
        // Rules inside the line below.
        let mut rules: Vec<Piece> = Vec::new();
        // "(người)" of the line below that goes on with a heading of this one.
        let mut brackets: Vec<Piece> = Vec::new();
        for i in (head..first).rev() {
            let line = &self.lines[i];
            if line.role == Role::Skip || is_rule(line.of(self.text)) {
                continue;
            }
            let mut parts = positions(self.text, line, self.numbered);
            // "GCN đã cấp" over "------------------": it stands for all columns above which the rule is drawn.
            for rule in &rules {
                let over = |p: &Piece| p.overlap(rule);
                if let Some(p) = parts.iter_mut().max_by_key(|p| over(p)).filter(|p| over(p) > 0) {
                    (p.from, p.to) = (p.from.min(rule.from), p.to.max(rule.to));
                }
            }
            rules = parts.iter().filter(|p| is_rule(p.span.of(self.text))).cloned().collect();
            if !levels.is_empty() && self.in_brackets(head, i, &parts) {
                brackets = parts;
                continue;
            }
            let mut whole = Vec::new();
            if levels.is_empty() && !self.tabbed {
                whole = parts.clone();
                parts = parts.into_iter().flat_map(|part| self.split_heading(part)).collect();
            }
            let texts = parts.iter().map(|p| p.span.of(self.text));
            if is_numbering(texts.clone()) || page_number(line.of(self.text)).is_some() {
                continue;
            }
            let owner = if self.tabbed {
                self.owners_by_tab(line, &parts, &named)
            } else if parts.len() == n {
                (0..n).map(Some).collect()
            } else if let Some(owner) = full.as_ref().and_then(|full| continued(full, &parts)) {
                owner
            } else if levels.is_empty() || parts.len() * n > group::MAX_CELLS {
                self.owners(&parts)
            } else {
                let places: Vec<(usize, usize)> = parts.iter().map(|p| (p.from, p.to)).collect();
                group::owners(&places, &self.ranges, &named)
            };
            let mut level: Vec<HeadingCell> = Vec::new();
            for (c, o) in owner.iter().enumerate() {
                let Some(k) = o else { continue };
                // Headings that stand close are one to the line above.
                let (from, to) = (parts[*k].from, parts[*k].to);
                // A rule holds its place and says nothing.
                if is_rule(parts[*k].span.of(self.text)) {
                    continue;
                }
                let close = whole.iter().find(|w| w.from <= from && to <= w.to);
                named[c] = Some(close.map_or((from, to), |w| (w.from, w.to)));
                match level.last_mut() {
                    Some(l) if l.to == c && c > 0 && owner[c - 1] == *o => l.to = c + 1,
                    _ => {
                        let mut text = fold(bare(parts[*k].span.of(self.text)));
                        for bracket in brackets.iter().filter(|b| b.overlap(&parts[*k]) > 0) {
                            text.push(' ');
                            text.push_str(bracket.span.of(self.text));
                        }
                        level.push(HeadingCell { text, from: c, to: c + 1 });
                    }
                }
            }
            brackets.clear();
            levels.push(level);
        }
        levels.reverse();
        join(n, &levels)
    }

    /// Whether line `i` of a heading holds nothing but units in brackets, each below one part of the line above: "BHXH bắt buộc"
    /// over "(người)" over "Năm 2026". Set for its own, the unit would stand for all the columns below.
    fn in_brackets(&self, head: usize, i: usize, parts: &[Piece]) -> bool {
        let in_brackets = |p: &Piece| p.span.of(self.text).starts_with('(') && p.span.of(self.text).ends_with(')');
        if self.tabbed || parts.is_empty() || i == head || !parts.iter().all(in_brackets) {
            return false;
        }
        let above = positions(self.text, &self.lines[i - 1], self.numbered);
        let one_above = |p: &Piece| above.iter().filter(|a| a.overlap(p) > 0).count() == 1;
        // "(hộ)  (%)" below one heading are two columns.
        let one_below = |a: &Piece| parts.iter().filter(|p| a.overlap(p) > 0).count() <= 1;
        above.len() > parts.len() && parts.iter().all(one_above) && above.iter().all(one_below)
    }

    /// Headings that stand close beside each other over their columns: "Số tổ chức Tỷ lệ %" over two of them has as many capital
    /// letters as columns below it.
    fn split_heading(&self, part: Piece) -> Vec<Piece> {
        let below = (0..self.ranges.len()).filter(|&c| self.overlap(c, &part) > 0).count();
        let text = part.span.of(self.text);
        let mut starts: Vec<usize> = vec![0];
        starts
            .extend(text.match_indices(' ').map(|(i, _)| i + 1).filter(|&i| text[i..].starts_with(char::is_uppercase)));
        if below < 2 || starts.len() != below || is_upper(text) {
            return vec![part];
        }
        let ends = starts.iter().skip(1).map(|&i| i - 1).chain([text.len()]);
        let piece = |(start, end): (usize, usize)| Piece {
            from: part.from + text[..start].chars().count(),
            to: part.from + text[..end].chars().count(),
            span: Span::new(part.span.start + start, part.span.start + end),
        };
        starts.iter().copied().zip(ends).map(piece).collect()
    }

    /// For each column the part of the lowest heading line that stands above it.
    fn owners(&self, parts: &[Piece]) -> Vec<Option<usize>> {
        let above = |c: usize| {
            let best = (0..parts.len()).max_by_key(|&k| (self.overlap(c, &parts[k]), std::cmp::Reverse(k)));
            best.filter(|&k| self.overlap(c, &parts[k]) > 0)
        };
        let mut owner: Vec<Option<usize>> = (0..self.ranges.len()).map(above).collect();
        for (k, part) in parts.iter().enumerate() {
            if !owner.contains(&Some(k)) {
                let c = self.nearest(part);
                owner[c] = owner[c].or(Some(k));
            }
        }
        owner
    }

    /// For each column the part of a heading line with tabs; a group goes on over empty cells that have a heading below.
    fn owners_by_tab(&self, line: &Line, parts: &[Piece], named: &[Option<(usize, usize)>]) -> Vec<Option<usize>> {
        let mut owner = vec![None; self.ranges.len()];
        for (c, span) in self.assign(line) {
            owner[c] = parts.iter().position(|p| p.span == span);
        }
        for c in 1..owner.len() {
            if owner[c].is_none() && named[c].is_some() && named[c - 1].is_some() {
                owner[c] = owner[c - 1];
            }
        }
        owner
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

/// For each column the part of a heading line that goes on with its heading: every part begins, ends or is centred where one of
/// the line with all headings is.
fn continued(full: &[Piece], parts: &[Piece]) -> Option<Vec<Option<usize>>> {
    let near = |a: usize, b: usize, most: usize| a.abs_diff(b) <= most;
    let mut owner = vec![None; full.len()];
    for (k, part) in parts.iter().enumerate() {
        let like = |f: &Piece| {
            near(f.from, part.from, 1) || near(f.to, part.to, 1) || near(f.from + f.to, part.from + part.to, 3)
        };
        let mut columns = (0..full.len()).filter(|&c| like(&full[c]));
        let column = columns.next().filter(|_| columns.next().is_none())?;
        if owner[column].replace(k).is_some() {
            return None;
        }
    }
    Some(owner)
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
