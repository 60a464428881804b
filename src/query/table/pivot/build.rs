//! From figures to grids: layers in order, figures in their cells, values and the names along the sides.

use super::layers::{Layer, Layers};
use super::placed::{Origin, Placed};
use super::{Axis, Block, Grid, Value};
use crate::query::table::Source;
use crate::record::{Months, Qualifier};
use rayon::iter::{IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::collections::HashMap;
use std::ops::Range;

/// The figures of all threads, those of a grid together, and the layers of the grids, the fullest first.
pub(super) fn united(mut parts: Vec<Placed>) -> (Vec<Layer>, Vec<Origin>) {
    parts.sort_by_key(|part| std::cmp::Reverse(part.origins.capacity()));
    let (mut layers, mut origins): (_, Vec<Origin>) = (Layers::default(), Vec::new());
    for part in parts {
        let numbers: Vec<u32> =
            part.layers.into_all().into_iter().map(|(layer, figures)| layers.add(layer, figures)).collect();
        let mut more = part.origins;
        more.par_iter_mut().for_each(|origin| origin.grid = numbers[origin.grid as usize]);
        if origins.is_empty() {
            origins = more;
        } else {
            origins.extend_from_slice(&more);
        }
    }
    let layers = layers.into_all();
    let mut order: Vec<u32> = (0..layers.len() as u32).collect();
    order.par_sort_unstable_by(|&a, &b| {
        let ((a, a_figures), (b, b_figures)) = (&layers[a as usize], &layers[b as usize]);
        b_figures.cmp(a_figures).then_with(|| a.order().cmp(&b.order()))
    });
    let mut grid_of = vec![0; layers.len()];
    for (grid, &layer) in (0..).zip(&order) {
        grid_of[layer as usize] = grid;
    }
    origins.par_iter_mut().for_each(|origin| origin.grid = grid_of[origin.grid as usize]);
    (order.into_iter().map(|layer| layers[layer as usize].0).collect(), origins)
}

/// The names of documents on an axis, each once: their identifiers, or paths where they have none. Figures get the
/// number of the name for that of the document.
pub(super) fn name_documents(documents: &[Source], sides: [Axis; 2], origins: &mut [Origin]) -> Vec<String> {
    let Some(side) = sides.iter().position(|&axis| axis == Axis::Document) else { return Vec::new() };
    let name = |d: &Source| d.id.clone().unwrap_or_else(|| d.path.to_string_lossy().into_owned());
    let all: Vec<String> = documents.iter().map(name).collect();
    let mut names = all.clone();
    names.sort_unstable();
    names.dedup();
    let numbers: Vec<u32> = all.iter().map(|name| names.binary_search(name).unwrap_or_default() as u32).collect();
    origins.par_iter_mut().for_each(|origin| origin.at[side] = numbers[origin.document as usize]);
    names
}

/// Sorts figures into their cells, and makes the grids of them. A grid has the number of its layer.
pub(super) fn grids(origins: &mut [Origin]) -> (Vec<Grid>, Vec<Block>) {
    origins.par_sort_unstable_by(|a, b| a.order().cmp(&b.order()));
    let made: Vec<(Vec<Grid>, Block)> = whole_grids(origins).into_par_iter().map(block).collect();
    let (mut grids, mut blocks) = (Vec::with_capacity(made.iter().map(|(grids, _)| grids.len()).sum()), Vec::new());
    for (number, (made, block)) in (0..).zip(made) {
        grids.extend(made.into_iter().map(|grid| Grid { block: number, ..grid }));
        blocks.push(block);
    }
    (grids, blocks)
}

/// Figures that are put into their cells at once, grids that are larger aside.
const FIGURES_AT_ONCE: usize = 16_384;

/// Cuts figures between two grids; gives how many stand in front of each part, too.
fn whole_grids(mut origins: &mut [Origin]) -> Vec<(u32, &mut [Origin])> {
    let (mut parts, mut in_front) = (Vec::new(), 0);
    while let Some(last) = origins.get(FIGURES_AT_ONCE.min(origins.len()).wrapping_sub(1)) {
        let grid = last.grid;
        let (part, rest) = origins.split_at_mut(origins.partition_point(|origin| origin.grid <= grid));
        let len = part.len() as u32;
        parts.push((in_front, part));
        in_front += len;
        origins = rest;
    }
    parts
}

fn block((in_front, origins): (u32, &mut [Origin])) -> (Vec<Grid>, Block) {
    // A figure has one value at most; what is not written to takes no memory.
    let mut block = Block { numbers: Vec::new(), values: Vec::with_capacity(origins.len()) };
    let (mut grids, mut room) = (Vec::new(), Vec::new());
    let mut at = in_front;
    for origins in origins.chunk_by_mut(|a, b| a.grid == b.grid) {
        let [down, across] = [0, 1].map(|side| block.side(origins.iter().map(|origin| origin.at[side])));
        let first = block.values.len() as u32;
        for cell in origins.chunk_by_mut(|a, b| a.at == b.at) {
            let position = |side: &Range<u32>, number: u32| {
                block.numbers[super::range(side)].binary_search(&number).unwrap_or_default() as u32
            };
            let here = (position(&down, cell[0].at[0]), position(&across, cell[0].at[1]));
            block.cell(here, at, cell, &mut room);
            at += cell.len() as u32;
        }
        let values = first..block.values.len() as u32;
        grids.push(Grid { layer: origins[0].grid, block: 0, down, across, values });
    }
    (grids, block)
}

/// A cell of a large archive may hold thousands of values: beyond this many they are looked up by hash.
const FEW_VALUES: usize = 16;

impl Block {
    /// Adds the numbers along a side of a grid, in order.
    fn side(&mut self, numbers: impl Iterator<Item = u32>) -> Range<u32> {
        let start = self.numbers.len();
        self.numbers.extend(numbers);
        self.numbers[start..].sort_unstable();
        let mut len = start;
        for i in start..self.numbers.len() {
            if i == start || self.numbers[i] != self.numbers[len - 1] {
                self.numbers[len] = self.numbers[i];
                len += 1;
            }
        }
        self.numbers.truncate(len);
        start as u32..len as u32
    }

    /// Adds the values of a cell, in the order of the figures that state them first, and brings the figures of each
    /// together; `in_front` of the cell stand so many figures, and `room` is room to work in.
    fn cell(&mut self, at: (u32, u32), in_front: u32, cell: &mut [Origin], room: &mut Vec<(u32, Origin)>) {
        let start = self.values.len();
        let mut known: HashMap<(u64, Option<u8>, u8), usize> = HashMap::new();
        room.clear();
        for origin in cell.iter() {
            let key = |value: f64, qualifier: Option<Qualifier>, months: u8| {
                (value.to_bits(), qualifier.map(|q| q as u8), months)
            };
            let of = |v: &Value| key(v.value, v.qualifier, v.months.map_or(0, Months::code));
            let own = key(origin.value, origin.qualifier, origin.months);
            let values = &self.values[start..];
            let same = match values.len() {
                ..FEW_VALUES => values.iter().position(|v| of(v) == own),
                n => {
                    if known.is_empty() {
                        known.extend(values.iter().enumerate().map(|(i, v)| (of(v), i)));
                    }
                    let i = *known.entry(own).or_insert(n);
                    (i < n).then_some(i)
                }
            };
            let number = same.unwrap_or(values.len());
            room.push((number as u32, *origin));
            if same.is_none() {
                let months = Months::from_code(origin.months);
                self.values.push(Value {
                    at,
                    value: origin.value,
                    qualifier: origin.qualifier,
                    months,
                    doubtful: true,
                    origins: 0..0,
                });
            }
            self.values[start + number].doubtful &= origin.is_doubtful();
        }
        if self.values.len() > start + 1 {
            room.sort_by_key(|(value, _)| *value);
            cell.iter_mut().zip(room.iter()).for_each(|(place, (_, origin))| *place = *origin);
        }
        let mut first = in_front;
        for stated in room.chunk_by(|a, b| a.0 == b.0) {
            let behind = first + stated.len() as u32;
            self.values[start + stated[0].0 as usize].origins = first..behind;
            first = behind;
        }
    }
}
