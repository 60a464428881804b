//! Mentions of documents: "Kết luận số 52 -KL/TU, ngày 17/8/2020 của Ban Thường vụ Tỉnh ủy", "Quy định 85",
//! "Nghị định nói trên", "Luật Thực hiện dân chủ ở cơ sở".
//!
//! Takes the flow with its dates, gives one [`Reference`] per mention, repeats too, and the spans that hold a
//! number but count nothing. Refuses numbers that count ("Quyết định 3 nội dung") and nicknames ("Chương trình 135").
//!
//! The steps: [`find`] numbers at digit runs; [`governor`] finds the type word in front, [`tail`] date, issuer and term
//! behind; [`share`] what an enumeration has in common; [`resolve`] bare numbers within the text; [`titled`] adds
//! what has no number.

mod find;
mod governor;
mod issuer;
mod list;
mod mask;
mod resolve;
mod share;
mod standard;
mod tail;
mod titled;

use super::Reference;
use super::date::DateMention;
use super::scan::without_marks;
use crate::record::{Certainty, Form};
use crate::structure::Document;
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// What [`find_references`] found. Spans speak of the flow.
#[derive(Debug, Clone, Default)]
pub(crate) struct References {
    /// Mentions in flow order.
    pub references: Vec<Reference>,
    /// Spans that hold digits but no quantity: document numbers, nicknames, "Điều 5", "Phụ lục 01". In flow order.
    pub masked: Vec<Span>,
}

/// What the rules read.
struct Context<'a> {
    /// The flow's text without footnote marks.
    text: &'a str,
    dates: &'a [DateMention],
    vocabulary: &'a Vocabulary,
}

impl<'a> Context<'a> {
    /// The date mention that starts at `at`.
    fn date_at(&self, at: usize) -> Option<&'a DateMention> {
        let i = self.dates.partition_point(|d| d.span.start < at);
        self.dates.get(i).filter(|d| d.span.start == at)
    }

    /// The date mention that holds `at`.
    fn date_over(&self, at: usize) -> Option<&'a DateMention> {
        let i = self.dates.partition_point(|d| d.span.end <= at);
        self.dates.get(i).filter(|d| d.span.contains(at))
    }
}

/// A numbered mention while rules work on it.
#[derive(Debug, Clone)]
struct Mention {
    reference: Reference,
    /// Where its type word, its "số" or itself begins.
    lead: usize,
    /// Whether a type word stands in front of this very number.
    typed: bool,
    /// Where its date, issuer and term end.
    tail_end: usize,
    /// Whether the issuer stands in front ("UBND huyện ban hành …").
    issuer_left: bool,
    /// Whether type and issuer stand in front of a colon: those behind it share them up to a type word of their own.
    headed: bool,
    /// Only a reference if the text names the document in full elsewhere.
    tentative: bool,
}

/// Finds all mentions of documents.
pub(crate) fn find_references(document: &Document, dates: &[DateMention], vocabulary: &Vocabulary) -> References {
    let text = without_marks(&document.flow);
    let context = Context { text: &text, dates, vocabulary };
    let (mut mentions, mut masked) = find::find(&context);
    tail::read(&context, &mut mentions);
    share::share(&context, &mut mentions);
    mark_own(document, &mut mentions);
    resolve::resolve(vocabulary, &mut mentions);
    mentions.retain(|m| !m.tentative || m.reference.resolved.is_some());
    let mut references: Vec<Reference> = mentions.into_iter().map(|m| m.reference).collect();
    masked.extend(references.iter().map(|r| r.span));
    titled::add(&context, document.header.doc_type.as_deref(), &mut references, &mut masked);
    references.sort_by_key(|r| (r.span.start, r.span.end));
    masked.sort_unstable();
    masked.dedup();
    References { references, masked }
}

/// Where the numbers of documents stand in the flow's text, an enumeration of them ("217, 218-QĐ/TW") as one.
pub(super) fn numbers(references: &[Reference], text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(references.len());
    for span in references.iter().filter(|r| matches!(r.form, Form::Full | Form::Bare)).map(|r| r.span) {
        let listed = |last: &Span| {
            let gap = text.get(last.end..span.start).unwrap_or(" ");
            gap.len() <= MAX_LIST_GAP_BYTES && matches!(gap.trim(), "," | "và" | ", số" | "và số")
        };
        match out.last_mut().filter(|last| listed(last)) {
            Some(last) => last.end = span.end,
            None => out.push(span),
        }
    }
    out
}

/// Between two numbers of an enumeration stands at most " và số ".
const MAX_LIST_GAP_BYTES: usize = 12;

/// The document's own number has the document's type; date and issuer are the header's.
fn mark_own(document: &Document, mentions: &mut [Mention]) {
    let Some(number) = document.header.number else { return };
    let own = mentions.iter_mut().find(|m| document.flow.map.span(m.reference.span).overlaps(number));
    if let Some(m) = own {
        let r = &mut m.reference;
        r.own = true;
        r.doc_type = document.header.doc_type.clone().or(r.doc_type.take());
        (r.date, r.issuer, r.term) = (None, None, None);
    }
}

/// A reference of which nothing is known yet but where it stands.
fn blank(form: Form, span: Span, rule: &'static str) -> Reference {
    Reference {
        form,
        number: None,
        suffix: None,
        year: None,
        symbol: None,
        sep: None,
        id: None,
        resolved: None,
        doc_type: None,
        date: None,
        issuer: None,
        term: None,
        title: None,
        own: false,
        certainty: Certainty::Stated,
        rule,
        span,
    }
}

#[cfg(test)]
mod tests;
