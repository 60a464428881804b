//! The indicator table for other programs: every row with its source (document, page, sentence).
//!
//! Takes a [`Table`], gives CSV (`hộ nghèo,1685,hộ,2024,…`), JSON Lines or a workbook with a second sheet of sources.
//! Numbers are plain decimals in base units: "2,7 tỷ đồng" is 2700000000.

use super::xlsx::{Cell, Sheet, workbook};
use super::{csv, parts};
use crate::error::Result;
use crate::query::{Row, Source, Table, View};
use crate::record::Qualifier;
use serde::Serialize;
use std::io;

/// The value of a row as people read it: "~ 1.234", "≥ 98", "5 – 7", "115 / 126".
pub fn value_text(row: &View<'_>) -> String {
    super::value_parts(row.change, row.qualifier, (row.value, row.low, row.high), row.of)
}

/// The unit with the denominators of a rate: "tạ/ha".
pub fn unit_text(row: &View<'_>) -> String {
    super::unit_parts(row.unit, &row.per)
}

const COLUMNS: [&str; 29] = [
    "name",
    "value",
    "unit",
    "period",
    "months",
    "place",
    "basis",
    "certainty",
    "conflict",
    "change",
    "qualifier",
    "low",
    "high",
    "of",
    "per",
    "indicator",
    "label",
    "parent",
    "kind",
    "period_inherited",
    "place_inherited",
    "text",
    "path",
    "document",
    "document_date",
    "page",
    "line",
    "sentence",
    "gone",
];

/// The cells of a row, in the order of [`COLUMNS`].
fn cells(row: &View<'_>, source: &Source) -> Vec<Cell> {
    vec![
        Cell::from(row.name),
        Cell::from(row.value),
        Cell::from(row.unit),
        Cell::from(row.period),
        word(&row.months),
        Cell::from(row.place),
        word(&row.basis),
        word(&row.certainty),
        word(&row.conflict),
        word(&row.change),
        row.qualifier.map_or(Cell::Empty, |q| Cell::from(sign(q))),
        Cell::from(row.low),
        Cell::from(row.high),
        Cell::from(row.of),
        if row.per.is_empty() { Cell::Empty } else { Cell::Text(row.per.join("/")) },
        Cell::from(row.indicator),
        Cell::from(row.label),
        Cell::from(row.parent),
        word(&row.kind),
        word(&row.period_inherited),
        word(&row.place_inherited),
        Cell::from(row.text),
        Cell::Text(source.path.display().to_string()),
        Cell::from(source.id.as_deref()),
        Cell::from(source.date.as_deref()),
        Cell::Number(row.page.into()),
        Cell::Number(row.line.into()),
        Cell::from(row.sentence),
        word(&source.gone),
    ]
}

fn sign(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Over => ">",
        Qualifier::AtLeast => ">=",
        Qualifier::Under => "<",
        Qualifier::AtMost => "<=",
        Qualifier::About => "~",
    }
}

/// The word that stands for a value in JSON.
fn word<T: Serialize>(value: &T) -> Cell {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Cell::Text(word),
        Ok(serde_json::Value::Bool(true)) => Cell::from("yes"),
        _ => Cell::Empty,
    }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(n) => n.to_string(),
    }
}

/// One line per row, handed to `out` part by part.
///
/// # Errors
/// Those of `out`.
pub fn csv(table: &Table, bom: bool, out: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut head = csv::Writer::new(bom);
    head.row(COLUMNS);
    out(&head.finish())?;
    let line = |row: &Row, bytes: &mut Vec<u8>| {
        let mut line = csv::Writer::new(false);
        line.row(cells(&table.view(row), table.source(row)).iter().map(plain));
        bytes.extend_from_slice(&line.finish());
    };
    parts::write(&table.rows, |_| 1, line, out)
}

#[derive(Serialize)]
struct JsonRow<'a> {
    #[serde(flatten)]
    row: View<'a>,
    path: String,
    id: Option<&'a str>,
    date: Option<&'a str>,
    /// Whether the file is no longer there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

/// Adds a value as a line of JSON.
pub(super) fn json_line<T: Serialize>(value: &T, bytes: &mut Vec<u8>) {
    let start = bytes.len();
    // Every value has a form in JSON; if one had none, half of it must not stay.
    match serde_json::to_writer(&mut *bytes, value) {
        Ok(()) => bytes.push(b'\n'),
        Err(_) => bytes.truncate(start),
    }
}

/// One object per row, handed to `out` part by part.
///
/// # Errors
/// Those of `out`.
pub fn jsonl(table: &Table, out: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let line = |row: &Row, bytes: &mut Vec<u8>| {
        let source = table.source(row);
        let (id, date, gone) = (source.id.as_deref(), source.date.as_deref(), source.gone);
        json_line(&JsonRow { row: table.view(row), path: source.path.display().to_string(), id, date, gone }, bytes);
    };
    parts::write(&table.rows, |_| 1, line, out)
}

/// A sheet of rows, a sheet of sources.
///
/// # Errors
/// [`Error::Usage`](crate::Error::Usage) when the workbook cannot be made.
pub fn xlsx(table: &Table) -> Result<Vec<u8>> {
    let shown = 15;
    let columns = |names: &[&str]| names.iter().map(|n| ((*n).to_owned(), width(n))).collect();
    let rows = || table.rows.iter().map(|row| (table.view(row), table.source(row)));
    let figures = Sheet {
        name: "Số liệu".into(),
        columns: columns(&COLUMNS[..shown]),
        rows: rows().map(|(row, source)| cells(&row, source)[..shown].to_vec()).collect(),
    };
    let mut names = vec!["row", "name"];
    names.extend(&COLUMNS[shown..]);
    let sources = Sheet {
        name: "Nguồn".into(),
        columns: columns(&names),
        rows: (2u32..)
            .zip(rows())
            .map(|(line, (row, source))| {
                let mut out = vec![Cell::Number(line.into()), Cell::from(row.name)];
                out.extend_from_slice(&cells(&row, source)[shown..]);
                out
            })
            .collect(),
    };
    workbook(&[figures, sources])
}

pub(super) fn width(column: &str) -> u16 {
    match column {
        "name" | "label" | "path" => 40,
        "sentence" => 100,
        "place" | "text" | "title" | "parent" => 24,
        _ => 12,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Change;

    #[test]
    fn words_of_the_columns() {
        assert_eq!(word(&Some(Change::Increase)), Cell::from("increase"));
        assert_eq!(word(&None::<Change>), Cell::Empty);
        assert_eq!((word(&true), word(&false)), (Cell::from("yes"), Cell::Empty));
        assert_eq!((plain(&Cell::Number(2.7e9)), plain(&Cell::Number(3.25))), ("2700000000".into(), "3.25".into()));
    }
}
