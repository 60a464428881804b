//! Figures on their way into cells.

use super::Axis;
use super::layers::{Layer, Layers};
use crate::query::table::Row;
use crate::query::table::gather::Rows;
use crate::query::table::names::{Name, Names, Renamed};
use crate::query::table::quotes::Quotes;
use crate::query::table::row::NO_NAME;
use crate::record::{Certainty, Months, Qualifier};

/// A figure that states a value of a cell, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Origin {
    /// The number of its layer, later of its grid.
    pub(super) grid: u32,
    /// Numbers of names on the sides.
    pub(super) at: [u32; 2],
    /// Position in [`super::Pivot::documents`].
    pub document: u32,
    /// Page of the figure, in three bytes, the lowest first: with the bound in the fourth a figure takes no more room. The highest
    /// bit says that it was repaired or guessed.
    page: [u8; 3],
    /// Whether the value is a bound.
    pub(super) qualifier: Option<Qualifier>,
    /// Line of the figure, in three bytes as the page, and the part of the year that the value is for.
    line: [u8; 3],
    pub(super) months: u8,
    /// Where the figure begins in the document's text, in bytes.
    pub start: u32,
    /// The number of its sentence in the document, from 1 on; 0 for none.
    pub(super) sentence: u32,
    pub(super) value: f64,
}

impl Origin {
    /// Page of the figure, from 1 on; 8,388,607 for all beyond.
    pub fn page(&self) -> u32 {
        let [a, b, c] = self.page;
        u32::from_le_bytes([a, b, c & !DOUBT, 0])
    }

    /// Whether the figure was repaired or guessed.
    pub(super) fn is_doubtful(&self) -> bool {
        self.page[2] & DOUBT != 0
    }

    /// Line of the figure, from 1 on; 16,777,215 for all beyond.
    pub fn line(&self) -> u32 {
        let [a, b, c] = self.line;
        u32::from_le_bytes([a, b, c, 0])
    }

    /// What orders figures: their cells, whole years before parts, then the order of the text.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (self.grid, self.at, self.months, self.document, self.start)
    }
}

/// The highest bit of a page.
const DOUBT: u8 = 0x80;

fn marked_page(number: u32, doubtful: bool) -> [u8; 3] {
    let [a, b, c] = three_bytes(number.min(0x7f_ffff));
    [a, b, if doubtful { c | DOUBT } else { c }]
}

fn three_bytes(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.min(0xff_ffff).to_le_bytes();
    [a, b, c]
}

/// The number of what has no name, as long as names have the numbers of a thread.
const NAMELESS: u32 = 0;

/// Names have odd numbers: what has no name stands between two.
fn odd(name: Name) -> u32 {
    2 * name.id() + 1
}

/// The figures of a thread.
pub(super) struct Placed {
    /// What stands down and across.
    sides: [Axis; 2],
    pub(super) layers: Layers,
    pub(super) origins: Vec<Origin>,
    /// Where the figures of the document at hand end, when they are to be quoted.
    ends: Option<Vec<u32>>,
}

impl Placed {
    /// No figures yet, with room for so many.
    pub(super) fn with_capacity(sides: [Axis; 2], quotes: bool, room: usize) -> Self {
        let ends = quotes.then(Vec::new);
        Self { sides, layers: Layers::default(), origins: Vec::with_capacity(room), ends }
    }

    fn numbers(&self, row: &Row) -> [u32; 2] {
        let number = |name: Option<Name>| name.map_or(NAMELESS, odd);
        self.sides.map(|axis| match axis {
            Axis::Place => number(row.place),
            Axis::Period => number(row.period),
            Axis::Indicator => odd(row.name),
            Axis::Document => row.document,
        })
    }
}

impl Rows for Placed {
    fn add(&mut self, row: Row) -> bool {
        let Some(value) = row.value() else { return false };
        self.origins.push(Origin {
            grid: self.layers.add(Layer::new(&row, self.sides), 1),
            at: self.numbers(&row),
            document: row.document,
            page: marked_page(row.page, row.certainty > Certainty::Inherited),
            qualifier: row.qualifier,
            line: three_bytes(row.line),
            months: row.months.map_or(0, Months::code),
            start: row.span.0,
            sentence: 0,
            value,
        });
        if let Some(ends) = &mut self.ends {
            ends.push(row.span.1);
        }
        true
    }

    fn len(&self) -> usize {
        self.origins.len()
    }

    fn quote(&mut self, first: usize, quotes: &mut Quotes<'_>) {
        let ends = self.ends.iter_mut().flat_map(|ends| ends.drain(..));
        for (origin, end) in self.origins[first..].iter_mut().zip(ends) {
            origin.sentence = quotes.number((origin.start, end));
        }
    }

    fn rename(&mut self, renamed: &Renamed, names: &Names, documents: &[u32]) {
        self.layers.rename(renamed);
        // What has no name stands where its sign would stand as a name.
        let nameless = match names.find(NO_NAME) {
            Ok(name) => odd(name),
            Err(in_front) => 2 * in_front,
        };
        let number = |number: u32| match number {
            NAMELESS => nameless,
            number => odd(renamed.name(Name::new(number / 2))),
        };
        for origin in &mut self.origins {
            origin.document = documents[origin.document as usize];
            for (at, axis) in origin.at.iter_mut().zip(self.sides) {
                *at = if axis == Axis::Document { origin.document } else { number(*at) };
            }
        }
    }
}
