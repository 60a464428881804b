//! The indicator table: one row for every figure that was asked for, with its source.
//!
//! Takes a [`Selection`] ("tỷ lệ hộ nghèo", places, years), gives [`Row`]s. Period and place that the sentence does
//! not state come from its section or document and are marked as inherited; units of one kind are brought to one.
//! Two values of one thing are both shown and marked as a conflict, never averaged.
//!
//! A table over a whole archive has millions of rows: a row holds numbers ([`Name`]) where it shows names, and
//! [`Table::view`] reads them.

mod gather;
mod list;
mod names;
mod order;
mod pivot;
mod quotes;
mod row;
mod scan;
mod sieve;
mod units;
mod wanted;

pub use list::{Listed, list};
pub use names::{Name, Names};
pub use pivot::{Axis, Grid, Origin, Pivot, Side, Value, pivot};
pub use row::{Row, View};

use crate::archive::Reader;
use crate::error::Result;
use crate::record::{Basis, Kind};
use crate::vocabulary::Vocabulary;
use gather::{Gathered, gather};
use std::path::PathBuf;

/// What the table is to hold. Empty lists allow everything; values of one list are alternatives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Catalogue ids (`poverty_rate`) or words of the label ("ty le ho ngheo").
    pub indicators: Vec<String>,
    /// Units; figures in a unit of the same kind are converted.
    pub units: Vec<String>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Words of the place.
    pub places: Vec<String>,
    /// First year, `2021`.
    pub from: Option<String>,
    /// Last year.
    pub to: Option<String>,
    /// Whether it happened, is expected or is a goal.
    pub basis: Option<Basis>,
    /// Only what the text states or what is carried without doubt: nothing repaired, nothing guessed.
    pub certain: bool,
    /// Whether to quote the figure and the sentence of every row: it costs opening every text.
    pub quotes: bool,
}

/// The table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Of [`table`], by indicator, place, period, document and position.
    pub rows: Vec<Row>,
    /// Documents that the rows come from.
    pub documents: Vec<Source>,
    /// The names that rows hold.
    pub names: Names,
    /// What the archive does not know, when nothing was found.
    pub unknown: Vec<Unknown>,
}

/// An indicator, place or unit that was asked for and that the archive does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// As typed.
    pub name: String,
    /// Its name in the catalogue, when it is an id of that: the archive holds no value of it.
    pub standard: Option<String>,
    /// Names of the archive that are near.
    pub nearest: Vec<String>,
}

/// A document that rows come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// File.
    pub path: PathBuf,
    /// Own identifier.
    pub id: Option<String>,
    /// Date of issue.
    pub date: Option<String>,
    /// Subject line.
    pub title: Option<String>,
    /// Whether its file is no longer there. A query reads the archive only: who shows the table looks, and says so here.
    pub gone: bool,
    /// Figures and sentences that its rows quote.
    quotes: String,
    /// Where each sentence stands among them.
    sentences: Vec<(u32, u32)>,
}

/// The rows of a selection, in order, those that contradict each other marked.
///
/// # Errors
/// [`crate::Error::Usage`] for a year or date that is none, [`crate::Error::Archive`] when the index is damaged.
pub fn table(reader: &Reader, selection: &Selection, vocabulary: &Vocabulary) -> Result<Table> {
    let Gathered { parts, documents, names, unknown, .. } = gather(reader, selection, vocabulary, Vec::with_capacity)?;
    let mut rows = order::sorted(parts);
    order::mark_conflicts(&mut rows);
    Ok(Table { rows, documents, names, unknown })
}
