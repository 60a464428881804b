//! Whole texts through the whole stage.

mod bodies;
mod flow;
mod headers;
mod layouts;
mod oddities;
mod properties;

use super::{Document, structure};
use crate::normalize::{NormText, normalize};
use crate::record::{Format, TextSource};
use crate::source::{RawPage, RawText};
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

/// A plain text, its pages divided by form feeds.
fn norm(text: &str) -> NormText {
    normalize(RawText {
        format: Format::Txt,
        text_source: TextSource::Plain,
        encoding: None,
        pages: text.split('\x0c').map(|t| RawPage { text: t.to_owned(), ..RawPage::default() }).collect(),
        notes: Vec::new(),
    })
}

fn document(text: &str) -> (NormText, Document) {
    let norm = norm(text);
    let document = structure(&norm, &VOCABULARY);
    (norm, document)
}
