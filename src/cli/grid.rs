//! Aligned columns for the terminal: `69-KL/TU   Kết luận   2023-10-12`.
//!
//! Takes rows of cells, gives lines; on a terminal the widest text columns are cut to its width ("…"), in a pipe
//! nothing is cut. Text is NFC, so a character is a column; wide characters of other scripts are counted as two.

use super::output::{Output, Paint, Style};
use crate::export::parts;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
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

/// Between two columns.
pub(super) const GAP: usize = 2;
/// A column is not cut below this.
pub(super) const MIN_WIDTH: usize = 12;
/// In a pipe, a text that is longer pushes what follows aside, lest one long label pad a million lines.
const MAX_PADDED: usize = 60;

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
        let layout = Layout::new(&self.columns, self.indent, self.natural(), terminal_width());
        let mut text = String::new();
        layout.head(out.paint(), &mut text);
        for row in &self.rows {
            layout.line(out.paint(), row.iter().map(String::as_str), None, &mut text);
        }
        out.text(&text)
    }

    fn natural(&self) -> Vec<usize> {
        let mut widths = vec![0; self.columns.len()];
        self.rows.iter().for_each(|row| widen(&mut widths, row));
        widths
    }
}

/// Makes columns as wide as a row needs.
fn widen(widths: &mut [usize], row: &[String]) {
    for (room, cell) in widths.iter_mut().zip(row) {
        *room = (*room).max(width(cell));
    }
}

/// More rows than should be held as text: written twice, first for the widths of the columns.
#[derive(Debug)]
pub(super) struct Long {
    columns: Vec<Column>,
}

impl Long {
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns }
    }

    /// Prints headings and a row for each item.
    pub(super) fn print<T: Sync>(
        &self,
        items: &[T],
        cells: impl Fn(&T) -> Vec<String> + Sync,
        out: &Output,
    ) -> io::Result<()> {
        let none = || vec![0; self.columns.len()];
        let measure = |mut widths: Vec<usize>, item: &T| {
            widen(&mut widths, &cells(item));
            widths
        };
        let wider = |a: Vec<usize>, b: Vec<usize>| a.into_iter().zip(b).map(|(a, b)| a.max(b)).collect();
        let natural = items.par_iter().fold(none, measure).reduce(none, wider);
        let layout = Layout::new(&self.columns, 0, natural, terminal_width());
        let paint = out.paint();
        let mut head = String::new();
        layout.head(paint, &mut head);
        out.text(&head)?;
        let line = |item: &T, bytes: &mut Vec<u8>| {
            let mut text = String::new();
            layout.line(paint, cells(item).iter().map(String::as_str), None, &mut text);
            bytes.extend_from_slice(text.as_bytes());
        };
        parts::write(items, |_| 1, line, &mut |bytes| out.bytes(bytes))
    }
}

/// Columns with their widths.
struct Layout<'g> {
    columns: &'g [Column],
    widths: Vec<usize>,
    indent: usize,
    /// Whether what is longer than its column is cut.
    cutting: bool,
}

impl<'g> Layout<'g> {
    /// Fits columns whose cells have these widths to the terminal, or to a pipe.
    fn new(columns: &'g [Column], indent: usize, natural: Vec<usize>, terminal: Option<usize>) -> Self {
        // An empty column takes no room, whatever its title.
        let titled = |(cells, column): (usize, &Column)| if cells == 0 { 0 } else { cells.max(width(&column.title)) };
        let mut widths: Vec<usize> = natural.into_iter().zip(columns).map(titled).collect();
        let shown = widths.iter().filter(|w| **w > 0).count();
        let gaps = indent + GAP * shown.saturating_sub(1);
        match terminal {
            None => {
                widths.iter_mut().zip(columns).filter(|(_, c)| c.flexible).for_each(|(w, _)| *w = MAX_PADDED.min(*w))
            }
            Some(limit) => {
                while let Some(i) = (0..widths.len()).filter(|&i| columns[i].flexible).max_by_key(|&i| widths[i])
                    && gaps + widths.iter().sum::<usize>() > limit
                    && widths[i] > MIN_WIDTH
                {
                    widths[i] -= 1;
                }
            }
        }
        Self { columns, widths, indent, cutting: terminal.is_some() }
    }

    fn head(&self, paint: Paint, text: &mut String) {
        if self.columns.iter().any(|c| !c.title.is_empty()) {
            self.line(paint, self.columns.iter().map(|c| c.title.as_str()), Some(Style::Dim), text);
        }
    }

    fn line<'c>(&self, paint: Paint, cells: impl Iterator<Item = &'c str>, style: Option<Style>, text: &mut String) {
        // Blanks are held back: none stand at the end of a line.
        let mut pad = self.indent;
        for ((cell, &room), column) in cells.zip(&self.widths).zip(self.columns) {
            if room == 0 {
                continue;
            }
            if cell.is_empty() {
                pad += room + GAP;
                continue;
            }
            let cell = if column.flexible && self.cutting { cut(cell, room) } else { one_line(cell) };
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
        let widths = |terminal| Layout::new(&grid.columns, 0, grid.natural(), terminal).widths;
        assert_eq!(widths(None), [8, 41, 0], "an empty column takes no room");
        assert_eq!(widths(Some(30)), [8, 20, 0]);
        assert_eq!(widths(Some(5)), [8, MIN_WIDTH, 0], "no column is cut to nothing");
    }

    #[test]
    fn in_a_pipe_long_texts_are_whole_and_pad_no_other() {
        let columns = [Column::left("text").flexible(), Column::left("number")];
        let long = "hộ ".repeat(30);
        let layout = Layout::new(&columns, 0, vec![width(&long), 1], None);
        let mut text = String::new();
        for cells in [[long.as_str(), "1"], ["hộ", "2"]] {
            layout.line(Paint::default(), cells.into_iter(), None, &mut text);
        }
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], format!("{long}  1"));
        assert_eq!(width(lines[1]), MAX_PADDED + GAP + 1, "{text}");
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
