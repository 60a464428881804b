//! What the values of one grid share.

use super::Axis;
use crate::archive::Fnv;
use crate::query::table::Row;
use crate::query::table::names::{Name, Names, Renamed};
use crate::query::table::row::{NO_NAME, PER_JOIN};
use crate::record::{Basis, Change};
use hashbrown::HashTable;
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// The axes that make grids of their own where they are no side; figures of several documents stand in one grid.
const LAYERED: [Axis; 3] = [Axis::Indicator, Axis::Place, Axis::Period];

/// What the values of one grid share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layer {
    /// Names on [`LAYERED`]; none on the sides.
    names: [Option<Name>; 3],
    unit: Option<Name>,
    per: Option<Name>,
    basis: Basis,
    change: Option<Change>,
}

/// Every figure asks for its layer: three words are quicker than twelve fields.
impl Hash for Layer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let id = |name: Option<Name>| name.map_or(0, |name| u64::from(name.id()) + 1);
        let [indicator, place, period] = self.names.map(id);
        state.write_u64(indicator << 32 | place);
        state.write_u64(period << 32 | id(self.unit));
        let how = (self.basis as u64) << 4 | self.change.map_or(15, |change| change as u64);
        state.write_u64(id(self.per) << 32 | how);
    }
}

impl Layer {
    pub(super) fn new(row: &Row, sides: [Axis; 2]) -> Self {
        let name = |axis| match axis {
            axis if sides.contains(&axis) => None,
            Axis::Place => row.place,
            Axis::Period => row.period,
            Axis::Indicator => Some(row.name),
            Axis::Document => None,
        };
        Self { names: LAYERED.map(name), unit: row.unit, per: row.per, basis: row.basis, change: row.change }
    }

    fn renamed(self, names: &Renamed) -> Self {
        let name = |old| names.option(old);
        Self { names: self.names.map(name), unit: name(self.unit), per: name(self.per), ..self }
    }

    /// What orders grids with as many figures: as their titles order, for names are numbered in their order.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (self.names, self.unit, self.per, self.basis as u8, self.change.map(|c| c as u8))
    }

    /// In the order name, place, period, unit, basis, change; empty parts left out.
    pub(super) fn title<'n>(&self, sides: [Axis; 2], names: &'n Names) -> Vec<Cow<'n, str>> {
        let name = |name: Option<Name>| name.map_or(NO_NAME, |name| names.get(name));
        let layered = self.names.iter().zip(LAYERED).filter(|(_, axis)| !sides.contains(axis));
        let mut parts: Vec<Cow<'_, str>> = layered.map(|(number, _)| name(*number).into()).collect();
        let unit = self.unit.map(|u| names.get(u));
        match (unit, self.per) {
            (None, None) => {}
            (Some(unit), None) => parts.push(unit.into()),
            (unit, Some(per)) => {
                let per = names.get(per).split(PER_JOIN);
                parts.push(unit.into_iter().chain(per).collect::<Vec<_>>().join("/").into());
            }
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
        parts.extend([basis, change].into_iter().flatten().map(Cow::Borrowed));
        parts
    }
}

/// The layers of some figures, each with the number of its figures.
#[derive(Debug, Default)]
pub(super) struct Layers {
    all: Vec<(Layer, u32)>,
    /// Numbers of layers: there are hundreds of thousands, kept once.
    known: HashTable<u32>,
}

fn hash(layer: &Layer) -> u64 {
    let mut hasher = Fnv::default();
    layer.hash(&mut hasher);
    hasher.finish()
}

impl Layers {
    /// The number of a layer that has so many figures more.
    pub(super) fn add(&mut self, layer: Layer, figures: u32) -> u32 {
        let Self { all, known } = self;
        let same = |&number: &u32| all[number as usize].0 == layer;
        let number = *known.entry(hash(&layer), same, |&n| hash(&all[n as usize].0)).or_insert(all.len() as u32).get();
        if number as usize == all.len() {
            all.push((layer, 0));
        }
        all[number as usize].1 += figures;
        number
    }

    /// Puts the numbers that all threads share in the place of the thread's own.
    pub(super) fn rename(&mut self, names: &Renamed) {
        // The numbers of layers stay; nobody adds to them any more.
        self.known = HashTable::new();
        self.all.iter_mut().for_each(|(layer, _)| *layer = layer.renamed(names));
    }

    pub(super) fn into_all(self) -> Vec<(Layer, u32)> {
        self.all
    }
}
