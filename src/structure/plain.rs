//! The letters of a line without case and diacritics, for comparing what reading errors damage: "CỘNG HÕA" → "cong hoa".

use crate::normalize::letters;

/// One ASCII character for every character of `s`, so that the n-th stands for the n-th; `~` for all that is
/// no letter of Vietnamese text and not ASCII.
pub(crate) fn plain(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        out.push(match letters::letter(c) {
            Some(l) => char::from(letters::plain(l.base)),
            None if c.is_ascii() => c,
            None if c.is_whitespace() => ' ',
            None if matches!(c, '–' | '—' | '‐' | '‑' | '−') => '-',
            None if c == '…' => '.',
            None => '~',
        });
    }
    out
}

/// Byte offset in `s` of its character with this number.
pub(crate) fn offset(s: &str, character: usize) -> usize {
    s.char_indices().nth(character).map_or(s.len(), |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_for_one() {
        let s = "ĐẢNG – Uỷ “X”";
        assert_eq!(plain(s), "dang - uy ~x~");
        assert_eq!(&s[offset(s, 7)..], "Uỷ “X”");
    }
}
