//! The indicator table: one row for every figure that was asked for, with its source.
//!
//! Takes a [`Selection`] ("tỷ lệ hộ nghèo", places, years), gives [`Row`]s. Period and place that the sentence does
//! not state come from its section or document and are marked as inherited; units of one kind are brought to one.
//! Two values of one thing are both shown and marked as a conflict, never averaged.

mod pivot;
mod units;

pub use pivot::{Axis, Cell, Pivot, pivot};

use super::nearest;
use super::terms::{Accents, Segment};
use crate::archive::analyzer::{Key, keys};
use crate::archive::date;
use crate::archive::schema::tag;
use crate::archive::{DocId, FigureRef, Reader};
use crate::error::{Error, Result};
use crate::query::snippet::passage;
use crate::record::{Basis, Certainty, Change, Document, Kind, Qualifier};
use crate::text::Span;
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

/// A sentence is quoted up to this length.
const SENTENCE_BYTES: usize = 600;

/// What the table is to hold. Empty lists allow everything; values of one list are alternatives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Catalogue ids (`poverty_rate`) or words of the label ("ty le ho ngheo").
    pub indicators: Vec<String>,
    /// Units; figures in a unit of the same kind are converted.
    pub units: Vec<String>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Words of the place.
    pub places: Vec<String>,
    /// First year, `2021`.
    pub from: Option<String>,
    /// Last year.
    pub to: Option<String>,
    /// Whether it happened, is expected or is a goal.
    pub basis: Option<Basis>,
    /// Only what the text states or what is carried without doubt: nothing repaired, nothing guessed.
    pub certain: bool,
    /// Whether to quote the sentence of every row: it costs opening every document.
    pub sentences: bool,
}

/// The table.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Table {
    /// Rows by indicator, place, period, document and position.
    pub rows: Vec<Row>,
    /// Documents that the rows come from.
    pub documents: Vec<Source>,
    /// Names of the archive near to what was not found.
    pub nearest: Vec<String>,
}

/// A document that rows come from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// File.
    #[serde(serialize_with = "crate::source::file::path_text")]
    pub path: PathBuf,
    /// Own identifier.
    pub id: Option<String>,
    /// Date of issue.
    pub date: Option<String>,
    /// Subject line.
    pub title: Option<String>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[expect(missing_docs, reason = "most fields are the record's")]
pub struct Row {
    /// Catalogue id.
    pub indicator: Option<String>,
    /// Standard name of the indicator, else the label.
    pub name: String,
    pub label: Option<String>,
    pub parent: Option<String>,
    pub kind: Kind,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub of: Option<f64>,
    /// The unit that the values are in.
    pub unit: Option<String>,
    pub per: Vec<String>,
    pub qualifier: Option<Qualifier>,
    pub change: Option<Change>,
    pub basis: Basis,
    pub period: Option<String>,
    /// Whether the period comes from section or document.
    pub period_inherited: bool,
    pub place: Option<String>,
    /// Whether the place comes from section or document.
    pub place_inherited: bool,
    pub certainty: Certainty,
    /// The figure as printed.
    pub text: String,
    /// Whether another row has another value for the same thing.
    pub conflict: bool,
    /// Position in [`Table::documents`].
    pub document: usize,
    pub page: u32,
    pub line: u32,
    /// Where the figure stands in the document's text, in bytes.
    pub span: (usize, usize),
    /// The sentence; empty when not asked for.
    pub sentence: String,
    pub rule: String,
}

/// An indicator that the archive holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// Catalogue id; none for a label that is no known indicator.
    pub indicator: Option<String>,
    /// Standard name, or the label.
    pub name: String,
    /// Units with which it occurs.
    pub units: Vec<String>,
    /// Number of figures.
    pub figures: u64,
    /// Number of documents.
    pub documents: u64,
}

/// The rows of a selection.
///
/// # Errors
/// [`Error::Usage`] for a year or date that is none, [`Error::Archive`] when the index is damaged.
pub fn table(reader: &Reader, selection: &Selection, vocabulary: &Vocabulary) -> Result<Table> {
    let wanted = Wanted::new(selection, vocabulary)?;
    let mut table = Table::default();
    for id in wanted.documents(reader)? {
        let mut rows = Vec::new();
        let mut quoted = Vec::new();
        let mut source = None;
        reader.each_figure(id, |document, figure| {
            let Some(row) = wanted.row(document, &figure) else { return };
            if source.is_none() {
                source = Some((document.id.clone(), document.date.clone(), document.title.clone()));
            }
            quoted.push(figure.text.map(str::to_owned));
            rows.push(row);
        })?;
        let Some((own, date, title)) = source else { continue };
        let text = reader.text(id)?;
        for (row, quote) in rows.iter_mut().zip(quoted) {
            let span = Span::new(row.span.0, row.span.1);
            row.text = quote.unwrap_or_else(|| text.get(span.start..span.end).unwrap_or_default().to_owned());
            row.document = table.documents.len();
            if selection.sentences && span.end <= text.len() {
                row.sentence = passage(&text, span, SENTENCE_BYTES).0;
            }
        }
        table.documents.push(Source { path: reader.path(id)?, id: own, date, title });
        table.rows.append(&mut rows);
    }
    if table.rows.is_empty() {
        table.nearest = wanted.nearest(reader)?;
        return Ok(table);
    }
    table.sort();
    table.mark_conflicts();
    Ok(table)
}

/// The indicators that the archive holds, the most frequent first; of labels without catalogue entry those that
/// occur in two documents or more.
///
/// # Errors
/// [`Error::Archive`] when the index is damaged.
pub fn list(reader: &Reader, vocabulary: &Vocabulary) -> Result<Vec<Listed>> {
    struct Count {
        units: BTreeSet<String>,
        figures: u64,
        documents: u64,
        last: Option<DocId>,
    }
    let mut known: HashMap<(bool, String), Count> = HashMap::new();
    for id in reader.stored_order()? {
        reader.each_figure(id, |_, f| {
            let (catalogued, name) = match (f.indicator, f.label) {
                (Some(i), _) => (true, i),
                (None, Some(l)) => (false, l),
                (None, None) => return,
            };
            let key = (catalogued, name.to_owned());
            let count =
                known.entry(key).or_insert(Count { units: BTreeSet::new(), figures: 0, documents: 0, last: None });
            count.figures += 1;
            count.documents += u64::from(count.last.replace(id) != Some(id));
            if let Some(unit) = f.unit
                && !count.units.contains(unit)
            {
                count.units.insert(unit.to_owned());
            }
        })?;
    }
    let mut out: Vec<Listed> = known
        .into_iter()
        .filter(|((catalogued, _), count)| *catalogued || count.documents > 1)
        .map(|((catalogued, name), count)| Listed {
            name: if catalogued { standard_name(vocabulary, &name).unwrap_or(&name).to_owned() } else { name.clone() },
            indicator: catalogued.then_some(name),
            units: count.units.into_iter().collect(),
            figures: count.figures,
            documents: count.documents,
        })
        .collect();
    out.sort_by(|a, b| {
        (a.indicator.is_none(), std::cmp::Reverse(a.figures), &a.name, &a.indicator).cmp(&(
            b.indicator.is_none(),
            std::cmp::Reverse(b.figures),
            &b.name,
            &b.indicator,
        ))
    });
    Ok(out)
}

fn standard_name<'v>(vocabulary: &'v Vocabulary, id: &str) -> Option<&'v str> {
    vocabulary.indicators.all().iter().find(|i| i.key == id).map(|i| i.name.as_str())
}

/// A selection, understood.
struct Wanted<'s> {
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
    fn new(selection: &'s Selection, vocabulary: &'s Vocabulary) -> Result<Self> {
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
                let (first, last) = super::parse_date(t)?;
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
    fn documents(&self, reader: &Reader) -> Result<Vec<DocId>> {
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
    fn row(&self, document: &Document, f: &FigureRef<'_>) -> Option<Row> {
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
    fn nearest(&self, reader: &Reader) -> Result<Vec<String>> {
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

impl Table {
    fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.documents.len()).collect();
        order.sort_by(|&a, &b| self.documents[a].path.cmp(&self.documents[b].path));
        let mut position = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            position[old] = new;
        }
        for row in &mut self.rows {
            row.document = position[row.document];
        }
        self.documents.sort_by(|a, b| a.path.cmp(&b.path));
        self.rows.sort_by(|a, b| {
            let key = |r: &Row| (r.document, r.span);
            (&a.name, &a.place, &a.period).cmp(&(&b.name, &b.place, &b.period)).then_with(|| key(a).cmp(&key(b)))
        });
    }

    /// Marks rows whose thing has another value elsewhere.
    fn mark_conflicts(&mut self) {
        let mut values: BTreeMap<Thing<'_>, BTreeSet<Value>> = BTreeMap::new();
        for row in &self.rows {
            if let Some(thing) = row.thing() {
                values.entry(thing).or_default().insert(row.measured());
            }
        }
        let conflicts: Vec<bool> =
            self.rows.iter().map(|r| r.thing().and_then(|t| values.get(&t)).is_some_and(|v| v.len() > 1)).collect();
        for (row, conflict) in self.rows.iter_mut().zip(conflicts) {
            row.conflict = conflict;
        }
    }
}

/// What a value is of: two values of one thing cannot both be right.
type Thing<'r> = (&'r str, Option<&'r str>, &'r [String], u8, Option<u8>, Option<&'r str>, &'r str, &'r str);

/// A value that compares bit by bit, with its bound.
type Value = ([Option<u64>; 3], Option<u8>);

impl Row {
    /// Only a row with a known name, place and period can be compared with another.
    fn thing(&self) -> Option<Thing<'_>> {
        self.indicator.as_ref()?;
        Some((
            &self.name,
            self.unit.as_deref(),
            &self.per,
            self.basis as u8,
            self.change.map(|c| c as u8),
            self.label.as_deref(),
            self.place.as_deref()?,
            self.period.as_deref()?,
        ))
    }

    fn measured(&self) -> Value {
        ([self.value, self.low, self.high].map(|v| v.map(f64::to_bits)), self.qualifier.map(|q| q as u8))
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
