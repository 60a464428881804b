//! The heading lines of an aligned table: over which columns each of their cells stands.
//!
//! Takes the lines above the body, gives a name for each column, "Hộ nghèo / Tỷ lệ (%)".

use super::cells::{is_number, is_numbering};
use super::columns::{Columns, Piece, positions};
use super::group::{self, Named};
use super::heading::{HeadingCell, join};
use crate::structure::lines::{Line, Role, bare, is_rule, is_upper, page_number};
use crate::structure::outline::fold;
use crate::text::Span;
use crate::vocabulary::name_key;

impl Columns<'_> {
    /// The headings from the lines `head..first`, from the bottom up: a cell stands for the columns below it.
    pub(super) fn headings(&self, head: usize, first: usize) -> Vec<String> {
        let n = self.ranges.len();
        let mut levels: Vec<Vec<HeadingCell>> = Vec::new();
        let full =
            (head..first).map(|i| positions(self.text, &self.lines[i], self.numbered)).find(|parts| parts.len() == n);
        // The heading cell of every column, as far as known.
        let mut named: Vec<Option<Named>> = vec![None; n];
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
            let places: Vec<(usize, usize)> = parts.iter().map(|p| (p.from, p.to)).collect();
            let owner = if self.tabbed {
                self.owners_by_tab(line, &parts, &named)
            } else if parts.len() == n {
                (0..n).map(Some).collect()
            } else if let Some(owner) = group::periodic(&places, &named, self.leading(first)) {
                owner
            } else if let Some(owner) = full.as_ref().and_then(|full| continued(full, &parts)) {
                owner
            } else if levels.is_empty() || parts.len() * n > group::MAX_CELLS {
                self.owners(&parts)
            } else {
                group::owners(&places, &self.ranges, &named, self.leading(first))
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
                let place = close.map_or((from, to), |w| (w.from, w.to));
                named[c] = Some(Named { place, words: words_of(named[c], parts[*k].span.of(self.text)) });
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

    /// How many columns in front name the rows, by the first row of the body.
    fn leading(&self, first: usize) -> usize {
        let Some(line) = self.lines.get(first) else { return 0 };
        let cells = self.assign(line);
        let number = |c: usize| cells.iter().any(|(column, span)| *column == c && is_number(span.of(self.text)));
        let numbers = usize::from(self.numbered);
        numbers + usize::from(self.ranges.len() > numbers && !number(numbers))
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
    fn owners_by_tab(&self, line: &Line, parts: &[Piece], named: &[Option<Named>]) -> Vec<Option<usize>> {
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

/// The words of a heading with those below it; 0 when it is a unit in brackets.
fn words_of(below: Option<Named>, text: &str) -> u64 {
    let below = below.map_or(0, |b| b.words);
    if text.starts_with('(') { below } else { below.rotate_left(1) ^ name_key(text) }
}
