//! One file on its way into the archive: everything that is indexed and stored of it, in one value.
//!
//! Takes [`Processed`] or a failure, gives an [`Entry`] ready to be written. Making one costs the encoding of
//! the records and runs in the workers; [`super::Writer::put`] only hands it on.

use super::analyzer::{Listing, Lists};
use super::schema::{Fields, tag};
use super::state::{Outcome, Stamp};
use super::{date, paths, records, store};
use crate::error::Reason;
use crate::pipeline::Processed;
use std::collections::BTreeSet;
use std::iter::Empty;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// A file as it will stand in the archive.
#[derive(Debug, Clone)]
pub struct Entry {
    path: PathBuf,
    stamp: Stamp,
    outcome: Outcome,
    reason: Option<Reason>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Document { records: Vec<u8>, keys: Box<Keys>, packed: Vec<u8>, lists: Lists },
    Failure { message: String },
    Duplicate,
}

/// What is indexed beside the text.
#[derive(Debug, Clone, Default)]
struct Keys {
    text_bytes: u64,
    pages: u64,
    references: u64,
    figures: u64,
    days: Option<(i64, i64)>,
    doc_type: Option<String>,
    issuer: Option<String>,
    place: Option<String>,
    title: String,
    tags: BTreeSet<String>,
}

impl Entry {
    /// A document that was read; with a reason when parts of it were not (`partial`).
    pub fn document(path: &Path, stamp: Stamp, partial: Option<Reason>, processed: Processed) -> Self {
        let (records, keys) = (records::encode(&processed), Box::new(Keys::of(&processed)));
        let outcome = if partial.is_some() { Outcome::Partial } else { Outcome::Imported };
        let mut listing = Listing::new(&processed.text);
        let packed = store::pack_noting(&processed.text, |start, end, number| listing.syllable(start, end, number));
        let content = Content::Document { records, keys, packed, lists: listing.finish() };
        Self { path: path.to_owned(), stamp, outcome, reason: partial, content }
    }

    /// A file that gave no document, and why.
    pub fn failure(path: &Path, stamp: Stamp, outcome: Outcome, reason: Reason, message: &str) -> Self {
        let content = Content::Failure { message: message.to_owned() };
        Self { path: path.to_owned(), stamp, outcome, reason: Some(reason), content }
    }

    /// A file with the same bytes as one that is in the archive under another path; `stamp` holds the hash.
    pub fn duplicate(path: &Path, stamp: Stamp) -> Self {
        Self { path: path.to_owned(), stamp, outcome: Outcome::Duplicate, reason: None, content: Content::Duplicate }
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Size, time and hash of the file.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// What became of it.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// About how much memory it takes.
    pub(super) fn weight(&self) -> usize {
        let content = match &self.content {
            Content::Document { records, packed, lists, .. } => {
                records.len() + packed.len() + lists.words.len() + lists.pairs.len()
            }
            Content::Failure { message } => message.len(),
            Content::Duplicate => 0,
        };
        content + self.path.as_os_str().len() + 1024
    }

    /// The tantivy document.
    pub(super) fn into_row(self, fields: &Fields, guard: Option<Arc<dyn Send + Sync>>) -> Row {
        let path = paths::to_bytes(&self.path);
        let mut row = Row { values: Vec::with_capacity(24), _guard: guard };
        row.push(fields.size, Cell::U64(self.stamp.size));
        row.push(fields.modified, Cell::I64(self.stamp.modified));
        row.push(fields.rules, Cell::U64(self.stamp.rules));
        row.push(fields.outcome, Cell::U64(self.outcome.code()));
        if let Some(reason) = self.reason {
            row.push(fields.reason, Cell::Str(reason.as_str().to_owned()));
        }
        if let Some(sha) = self.stamp.sha256 {
            row.push(fields.sha, Cell::Bytes(sha.to_vec()));
            if self.outcome == Outcome::Duplicate {
                row.push(fields.tags, Cell::Str(tag::term(tag::DUPLICATE_OF, &super::hex(&sha))));
            }
        }
        row.push(fields.tie, Cell::U64(tie(&path)));
        row.push(fields.path, Cell::Bytes(path));
        match self.content {
            Content::Document { records, keys, packed, lists } => {
                keys.push_to(&mut row, fields);
                // The records first: who needs them alone stops behind them.
                row.push(fields.records, Cell::Bytes(records));
                row.push(fields.text, Cell::Bytes(packed));
                row.push(fields.body, Cell::Str(lists.words));
                row.push(fields.pairs, Cell::Str(lists.pairs));
            }
            Content::Failure { message } => row.push(fields.records, Cell::Bytes(message.into_bytes())),
            Content::Duplicate => {}
        }
        row
    }
}

impl Keys {
    fn of(p: &Processed) -> Self {
        let d = &p.document;
        let (mut tags, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        let mut both = |strict: char, folded: char, id: &str| {
            tags.insert(tag::term(strict, id));
            tags.insert(tag::term(folded, &super::analyzer::fold_identifier(id)));
        };
        for r in &p.references {
            if let Some(number) = r.number {
                let number = tag::number(number, r.suffix.as_deref());
                numbers.insert(tag::term(tag::NUMBER, &number));
            }
            if let Some(id) = r.resolved.as_ref().or(r.id.as_ref()) {
                if r.own {
                    both(tag::OWN, tag::OWN_FOLDED, id);
                } else {
                    both(tag::CITES, tag::CITES_FOLDED, id);
                }
            }
        }
        if let Some(id) = &d.id {
            both(tag::OWN, tag::OWN_FOLDED, id);
        }
        tags.append(&mut numbers);
        for indicator in p.figures.iter().filter_map(|f| f.indicator.as_deref()) {
            tags.insert(tag::term(tag::INDICATOR, indicator));
        }
        if let Some(t) = &d.doc_type {
            tags.insert(tag::term(tag::TYPE, &super::analyzer::plain(t)));
        }
        Self {
            text_bytes: p.text.len() as u64,
            pages: u64::from(d.pages),
            references: p.references.len() as u64,
            figures: p.figures.len() as u64,
            days: d.date.as_deref().and_then(date::range),
            doc_type: d.doc_type.clone(),
            issuer: (!d.issuer.is_empty()).then(|| d.issuer.join(" / ")),
            place: d.place.clone(),
            title: d.title.clone().unwrap_or_else(|| first_lines(&p.text).to_owned()),
            tags,
        }
    }

    fn push_to(self, row: &mut Row, fields: &Fields) {
        row.push(fields.text_bytes, Cell::U64(self.text_bytes));
        row.push(fields.pages, Cell::U64(self.pages));
        row.push(fields.references, Cell::U64(self.references));
        row.push(fields.figures, Cell::U64(self.figures));
        if let Some((first, last)) = self.days {
            row.push(fields.first_day, Cell::I64(first));
            row.push(fields.last_day, Cell::I64(last));
        }
        let shown = [
            (fields.doc_type, None, self.doc_type),
            (fields.issuer, Some(fields.issuer_words), self.issuer),
            (fields.place, Some(fields.place_words), self.place),
        ];
        for (facet, words, value) in shown {
            let Some(value) = value else { continue };
            if let Some(words) = words {
                row.push(words, Cell::Str(value.clone()));
            }
            row.push(facet, Cell::Str(value));
        }
        row.push(fields.title, Cell::Str(self.title));
        for t in self.tags {
            row.push(fields.tags, Cell::Str(t));
        }
    }
}

/// FNV-1a of the path: the same number on every machine and in every version.
fn tie(path: &[u8]) -> u64 {
    path.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// A text without a subject line is named by how it begins: its first two lines that hold words.
fn first_lines(text: &str) -> &str {
    const MAX_BYTES: usize = 400;
    let head = &text[..text.floor_char_boundary(MAX_BYTES)];
    let mut seen = 0;
    for (i, b) in head.bytes().enumerate() {
        if b == b'\n' && !head[..i].trim_end().is_empty() && head.as_bytes().get(i.wrapping_sub(1)) != Some(&b'\n') {
            seen += 1;
            if seen == 2 {
                return &head[..i];
            }
        }
    }
    head
}

/// A value of a [`Row`].
#[derive(Debug)]
pub(super) enum Cell {
    Str(String),
    Bytes(Vec<u8>),
    U64(u64),
    I64(i64),
}

/// A tantivy document that owns its text: tantivy indexes from it without a copy.
pub(super) struct Row {
    values: Vec<(Field, Cell)>,
    /// Dropped when tantivy is done with the row; counts what is under way.
    _guard: Option<Arc<dyn Send + Sync>>,
}

impl Row {
    fn push(&mut self, field: Field, cell: Cell) {
        self.values.push((field, cell));
    }
}

impl<'a> Value<'a> for &'a Cell {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Cell::Str(s) => ReferenceValueLeaf::Str(s),
            Cell::Bytes(b) => ReferenceValueLeaf::Bytes(b),
            Cell::U64(n) => ReferenceValueLeaf::U64(*n),
            Cell::I64(n) => ReferenceValueLeaf::I64(*n),
        })
    }
}

impl Document for Row {
    type Value<'a> = &'a Cell;
    type FieldsValuesIter<'a> =
        std::iter::Map<std::slice::Iter<'a, (Field, Cell)>, fn(&'a (Field, Cell)) -> (Field, &'a Cell)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.values.iter().map(|(field, cell)| (*field, cell))
    }
}
