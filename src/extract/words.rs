//! Words next to a position of the flow, as keys: what stands behind a number ("triệu đồng/hộ") and in front of it
//! ("không quá"). Reads a bounded number of words, so that the whole stays linear.

use crate::vocabulary::{is_word_char, key};

/// Words that are read in one direction.
const WORDS: usize = 9;

/// No word is longer; what is longer is no word of any vocabulary.
const MAX_WORD_BYTES: usize = 48;

/// A word of the flow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// Some words in a row; only white space, hyphens inside words and marked commas stand between them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Words {
    list: [Word; WORDS],
    len: usize,
}

impl Words {
    /// The word with this number, counted from the number of the flow outwards.
    pub fn get(&self, i: usize) -> Option<&Word> {
        self.list[..self.len].get(i)
    }

    /// Key of a word that no comma separates from the one before.
    pub fn key(&self, i: usize) -> Option<u64> {
        self.get(i).filter(|w| !w.comma).map(|w| w.key)
    }

    /// Key of a word with its comma.
    pub fn step(&self, i: usize) -> Option<(u64, bool)> {
        self.get(i).map(|w| (w.key, w.comma))
    }

    /// The words.
    pub fn as_slice(&self) -> &[Word] {
        &self.list[..self.len]
    }

    fn push(&mut self, word: Word) {
        self.list[self.len] = word;
        self.len += 1;
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
    start + text[start..at].trim_end_matches(|c: char| c != '\t' && c != '\n' && c.is_whitespace()).len()
}

/// The words from `at` on, up to a sign that ends the phrase, to a word that begins with a digit, or to `end`.
pub(crate) fn words_right(text: &str, at: usize, end: usize) -> Words {
    let bytes = text.as_bytes();
    let mut out = Words::default();
    let mut at = skip_spaces(text, at, end);
    let mut comma = false;
    while out.len < WORDS && at < end {
        let limit = end.min(at + MAX_WORD_BYTES);
        let rest = &text[at..];
        let mut len = 0;
        for (i, c) in rest.char_indices() {
            if at + i >= limit || !is_word_char(c) {
                break;
            }
            len = i + c.len_utf8();
        }
        if len == 0 || bytes[at].is_ascii_digit() || at + len > end {
            break;
        }
        let mut word_end = at + len;
        let mut word = key(&rest[..len]);
        // "đ/c" is one word.
        if word == key("đ") && rest[len..].starts_with("/c") && !rest[len + 2..].starts_with(is_word_char) {
            word_end += 2;
            word = key("đc");
        }
        let capital = rest.starts_with(char::is_uppercase);
        out.push(Word { start: at, end: word_end, key: word, comma, capital });
        comma = false;
        at = word_end;
        let next = skip_spaces(text, at, end);
        if next > at {
            at = next;
        } else if bytes.get(at) == Some(&b'-') && text[at + 1..].starts_with(char::is_alphabetic) {
            at += 1;
        } else if bytes.get(at) == Some(&b',') && at < end {
            comma = true;
            at = skip_spaces(text, at + 1, end);
        } else {
            break;
        }
    }
    out
}

/// The words in front of `at`, the nearest first, back to a sign that ends the phrase or to `start`.
pub(crate) fn words_left(text: &str, at: usize, start: usize) -> Words {
    let mut out = Words::default();
    let mut at = skip_spaces_back(text, at, start);
    while out.len < WORDS && at > start {
        let floor = at.saturating_sub(MAX_WORD_BYTES).max(start);
        let mut begin = at;
        for (i, c) in text[start..at].char_indices().rev() {
            if start + i < floor || !is_word_char(c) {
                break;
            }
            begin = start + i;
        }
        if begin == at || text.as_bytes()[begin].is_ascii_digit() {
            break;
        }
        let word = &text[begin..at];
        let capital = word.starts_with(char::is_uppercase);
        out.push(Word { start: begin, end: at, key: key(word), comma: false, capital });
        let next = skip_spaces_back(text, begin, start);
        if next < begin {
            at = next;
        } else if text[start..begin].ends_with('-') && text[start..begin - 1].ends_with(char::is_alphabetic) {
            at = begin - 1;
        } else {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(text: &'a str, words: &Words) -> Vec<&'a str> {
        words.as_slice().iter().map(|w| &text[w.start..w.end]).collect()
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
    fn words_in_front_come_nearest_first() {
        let text = "thì mức hỗ trợ, không quá ";
        assert_eq!(texts(text, &words_left(text, text.len(), 0)), ["quá", "không"]);
    }
}
