//! The figures of a document as printed, and their sentences: what a row leads to.

use super::Row;
use crate::archive::Interner;
use crate::query::passage::{Sentences, fold_into};
use crate::text::Span;

/// A sentence is quoted up to this length.
const SENTENCE_BYTES: usize = 600;

/// Quotes the rows of a document, in the order of its text; rows of one sentence share it.
pub(super) fn quote(text: &str, rows: &mut [Row], names: &Interner) -> String {
    let sentences = Sentences::new(text);
    let mut quotes = String::new();
    let mut put = |write: &dyn Fn(&mut String)| {
        let start = quotes.len() as u32;
        write(&mut quotes);
        (start, quotes.len() as u32)
    };
    let mut last = (Span::default(), (0, 0));
    for row in rows {
        let span = Span::new(row.span.0 as usize, row.span.1 as usize);
        row.text = match row.quoted {
            Some(name) => put(&|quotes| quotes.push_str(names.get(name.id()))),
            None => put(&|quotes| quotes.push_str(text.get(span.start..span.end).unwrap_or_default())),
        };
        if text.get(span.start..span.end).is_none() {
            continue;
        }
        let window = sentences.window(span, SENTENCE_BYTES);
        if window != last.0 {
            last = (window, put(&|quotes| fold_into(text, window, quotes)));
        }
        row.sentence = last.1;
    }
    quotes
}
