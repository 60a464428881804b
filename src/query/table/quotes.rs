//! The figures of a document as printed, and their sentences: what a row leads to.

use super::names::Name;
use crate::archive::Interner;
use crate::query::passage::{Sentences, fold_into};
use crate::text::Span;

/// A sentence is quoted up to this length.
const SENTENCE_BYTES: usize = 600;

/// What the rows of a document quote, as one string: asked in the order of its text, for rows of one sentence share it.
pub(super) struct Quotes<'t> {
    text: &'t str,
    names: &'t Interner,
    sentences: Sentences<'t>,
    quotes: String,
    /// Where each sentence stands among the quotes.
    list: Vec<(u32, u32)>,
    /// Where the one quoted last stands in the text.
    last: Span,
}

impl<'t> Quotes<'t> {
    /// For rows whose names are those of `names`.
    pub(super) fn new(text: &'t str, names: &'t Interner) -> Self {
        let sentences = Sentences::new(text);
        Self { text, names, sentences, quotes: String::new(), list: Vec::new(), last: Span::default() }
    }

    /// Quotes a figure that stands at `span`, or is printed otherwise.
    pub(super) fn figure(&mut self, (start, end): (u32, u32), otherwise: Option<Name>) -> (u32, u32) {
        let from = self.quotes.len() as u32;
        self.quotes.push_str(match otherwise {
            Some(name) => self.names.get(name.id()),
            None => self.text.get(start as usize..end as usize).unwrap_or_default(),
        });
        (from, self.quotes.len() as u32)
    }

    /// Quotes the sentence around a figure.
    pub(super) fn sentence(&mut self, span: (u32, u32)) -> (u32, u32) {
        match self.number(span) {
            0 => (0, 0),
            number => self.list[number as usize - 1],
        }
    }

    /// The same; gives the number of the sentence, from 1 on. A figure off the text has none.
    pub(super) fn number(&mut self, (start, end): (u32, u32)) -> u32 {
        let span = Span::new(start as usize, end as usize);
        if self.text.get(span.start..span.end).is_none() {
            return 0;
        }
        let window = self.sentences.window(span, SENTENCE_BYTES);
        if window != self.last || self.list.is_empty() {
            let from = self.quotes.len() as u32;
            fold_into(self.text, window, &mut self.quotes);
            self.list.push((from, self.quotes.len() as u32));
            self.last = window;
        }
        self.list.len() as u32
    }

    /// All that was quoted, and where each sentence stands in it.
    pub(super) fn finish(self) -> (String, Vec<(u32, u32)>) {
        (self.quotes, self.list)
    }
}
