//! The strings of many documents, each once, by number: what a table over a whole archive counts and sorts by.
//!
//! Takes the strings of one document after the other as they are stored ([`PackedStrings`]), gives numbers. A string
//! that many documents hold ("tỷ lệ hộ nghèo") is unpacked once, one that nobody asks for never.

use super::codec::{Damaged, Dictionary, Read};
use super::store;
use super::strings::{self, Fnv};
use hashbrown::HashTable;
use std::hash::Hasher;

/// A string of a document that was not unpacked: the number of one of all archives, or, behind those, its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word(u32);

/// The strings of a document, packed.
#[derive(Debug, Default)]
pub(crate) struct PackedStrings<'a> {
    packed: &'a [u8],
    spans: Vec<(u32, u32)>,
}

impl<'a> PackedStrings<'a> {
    /// Reads the strings that stand in front of the values; gives the values too.
    pub(super) fn open(bytes: &'a [u8]) -> Read<(Self, &'a [u8])> {
        let (packed, values) = strings::parts(bytes)?;
        let mut spans = Vec::with_capacity(64);
        store::lines(packed, |start, end| spans.push((start, end))).ok_or(Damaged)?;
        Ok((Self { packed, spans }, values))
    }

    /// A string, unpacked.
    pub(crate) fn unpack(&self, word: Word) -> Read<String> {
        match strings::shared(word.0 as usize) {
            Ok(shared) => Ok(shared.to_owned()),
            Err(place) => unpack(self.bytes(place)?),
        }
    }

    fn bytes(&self, place: usize) -> Read<&'a [u8]> {
        let &(start, end) = self.spans.get(place).ok_or(Damaged)?;
        self.packed.get(start as usize..end as usize).ok_or(Damaged)
    }
}

fn unpack(bytes: &[u8]) -> Read<String> {
    strings::unescaped(&store::unpack(bytes).ok_or(Damaged)?)
}

impl Dictionary for &PackedStrings<'_> {
    type Word = Word;

    fn own(self, place: usize) -> Option<Word> {
        let word = (strings::shared_len() + place) as u32;
        (place < self.spans.len()).then_some(Word(word))
    }

    fn shared(self, number: usize) -> Result<Word, usize> {
        strings::shared(number).map(|_| Word(number as u32))
    }
}

/// Number of a string in an [`Interner`].
pub(crate) type Id = u32;

/// Gathers strings.
#[derive(Debug)]
pub(crate) struct Interner {
    /// By packed bytes, which are shorter to hash than the string. An archive has hundreds of thousands of strings: the table holds
    /// numbers alone, for what it outgrows is memory that nobody uses again.
    numbers: HashTable<Id>,
    /// The packed bytes of all strings, and where each ends.
    packed: Vec<u8>,
    ends: Vec<usize>,
    names: Vec<Box<str>>,
    /// Numbers of the words of all archives and, behind them, of the document at hand.
    words: Vec<Option<Id>>,
}

impl Default for Interner {
    fn default() -> Self {
        let words = vec![None; strings::shared_len()];
        Self { numbers: HashTable::new(), packed: Vec::new(), ends: Vec::new(), names: Vec::new(), words }
    }
}

fn hash(packed: &[u8]) -> u64 {
    let mut hasher = Fnv::default();
    hasher.write(packed);
    hasher.finish()
}

/// The packed bytes of a string.
fn packed_of<'a>(packed: &'a [u8], ends: &[usize], id: Id) -> &'a [u8] {
    let at = id as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    &packed[start..ends[at]]
}

impl Interner {
    /// Forgets the places of the document before.
    pub(crate) fn next_document(&mut self, strings: &PackedStrings<'_>) {
        let shared = strings::shared_len();
        self.words.truncate(shared);
        self.words.resize(shared + strings.spans.len(), None);
    }

    /// The number of a string of the document at hand.
    #[inline]
    pub(crate) fn word(&mut self, strings: &PackedStrings<'_>, word: Word) -> Read<Id> {
        if let Some(&Some(id)) = self.words.get(word.0 as usize) {
            return Ok(id);
        }
        let id = match strings::shared(word.0 as usize) {
            Ok(shared) => self.name(shared),
            Err(place) => self.packed(strings.bytes(place)?)?,
        };
        *self.words.get_mut(word.0 as usize).ok_or(Damaged)? = Some(id);
        Ok(id)
    }

    /// The number of a string from elsewhere.
    pub(crate) fn name(&mut self, name: &str) -> Id {
        let packed = strings::packed(name);
        match self.known(&packed) {
            Some(id) => id,
            None => self.push(&packed, name.into()),
        }
    }

    fn packed(&mut self, bytes: &[u8]) -> Read<Id> {
        match self.known(bytes) {
            Some(id) => Ok(id),
            None => {
                let name = unpack(bytes)?;
                Ok(self.push(bytes, name.into()))
            }
        }
    }

    fn known(&self, bytes: &[u8]) -> Option<Id> {
        self.numbers.find(hash(bytes), |&id| packed_of(&self.packed, &self.ends, id) == bytes).copied()
    }

    fn push(&mut self, bytes: &[u8], name: Box<str>) -> Id {
        let id = self.names.len() as Id;
        self.names.push(name);
        self.packed.extend_from_slice(bytes);
        self.ends.push(self.packed.len());
        self.numbers.insert_unique(hash(bytes), id, |&id| hash(packed_of(&self.packed, &self.ends, id)));
        id
    }

    /// The string with a number.
    pub(crate) fn get(&self, id: Id) -> &str {
        self.names.get(id as usize).map_or("", |name| name)
    }

    /// All strings, by number.
    pub(crate) fn into_names(self) -> Vec<Box<str>> {
        self.names
    }
}
