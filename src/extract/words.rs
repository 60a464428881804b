//! Words next to a position of the flow, as keys: what stands behind a number ("triệu đồng/hộ") and in front of it
//! ("không quá"). Reads a bounded number of words, so that the whole stays linear.

use crate::normalize::syllable::is_syllable;
use crate::vocabulary::{fold_char, is_one_of, is_word_char, key, word_at};
use std::cell::Cell;

/// Words that are read in one direction.
const WORDS: usize = 9;

/// No word is longer; what is longer is no word of any vocabulary.
const MAX_WORD_BYTES: usize = 48;

/// A word of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
    /// Its key.
    pub key: u64,
    /// Whether a comma stands between it and the word before.
    pub comma: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Word {
    const NONE: Self = Self { start: 0, end: 0, key: 0, comma: false, capital: false };
}

/// Some words in a row; only white space, hyphens inside words and marked commas stand between them. Read as far as
/// they are asked for: most rules need the first two.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    text: &'a str,
    /// The farthest offset that may be read.
    bound: usize,
    forward: bool,
    read: Cell<Read>,
    list: [Cell<Word>; WORDS],
}

/// How far a [`Words`] has been read.
#[derive(Debug, Clone, Copy)]
struct Read {
    len: usize,
    at: usize,
    comma: bool,
    ended: bool,
}

impl<'a> Words<'a> {
    fn new(text: &'a str, at: usize, bound: usize, forward: bool) -> Self {
        let read = Read { len: 0, at, comma: false, ended: false };
        Self { text, bound, forward, read: Cell::new(read), list: [const { Cell::new(Word::NONE) }; WORDS] }
    }

    /// The word with this number, counted from the number of the flow outwards.
    #[inline]
    pub fn get(&self, i: usize) -> Option<Word> {
        let read = self.read.get();
        if i < read.len {
            return self.list.get(i).map(Cell::get);
        }
        if read.ended { None } else { self.read_to(i) }
    }

    /// Reads on up to the word with this number.
    #[inline(never)]
    fn read_to(&self, i: usize) -> Option<Word> {
        let slot = self.list.get(i)?;
        let mut read = self.read.get();
        while read.len <= i && !read.ended {
            let word = if self.forward { self.right(&mut read) } else { self.left(&mut read) };
            match word {
                Some(word) => {
                    self.list[read.len].set(word);
                    read.len += 1;
                }
                None => read.ended = true,
            }
        }
        self.read.set(read);
        (i < read.len).then(|| slot.get())
    }

    /// Key of a word that no comma separates from the one before.
    #[inline]
    pub fn key(&self, i: usize) -> Option<u64> {
        self.get(i).filter(|w| !w.comma).map(|w| w.key)
    }

    /// Key of a word with its comma.
    #[inline]
    pub fn step(&self, i: usize) -> Option<(u64, bool)> {
        self.get(i).map(|w| (w.key, w.comma))
    }

    /// The words.
    pub fn iter(&self) -> impl Iterator<Item = Word> + '_ {
        (0..WORDS).map_while(|i| self.get(i))
    }

    /// Whether the phrase ends among the words that are read.
    pub fn is_whole(&self) -> bool {
        self.get(WORDS - 1).is_none()
    }

    /// Reads the next word of a phrase that runs to the right.
    fn right(&self, read: &mut Read) -> Option<Word> {
        let (text, bytes, end) = (self.text, self.text.as_bytes(), self.bound);
        if read.len > 0 {
            let next = skip_spaces(text, read.at, end);
            if next > read.at {
                read.at = next;
            } else if bytes.get(read.at) == Some(&b'-') && text[read.at + 1..].starts_with(char::is_alphabetic) {
                read.at += 1;
            } else if bytes.get(read.at) == Some(&b',') && read.at < end {
                read.comma = true;
                read.at = skip_spaces(text, read.at + 1, end);
            } else {
                return None;
            }
        }
        let at = read.at;
        if at >= end {
            return None;
        }
        if bytes[at].is_ascii_digit() {
            return None;
        }
        let (mut word_end, mut word) = word_at(text, at, end.min(at + MAX_WORD_BYTES));
        if word_end == at || word_end > end {
            return None;
        }
        // "đ/c", "h/s" are one word.
        const WITH_SLASH: [(u64, &str, u64); 2] = [(key("đ"), "/c", key("đc")), (key("h"), "/s", key("hs"))];
        let one = WITH_SLASH.iter().find(|(first, rest, _)| word == *first && text[word_end..].starts_with(rest));
        if let Some((_, rest, whole)) =
            one.filter(|(_, rest, _)| !text[word_end + rest.len()..].starts_with(is_word_char))
        {
            word_end += rest.len();
            word = *whole;
        }
        let (head, behind) = (&text[at..word_end], &text[word_end..end]);
        if let Some((rest, whole)) = split_syllable(head, behind).or_else(|| cut_coda(head, behind)) {
            word_end += rest;
            word = whole;
        }
        read.at = word_end;
        let comma = std::mem::take(&mut read.comma);
        Some(Word { start: at, end: word_end, key: word, comma, capital: is_capital(&text[at..]) })
    }

    /// Reads the next word of a phrase that runs to the left.
    fn left(&self, read: &mut Read) -> Option<Word> {
        let (text, start) = (self.text, self.bound);
        if read.len > 0 {
            let begin = read.at;
            let next = skip_spaces_back(text, begin, start);
            if next < begin {
                read.at = next;
            } else if text[start..begin].ends_with('-') && text[start..begin - 1].ends_with(char::is_alphabetic) {
                read.at = begin - 1;
            } else {
                return None;
            }
        }
        let at = read.at;
        let floor = at.saturating_sub(MAX_WORD_BYTES).max(start);
        let mut begin = at;
        let mut before = text[start..at].chars();
        while let Some(c) = before.next_back() {
            let from = start + before.as_str().len();
            if from < floor || !is_word_char(c) {
                break;
            }
            begin = from;
        }
        if begin == at || text.as_bytes()[begin].is_ascii_digit() {
            return None;
        }
        read.at = begin;
        let word = &text[begin..at];
        Some(Word { start: begin, end: at, key: key(word), comma: false, capital: is_capital(word) })
    }
}

/// A syllable that a scan cut behind its first consonants, "tri ệu": the bytes of the rest and the key of the whole.
/// `head` is a word, `behind` what follows it.
fn split_syllable(head: &str, behind: &str) -> Option<(usize, u64)> {
    let rest = behind.strip_prefix(' ')?;
    // An ASCII letter behind the space begins a word of its own.
    if head.len() > 4 || rest.as_bytes().first().is_none_or(u8::is_ascii) {
        return None;
    }
    let onset = |s: &str| {
        let mut letters = s.chars().map(fold_char);
        match (letters.next(), letters.next(), letters.next(), letters.next()) {
            (Some(c), None, ..) => {
                matches!(c, 'b'..='d' | 'g' | 'h' | 'k'..='n' | 'p'..='t' | 'v' | 'x' | 'đ')
            }
            (Some(c), Some('h'), None, _) => matches!(c, 'c' | 'g' | 'k' | 'n' | 'p' | 't'),
            (Some('t'), Some('r'), None, _) | (Some('n'), Some('g'), None, _) => true,
            (Some('n'), Some('g'), Some('h'), None) => true,
            _ => false,
        }
    };
    // "tri ệu", "thi ếu": the glide before ê; "thi ứng" are two words.
    let one_of = |list: &[&str]| list.iter().any(|g| head.eq_ignore_ascii_case(g));
    let e = rest.chars().next().is_some_and(|c| matches!(fold_char(c), 'ê' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ'));
    let glide = e && one_of(&["tri", "thi", "nhi", "ti", "ki", "hi", "vi", "li", "di"]) || one_of(&["qu", "gi"]);
    if !(onset(head) || glide) {
        return None;
    }
    let len: usize = rest.chars().take_while(|c| is_word_char(*c)).take(8).map(char::len_utf8).sum();
    let vowel = rest.chars().next().is_some_and(|c| is_marked_vowel(fold_char(c)));
    // "2,3 m ở thôn Đông", "5 h ăn trưa": what follows is a word without an onset.
    let word = || {
        is_one_of!(
            key(&rest[..len]),
            "ở" | "ăn"
                | "ấp"
                | "ông"
                | "ủy"
                | "ứng"
                | "ước"
                | "ưu"
                | "áp"
                | "án"
                | "ảnh"
                | "âm"
                | "ấy"
                | "ít"
                | "ẩm"
                | "úng"
        )
    };
    (vowel && len > 0 && !word()).then(|| (1 + len, key(&format!("{head}{}", &rest[..len]))))
}

/// A syllable that a scan cut in front of its last letters, "triệ u", or a unit cut behind its first letter, "t riệu": as above.
fn cut_coda(head: &str, behind: &str) -> Option<(usize, u64)> {
    let rest = behind.strip_prefix(' ')?;
    let first = rest.as_bytes().first().filter(|b| b.is_ascii_lowercase())?;
    let len: usize = rest.chars().take_while(|c| is_word_char(*c)).take(8).map(char::len_utf8).sum();
    let rest = &rest[..len];
    let cut = match head.as_bytes() {
        [b't'] => rest == "riệu",
        [b'n'] => rest == "ghìn",
        [b'h'] => *first == b'a' && len == 1,
        _ => {
            const CODAS: [&str; 12] = ["c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "u", "y"];
            CODAS.contains(&rest) && !head.is_ascii() && !is_syllable(head) && is_syllable(&format!("{head}{rest}"))
        }
    };
    cut.then(|| (1 + len, key(&format!("{head}{rest}"))))
}

/// Whether the small letter is a vowel with a mark: what follows cut consonants.
fn is_marked_vowel(c: char) -> bool {
    !matches!(c, 'đ')
        && matches!(c, '\u{e0}'..='\u{fd}' | '\u{103}' | '\u{129}' | '\u{169}' | '\u{1a1}' | '\u{1b0}' | '\u{1ea1}'..='\u{1ef9}')
}

/// Whether a text begins with a capital letter.
pub(crate) fn is_capital(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b) if b.is_ascii() => b.is_ascii_uppercase(),
        _ => text.starts_with(char::is_uppercase),
    }
}

/// White space that may stand inside a phrase; a tab separates columns.
pub(crate) fn space_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ') => 1,
        Some(0xc2) if bytes.get(at + 1) == Some(&0xa0) => 2,
        // Thin and other spaces of U+2000 to U+200A, and U+202F.
        Some(0xe2)
            if bytes.get(at + 1) == Some(&0x80)
                && bytes.get(at + 2).is_some_and(|b| matches!(b, 0x80..=0x8a | 0xaf)) =>
        {
            3
        }
        _ => 0,
    }
}

/// The first offset from `at` on that is no white space.
pub(crate) fn skip_spaces(text: &str, mut at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    while at < end {
        match space_len(bytes, at) {
            0 => break,
            n => at += n,
        }
    }
    at.min(end)
}

/// The last offset up to `at` in front of which stands no white space.
pub(crate) fn skip_spaces_back(text: &str, at: usize, start: usize) -> usize {
    let mut before = text[start..at].chars();
    loop {
        let end = start + before.as_str().len();
        match before.next_back() {
            Some(' ') => {}
            Some('!'..='~') | None => return end,
            Some(c) if c == '\t' || c == '\n' || !c.is_whitespace() => return end,
            Some(_) => {}
        }
    }
}

/// The words from `at` on, up to a sign that ends the phrase, to a word that begins with a digit, or to `end`.
pub(crate) fn words_right(text: &str, at: usize, end: usize) -> Words<'_> {
    Words::new(text, skip_spaces(text, at, end), end, true)
}

/// The words in front of `at`, the nearest first, back to a sign that ends the phrase or to `start`.
pub(crate) fn words_left(text: &str, at: usize, start: usize) -> Words<'_> {
    Words::new(text, skip_spaces_back(text, at, start), start, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(text: &'a str, words: &Words) -> Vec<&'a str> {
        words.iter().map(|w| &text[w.start..w.end]).collect()
    }

    #[test]
    fn phrases_end_at_signs() {
        let rows: [(&str, &[&str], &str); 6] = [
            (" triệu đồng/hộ", &["triệu", "đồng"], "a slash ends the phrase"),
            (" đ/c nữ", &["đ/c", "nữ"], "one word with a slash"),
            (" xã, thị trấn; 5 bản", &["xã", "thị", "trấn"], "a comma is marked, a semicolon ends"),
            ("\u{a0}héc-ta.", &["héc", "ta"], "no-break space, hyphen inside a word"),
            ("\thộ", &[], "a tab separates cells"),
            (" m2 đất", &["m2", "đất"], "digits inside a word"),
        ];
        for (text, expected, why) in rows {
            assert_eq!(texts(text, &words_right(text, 0, text.len())), expected, "{text}: {why}");
        }
    }

    #[test]
    fn syllables_that_a_scan_cut_are_one_word() {
        for (text, whole) in [
            (" tri ệu đ ồng", "triệu"),
            (" h ộ nghèo", "hộ"),
            (" ng ười", "người"),
            (" tri ân", "tri"),
            (" thi ứng dụng", "thi"),
            (" triệ u đồng", "triệu"),
            (" t riệu đồng", "triệu"),
            (" tấ n lúa", "tấn"),
            (" h a lúa", "ha"),
            (" hộ n nghèo", "hộ"),
            (" m ở thôn Đông", "m"),
            (" triệ đồng", "triệ"),
        ] {
            let words = words_right(text, 0, text.len());
            assert_eq!(words.key(0), Some(key(whole)), "{text}");
        }
        let words = words_right(" b ản", 0, 6);
        assert_eq!(words.get(0).map(|w| w.end), Some(6));
    }

    #[test]
    fn words_in_front_come_nearest_first() {
        let text = "thì mức hỗ trợ, không quá ";
        assert_eq!(texts(text, &words_left(text, text.len(), 0)), ["quá", "không"]);
    }
}
