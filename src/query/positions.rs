//! Where the words of a phrase stand one behind the other.
//!
//! Takes the positions of each word and the documents that hold them all, gives the documents that hold the phrase and
//! how often. Document by document: the places of the rarest word are bits, of which every other word leaves those where
//! it stands too; what no document of those asked for needs is stepped over, not unpacked.

use super::terms::{List, gallop};
use std::cell::OnceCell;
use tantivy::directory::OwnedBytes;
use tantivy::positions::PositionReader;

/// Positions that tantivy packs together.
const POSITIONS_PER_BLOCK: usize = 128;

/// With so many times fewer documents asked for than a term has, they are looked up in its list.
const FEW: usize = 4;

/// Where the documents asked for stand among those that were looked for.
pub(super) struct Asked<'d> {
    docs: &'d [u32],
    /// By document, one more than its position in `docs`; nothing for the others. Made when first needed.
    positions: OnceCell<Vec<u32>>,
}

impl<'d> Asked<'d> {
    pub(super) fn new(docs: &'d [u32]) -> Self {
        Self { docs, positions: OnceCell::new() }
    }

    fn positions(&self) -> &[u32] {
        self.positions.get_or_init(|| {
            let mut positions = vec![0; self.docs.last().map_or(0, |&last| last as usize + 1)];
            for (position, &doc) in (1..).zip(self.docs) {
                positions[doc as usize] = position;
            }
            positions
        })
    }
}

/// The positions of a term in the documents asked for.
pub(super) struct Term {
    reader: PositionReader,
    /// Number of its first position in each document, and how many there are; in front of all a place for the others.
    first: Vec<u32>,
    counts: Vec<u32>,
    total: usize,
    block: [u32; POSITIONS_PER_BLOCK],
    /// Number of the block that is unpacked.
    unpacked: usize,
}

impl Term {
    /// The positions of a term that the documents of `list` hold.
    pub(super) fn open(list: &List, bytes: OwnedBytes, asked: &Asked<'_>) -> std::io::Result<Self> {
        let total = list.counts.iter().map(|&c| c as usize).sum();
        let (mut first, mut counts) = (vec![0; asked.docs.len() + 1], vec![0; asked.docs.len() + 1]);
        let mut at = 0;
        if list.len() / FEW > asked.docs.len() {
            let mut number = 0u32;
            for (position, &doc) in (1..).zip(asked.docs) {
                let behind = at + gallop(&list.docs[at..], doc);
                number += list.counts[at..behind].iter().sum::<u32>();
                at = behind;
                if list.docs.get(at) == Some(&doc) {
                    (first[position], counts[position]) = (number, list.counts[at]);
                }
            }
        } else {
            // Every document is put somewhere: whether it is asked for is a coin toss.
            let mut number = 0u32;
            let positions = asked.positions();
            let end = list.docs.partition_point(|&doc| (doc as usize) < positions.len());
            for (&doc, &count) in list.docs[..end].iter().zip(&list.counts) {
                let position = positions[doc as usize] as usize;
                (first[position], counts[position]) = (number, count);
                number += count;
            }
        }
        let reader = PositionReader::open(bytes)?;
        Ok(Self { reader, first, counts, total, block: [0; POSITIONS_PER_BLOCK], unpacked: usize::MAX })
    }

    /// Hands the places of the term in the document at a position to `take`; positions come in ascending order.
    #[inline]
    fn each(&mut self, position: usize, mut take: impl FnMut(u32)) {
        let (mut at, mut rest) = (self.first[position + 1] as usize, self.counts[position + 1] as usize);
        let mut place = 0u32;
        // Positions are stored as steps from one to the next, anew in every document.
        while rest > 0 && at < self.total {
            let number = at / POSITIONS_PER_BLOCK;
            if number != self.unpacked {
                self.unpack(number);
            }
            let from = at % POSITIONS_PER_BLOCK;
            let steps = &self.block[from..POSITIONS_PER_BLOCK.min(from + rest)];
            for &step in steps {
                place = place.wrapping_add(step);
                take(place);
            }
            at += steps.len();
            rest -= steps.len();
        }
    }

    #[cold]
    fn unpack(&mut self, number: usize) {
        let start = number * POSITIONS_PER_BLOCK;
        let len = POSITIONS_PER_BLOCK.min(self.total - start);
        self.reader.read(start as u64, &mut self.block[..len]);
        self.unpacked = number;
    }
}

/// A word of the phrase: the terms that it means.
pub(super) struct Part {
    pub terms: Vec<Term>,
    /// What leads from a place of the word to that of the phrase.
    pub shift: u32,
}

/// Of `docs`, those that hold the phrase.
pub(super) fn phrases(mut parts: Vec<Part>, docs: &[u32]) -> List {
    // The rarest word first: what it rules out is looked at no further.
    parts.sort_by_key(|p| p.terms.iter().map(|t| t.total).sum::<usize>());
    let mut out = List { docs: Vec::with_capacity(docs.len()), counts: Vec::with_capacity(docs.len()) };
    let Some((rarest, others)) = parts.split_first_mut() else { return out };
    let Some((last, between)) = others.split_last_mut() else { return out };
    let mut places = Places::default();
    for (at, &doc) in docs.iter().enumerate() {
        places.mark(rarest, at);
        let held = between.iter_mut().all(|part| places.keep(part, at));
        let count = if held { places.count(last, at) } else { 0 };
        if count > 0 {
            out.push(doc, count);
        }
        places.clear();
    }
    out
}

/// Places of one document, a bit each. No step is a guess for the processor, which costs more than what a bit does.
#[derive(Default)]
struct Places {
    /// Where all words so far stand.
    held: Vec<u64>,
    /// Room for what the next word leaves of them: nothing is set between two words.
    next: Vec<u64>,
    /// How many numbers of `held` hold bits.
    used: usize,
}

impl Places {
    /// Sets the places of the first word.
    fn mark(&mut self, part: &mut Part, at: usize) {
        let shift = part.shift;
        for term in &mut part.terms {
            term.each(at, |place| {
                let place = place.wrapping_add(shift);
                let word = place as usize / 64;
                if word >= self.held.len() {
                    self.held.resize(word + 1, 0);
                    self.next.resize(word + 1, 0);
                }
                self.held[word] |= 1 << (place % 64);
                self.used = self.used.max(word + 1);
            });
        }
    }

    /// Keeps those where the word stands too; whether any are left.
    fn keep(&mut self, part: &mut Part, at: usize) -> bool {
        let (held, next) = (&self.held[..self.used], &mut self.next[..self.used]);
        let (shift, mut any) = (part.shift, 0);
        for term in &mut part.terms {
            term.each(at, |place| {
                let place = place.wrapping_add(shift);
                let word = place as usize / 64;
                if let (Some(held), Some(next)) = (held.get(word), next.get_mut(word)) {
                    let bit = held & 1 << (place % 64);
                    *next |= bit;
                    any |= bit;
                }
            });
        }
        std::mem::swap(&mut self.held, &mut self.next);
        self.next[..self.used].fill(0);
        any != 0
    }

    /// How many of them the last word leaves. No two terms of a word stand at one place.
    fn count(&self, part: &mut Part, at: usize) -> u32 {
        let held = &self.held[..self.used];
        let (shift, mut count) = (part.shift, 0);
        for term in &mut part.terms {
            term.each(at, |place| {
                let place = place.wrapping_add(shift);
                count += held.get(place as usize / 64).map_or(0, |held| (held >> (place % 64) & 1) as u32);
            });
        }
        count
    }

    fn clear(&mut self) {
        self.held[..self.used].fill(0);
        self.used = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// A word that stands at these places of the documents 7 and 9.
    fn part(places: [&BTreeSet<u32>; 2], shift: u32) -> Part {
        let list = List { docs: vec![7, 9], counts: places.iter().map(|p| p.len() as u32).collect() };
        // One block without bit widths: positions as variable-length numbers, seven bits each.
        let mut bytes = vec![0x80];
        for places in places {
            let mut last = 0;
            for place in places {
                bytes.push((place - last) as u8 | 0x80);
                last = *place;
            }
        }
        Part { terms: vec![Term::open(&list, OwnedBytes::new(bytes), &Asked::new(&[7, 9])).unwrap()], shift }
    }

    proptest! {
        #[test]
        fn phrases_are_found_where_all_words_follow(
            words in prop::collection::vec(prop::collection::vec(prop::collection::btree_set(0u32..100, 1..30), 2), 2..5),
        ) {
            let n = words.len();
            let parts = words.iter().enumerate().map(|(i, p)| part([&p[0], &p[1]], (n - i) as u32)).collect();
            let found = phrases(parts, &[7, 9]);
            let mut want = List::default();
            for (at, doc) in [7, 9].into_iter().enumerate() {
                let starts = words[0][at].iter().filter(|&&s| (0..).zip(&words).all(|(i, w)| w[at].contains(&(s + i))));
                let count = starts.count() as u32;
                if count > 0 {
                    want.push(doc, count);
                }
            }
            prop_assert_eq!(found, want);
        }
    }
}
