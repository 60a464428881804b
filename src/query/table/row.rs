//! A row of the table: small, and without a string of its own.

use super::names::Name;
use super::{Source, Table};
use crate::record::{Basis, Certainty, Change, Kind, Months, Qualifier};
use serde::Serialize;

/// In the place of a number that a figure does not have.
pub(super) const NO_NUMBER: f64 = f64::NAN;
/// Name of a figure that nothing names.
pub(super) const NO_NAME: &str = "—";
/// Between the units of a rate over several: no unit holds it.
pub(super) const PER_JOIN: &str = "\n";

/// One figure. [`Table::view`] shows it with its names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Catalogue id.
    pub(super) indicator: Option<Name>,
    pub(super) name: Name,
    pub(super) label: Option<Name>,
    /// The label in small letters: what is compared.
    pub(super) thing: Option<Name>,
    pub(super) parent: Option<Name>,
    pub(super) rule: Option<Name>,
    /// The figure as printed, where that is not the text at `span`.
    pub(super) quoted: Option<Name>,
    pub(super) unit: Option<Name>,
    /// Denominators, joined.
    pub(super) per: Option<Name>,
    pub(super) period: Option<Name>,
    /// Part of the year.
    pub(super) months: Option<Months>,
    pub(super) place: Option<Name>,
    /// Low and high of a range, else value and what it is of.
    pub(super) numbers: [f64; 2],
    pub(super) range: bool,
    pub(super) kind: Kind,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) change: Option<Change>,
    pub(super) basis: Basis,
    pub(super) certainty: Certainty,
    pub(super) period_inherited: bool,
    pub(super) place_inherited: bool,
    pub(super) conflict: bool,
    /// Position in [`Table::documents`].
    pub document: u32,
    /// Page of the figure.
    pub page: u32,
    /// Line of the figure.
    pub line: u32,
    /// Where the figure stands in the document's text, in bytes.
    pub span: (u32, u32),
    /// Where figure and sentence stand among the quotes of the document.
    pub(super) text: (u32, u32),
    pub(super) sentence: (u32, u32),
}

impl Row {
    /// The value, in the unit shown; none for a range.
    pub fn value(&self) -> Option<f64> {
        number(self.numbers[0]).filter(|_| !self.range)
    }
}

fn number(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}

/// One figure with its names.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "most fields are the record's")]
pub struct View<'t> {
    /// Catalogue id.
    pub indicator: Option<&'t str>,
    /// Standard name of the indicator, else the label.
    pub name: &'t str,
    pub label: Option<&'t str>,
    pub parent: Option<&'t str>,
    pub kind: Kind,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub of: Option<f64>,
    /// The unit that the values are in.
    pub unit: Option<&'t str>,
    pub per: Vec<&'t str>,
    pub qualifier: Option<Qualifier>,
    pub change: Option<Change>,
    pub basis: Basis,
    pub period: Option<&'t str>,
    /// The part of the year that the figure is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<Months>,
    /// Whether the period comes from section or document.
    pub period_inherited: bool,
    pub place: Option<&'t str>,
    /// Whether the place comes from section or document.
    pub place_inherited: bool,
    pub certainty: Certainty,
    /// The figure as printed; empty when quotes were not asked for.
    pub text: &'t str,
    /// Whether another row has another value for the same thing.
    pub conflict: bool,
    /// Position in [`Table::documents`].
    pub document: u32,
    pub page: u32,
    pub line: u32,
    /// Where the figure stands in the document's text, in bytes.
    pub span: (u32, u32),
    /// The sentence; empty when quotes were not asked for.
    pub sentence: &'t str,
    pub rule: &'t str,
}

impl Table {
    /// The document of a row.
    pub fn source(&self, row: &Row) -> &Source {
        &self.documents[row.document as usize]
    }

    /// The sentence of a row; empty when quotes were not asked for.
    pub fn sentence(&self, row: &Row) -> &str {
        self.source(row).quoted(row.sentence)
    }

    /// A row with its names.
    pub fn view(&self, row: &Row) -> View<'_> {
        let name = |name: Option<Name>| name.map(|n| self.names.get(n));
        let source = self.source(row);
        let numbers = row.numbers.map(number);
        let ([value, of], [low, high]) = if row.range { ([None; 2], numbers) } else { (numbers, [None; 2]) };
        View {
            indicator: name(row.indicator),
            name: self.names.get(row.name),
            label: name(row.label),
            parent: name(row.parent),
            kind: row.kind,
            value,
            low,
            high,
            of,
            unit: name(row.unit),
            per: self.per(row),
            qualifier: row.qualifier,
            change: row.change,
            basis: row.basis,
            period: name(row.period),
            months: row.months,
            period_inherited: row.period_inherited,
            place: name(row.place),
            place_inherited: row.place_inherited,
            certainty: row.certainty,
            text: source.quoted(row.text),
            conflict: row.conflict,
            document: row.document,
            page: row.page,
            line: row.line,
            span: row.span,
            sentence: source.quoted(row.sentence),
            rule: name(row.rule).unwrap_or_default(),
        }
    }

    pub(super) fn per(&self, row: &Row) -> Vec<&str> {
        row.per.map(|per| self.names.get(per).split(PER_JOIN).collect()).unwrap_or_default()
    }
}

impl Source {
    pub(super) fn quoted(&self, (start, end): (u32, u32)) -> &str {
        self.quotes.get(start as usize..end as usize).unwrap_or_default()
    }
}
