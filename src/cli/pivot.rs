//! A pivot for people: `table --by place,period`.
//!
//! Takes the grids of a pivot, gives aligned text. Columns that do not fit beside each other are cut into blocks, each
//! with the rows that have a value there, so that the text grows with the values and not with rows times columns.
//! Values of one cell that contradict each other stand one below the other ("17,2 [1]", "≠ 18,6 [2,3]").

use super::Output;
use super::grid::{GAP, MIN_WIDTH, cut, one_line, terminal_width, width};
use super::output::{Paint, Style};
use crate::export::{self, grids, parts};
use crate::query::{Grid, Pivot, Value};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// Columns of a line in a pipe, where no terminal says how many there are.
const PIPE_WIDTH: usize = 200;
const INDENT: usize = 2;
/// Values of a cell, and documents of a value, that are shown: an archive has hundreds for one year of a province.
const MAX_VALUES: usize = 4;
const MAX_DOCUMENTS: usize = 4;

/// Prints all grids; gives the number of values that found no room in their cells.
pub(super) fn print(pivot: &Pivot, out: &Output) -> io::Result<u64> {
    let (paint, terminal) = (out.paint(), terminal_width());
    let left_out = AtomicU64::new(0);
    let write = |grid: &Grid, bytes: &mut Vec<u8>| {
        let sheet = Sheet::new(pivot, grid);
        left_out.fetch_add(sheet.left_out, Ordering::Relaxed);
        bytes.extend_from_slice(sheet.write(paint, terminal).as_bytes());
    };
    parts::write(&pivot.grids, |grid| pivot.values(grid).len(), write, &mut |bytes| out.bytes(bytes))?;
    Ok(left_out.into_inner())
}

/// A value as it is shown.
struct Shown {
    down: u32,
    across: u32,
    /// How many of its cell stand above it.
    below: usize,
    /// Where it stands among the texts, and how many columns it takes.
    text: Range<usize>,
    width: usize,
}

/// A grid with its texts.
struct Sheet<'p> {
    pivot: &'p Pivot,
    grid: &'p Grid,
    texts: String,
    shown: Vec<Shown>,
    /// Of every column.
    widths: Vec<usize>,
    left_out: u64,
}

impl<'p> Sheet<'p> {
    fn new(pivot: &'p Pivot, grid: &'p Grid) -> Self {
        let values = pivot.values(grid);
        let widths = pivot.across(grid).iter().map(width).collect();
        let mut sheet =
            Self { pivot, grid, texts: String::new(), shown: Vec::with_capacity(values.len()), widths, left_out: 0 };
        for cell in values.chunk_by(|a, b| a.at == b.at) {
            // What would be the only value left out is shown in the place of the remark.
            let whole = if cell.len() > MAX_VALUES + 1 { MAX_VALUES } else { cell.len() };
            for (below, value) in cell[..whole].iter().enumerate() {
                sheet.add(value.at, below, |text| value_text(pivot, value, &cell[..below], text));
            }
            if let (Some(first), rest @ 1..) = (cell.first(), cell.len() - whole) {
                sheet.left_out += rest as u64;
                sheet.add(first.at, whole, |text| {
                    let _ = write!(text, "… {rest} more");
                });
            }
        }
        sheet
    }

    fn add(&mut self, (down, across): (u32, u32), below: usize, write: impl FnOnce(&mut String)) {
        let start = self.texts.len();
        write(&mut self.texts);
        let text = start..self.texts.len();
        let width = width(&self.texts[text.clone()]);
        let column = &mut self.widths[across as usize];
        *column = (*column).max(width);
        self.shown.push(Shown { down, across, below, text, width });
    }

    fn write(mut self, paint: Paint, terminal: Option<usize>) -> String {
        let room = terminal.unwrap_or(PIPE_WIDTH);
        let (down, across) = (self.pivot.down(self.grid), self.pivot.across(self.grid));
        let names = down.iter().map(width).max().unwrap_or(0);
        let columns: usize = self.widths.iter().map(|w| GAP + w).sum();
        let narrow = INDENT + names + columns > room;
        let names = if narrow { names.min((room / 3).max(MIN_WIDTH)) } else { names };
        let blocks = blocks(&self.widths, room.saturating_sub(INDENT + names));
        let mut block_of = Vec::with_capacity(self.widths.len());
        for (number, block) in blocks.iter().enumerate() {
            block_of.resize(block.end, number);
        }
        self.shown.sort_by_key(|v| (block_of[v.across as usize], v.down, v.below, v.across));
        let mut out = String::new();
        let mut rest = self.shown.as_slice();
        for (number, block) in blocks.iter().enumerate() {
            let (values, behind) = rest.split_at(rest.partition_point(|v| block_of[v.across as usize] <= number));
            rest = behind;
            self.head(block, &blocks, paint, &mut out);
            let longest = values.iter().map(|v| width(down.get(v.down))).max().unwrap_or(0);
            let edges = edges(&self.widths[block.clone()], INDENT + names.min(longest));
            let mut lines = Lines { edges, block, out: &mut out };
            let titles = block.clone().map(|i| (i, one_line(across.get(i as u32))));
            lines.cells("", titles.map(|(i, title)| (i, width(&title), title)), Some(paint));
            for line in values.chunk_by(|a, b| (a.down, a.below) == (b.down, b.below)) {
                let name = if line[0].below == 0 { down.get(line[0].down) } else { "" };
                let name = if terminal.is_some() { cut(name, names) } else { one_line(name) };
                let text = |v: &Shown| Cow::Borrowed(&self.texts[v.text.clone()]);
                lines.cells(&name, line.iter().map(|v| (v.across as usize, v.width, text(v))), None);
            }
            lines.out.push('\n');
        }
        out
    }

    /// What the values of the grid share, and which of its columns follow when they are not all of them.
    fn head(&self, block: &Range<usize>, blocks: &[Range<usize>], paint: Paint, out: &mut String) {
        out.push_str(&paint.style(Style::Head, &one_line(&self.pivot.title(self.grid).join(" · "))));
        if blocks.len() > 1 {
            let which =
                if block.len() == 1 { block.end.to_string() } else { format!("{}–{}", block.start + 1, block.end) };
            out.push_str(&paint.style(Style::Dim, &format!("  (columns {which} of {})", self.widths.len())));
        }
        out.push('\n');
    }
}

/// Columns that fit beside each other, one at least.
fn blocks(widths: &[usize], room: usize) -> Vec<Range<usize>> {
    let (mut blocks, mut start, mut used) = (Vec::new(), 0, 0);
    for (i, width) in widths.iter().enumerate() {
        if i > start && used + GAP + width > room {
            blocks.push(start..i);
            (start, used) = (i, 0);
        }
        used += GAP + width;
    }
    blocks.push(start..widths.len());
    blocks
}

/// Where columns end.
fn edges(widths: &[usize], names: usize) -> Vec<usize> {
    let mut edge = names;
    let end = |width: &usize| {
        edge += GAP + width;
        edge
    };
    widths.iter().map(end).collect()
}

/// The lines of a block.
struct Lines<'b> {
    edges: Vec<usize>,
    block: &'b Range<usize>,
    out: &'b mut String,
}

impl Lines<'_> {
    /// A line: a name and what stands in some columns, with the width it takes.
    fn cells<'c>(
        &mut self,
        name: &str,
        cells: impl Iterator<Item = (usize, usize, Cow<'c, str>)>,
        heading: Option<Paint>,
    ) {
        self.blanks(INDENT);
        self.out.push_str(name);
        let mut at = INDENT + width(name);
        for (column, width, text) in cells {
            let start = self.edges[column - self.block.start].saturating_sub(width);
            // A name that is longer than its column pushes what follows aside.
            let blanks = start.saturating_sub(at).max(GAP);
            self.blanks(blanks);
            match heading {
                Some(paint) => self.out.push_str(&paint.style(Style::Dim, &text)),
                None => self.out.push_str(&text),
            }
            at += blanks + width;
        }
        self.out.push('\n');
    }

    fn blanks(&mut self, n: usize) {
        self.out.extend(std::iter::repeat_n(' ', n));
    }
}

/// "17,2 [1]", "≠ 18,6 [2,3,4,7 +12]", "9,4 (01-06) [5]", "7,1? [8]".
fn value_text(pivot: &Pivot, value: &Value, before: &[Value], text: &mut String) {
    if grids::between(before, value) == grids::DISAGREE {
        text.push_str(grids::DISAGREE.trim_start());
    }
    text.push_str(export::bound(value.qualifier));
    export::push_number(value.value, text);
    text.push_str(&grids::marks(value));
    let (mut last, mut documents) = (None, 0);
    for document in pivot.origins(value).iter().map(|origin| origin.document + 1) {
        if last.replace(document) == Some(document) {
            continue;
        }
        documents += 1;
        if documents <= MAX_DOCUMENTS {
            let _ = write!(text, "{}{document}", if documents == 1 { " [" } else { "," });
        }
    }
    if let more @ 1.. = documents.saturating_sub(MAX_DOCUMENTS) {
        let _ = write!(text, " +{more}");
    }
    text.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_cut_into_blocks_that_fit() {
        for (widths, room, expected, reason) in [
            (&[4, 4, 4][..], 18, &[3][..], "all fit"),
            (&[4, 4, 4], 17, &[2, 1], "the last does not"),
            (&[4, 40, 4], 17, &[1, 1, 1], "one that fits nowhere stands alone"),
            (&[40], 17, &[1], "no block is empty"),
        ] {
            let lens: Vec<usize> = blocks(widths, room).iter().map(Range::len).collect();
            assert_eq!(lens, expected, "{reason}");
        }
    }

    #[test]
    fn lines_keep_their_columns() {
        let mut out = String::new();
        let mut lines = Lines { edges: edges(&[4, 6, 5], INDENT + 8), block: &(3..6), out: &mut out };
        lines.cells("hộ", [(3, 4, "21,4".into()), (5, 3, "9,5".into())].into_iter(), None);
        lines.cells("hộ cận nghèo", [(4, 1, "7".into())].into_iter(), None);
        lines.cells("hộ cận nghèo", [(3, 1, "7".into())].into_iter(), None);
        assert_eq!(out, "  hộ        21,4            9,5\n  hộ cận nghèo         7\n  hộ cận nghèo  7\n");
    }
}
