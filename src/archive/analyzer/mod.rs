//! Text to index terms, in one pass.
//!
//! Takes text in NFC or NFD, gives for every word one term that holds its plain letters and, behind a mark,
//! its diacritics: "hộ" is `ho` + tone nặng + circumflex on letter 1, "ho" is `ho` alone. A query word with
//! diacritics asks for one term; a word without asks for all terms that begin with its plain letters and the
//! mark, which stand side by side in the term dictionary. So both ways of typing cost one posting per word.
//! Words that follow each other also make a bigram term ("hộ nghèo") at the first one's position.
//!
//! Both styles of tone placement (hòa, hoà), i and y (kỹ, kĩ), capitals and ways of composing letters give the
//! same term. Numbers keep their separators: `66.315,44` is one word.

mod letters;
mod listed;
mod listing;
mod spelling;
mod terms;

use letters::{IS_MARK, LETTERS, Letter};
pub(crate) use listed::Listed;
pub(crate) use listing::{Listing, Lists};
pub(crate) use spelling::spelled;
pub(crate) use terms::Analyzer;

/// Between the plain letters of a term and its diacritics.
pub(crate) const MARK: char = '\u{1}';

/// Between the two words of a bigram, and between their diacritics.
pub(crate) const JOIN: char = '\u{2}';

/// Words longer than this (glued text, base64) are cut: no word of any language is.
const MAX_WORD_BYTES: usize = 64;

/// A word's plain letters and diacritics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Key {
    /// Lower-case letters and digits without diacritics.
    pub plain: String,
    /// Tone and shapes: the tone's digit, then for each letter with a shape one character that names both.
    pub marks: String,
    /// Whether it begins with a digit.
    pub numeric: bool,
}

impl Key {
    /// The index term.
    #[cfg(test)]
    pub(crate) fn term(&self) -> String {
        let mut term = String::new();
        self.write(&mut term);
        term
    }

    /// Writes the index term.
    pub(crate) fn write(&self, term: &mut String) {
        write(term, &self.plain, &self.marks);
    }

    /// Writes the index term of the bigram of two words.
    pub(crate) fn write_pair(&self, next: &Self, term: &mut String) {
        write_pair(term, (&self.plain, &self.marks), (&next.plain, &next.marks));
    }

    /// How it is written.
    pub(crate) fn spelled(&self) -> String {
        spelled(&self.plain, &self.marks)
    }

    /// Whether two words that follow each other make a bigram term. Numbers do not: they would be half of all
    /// terms, each found once.
    pub(crate) fn pairs_with(&self, next: &Self) -> bool {
        !self.numeric && !next.numeric
    }
}

fn write(term: &mut String, plain: &str, marks: &str) {
    term.push_str(plain);
    if !marks.is_empty() {
        term.push(MARK);
        term.push_str(marks);
    }
}

/// Two words, each its plain letters and its diacritics.
fn write_pair(term: &mut String, a: (&str, &str), b: (&str, &str)) {
    term.push_str(a.0);
    term.push(JOIN);
    term.push_str(b.0);
    if !(a.1.is_empty() && b.1.is_empty()) {
        term.push(MARK);
        term.push_str(a.1);
        term.push(JOIN);
        term.push_str(b.1);
    }
}

/// The words of a text: byte ranges and keys.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    text: &'a str,
    at: usize,
    /// Key of the word that [`Words::next_word`] gave last.
    pub key: Key,
    shapes: Vec<(u8, u8)>,
}

impl<'a> Words<'a> {
    /// The words of `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, key: Key::default(), shapes: Vec::new() }
    }

    /// Goes on with the words of `text` from `at` to `end`.
    fn go_on(&mut self, text: &'a str, at: usize, end: usize) {
        (self.text, self.at) = (&text[..end], at);
    }

    /// Byte range of the next word; its key is in `self.key`.
    pub(crate) fn next_word(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        // Between words: anything that begins no word.
        let (start, first) = loop {
            let &b = bytes.get(at)?;
            let (letter, len) = self.letter(at, b);
            if letter.0 != 0 && letter.0 != IS_MARK {
                break (at, letter);
            }
            if letter.0 == 0 && b >= 0x80 && self.is_other_letter(at) {
                break (at, letter);
            }
            at += len;
        };
        self.key.plain.clear();
        self.key.marks.clear();
        self.shapes.clear();
        self.key.numeric = first.0.is_ascii_digit();
        let (mut tone, mut count, mut digits_only) = (0u8, 0u8, true);
        while let Some(&b) = bytes.get(at) {
            let ((base, shape, t), len) = self.letter(at, b);
            match base {
                0 if b >= 0x80 && self.is_other_letter(at) => {
                    self.key.plain.extend(self.text[at..at + len].chars().flat_map(char::to_lowercase));
                    digits_only = false;
                    count = count.saturating_add(1);
                }
                0 => {
                    // "66.315,44": a separator between digits belongs to the number.
                    let inside =
                        digits_only && matches!(b, b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                    if !inside {
                        break;
                    }
                    self.key.plain.push(char::from(b));
                }
                IS_MARK => {
                    tone = if t > 0 { t } else { tone };
                    if shape > 0 && count > 0 {
                        self.shapes.push((count - 1, shape));
                    }
                }
                _ => {
                    digits_only &= base.is_ascii_digit();
                    self.key.plain.push(char::from(base));
                    tone = if t > 0 { t } else { tone };
                    if shape > 0 {
                        self.shapes.push((count, shape));
                    }
                    count = count.saturating_add(1);
                }
            }
            at += len;
            if at - start >= MAX_WORD_BYTES {
                break;
            }
        }
        self.at = at;
        self.finish_key(tone);
        Some((start, at))
    }

    fn finish_key(&mut self, tone: u8) {
        let plain = &mut self.key.plain;
        if let [.., before, b'y'] = plain.as_bytes() {
            let after_qu = plain.ends_with("quy") && plain.len() == 3;
            if after_qu || matches!(before, b'h' | b'k' | b'l' | b'm' | b's' | b't' | b'v') {
                plain.pop();
                plain.push('i');
            }
        }
        if tone > 0 {
            self.key.marks.push(char::from(b'0' + tone));
        }
        // NFD may give a letter's horn behind its tone, never letters out of order.
        for &(index, shape) in &self.shapes {
            self.key.marks.push(char::from(0x40 + (index.min(15) << 2 | shape)));
        }
    }

    /// Table entry and length of the character at `at`.
    #[inline]
    fn letter(&self, at: usize, first: u8) -> (Letter, usize) {
        if first < 0x80 {
            return (LETTERS[usize::from(first)], 1);
        }
        let bytes = self.text.as_bytes();
        let low = |i: usize| usize::from(bytes.get(at + i).copied().unwrap_or(0) & 0x3f);
        match first {
            0xc2..=0xdf => {
                let n = usize::from(first & 0x1f) << 6 | low(1);
                (if n < 0x340 { LETTERS[n] } else { (0, 0, 0) }, 2)
            }
            0xe0..=0xef => {
                let n = usize::from(first & 0xf) << 12 | low(1) << 6 | low(2);
                (if n & !0x7f == 0x1e80 { LETTERS[n - 0x1e80 + 0x340] } else { (0, 0, 0) }, 3)
            }
            _ => ((0, 0, 0), 4),
        }
    }

    fn is_other_letter(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(char::is_alphanumeric)
    }
}

/// All words of a short text, with their keys.
pub(crate) fn keys(text: &str) -> Vec<Key> {
    let mut words = Words::new(text);
    std::iter::from_fn(|| words.next_word().map(|_| words.key.clone())).collect()
}

/// A text without case, diacritics and punctuation, words separated by a space: what filters compare.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut words = Words::new(text);
    while words.next_word().is_some() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&words.key.plain);
    }
    out
}

/// An identifier without case, diacritics and separators, as
/// [`folded_key`](crate::extract::identifier::Identifier::folded_key) gives it: `69-KL/TU` → `69.kltu`.
pub(crate) fn fold_identifier(id: &str) -> String {
    let words = keys(id);
    let mut out = String::with_capacity(id.len());
    for (i, word) in words.iter().enumerate() {
        let year = i == 1 && words.len() > 2 && word.plain.len() == 4 && word.numeric;
        match i {
            0 => out.push_str(word.plain.trim_start_matches('0')),
            _ => out.push_str(&word.plain),
        }
        if i == 0 || year {
            out.push('.');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tantivy::tokenizer::{TokenStream, Tokenizer};
    use unicode_normalization::UnicodeNormalization;

    fn terms(text: &str) -> Vec<String> {
        keys(text).iter().map(Key::term).collect()
    }

    #[test]
    fn spellings_of_one_word_are_one_term() {
        for (a, b, reason) in [
            ("hòa", "hoà", "tone placement, open oa"),
            ("ỦY", "Uỷ", "tone placement and case"),
            ("kỹ", "kĩ", "i/y behind k"),
            ("quy định", "qui định", "i/y behind qu"),
            ("tỷ lệ", "tỉ lệ", "i/y behind t"),
            ("Đảng", "đảng", "case of đ"),
            ("Ðảng", "Đảng", "eth for đ"),
            ("hộ", "h\u{6f}\u{323}\u{302}", "tone mark in front of the circumflex"),
        ] {
            assert_eq!(terms(a), terms(b), "{reason}");
            assert_eq!(terms(a), terms(&b.nfd().collect::<String>()), "{reason}, NFD");
        }
    }

    #[test]
    fn different_words_are_different_terms() {
        for (a, b, reason) in [
            ("hộ", "hồ", "tone"),
            ("ho", "hộ", "plain is not marked"),
            ("tay", "tai", "y behind a vowel stays"),
            ("thủy", "thủi", "uy is no ui"),
            ("y", "i", "a whole syllable stays"),
            ("đa", "da", "stroke"),
            ("tăn", "tân", "breve and circumflex"),
            ("mươi", "muơi", "horn on the other letter"),
        ] {
            assert_ne!(terms(a), terms(b), "{reason}");
        }
    }

    #[test]
    fn words_and_numbers_are_cut_where_a_reader_cuts() {
        for (text, expected, reason) in [
            ("69-KL/TU", vec!["69", "kl", "tu"], "an identifier's parts"),
            ("66.315,44 ha.", vec!["66.315,44", "ha"], "a number keeps its separators, not the full stop"),
            ("QH15, m2 30a", vec!["qh15", "m2", "30a"], "letters and digits together"),
            ("a.b", vec!["a", "b"], "a full stop between letters separates"),
            ("…“” –", vec![], "no word"),
            ("Ünal straße", vec!["ünal", "straße"], "other letters are kept"),
        ] {
            assert_eq!(terms(text), expected, "{reason}");
        }
    }

    #[test]
    fn the_analyzer_gives_words_and_pairs_at_their_positions() {
        for (text, expected, reason) in [
            ("ba hộ 5 xã", "0:ba 1:ho'5E 0:ba+ho'+5E 2:5 3:xa'4", "no pair with a number"),
            ("la", "0:la", "a word alone has no pair"),
        ] {
            let mut got = Vec::new();
            Analyzer.token_stream(text).process(&mut |t| {
                got.push(format!("{}:{}", t.position, t.text.replace(JOIN, "+").replace(MARK, "'")));
            });
            assert_eq!(got.join(" "), expected, "{reason}");
        }
    }

    #[test]
    fn plain_forms_compare() {
        assert_eq!(plain("Báo cáo"), "bao cao");
        let vocabulary = crate::vocabulary::Vocabulary::embedded().unwrap();
        for id in ["52-KL/TU", "08-CT/TW", "36/2019/QĐ-TTg", "30a/2008/NQ-CP", "45/2019/QH14", "1083/UBND-NV"] {
            let parsed = crate::extract::identifier::Identifier::parse(id, &vocabulary).unwrap();
            assert_eq!(fold_identifier(id), parsed.folded_key(), "{id}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_words_inside_it(text: String) {
            let mut words = Words::new(&text);
            let mut last = 0;
            while let Some((start, end)) = words.next_word() {
                prop_assert!(last <= start && start < end && text.get(start..end).is_some());
                prop_assert!(!words.key.plain.contains([MARK, JOIN]));
                last = end;
            }
        }
    }
}
