//! Rows as a grid by two of place, period, document and indicator.
//!
//! What is not on an axis and must not be mixed (unit, basis, change, and the other axes but the document) makes
//! grids of their own. A cell with two values shows both with their sources.

use super::{Row, Table};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut layers: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (i, row) in table.rows.iter().enumerate().filter(|(_, r)| r.value.is_some()) {
        layers.entry(title(table, row, [down, across])).or_default().push(i);
    }
    let mut out: Vec<(usize, Pivot)> =
        layers.into_iter().map(|(title, rows)| (rows.len(), grid(table, title, &rows, down, across))).collect();
    out.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.title.cmp(&b.1.title)));
    out.into_iter().map(|(_, pivot)| pivot).collect()
}

fn grid(table: &Table, title: Vec<String>, rows: &[usize], down: Axis, across: Axis) -> Pivot {
    let names = |axis| rows.iter().map(|&i| value(table, &table.rows[i], axis)).collect::<BTreeSet<_>>();
    let (row_names, column_names): (Vec<String>, Vec<String>) =
        (names(down).into_iter().collect(), names(across).into_iter().collect());
    let mut cells = vec![vec![Cell::default(); column_names.len()]; row_names.len()];
    for &i in rows {
        let row = &table.rows[i];
        let (Ok(r), Ok(c), Some(v)) = (
            row_names.binary_search(&value(table, row, down)),
            column_names.binary_search(&value(table, row, across)),
            row.value,
        ) else {
            continue;
        };
        let values = &mut cells[r][c].values;
        match values.iter_mut().find(|(known, _)| known.to_bits() == v.to_bits()) {
            Some((_, sources)) => sources.push(i),
            None => values.push((v, vec![i])),
        }
    }
    Pivot { title, rows: row_names, columns: column_names, cells }
}

fn value(table: &Table, row: &Row, axis: Axis) -> String {
    let text = match axis {
        Axis::Place => row.place.clone(),
        Axis::Period => row.period.clone(),
        Axis::Indicator => Some(row.name.clone()),
        Axis::Document => {
            let d = &table.documents[row.document];
            d.id.clone().or_else(|| Some(d.path.display().to_string()))
        }
    };
    text.unwrap_or_else(|| NONE.to_owned())
}

/// What a row must share with others of its grid.
fn title(table: &Table, row: &Row, axes: [Axis; 2]) -> Vec<String> {
    let mut parts: Vec<String> = [Axis::Indicator, Axis::Place, Axis::Period]
        .into_iter()
        .filter(|axis| !axes.contains(axis))
        .map(|axis| value(table, row, axis))
        .collect();
    let unit: Vec<&str> = row.unit.as_deref().into_iter().chain(row.per.iter().map(String::as_str)).collect();
    if !unit.is_empty() {
        parts.push(unit.join("/"));
    }
    match row.basis {
        crate::record::Basis::Actual => {}
        crate::record::Basis::Target => parts.push("target".into()),
        crate::record::Basis::Estimate => parts.push("estimate".into()),
    }
    match row.change {
        None => {}
        Some(crate::record::Change::Increase) => parts.push("increase".into()),
        Some(crate::record::Change::Decrease) => parts.push("decrease".into()),
    }
    parts
}
