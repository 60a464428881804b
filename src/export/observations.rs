//! The indicator table for other programs: every row with its source (document, page, sentence).
//!
//! Takes a [`Table`] and its [`Pivot`]s, gives CSV (`hộ nghèo,1685,hộ,2024,…`), JSON Lines or a workbook with a second
//! sheet of sources. Numbers are plain decimals in base units: "2,7 tỷ đồng" is 2700000000.

use super::xlsx::{Cell, Sheet, workbook};
use super::{csv, number};
use crate::error::{Error, Result};
use crate::query::{Pivot, Row, Source, Table};
use crate::record::Qualifier;
use serde::Serialize;

/// The value of a row as people read it: "~ 1.234", "≥ 98", "5 – 7", "115 / 126".
pub fn value_text(row: &Row) -> String {
    super::value_parts(row.change, row.qualifier, (row.value, row.low, row.high), row.of)
}

/// The unit with the denominators of a rate: "tạ/ha".
pub fn unit_text(row: &Row) -> String {
    super::unit_parts(row.unit.as_deref(), &row.per)
}

const COLUMNS: [&str; 27] = [
    "name",
    "value",
    "unit",
    "period",
    "place",
    "basis",
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
    "certainty",
    "conflict",
    "text",
    "path",
    "document",
    "document_date",
    "page",
    "line",
    "sentence",
];

/// The cells of a row, in the order of [`COLUMNS`].
fn cells(row: &Row, source: &Source) -> Vec<Cell> {
    let text = |t: &Option<String>| Cell::from(t.as_deref());
    let path = source.path.display().to_string();
    vec![
        Cell::from(row.name.as_str()),
        Cell::from(row.value),
        text(&row.unit),
        text(&row.period),
        text(&row.place),
        word(&row.basis),
        word(&row.change),
        row.qualifier.map_or(Cell::Empty, |q| Cell::from(sign(q))),
        Cell::from(row.low),
        Cell::from(row.high),
        Cell::from(row.of),
        if row.per.is_empty() { Cell::Empty } else { Cell::Text(row.per.join("/")) },
        text(&row.indicator),
        text(&row.label),
        text(&row.parent),
        word(&row.kind),
        word(&row.period_inherited),
        word(&row.place_inherited),
        word(&row.certainty),
        word(&row.conflict),
        Cell::from(row.text.as_str()),
        Cell::Text(path),
        text(&source.id),
        text(&source.date),
        Cell::Number(row.page.into()),
        Cell::Number(row.line.into()),
        Cell::from(row.sentence.as_str()),
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

fn rows(table: &Table) -> impl Iterator<Item = (&Row, &Source)> {
    table.rows.iter().filter_map(|r| Some((r, table.documents.get(r.document)?)))
}

/// One line per row.
pub fn csv(table: &Table, bom: bool) -> Vec<u8> {
    let mut out = csv::Writer::new(bom);
    out.row(COLUMNS);
    for (row, source) in rows(table) {
        out.row(cells(row, source).iter().map(plain));
    }
    out.finish()
}

#[derive(Serialize)]
struct JsonRow<'a> {
    #[serde(flatten)]
    row: &'a Row,
    path: String,
    id: &'a Option<String>,
    date: &'a Option<String>,
}

fn lines<T: Serialize>(values: impl Iterator<Item = T>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for value in values {
        serde_json::to_writer(&mut out, &value).map_err(|e| Error::Usage(format!("a row cannot be written: {e}")))?;
        out.push(b'\n');
    }
    Ok(out)
}

/// One object per row.
///
/// # Errors
/// None in practice: every value has a form in JSON.
pub fn jsonl(table: &Table) -> Result<Vec<u8>> {
    lines(rows(table).map(|(row, source)| JsonRow {
        row,
        path: source.path.display().to_string(),
        id: &source.id,
        date: &source.date,
    }))
}

/// A sheet of rows, a sheet of sources.
///
/// # Errors
/// [`Error::Usage`] when the workbook cannot be made.
pub fn xlsx(table: &Table) -> Result<Vec<u8>> {
    let shown = 12;
    let columns = |names: &[&str]| names.iter().map(|n| ((*n).to_owned(), width(n))).collect();
    let figures = Sheet {
        name: "Số liệu".into(),
        columns: columns(&COLUMNS[..shown]),
        rows: rows(table).map(|(row, source)| cells(row, source)[..shown].to_vec()).collect(),
    };
    let mut names = vec!["row", "name"];
    names.extend(&COLUMNS[shown..]);
    let sources = Sheet {
        name: "Nguồn".into(),
        columns: columns(&names),
        rows: (2u32..)
            .zip(rows(table))
            .map(|(line, (row, source))| {
                let mut out = vec![Cell::Number(line.into()), Cell::from(row.name.as_str())];
                out.extend_from_slice(&cells(row, source)[shown..]);
                out
            })
            .collect(),
    };
    workbook(&[figures, sources])
}

fn width(column: &str) -> u16 {
    match column {
        "name" | "label" | "path" => 40,
        "sentence" => 100,
        "place" | "text" | "title" | "parent" => 24,
        _ => 12,
    }
}

/// "bc-12.txt p. 3" for every row of a value.
fn places(table: &Table, positions: &[usize]) -> String {
    let all: Vec<String> = positions
        .iter()
        .filter_map(|&p| table.rows.get(p))
        .filter_map(|r| {
            Some(format!("{} p. {} l. {}", table.documents.get(r.document)?.path.display(), r.page, r.line))
        })
        .collect();
    all.join("; ")
}

/// Grids one behind the other: title, headings, rows; the last column names the sources.
pub fn pivot_csv(table: &Table, pivots: &[Pivot], bom: bool) -> Vec<u8> {
    let mut out = csv::Writer::new(bom);
    for (i, pivot) in pivots.iter().enumerate() {
        if i > 0 {
            out.row::<&str>([]);
        }
        out.row([pivot.title.join(" · ")]);
        let head = std::iter::once("").chain(pivot.columns.iter().map(String::as_str)).chain(["sources"]);
        out.row(head);
        for (name, cells) in pivot.rows.iter().zip(&pivot.cells) {
            let values = cells.iter().map(|c| {
                let values: Vec<String> = c.values.iter().map(|(v, _)| v.to_string()).collect();
                values.join(" ≠ ")
            });
            let sources: Vec<String> =
                cells.iter().flat_map(|c| &c.values).map(|(_, positions)| places(table, positions)).collect();
            out.row(std::iter::once(name.clone()).chain(values).chain([sources.join("; ")]));
        }
    }
    out.finish()
}

#[derive(Serialize)]
struct JsonPivot<'a> {
    title: &'a [String],
    rows: &'a [String],
    columns: &'a [String],
    cells: Vec<Vec<Vec<JsonValue>>>,
}

#[derive(Serialize)]
struct JsonValue {
    value: f64,
    sources: Vec<JsonSource>,
}

#[derive(Serialize)]
struct JsonSource {
    path: String,
    page: u32,
    line: u32,
    sentence: String,
}

/// One object per grid; a cell lists its values, each with its sources.
///
/// # Errors
/// None in practice: every value has a form in JSON.
pub fn pivot_jsonl(table: &Table, pivots: &[Pivot]) -> Result<Vec<u8>> {
    let source = |&p: &usize| {
        let row = table.rows.get(p)?;
        let path = table.documents.get(row.document)?.path.display().to_string();
        Some(JsonSource { path, page: row.page, line: row.line, sentence: row.sentence.clone() })
    };
    let values = |cell: &crate::query::Cell| -> Vec<JsonValue> {
        cell.values
            .iter()
            .map(|(value, rows)| JsonValue { value: *value, sources: rows.iter().filter_map(source).collect() })
            .collect()
    };
    lines(pivots.iter().map(|p| JsonPivot {
        title: &p.title,
        rows: &p.rows,
        columns: &p.columns,
        cells: p.cells.iter().map(|row| row.iter().map(values).collect()).collect(),
    }))
}

/// A sheet per grid, and one of sources.
///
/// # Errors
/// [`Error::Usage`] when the workbook cannot be made.
pub fn pivot_xlsx(table: &Table, pivots: &[Pivot]) -> Result<Vec<u8>> {
    let mut sheets = Vec::new();
    let source_columns = ["sheet", "row", "column", "value", "path", "document", "page", "line", "sentence"];
    let mut sources = Sheet {
        name: "Nguồn".into(),
        columns: source_columns.iter().map(|n| ((*n).to_owned(), width(n))).collect(),
        rows: Vec::new(),
    };
    for (i, pivot) in pivots.iter().enumerate() {
        let name = format!("Bảng {}", i + 1);
        let mut columns = vec![(pivot.title.join(" · "), 40)];
        columns.extend(pivot.columns.iter().map(|c| (c.clone(), 14)));
        let mut rows = Vec::new();
        for (row_name, cells) in pivot.rows.iter().zip(&pivot.cells) {
            let mut row = vec![Cell::from(row_name.as_str())];
            for (column, cell) in pivot.columns.iter().zip(cells) {
                row.push(match cell.values.as_slice() {
                    [] => Cell::Empty,
                    [(value, _)] => Cell::Number(*value),
                    many => Cell::Text(many.iter().map(|(v, _)| number(*v)).collect::<Vec<_>>().join(" ≠ ")),
                });
                for (value, positions) in &cell.values {
                    for r in positions.iter().filter_map(|&p| table.rows.get(p)) {
                        let Some(document) = table.documents.get(r.document) else { continue };
                        sources.rows.push(vec![
                            Cell::from(name.as_str()),
                            Cell::from(row_name.as_str()),
                            Cell::from(column.as_str()),
                            Cell::Number(*value),
                            Cell::Text(document.path.display().to_string()),
                            Cell::from(document.id.as_deref()),
                            Cell::Number(r.page.into()),
                            Cell::Number(r.line.into()),
                            Cell::from(r.sentence.as_str()),
                        ]);
                    }
                }
            }
            rows.push(row);
        }
        sheets.push(Sheet { name, columns, rows });
    }
    sheets.push(sources);
    workbook(&sheets)
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
