//! A selection, understood: which documents can hold rows, and which figures are rows.
//!
//! Takes names as typed ("ty le ho ngheo", `poverty_rate`, "Bình Lư"), gives the row of a figure that was asked
//! for. Refuses a year or date that is none.

use super::{Row, Selection, units};
use crate::archive::analyzer::{Key, keys};
use crate::archive::schema::tag;
use crate::archive::{DocId, FigureRef, Reader, date};
use crate::error::{Error, Result};
use crate::query::nearest;
use crate::query::terms::{Accents, Segment};
use crate::record::{Certainty, Document};
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A selection, understood.
pub(super) struct Wanted<'s> {
    selection: &'s Selection,
    /// Standard names by catalogue id.
    names: HashMap<&'s str, &'s str>,
    /// Ids asked for by id or by their standard name.
    ids: HashSet<&'s str>,
    /// Words asked for that are no standard name.
    words: Vec<Vec<Key>>,
    places: Vec<Vec<Key>>,
    years: Option<(u16, u16)>,
}

impl<'s> Wanted<'s> {
    pub(super) fn new(selection: &'s Selection, vocabulary: &'s Vocabulary) -> Result<Self> {
        let catalogue = vocabulary.indicators.all();
        let (mut ids, mut words) = (HashSet::new(), Vec::new());
        for asked in &selection.indicators {
            let asked_keys = keys(asked);
            let named: Vec<&str> = catalogue
                .iter()
                .filter(|i| i.key == *asked || same(&asked_keys, &keys(&i.name)))
                .map(|i| i.key.as_str())
                .collect();
            if named.is_empty() {
                words.push(asked_keys);
            }
            ids.extend(named);
        }
        let year = |text: &Option<String>, open: u16| match text {
            None => Ok(open),
            // A table speaks of years; a day is taken too, but it must be one that exists.
            Some(t) => {
                let (first, last) = crate::query::parse_date(t)?;
                let year = date::year(if open == 0 { first } else { last });
                u16::try_from(year).map_err(|_| Error::Usage(format!("\"{t}\" is no year that reports speak of")))
            }
        };
        let bounded = selection.from.is_some() || selection.to.is_some();
        let years =
            bounded.then(|| Ok::<_, Error>((year(&selection.from, 0)?, year(&selection.to, u16::MAX)?))).transpose()?;
        Ok(Self {
            selection,
            names: catalogue.iter().map(|i| (i.key.as_str(), i.name.as_str())).collect(),
            ids,
            words,
            places: selection.places.iter().map(|p| keys(p)).collect(),
            years,
        })
    }

    /// Documents that can hold rows, in the order they are stored.
    pub(super) fn documents(&self, reader: &Reader) -> Result<Vec<DocId>> {
        if self.selection.indicators.is_empty() {
            return reader.stored_order();
        }
        let mut found = BTreeSet::new();
        for id in &self.ids {
            found.extend(reader.tagged(&tag::term(tag::INDICATOR, id))?);
            if let Some(name) = self.names.get(id) {
                found.extend(self.holding(reader, &keys(name)).map_err(|e| reader.error(e))?);
            }
        }
        for words in &self.words {
            // A label is made of words of the text; a standard name may not be.
            found.extend(self.holding(reader, words).map_err(|e| reader.error(e))?);
            for (id, name) in &self.names {
                if holds(&keys(name), words) {
                    found.extend(reader.tagged(&tag::term(tag::INDICATOR, id))?);
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    fn holding(&self, reader: &Reader, words: &[Key]) -> tantivy::Result<Vec<DocId>> {
        let mut out = Vec::new();
        for (ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
            let segment = Segment { reader: segment, fields: reader.fields() };
            let mut docs: Option<Vec<u32>> = None;
            for word in words {
                let list = segment.word(segment.fields.body, word, Accents::Free)?;
                docs = Some(match docs {
                    None => list.docs.clone(),
                    Some(docs) => list.within(&docs).docs,
                });
            }
            let alive = |doc: &u32| !segment.reader.is_deleted(*doc);
            out.extend(docs.unwrap_or_default().into_iter().filter(alive).map(|doc| DocId::new(ord as u32, doc)));
        }
        Ok(out)
    }

    /// The row of a figure that was asked for; its text, document and sentence are filled in later.
    pub(super) fn row(&self, document: &Document, f: &FigureRef<'_>) -> Option<Row> {
        let s = self.selection;
        if !s.kinds.is_empty() && !s.kinds.contains(&f.kind)
            || s.basis.is_some_and(|b| b != f.basis)
            || s.certain && f.certainty > Certainty::Inherited
        {
            return None;
        }
        if !s.indicators.is_empty() && !self.names_it(f) {
            return None;
        }
        let period = f.period.or(f.context_period).or(document.period.as_deref());
        if let Some((from, to)) = self.years {
            let (first, last) = years(period?)?;
            if last < from || first > to {
                return None;
            }
        }
        let place = f.place.or(f.context_place).or(document.place.as_deref());
        if !self.places.is_empty() {
            let words = keys(place?);
            if !self.places.iter().any(|p| holds_together(&words, p)) {
                return None;
            }
        }
        let (unit, factor) = self.unit(f.unit)?;
        let scale = |v: Option<f64>| v.map(|v| if factor == 1.0 { v } else { units::convert(v, factor) });
        let own = |s: Option<&str>| s.map(str::to_owned);
        let name = f.indicator.and_then(|i| self.names.get(i).copied()).or(f.label).or(f.unit).unwrap_or("—");
        Some(Row {
            indicator: own(f.indicator),
            name: name.to_owned(),
            label: own(f.label),
            parent: own(f.parent),
            kind: f.kind,
            value: scale(f.value),
            low: scale(f.low),
            high: scale(f.high),
            of: scale(f.of),
            unit,
            per: f.per.iter().map(|p| (*p).to_owned()).collect(),
            qualifier: f.qualifier,
            change: f.change,
            basis: f.basis,
            period: own(period),
            period_inherited: f.period.is_none() && period.is_some(),
            place: own(place),
            place_inherited: f.place.is_none() && place.is_some(),
            certainty: f.certainty,
            text: String::new(),
            conflict: false,
            document: 0,
            page: f.span.page,
            line: f.span.line,
            span: (f.span.start, f.span.end),
            sentence: String::new(),
            rule: f.rule.to_owned(),
        })
    }

    /// Whether a figure is one of the indicators asked for.
    fn names_it(&self, f: &FigureRef<'_>) -> bool {
        if f.indicator.is_some_and(|i| self.ids.contains(i)) {
            return true;
        }
        // A figure that the catalogue knows under another id is another thing, whatever its label.
        self.words.iter().any(|words| {
            let mut text = Vec::new();
            for part in [f.label, f.indicator.and_then(|i| self.names.get(i).copied())].into_iter().flatten() {
                text.extend(keys(part));
            }
            holds(&text, words)
        }) || f.indicator.is_none()
            && self.ids.iter().any(|id| {
                self.names.get(id).is_some_and(|name| f.label.is_some_and(|l| holds_together(&keys(l), &keys(name))))
            })
    }

    /// The unit that a figure is shown in, and the factor to it; none when the unit was not asked for.
    fn unit(&self, unit: Option<&str>) -> Option<(Option<String>, f64)> {
        if self.selection.units.is_empty() {
            let Some(unit) = unit else { return Some((None, 1.0)) };
            let target = units::common(unit);
            return Some((Some(target.to_owned()), units::factor(unit, target).unwrap_or(1.0)));
        }
        let unit = unit?;
        self.selection.units.iter().find_map(|asked| {
            if units::named(asked, unit) {
                return Some((Some(unit.to_owned()), 1.0));
            }
            units::factor(unit, asked).map(|factor| (Some(asked.clone()), factor))
        })
    }

    /// Names that may have been meant when nothing was found.
    pub(super) fn nearest(&self, reader: &Reader) -> Result<Vec<String>> {
        let (mut labels, mut places) = (BTreeSet::new(), BTreeSet::new());
        for id in reader.stored_order()? {
            reader.each_figure(id, |document, f| {
                let take = |set: &mut BTreeSet<String>, name: Option<&str>| {
                    if let Some(name) = name
                        && !set.contains(name)
                    {
                        set.insert(name.to_owned());
                    }
                };
                take(&mut labels, f.indicator.and_then(|i| self.names.get(i).copied()).or(f.label));
                take(&mut places, f.place.or(f.context_place).or(document.place.as_deref()));
            })?;
        }
        let mut out = Vec::new();
        for (asked, known) in [(&self.selection.indicators, &labels), (&self.selection.places, &places)] {
            for name in asked {
                out.extend(nearest::names(name, known.iter().map(String::as_str)));
            }
        }
        Ok(out)
    }
}

/// First and last year that a period names: "2023", "2021-2025", "2023-06".
fn years(period: &str) -> Option<(u16, u16)> {
    let mut found = period.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 4).filter_map(|d| d.parse().ok());
    let first = found.next()?;
    Some((first, found.next_back().unwrap_or(first)))
}

fn matches(asked: &Key, word: &Key) -> bool {
    asked.plain == word.plain && (asked.marks.is_empty() || asked.marks == word.marks)
}

/// Whether all words asked for occur.
fn holds(words: &[Key], asked: &[Key]) -> bool {
    !asked.is_empty() && asked.iter().all(|a| words.iter().any(|w| matches(a, w)))
}

/// Whether the words asked for occur one behind the other.
fn holds_together(words: &[Key], asked: &[Key]) -> bool {
    !asked.is_empty() && words.windows(asked.len()).any(|window| asked.iter().zip(window).all(|(a, w)| matches(a, w)))
}

fn same(asked: &[Key], known: &[Key]) -> bool {
    asked.len() == known.len() && holds_together(known, asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_years() {
        for (period, expected) in [
            ("2023", Some((2023, 2023))),
            ("2021-2025", Some((2021, 2025))),
            ("2023-06", Some((2023, 2023))),
            ("quý 2", None),
        ] {
            assert_eq!(years(period), expected, "{period}");
        }
    }

    #[test]
    fn places_hold_the_words_together() {
        for (place, asked, expected) in [
            ("xã Bình Lư", "bình lư", true),
            ("xã Bình Lư", "binh lu", true),
            ("xã Bình Lư", "lư bình", false),
            ("xã Bình Lư", "bính lư", false),
        ] {
            assert_eq!(holds_together(&keys(place), &keys(asked)), expected, "{asked} in {place}");
        }
    }
}
