//! Printed tables: ruled and Markdown ones that come as grids, drawn ones, and aligned columns in plain text.
//!
//! Takes lines and the reader's grids, gives [`TableBlock`]s and gives the lines of a table the role of rows, those above it that
//! name it ("Biểu 1. …", "ĐVT: triệu đồng") the role of captions. Recipients and header, two columns too, have roles of their own
//! before and are left alone.

mod aligned;
mod caption;
mod cells;
mod columns;
mod drawn;
mod grid;
mod heading;

use super::TableBlock;
use super::lines::{Line, Role};
use crate::source::RawTable;
use crate::text::Span;

/// A table with the lines it takes.
struct Found {
    table: TableBlock,
    /// First line and the line behind the last.
    lines: (usize, usize),
    /// Whether it may go on from the table before it.
    continues: bool,
}

/// Finds the tables of a text, in text order.
pub(crate) fn find(text: &str, lines: &mut [Line], raw: &[RawTable]) -> Vec<TableBlock> {
    let mut found: Vec<Found> = Vec::new();
    for table in raw {
        if let Some(f) = grid::read(text, lines, table) {
            take(lines, f.lines);
            found.push(f);
        }
    }
    let piped = memchr::memchr(b'|', text.as_bytes()).is_some();
    if piped {
        found.extend(drawn::find(text, lines));
    }
    if lines.iter().any(|l| l.columns && l.role == Role::Body) {
        found.extend(aligned::find(text, lines));
    }
    found.sort_by_key(|f| f.table.span.start);
    let mut tables: Vec<(TableBlock, usize)> = Vec::new();
    for mut f in found {
        take(lines, f.lines);
        if let Some((last, end)) = tables.last_mut()
            && continues(text, lines, last, *end, &f)
        {
            last.span.end = f.table.span.end;
            last.rows.append(&mut f.table.rows);
            *end = f.lines.1;
            continue;
        }
        caption::find(text, lines, f.lines.0, &mut f.table);
        tables.push((f.table, f.lines.1));
    }
    tables.into_iter().map(|(t, _)| t).collect()
}

/// Gives the lines of a table their role.
fn take(lines: &mut [Line], (from, to): (usize, usize)) {
    for line in &mut lines[from..to] {
        if line.role == Role::Body {
            line.role = Role::TableRow;
        }
    }
}

/// Whether `next` is the rest of `last` on the next page: nothing but furniture between them, the same columns.
fn continues(text: &str, lines: &[Line], last: &TableBlock, end: usize, next: &Found) -> bool {
    if last.columns.len() != next.table.columns.len() {
        return false;
    }
    let between = &lines[end.min(next.lines.0)..next.lines.0];
    let idle =
        between.iter().all(|l| l.role == Role::Skip || (l.role == Role::Body && super::lines::is_rule(l.of(text))));
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
