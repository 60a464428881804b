//! Figures as bytes. Most share unit, rule, kind and context with the one before them: one byte says what differs.

use super::super::codec::{Code, Damaged, Decoder, Dictionary, Encoder, Read};
use super::places::Cursor;
use super::reference::slice;
use super::share::is_share;
use super::{read_some, some};
use crate::record::{Basis, Certainty, Change, Figure, Kind, Months, Place, Qualifier};

/// What differs from the figure before, and whether something is there that most have not.
mod differs {
    pub(super) const UNIT: u64 = 1;
    pub(super) const RULE: u64 = 1 << 1;
    pub(super) const KIND: u64 = 1 << 2;
    pub(super) const PERIOD: u64 = 1 << 3;
    pub(super) const PLACE: u64 = 1 << 4;
    pub(super) const NO_LABEL: u64 = 1 << 5;
    pub(super) const RARE: u64 = 1 << 6;
}

/// The rare ones, the less rare first.
mod rare {
    pub(super) const INDICATOR: u64 = 1;
    pub(super) const QUALIFIER: u64 = 1 << 1;
    pub(super) const PARENT: u64 = 1 << 2;
    pub(super) const PER: u64 = 1 << 3;
    pub(super) const CHANGE: u64 = 1 << 4;
    pub(super) const PERIOD: u64 = 1 << 5;
    pub(super) const PLACE: u64 = 1 << 6;
    pub(super) const NUMBERS: u64 = 1 << 7;
    pub(super) const CELL: u64 = 1 << 8;
    pub(super) const QUOTE: u64 = 1 << 9;
    pub(super) const SHARE: u64 = 1 << 10;
    pub(super) const MONTHS: u64 = 1 << 11;
}

/// What a figure may share with the one before it. The first one has none before it, and always names its rule.
#[derive(Clone, Copy, PartialEq)]
struct Shared<W> {
    unit: Option<W>,
    rule: Option<W>,
    kind: (Kind, Basis, Certainty),
    period: Option<W>,
    place: Option<W>,
}

impl<W> Default for Shared<W> {
    fn default() -> Self {
        Self {
            unit: None,
            rule: None,
            kind: (Kind::Percent, Basis::Actual, Certainty::Stated),
            period: None,
            place: None,
        }
    }
}

/// Writes the figures of a document.
pub(super) fn write_all(e: &mut Encoder, figures: &[Figure], text: &str) {
    let (mut at, mut last) = (Cursor::default(), Shared::default());
    e.number(figures.len() as u64);
    for f in figures {
        at.write(e, &f.span);
        let now = Shared {
            unit: f.unit.as_deref(),
            rule: Some(&f.rule),
            kind: (f.kind, f.basis, f.certainty),
            period: f.context_period.as_deref(),
            place: f.context_place.as_deref(),
        };
        write(e, f, text, &now, &last);
        last = now;
    }
}

fn bits<const N: usize>(flags: [(u64, bool); N]) -> u64 {
    flags.iter().filter(|(_, set)| *set).map(|(bit, _)| bit).sum()
}

fn write(e: &mut Encoder, f: &Figure, text: &str, now: &Shared<&str>, last: &Shared<&str>) {
    let plain = f.value.is_some() && f.low.is_none() && f.high.is_none() && f.of.is_none();
    let rare = bits([
        (rare::INDICATOR, f.indicator.is_some()),
        (rare::QUALIFIER, f.qualifier.is_some()),
        (rare::PARENT, f.parent.is_some()),
        (rare::PER, !f.per.is_empty()),
        (rare::CHANGE, f.change.is_some()),
        (rare::PERIOD, f.period.is_some()),
        (rare::PLACE, f.place.is_some()),
        (rare::NUMBERS, !plain),
        (rare::CELL, f.table.is_some() || f.row.is_some() || f.column.is_some()),
        (rare::QUOTE, text.get(f.span.start..f.span.end) != Some(f.text.as_str())),
        (rare::SHARE, is_share(f, text)),
        (rare::MONTHS, f.months.is_some()),
    ]);
    e.number(bits([
        (differs::UNIT, now.unit != last.unit),
        (differs::RULE, now.rule != last.rule),
        (differs::KIND, now.kind != last.kind),
        (differs::PERIOD, now.period != last.period),
        (differs::PLACE, now.place != last.place),
        (differs::NO_LABEL, f.label.is_none()),
        (differs::RARE, rare != 0),
    ]));
    if rare != 0 {
        e.number(rare);
    }
    for (now, last) in [(now.unit, last.unit), (now.period, last.period), (now.place, last.place)] {
        if now != last {
            e.option(now, Encoder::word);
        }
    }
    if now.rule != last.rule {
        e.word(&f.rule);
    }
    if now.kind != last.kind {
        e.byte(f.kind.code() << 4 | f.basis.code());
        e.byte(f.certainty.code());
    }
    for value in [&f.label, &f.indicator, &f.parent, &f.period, &f.place].into_iter().flatten() {
        e.word(value);
    }
    if let Some(qualifier) = f.qualifier {
        e.byte(qualifier.code());
    }
    if let Some(change) = f.change {
        e.byte(change.code());
    }
    if let Some(months) = f.months {
        e.byte(months.code());
    }
    if !f.per.is_empty() {
        e.list(&f.per, |e, p| e.word(p));
    }
    match f.value {
        Some(value) if plain => e.float(value),
        _ => some(e, [f.value, f.low, f.high, f.of], Encoder::float),
    }
    if rare & rare::CELL != 0 {
        some(e, [f.table, f.row, f.column], |e, n| e.number(u64::from(n)));
    }
    if rare & rare::QUOTE != 0 {
        e.text(&f.text);
    }
}

/// A figure whose strings lie in the archive, or what stands for them. Fields as in [`Figure`].
#[derive(Debug, Clone)]
pub(crate) struct FigureRef<W> {
    /// None when it is the text at `span`.
    pub text: Option<W>,
    pub kind: Kind,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub of: Option<f64>,
    pub unit: Option<W>,
    pub per: Vec<W>,
    pub qualifier: Option<Qualifier>,
    pub label: Option<W>,
    pub change: Option<Change>,
    pub basis: Basis,
    pub period: Option<W>,
    pub months: Option<Months>,
    pub place: Option<W>,
    pub indicator: Option<W>,
    pub parent: Option<W>,
    pub context_period: Option<W>,
    pub context_place: Option<W>,
    pub certainty: Certainty,
    pub table: Option<u32>,
    pub row: Option<u32>,
    pub column: Option<u32>,
    pub span: Place,
    pub rule: W,
    /// Whether it is a part of what its label names, not the rate that its indicator is.
    pub share: bool,
}

/// Hands each figure of a document to `take`.
pub(super) fn read_each<D: Dictionary>(
    d: &mut Decoder<'_, D>,
    mut take: impl FnMut(FigureRef<D::Word>) -> Read<()>,
) -> Read<()> {
    let (mut at, mut last) = (Cursor::default(), Shared::default());
    for _ in 0..d.number()? {
        let span = at.read(d)?;
        take(read(d, span, &mut last)?)?;
    }
    Ok(())
}

fn read<D: Dictionary>(d: &mut Decoder<'_, D>, span: Place, shared: &mut Shared<D::Word>) -> Read<FigureRef<D::Word>> {
    let differs = d.number()?;
    let rare = if differs & differs::RARE != 0 { d.number()? } else { 0 };
    for (bit, field) in
        [(differs::UNIT, &mut shared.unit), (differs::PERIOD, &mut shared.period), (differs::PLACE, &mut shared.place)]
    {
        if differs & bit != 0 {
            *field = d.option(Decoder::word)?;
        }
    }
    if differs & differs::RULE != 0 {
        shared.rule = Some(d.word()?);
    }
    if differs & differs::KIND != 0 {
        let kind = d.byte()?;
        shared.kind = (Kind::from_code(kind >> 4)?, Basis::from_code(kind & 15)?, Certainty::from_code(d.byte()?)?);
    }
    let mut word = |there: bool| there.then(|| d.word()).transpose();
    let label = word(differs & differs::NO_LABEL == 0)?;
    let [indicator, parent, period, place] =
        [rare::INDICATOR, rare::PARENT, rare::PERIOD, rare::PLACE].map(|bit| word(rare & bit != 0));
    let (indicator, parent, period, place) = (indicator?, parent?, period?, place?);
    let mut byte = |bit: u64| (rare & bit != 0).then(|| d.byte()).transpose();
    let qualifier = byte(rare::QUALIFIER)?.map(Qualifier::from_code).transpose()?;
    let change = byte(rare::CHANGE)?.map(Change::from_code).transpose()?;
    let months = byte(rare::MONTHS)?.map(|code| Months::from_code(code).ok_or(Damaged)).transpose()?;
    let per = if rare & rare::PER != 0 { d.list(Decoder::word)? } else { Vec::new() };
    let [value, low, high, of] = match rare & rare::NUMBERS {
        0 => [Some(d.float()?), None, None, None],
        _ => read_some(d, Decoder::float)?,
    };
    let [table, row, column] = if rare & rare::CELL != 0 { read_some(d, Decoder::int)? } else { [None; 3] };
    let text = (rare & rare::QUOTE != 0).then(|| d.text()).transpose()?;
    let (kind, basis, certainty) = shared.kind;
    Ok(FigureRef {
        text,
        kind,
        basis,
        certainty,
        value,
        low,
        high,
        of,
        per,
        qualifier,
        change,
        unit: shared.unit,
        label,
        period,
        months,
        place,
        indicator,
        parent,
        context_period: shared.period,
        context_place: shared.place,
        table,
        row,
        column,
        span,
        rule: shared.rule.ok_or(Damaged)?,
        share: rare & rare::SHARE != 0,
    })
}

impl FigureRef<&str> {
    /// The figure with strings of its own; `text` is the stored text.
    pub(super) fn owned(self, text: &str) -> Read<Figure> {
        let own = |s: Option<&str>| s.map(str::to_owned);
        Ok(Figure {
            text: match self.text {
                Some(quote) => quote.to_owned(),
                None => slice(text, &self.span)?,
            },
            kind: self.kind,
            value: self.value,
            low: self.low,
            high: self.high,
            of: self.of,
            unit: own(self.unit),
            per: self.per.iter().map(|p| (*p).to_owned()).collect(),
            qualifier: self.qualifier,
            label: own(self.label),
            change: self.change,
            basis: self.basis,
            period: own(self.period),
            months: self.months,
            place: own(self.place),
            indicator: own(self.indicator),
            parent: own(self.parent),
            context_period: own(self.context_period),
            context_place: own(self.context_place),
            certainty: self.certainty,
            table: self.table,
            row: self.row,
            column: self.column,
            span: self.span,
            rule: self.rule.to_owned(),
        })
    }
}
