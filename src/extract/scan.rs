//! Small steps over the flow, left and right of an offset: spaces, words, digit runs. Takes text and an offset,
//! gives spans; never crosses the `\n` between blocks, never looks further than [`REACH`] bytes, so that rules
//! that ask at every digit stay linear.

use crate::structure::Flow;
use crate::text::{Span, next_digit};
use crate::vocabulary::fold_char;
use std::borrow::Cow;
use std::ops::Deref;

/// How far any of these functions looks, in bytes.
const REACH: usize = 64;

/// The flow's text with spaces in place of footnote marks, byte for byte: "năm 2023⁵" must not read as 20235.
pub(crate) fn without_marks(flow: &Flow) -> Cow<'_, str> {
    if flow.marks.is_empty() {
        return Cow::Borrowed(&flow.text);
    }
    let mut out = String::with_capacity(flow.text.len());
    for mark in &flow.marks {
        if mark.start >= out.len() {
            out.push_str(&flow.text[out.len()..mark.start]);
            out.extend(std::iter::repeat_n(' ', mark.len()));
        }
    }
    out.push_str(&flow.text[out.len()..]);
    Cow::Owned(out)
}

/// The digit runs of `text` in order.
pub(crate) fn digit_runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next_digit(bytes, at)?;
        let end = digits_right(text, start);
        at = end;
        Some(Span::new(start, end))
    })
}

/// The end of the digit run that starts at `at`.
pub(crate) fn digits_right(text: &str, at: usize) -> usize {
    let bytes = &text.as_bytes()[at..];
    at + bytes.iter().position(|b| !b.is_ascii_digit()).unwrap_or(bytes.len())
}

/// Whether `c` separates words on a line.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}')
}

/// The offset where the spaces in front of `at` begin.
pub(crate) fn spaces_left(text: &str, at: usize) -> usize {
    run_left(text, at, is_space)
}

/// The offset behind the spaces at `at`.
pub(crate) fn spaces_right(text: &str, at: usize) -> usize {
    run_right(text, at, is_space)
}

/// Whether `c` is a letter. The Latin blocks are told without the general tables, which cost more than the rest of
/// a step.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphabetic(),
    }
}

/// The word that ends at `at`, letters only; empty where no letter does.
pub(crate) fn word_left(text: &str, at: usize) -> Span {
    Span::new(run_left(text, at, is_letter), at)
}

/// The word that starts at `at`, letters only; empty where no letter does.
pub(crate) fn word_right(text: &str, at: usize) -> Span {
    Span::new(at, run_right(text, at, is_letter))
}

/// The word in front of the spaces in front of `at`.
pub(crate) fn previous_word(text: &str, at: usize) -> Span {
    word_left(text, spaces_left(text, at))
}

/// The word behind the spaces at `at`.
pub(crate) fn next_word(text: &str, at: usize) -> Span {
    word_right(text, spaces_right(text, at))
}

/// Whether the word behind the spaces at `at` begins with the letter, in either case: told before the word is read.
pub(crate) fn next_begins(text: &str, at: usize, letter: u8) -> bool {
    text.as_bytes().get(spaces_right(text, at)).is_some_and(|b| b.eq_ignore_ascii_case(&letter))
}

/// The character in front of `at`.
pub(crate) fn char_left(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at `at`.
pub(crate) fn char_right(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The offset where the run of characters of `class` that ends at `at` begins.
pub(crate) fn run_left(text: &str, at: usize, class: impl Fn(char) -> bool) -> usize {
    let mut start = at;
    let mut before = text[..at].chars();
    while let Some(c) = before.next_back() {
        if !class(c) || at - start > REACH {
            break;
        }
        start = before.as_str().len();
    }
    start
}

/// The offset behind the run of characters of `class` that starts at `at`.
pub(crate) fn run_right(text: &str, at: usize, class: impl Fn(char) -> bool) -> usize {
    let mut end = at;
    for c in text[at..].chars() {
        if !class(c) || end - at > REACH {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// A short word in lower case, without a place on the heap: what cue words are compared with. Words longer than any cue are
/// empty.
#[derive(Clone, Copy)]
pub(crate) enum Folded<'a> {
    /// It is written so: nearly all words are.
    Written(&'a str),
    /// Its letters, and how many bytes they have.
    Lowered([u8; MAX_CUE], u8),
}

/// Longest cue word, in bytes.
const MAX_CUE: usize = 32;

/// The lower case of the word at `span`.
pub(crate) fn folded(text: &str, span: Span) -> Folded<'_> {
    let word = span.of(text);
    if word.chars().all(|c| if c.is_ascii() { !c.is_ascii_uppercase() } else { fold_char(c) == c }) {
        return Folded::Written(if word.len() > MAX_CUE { "" } else { word });
    }
    let (mut bytes, mut len) = ([0; MAX_CUE], 0);
    for c in word.chars() {
        let c = fold_char(c);
        let Some(room) = bytes.get_mut(len..len + c.len_utf8()) else { return Folded::Written("") };
        len += c.encode_utf8(room).len();
    }
    Folded::Lowered(bytes, len as u8)
}

impl Deref for Folded<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Written(word) => word,
            Self::Lowered(bytes, len) => std::str::from_utf8(&bytes[..usize::from(*len)]).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stop_at_blocks() {
        let text = "năm\n2023  Ngày 5";
        let runs: Vec<_> = digit_runs(text).map(|s| s.of(text)).collect();
        assert_eq!(runs, ["2023", "5"]);
        let at = text.find("2023").unwrap();
        assert!(previous_word(text, at).is_empty());
        assert_eq!(&*folded(text, next_word(text, at + 4)), "ngày");
    }
}
