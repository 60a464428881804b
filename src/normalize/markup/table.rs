//! Markdown tables.
//!
//! Takes text, gives it with the cells of each row separated by a tab, as PDF tables are, and the grid:
//! `| STT | Chỉ tiêu |` / `|---|---|` / `| 1 | Hộ nghèo |`. A block is a table when two lines begin with a bar or
//! when a line of dashes and bars stands below the first.

use crate::source::{RawCell, RawTable};
use crate::text::Span;

/// Whether the text holds a table.
pub(super) fn has_table(text: &str) -> bool {
    if memchr::memchr(b'|', text.as_bytes()).is_none() {
        return false;
    }
    let lines: Vec<&str> = text.split('\n').collect();
    (0..lines.len()).any(|i| table_len(&lines[i..]) > 0)
}

/// Number of lines of the table that begins at the first line; 0 when none does.
fn table_len(lines: &[&str]) -> usize {
    let Some(first) = lines.first().filter(|l| l.contains('|')) else { return 0 };
    let ruled = lines.get(1).is_some_and(|l| is_rule(l)) && !is_rule(first);
    let barred = |l: &str| l.starts_with('|') && l.len() > 1 && l[1..].contains('|');
    let count = lines
        .iter()
        .take_while(|l| {
            let l = l.trim();
            barred(l) || ruled && l.contains('|')
        })
        .count();
    if count > 1 && (ruled || barred(first.trim())) { count } else { 0 }
}

/// `|---|:-:|`
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

/// Cells of a row, trimmed; a bar behind a backslash is a bar.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|l| !l.ends_with('\\')).unwrap_or(line);
    let mut out = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next_if_eq(&'|').is_some() => out.last_mut().into_iter().for_each(|l| l.push('¦')),
            '|' => out.push(String::new()),
            '\t' => out.last_mut().into_iter().for_each(|l| l.push(' ')),
            _ => out.last_mut().into_iter().for_each(|l| l.push(c)),
        }
    }
    for cell in &mut out {
        *cell = cell.trim_start_matches(['#', ' ']).trim_end().to_owned();
    }
    out
}

/// Rewrites the tables of `text`.
pub(super) fn convert(text: String) -> (String, Vec<RawTable>) {
    if !has_table(&text) {
        return (text, Vec::new());
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::with_capacity(text.len());
    let mut tables = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        if i > 0 {
            out.push('\n');
        }
        let len = table_len(&lines[i..]);
        if len == 0 {
            out.push_str(lines[i]);
            i += 1;
        } else {
            tables.extend(push_table(&lines[i..i + len], &mut out));
            i += len;
        }
    }
    (out, tables)
}

fn push_table(lines: &[&str], out: &mut String) -> Option<RawTable> {
    let mut table = RawTable::default();
    for line in lines.iter().filter(|l| !is_rule(l)) {
        if table.rows > 0 {
            out.push('\n');
        }
        let row = cells(line);
        table.columns = table.columns.max(row.len());
        for (column, text) in row.iter().enumerate() {
            if column > 0 {
                out.push('\t');
            }
            let start = out.len();
            out.push_str(text);
            let span = Span::new(start, out.len());
            table.cells.push(RawCell { span, row: table.rows, column, row_span: 1, column_span: 1 });
        }
        table.rows += 1;
    }
    table.span = Span::new(table.cells.first()?.span.start, table.cells.last()?.span.end);
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        let text = "Biểu 1\n| STT | Chỉ tiêu | Tỷ lệ |\n|---|:---|---:|\n| 1 | Hộ nghèo | 5,2% |\n| 2 | | - |\nHết";
        let (out, tables) = convert(text.to_owned());
        assert_eq!(out, "Biểu 1\nSTT\tChỉ tiêu\tTỷ lệ\n1\tHộ nghèo\t5,2%\n2\t\t-\nHết");
        assert_eq!((tables.len(), tables[0].rows, tables[0].columns, tables[0].cells.len()), (1, 3, 3, 9));
        let texts: Vec<&str> = tables[0].cells.iter().map(|c| c.span.of(&out)).collect();
        assert_eq!(texts, ["STT", "Chỉ tiêu", "Tỷ lệ", "1", "Hộ nghèo", "5,2%", "2", "", "-"]);
        assert!(!has_table(&out));
    }

    #[test]
    fn what_is_a_table() {
        for (text, yes, why) in [
            ("a | b\n--|--\n1 | 2", true, "no outer bars, but a rule"),
            ("| a | b |\n| 1 | 2 |", true, "two rows without a rule"),
            ("lượt xem: 11 | lượt tải: 1\nngày 2 | 3", false, "web page furniture"),
            ("| a | b |", false, "one line"),
            ("|---|---|", false, "only a rule"),
        ] {
            assert_eq!(has_table(text), yes, "{why}");
        }
    }
}
