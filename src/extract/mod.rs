//! Document to references and figures, by regex rules over the flow.
//!
//! Takes [`Document`], gives [`Extraction`]. Pure, one pass, linear in the length of the text. Records come
//! in order of the normalized text, their spans in the normalized text.

mod attribute;
mod date;
pub mod identifier;
mod mask;
mod number;
mod quantity;
mod reference;
mod scan;
mod table;
mod unit;
mod words;

pub use number::{Number, parse_number};

use crate::record::{Basis, Certainty, Change, Form, Kind, Note, Qualifier};
use crate::structure::Document;
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// All that was found in one document.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// Mentions of documents.
    pub references: Vec<Reference>,
    /// Numbers that count or measure.
    pub figures: Vec<Figure>,
    /// What could not be understood.
    pub notes: Vec<Note>,
}

/// A mention, before page and line are known. Fields as in [`crate::record::Reference`].
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as in the record")]
pub struct Reference {
    pub form: Form,
    pub number: Option<u32>,
    pub suffix: Option<String>,
    pub year: Option<u16>,
    pub symbol: Option<String>,
    pub sep: Option<char>,
    pub id: Option<String>,
    pub resolved: Option<String>,
    pub doc_type: Option<String>,
    pub date: Option<String>,
    pub issuer: Option<String>,
    pub term: Option<String>,
    pub title: Option<String>,
    pub own: bool,
    pub certainty: Certainty,
    pub rule: &'static str,
    /// In the flow while rules work, in the normalized text when [`extract`] returns.
    pub span: Span,
}

/// A figure, before page and line are known. Fields as in [`crate::record::Figure`].
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as in the record")]
pub struct Figure {
    pub kind: Kind,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub of: Option<f64>,
    pub unit: Option<String>,
    pub per: Vec<String>,
    pub qualifier: Option<Qualifier>,
    pub label: Option<String>,
    pub change: Option<Change>,
    pub basis: Basis,
    pub period: Option<String>,
    pub months: Option<crate::record::Months>,
    pub place: Option<String>,
    pub indicator: Option<String>,
    pub parent: Option<String>,
    pub context_period: Option<String>,
    pub context_place: Option<String>,
    pub certainty: Certainty,
    /// Table, row and column, from 0.
    pub cell: Option<(u32, u32, u32)>,
    pub rule: &'static str,
    /// In the flow while rules work, in the normalized text when [`extract`] returns.
    pub span: Span,
}

/// A quantity found in the flow: a figure with the places of its parts, for the rules that add label,
/// basis, period and place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// The figure so far, its span in the flow.
    pub figure: Figure,
    /// Where the number (or range, or fraction) stands in the flow.
    pub number: Span,
    /// Where the unit stands in the flow; none when it was carried from elsewhere or there is none.
    pub unit: Option<Span>,
    /// Index of the flow's block.
    pub block: usize,
    /// What it was read in: the block without its label, or a cell of a table.
    pub body: Span,
}

/// Extracts references and figures.
pub fn extract(document: &Document, vocabulary: &Vocabulary) -> Extraction {
    let flow = &document.flow;
    let dates = date::find_dates(flow);
    let reference::References { mut references, masked } = reference::find_references(document, &dates, vocabulary);
    let mask = mask::Mask::new(&dates, &masked);
    let sections = attribute::Sections::new(document);
    let tables = table::table_figures(document, &sections, vocabulary);
    let (mut quantities, mut notes) = quantity::find_quantities(flow, &mask, &tables.prose, vocabulary);
    let cited = reference::numbers(&references, &flow.text);
    attribute::attribute(document, &dates, &cited, &sections, &mut quantities, vocabulary);
    let mut figures: Vec<Figure> = quantities.into_iter().map(|q| q.figure).collect();
    for figure in &mut figures {
        figure.span = flow.map.span(figure.span);
    }
    figures.extend(tables.figures);
    figures.sort_by_key(|f| (f.span.start, f.span.end));
    for reference in &mut references {
        reference.span = flow.map.span(reference.span);
    }
    references.sort_by_key(|r| (r.span.start, r.span.end));
    for note in &mut notes {
        if let Some(place) = &mut note.span {
            let span = flow.map.span(Span::new(place.start, place.end));
            (place.start, place.end) = (span.start, span.end);
        }
    }
    let room = quantity::MAX_NOTES.saturating_sub(notes.len());
    let unread = document.unread.iter().map(|span| table::unread(*span));
    notes.extend(unread.take(room));
    let room = quantity::MAX_NOTES.saturating_sub(notes.len());
    notes.extend(tables.malformed.iter().take(room).map(|(span, digits)| quantity::malformed_number(*span, digits)));
    Extraction { references, figures, notes }
}
