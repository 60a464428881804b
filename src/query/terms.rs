//! From the words of a query to the documents of one segment that hold them.
//!
//! A word typed with diacritics is one term of the dictionary, a word without is the stretch of terms that
//! share its plain letters (see [`crate::archive::analyzer`]). Takes keys, gives posting lists with counts.

use super::positions::{self, Part};
use crate::archive::analyzer::{JOIN, Key, MARK};
use crate::archive::schema::Fields;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::directory::CompositeFile;
use tantivy::index::InvertedIndexReader;
use tantivy::index::SegmentComponent;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, Term};

/// A word that begins with few letters begins many terms: of these, so many are searched.
pub(crate) const MAX_PREFIX_TERMS: usize = 2000;

/// Documents of a segment in ascending order, with how often they hold what was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct List {
    pub docs: Vec<u32>,
    pub counts: Vec<u32>,
}

impl List {
    pub(crate) fn push(&mut self, doc: u32, count: u32) {
        self.docs.push(doc);
        self.counts.push(count);
    }

    pub(crate) fn len(&self) -> usize {
        self.docs.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        self.docs.iter().copied().zip(self.counts.iter().copied())
    }

    /// All documents of the lists, counts added.
    pub(crate) fn union(lists: impl IntoIterator<Item = Arc<Self>>) -> Arc<Self> {
        // Two by two, shortest first: every posting is copied as often as the logarithm of the number of lists.
        let mut lists: Vec<Arc<Self>> = lists.into_iter().filter(|l| l.len() > 0).collect();
        while lists.len() > 1 {
            lists.sort_by_key(|l| std::cmp::Reverse(l.len()));
            let (Some(a), Some(b)) = (lists.pop(), lists.pop()) else { break };
            lists.push(Arc::new(a.merge(&b)));
        }
        lists.pop().unwrap_or_default()
    }

    /// Documents that are in all of the lists, with the counts of the shortest.
    pub(crate) fn intersection(mut lists: Vec<Arc<Self>>) -> Arc<Self> {
        lists.sort_by_key(|l| l.len());
        let mut lists = lists.into_iter();
        let first = lists.next().unwrap_or_default();
        lists.fold(first, |found, list| Arc::new(found.within(&list.docs)))
    }

    fn merge(&self, other: &Self) -> Self {
        let mut out = Self {
            docs: Vec::with_capacity(self.len() + other.len()),
            counts: Vec::with_capacity(self.len() + other.len()),
        };
        let (mut i, mut j) = (0, 0);
        while i < self.len() && j < other.len() {
            let (a, b) = (self.docs[i], other.docs[j]);
            let (take_a, take_b) = (a <= b, b <= a);
            let count = u32::from(take_a) * self.counts[i] + u32::from(take_b) * other.counts[j];
            out.push(a.min(b), count);
            i += usize::from(take_a);
            j += usize::from(take_b);
        }
        for (list, from) in [(self, i), (other, j)] {
            out.docs.extend_from_slice(&list.docs[from..]);
            out.counts.extend_from_slice(&list.counts[from..]);
        }
        out
    }

    /// Documents that are in both; the counts of `self`.
    pub(crate) fn within(&self, other: &[u32]) -> Self {
        let mut out = Self::default();
        if other.len() / SPARSE > self.len() {
            let mut rest = other;
            for (doc, count) in self.iter() {
                rest = &rest[gallop(rest, doc)..];
                if rest.first() == Some(&doc) {
                    out.push(doc, count);
                }
            }
            return out;
        }
        let end = self.docs.last().map_or(0, |&last| last as usize + 1);
        if end / SPARSE < self.len() + other.len() {
            return self.marked(other, end);
        }
        let (mut i, mut j) = (0, 0);
        out.docs.reserve(self.len().min(other.len()));
        out.counts.reserve(self.len().min(other.len()));
        while i < self.len() && j < other.len() {
            let (a, b) = (self.docs[i], other[j]);
            if a == b {
                out.push(a, self.counts[i]);
            }
            // Without branches: which list is behind is a coin toss.
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        out
    }

    /// The same for lists that hold many of the documents in front of `end`: a mark for each, no comparison.
    fn marked(&self, other: &[u32], end: usize) -> Self {
        let mut marks = vec![0u8; end];
        for &doc in &other[..other.partition_point(|&doc| (doc as usize) < end)] {
            marks[doc as usize] = 1;
        }
        let mut out = Self { docs: vec![0; self.len()], counts: vec![0; self.len()] };
        let mut kept = 0;
        for (doc, count) in self.iter() {
            (out.docs[kept], out.counts[kept]) = (doc, count);
            kept += usize::from(marks[doc as usize]);
        }
        out.docs.truncate(kept);
        out.counts.truncate(kept);
        out
    }
}

/// A list so many times shorter than another is looked up in it, not merged with it.
pub(super) const SPARSE: usize = 16;

/// Index of the first document not before `doc`: steps that double, then halves.
pub(crate) fn gallop(docs: &[u32], doc: u32) -> usize {
    let mut step = 1;
    while step < docs.len() && docs[step] < doc {
        step *= 2;
    }
    let from = step / 2;
    let to = docs.len().min(step + 1);
    from + docs[from..to].partition_point(|&d| d < doc)
}

/// How a word is compared with the terms of the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Accents {
    /// A word without diacritics means any.
    Free,
    /// A word without diacritics means just that.
    Exact,
}

/// One segment with the readers that a query needs.
pub(crate) struct Segment<'a> {
    pub reader: &'a SegmentReader,
    pub fields: &'a Fields,
    /// Pairs that were read: a phrase asks for those that rank it.
    pairs: Mutex<HashMap<PairKey, Arc<List>>>,
}

/// A pair's field and term, and whether its words mean themselves alone.
type PairKey = (Field, String, Accents);

impl<'a> Segment<'a> {
    pub(crate) fn new(reader: &'a SegmentReader, fields: &'a Fields) -> Self {
        Self { reader, fields, pairs: Mutex::default() }
    }

    /// Documents that hold a word in `field`.
    pub(crate) fn word(&self, field: Field, key: &Key, accents: Accents) -> tantivy::Result<Arc<List>> {
        let index = self.reader.inverted_index(field)?;
        let lists =
            word_terms(&index, key, accents)?.iter().map(|t| read(&index, t)).collect::<tantivy::Result<Vec<_>>>()?;
        Ok(List::union(lists))
    }

    /// Documents that hold two words one behind the other.
    pub(crate) fn pair(&self, field: Field, a: &Key, b: &Key, accents: Accents) -> tantivy::Result<Arc<List>> {
        let mut term = String::new();
        a.write_pair(b, &mut term);
        let key = (field, term, accents);
        let known = || self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(list) = known().get(&key) {
            return Ok(Arc::clone(list));
        }
        let index = self.reader.inverted_index(field)?;
        let lists =
            pair_terms(&index, a, b, accents)?.iter().map(|t| read(&index, t)).collect::<tantivy::Result<Vec<_>>>()?;
        let list = List::union(lists);
        known().insert(key, Arc::clone(&list));
        Ok(list)
    }

    /// Documents that hold a word that begins so; and whether there were too many such words.
    pub(crate) fn prefix(&self, field: Field, key: &Key) -> tantivy::Result<(Arc<List>, bool)> {
        let index = self.reader.inverted_index(field)?;
        let end = format!("{}\u{10ffff}", key.plain);
        let mut stream = index.terms().range().ge(key.plain.as_bytes()).lt(end.as_bytes()).into_stream()?;
        let (mut lists, mut cut) = (Vec::new(), false);
        while stream.advance() {
            let term = std::str::from_utf8(stream.key()).unwrap_or_default();
            let marks = term.split_once(MARK).map_or("", |(_, m)| m);
            if term.contains(JOIN) || !begins(marks, key) {
                continue;
            }
            if lists.len() == MAX_PREFIX_TERMS {
                cut = true;
                break;
            }
            lists.push(read(&index, stream.value())?);
        }
        Ok((List::union(lists), cut))
    }

    /// Hands every word of the text that begins with a letter to `take`: its plain letters, its diacritics, its documents.
    pub(crate) fn each_word(&self, first: char, mut take: impl FnMut(&str, &str, u32)) -> tantivy::Result<()> {
        let index = self.reader.inverted_index(self.fields.body)?;
        let (start, end) = (first.to_string(), format!("{first}\u{10ffff}"));
        let mut stream = index.terms().range().ge(start.as_bytes()).lt(end.as_bytes()).into_stream()?;
        while stream.advance() {
            let term = std::str::from_utf8(stream.key()).unwrap_or_default();
            let (plain, marks) = term.split_once(MARK).unwrap_or((term, ""));
            take(plain, marks, stream.value().doc_freq);
        }
        Ok(())
    }

    /// Documents with a term of the `tags` field, each counted once.
    pub(crate) fn tag(&self, term: &str) -> tantivy::Result<Arc<List>> {
        let index = self.reader.inverted_index(self.fields.tags)?;
        match index.get_term_info(&Term::from_field_text(self.fields.tags, term))? {
            Some(info) => read(&index, &info),
            None => Ok(Arc::default()),
        }
    }

    /// Documents that hold the words one behind the other, and how often.
    pub(crate) fn phrase(&self, words: &[Key], accents: Accents) -> tantivy::Result<Arc<List>> {
        let (body, pairs) = (self.fields.body, self.fields.pairs);
        match words {
            [] => return Ok(Arc::default()),
            [word] => return self.word(body, word, accents),
            [a, b] if a.pairs_with(b) => return self.pair(pairs, a, b, accents),
            _ => {}
        }
        // Documents that hold all pairs, and all numbers, which make none.
        let mut lists = Vec::new();
        for two in words.windows(2).filter(|w| w[0].pairs_with(&w[1])) {
            lists.push(self.pair(pairs, &two[0], &two[1], accents)?);
        }
        for number in words.iter().filter(|k| k.numeric) {
            lists.push(self.word(body, number, accents)?);
        }
        let candidates = List::intersection(lists);
        Ok(Arc::new(self.at_positions(words, accents, &candidates.docs)?))
    }

    /// Of `docs`, those where the words stand one behind the other.
    fn at_positions(&self, words: &[Key], accents: Accents, docs: &[u32]) -> tantivy::Result<List> {
        if docs.is_empty() {
            return Ok(List::default());
        }
        let index = self.reader.inverted_index(self.fields.body)?;
        let positions = CompositeFile::open(&self.reader.open_read(SegmentComponent::Positions)?)?;
        let Some(positions) = positions.open_read(self.fields.body) else { return Ok(List::default()) };
        let asked = positions::Asked::new(docs);
        let mut parts = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let mut terms = Vec::new();
            for info in word_terms(&index, word, accents)? {
                let bytes = positions.slice(info.positions_range.clone()).read_bytes()?;
                terms.push(positions::Term::open(&*read(&index, &info)?, bytes, &asked)?);
            }
            // Shifted so that the words of one phrase stand at one place.
            parts.push(Part { terms, shift: (words.len() - i) as u32 });
        }
        Ok(positions::phrases(parts, docs))
    }
}

fn read(index: &InvertedIndexReader, info: &TermInfo) -> tantivy::Result<Arc<List>> {
    let mut postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
    let n = info.doc_freq as usize;
    let mut list = List { docs: Vec::with_capacity(n), counts: Vec::with_capacity(n) };
    while postings.block_len() > 0 {
        list.docs.extend_from_slice(postings.docs());
        list.counts.extend_from_slice(postings.freqs());
        postings.advance();
    }
    // A field without counts gives none.
    list.counts.resize(list.docs.len(), 1);
    Ok(Arc::new(list))
}

/// The terms that a word means.
fn word_terms(index: &InvertedIndexReader, key: &Key, accents: Accents) -> tantivy::Result<Vec<TermInfo>> {
    let mut term = String::new();
    if !key.marks.is_empty() || accents == Accents::Exact {
        key.write(&mut term);
        return Ok(index.terms().get(term.as_bytes())?.into_iter().collect());
    }
    // "ho" and all of "ho" + mark + diacritics.
    let end = format!("{}{JOIN}", key.plain);
    let mut stream = index.terms().range().ge(key.plain.as_bytes()).lt(end.as_bytes()).into_stream()?;
    let mut out = Vec::new();
    while stream.advance() {
        let rest = &stream.key()[key.plain.len()..];
        if rest.is_empty() || rest[0] == MARK as u8 {
            out.push(stream.value().clone());
        }
    }
    Ok(out)
}

/// The terms that two words one behind the other mean.
fn pair_terms(index: &InvertedIndexReader, a: &Key, b: &Key, accents: Accents) -> tantivy::Result<Vec<TermInfo>> {
    let mut term = String::new();
    let free = |key: &Key| accents == Accents::Free && key.marks.is_empty();
    if !free(a) && !free(b) {
        a.write_pair(b, &mut term);
        return Ok(index.terms().get(term.as_bytes())?.into_iter().collect());
    }
    let start = format!("{}{JOIN}{}", a.plain, b.plain);
    let end = format!("{start}{JOIN}");
    let mut stream = index.terms().range().ge(start.as_bytes()).lt(end.as_bytes()).into_stream()?;
    let mut out = Vec::new();
    while stream.advance() {
        let rest = std::str::from_utf8(&stream.key()[start.len()..]).unwrap_or_default();
        let (first, second) = match rest.strip_prefix(MARK) {
            Some(marks) => marks.split_once(JOIN).unwrap_or_default(),
            None if rest.is_empty() => ("", ""),
            None => continue,
        };
        if (free(a) || first == a.marks) && (free(b) || second == b.marks) {
            out.push(stream.value().clone());
        }
    }
    Ok(out)
}

/// Whether a term's diacritics begin with those of the prefix; a prefix without means any.
fn begins(marks: &str, prefix: &Key) -> bool {
    if prefix.marks.is_empty() {
        return true;
    }
    // The tone stands first in the marks but may still be to come in a prefix: "phươ*" begins "phường".
    let tone = |m: &'_ str| m.chars().next().filter(char::is_ascii_digit);
    let shapes = |m: &'_ str| m.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    tone(&prefix.marks).is_none_or(|t| tone(marks) == Some(t)) && shapes(marks).starts_with(&shapes(&prefix.marks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn list(docs: &BTreeMap<u32, u32>) -> Arc<List> {
        Arc::new(List { docs: docs.keys().copied().collect(), counts: docs.values().copied().collect() })
    }

    proptest! {
        #[test]
        fn lists_join_like_sets(
            a in prop::collection::btree_map(0u32..60, 1u32..5, 0..30),
            b in prop::collection::btree_map(0u32..60, 1u32..5, 0..30),
            c in prop::collection::btree_map(0u32..60, 1u32..5, 0..30),
        ) {
            let mut sum = a.clone();
            for (doc, count) in b.iter().chain(&c) {
                *sum.entry(*doc).or_default() += count;
            }
            prop_assert_eq!(List::union(vec![list(&a), list(&b), list(&c)]), list(&sum));
            let common: BTreeMap<u32, u32> = a.iter().filter(|(d, _)| b.contains_key(d)).map(|(d, c)| (*d, *c)).collect();
            prop_assert_eq!(Arc::new(list(&a).within(&list(&b).docs)), list(&common));
            // The same documents far apart.
            let far = |docs: &BTreeMap<u32, u32>| list(&docs.iter().map(|(d, c)| (d * 1000, *c)).collect());
            prop_assert_eq!(Arc::new(far(&a).within(&far(&b).docs)), far(&common));
        }

        #[test]
        fn gallop_is_a_lower_bound(docs: BTreeSet<u32>, doc: u32) {
            let docs: Vec<u32> = docs.into_iter().collect();
            prop_assert_eq!(gallop(&docs, doc), docs.partition_point(|&d| d < doc));
        }
    }
}
