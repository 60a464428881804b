//! Aligned columns for the terminal: `69-KL/TU   Kết luận   2023-10-12`.
//!
//! Takes rows of cells, gives lines; on a terminal the widest text columns are cut to its width ("…"), in a pipe
//! nothing is. Text is NFC, so a character is a column; wide characters of other scripts are counted as two.

use super::output::{Output, Paint, Style};
use std::borrow::Cow;
use std::io::{self, IsTerminal};
use std::path::Path;

/// Where a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    title: String,
    align: Align,
    /// Whether it may be cut to fit the terminal.
    flexible: bool,
    style: Option<Style>,
}

impl Column {
    pub(super) fn left(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Left, flexible: false, style: None }
    }

    pub(super) fn right(title: impl Into<String>) -> Self {
        Self { align: Align::Right, ..Self::left(title) }
    }

    /// May be cut.
    pub(super) fn flexible(mut self) -> Self {
        self.flexible = true;
        self
    }

    pub(super) fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }
}

/// Rows under headings.
#[derive(Debug)]
pub(super) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    indent: usize,
}

const GAP: usize = 2;
/// A column is not cut below this.
const MIN_WIDTH: usize = 12;

impl Grid {
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new(), indent: 0 }
    }

    pub(super) fn indent(mut self, by: usize) -> Self {
        self.indent = by;
        self
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Prints headings (unless all are empty) and rows.
    pub(super) fn print(&self, out: &Output) -> io::Result<()> {
        let mut text = String::new();
        self.write(out.paint(), terminal_width(), &mut text);
        out.text(&text)
    }

    /// The same, behind what `text` holds.
    pub(super) fn write(&self, paint: Paint, terminal: Option<usize>, text: &mut String) {
        let widths = self.widths(terminal);
        if self.columns.iter().any(|c| !c.title.is_empty()) {
            let titles = self.columns.iter().map(|c| c.title.as_str());
            self.line(paint, titles, &widths, Some(Style::Dim), text);
        }
        for row in &self.rows {
            self.line(paint, row.iter().map(String::as_str), &widths, None, text);
        }
    }

    fn widths(&self, limit: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|i| {
                let cells = self.rows.iter().filter_map(|r| r.get(i)).map(|c| width(c)).max().unwrap_or(0);
                // An empty column takes no room, whatever its title.
                if cells == 0 { 0 } else { cells.max(width(&self.columns[i].title)) }
            })
            .collect();
        let Some(limit) = limit else { return widths };
        loop {
            let shown = widths.iter().filter(|w| **w > 0).count();
            let total = self.indent + widths.iter().sum::<usize>() + GAP * shown.saturating_sub(1);
            let widest = (0..widths.len()).filter(|&i| self.columns[i].flexible).max_by_key(|&i| widths[i]);
            match widest {
                Some(i) if total > limit && widths[i] > MIN_WIDTH => widths[i] -= 1,
                _ => return widths,
            }
        }
    }

    fn line<'c>(
        &self,
        paint: Paint,
        cells: impl Iterator<Item = &'c str>,
        widths: &[usize],
        style: Option<Style>,
        text: &mut String,
    ) {
        // Blanks are held back: none stand at the end of a line.
        let mut pad = self.indent;
        for ((cell, &room), column) in cells.zip(widths).zip(&self.columns) {
            if room == 0 {
                continue;
            }
            if cell.is_empty() {
                pad += room + GAP;
                continue;
            }
            let cell = if column.flexible { cut(cell, room) } else { one_line(cell) };
            let free = room.saturating_sub(width(&cell));
            let (before, after) = if column.align == Align::Right { (free, 0) } else { (0, free) };
            text.extend(std::iter::repeat_n(' ', pad + before));
            match style.or(column.style) {
                Some(style) => text.push_str(&paint.style(style, &cell)),
                None => text.push_str(&cell),
            }
            pad = after + GAP;
        }
        text.push('\n');
    }
}

/// The terminal's width; none in a pipe.
pub(super) fn terminal_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(terminal_size::Width(w), _)| usize::from(w))
}

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) { text.len() } else { text.chars().map(char_width).sum() }
}

fn char_width(c: char) -> usize {
    match u32::from(c) {
        0..0x20 | 0x7f | 0x300..0x370 | 0x200b..0x2010 | 0xfe00..0xfe10 => 0,
        0x1100..0x1160 | 0x2e80..0xa4d0 | 0xac00..0xd7a4 | 0xf900..0xfb00 | 0xff00..0xff61 | 0x1f300..0x1faff => 2,
        _ => 1,
    }
}

/// Control characters would move the cursor.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) { text.replace(char::is_control, " ").into() } else { text.into() }
}

/// A path as people are shown it: on one line, its control characters as pictures ("␊", "␛"), for a name can hold a
/// line break, and that of a ZIP member anything its maker liked.
pub(super) fn printable(path: impl AsRef<Path>) -> String {
    let picture = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        '\u{7f}' => '␡',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    path.as_ref().display().to_string().chars().map(picture).collect()
}

/// The text on one line within `room` columns; "…" stands for what does not fit.
pub(super) fn cut(text: &str, room: usize) -> Cow<'_, str> {
    let text = one_line(text);
    if width(&text) <= room {
        return text;
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += char_width(c);
        if used > room {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_terminal() {
        let mut grid = Grid::new(vec![Column::left("number"), Column::left("text").flexible(), Column::right("")]);
        grid.row(vec!["69-KL/TU".into(), "Tỷ lệ hộ nghèo giảm còn 3,2% vào cuối năm".into(), String::new()]);
        assert_eq!(grid.widths(None), [8, 41, 0], "an empty column takes no room");
        assert_eq!(grid.widths(Some(30)), [8, 20, 0]);
        assert_eq!(grid.widths(Some(5)), [8, MIN_WIDTH, 0], "no column is cut to nothing");
    }

    #[test]
    fn cut_counts_columns_not_bytes() {
        for (text, room, want) in [
            ("hộ nghèo", 8, "hộ nghèo"),
            ("hộ nghèo", 7, "hộ ngh…"),
            ("hộ nghèo", 4, "hộ…"),
            ("dòng\nmới", 20, "dòng mới"),
            ("漢字漢字", 5, "漢字…"),
        ] {
            assert_eq!(cut(text, room), want);
        }
    }
}
