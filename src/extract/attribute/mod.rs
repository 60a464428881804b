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
mod former;
mod indicator;
mod label;
mod lead;
mod lexer;
mod names;
mod near;
mod parent;
mod period;
mod phrase;
mod place;
mod reading;
mod series;
#[cfg(test)]
mod tests;

use super::Quantity;
use super::date::{DateMention, part};
use super::scan::without_marks;
use crate::record::{Basis, Certainty, Change, Kind as Measure, Months};
use crate::structure::{Block, Document};
use crate::text::Span;
use crate::vocabulary::{KeyMemo, Vocabulary, name_key};
pub(in crate::extract) use context::{months, years};

use basis::Sections as Bases;
use clause::{Kind, Token};
use context::Context;
use indicator::{is_completion, names_nation, names_other_whole, topic_of, without_place, without_whole};
use label::Labeller;
use lexer::Lexer;
use reading::Reading;
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
        buffers: Buffers::default(),
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

/// The document at hand and the buffers of one sentence.
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
    buffers: Buffers,
}

/// What is known of the figures of a sentence that were read.
#[derive(Default)]
struct Buffers {
    done: Vec<Reading>,
    changes: Vec<Option<Change>>,
    bases: Vec<Basis>,
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
        let tokens = self.tokens.as_slice();
        let marks = period::marks(self.text, tokens, self.dates);
        let speaks_of_months = part::speaks_of_months(span.of(self.text));
        let pairs = series::series(tokens);
        let mentions = place::mentions(self.text, tokens, self.own_place, self.vocabulary);
        let Buffers { done, changes, bases } = &mut self.buffers;
        done.clear();
        changes.clear();
        bases.clear();
        for (at, token) in tokens.iter().enumerate() {
            let Kind::Figure(i) = token.kind else { continue };
            let q = &quantities[i];
            let mut r = reading::read(tokens, at, i, reading::Unit::of(q), q.unit.is_none());
            let base = former::base(self.text, tokens, &r, self.dates, quantities);
            let change = if base.is_some() { None } else { change::change(self.text, tokens, &r, q, done, changes) };
            let paired = pairs.iter().find_map(|s| Some((s, s.figures.iter().position(|f| *f == at)?)));
            let change = change.or(paired.filter(|_| base.is_none()).and_then(|(s, i)| s.changes[i]));
            r.change = change;
            let labeller = Labeller { text: self.text, tokens, quantities, places: &mentions };
            (r.label, r.carried) = match paired {
                Some((s, i)) => labeller.paired(s, i, done),
                None => match labeller.sibling(&r, done) {
                    Some((label, at)) => (Some(label), Some(at)),
                    None => labeller.label(&r, done),
                },
            };
            // "tăng 11% so với cùng kỳ năm 2023 (47,1 tỷ đồng)": the same as what it is compared with.
            if r.label.is_none() && base.is_some() {
                let like = done.iter().rev().find(|p| p.label.is_some() && labeller.alike(&r, p));
                (r.label, r.carried) = labeller.carry(like, None);
            }
            // "xã Tân Lập, xã Đồng Yên và xã Vĩnh Hảo lần lượt là 20,1%, 15% và 9,4%"
            let in_turn = paired.and_then(|(s, i)| match &s.names {
                series::Names::Listed(names) => labeller.listed_places(names).map(|places| &mentions[places[i]]),
                _ => None,
            });
            // "57 hộ" that were evacuated are not the households of the place.
            let people = matches!(q.figure.unit.as_deref(), Some("hộ" | "khẩu" | "nhân khẩu" | "người"));
            let some = people
                && q.figure.kind == Measure::Count
                && r.label == q.figure.unit
                && !labeller.counts_whole(&r, done);
            let parent = parent::parent(tokens, &r, q, done, quantities);
            let parent = parent.and_then(|p| done.iter().find(|d| d.at == p)).and_then(|d| d.label.clone());
            let period = match &base {
                Some(former::Base::Of(period)) => Some(period.clone()),
                Some(former::Base::Earlier) => None,
                None => match paired.and_then(|(s, i)| s.year(i)).map(|date| tokens[date].kind) {
                    Some(Kind::Date(date)) => period::of_date(self.text, &self.dates[date]),
                    _ => period::period(self.text, tokens, &marks, at, q)
                        .map(|p| if change.is_some() { period::of_change(tokens, &marks, at, p) } else { p }),
                },
            };
            // "Năm 2025 giảm từ 20% xuống 15%": where a change comes from has no year but its own, "từ 20% năm 2021 xuống …".
            let undated =
                r.origin && former::is_start(tokens, at, quantities) || matches!(base, Some(former::Base::Earlier));
            let period = period.filter(|_| !undated);
            if undated {
                quantities[i].figure.context_period = None;
                quantities[i].figure.months = None;
            }
            let (period, dated) = match period {
                Some((years, months)) => (Some(years), Some(period::Stated::Own(months))),
                None => (None, None),
            };
            let mut part_stated = false;
            if quantities[i].figure.kind != Measure::Duration && !undated {
                let stated = if speaks_of_months { period::months(self.text, tokens, &r, dated) } else { dated };
                // "…, đạt 82% kế hoạch" is of the months of what it completes.
                let carried = r.carried.and_then(|at| done.iter().find(|d| d.at == at));
                let stated = match (stated, carried) {
                    (None | Some(period::Stated::Lead(_)), Some(from)) => Some(quantities[from.index].figure.months),
                    (stated, _) => stated.map(period::Stated::months),
                };
                part_stated = stated.flatten().is_some();
                // Of a year that the sentence states, the section's part is no longer one.
                if let Some(months) = stated {
                    quantities[i].figure.months = months;
                }
            }
            let q = &quantities[i];
            let year = period.as_deref().and_then(|p| p.parse::<u16>().ok());
            // What was so in a year before the plan is no goal of it.
            let past = year.is_some_and(|y| self.year.is_some_and(|own| y < own));
            let section = if past { Basis::Actual } else { section };
            // "Phấn đấu đến năm 2030 đạt 80 triệu đồng (năm 2024 đạt 45 triệu đồng)"
            let aside = year.is_some_and(|y| self.year.is_some_and(|own| y <= own)) && basis::is_aside(tokens, &r);
            // What was before is so, whatever the plan.
            let basis = match base {
                Some(_) => Basis::Actual,
                None if aside => Basis::Actual,
                None => basis::basis(self.text, tokens, &r, q, section, done, bases),
            };
            let figure = &mut quantities[i].figure;
            figure.change = change;
            figure.basis = basis;
            figure.parent = parent;
            if r.label.is_none() && figure.kind == Measure::Percent {
                r.label = topic_of(&self.topics, self.document, self.vocabulary, block);
                figure.certainty = figure.certainty.max(Certainty::Guessed);
            }
            figure.label.clone_from(&r.label);
            if r.carried.is_some() {
                figure.certainty = figure.certainty.max(Certainty::Inherited);
            }
            // "Đến năm 2025, 100% bản có …" in a document of 2022.
            let ahead = year.is_some_and(|y| self.year.is_some_and(|own| y > own));
            let basis = if ahead && basis == Basis::Actual && change.is_none() { Basis::Target } else { basis };
            quantities[i].figure.basis = basis;
            // A goal in a report on half a year is set for the year, unless it says otherwise.
            if basis == Basis::Target && !part_stated {
                quantities[i].figure.months = None;
            }
            let place = in_turn.or_else(|| place::place(self.text, tokens, &mentions, at, &r.subject));
            let place = place.map(|m| m.name.of(self.text).to_owned());
            let figure = &mut quantities[i].figure;
            figure.period = period;
            figure.place = place;
            if figure.place.is_none() && names_nation(self.text, tokens, &r) {
                figure.context_place = Some("cả nước".to_owned());
            } else if figure.place.is_none()
                && figure.context_place.as_deref().is_some_and(|own| names_other_whole(self.text, tokens, &r, own))
            {
                figure.context_place = None;
            }
            // "Tỷ lệ hộ nghèo huyện Bắc Quang": the place has its own column.
            if let (Some(label), Some(place)) = (&figure.label, &figure.place)
                && let Some(name) = without_place(label, place)
                && self.vocabulary.indicators.find(name, figure.unit.as_deref()).is_some()
            {
                r.label = Some(name.to_owned());
                figure.label.clone_from(&r.label);
            }
            if let Some(label) = figure.label.as_ref().filter(|_| !is_completion(self.text, figure))
                && !some
            {
                let find = |label: &str| self.vocabulary.indicators.find(label, figure.unit.as_deref());
                let indicator = find(label).or_else(|| find(without_whole(label)?));
                figure.indicator = indicator.map(|i| i.key.clone());
            }
            // "20,3% (không phải 19,7%)": what was taken back.
            if self.text[..figure.span.start].trim_end().ends_with("không phải") {
                figure.certainty = Certainty::Guessed;
                figure.indicator = None;
            }
            changes.push(change);
            bases.push(basis);
            done.push(r);
        }
    }
}
