//! From the words of a query to the documents of one segment that hold them.
//!
//! A word typed with diacritics is one term of the dictionary, a word without is the stretch of terms that
//! share its plain letters (see [`crate::archive::analyzer`]). Takes keys, gives posting lists with counts.

use crate::archive::analyzer::{JOIN, Key, MARK};
use crate::archive::schema::Fields;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

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
    pub(crate) fn union(mut lists: Vec<Self>) -> Self {
        // Two by two, shortest first: every posting is copied as often as the logarithm of the number of lists.
        lists.retain(|l| l.len() > 0);
        while lists.len() > 1 {
            lists.sort_by_key(|l| std::cmp::Reverse(l.len()));
            let (Some(a), Some(b)) = (lists.pop(), lists.pop()) else { break };
            lists.push(a.merge(&b));
        }
        lists.pop().unwrap_or_default()
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
        let mut rest = other;
        for (doc, count) in self.iter() {
            rest = &rest[gallop(rest, doc)..];
            if rest.first() == Some(&doc) {
                out.push(doc, count);
            }
        }
        out
    }
}

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

impl Segment<'_> {
    /// Documents that hold a word in `field`.
    pub(crate) fn word(&self, field: Field, key: &Key, accents: Accents) -> tantivy::Result<List> {
        let index = self.reader.inverted_index(field)?;
        let lists =
            word_terms(&index, key, accents)?.iter().map(|t| read(&index, t)).collect::<tantivy::Result<_>>()?;
        Ok(List::union(lists))
    }

    /// Documents that hold two words one behind the other.
    pub(crate) fn pair(&self, field: Field, a: &Key, b: &Key, accents: Accents) -> tantivy::Result<List> {
        let index = self.reader.inverted_index(field)?;
        let lists =
            pair_terms(&index, a, b, accents)?.iter().map(|t| read(&index, t)).collect::<tantivy::Result<_>>()?;
        Ok(List::union(lists))
    }

    /// Documents that hold a word that begins so; and whether there were too many such words.
    pub(crate) fn prefix(&self, field: Field, key: &Key) -> tantivy::Result<(List, bool)> {
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

    /// Documents with a term of the `tags` field, each counted once.
    pub(crate) fn tag(&self, term: &str) -> tantivy::Result<List> {
        let index = self.reader.inverted_index(self.fields.tags)?;
        match index.get_term_info(&Term::from_field_text(self.fields.tags, term))? {
            Some(info) => read(&index, &info),
            None => Ok(List::default()),
        }
    }

    /// Documents that hold the words one behind the other, and how often.
    pub(crate) fn phrase(&self, keys: &[Key], accents: Accents) -> tantivy::Result<List> {
        let (body, pairs) = (self.fields.body, self.fields.pairs);
        match keys {
            [] => return Ok(List::default()),
            [word] => return self.word(body, word, accents),
            [a, b] if a.pairs_with(b) => return self.pair(pairs, a, b, accents),
            _ => {}
        }
        // Documents that hold all pairs (numbers: the words), the rarest first.
        let mut lists = Vec::new();
        for two in keys.windows(2) {
            if two[0].pairs_with(&two[1]) {
                lists.push(self.pair(pairs, &two[0], &two[1], accents)?);
            }
        }
        for number in keys.iter().filter(|k| k.numeric) {
            lists.push(self.word(body, number, accents)?);
        }
        lists.sort_by_key(List::len);
        let mut candidates = lists.first().cloned().unwrap_or_default();
        for list in &lists[1..] {
            candidates = candidates.within(&list.docs);
        }
        self.at_positions(keys, accents, &candidates.docs)
    }

    /// Of `docs`, those where the words stand one behind the other.
    fn at_positions(&self, keys: &[Key], accents: Accents, docs: &[u32]) -> tantivy::Result<List> {
        let mut out = List::default();
        if docs.is_empty() {
            return Ok(out);
        }
        let index = self.reader.inverted_index(self.fields.body)?;
        let mut words = Vec::new();
        for (i, key) in keys.iter().enumerate() {
            let mut postings = Vec::new();
            for info in word_terms(&index, key, accents)? {
                postings.push(index.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)?);
            }
            let frequency: u64 = postings.iter().map(|p| u64::from(p.doc_freq())).sum();
            words.push((frequency, i as u32, postings));
        }
        // The rarest words rule out most starts.
        words.sort_by_key(|w| w.0);
        let last = keys.len() as u32;
        let (mut starts, mut here) = (Vec::new(), Vec::new());
        for &doc in docs {
            starts.clear();
            for (n, (_, offset, postings)) in words.iter_mut().enumerate() {
                here.clear();
                positions(postings, doc, last - *offset, &mut here);
                if n == 0 {
                    std::mem::swap(&mut starts, &mut here);
                } else {
                    keep_common(&mut starts, &here);
                }
                if starts.is_empty() {
                    break;
                }
            }
            if !starts.is_empty() {
                out.push(doc, starts.len() as u32);
            }
        }
        Ok(out)
    }
}

/// Positions of any of the terms in a document, shifted so that words of one phrase agree.
fn positions(postings: &mut [SegmentPostings], doc: u32, shift: u32, out: &mut Vec<u32>) {
    let several = postings.len() > 1;
    for p in postings {
        let at = p.doc();
        if (if at < doc { p.seek(doc) } else { at }) == doc {
            p.append_positions_with_offset(shift, out);
        }
    }
    if several {
        out.sort_unstable();
    }
}

/// Keeps of `a` what is in `b`; both ascend.
fn keep_common(a: &mut Vec<u32>, b: &[u32]) {
    let mut rest = b;
    a.retain(|&x| {
        while let [first, tail @ ..] = rest
            && *first < x
        {
            rest = tail;
        }
        rest.first() == Some(&x)
    });
}

fn read(index: &InvertedIndexReader, info: &TermInfo) -> tantivy::Result<List> {
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
    debug_assert!(list.docs.last().is_none_or(|&d| d < TERMINATED));
    Ok(list)
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

    fn list(docs: &BTreeMap<u32, u32>) -> List {
        List { docs: docs.keys().copied().collect(), counts: docs.values().copied().collect() }
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
            prop_assert_eq!(list(&a).within(&list(&b).docs), list(&common));
        }

        #[test]
        fn gallop_is_a_lower_bound(docs: BTreeSet<u32>, doc: u32) {
            let docs: Vec<u32> = docs.into_iter().collect();
            prop_assert_eq!(gallop(&docs, doc), docs.partition_point(|&d| d < doc));
        }
    }
}
