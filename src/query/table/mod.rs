//! The indicator table: one row for every figure that was asked for, with its source.
//!
//! Takes a [`Selection`] ("tỷ lệ hộ nghèo", places, years), gives [`Row`]s. Period and place that the sentence does
//! not state come from its section or document and are marked as inherited; units of one kind are brought to one.
//! Two values of one thing are both shown and marked as a conflict, never averaged.

mod conflicts;
mod list;
mod pivot;
mod share;
mod units;
mod wanted;

pub use list::{Listed, list};
pub use pivot::{Axis, Cell, Pivot, pivot};

use crate::archive::{DocId, Reader};
use crate::error::Result;
use crate::query::snippet::passage;
use crate::record::{Basis, Certainty, Change, Kind, Qualifier};
use crate::text::Span;
use crate::vocabulary::Vocabulary;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use std::path::PathBuf;
use wanted::Wanted;

/// A sentence is quoted up to this length.
const SENTENCE_BYTES: usize = 600;

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
    /// Whether to quote the sentence of every row: it costs opening every document.
    pub sentences: bool,
}

/// The table.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Table {
    /// Rows by indicator, place, period, document and position.
    pub rows: Vec<Row>,
    /// Documents that the rows come from.
    pub documents: Vec<Source>,
    /// Names of the archive near to what was not found.
    pub nearest: Vec<String>,
}

/// A document that rows come from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// File.
    #[serde(serialize_with = "crate::source::file::path_text")]
    pub path: PathBuf,
    /// Own identifier.
    pub id: Option<String>,
    /// Date of issue.
    pub date: Option<String>,
    /// Subject line.
    pub title: Option<String>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[expect(missing_docs, reason = "most fields are the record's")]
pub struct Row {
    /// Catalogue id.
    pub indicator: Option<String>,
    /// Standard name of the indicator, else the label.
    pub name: String,
    pub label: Option<String>,
    pub parent: Option<String>,
    pub kind: Kind,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub of: Option<f64>,
    /// The unit that the values are in.
    pub unit: Option<String>,
    pub per: Vec<String>,
    pub qualifier: Option<Qualifier>,
    pub change: Option<Change>,
    pub basis: Basis,
    pub period: Option<String>,
    /// Whether the period comes from section or document.
    pub period_inherited: bool,
    pub place: Option<String>,
    /// Whether the place comes from section or document.
    pub place_inherited: bool,
    pub certainty: Certainty,
    /// The figure as printed.
    pub text: String,
    /// Whether another row has another value for the same thing.
    pub conflict: bool,
    /// Position in [`Table::documents`].
    pub document: usize,
    pub page: u32,
    pub line: u32,
    /// Where the figure stands in the document's text, in bytes.
    pub span: (usize, usize),
    /// The sentence; empty when not asked for.
    pub sentence: String,
    pub rule: String,
}

/// The rows of a selection.
///
/// # Errors
/// [`crate::Error::Usage`] for a year or date that is none, [`crate::Error::Archive`] when the index is damaged.
pub fn table(reader: &Reader, selection: &Selection, vocabulary: &Vocabulary) -> Result<Table> {
    let wanted = Wanted::new(selection, vocabulary)?;
    let documents = wanted.documents(reader)?;
    let parts: Vec<Vec<Part>> = documents
        .par_chunks(DOCUMENTS_AT_ONCE)
        .map(|ids| ids.iter().filter_map(|&id| part(reader, id, &wanted, selection).transpose()).collect())
        .collect::<Result<_>>()?;
    let mut table = Table::default();
    for mut part in parts.into_iter().flatten() {
        for row in &mut part.rows {
            row.document = table.documents.len();
        }
        table.documents.push(part.source);
        table.rows.append(&mut part.rows);
    }
    if table.rows.is_empty() {
        table.nearest = wanted.nearest(reader)?;
        return Ok(table);
    }
    table.sort();
    table.mark_conflicts();
    Ok(table)
}

/// Documents that one thread reads in a row: they lie in the same blocks of the store.
const DOCUMENTS_AT_ONCE: usize = 64;

/// The rows of one document.
struct Part {
    source: Source,
    rows: Vec<Row>,
}

fn part(reader: &Reader, id: DocId, wanted: &Wanted<'_>, selection: &Selection) -> Result<Option<Part>> {
    let mut rows = Vec::new();
    let mut quoted = Vec::new();
    let mut source = None;
    let packed = reader.figures(id, |document, figure| {
        let Some(row) = wanted.row(document, &figure) else { return };
        if source.is_none() {
            source = Some((document.id.clone(), document.date.clone(), document.title.clone()));
        }
        quoted.push(figure.text.map(str::to_owned));
        rows.push(row);
    })?;
    let Some((own, date, title)) = source else { return Ok(None) };
    let text = reader.unpacked(&packed)?;
    for (row, quote) in rows.iter_mut().zip(quoted) {
        let span = Span::new(row.span.0, row.span.1);
        row.text = quote.unwrap_or_else(|| text.get(span.start..span.end).unwrap_or_default().to_owned());
        if share::is_share(row, text.get(span.end..).unwrap_or_default()) {
            row.unname();
        }
        if selection.sentences && span.end <= text.len() {
            row.sentence = passage(&text, span, SENTENCE_BYTES).0;
        }
    }
    Ok(Some(Part { source: Source { path: reader.path(id)?, id: own, date, title }, rows }))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A row of an indicator in percent for tests.
    pub(in crate::query::table) fn row(indicator: &str, label: &str, value: f64) -> Row {
        Row {
            indicator: Some(indicator.to_owned()),
            name: indicator.to_owned(),
            label: Some(label.to_owned()),
            parent: None,
            kind: Kind::Percent,
            value: Some(value),
            low: None,
            high: None,
            of: None,
            unit: Some("%".to_owned()),
            per: Vec::new(),
            qualifier: None,
            change: None,
            basis: Basis::Actual,
            period: Some("2023".to_owned()),
            period_inherited: false,
            place: Some("xã Bình Lư".to_owned()),
            place_inherited: false,
            certainty: Certainty::Stated,
            text: String::new(),
            conflict: false,
            document: 0,
            page: 1,
            line: 1,
            span: (0, 0),
            sentence: String::new(),
            rule: "percent".to_owned(),
        }
    }

    #[test]
    fn rows_of_one_thing_conflict_when_values_differ() {
        let mut table = Table { rows: vec![row("poverty_rate", "hộ nghèo", 12.5); 3], ..Table::default() };
        table.mark_conflicts();
        assert!(table.rows.iter().all(|r| !r.conflict), "one value");
        table.rows[1].value = Some(48.4);
        table.rows.push(row("near_poor_rate", "hộ cận nghèo", 7.0));
        table.mark_conflicts();
        let conflicts: Vec<bool> = table.rows.iter().map(|r| r.conflict).collect();
        assert_eq!(conflicts, [true, true, true, false]);
    }
}
