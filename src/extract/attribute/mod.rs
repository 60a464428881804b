//! What each quantity of the flow is about: label, change, basis, period, place, the total that it is part of, the
//! indicator, and what it inherits from section and header.
//!
//! Takes the quantities as they were found, sentence by sentence: "Cuối năm 2019 còn 91 hộ dệt, chiếm
//! 8,6%, giảm 17 hộ" → three figures about "hộ dệt" in 2019, the last a decrease. Refuses to guess: a figure
//! about which the sentence says nothing keeps an empty label.

mod basis;
mod change;
mod clause;
mod context;
mod correction;
mod former;
mod indicator;
mod label;
mod lead;
mod lexer;
mod marks;
mod names;
mod near;
mod noun;
mod parent;
mod period;
mod phrase;
mod place;
mod reading;
mod sentence;
mod series;
mod setting;
#[cfg(test)]
mod tests;

use super::Quantity;
use super::date::{DateMention, part};
use super::scan::without_marks;
use crate::record::{Basis, Kind as Measure, Months};
use crate::structure::{Block, Document};
use crate::text::Span;
use crate::vocabulary::{KeyMemo, Vocabulary, name_key};
pub(in crate::extract) use context::{months, years};

use basis::Sections as Bases;
use clause::{Kind, Token};
use context::Context;
use indicator::topic_of;
use lexer::Lexer;
use reading::Reading;
use sentence::Sentence;
use std::cell::{OnceCell, RefCell};

/// Figures of a sentence that are read together. Whoever looks back from one looks at all that stands before it: a
/// sentence of ten thousand figures, the cells of a lost table, is read in pieces, so that time stays linear.
const MAX_FIGURES: usize = 100;

thread_local! {
    /// The words of the documents before are those of the next one.
    static KEYS: RefCell<KeyMemo> = RefCell::default();
}

/// Fills in what the quantities of a document are about. `quantities`, `dates` and the numbers of documents that are
/// `cited` are in flow order.
pub(crate) fn attribute(
    document: &Document,
    dates: &[DateMention],
    cited: &[Span],
    sections: &Sections,
    quantities: &mut [Quantity],
    vocabulary: &Vocabulary,
) {
    KEYS.with_borrow_mut(|keys| attribute_with(keys, document, (dates, cited), sections, quantities, vocabulary));
}

fn attribute_with(
    keys: &mut KeyMemo,
    document: &Document,
    (dates, cited): (&[DateMention], &[Span]),
    sections: &Sections,
    quantities: &mut [Quantity],
    vocabulary: &Vocabulary,
) {
    let flow = &document.flow;
    // Footnote marks are no words.
    let text = without_marks(flow);
    let mut work = Work {
        document,
        text: &text,
        dates,
        own_place: document.header.place.as_deref().map(name_key),
        topics: vec![OnceCell::new(); document.outline.len()],
        year: document.header.date.as_deref().and_then(|d| d.get(..4)).and_then(|y| y.parse().ok()),
        vocabulary,
        lexer: Lexer::new(&text, dates, cited, vocabulary, keys),
        tokens: Vec::new(),
        done: Vec::new(),
        shares: None,
    };
    let mut first = 0;
    let mut lead = lead::Lead::new(&flow.blocks);
    while let Some(q) = quantities.get(first) {
        let (index, body) = (q.block, q.body);
        let end = first + quantities[first..].partition_point(|x| x.block == index && x.body == body);
        let Some(block) = flow.blocks.get(index) else {
            first = end.max(first + 1);
            continue;
        };
        let set = lead.governs(index, &text, &mut work.lexer, &mut work.tokens);
        for q in &mut quantities[first..end] {
            q.figure.context_period = sections.period(block.section);
            // Until the sentence says otherwise.
            q.figure.months = sections.months(block.section).filter(|_| q.figure.kind != Measure::Duration);
            q.figure.context_place = sections.place();
        }
        work.block((block, body), quantities, first..end, sections.basis(block.section), set);
        first = end;
    }
}

/// What the sections of a document give to the figures in them.
pub(crate) struct Sections {
    bases: Bases,
    context: Context,
}

impl Sections {
    /// Reads header and outline.
    pub fn new(document: &Document) -> Self {
        Self { bases: Bases::new(document), context: Context::new(document) }
    }

    /// The basis of figures in a section.
    pub fn basis(&self, section: Option<usize>) -> Basis {
        self.bases.basis(section)
    }

    /// The period of a section.
    pub fn period(&self, section: Option<usize>) -> Option<String> {
        self.context.period(section)
    }

    /// The part of its year that a section is about.
    pub fn months(&self, section: Option<usize>) -> Option<Months> {
        self.context.months(section)
    }

    /// The document's place.
    pub fn place(&self) -> Option<String> {
        self.context.place()
    }
}

/// The document at hand, and room for one sentence.
struct Work<'a> {
    document: &'a Document,
    text: &'a str,
    dates: &'a [DateMention],
    /// The document's own place, as the key of its name.
    own_place: Option<u64>,
    /// What the heading of a section says that shares in it are of, where it was asked for.
    topics: Vec<OnceCell<Option<String>>>,
    /// Year of issue.
    year: Option<u16>,
    vocabulary: &'a Vocabulary,
    lexer: Lexer<'a>,
    tokens: Vec<Token>,
    /// The figures of the sentence that were read.
    done: Vec<Reading>,
    /// What the shares of the sentence before are of, where that is one thing.
    shares: Option<String>,
}

impl Work<'_> {
    /// The sentences of one block, or cell of it, that hold quantities; `led` when a line above sets what it begins with.
    fn block(
        &mut self,
        (block, body): (&Block, Span),
        quantities: &mut [Quantity],
        range: std::ops::Range<usize>,
        section: Basis,
        led: bool,
    ) {
        let mut next = range.start;
        let mut section = section;
        let mut sentences = clause::sentences(self.text, body);
        self.shares = None;
        while let Some(mut sentence) = sentences.next() {
            let behind = |sentence: Span, quantities: &[Quantity]| {
                next + quantities[next..range.end].partition_point(|q| q.figure.span.start < sentence.end)
            };
            // "48. 920 con": the point is one of the number.
            while let Some(last) = behind(sentence, quantities).checked_sub(1)
                && last >= next
                && quantities[last].figure.span.end > sentence.end
                && let Some(more) = sentences.next()
            {
                sentence = Span::new(sentence.start, more.end);
            }
            if sentence.start == body.start && quantities[next].figure.span.start >= sentence.end {
                section = basis::run_in(sentence.of(self.text)).unwrap_or(section);
            }
            let end = behind(sentence, quantities);
            let mut start = sentence.start;
            // "1. Tổng hợp số vốn. Toàn tỉnh đã giải ngân 46%": only the first sentence is what was asked for.
            let section = if led && start == body.start { Basis::Target } else { section };
            if next == end {
                self.shares = None;
            }
            while next < end {
                // What stands between two pieces is read with both.
                let last = end.min(next + MAX_FIGURES);
                let stop = if last < end { quantities[last].figure.span.start } else { sentence.end };
                let goes_on = quantities[last - 1].figure.span.end;
                self.sentence(Span::new(start, stop), &mut quantities[next..last], block, section);
                (start, next) = (goes_on, last);
            }
            if next == range.end {
                break;
            }
        }
    }

    /// One sentence and its quantities.
    fn sentence(&mut self, span: Span, quantities: &mut [Quantity], block: &Block, section: Basis) {
        self.lexer.tokens(span, quantities, 0, &mut self.tokens);
        let places = place::mentions(self.text, &self.tokens, self.own_place, self.vocabulary);
        let series = series::series(&self.tokens, quantities, &places);
        let sentence = Sentence {
            text: self.text,
            tokens: &self.tokens,
            dates: self.dates,
            vocabulary: self.vocabulary,
            year: self.year,
            section,
            marks: marks::marks(self.text, &self.tokens, self.dates, self.year, &series),
            speaks_of_months: part::speaks_of_months(span.of(self.text)),
            heading: setting::heading(self.text, &self.tokens),
            series,
            places,
            shares: self.shares.as_deref(),
        };
        let topic = || topic_of(&self.topics, self.document, self.vocabulary, block);
        self.done.clear();
        for (at, token) in self.tokens.iter().enumerate() {
            if let Kind::Figure(i) = token.kind {
                let reading = sentence.read(at, i, quantities, &self.done, topic);
                self.done.push(reading);
            }
        }
        self.shares = shares(&self.done, quantities);
        correction::apply(self.text, span, quantities, self.vocabulary);
    }
}

/// What the shares among the figures of a sentence are of, where that is one thing.
fn shares(done: &[Reading], quantities: &[Quantity]) -> Option<String> {
    let is_share = |r: &&Reading| quantities[r.index].figure.kind == Measure::Percent;
    let mut labels = done.iter().filter(is_share).map(|r| r.label.as_deref());
    let first = labels.next()??;
    labels.all(|label| label == Some(first)).then(|| first.to_owned())
}
