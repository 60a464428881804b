//! Grids for other programs: CSV, JSON Lines or a workbook, each cell with the documents that its values come from.

use super::observations::{json_line, width};
use super::xlsx::{Cell, Sheet, workbook};
use super::{bound, csv, number, parts};
use crate::error::{Error, Result};
use crate::query::{Grid, Origin, Pivot, Value};
use crate::record::{Months, Qualifier};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::io;

/// Between values of one cell that contradict each other.
pub const DISAGREE: &str = " ≠ ";

/// Between values of one cell that are for different parts of the year.
pub const BESIDE: &str = "; ";

/// What stands between a value of a cell and those before it; those of one part of the year stand together.
pub fn between(before: &[Value], value: &Value) -> &'static str {
    match before.last() {
        None => "",
        Some(other) if other.months == value.months => DISAGREE,
        Some(_) => BESIDE,
    }
}

/// What stands behind a value: "?" when it was repaired or guessed wherever it is stated, the part of the year when it is not for
/// the whole, " (01-06)".
pub fn marks(value: &Value) -> String {
    let doubt = if value.doubtful { "?" } else { "" };
    value.months.map_or_else(|| doubt.to_owned(), |months| format!("{doubt} ({months})"))
}

/// The values of a cell as one text: "95,2; 45,2 (01-06) ≠ 44 (01-06)".
fn together(cell: &[Value], text: impl Fn(&Value) -> String) -> String {
    let all = cell.iter().enumerate();
    all.map(|(i, v)| format!("{}{}{}", between(&cell[..i], v), text(v), marks(v))).collect()
}

/// Grids one behind the other: title, headings, rows; the last column names the sources ("bc-12.txt p. 3 l. 7").
///
/// # Errors
/// Those of `out`.
pub fn csv(pivot: &Pivot, bom: bool, out: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut first = csv::Writer::new(bom);
    let Some((head, rest)) = pivot.grids.split_first() else { return out(&first.finish()) };
    csv_grid(pivot, head, &mut first);
    out(&first.finish())?;
    let grid = |grid: &Grid, bytes: &mut Vec<u8>| {
        let mut lines = csv::Writer::new(false);
        lines.row::<&str>([]);
        csv_grid(pivot, grid, &mut lines);
        bytes.extend_from_slice(&lines.finish());
    };
    parts::write(rest, |grid| pivot.values(grid).len(), grid, out)
}

fn csv_grid(pivot: &Pivot, grid: &Grid, out: &mut csv::Writer) {
    out.row([pivot.title(grid).join(" · ")]);
    out.row(std::iter::once("").chain(pivot.across(grid).iter()).chain(["sources"]));
    for (name, line) in pivot.lines(grid) {
        let cells =
            grid.cells(line).map(|cell| Cow::Owned(together(cell, |v| format!("{}{}", bound(v.qualifier), v.value))));
        let sources = line.iter().flat_map(|value| pivot.origins(value)).map(|origin| {
            let source = pivot.source(origin);
            let gone = if source.gone { " (gone)" } else { "" };
            format!("{}{gone} p. {} l. {}", source.path.display(), origin.page(), origin.line())
        });
        let sources = sources.collect::<Vec<_>>().join("; ");
        out.row(std::iter::once(Cow::Borrowed(name)).chain(cells).chain([sources.into()]));
    }
}

#[derive(serde::Serialize)]
struct JsonGrid<'p> {
    title: Vec<Cow<'p, str>>,
    rows: Vec<&'p str>,
    columns: Vec<&'p str>,
    cells: Cells<'p>,
}

/// The cells of a grid by row, then column; of most grids nearly all are empty, and left out.
struct Cells<'p> {
    pivot: &'p Pivot,
    grid: &'p Grid,
}

#[derive(serde::Serialize)]
struct JsonCell<'p> {
    row: &'p str,
    column: &'p str,
    values: JsonValues<'p>,
}

struct JsonValues<'p>(&'p Pivot, &'p [Value]);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let &Self { pivot, grid } = self;
        let (down, across) = (pivot.down(grid), pivot.across(grid));
        let cells = pivot.values(grid).chunk_by(|a, b| a.at == b.at);
        serializer.collect_seq(cells.map(|cell| {
            let (row, column) = (down.get(cell[0].at.0), across.get(cell[0].at.1));
            JsonCell { row, column, values: JsonValues(pivot, cell) }
        }))
    }
}

impl Serialize for JsonValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let &Self(pivot, cell) = self;
        let value = |v: &Value| JsonValue {
            value: v.value,
            qualifier: v.qualifier,
            months: v.months,
            doubtful: v.doubtful,
            sources: JsonSources(pivot, pivot.origins(v)),
        };
        serializer.collect_seq(cell.iter().map(value))
    }
}

#[derive(serde::Serialize)]
struct JsonValue<'p> {
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    qualifier: Option<Qualifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<Months>,
    /// Repaired or guessed wherever it is stated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    doubtful: bool,
    sources: JsonSources<'p>,
}

struct JsonSources<'p>(&'p Pivot, &'p [Origin]);

#[derive(serde::Serialize)]
struct JsonSource<'p> {
    path: Cow<'p, str>,
    page: u32,
    line: u32,
    sentence: &'p str,
    /// Whether the file is no longer there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

impl Serialize for JsonSources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self(pivot, origins) = self;
        serializer.collect_seq(origins.iter().map(|origin| {
            let source = pivot.source(origin);
            let (path, sentence) = (source.path.to_string_lossy(), pivot.sentence(origin));
            JsonSource { path, page: origin.page(), line: origin.line(), sentence, gone: source.gone }
        }))
    }
}

/// One object per grid: title, names of rows and columns, and the cells that are not empty, each with its values and
/// their sources.
///
/// # Errors
/// Those of `out`.
pub fn jsonl(pivot: &Pivot, out: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let line = |grid: &Grid, bytes: &mut Vec<u8>| {
        let (rows, columns) = (pivot.down(grid).iter().collect(), pivot.across(grid).iter().collect());
        json_line(&JsonGrid { title: pivot.title(grid), rows, columns, cells: Cells { pivot, grid } }, bytes);
    };
    parts::write(&pivot.grids, |grid| pivot.values(grid).len(), line, out)
}

/// Nobody finds a grid among more sheets, and spreadsheet programs take minutes to open them.
const MAX_SHEETS: usize = 1000;

/// A sheet per grid, and one of sources.
///
/// # Errors
/// [`Error::Usage`] when the workbook cannot be made.
pub fn xlsx(pivot: &Pivot) -> Result<Vec<u8>> {
    if pivot.grids.len() > MAX_SHEETS {
        return Err(Error::Usage(format!(
            "{} grids are too many sheets for a workbook; name an indicator, or take --format csv",
            pivot.grids.len()
        )));
    }
    let mut sheets = Vec::new();
    let source_columns = ["sheet", "row", "column", "value", "path", "document", "page", "line", "sentence", "gone"];
    let mut sources = Sheet {
        name: "Nguồn".into(),
        columns: source_columns.iter().map(|n| ((*n).to_owned(), width(n))).collect(),
        rows: Vec::new(),
    };
    for (i, grid) in pivot.grids.iter().enumerate() {
        let name = format!("Bảng {}", i + 1);
        let mut columns = vec![(pivot.title(grid).join(" · "), 40)];
        columns.extend(pivot.across(grid).iter().map(|c| (c.to_owned(), 14)));
        let mut rows = Vec::new();
        for (row_name, line) in pivot.lines(grid) {
            let mut row = vec![Cell::from(row_name)];
            row.extend(grid.cells(line).map(|cell| match cell {
                [] => Cell::Empty,
                [value] if value.qualifier.is_none() && marks(value).is_empty() => Cell::Number(value.value),
                values => Cell::Text(together(values, |v| format!("{}{}", bound(v.qualifier), number(v.value)))),
            }));
            rows.push(row);
            for value in line {
                for origin in pivot.origins(value) {
                    let document = pivot.source(origin);
                    sources.rows.push(vec![
                        Cell::from(name.as_str()),
                        Cell::from(row_name),
                        Cell::from(pivot.across(grid).get(value.at.1)),
                        Cell::Number(value.value),
                        Cell::Text(document.path.display().to_string()),
                        Cell::from(document.id.as_deref()),
                        Cell::Number(origin.page().into()),
                        Cell::Number(origin.line().into()),
                        Cell::from(pivot.sentence(origin)),
                        if document.gone { Cell::from("yes") } else { Cell::Empty },
                    ]);
                }
            }
        }
        sheets.push(Sheet { name, columns, rows });
    }
    sheets.push(sources);
    workbook(&sheets)
}
