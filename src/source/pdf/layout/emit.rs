//! Blocks to a page's text, with words, zones and tables that speak of it.

use super::Sheet;
use super::lines::{Line, Sep};
use super::order::{Block, BlockKind};
use super::paragraph::atom_text;
use crate::source::pdf::content::AFTER_SPACE;
use crate::source::{RawCell, RawPage, RawTable, Word, Zone, ZoneKind};
use crate::text::Span;

/// A raised number is at most this share of its line's size and raised by this much of it; larger ones are raised
/// higher.
const MARK: [(f32, f32); 2] = [(0.85, 0.12), (0.95, 0.3)];
/// A mark stands this close behind its word, in font sizes.
const MARK_GAP: f32 = 0.45;

/// Writes a page.
pub(crate) fn page(sheet: &Sheet, blocks: &[Block]) -> RawPage {
    let mut w = Writer { sheet, page: RawPage::default(), word: None };
    for block in blocks {
        match block.kind {
            BlockKind::Table(t) => w.table(t),
            kind => {
                w.new_line();
                let start = w.page.text.len();
                w.lines(&block.lines, kind == BlockKind::Paragraph);
                let zone = match kind {
                    BlockKind::Footnote => Some(ZoneKind::Footnote),
                    BlockKind::Running => Some(ZoneKind::Running),
                    BlockKind::Stamp => Some(ZoneKind::Stamp),
                    _ => None,
                };
                let span = Span::new(start, w.page.text.len());
                if let Some(kind) = zone.filter(|_| !span.is_empty()) {
                    w.page.zones.push(Zone { span, kind });
                }
            }
        }
    }
    w.close_word();
    w.page.text.shrink_to_fit();
    w.page.words.shrink_to_fit();
    w.page.zones.sort_by_key(|z| (z.span.start, z.span.end));
    w.page
}

struct Writer<'a> {
    sheet: &'a Sheet,
    page: RawPage,
    /// The word under construction.
    word: Option<Word>,
}

impl Writer<'_> {
    fn close_word(&mut self) {
        if let Some(word) = self.word.take() {
            self.page.words.push(word);
        }
    }

    fn new_line(&mut self) {
        self.close_word();
        if !self.page.text.is_empty() {
            self.page.text.push('\n');
        }
    }

    /// Lines of print as one line of text; tabs stay where `tabs` says so.
    fn lines(&mut self, lines: &[Line], tabs: bool) {
        for (n, line) in lines.iter().enumerate() {
            for (k, &(i, sep)) in line.atoms.iter().enumerate() {
                let mark = k > 0 && self.is_mark(line, k);
                let sep = match sep {
                    _ if n > 0 && k == 0 && self.breaks_inside(&lines[n - 1], i) => Sep::None,
                    _ if n > 0 && k == 0 => Sep::Space,
                    Sep::Space if mark && self.is_close(line, k) => Sep::None,
                    Sep::Tab if !tabs => Sep::Space,
                    sep => sep,
                };
                if n + k > 0 && sep != Sep::None {
                    self.close_word();
                    self.page.text.push(if sep == Sep::Tab { '\t' } else { ' ' });
                }
                let start = self.page.text.len();
                self.atom(i);
                if mark {
                    let span = Span::new(start, self.page.text.len());
                    self.page.zones.push(Zone { span, kind: ZoneKind::Mark });
                } else if n + k > 0 {
                    self.small_digits(start);
                }
            }
        }
    }

    /// Whether a line ends inside a word: behind the dash or slash of `69-KL/TU`. A dash with a space before it
    /// parts words, and so does one behind which a space was shown.
    fn breaks_inside(&self, line: &Line, next: usize) -> bool {
        if self.sheet.atoms[next].flags & AFTER_SPACE != 0 {
            return false;
        }
        let Some(&(last, sep)) = line.atoms.last() else { return false };
        let text = atom_text(self.sheet, last);
        let glued = |c: char| c.is_alphanumeric();
        match text.strip_suffix(['-', '–', '/']) {
            Some("") => sep == Sep::None && line.atoms.len() > 1 && text != "–",
            Some(before) => before.ends_with(glued),
            None => false,
        }
    }

    fn atom(&mut self, index: usize) {
        let sheet = self.sheet;
        let r = sheet.page_box(&sheet.atoms[index]);
        let text = atom_text(sheet, index);
        // An ActualText may hold several words: each gets the whole box.
        for (n, part) in text.split(' ').enumerate() {
            if n > 0 {
                self.close_word();
                self.page.text.push(' ');
            }
            let start = self.page.text.len();
            self.page.text.push_str(part);
            let end = self.page.text.len();
            if start == end {
                continue;
            }
            match &mut self.word {
                Some(word) => {
                    let b = word.bbox;
                    word.span.end = end;
                    word.bbox = [b[0].min(r.x0), b[1].min(r.y0), b[2].max(r.x1), b[3].max(r.y1)];
                }
                None => self.word = Some(Word { span: Span::new(start, end), bbox: [r.x0, r.y0, r.x1, r.y1] }),
            }
        }
    }

    /// Whether an atom is a footnote mark, `1` or `(1)`: small raised digits behind a word that is no unit ("m" of m²).
    fn is_mark(&self, line: &Line, k: usize) -> bool {
        let atom = &self.sheet.atoms[line.atoms[k].0];
        let raised =
            |(size, rise): &(f32, f32)| atom.base < line.base - rise * line.size && atom.size <= size * line.size;
        let text = atom_text(self.sheet, line.atoms[k].0);
        let inner = || text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
        let number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if !MARK.iter().any(raised) || !number(inner()) {
            return false;
        }
        let before = atom_text(self.sheet, line.atoms[k - 1].0);
        let unit = matches!(text, "2" | "3") && before.rsplit(['/', ' ', '(']).next().is_some_and(is_length);
        !unit
    }

    /// Marks the raised digits of Unicode (`phủ¹`) that were just written and are no power (`m²`).
    fn small_digits(&mut self, from: usize) {
        let text = &self.page.text;
        let end = text.len();
        let digits = text[from..].chars().rev().take_while(|c| is_small_digit(*c)).map(char::len_utf8).sum::<usize>();
        let start = end - digits;
        let word = text[..start].rsplit(char::is_whitespace).next().unwrap_or_default();
        let power = matches!(&text[start..], "²" | "³") && word.rsplit(['/', '(']).next().is_some_and(is_length);
        if digits > 0
            && !power
            && word.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '"' | ')' | ',' | '.' | ';'))
        {
            self.page.zones.push(Zone { span: Span::new(start, end), kind: ZoneKind::Mark });
        }
    }

    fn is_close(&self, line: &Line, k: usize) -> bool {
        let (a, b) = (&self.sheet.atoms[line.atoms[k - 1].0], &self.sheet.atoms[line.atoms[k].0]);
        b.x0 - a.x1 < MARK_GAP * line.size
    }

    fn table(&mut self, index: usize) {
        let table = &self.sheet.tables[index];
        let grid = &table.grid;
        self.new_line();
        let start = self.page.text.len();
        let mut cells = Vec::with_capacity(grid.cells.len());
        let mut wrote = false;
        for row in 0..grid.rows {
            let mut in_row: Vec<usize> = (0..grid.cells.len()).filter(|&c| grid.cells[c].row == row).collect();
            in_row.sort_by_key(|&c| grid.cells[c].column);
            let empty = in_row.iter().all(|&c| table.cells[c].is_empty());
            if !empty && wrote {
                self.new_line();
            }
            wrote |= !empty;
            for (n, &c) in in_row.iter().enumerate() {
                if n > 0 && !empty {
                    self.close_word();
                    self.page.text.push('\t');
                }
                let from = self.page.text.len();
                self.lines(&table.cells[c], false);
                let cell = &grid.cells[c];
                cells.push(RawCell {
                    span: Span::new(from, self.page.text.len()),
                    row,
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                });
            }
        }
        let span = Span::new(start, self.page.text.len());
        self.page.tables.push(RawTable {
            span,
            columns: grid.columns,
            rows: grid.rows,
            cells,
            continues: table.continues,
        });
    }
}

/// The raised digits of Unicode.
fn is_small_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Units whose raised 2 or 3 is a power.
fn is_length(unit: &str) -> bool {
    let unit = unit.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    matches!(unit, "m" | "km" | "cm" | "dm" | "mm" | "hm" | "M")
}
