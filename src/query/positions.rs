//! Where the words of a phrase stand one behind the other.
//!
//! Takes the positions of each word and the documents that hold them all, gives the documents that hold the phrase and
//! how often. Document by document: the places of the word with the fewest are kept where every other word stands too,
//! and what no document of those asked for needs is stepped over, not unpacked.

use super::terms::{List, SPARSE, gallop};
use std::rc::Rc;
use tantivy::directory::OwnedBytes;
use tantivy::positions::PositionReader;

/// Positions that tantivy packs together.
const POSITIONS_PER_BLOCK: usize = 128;

/// The positions of a term, read forward.
pub(super) struct Places {
    list: Rc<List>,
    reader: PositionReader,
    /// Position in `list`, and of its document's first position among all.
    at: usize,
    first: usize,
    total: usize,
    block: [u32; POSITIONS_PER_BLOCK],
    /// Number of the block that is unpacked.
    unpacked: usize,
    /// Whether few of its documents are asked for.
    sparse: bool,
}

impl Places {
    /// The positions of a term of which `asked` documents will be asked for.
    pub(super) fn open(list: Rc<List>, bytes: OwnedBytes, asked: usize) -> std::io::Result<Self> {
        let total = list.counts.iter().map(|&c| c as usize).sum();
        let sparse = list.len() / SPARSE > asked;
        let reader = PositionReader::open(bytes)?;
        let block = [0; POSITIONS_PER_BLOCK];
        Ok(Self { list, reader, at: 0, first: 0, total, block, unpacked: usize::MAX, sparse })
    }

    /// Steps to a document. What lies between two that are asked for is mostly short, so that no search pays.
    #[inline]
    fn seek(&mut self, doc: u32) {
        if self.sparse {
            let behind = self.at + gallop(&self.list.docs[self.at..], doc);
            self.first += self.list.counts[self.at..behind].iter().map(|&c| c as usize).sum::<usize>();
            self.at = behind;
        }
        while let (Some(&here), Some(&count)) = (self.list.docs.get(self.at), self.list.counts.get(self.at))
            && here < doc
        {
            self.first += count as usize;
            self.at += 1;
        }
    }

    /// Hands the places of the term in `doc` to `take`; documents come in ascending order.
    #[inline]
    fn each(&mut self, doc: u32, mut take: impl FnMut(u32)) {
        self.seek(doc);
        if self.list.docs.get(self.at) != Some(&doc) {
            return;
        }
        let mut rest = self.list.counts[self.at] as usize;
        let (mut at, mut place) = (self.first, 0u32);
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
    pub terms: Vec<Places>,
    /// What leads from a place of the word to that of the phrase.
    pub shift: u32,
}

/// Of `docs`, those that hold the phrase.
pub(super) fn phrases(mut parts: Vec<Part>, docs: &[u32]) -> List {
    // The rarest word first: what it rules out is looked at no further.
    parts.sort_by_key(|p| p.terms.iter().map(|t| t.total).sum::<usize>());
    let mut out = List::default();
    let Some((rarest, others)) = parts.split_first_mut() else { return out };
    let (mut places, mut marks) = (Vec::new(), Vec::new());
    for &doc in docs {
        places.clear();
        rarest.terms.iter_mut().for_each(|t| t.each(doc, |place| places.push(place.wrapping_add(rarest.shift))));
        for part in others.iter_mut() {
            match places.len() {
                0 => break,
                1..=LANES => keep_few(part, doc, &mut places),
                _ => keep_many(part, doc, &mut marks, &mut places),
            }
        }
        if !places.is_empty() {
            out.push(doc, places.len() as u32);
        }
    }
    out
}

/// So many places are compared with one at once.
const LANES: usize = 8;

/// Keeps the places, of at most [`LANES`], where the word stands too. To merge two short lists, whose every step is a
/// coin toss, costs more than to compare all with all.
#[inline]
fn keep_few(part: &mut Part, doc: u32, places: &mut Vec<u32>) {
    let (mut lanes, mut hits) = ([u32::MAX; LANES], [false; LANES]);
    lanes[..places.len()].copy_from_slice(places);
    let shift = part.shift;
    for term in &mut part.terms {
        term.each(doc, |place| {
            let place = place.wrapping_add(shift);
            for (hit, lane) in hits.iter_mut().zip(lanes) {
                *hit |= lane == place;
            }
        });
    }
    let mut hits = hits.iter();
    places.retain(|_| hits.next().is_some_and(|&hit| hit));
}

/// The same for any number of places, by a bit for each.
fn keep_many(part: &mut Part, doc: u32, marks: &mut Vec<u64>, places: &mut Vec<u32>) {
    let last = places.iter().max().map_or(0, |&last| last as usize / 64);
    if marks.len() <= last {
        marks.resize(last + 1, 0);
    }
    let (shift, marks) = (part.shift, &mut marks[..=last]);
    for term in &mut part.terms {
        term.each(doc, |place| {
            let place = place.wrapping_add(shift);
            if let Some(word) = marks.get_mut(place as usize / 64) {
                *word |= 1 << (place % 64);
            }
        });
    }
    places.retain(|&place| marks[place as usize / 64] >> (place % 64) & 1 == 1);
    marks.fill(0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_keep_the_same(few in prop::collection::btree_set(0u32..90, 1..=LANES), word in prop::collection::btree_set(0u32..90, 0..40)) {
            let list = |n: usize| Rc::new(List { docs: vec![7], counts: vec![n as u32] });
            // One block without bit widths: positions as variable-length numbers, seven bits each.
            let mut bytes = vec![0x80];
            let mut last = 0;
            for place in &word {
                bytes.push((place - last) as u8 | 0x80);
                last = *place;
            }
            let part = || Part { terms: vec![Places::open(list(word.len()), OwnedBytes::new(bytes.clone()), 1).unwrap()], shift: 3 };
            let places: Vec<u32> = few.iter().map(|p| p + 3).collect();
            let want: Vec<u32> = few.intersection(&word).map(|p| p + 3).collect();
            let (mut a, mut b) = (places.clone(), places);
            keep_few(&mut part(), 7, &mut a);
            keep_many(&mut part(), 7, &mut Vec::new(), &mut b);
            prop_assert_eq!(&a, &want);
            prop_assert_eq!(&b, &want);
        }
    }
}
