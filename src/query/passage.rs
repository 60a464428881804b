//! Where sentences begin and end, and what of them fits.
//!
//! Takes a text and a place in it, gives the sentence around it on one line, or as much as fits of a long one, and where
//! the place stands in that.

use crate::text::Span;

/// The sentence around `span`, or as much of it as fits, white space folded; and where the span stands in it.
pub(super) fn passage(text: &str, span: Span, max_bytes: usize) -> (String, Span) {
    let sentence = Span::new(start_of_sentence(text, span.start), end_of_sentence(text, span.end));
    let window = fitting(text, span, sentence, max_bytes);
    let (passage, marks) = fold(text, window, &[span]);
    (passage, marks.first().copied().unwrap_or_default())
}

/// The sentences of a text that is asked many times: a report of five figures a sentence.
pub(super) struct Sentences<'t> {
    text: &'t str,
    /// Where sentences end, ascending.
    ends: Vec<u32>,
}

impl<'t> Sentences<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut ends = Vec::with_capacity(bytes.len() / 64);
        for (i, &byte) in bytes.iter().enumerate() {
            if MAY_END[usize::from(byte)] && ends_sentence(bytes, i) {
                ends.push(i as u32 + 1);
            }
        }
        Self { text, ends }
    }

    /// The window of the text that [`passage`] shows of `span`.
    pub(super) fn window(&self, span: Span, max_bytes: usize) -> Span {
        let start =
            self.ends[..self.ends.partition_point(|&e| e as usize <= span.start)].last().map_or(0, |&e| e as usize);
        let behind = &self.ends[self.ends.partition_point(|&e| (e as usize) < span.end.max(1))..];
        let end = behind.first().map_or(self.text.len(), |&e| e as usize);
        fitting(self.text, span, Span::new(start, end), max_bytes)
    }
}

/// As much of the sentence as fits.
fn fitting(text: &str, span: Span, sentence: Span, max_bytes: usize) -> Span {
    let whole = trim(text, sentence);
    if whole.len() <= max_bytes { whole } else { widen(text, span, max_bytes).0 }
}

/// Widens a passage to whole sentences where they fit, else to whole words.
pub(super) fn widen(text: &str, core: Span, max_bytes: usize) -> (Span, bool, bool) {
    let room = max_bytes.saturating_sub(core.len());
    let (sentence_start, sentence_end) = (start_of_sentence(text, core.start), end_of_sentence(text, core.end));
    if sentence_end - sentence_start <= max_bytes {
        // Room is left: the sentences behind tell what follows.
        let mut end = sentence_end;
        while end < text.len() {
            let next = end_of_sentence(text, end + 1);
            if next - sentence_start > max_bytes || next <= end {
                break;
            }
            end = next;
        }
        return (trim(text, Span::new(sentence_start, end)), false, false);
    }
    let mut start = text.floor_char_boundary(core.start.saturating_sub(room / 3).max(sentence_start));
    let mut end = text.ceil_char_boundary((core.end + room - (core.start - start).min(room)).min(sentence_end));
    if start > sentence_start {
        start = text[start..core.start].find(char::is_whitespace).map_or(core.start, |i| start + i);
    }
    if end < sentence_end {
        end = text[core.end..end].rfind(char::is_whitespace).map_or(core.end, |i| core.end + i);
    }
    (trim(text, Span::new(start, end)), start > sentence_start, end < sentence_end)
}

/// Where the sentence that holds `at` begins: behind a full stop and white space, or behind an empty line.
fn start_of_sentence(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut i = at;
    while i > 0 {
        if ends_sentence(bytes, i - 1) {
            return i;
        }
        i -= 1;
    }
    0
}

fn end_of_sentence(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    (at.max(1)..text.len()).find(|&i| ends_sentence(bytes, i - 1)).unwrap_or(text.len())
}

/// The bytes that [`ends_sentence`] can say yes to: most it need not be asked about.
const MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let (bytes, mut i) = (b".!?;\x0c\n", 0);
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// Whether a sentence ends with the byte at `i`.
fn ends_sentence(bytes: &[u8], i: usize) -> bool {
    match bytes[i] {
        b'.' | b'!' | b'?' | b';' => {
            bytes.get(i + 1).is_none_or(u8::is_ascii_whitespace) && i > 0 && !bytes[i - 1].is_ascii_digit()
        }
        b'\x0c' => true,
        // Reports wrap lines, so only an empty line ends a sentence.
        b'\n' => i > 0 && bytes[i - 1] == b'\n',
        _ => false,
    }
}

fn trim(text: &str, span: Span) -> Span {
    let s = span.of(text);
    let start = span.start + (s.len() - s.trim_start().len());
    Span::new(start, start + s.trim().len())
}

/// The passage with white space folded, behind what `out` holds.
pub(super) fn fold_into(text: &str, span: Span, out: &mut String) {
    let start = out.len();
    let mut words = span.of(text).split_whitespace();
    out.extend(words.next());
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    // As in `fold`, white space at the end is a space.
    if out.len() > start && span.of(text).ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

/// The passage with white space folded, and the marks in it.
pub(super) fn fold(text: &str, span: Span, marks: &[Span]) -> (String, Vec<Span>) {
    let mut out = String::with_capacity(span.len());
    let mut moved = Vec::with_capacity(marks.len());
    let mut marks = marks.iter().peekable();
    let mut open = None;
    for (i, c) in span.of(text).char_indices() {
        let at = span.start + i;
        if let Some(m) = marks.peek()
            && open.is_none()
            && at == m.start
        {
            open = Some(out.len());
        }
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
        if let Some(m) = marks.peek()
            && let Some(start) = open
            && at + c.len_utf8() == m.end
        {
            moved.push(Span::new(start, out.len()));
            open = None;
            marks.next();
        }
    }
    (out, moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sentences_are_the_same_asked_once_or_often(
            text in "(?s)[a-zộ .;!\n\x0c0-9]{1,80}", start in 0usize..80, len in 0usize..20, max in 0usize..60,
        ) {
            let start = text.floor_char_boundary(start);
            let span = Span::new(start, text.ceil_char_boundary((start + len).min(text.len())));
            let (quoted, _) = passage(&text, span, max);
            let window = Sentences::new(&text).window(span, max);
            let mut folded = String::new();
            fold_into(&text, window, &mut folded);
            prop_assert_eq!(folded, quoted);
        }
    }
}
