//! Printed tables: ruled and Markdown ones that come as grids, drawn ones, aligned columns in plain text, and columns that only their
//! words tell.
//!
//! Takes lines and the reader's grids, gives [`TableBlock`]s and gives the lines of a table the role of rows, those above it that
//! name it ("Biểu 1. …", "ĐVT: triệu đồng") the role of captions. Recipients and header, two columns too, have roles of their own
//! before and are left alone.

mod aligned;
mod bounds;
mod caption;
mod cells;
mod centred;
mod columns;
mod drawn;
mod flat;
mod grid;
mod group;
mod heading;
mod heading_lines;
mod rest;
mod rows;
mod shifted;

use super::lines::{Line, Role, bare, pieces};
use super::{Cell, TableBlock};
use crate::source::{RawTable, Zone, ZoneKind};
use crate::text::Span;

/// A table with the lines it takes.
struct Found {
    table: TableBlock,
    /// First line and the line behind the last.
    lines: (usize, usize),
    /// Whether it may go on from the table before it.
    continues: bool,
    /// A first row that may be the rest of the last row of the table before.
    rest: Option<Vec<Cell>>,
}

/// The tables of a text, in text order, and where rows stand of which no one can say what columns they have.
pub(crate) struct Tables {
    pub(crate) tables: Vec<TableBlock>,
    pub(crate) unread: Vec<Span>,
}

/// Finds the tables of a text, in text order. Footnotes that the reader marked may stand between a table's name or
/// its first rows, at the end of a page, and what follows on the next.
pub(crate) fn find(text: &str, lines: &mut [Line], raw: &[RawTable], zones: &[Zone]) -> Tables {
    let notes: Vec<Span> = zones.iter().filter(|z| z.kind == ZoneKind::Footnote).map(|z| z.span).collect();
    let mut found: Vec<Found> = Vec::new();
    for table in raw {
        if let Some(f) = grid::read(text, lines, table) {
            take(lines, f.lines);
            found.push(f);
        }
    }
    let piped = memchr::memchr(b'|', text.as_bytes()).is_some();
    if piped {
        for f in drawn::find(text, lines) {
            take(lines, f.lines);
            found.push(f);
        }
    }
    if lines.iter().any(|l| l.columns && l.role == Role::Body) {
        for f in aligned::find(text, lines) {
            take(lines, f.lines);
            found.push(f);
        }
    }
    found.extend(flat::find(text, lines));
    found.sort_by_key(|f| f.table.span.start);
    let mut tables: Vec<(TableBlock, usize)> = Vec::new();
    let mut unread = Vec::new();
    for mut f in found {
        take(lines, f.lines);
        // Rows whose values have no columns.
        if f.table.columns.is_empty() {
            unread.push(f.table.span);
            continue;
        }
        let open = tables.last_mut().filter(|(last, end)| continues(text, lines, &notes, last, *end, &f));
        let rest = f.rest.take();
        if let Some((last, end)) = open {
            let rest = rest.and_then(|rest| rest::join(&mut last.rows, rest));
            last.span.end = f.table.span.end;
            last.rows.extend(rest);
            last.rows.append(&mut f.table.rows);
            *end = f.lines.1;
            continue;
        }
        f.table.rows.splice(..0, rest);
        caption::find(text, lines, &notes, f.lines.0, &mut f.table);
        tables.push((f.table, f.lines.1));
    }
    Tables { tables: tables.into_iter().map(|(t, _)| t).collect(), unread }
}

/// Whether the line is a row of an aligned table with several numbers: no line of a header is.
pub(crate) fn is_data_row(text: &str, line: &Line) -> bool {
    line.columns && pieces(text, line.span).iter().skip(1).filter(|c| cells::is_number(c.of(text))).count() >= 2
}

/// Whether the line names a table of the text, "Biểu 5. …": no line of a header does, but appendices have headers.
pub(crate) fn is_caption(text: &str, line: &Line) -> bool {
    let s = bare(line.of(text));
    ["Biểu ", "BIỂU ", "Bảng ", "BẢNG "].iter().any(|w| s.starts_with(w)) && caption::is_name(s)
}

/// Gives the lines of a table their role.
fn take(lines: &mut [Line], (from, to): (usize, usize)) {
    for line in &mut lines[from..to] {
        if line.role == Role::Body {
            line.role = Role::TableRow;
        }
    }
}

/// Whether a line stands in one of the footnotes.
fn in_note(notes: &[Span], line: &Line) -> bool {
    let at = notes.partition_point(|n| n.end <= line.span.start);
    notes.get(at).is_some_and(|n| n.start <= line.span.start)
}

/// Whether `next` is the rest of `last` on the next page: nothing but furniture and footnotes between them, the same
/// columns.
fn continues(text: &str, lines: &[Line], notes: &[Span], last: &TableBlock, end: usize, next: &Found) -> bool {
    if last.columns.len() != next.table.columns.len() {
        return false;
    }
    let between = &lines[end.min(next.lines.0)..next.lines.0];
    let idle = between.iter().all(|l| {
        l.role == Role::Skip || (l.role == Role::Body && (super::lines::is_rule(l.of(text)) || in_note(notes, l)))
    });
    let paged =
        next.continues || lines[end.min(next.lines.0)..=next.lines.0].iter().any(|l| l.page || l.role == Role::Skip);
    let bare = next.table.columns.iter().all(String::is_empty);
    idle && paged && (bare || next.continues || next.table.columns == last.columns)
}

/// The lines that `span` touches.
fn lines_of(lines: &[Line], span: Span) -> (usize, usize) {
    let from = lines.partition_point(|l| l.span.end <= span.start);
    let to = lines.partition_point(|l| l.span.start < span.end);
    (from, to.max(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::RawCell;
    use crate::structure::lines::scan;

    /// A table of the words of `part`, two in a row.
    fn raw(text: &str, part: &str, continues: bool) -> RawTable {
        let start = text.find(part).unwrap();
        let cells = part.split(['\t', '\n']).enumerate().map(|(i, word)| {
            let at = word.as_ptr() as usize - part.as_ptr() as usize + start;
            RawCell { span: Span::new(at, at + word.len()), row: i / 2, column: i % 2, row_span: 1, column_span: 1 }
        });
        let cells: Vec<RawCell> = cells.collect();
        let span = Span::new(start, start + part.len());
        RawTable { span, columns: 2, rows: cells.len() / 2, cells, continues }
    }

    #[test]
    fn footnotes_stand_between_the_parts_of_a_table() {
        let note = "1 Số liệu rà soát cuối năm.";
        let name = "Biểu 1. Hộ nghèo theo xã";
        let (first, second) = ("Xã\tSố hộ\nBum Nưa\t784", "Xã\tSố hộ\nMù Cả\t123");
        for (text, expected, why) in [
            (format!("{name}\n{first}\n{note}\x0c{second}"), 2, "rows on both pages"),
            (format!("{name}\n{note}\x0c{second}"), 1, "the name on the page before"),
        ] {
            let tables: Vec<RawTable> = [(first, false), (second, true)]
                .into_iter()
                .filter(|(part, _)| text.contains(part))
                .map(|(part, continues)| raw(&text, part, continues && text.contains(first)))
                .collect();
            let start = text.find(note).unwrap();
            let zone = Zone { span: Span::new(start, start + note.len()), kind: ZoneKind::Footnote };
            let found = find(&text, &mut scan(&text), &tables, &[zone]).tables;
            assert_eq!((found.len(), found[0].rows.len()), (1, expected), "{why}");
            assert_eq!(found[0].title.as_deref(), Some(name), "{why}");
        }
    }
}
