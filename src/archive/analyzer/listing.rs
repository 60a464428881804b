//! The words of a text as its thread of the import hands them to tantivy: found once, each with all its places.
//!
//! Takes a text whose syllables are told by [`super::super::store`], which numbers them for the stored text anyway, and gives
//! two lists, of words and of pairs. tantivy's threads ([`super::listed`]) neither look for words nor fold letters: the term of
//! a number is in a table. A word's places stand together, so that its postings are looked up once a document and found in the
//! cache afterwards, and a pair is listed once.
//!
//! A list is a string, for tantivy hands nothing else to an analyzer. Numbers are six bits a character, below U+0080, the
//! lowest first; those of syllables are three characters, others as many as they need.
//!
//! ```text
//! words: (syllable + 1 · count · steps from place to place) or (0 · bytes · term · place), …
//! pairs: a word and the word behind it, each (syllable + 1) or (0 · bytes · term), …
//! ```

use super::Words;
use super::listed::Terms;
use std::cell::RefCell;

/// So many words are gathered, then written: what is held for that does not grow with the text.
const WORDS_AT_ONCE: usize = 1 << 16;

/// Gathers the words of a text.
pub(crate) struct Listing<'a> {
    text: &'a str,
    terms: &'static Terms,
    words: Words<'a>,
    /// Where the last word ended, and how many there were.
    at: usize,
    count: u32,
    last: Last,
    /// Syllables with their places.
    places: Places,
    seen: Seen,
    listed_words: Vec<u8>,
    listed_pairs: Vec<u8>,
    term: String,
    /// The term of the word before, while another is looked at.
    before: String,
}

thread_local! {
    /// The buffers of the last text: a table of all syllables is larger than most texts.
    static BUFFERS: RefCell<(Places, Seen)> = RefCell::default();
}

/// The lists of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    pub words: String,
    pub pairs: String,
}

/// The word that a pair may begin with.
enum Last {
    None,
    Syllable(u16),
    /// Its term is [`Listing::term`].
    Other,
}

impl<'a> Listing<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let (places, mut seen) = BUFFERS.take();
        seen.make_room(text.len() / 4);
        Self {
            text,
            terms: Terms::get(),
            words: Words::new(text),
            at: 0,
            count: 0,
            last: Last::None,
            places,
            seen,
            listed_words: Vec::with_capacity(text.len()),
            listed_pairs: Vec::with_capacity(text.len()),
            term: String::new(),
            before: String::new(),
        }
    }

    /// A run of letters that is a syllable. It is a word unless letters, digits or marks stand beside it.
    #[inline]
    pub(crate) fn syllable(&mut self, start: usize, end: usize, number: u16) {
        let bytes = self.text.as_bytes();
        let apart = |b: Option<&u8>| b.is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
        if start < self.at || !apart(bytes[..start].last()) || !apart(bytes.get(end)) {
            return;
        }
        if !bytes[self.at..start].iter().all(|&b| apart(Some(&b))) {
            self.others(start);
        }
        self.at = end;
        self.put(self.terms.same(number));
    }

    /// The lists of the whole text.
    pub(crate) fn finish(mut self) -> Lists {
        self.others(self.text.len());
        self.places.write(&mut self.listed_words);
        BUFFERS.set((self.places, self.seen));
        // Codes and numbers are ASCII, terms are whole strings: nothing is replaced.
        let [words, pairs] = [self.listed_words, self.listed_pairs]
            .map(|list| String::from_utf8(list).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()));
        Lists { words, pairs }
    }

    #[inline]
    fn put(&mut self, syllable: u16) {
        self.places.add(syllable, self.count);
        self.count += 1;
        match self.last {
            Last::None => {}
            Last::Syllable(before) => {
                if self.seen.is_new(u32::from(before) << 16 | u32::from(syllable)) {
                    let ([a, b, c], [d, e, f]) = (code(before), code(syllable));
                    self.listed_pairs.extend_from_slice(&[a, b, c, d, e, f]);
                }
            }
            Last::Other => {
                other(&mut self.listed_pairs, &self.term);
                self.listed_pairs.extend_from_slice(&code(syllable));
            }
        }
        self.last = Last::Syllable(syllable);
        if self.places.len() == WORDS_AT_ONCE {
            self.places.write(&mut self.listed_words);
            self.seen.clear();
        }
    }

    /// The words from the last one to `end`, which none of them crosses.
    fn others(&mut self, end: usize) {
        self.words.go_on(self.text, self.at, end);
        while self.words.next_word().is_some() {
            std::mem::swap(&mut self.term, &mut self.before);
            self.term.clear();
            self.words.key.write(&mut self.term);
            // A number is no syllable, and most are found once.
            let numeric = self.words.key.numeric;
            match if numeric { None } else { self.terms.syllable(&self.term) } {
                Some(syllable) => {
                    std::mem::swap(&mut self.term, &mut self.before);
                    self.put(syllable);
                }
                None => self.put_other(numeric),
            }
        }
        self.at = end;
    }

    /// Puts the word whose term is [`Listing::term`].
    fn put_other(&mut self, numeric: bool) {
        let last = std::mem::replace(&mut self.last, if numeric { Last::None } else { Last::Other });
        if !numeric && !matches!(last, Last::None) {
            match last {
                Last::Syllable(last) => self.listed_pairs.extend_from_slice(&code(last)),
                _ => other(&mut self.listed_pairs, &self.before),
            }
            other(&mut self.listed_pairs, &self.term);
        }
        other(&mut self.listed_words, &self.term);
        number(&mut self.listed_words, self.count);
        self.count += 1;
    }
}

fn other(list: &mut Vec<u8>, term: &str) {
    list.extend_from_slice(&OTHER);
    number(list, term.len() as u32);
    list.extend_from_slice(term.as_bytes());
}

/// What stands in place of a syllable's code in front of a word that is none.
const OTHER: [u8; 3] = [0; 3];

#[inline]
fn code(syllable: u16) -> [u8; 3] {
    let n = u32::from(syllable) + 1;
    [n as u8 & 0x3f, (n >> 6) as u8 & 0x3f, (n >> 12) as u8 & 0x3f]
}

/// A syllable of a list, none for another word; and nothing when the list is at its end.
#[inline]
pub(super) fn read_code(list: &[u8], at: &mut usize) -> Option<Option<u32>> {
    let [a, b, c] = *list.get(*at..)?.first_chunk::<3>()?;
    *at += 3;
    Some((u32::from(a) | u32::from(b) << 6 | u32::from(c) << 12).checked_sub(1))
}

#[inline]
fn number(list: &mut Vec<u8>, mut n: u32) {
    while n > 0x3f {
        list.push(n as u8 & 0x3f | 0x40);
        n >>= 6;
    }
    list.push(n as u8);
}

/// A number of a list, and where the next one begins.
#[inline]
pub(super) fn read_number(list: &[u8], at: &mut usize) -> Option<u32> {
    let (mut n, mut shift) = (0, 0);
    loop {
        let byte = *list.get(*at)?;
        *at += 1;
        n |= u32::from(byte & 0x3f) << shift;
        if byte < 0x40 {
            return Some(n);
        }
        shift = (shift + 6).min(30);
    }
}

/// Where each syllable stands.
#[derive(Default)]
struct Places {
    /// The first and the last place of a syllable in `all`, from 1 on, and how many there are.
    ends: Vec<(u32, u32, u32)>,
    /// The syllables, in the order of their first places.
    found: Vec<u16>,
    /// Each place, and the next one of the same syllable in this list.
    all: Vec<(u32, u32)>,
}

impl Places {
    fn len(&self) -> usize {
        self.all.len()
    }

    #[inline]
    fn add(&mut self, syllable: u16, place: u32) {
        self.all.push((place, 0));
        let here = self.all.len() as u32;
        if self.ends.len() <= usize::from(syllable) {
            self.ends.resize(usize::from(syllable) + 1, (0, 0, 0));
        }
        let (first, last, count) = &mut self.ends[usize::from(syllable)];
        if *first == 0 {
            *first = here;
            self.found.push(syllable);
        } else {
            self.all[*last as usize - 1].1 = here;
        }
        *last = here;
        *count += 1;
    }

    /// Writes all places, and forgets them.
    fn write(&mut self, list: &mut Vec<u8>) {
        for syllable in self.found.drain(..) {
            let (mut at, _, count) = std::mem::take(&mut self.ends[usize::from(syllable)]);
            list.extend_from_slice(&code(syllable));
            number(list, count);
            let mut before = 0;
            while let Some(&(place, next)) = self.all.get((at as usize).wrapping_sub(1)) {
                number(list, place - before);
                (before, at) = (place, next);
            }
        }
        self.all.clear();
    }
}

/// Pairs of syllables that were listed, as a set of numbers; open addressing.
#[derive(Default)]
struct Seen {
    /// Each number but one, which no pair has.
    slots: Vec<u32>,
    len: usize,
}

impl Seen {
    const FREE: u32 = u32::MAX;

    /// Forgets all pairs; makes room for those of so many words.
    fn make_room(&mut self, words: usize) {
        self.slots.clear();
        self.slots.resize((words * 2).next_power_of_two().clamp(64, 2 * WORDS_AT_ONCE), Self::FREE);
        self.len = 0;
    }

    #[inline]
    fn is_new(&mut self, pair: u32) -> bool {
        if self.len * 2 >= self.slots.len() {
            // More words than the text's length lets expect, or than are gathered at once: some pairs come twice.
            self.clear();
        }
        let mask = self.slots.len() - 1;
        let mut at = (u64::from(pair).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & mask;
        while self.slots[at] != Self::FREE {
            if self.slots[at] == pair {
                return false;
            }
            at = (at + 1) & mask;
        }
        self.slots[at] = pair;
        self.len += 1;
        true
    }

    fn clear(&mut self) {
        self.slots.fill(Self::FREE);
        self.len = 0;
    }
}
