//! Tables drawn with bars, "| Xã | Số hộ |" between "+----+----+".
//!
//! Takes lines, gives tables. Markdown proper comes as a grid from normalization; what is left are drawings and loose bars.

use super::Found;
use super::cells::{is_data, is_numbering};
use super::heading::{HeadingCell, join, widen};
use crate::structure::lines::{Line, Role, bare, is_rule};
use crate::structure::outline::fold;
use crate::structure::{Cell, TableBlock};
use crate::text::Span;

/// Bytes of a row, and cells of a table.
const MAX_LINE_BYTES: usize = 4_000;
const MAX_CELLS: usize = 1_000_000;

/// Finds the tables with bars.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let columns = bars(text, &lines[i]);
        if columns < 2 {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < lines.len() && !lines[end].gap && (bars(text, &lines[end]) >= 2 || rule(text, &lines[end])) {
            end += 1;
        }
        if let Some(f) = read(text, lines, i, end) {
            out.push(f);
        }
        i = end;
    }
    out
}

/// Number of cells that the bars of a line divide; 0 for a line without.
fn bars(text: &str, line: &Line) -> usize {
    let s = line.of(text);
    if line.role != Role::Body || s.len() > MAX_LINE_BYTES || is_rule(s) {
        return 0;
    }
    let bars = memchr::memchr_iter(b'|', s.as_bytes()).count();
    match (bars, s.starts_with('|')) {
        (0, _) => 0,
        (n, true) => n - usize::from(s.ends_with('|') && n > 1),
        (n, false) if n >= 2 => n + 1,
        _ => 0,
    }
}

fn rule(text: &str, line: &Line) -> bool {
    matches!(line.role, Role::Skip | Role::Body) && is_rule(line.of(text))
}

fn read(text: &str, lines: &[Line], from: usize, to: usize) -> Option<Found> {
    // Where most rows begin without a bar, one that begins with it has an empty first cell.
    let barred = (from..to).filter(|&i| !rule(text, &lines[i])).map(|i| lines[i].of(text).starts_with('|'));
    let (with, all) = barred.fold((0, 0), |(with, all), b| (with + usize::from(b), all + 1));
    let framed = with * 2 > all;
    let rows: Vec<(usize, Vec<Cell>)> =
        (from..to).filter(|&i| !rule(text, &lines[i])).map(|i| (i, cells(text, lines[i].span, framed))).collect();
    let ruled = (from..to).any(|i| rule(text, &lines[i]));
    if rows.len() < 2 || (!ruled && rows.len() < 3) {
        return None;
    }
    let columns = rows.iter().map(|r| r.1.len()).max()?;
    if columns.saturating_mul(rows.len()) > MAX_CELLS {
        return None;
    }
    let first_rule = (from + 1..to).find(|&i| rule(text, &lines[i])).unwrap_or(from + 1);
    let data = rows.iter().position(|(_, r)| is_data(r.iter().map(|c| c.text.as_str())));
    // What stands above the first rule, and below it until the first number, is heading.
    let above = rows.iter().filter(|(i, _)| *i < first_rule).count();
    let head = data.map_or(above, |d| if d < above { d } else { d.min(above + 2) });
    let head = if data.is_some_and(|d| d > head) || (data.is_none() && head == 0) {
        above.max(1).min(rows.len())
    } else {
        head
    };
    let mut levels: Vec<Vec<HeadingCell>> = rows[..head]
        .iter()
        .filter(|(_, r)| !is_numbering(r.iter().map(|c| c.text.as_str())))
        .map(|(_, r)| level(r))
        .collect();
    widen(&mut levels);
    let body = rows[head..]
        .iter()
        .filter(|(_, r)| !is_numbering(r.iter().map(|c| c.text.as_str())) && r.iter().any(|c| !c.text.is_empty()))
        .map(|(_, r)| {
            let mut r = r.clone();
            r.resize(columns, Cell::default());
            r
        })
        .collect::<Vec<_>>();
    if body.is_empty() {
        return None;
    }
    let span = Span::new(lines[from].span.start, lines[to - 1].span.end);
    let table = TableBlock { span, title: None, intro: None, unit: None, columns: join(columns, &levels), rows: body };
    Some(Found { table, lines: (from, to), continues: false, rest: None })
}

/// A heading row: every cell covers one column.
fn level(row: &[Cell]) -> Vec<HeadingCell> {
    row.iter().enumerate().map(|(i, c)| HeadingCell { text: c.text.clone(), from: i, to: i + 1 }).collect()
}

/// The cells of a row; `framed` when the first bar is the table's edge.
fn cells(text: &str, span: Span, framed: bool) -> Vec<Cell> {
    let s = span.of(text);
    let inner = s.strip_prefix('|').filter(|_| framed).unwrap_or(s);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let base = inner.as_ptr() as usize - text.as_ptr() as usize;
    let mut at = base;
    inner
        .split('|')
        .map(|c| {
            let core = bare(c);
            let start = if core.is_empty() { at } else { core.as_ptr() as usize - text.as_ptr() as usize };
            at += c.len() + 1;
            Cell { text: fold(core), span: Span::new(start, start + core.len()) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::scan;

    #[test]
    fn bars_and_a_rule() {
        let text = "| TT | Xã | Số hộ |\n|---|:---|---:|\n| 1 | Bắc Sơn | 1.245 |\n| | **Cộng** | 1.245 |\n";
        let found = find(text, &scan(text));
        let table = &found[0].table;
        assert_eq!(table.columns, ["TT", "Xã", "Số hộ"]);
        let rows: Vec<Vec<&str>> = table.rows.iter().map(|r| r.iter().map(|c| c.span.of(text)).collect()).collect();
        assert_eq!(rows, [vec!["1", "Bắc Sơn", "1.245"], vec!["", "Cộng", "1.245"]]);
    }

    #[test]
    fn drawn_with_a_rule_between_rows() {
        let text = "+----+-----+\n| Xã | Hộ  |\n+----+-----+\n| A  | 12  |\n+----+-----+\n| B  | 15  |\n+----+-----+\n";
        let found = find(text, &scan(text));
        assert_eq!(found[0].table.columns, ["Xã", "Hộ"]);
        assert_eq!(found[0].table.rows.len(), 2);
    }

    #[test]
    fn a_heading_over_two_lines_without_edges() {
        let text = "TT | Xã | Số hộ | Tỷ lệ\n   |    | nghèo | (%)\n---+----+-------+------\n1 | Bắc Sơn | 45 | 8,2\n2 | Mường Lý | 31 | 6,4\n";
        let found = find(text, &scan(text));
        assert_eq!(found[0].table.columns, ["TT", "Xã", "Số hộ nghèo", "Tỷ lệ (%)"]);
        assert_eq!(
            found[0].table.rows[1].iter().map(|c| c.text.as_str()).collect::<Vec<_>>(),
            ["2", "Mường Lý", "31", "6,4"]
        );
    }

    #[test]
    fn counters_are_no_table() {
        let text = "Lượt xem | 12\nBài viết | 3\n";
        assert!(find(text, &scan(text)).is_empty());
    }
}
