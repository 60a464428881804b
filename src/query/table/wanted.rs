//! A selection, understood: which documents can hold rows, and what of a figure makes it one.
//!
//! Takes names as typed ("ty le ho ngheo", `poverty_rate`, "Bình Lư"), gives documents, and answers about single names.
//! Refuses a year or date that is none.

use super::scan::scan;
use super::{Selection, Unknown, units};
use crate::archive::analyzer::{Key, keys};
use crate::archive::schema::tag;
use crate::archive::{DocId, Figures, Id, Interner, Read, Reader, date};
use crate::error::{Error, Result};
use crate::query::nearest;
use crate::query::terms::{Accents, Segment};
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A selection, understood.
pub(super) struct Wanted<'s> {
    pub(super) selection: &'s Selection,
    /// Standard names by catalogue id.
    standard: HashMap<&'s str, Standard<'s>>,
    /// Ids asked for by id.
    exact: HashSet<&'s str>,
    /// Ids asked for by their standard name.
    ids: HashSet<&'s str>,
    /// Words asked for that are no standard name.
    words: Vec<Vec<Key>>,
    pub(super) places: Vec<Vec<Key>>,
    pub(super) years: Option<(u16, u16)>,
}

/// A name of the catalogue.
struct Standard<'s> {
    name: &'s str,
    /// Its words: asked for every label of an archive.
    keys: Vec<Key>,
}

/// What an archive holds under any name, as one thread has found it.
#[derive(Default)]
struct Known {
    interner: Interner,
    /// Of figures that the catalogue does not know.
    labels: HashSet<Id>,
    indicators: HashSet<Id>,
    places: HashSet<Id>,
    units: HashSet<Id>,
}

impl Known {
    fn add(&mut self, records: &[u8]) -> Read<()> {
        let figures = Figures::open(records)?;
        let strings = &figures.strings;
        self.interner.next_document(strings);
        figures.each(|_, f| {
            let (names, word) = match (f.indicator, f.label) {
                (Some(indicator), _) => (&mut self.indicators, Some(indicator)),
                (None, label) => (&mut self.labels, label),
            };
            let place = f.place.or(f.context_place);
            for (names, word) in [(names, word), (&mut self.places, place), (&mut self.units, f.unit)] {
                if let Some(word) = word {
                    names.insert(self.interner.word(strings, word)?);
                }
            }
            Ok(())
        })
    }
}

impl<'s> Wanted<'s> {
    pub(super) fn new(selection: &'s Selection, vocabulary: &'s Vocabulary) -> Result<Self> {
        let catalogue = vocabulary.indicators.all();
        let (mut exact, mut ids, mut words) = (HashSet::new(), HashSet::new(), Vec::new());
        for asked in &selection.indicators {
            let asked_keys = keys(asked);
            // Who types an id of the catalogue wants that indicator and nothing that only sounds like it.
            if let Some(entry) = catalogue.iter().find(|i| i.key == *asked) {
                exact.insert(entry.key.as_str());
                continue;
            }
            let named: Vec<&str> =
                catalogue.iter().filter(|i| same(&asked_keys, &keys(&i.name))).map(|i| i.key.as_str()).collect();
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
        if years.is_some_and(|(from, to)| from > to) {
            return Err(Error::Usage("the first year lies behind the last; swap --from and --to".into()));
        }
        Ok(Self {
            selection,
            standard: catalogue
                .iter()
                .map(|i| (i.key.as_str(), Standard { name: &i.name, keys: keys(&i.name) }))
                .collect(),
            exact,
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
        for id in &self.exact {
            found.extend(reader.tagged(&tag::term(tag::INDICATOR, id))?);
        }
        for id in &self.ids {
            found.extend(reader.tagged(&tag::term(tag::INDICATOR, id))?);
            if let Some(standard) = self.standard.get(id) {
                found.extend(self.holding(reader, &standard.keys).map_err(|e| reader.error(e))?);
            }
        }
        for words in &self.words {
            // A label is made of words of the text; a standard name may not be.
            found.extend(self.holding(reader, words).map_err(|e| reader.error(e))?);
            for (id, standard) in &self.standard {
                if holds(&standard.keys, words) {
                    found.extend(reader.tagged(&tag::term(tag::INDICATOR, id))?);
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    fn holding(&self, reader: &Reader, words: &[Key]) -> tantivy::Result<Vec<DocId>> {
        let mut out = Vec::new();
        for (ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
            let segment = Segment::new(segment, reader.fields());
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

    /// Whether a figure with this indicator and label is one of the indicators asked for.
    pub(super) fn names(&self, indicator: Option<&str>, label: Option<&str>) -> bool {
        if indicator.is_some_and(|i| self.ids.contains(i) || self.exact.contains(i)) {
            return true;
        }
        // A figure that the catalogue knows under another id is another thing, whatever its label.
        let words = label.map(keys).unwrap_or_default();
        let named = |id: &&str| self.standard.get(id).is_some_and(|standard| holds_together(&words, &standard.keys));
        if indicator.is_none() && self.ids.iter().any(named) {
            return true;
        }
        let standard = indicator.and_then(|i| self.standard.get(i)).map_or(&[][..], |standard| &standard.keys);
        self.words.iter().any(|asked| holds(words.iter().chain(standard), asked))
    }

    /// The standard name of an indicator.
    pub(super) fn standard(&self, indicator: &str) -> Option<&'s str> {
        self.standard.get(indicator).map(|standard| standard.name)
    }

    /// Whether a period touches the years asked for.
    pub(super) fn spans(&self, period: &str) -> bool {
        let (Some((from, to)), Some((first, last))) = (self.years, years(period)) else { return false };
        last >= from && first <= to
    }

    /// Whether a place is one of those asked for.
    pub(super) fn lies_in(&self, place: &str) -> bool {
        let words = keys(place);
        self.places.iter().any(|p| holds_together(&words, p))
    }

    /// The unit that figures in `unit` are shown in, and the factor to it; none when it was not asked for.
    pub(super) fn unit(&self, unit: &str) -> Option<(String, f64)> {
        if self.selection.units.is_empty() {
            let target = units::common(unit);
            return Some((target.to_owned(), units::factor(unit, target).unwrap_or(1.0)));
        }
        self.selection.units.iter().find_map(|asked| units::shown(units::base(asked), unit))
    }

    /// Whether the denominators of a figure, joined by slashes, are those asked for: who asks for "tạ" takes any.
    pub(super) fn rate(&self, per: &str) -> bool {
        let units = &self.selection.units;
        units.is_empty() || units.iter().any(|asked| units::denominators(asked).is_none_or(|d| units::named(d, per)))
    }

    /// What of the selection the archive does not know, with the nearest names that it does.
    pub(super) fn unknown(&self, reader: &Reader) -> Result<Vec<Unknown>> {
        let documents = reader.stored_order()?;
        let threads = scan(&documents, Known::default, |known, id| reader.decoded(known.add(&reader.records(id)?)))?;
        let [mut labels, mut ids, mut places, mut units] = [const { BTreeSet::new() }; 4];
        for known in &threads {
            let name = |id: &Id| known.interner.get(*id).to_owned();
            labels.extend(known.labels.iter().map(name));
            ids.extend(known.indicators.iter().map(name));
            places.extend(known.places.iter().map(name));
            units.extend(known.units.iter().map(name));
        }
        labels.extend(ids.iter().filter_map(|id| self.standard(id)).map(str::to_owned));
        let mut out = Vec::new();
        let mut ask = |asked: &str, names: &BTreeSet<String>, known: &dyn Fn(&str) -> bool| {
            if !names.iter().any(|name| known(name)) {
                let nearest = nearest::names(asked, names.iter().map(String::as_str));
                out.push(Unknown {
                    name: asked.to_owned(),
                    standard: self.standard(asked).map(str::to_owned),
                    nearest,
                });
            }
        };
        for asked in &self.selection.indicators {
            let words = keys(asked);
            // Who types an underscore means an id of the catalogue.
            match asked.contains('_') || self.standard.contains_key(asked.as_str()) {
                true => ask(asked, &ids, &|id| id == asked),
                false => ask(asked, &labels, &|label| holds(&keys(label), &words)),
            }
        }
        for asked in &self.selection.places {
            let words = keys(asked);
            ask(asked, &places, &|place| holds_together(&keys(place), &words));
        }
        for asked in &self.selection.units {
            ask(asked, &units, &|unit| units::shown(units::base(asked), unit).is_some());
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
fn holds<'k>(words: impl IntoIterator<Item = &'k Key> + Clone, asked: &[Key]) -> bool {
    !asked.is_empty() && asked.iter().all(|a| words.clone().into_iter().any(|w| matches(a, w)))
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
