//! The analyzers of the text's own fields: from a list of words ([`super::listing`]) to terms.

use super::super::store;
use super::listing::{read_code, read_number};
use super::{JOIN, MARK, Words};
use crate::vocabulary::WordMap;
use std::sync::LazyLock;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The terms of syllables. Both styles of tone placement, i and y are one term, and so one number here.
pub(super) struct Terms {
    /// Of every syllable, in the pieces that terms are put together from: plain letters and [`JOIN`], diacritics and
    /// [`JOIN`], the word's own term.
    text: String,
    /// Where the pieces of a syllable begin, and the lengths of plain letters and diacritics.
    places: Vec<(u32, u8, u8)>,
    /// The first syllable that has the term of a syllable.
    same: Vec<u16>,
    numbers: WordMap<u16>,
}

/// A word of a list.
#[derive(Clone, Copy)]
struct Word<'a> {
    term: &'a str,
    /// Lengths of its plain letters and its diacritics.
    plain: usize,
    marks: usize,
    /// Those of a syllable, each with [`JOIN`] behind it; nothing for other words.
    joined: (&'a str, &'a str),
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let mut t = Terms { text: String::new(), places: Vec::new(), same: Vec::new(), numbers: WordMap::default() };
    for number in 0..store::syllables() {
        let mut words = Words::new(store::syllable(number).unwrap_or_default());
        words.next_word();
        let key = words.key;
        t.places.push((t.text.len() as u32, key.plain.len() as u8, key.marks.len() as u8));
        for piece in [&key.plain, &key.marks] {
            t.text.push_str(piece);
            t.text.push(JOIN);
        }
        let mut term = String::new();
        key.write(&mut term);
        t.text.push_str(&term);
        t.same.push(*t.numbers.entry(term).or_insert(number));
    }
    t
});

impl Terms {
    pub(super) fn get() -> &'static Self {
        &TERMS
    }

    /// The syllable that stands for all with its term.
    #[inline]
    pub(super) fn same(&self, number: u16) -> u16 {
        self.same.get(usize::from(number)).copied().unwrap_or(number)
    }

    /// The syllable with this term.
    pub(super) fn syllable(&self, term: &str) -> Option<u16> {
        self.numbers.get(term).copied()
    }

    #[inline]
    fn word(&self, syllable: u32) -> Option<Word<'_>> {
        let &(start, plain, marks) = self.places.get(syllable as usize)?;
        let (start, plain, marks) = (start as usize, usize::from(plain), usize::from(marks));
        let (middle, end) = (start + plain + 1, start + plain + marks + 2);
        let term = if marks == 0 { plain } else { plain + 1 + marks };
        Some(Word {
            term: &self.text[end..end + term],
            plain,
            marks,
            joined: (&self.text[start..middle], &self.text[middle..end]),
        })
    }
}

/// What is listed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Listed {
    Words,
    Pairs,
}

impl Tokenizer for Listed {
    type TokenStream<'a> = ListedTerms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ListedTerms<'a> {
        // Pairs are indexed without places: they all have one.
        let token = Token { position: 0, ..Token::default() };
        ListedTerms { listed: *self, terms: Terms::get(), text, at: 0, more: 0, token }
    }
}

/// The terms of a list.
pub(crate) struct ListedTerms<'a> {
    listed: Listed,
    terms: &'static Terms,
    text: &'a str,
    at: usize,
    /// Places of the word that are still to come.
    more: u32,
    token: Token,
}

impl<'a> ListedTerms<'a> {
    #[inline]
    fn number(&mut self) -> Option<u32> {
        read_number(self.text.as_bytes(), &mut self.at)
    }

    #[inline]
    fn word(&mut self) -> Option<Word<'a>> {
        match read_code(self.text.as_bytes(), &mut self.at)? {
            Some(syllable) => self.terms.word(syllable),
            None => self.other(),
        }
    }

    fn other(&mut self) -> Option<Word<'a>> {
        let len = self.number()? as usize;
        let term = self.text.get(self.at..self.at + len)?;
        self.at += len;
        let (plain, marks) = term.split_once(MARK).unwrap_or((term, ""));
        Some(Word { term, plain: plain.len(), marks: marks.len(), joined: ("", "") })
    }

    #[inline]
    fn next_word(&mut self) -> Option<()> {
        if self.more == 0 {
            let word = self.word()?;
            self.token.text.clear();
            self.token.text.push_str(word.term);
            self.more = if word.joined.0.is_empty() { 1 } else { self.number()? };
            self.token.position = 0;
        }
        self.more = self.more.checked_sub(1)?;
        self.token.position += self.number()? as usize;
        Some(())
    }

    #[inline]
    fn next_pair(&mut self) -> Option<()> {
        let (a, b) = (self.word()?, self.word()?);
        let term = &mut self.token.text;
        term.clear();
        if a.joined.0.is_empty() || b.marks == 0 {
            let parts = |word: Word<'a>| (&word.term[..word.plain], &word.term[word.term.len() - word.marks..]);
            super::write_pair(term, parts(a), parts(b));
        } else {
            // What `write_pair` writes, in fewer pieces.
            term.push_str(a.joined.0);
            let (plain_and_mark, marks) = b.term.split_at(b.plain + 1);
            term.push_str(plain_and_mark);
            term.push_str(a.joined.1);
            term.push_str(marks);
        }
        Some(())
    }
}

impl TokenStream for ListedTerms<'_> {
    #[inline]
    fn advance(&mut self) -> bool {
        match self.listed {
            Listed::Words => self.next_word(),
            Listed::Pairs => self.next_pair(),
        }
        .is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys;
    use super::super::listing::{Listing, Lists};
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};
    use unicode_normalization::UnicodeNormalization;

    fn lists(text: &str) -> Lists {
        let mut listing = Listing::new(text);
        store::pack_noting(text, |start, end, number| listing.syllable(start, end, number));
        listing.finish()
    }

    /// Each term with its places, in the order in which tantivy sees them.
    fn terms(mut listed: Listed, list: &str) -> BTreeMap<String, Vec<usize>> {
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        listed.token_stream(list).process(&mut |t| found.entry(t.text.clone()).or_default().push(t.position));
        found
    }

    /// The same of the words one by one.
    fn expected(text: &str) -> (BTreeMap<String, Vec<usize>>, BTreeSet<String>) {
        let (keys, mut pair) = (keys(text), String::new());
        let mut words: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (place, key) in keys.iter().enumerate() {
            words.entry(key.term()).or_default().push(place);
        }
        let pairs = keys.windows(2).filter(|two| two[0].pairs_with(&two[1])).map(|two| {
            pair.clear();
            two[0].write_pair(&two[1], &mut pair);
            pair.clone()
        });
        (words, pairs.collect())
    }

    fn check(text: &str) {
        let lists = lists(text);
        let (words, pairs) = expected(text);
        assert_eq!(terms(Listed::Words, &lists.words), words, "{text:?}");
        assert_eq!(terms(Listed::Pairs, &lists.pairs).into_keys().collect::<BTreeSet<_>>(), pairs, "{text:?}");
    }

    #[test]
    fn lists_hold_the_words_at_their_places() {
        for (text, reason) in [
            ("hộ nghèo và hộ cận nghèo", "words that come again"),
            ("thủy thuỷ thủy, kỹ kĩ kỹ", "one term of several spellings, its places in order"),
            ("giảm 2,4% so với 30a/2008 QH15 m2", "numbers, and letters beside digits"),
            ("HỘ hộ hOÀ Ở TU a A", "capitals"),
            ("UBND-KL kwh zzz zzz kwh", "no syllables, and their pairs"),
            ("“hộ” – hộ… ünal hộ", "other signs and letters beside a syllable"),
            ("Đảng Ðảng", "eth for đ"),
            ("", "nothing"),
            (" hộ ", "a word alone"),
        ] {
            check(text);
            check(&text.nfd().collect::<String>());
            assert!(lists(text).words.len() <= 16 + 4 * text.len(), "{reason}");
        }
        check(&"nghèo".repeat(40));
        check(&"a".repeat(63).replace("aaaa", "hộ a"));
    }

    #[test]
    fn a_pair_is_listed_once() {
        let (once, twice) = (lists("hộ nghèo, xã"), lists("hộ nghèo, xã, hộ nghèo, xã"));
        // Only the pair across the two is new.
        assert_eq!(twice.pairs.len(), once.pairs.len() / 2 * 3);
    }

    #[test]
    fn long_texts_are_written_piece_by_piece() {
        check(&"xã hộ 5 kwh nghèo ".repeat(40_000));
    }

    proptest! {
        #[test]
        fn any_text_gives_the_terms_of_its_words(
            text in "(hộ|hoà|hòa|Nghèo|TỈNH|kỹ|kĩ|kwh|ü|\u{323}|\u{302}|[0-9a-zð]|[ ,.–/\u{a0}“]|  ){0,60}",
            other: String,
        ) {
            check(&text);
            check(&other);
        }

        #[test]
        fn any_list_is_read_to_an_end(list: String) {
            terms(Listed::Words, &list);
            terms(Listed::Pairs, &list);
        }
    }
}
