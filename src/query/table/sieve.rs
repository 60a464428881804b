//! Which figures of a document are rows, and the row of each.
//!
//! Takes figures with packed strings, gives rows whose names are numbers of the thread's interner. What a word says
//! ("xã Bình Lư" is a place that was asked for) is asked once for each word, not for each figure.

use super::names::Name;
use super::row::{NO_NAME, NO_NUMBER, PER_JOIN, Row};
use super::wanted::Wanted;
use crate::archive::{FigureRef, Fnv, Id, Interner, PackedStrings, Read, Word};
use crate::record::Certainty;
use crate::vocabulary::one_style;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Answers by word. Few of all words are units, periods or places.
struct Memo<T>(HashMap<Id, T, BuildHasherDefault<Fnv>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Copy> Memo<T> {
    #[inline]
    fn get(&mut self, id: Id, ask: impl FnOnce() -> T) -> T {
        *self.0.entry(id).or_insert_with(ask)
    }
}

/// One thread's part of a table: names, rows, and what was asked so far.
pub(super) struct Sieve<'w> {
    wanted: &'w Wanted<'w>,
    pub(super) interner: Interner,
    named: HashMap<(Option<Id>, Option<Id>), bool>,
    places: Memo<bool>,
    periods: Memo<bool>,
    /// Places as they are named in the middle of a sentence.
    spellings: Memo<Id>,
    /// Labels in small letters.
    things: Memo<Id>,
    /// Unit shown and factor to it; none when the unit was not asked for.
    units: Memo<Option<(Id, f64)>>,
    /// Standard name of an indicator.
    standard: Memo<Option<Id>>,
}

impl<'w> Sieve<'w> {
    pub(super) fn new(wanted: &'w Wanted<'w>) -> Self {
        Self {
            wanted,
            interner: Interner::default(),
            named: HashMap::new(),
            places: Memo::default(),
            periods: Memo::default(),
            spellings: Memo::default(),
            things: Memo::default(),
            units: Memo::default(),
            standard: Memo::default(),
        }
    }

    /// The row of a figure that was asked for; its document and its quotes are filled in later.
    pub(super) fn row(&mut self, strings: &PackedStrings<'_>, f: &FigureRef<Word>) -> Read<Option<Row>> {
        let s = self.wanted.selection;
        if !s.kinds.is_empty() && !s.kinds.contains(&f.kind)
            || s.basis.is_some_and(|b| b != f.basis)
            || s.certain && f.certainty > Certainty::Inherited
        {
            return Ok(None);
        }
        let interner = &mut self.interner;
        let mut id = |word: Option<Word>| word.map(|w| interner.word(strings, w)).transpose();
        let (indicator, label) = (id(f.indicator)?, id(f.label)?);
        if !s.indicators.is_empty() {
            let ask = || {
                let text = |id: Option<Id>| id.map(|id| self.interner.get(id));
                self.wanted.names(text(indicator), text(label))
            };
            if !*self.named.entry((indicator, label)).or_insert_with(ask) {
                return Ok(None);
            }
        }
        let interner = &mut self.interner;
        let mut id = |word: Option<Word>| word.map(|w| interner.word(strings, w)).transpose();
        let period = id(f.period.or(f.context_period))?;
        let place = id(f.place.or(f.context_place))?.map(|place| {
            let ask = || match spelled(interner.get(place)) {
                Some(name) => interner.name(&name),
                None => place,
            };
            self.spellings.get(place, ask)
        });
        if self.wanted.years.is_some()
            && !period.is_some_and(|p| self.periods.get(p, || self.wanted.spans(self.interner.get(p))))
        {
            return Ok(None);
        }
        if !self.wanted.places.is_empty()
            && !place.is_some_and(|p| self.places.get(p, || self.wanted.lies_in(self.interner.get(p))))
        {
            return Ok(None);
        }
        let interner = &mut self.interner;
        let unit = f.unit.map(|w| interner.word(strings, w)).transpose()?;
        let shown = match unit {
            // Who asks for a unit asks for none of the figures without one.
            None if !s.units.is_empty() => return Ok(None),
            None => None,
            Some(unit) => {
                let ask = || {
                    let (name, factor) = self.wanted.unit(interner.get(unit))?;
                    Some((interner.name(&name), factor))
                };
                match self.units.get(unit, ask) {
                    None => return Ok(None),
                    shown => shown,
                }
            }
        };
        if self.wanted.selection.units.iter().any(|asked| asked.contains('/')) {
            let per: Vec<String> = f.per.iter().map(|w| strings.unpack(*w)).collect::<Read<_>>()?;
            if !self.wanted.rate(&per.join("/")) {
                return Ok(None);
            }
        }
        let factor = shown.map_or(1.0, |(_, factor)| factor);
        // A share of what the label names stands under its label alone.
        let known = if f.share { None } else { indicator };
        let standard = known.and_then(|i| {
            let ask = || Some(interner.name(self.wanted.standard(interner.get(i))?));
            self.standard.get(i, ask)
        });
        let name = match standard.or(label).or(unit) {
            Some(name) => name,
            None => interner.name(NO_NAME),
        };
        let thing = label.map(|label| {
            let ask = || {
                let small = interner.get(label).to_lowercase();
                if small == interner.get(label) { label } else { interner.name(&small) }
            };
            self.things.get(label, ask)
        });
        let mut id = |word: Option<Word>| word.map(|w| interner.word(strings, w).map(Name::new)).transpose();
        let (parent, rule, text) = (id(f.parent)?, id(Some(f.rule))?, id(f.text)?);
        let per = match f.per.as_slice() {
            [] => None,
            [one] => id(Some(*one))?,
            many => {
                let units: Vec<String> = many.iter().map(|w| strings.unpack(*w)).collect::<Read<_>>()?;
                Some(Name::new(interner.name(&units.join(PER_JOIN))))
            }
        };
        let scale = |v: Option<f64>| v.map_or(NO_NUMBER, |v| super::units::scaled(v, factor));
        Ok(Some(Row {
            indicator: known.map(Name::new),
            name: Name::new(name),
            label: label.map(Name::new),
            thing: thing.map(Name::new),
            parent,
            rule,
            quoted: text,
            unit: shown.map(|(unit, _)| Name::new(unit)),
            per,
            period: period.map(Name::new),
            months: f.months,
            period_inherited: f.period.is_none() && period.is_some(),
            place: place.map(Name::new),
            place_inherited: f.place.is_none() && place.is_some(),
            numbers: if f.value.is_none() { [f.low, f.high] } else { [f.value, f.of] }.map(scale),
            range: f.value.is_none(),
            kind: f.kind,
            qualifier: f.qualifier,
            change: f.change,
            basis: f.basis,
            certainty: f.certainty,
            conflict: false,
            document: 0,
            page: f.span.page,
            line: f.span.line,
            span: (f.span.start as u32, f.span.end as u32),
            text: (0, 0),
            sentence: (0, 0),
        }))
    }
}

/// A place as it is named in the middle of a sentence, in one style of tone marks: "Xã Hoà An" of its beginning is "xã Hòa An".
fn spelled(place: &str) -> Option<String> {
    let small = in_sentence(place);
    let styled = one_style(small.as_deref().unwrap_or(place));
    styled.or(small)
}

/// A place whose level word does not begin a sentence.
fn in_sentence(place: &str) -> Option<String> {
    const LEVELS: [&str; 9] =
        ["Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã ", "Xã ", "Phường ", "Thị trấn ", "Đặc khu "];
    let level = LEVELS.iter().find(|level| place.starts_with(**level))?;
    Some(level.to_lowercase() + &place[level.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_one_spelling() {
        for (place, expected) in [
            ("Xã Hoà An", Some("xã Hòa An")),
            ("huyện Thuỷ Nguyên", Some("huyện Thủy Nguyên")),
            ("thị xã Phú Thọ", None),
            ("xã Quý Hòa", None),
            ("xã Hoàn Long", None),
        ] {
            assert_eq!(spelled(place).as_deref(), expected, "{place}");
        }
    }
}
