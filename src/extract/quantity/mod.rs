//! Quantities of the flow: numbers that count or measure, with range, fraction, unit, rate and qualifier.
//!
//! Takes the flow and the [`Mask`] of what is no figure, gives [`Quantity`] in flow order: "không quá 20 triệu đồng/hộ" → at most
//! 20,000,000 đồng per hộ. Grows from digits, one pass per block. Refuses names, orders and dates ("Tổ 5", "khóa XV"),
//! and numbers of which nobody can say what they count; malformed digit strings become notes.

mod carry;
mod grow;
mod guard;
mod item;
mod kind;
mod mend;
mod name;
mod named_place;
mod place_list;
mod qualifier;
mod reader;

use super::mask::Mask;
use super::number::Number;
use super::scan::without_marks;
use super::{Figure, Quantity};
use crate::record::{Basis, Certainty, Kind, Note, Place, Qualifier, Stage};
use crate::structure::{BlockKind, Flow};
use crate::text::Span;
use crate::vocabulary::{Group, Vocabulary};

/// More notes on malformed numbers than this say nothing new of a document.
pub(super) const MAX_NOTES: usize = 40;

/// A number with what was found around it, before units are carried.
#[derive(Debug, Clone)]
struct Raw {
    /// Qualifier to unit.
    span: Span,
    /// Number, range or fraction.
    number: Span,
    shape: Shape,
    /// Unit of the vocabulary.
    unit: Option<u16>,
    /// A counted noun that is not in the vocabulary.
    open: Option<Span>,
    /// Whether the noun only says of what kind the people of a total are: the total's unit is the better one.
    weak: bool,
    unit_span: Option<Span>,
    /// Whether a magnitude word, or an abbreviation that holds one, stands with the number.
    magnitude: bool,
    per: Vec<String>,
    qualifier: Option<Qualifier>,
    /// A kind other than the unit's.
    kind: Option<Kind>,
    certainty: Certainty,
    rule: &'static str,
}

/// The numbers of a [`Raw`].
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    One(Amount),
    Range(Amount, Amount),
    Of(Amount, Amount),
}

/// A number with its magnitude.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Amount {
    number: Number,
    power: u8,
    /// Value of further terms, the 300 million of "2 tỷ 300 triệu".
    plus: f64,
}

impl Amount {
    fn new(number: Number) -> Self {
        Self { number, power: 0, plus: 0.0 }
    }

    fn value(self) -> f64 {
        self.number.scaled(self.power) + self.plus
    }
}

impl Shape {
    fn first(&self) -> Amount {
        match *self {
            Self::One(a) | Self::Range(a, _) | Self::Of(a, _) => a,
        }
    }

    fn last(&self) -> Amount {
        match *self {
            Self::One(a) | Self::Range(_, a) | Self::Of(_, a) => a,
        }
    }

    fn each(&mut self, mut f: impl FnMut(&mut Amount)) {
        match self {
            Self::One(a) => f(a),
            Self::Range(a, b) | Self::Of(a, b) => {
                f(a);
                f(b);
            }
        }
    }
}

impl Raw {
    fn new(number: Number, span: Span) -> Self {
        Self {
            span,
            number: span,
            shape: Shape::One(Amount::new(number)),
            unit: None,
            open: None,
            weak: false,
            unit_span: None,
            magnitude: false,
            per: Vec::new(),
            qualifier: None,
            kind: None,
            certainty: if number.repaired { Certainty::Repaired } else { Certainty::Stated },
            rule: "number",
        }
    }

    /// Whether something says what it counts or measures.
    fn has_unit(&self) -> bool {
        self.unit.is_some() || (self.open.is_some() && !self.weak) || self.kind.is_some()
    }

    /// Offset behind the unit or, without one, behind the number.
    fn body_end(&self) -> usize {
        self.unit_span.map_or(self.span.end, |s| s.end.max(self.span.end))
    }
}

/// All quantities of the flow, and notes on digit strings that could not be read. Of tables only the cells of words are
/// read, `prose` in the normalized text, sorted.
pub(crate) fn find_quantities(
    flow: &Flow,
    mask: &Mask,
    prose: &[Span],
    vocabulary: &Vocabulary,
) -> (Vec<Quantity>, Vec<Note>) {
    let text = &*without_marks(flow);
    let (out, notes, raws, above) = (Vec::new(), Vec::new(), Vec::new(), None);
    let mut reading = Reading { text, mask, vocabulary, damage: mend::Damage::default(), raws, above, out, notes };
    for (i, block) in flow.blocks.iter().enumerate() {
        if block.kind == BlockKind::TableRow {
            cells(flow, block.span, prose).for_each(|cell| reading.read(cell, i, block.kind));
            continue;
        }
        let mut start = (block.span.start + block.label_len).min(block.span.end);
        let boilerplate = block.kind == BlockKind::Boilerplate;
        if boilerplate {
            start =
                block.span.end - text[start..block.span.end].trim_start_matches(['-', '–', '+', '•', '*', ' ']).len();
        }
        if matches!(block.kind, BlockKind::Header | BlockKind::Caption)
            || (boilerplate && !text[start..block.span.end].starts_with(|c: char| c.is_ascii_digit()))
        {
            continue;
        }
        reading.read(Span::new(start, block.span.end), i, block.kind);
    }
    (reading.out, reading.notes)
}

/// What was read so far.
struct Reading<'a> {
    text: &'a str,
    mask: &'a Mask,
    vocabulary: &'a Vocabulary,
    damage: mend::Damage,
    /// The numbers of the text at hand.
    raws: Vec<Raw>,
    /// The total that the line above ended with.
    above: Option<Raw>,
    out: Vec<Quantity>,
    notes: Vec<Note>,
}

impl Reading<'_> {
    /// Reads a block without its label, or a cell of a table.
    fn read(&mut self, body: Span, block: usize, kind: BlockKind) {
        let Self { text, mask, vocabulary, damage, raws, above, out, notes } = self;
        raws.clear();
        let mut malformed = reader::read(text, body, mask, vocabulary, damage, raws);
        // In damaged text a quantity can reach back over the one before it ("không 9 quá 1. tháng"): the first stays.
        let mut end = body.start;
        raws.retain(|raw| {
            let free = raw.span.start >= end;
            end = end.max(raw.span.end);
            free
        });
        if kind == BlockKind::Boilerplate {
            malformed.clear();
            raws.retain(|raw| raw.number.start == body.start && is_addressee(raw, vocabulary));
        }
        carry::carry(text, body, kind, vocabulary, raws, above);
        out.extend(raws.drain(..).map(|raw| quantity(text, raw, (block, body), vocabulary)));
        let room = MAX_NOTES.saturating_sub(notes.len());
        notes.extend(malformed.into_iter().take(room).map(|span| malformed_number(span, span.of(text))));
    }
}

/// The parts of a row, `row` in the flow, that belong to cells of words.
fn cells<'a>(flow: &'a Flow, row: Span, prose: &'a [Span]) -> impl Iterator<Item = Span> + 'a {
    let source = flow.map.span(row);
    let first = prose.partition_point(|c| c.end <= source.start);
    prose[first..].iter().take_while(move |c| c.start < source.end).filter_map(move |cell| {
        // A row is one line, copied as it is.
        let within = |at: usize| row.start + at.clamp(source.start, source.end) - source.start;
        let span = Span::new(within(cell.start), within(cell.end).min(row.end));
        flow.text.get(span.start..span.end).filter(|cell| !cell.is_empty()).map(|_| span)
    })
}

/// Of a list of recipients the bodies that are counted at its start are figures: "12 xã, phường".
fn is_addressee(raw: &Raw, vocabulary: &Vocabulary) -> bool {
    let group = raw.unit.map(|u| vocabulary.units.get(u).group);
    matches!(group, Some(Group::Organisation | Group::Territory))
}

/// A note on digits at `span` that are no number anyone can read.
pub(super) fn malformed_number(span: Span, digits: &str) -> Note {
    let shown: String = digits.chars().take(40).collect();
    Note {
        stage: Stage::Extract,
        code: "malformed-number".to_owned(),
        message: format!("the number {shown:?} has no one reading and is left out"),
        span: Some(Place { start: span.start, end: span.end, ..Place::default() }),
    }
}

fn quantity(text: &str, raw: Raw, (block, body): (usize, Span), vocabulary: &Vocabulary) -> Quantity {
    let unit = raw.unit.map(|u| vocabulary.units.get(u));
    let kind = match (raw.kind, unit) {
        (Some(kind), _) => kind,
        (None, Some(unit)) => unit.kind,
        (None, None) => Kind::Count,
    };
    let name = unit.map(|u| u.name.to_string()).or_else(|| raw.open.map(|s| s.of(text).to_lowercase()));
    let (mut value, mut low, mut high, mut of) = (None, None, None, None);
    match raw.shape {
        Shape::One(a) => value = Some(a.value()),
        Shape::Range(a, b) => (low, high) = (Some(a.value()), Some(b.value())),
        Shape::Of(a, b) => (value, of) = (Some(a.value()), Some(b.value())),
    }
    let figure = Figure {
        kind,
        value,
        low,
        high,
        of,
        unit: name,
        per: raw.per,
        qualifier: raw.qualifier,
        label: None,
        change: None,
        basis: Basis::Actual,
        period: None,
        months: None,
        place: None,
        indicator: None,
        parent: None,
        context_period: None,
        context_place: None,
        certainty: raw.certainty,
        cell: None,
        rule: raw.rule,
        span: raw.span,
    };
    Quantity { figure, number: raw.number, unit: raw.unit_span, block, body }
}

#[cfg(test)]
mod tests;
