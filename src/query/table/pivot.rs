//! Rows as grids by two of place, period, document and indicator.
//!
//! What is not on an axis and must not be mixed (unit, basis, change, and the other axes but the document) makes
//! grids of their own. A cell with two values shows both with their sources.

use super::names::Name;
use super::row::{NO_NAME, PER_JOIN};
use super::{Row, Table};
use crate::archive::Fnv;
use crate::record::{Basis, Change};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::{ParallelSlice, ParallelSliceMut};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

/// What stands along a side of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// All grids of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pivot<'t> {
    /// The fullest first.
    pub grids: Vec<Grid<'t>>,
    values: Vec<Value>,
    /// Positions in [`Table::rows`].
    rows: Vec<u32>,
}

/// One grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid<'t> {
    /// What all its values share, in the order name, place, period, unit, basis, change; empty parts left out.
    pub title: Vec<Cow<'t, str>>,
    /// Names of the rows.
    pub down: Vec<Cow<'t, str>>,
    /// Names of the columns.
    pub across: Vec<Cow<'t, str>>,
    values: Range<u32>,
}

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Position of the cell's row and column among the grid's names.
    pub at: (u32, u32),
    /// The value.
    pub value: f64,
    rows: Range<u32>,
}

fn range(r: &Range<u32>) -> Range<usize> {
    r.start as usize..r.end as usize
}

impl Pivot<'_> {
    /// The values of a grid by row, then column; those of one cell, which contradict each other when there are two,
    /// stand one behind the other.
    pub fn values(&self, grid: &Grid<'_>) -> &[Value] {
        &self.values[range(&grid.values)]
    }

    /// Positions in [`Table::rows`] of the rows with a value.
    pub fn rows(&self, value: &Value) -> &[u32] {
        &self.rows[range(&value.rows)]
    }
}

impl Grid<'_> {
    /// The rows of the grid, each with its values.
    pub fn lines<'v>(&self, mut values: &'v [Value]) -> impl Iterator<Item = (&str, &'v [Value])> {
        (0..).zip(&self.down).map(move |(down, name)| {
            let (line, rest) = values.split_at(values.partition_point(|v| v.at.0 <= down));
            values = rest;
            (name.as_ref(), line)
        })
    }

    /// The cells of a row, the empty ones too.
    pub fn cells<'v>(&self, mut line: &'v [Value]) -> impl Iterator<Item = &'v [Value]> {
        (0..self.across.len() as u32).map(move |across| {
            let (cell, rest) = line.split_at(line.iter().take_while(|v| v.at.1 == across).count());
            line = rest;
            cell
        })
    }
}

/// What the values of one grid share.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Layer {
    /// Names on the axes of neither side; none for the sides themselves.
    names: [Option<u32>; 3],
    unit: Option<Name>,
    per: Option<Name>,
    basis: Basis,
    change: Option<Change>,
}

/// A row on its way into a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    grid: u32,
    down: u32,
    across: u32,
    document: u32,
    row: u32,
    /// The bits of its value: rows lie too far apart to be asked for it again.
    value: u64,
}

/// The layers of some rows, each with the number of its rows.
#[derive(Default)]
struct Layers {
    all: Vec<(Layer, usize)>,
    known: HashMap<Layer, u32, BuildHasherDefault<Fnv>>,
}

impl Layers {
    /// The number of a layer that has so many rows more.
    fn add(&mut self, layer: Layer, rows: usize) -> u32 {
        let next = self.all.len() as u32;
        let number = *self.known.entry(layer).or_insert(next);
        if number == next {
            self.all.push((layer, 0));
        }
        self.all[number as usize].1 += rows;
        number
    }
}

/// Rows in their cells; the number of a layer stands for its grid. Ranges have no single value and are left out.
fn placed(table: &Table, axes: &Axes<'_>, sides: [Axis; 2]) -> (Layers, Vec<Placed>) {
    let at_once = table.rows.len().div_ceil(rayon::current_num_threads()).max(1);
    let place = |(part, rows): (usize, &[Row])| {
        let mut layers = Layers::default();
        let rows = (part * at_once..).zip(rows).filter_map(|(i, row)| Some((i, row, row.value()?)));
        let placed = rows.map(|(i, row, value)| Placed {
            grid: layers.add(axes.layer(row, sides), 1),
            down: axes.number(row, sides[0]),
            across: axes.number(row, sides[1]),
            document: row.document,
            row: i as u32,
            value: value.to_bits(),
        });
        let mut all = Vec::with_capacity(at_once);
        all.extend(placed);
        (layers, all)
    };
    let parts: Vec<(Layers, Vec<Placed>)> = table.rows.par_chunks(at_once).enumerate().map(place).collect();
    let mut parts = parts.into_iter();
    let (mut layers, mut placed) = parts.next().unwrap_or_default();
    for (others, more) in parts {
        let numbers: Vec<u32> = others.all.iter().map(|(layer, rows)| layers.add(*layer, *rows)).collect();
        placed.extend(more.into_iter().map(|p| Placed { grid: numbers[p.grid as usize], ..p }));
    }
    (layers, placed)
}

/// Grids of a table, the fullest first. Ranges have no single value and are left out.
pub fn pivot(table: &Table, down: Axis, across: Axis) -> Pivot<'_> {
    let axes = Axes::new(table);
    let (Layers { all: layers, .. }, mut placed) = placed(table, &axes, [down, across]);
    // The fullest grid first, equal ones by title.
    let mut order: Vec<u32> = (0..layers.len() as u32).collect();
    order.par_sort_unstable_by(|&a, &b| {
        let ((a, a_rows), (b, b_rows)) = (&layers[a as usize], &layers[b as usize]);
        // Names are compared as numbers; few layers share all of them.
        b_rows.cmp(a_rows).then_with(|| a.names.cmp(&b.names)).then_with(|| axes.title(a).cmp(&axes.title(b)))
    });
    let mut grid_of = vec![0; layers.len()];
    for (grid, &layer) in (0..).zip(&order) {
        grid_of[layer as usize] = grid;
    }
    placed.par_iter_mut().for_each(|p| p.grid = grid_of[p.grid as usize]);
    placed.par_sort_unstable();
    let build = |placed: &[Placed]| {
        let mut part = Pivot::default();
        let mut members = Vec::new();
        for placed in placed.chunk_by(|a, b| a.grid == b.grid) {
            let (rows, columns) = (side(placed, |p| p.down), side(placed, |p| p.across));
            let start = part.values.len() as u32;
            for cell in placed.chunk_by(|a, b| (a.down, a.across) == (b.down, b.across)) {
                let at = |side: &[u32], number: u32| side.binary_search(&number).unwrap_or_default() as u32;
                part.push((at(&rows, cell[0].down), at(&columns, cell[0].across)), cell, &mut members);
            }
            let shown = |side: Vec<u32>, axis| side.into_iter().map(|n| axes.shown(n, axis)).collect();
            part.grids.push(Grid {
                title: axes.title(&layers[order[placed[0].grid as usize] as usize].0),
                down: shown(rows, down),
                across: shown(columns, across),
                values: start..part.values.len() as u32,
            });
        }
        part
    };
    let parts: Vec<Pivot<'_>> = whole_grids(&placed).into_par_iter().map(build).collect();
    let room = |len: fn(&Pivot<'_>) -> usize| parts.iter().map(len).sum();
    let mut pivot = Pivot {
        grids: Vec::with_capacity(room(|p| p.grids.len())),
        values: Vec::with_capacity(room(|p| p.values.len())),
        rows: Vec::with_capacity(room(|p| p.rows.len())),
    };
    parts.into_iter().for_each(|part| pivot.append(part));
    pivot
}

/// Rows that are put into their cells at once, grids that are larger aside.
const ROWS_AT_ONCE: usize = 16_384;

/// Cuts rows between two grids.
fn whole_grids(mut placed: &[Placed]) -> Vec<&[Placed]> {
    let mut parts = Vec::new();
    while let Some(last) = placed.get(ROWS_AT_ONCE.min(placed.len()).wrapping_sub(1)) {
        let (part, rest) = placed.split_at(placed.partition_point(|p| p.grid <= last.grid));
        parts.push(part);
        placed = rest;
    }
    parts
}

/// The numbers along a side of a grid, in order.
fn side(placed: &[Placed], number: impl Fn(&Placed) -> u32) -> Vec<u32> {
    let mut side: Vec<u32> = placed.iter().map(number).collect();
    side.sort_unstable();
    side.dedup();
    side
}

/// A cell of a large archive may hold thousands of values: beyond this many they are looked up by hash.
const FEW_VALUES: usize = 16;

impl<'t> Pivot<'t> {
    /// Adds grids behind the others.
    fn append(&mut self, part: Pivot<'t>) {
        let moved = |range: Range<u32>, by: usize| range.start + by as u32..range.end + by as u32;
        let (values, rows) = (self.values.len(), self.rows.len());
        self.grids.extend(part.grids.into_iter().map(|g| Grid { values: moved(g.values, values), ..g }));
        self.values.extend(part.values.into_iter().map(|v| Value { rows: moved(v.rows, rows), ..v }));
        self.rows.extend_from_slice(&part.rows);
    }

    /// Adds the values of a cell, in the order of their first rows; `members` is room to work in.
    fn push(&mut self, at: (u32, u32), cell: &[Placed], members: &mut Vec<(usize, u32)>) {
        let start = self.values.len();
        let mut known: HashMap<u64, usize> = HashMap::new();
        members.clear();
        for placed in cell {
            let value = f64::from_bits(placed.value);
            let values = &self.values[start..];
            let same = match values.len() {
                ..FEW_VALUES => values.iter().position(|v| v.value.to_bits() == value.to_bits()),
                n => {
                    if known.is_empty() {
                        known.extend(values.iter().enumerate().map(|(i, v)| (v.value.to_bits(), i)));
                    }
                    let i = *known.entry(value.to_bits()).or_insert(n);
                    (i < n).then_some(i)
                }
            };
            members.push((same.unwrap_or(values.len()), placed.row));
            if same.is_none() {
                self.values.push(Value { at, value, rows: 0..0 });
            }
        }
        members.sort_by_key(|m| m.0);
        for members in members.chunk_by(|a, b| a.0 == b.0) {
            let first = self.rows.len() as u32;
            self.rows.extend(members.iter().map(|m| m.1));
            self.values[start + members[0].0].rows = first..self.rows.len() as u32;
        }
    }
}

/// The names of rows on axes, as numbers that order as the names do.
struct Axes<'t> {
    table: &'t Table,
    /// The number of what has no name.
    none: u32,
    /// Names of documents, and the place of each document among them.
    documents: Vec<Cow<'t, str>>,
    places: Vec<u32>,
}

impl<'t> Axes<'t> {
    fn new(table: &'t Table) -> Self {
        let name = |d: &'t super::Source| d.id.as_deref().map_or_else(|| d.path.to_string_lossy(), Cow::Borrowed);
        let all: Vec<_> = table.documents.iter().map(name).collect();
        let mut documents = all.clone();
        documents.sort_unstable();
        documents.dedup();
        let places = all.iter().map(|name| documents.binary_search(name).unwrap_or_default() as u32).collect();
        // What has no name stands where its sign would stand as a name; names have odd numbers.
        let none = match table.names.find(NO_NAME) {
            Ok(name) => Self::odd(name),
            Err(before) => 2 * before,
        };
        Self { table, none, documents, places }
    }

    fn odd(name: Name) -> u32 {
        2 * name.id() + 1
    }

    fn number(&self, row: &Row, axis: Axis) -> u32 {
        let name = match axis {
            Axis::Place => row.place,
            Axis::Period => row.period,
            Axis::Indicator => Some(row.name),
            Axis::Document => return self.places[row.document as usize],
        };
        name.map_or(self.none, Self::odd)
    }

    fn shown(&self, number: u32, axis: Axis) -> Cow<'t, str> {
        match axis {
            Axis::Document => self.documents[number as usize].clone(),
            _ if number.is_multiple_of(2) => NO_NAME.into(),
            _ => self.table.names.get(Name::new(number / 2)).into(),
        }
    }

    fn layer(&self, row: &Row, axes: [Axis; 2]) -> Layer {
        Layer {
            names: LAYERED.map(|axis| (!axes.contains(&axis)).then(|| self.number(row, axis))),
            unit: row.unit,
            per: row.per,
            basis: row.basis,
            change: row.change,
        }
    }

    fn title(&self, layer: &Layer) -> Vec<Cow<'t, str>> {
        let names = layer.names.iter().zip(LAYERED).filter_map(|(number, axis)| Some(self.shown((*number)?, axis)));
        let mut parts: Vec<Cow<'t, str>> = names.collect();
        let unit = layer.unit.map(|u| self.table.names.get(u));
        match (unit, layer.per) {
            (None, None) => {}
            (Some(unit), None) => parts.push(unit.into()),
            (unit, Some(per)) => {
                let per = self.table.names.get(per).split(PER_JOIN);
                parts.push(unit.into_iter().chain(per).collect::<Vec<_>>().join("/").into());
            }
        }
        let basis = match layer.basis {
            Basis::Actual => None,
            Basis::Target => Some("target"),
            Basis::Estimate => Some("estimate"),
        };
        let change = match layer.change {
            None => None,
            Some(Change::Increase) => Some("increase"),
            Some(Change::Decrease) => Some("decrease"),
        };
        parts.extend([basis, change].into_iter().flatten().map(Cow::Borrowed));
        parts
    }
}

/// The axes that make grids of their own where they are no side; figures of several documents stand in one grid.
const LAYERED: [Axis; 3] = [Axis::Indicator, Axis::Place, Axis::Period];
