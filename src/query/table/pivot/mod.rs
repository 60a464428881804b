//! Figures as grids by two of place, period, document and indicator.
//!
//! What is not on an axis and must not be mixed (unit, basis, change, and the other axes but the document) makes
//! grids of their own: a [`Layer`] each. A cell with two values shows both with their sources; those of half a year and of
//! the year do not contradict each other.
//!
//! A pivot over a whole archive holds millions of figures. Of each it keeps an [`Origin`] and nothing else; these are
//! sorted into their cells where they lie, and grids and values are ranges of them.

mod build;
mod layers;
mod placed;

use super::gather::{Gathered, gather};
use super::names::{Name, Names};
use super::row::NO_NAME;
use super::{Selection, Source, Unknown};
use crate::archive::Reader;
use crate::error::Result;
use crate::record::{Months, Qualifier};
use crate::vocabulary::Vocabulary;
use layers::Layer;
use placed::Placed;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

pub use placed::Origin;

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

/// All grids of a selection.
#[derive(Debug, Clone, PartialEq)]
pub struct Pivot {
    /// The fullest first.
    pub grids: Vec<Grid>,
    /// Documents that the values come from.
    pub documents: Vec<Source>,
    /// Figures that were asked for, and that stand in no cell: ranges have no single value.
    pub ranges: u64,
    /// What the archive does not know, when nothing was found.
    pub unknown: Vec<Unknown>,
    sides: [Axis; 2],
    /// By their numbers.
    names: Names,
    /// Names of documents on an axis, by their numbers.
    document_names: Vec<String>,
    layers: Vec<Layer>,
    blocks: Vec<Block>,
    /// By grid, cell and value.
    origins: Vec<Origin>,
}

/// One grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// What all its values share.
    layer: u32,
    /// The block that the ranges lie in.
    block: u32,
    down: Range<u32>,
    across: Range<u32>,
    values: Range<u32>,
}

/// What some grids hold, made by one thread at once.
#[derive(Debug, Clone, Default, PartialEq)]
struct Block {
    /// What stands along the sides of the grids, as numbers of names.
    numbers: Vec<u32>,
    values: Vec<Value>,
}

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Position of the cell's row and column among the grid's names.
    pub at: (u32, u32),
    /// The value.
    pub value: f64,
    /// Whether it is a bound: "dưới 5%" is another value than "5%".
    pub qualifier: Option<Qualifier>,
    /// The part of the year that it is for.
    pub months: Option<Months>,
    /// Whether all that state it were repaired or guessed.
    pub doubtful: bool,
    origins: Range<u32>,
}

/// The names along a side of a grid.
#[derive(Debug, Clone, Copy)]
pub struct Side<'p> {
    pivot: &'p Pivot,
    axis: Axis,
    numbers: &'p [u32],
}

fn range(r: &Range<u32>) -> Range<usize> {
    r.start as usize..r.end as usize
}

/// Grids of a selection, the fullest first.
///
/// # Errors
/// Those of [`super::table`].
pub fn pivot(
    reader: &Reader,
    selection: &Selection,
    vocabulary: &Vocabulary,
    down: Axis,
    across: Axis,
) -> Result<Pivot> {
    let sides = [down, across];
    // The figures of all threads end up behind those of one, which has room for them from the beginning.
    let first = AtomicBool::new(true);
    let rows = |room: usize| {
        let all = if first.swap(false, Ordering::Relaxed) { rayon::current_num_threads() } else { 1 };
        Placed::with_capacity(sides, selection.quotes, room * all)
    };
    let gathered = gather(reader, selection, vocabulary, rows)?;
    let Gathered { parts, documents, names, found, unknown } = gathered;
    let (layers, mut origins) = build::united(parts);
    let document_names = build::name_documents(&documents, sides, &mut origins);
    let (grids, blocks) = build::grids(&mut origins);
    let ranges = found - origins.len() as u64;
    Ok(Pivot { grids, documents, ranges, unknown, sides, names, document_names, layers, blocks, origins })
}

impl Pivot {
    /// What all values of a grid share, in the order name, place, period, unit, basis, change; empty parts left out.
    pub fn title(&self, grid: &Grid) -> Vec<Cow<'_, str>> {
        self.layers[grid.layer as usize].title(self.sides, &self.names)
    }

    /// The names of the rows.
    pub fn down(&self, grid: &Grid) -> Side<'_> {
        self.side(self.sides[0], grid, &grid.down)
    }

    /// The names of the columns.
    pub fn across(&self, grid: &Grid) -> Side<'_> {
        self.side(self.sides[1], grid, &grid.across)
    }

    fn side(&self, axis: Axis, grid: &Grid, numbers: &Range<u32>) -> Side<'_> {
        Side { pivot: self, axis, numbers: &self.blocks[grid.block as usize].numbers[range(numbers)] }
    }

    /// The values of a grid by row, then column; those of one cell, which contradict each other when there are two,
    /// stand one behind the other.
    pub fn values(&self, grid: &Grid) -> &[Value] {
        &self.blocks[grid.block as usize].values[range(&grid.values)]
    }

    /// The figures that state a value, by document.
    pub fn origins(&self, value: &Value) -> &[Origin] {
        &self.origins[range(&value.origins)]
    }

    /// How many figures stand in cells.
    pub fn figures(&self) -> usize {
        self.origins.len()
    }

    /// The document that a figure comes from.
    pub fn source(&self, origin: &Origin) -> &Source {
        &self.documents[origin.document as usize]
    }

    /// The sentence of a figure; empty when quotes were not asked for.
    pub fn sentence(&self, origin: &Origin) -> &str {
        let source = self.source(origin);
        let sentence = (origin.sentence as usize).checked_sub(1).and_then(|at| source.sentences.get(at));
        sentence.map_or("", |&sentence| source.quoted(sentence))
    }

    /// The rows of a grid, each with its values.
    pub fn lines<'p>(&'p self, grid: &Grid) -> impl Iterator<Item = (&'p str, &'p [Value])> {
        let mut values = self.values(grid);
        (0..).zip(self.down(grid).iter()).map(move |(down, name)| {
            let (line, rest) = values.split_at(values.partition_point(|v| v.at.0 <= down));
            values = rest;
            (name, line)
        })
    }
}

impl Grid {
    /// The cells of a row, the empty ones too.
    pub fn cells<'v>(&self, mut line: &'v [Value]) -> impl Iterator<Item = &'v [Value]> {
        (0..self.across.len() as u32).map(move |across| {
            let (cell, rest) = line.split_at(line.iter().take_while(|v| v.at.1 == across).count());
            line = rest;
            cell
        })
    }
}

impl<'p> Side<'p> {
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The name at a position; empty beyond the last.
    pub fn get(&self, at: u32) -> &'p str {
        self.numbers.get(at as usize).map_or("", |&number| self.shown(number))
    }

    /// All names.
    pub fn iter(self) -> impl Iterator<Item = &'p str> {
        self.numbers.iter().map(move |&number| self.shown(number))
    }

    fn shown(&self, number: u32) -> &'p str {
        match self.axis {
            Axis::Document => &self.pivot.document_names[number as usize],
            _ if number.is_multiple_of(2) => NO_NAME,
            _ => self.pivot.names.get(Name::new(number / 2)),
        }
    }
}
