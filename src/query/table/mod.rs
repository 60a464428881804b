//! The indicator table: one row for every figure that was asked for, with its source.
//!
//! Takes a [`Selection`] ("tỷ lệ hộ nghèo", places, years), gives [`Row`]s. Period and place that the sentence does
//! not state come from its section or document and are marked as inherited; units of one kind are brought to one.
//! Two values of one thing are both shown and marked as a conflict, never averaged.
//!
//! A table over a whole archive has millions of rows: a row holds numbers ([`Name`]) where it shows names, and
//! [`Table::view`] reads them.

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
pub use pivot::{Axis, Grid, Pivot, Value, pivot};
pub use row::{Row, View};

use crate::archive::{DocId, Figures, Head, PackedStrings, Read, Reader, Word};
use crate::error::Result;
use crate::record::{Basis, Kind};
use crate::vocabulary::Vocabulary;
use sieve::Sieve;
use std::path::PathBuf;
use wanted::Wanted;

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
    /// Figures and sentences that its rows quote.
    quotes: String,
}

/// The rows of a selection, in order, those that contradict each other marked.
///
/// # Errors
/// [`crate::Error::Usage`] for a year or date that is none, [`crate::Error::Archive`] when the index is damaged.
pub fn table(reader: &Reader, selection: &Selection, vocabulary: &Vocabulary) -> Result<Table> {
    let mut table = figures(reader, selection, vocabulary)?;
    table.rows = order::sorted(&table.rows);
    order::mark_conflicts(&mut table.rows);
    Ok(table)
}

/// The same rows in no order, none marked: a [`pivot`] has an order of its own and shows what contradicts.
///
/// # Errors
/// Those of [`table`].
pub fn figures(reader: &Reader, selection: &Selection, vocabulary: &Vocabulary) -> Result<Table> {
    let wanted = Wanted::new(selection, vocabulary)?;
    let documents = wanted.documents(reader)?;
    // Room for a thread's share of the rows: to move them again and again costs more than to read them.
    let room = (reader.figures(&documents)? as usize / rayon::current_num_threads()).min(MAX_ROOM);
    let parts = scan::scan(&documents, || Part::new(&wanted, room), |part, id| part.add(reader, id, selection))?;
    let table = order::unordered(reader, parts)?;
    if table.rows.is_empty() {
        return Ok(Table { unknown: wanted.unknown(reader)?, ..table });
    }
    Ok(table)
}

/// Rows for which a thread makes room before any is read.
const MAX_ROOM: usize = 1_000_000;

/// What one thread has found.
struct Part<'w> {
    sieve: Sieve<'w>,
    /// Their documents are positions in `documents`.
    rows: Vec<Row>,
    documents: Vec<(DocId, Source)>,
}

impl<'w> Part<'w> {
    fn new(wanted: &'w Wanted<'w>, room: usize) -> Self {
        Self { sieve: Sieve::new(wanted), rows: Vec::with_capacity(room), documents: Vec::new() }
    }

    fn add(&mut self, reader: &Reader, id: DocId, selection: &Selection) -> Result<()> {
        let first = self.rows.len();
        if !selection.quotes {
            let records = reader.records(id)?;
            let source = reader.decoded(self.figures(&records))?;
            self.documents.extend(source.map(|source| (id, source)));
            return Ok(());
        }
        let (packed, records) = reader.packed(id)?;
        let Some(mut source) = reader.decoded(self.figures(&records))? else { return Ok(()) };
        let text = reader.unpacked(&packed)?;
        source.quotes = quotes::quote(&text, &mut self.rows[first..], &self.sieve.interner);
        self.documents.push((id, source));
        Ok(())
    }

    /// Adds the rows of a document; gives the document when there are any.
    fn figures(&mut self, records: &[u8]) -> Read<Option<Source>> {
        let figures = Figures::open(records)?;
        let strings = &figures.strings;
        self.sieve.interner.next_document(strings);
        let mut source = None;
        figures.each(|head, figure| {
            if let Some(row) = self.sieve.row(strings, head, &figure)? {
                if source.is_none() {
                    source = Some(Source::new(strings, head)?);
                }
                self.rows.push(Row { document: self.documents.len() as u32, ..row });
            }
            Ok(())
        })?;
        Ok(source)
    }
}

impl Source {
    fn new(strings: &PackedStrings<'_>, head: &Head<Word>) -> Read<Self> {
        let text = |word: Option<Word>| word.map(|w| strings.unpack(w)).transpose();
        Ok(Self { id: text(head.id)?, date: text(head.date)?, title: text(head.title)?, ..Self::default() })
    }
}
