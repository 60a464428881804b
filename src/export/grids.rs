//! Grids for other programs: CSV, JSON Lines or a workbook, each cell with the documents that its values come from.

use super::observations::{json_line, width};
use super::xlsx::{Cell, Sheet, workbook};
use super::{csv, number, parts};
use crate::error::{Error, Result};
use crate::query::{Grid, Pivot, Table, Value};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::io;

/// Between values of one cell that contradict each other.
pub const DISAGREE: &str = " ≠ ";

/// Grids one behind the other: title, headings, rows; the last column names the sources ("bc-12.txt p. 3 l. 7").
///
/// # Errors
/// Those of `out`.
pub fn csv(
    table: &Table,
    pivot: &Pivot<'_>,
    bom: bool,
    out: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut first = csv::Writer::new(bom);
    let Some((head, rest)) = pivot.grids.split_first() else { return out(&first.finish()) };
    csv_grid(table, pivot, head, &mut first);
    out(&first.finish())?;
    let grid = |grid: &Grid<'_>, bytes: &mut Vec<u8>| {
        let mut lines = csv::Writer::new(false);
        lines.row::<&str>([]);
        csv_grid(table, pivot, grid, &mut lines);
        bytes.extend_from_slice(&lines.finish());
    };
    parts::write(rest, |grid| pivot.values(grid).len(), grid, out)
}

fn csv_grid(table: &Table, pivot: &Pivot<'_>, grid: &Grid<'_>, out: &mut csv::Writer) {
    out.row([grid.title.join(" · ")]);
    out.row(std::iter::once("").chain(grid.across.iter().map(AsRef::as_ref)).chain(["sources"]));
    for (name, line) in grid.lines(pivot.values(grid)) {
        let cells = grid.cells(line).map(|cell| {
            let values: Vec<String> = cell.iter().map(|v| v.value.to_string()).collect();
            Cow::Owned(values.join(DISAGREE))
        });
        let sources = line.iter().flat_map(|value| pivot.rows(value)).map(|&r| {
            let row = &table.rows[r as usize];
            format!("{} p. {} l. {}", table.source(row).path.display(), row.page, row.line)
        });
        let sources = sources.collect::<Vec<_>>().join("; ");
        out.row(std::iter::once(Cow::Borrowed(name)).chain(cells).chain([sources.into()]));
    }
}

#[derive(serde::Serialize)]
struct JsonGrid<'a> {
    title: &'a [Cow<'a, str>],
    rows: &'a [Cow<'a, str>],
    columns: &'a [Cow<'a, str>],
    cells: Cells<'a>,
}

/// The cells of a grid by row, then column; of most grids nearly all are empty, and left out.
struct Cells<'a> {
    table: &'a Table,
    pivot: &'a Pivot<'a>,
    grid: &'a Grid<'a>,
}

#[derive(serde::Serialize)]
struct JsonCell<'a> {
    row: &'a str,
    column: &'a str,
    values: JsonValues<'a>,
}

struct JsonValues<'a>(&'a Cells<'a>, &'a [Value]);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Grid { down, across, .. } = self.grid;
        let cells = self.pivot.values(self.grid).chunk_by(|a, b| a.at == b.at);
        serializer.collect_seq(cells.map(|cell| {
            let (row, column) = (&down[cell[0].at.0 as usize], &across[cell[0].at.1 as usize]);
            JsonCell { row, column, values: JsonValues(self, cell) }
        }))
    }
}

impl Serialize for JsonValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self(Cells { table, pivot, .. }, cell) = self;
        let value = |v: &Value| JsonValue { value: v.value, sources: JsonSources(table, pivot.rows(v)) };
        serializer.collect_seq(cell.iter().map(value))
    }
}

#[derive(serde::Serialize)]
struct JsonValue<'a> {
    value: f64,
    sources: JsonSources<'a>,
}

struct JsonSources<'a>(&'a Table, &'a [u32]);

#[derive(serde::Serialize)]
struct JsonSource<'a> {
    path: Cow<'a, str>,
    page: u32,
    line: u32,
    sentence: &'a str,
}

impl Serialize for JsonSources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self(table, rows) = self;
        serializer.collect_seq(rows.iter().map(|&r| {
            let row = &table.rows[r as usize];
            let path = table.source(row).path.to_string_lossy();
            JsonSource { path, page: row.page, line: row.line, sentence: table.sentence(row) }
        }))
    }
}

/// One object per grid: title, names of rows and columns, and the cells that are not empty, each with its values and
/// their sources.
///
/// # Errors
/// Those of `out`.
pub fn jsonl(table: &Table, pivot: &Pivot<'_>, out: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let line = |grid: &Grid<'_>, bytes: &mut Vec<u8>| {
        let cells = Cells { table, pivot, grid };
        json_line(&JsonGrid { title: &grid.title, rows: &grid.down, columns: &grid.across, cells }, bytes);
    };
    parts::write(&pivot.grids, |grid| pivot.values(grid).len(), line, out)
}

/// Nobody finds a grid among more sheets, and spreadsheet programs take minutes to open them.
const MAX_SHEETS: usize = 1000;

/// A sheet per grid, and one of sources.
///
/// # Errors
/// [`Error::Usage`] when the workbook cannot be made.
pub fn xlsx(table: &Table, pivot: &Pivot<'_>) -> Result<Vec<u8>> {
    if pivot.grids.len() > MAX_SHEETS {
        return Err(Error::Usage(format!(
            "{} grids are too many sheets for a workbook; name an indicator, or take --format csv",
            pivot.grids.len()
        )));
    }
    let mut sheets = Vec::new();
    let source_columns = ["sheet", "row", "column", "value", "path", "document", "page", "line", "sentence"];
    let mut sources = Sheet {
        name: "Nguồn".into(),
        columns: source_columns.iter().map(|n| ((*n).to_owned(), width(n))).collect(),
        rows: Vec::new(),
    };
    for (i, grid) in pivot.grids.iter().enumerate() {
        let name = format!("Bảng {}", i + 1);
        let mut columns = vec![(grid.title.join(" · "), 40)];
        columns.extend(grid.across.iter().map(|c| (c.clone().into_owned(), 14)));
        let mut rows = Vec::new();
        for (row_name, line) in grid.lines(pivot.values(grid)) {
            let mut row = vec![Cell::from(row_name)];
            row.extend(grid.cells(line).map(|cell| match cell {
                [] => Cell::Empty,
                [value] => Cell::Number(value.value),
                many => Cell::Text(many.iter().map(|v| number(v.value)).collect::<Vec<_>>().join(DISAGREE)),
            }));
            rows.push(row);
            for value in line {
                for r in pivot.rows(value).iter().map(|&r| &table.rows[r as usize]) {
                    let document = table.source(r);
                    sources.rows.push(vec![
                        Cell::from(name.as_str()),
                        Cell::from(row_name),
                        Cell::from(grid.across[value.at.1 as usize].as_ref()),
                        Cell::Number(value.value),
                        Cell::Text(document.path.display().to_string()),
                        Cell::from(document.id.as_deref()),
                        Cell::Number(r.page.into()),
                        Cell::Number(r.line.into()),
                        Cell::from(table.sentence(r)),
                    ]);
                }
            }
        }
        sheets.push(Sheet { name, columns, rows });
    }
    sheets.push(sources);
    workbook(&sheets)
}
