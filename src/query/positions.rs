//! Where the words of a phrase stand one behind the other.
//!
//! Takes the positions of each word and the documents that hold them all, gives the documents that hold the phrase and
//! how often. Document by document: the places of the word with the fewest are kept where every other word stands too,
//! and what no document of those asked for needs is stepped over, not unpacked.

use super::terms::{List, gallop};
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
}

impl Places {
    pub(super) fn open(list: Rc<List>, bytes: OwnedBytes) -> std::io::Result<Self> {
        let total = list.counts.iter().map(|&c| c as usize).sum();
        let reader = PositionReader::open(bytes)?;
        Ok(Self { list, reader, at: 0, first: 0, total, block: [0; POSITIONS_PER_BLOCK], unpacked: usize::MAX })
    }

    /// Hands the places of the term in `doc` to `take`; documents come in ascending order.
    #[inline]
    fn each(&mut self, doc: u32, mut take: impl FnMut(u32)) {
        let behind = self.at + gallop(&self.list.docs[self.at..], doc);
        self.first += self.list.counts[self.at..behind].iter().map(|&c| c as usize).sum::<usize>();
        self.at = behind;
        if self.list.docs.get(behind) != Some(&doc) {
            return;
        }
        let mut rest = self.list.counts[behind] as usize;
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
            if places.is_empty() {
                break;
            }
            mark(part, doc, &mut marks, &mut places);
        }
        if !places.is_empty() {
            out.push(doc, places.len() as u32);
        }
    }
    out
}

/// Keeps the places where the word stands too. A bit for each place costs less than to merge two short lists, whose
/// every step is a coin toss.
fn mark(part: &mut Part, doc: u32, marks: &mut Vec<u64>, places: &mut Vec<u32>) {
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
