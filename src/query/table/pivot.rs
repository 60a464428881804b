//! Rows as a grid by two of place, period, document and indicator.
//!
//! What is not on an axis and must not be mixed (unit, basis, change, and the other axes but the document) makes
//! grids of their own. A cell with two values shows both with their sources.

use super::{Row, Source, Table};
use crate::record::{Basis, Change};
use std::collections::HashMap;

/// What stands along a side of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// Place.
    Place,
    /// Year or years.
    Period,
    /// Document, by number or path.
    Document,
    /// Indicator, by name.
    Indicator,
}

/// One grid.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Pivot {
    /// What all its values share, in the order name, place, period, unit, basis, change; empty parts left out.
    pub title: Vec<String>,
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Cells by row, then column.
    pub cells: Vec<Vec<Cell>>,
}

/// A cell: nothing, a value, or values that contradict each other.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Cell {
    /// Different values, each with the positions of its rows in [`Table::rows`].
    pub values: Vec<(f64, Vec<usize>)>,
}

impl Cell {
    /// Whether documents disagree.
    pub fn is_conflict(&self) -> bool {
        self.values.len() > 1
    }
}

/// Shown where a row has no place, period or number.
const NONE: &str = "—";

/// Grids of a table, the fullest first. Ranges have no single value and are left out.
pub fn pivot(table: &Table, down: Axis, across: Axis) -> Vec<Pivot> {
    let documents: Vec<String> = table.documents.iter().map(document).collect();
    let names = Names { documents: &documents };
    let mut layers: HashMap<Layer<'_>, Vec<usize>> = HashMap::new();
    for (i, row) in table.rows.iter().enumerate().filter(|(_, r)| r.value.is_some()) {
        layers.entry(names.layer(row, [down, across])).or_default().push(i);
    }
    let mut out: Vec<(usize, Pivot)> =
        layers.iter().map(|(layer, rows)| (rows.len(), names.grid(table, layer.title(), rows, down, across))).collect();
    out.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.title.cmp(&b.1.title)));
    out.into_iter().map(|(_, pivot)| pivot).collect()
}

/// What the rows of one grid share.
#[derive(PartialEq, Eq, Hash)]
struct Layer<'t> {
    /// Names on the axes of neither side; none for the sides themselves.
    names: [Option<&'t str>; 3],
    unit: Option<&'t str>,
    per: &'t [String],
    basis: Basis,
    change: Option<Change>,
}

impl Layer<'_> {
    fn title(&self) -> Vec<String> {
        let mut parts: Vec<String> = self.names.iter().flatten().map(|name| (*name).to_owned()).collect();
        let unit: Vec<&str> = self.unit.into_iter().chain(self.per.iter().map(String::as_str)).collect();
        if !unit.is_empty() {
            parts.push(unit.join("/"));
        }
        let basis = match self.basis {
            Basis::Actual => None,
            Basis::Target => Some("target"),
            Basis::Estimate => Some("estimate"),
        };
        let change = match self.change {
            None => None,
            Some(Change::Increase) => Some("increase"),
            Some(Change::Decrease) => Some("decrease"),
        };
        parts.extend([basis, change].into_iter().flatten().map(str::to_owned));
        parts
    }
}

/// A document's name on an axis.
fn document(source: &Source) -> String {
    source.id.clone().unwrap_or_else(|| source.path.display().to_string())
}

/// Names of rows on the axes. A table over a whole archive has millions of rows: none of them is copied.
#[derive(Clone, Copy)]
struct Names<'t> {
    documents: &'t [String],
}

impl<'t> Names<'t> {
    fn value(self, row: &'t Row, axis: Axis) -> &'t str {
        let text = match axis {
            Axis::Place => row.place.as_deref(),
            Axis::Period => row.period.as_deref(),
            Axis::Indicator => Some(row.name.as_str()),
            Axis::Document => self.documents.get(row.document).map(String::as_str),
        };
        text.unwrap_or(NONE)
    }

    fn layer(self, row: &'t Row, axes: [Axis; 2]) -> Layer<'t> {
        Layer {
            names: [Axis::Indicator, Axis::Place, Axis::Period]
                .map(|axis| (!axes.contains(&axis)).then(|| self.value(row, axis))),
            unit: row.unit.as_deref(),
            per: &row.per,
            basis: row.basis,
            change: row.change,
        }
    }

    fn grid(self, table: &'t Table, title: Vec<String>, rows: &[usize], down: Axis, across: Axis) -> Pivot {
        let side = |axis| {
            let mut names: Vec<&str> = rows.iter().map(|&i| self.value(&table.rows[i], axis)).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let (row_names, column_names) = (side(down), side(across));
        let mut cells = vec![vec![Cell::default(); column_names.len()]; row_names.len()];
        // Where a value of a cell stands in it: a cell of a large archive may hold thousands.
        let mut known: HashMap<(usize, usize, u64), usize> = HashMap::with_capacity(rows.len());
        for &i in rows {
            let row = &table.rows[i];
            let (Ok(r), Ok(c), Some(v)) = (
                row_names.binary_search(&self.value(row, down)),
                column_names.binary_search(&self.value(row, across)),
                row.value,
            ) else {
                continue;
            };
            let values = &mut cells[r][c].values;
            let at = *known.entry((r, c, v.to_bits())).or_insert_with(|| {
                values.push((v, Vec::new()));
                values.len() - 1
            });
            values[at].1.push(i);
        }
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Pivot { title, rows: owned(row_names), columns: owned(column_names), cells }
    }
}
