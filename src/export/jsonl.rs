//! The records of one file in the order in which they are printed: the document, its references and figures in
//! text order, its tables, its notes.

use crate::pipeline::Processed;
use crate::record::{Figure, Record, Reference};
use std::iter::Peekable;
use std::vec::IntoIter;

/// The records of one file, in printing order.
pub fn records(processed: Processed) -> impl Iterator<Item = Record> {
    let mixed = InTextOrder {
        references: processed.references.into_iter().peekable(),
        figures: processed.figures.into_iter().peekable(),
    };
    std::iter::once(Record::Document(processed.document))
        .chain(mixed)
        .chain(processed.tables.into_iter().map(Record::Table))
        .chain(processed.notes.into_iter().map(Record::Note))
}

/// References and figures merged by where they start; both come sorted.
struct InTextOrder {
    references: Peekable<IntoIter<Reference>>,
    figures: Peekable<IntoIter<Figure>>,
}

impl Iterator for InTextOrder {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let figure = self.figures.peek().map_or(usize::MAX, |f| f.span.start);
        if self.references.peek().is_some_and(|r| r.span.start <= figure) {
            self.references.next().map(Record::Reference)
        } else {
            self.figures.next().map(Record::Figure).or_else(|| self.references.next().map(Record::Reference))
        }
    }
}
